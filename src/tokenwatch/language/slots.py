"""Read the slots of one sentence: who, what, when, in what tone, with what support.

By its parse where there is one, else by the order of its words, so that it also runs on ``spacy.blank("en")``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from tokenwatch.analysis import PEOPLE, STRONG, Slots, Stance, Support, Time
from tokenwatch.codebook import Codebook
from tokenwatch.language.parts import Participation, Parts, find_concerned
from tokenwatch.language.support import find_support, is_count
from tokenwatch.language.tense import time_of

COUNT_REACH = 3
"""Tokens before people in which their number stands: "twelve of the older tenants"."""
FUTURE_REACH = 8
"""Tokens between "will" and its act: room for an adverb or a phrase ("will, with your help, also be asked to")."""
NEGATION_REACH = 4
"""Tokens between a negation and the word it negates ("no meaningful public engagement")."""

_QUOTES = re.compile(r"[“\"«‘][^”\"»]{12,}[”\"»’]")
_OPENING = frozenset(("“", '"', "‘", "'"))
_CLOSING = frozenset(("”", '"', "’", "'"))
_STAGE = "stage_"
_PRESENT = frozenset(("is", "are", "be", "being", "am", "get", "gets"))


def read_slots(parts: Parts, codebook: Codebook, act: Participation | None) -> Slots:
    """Read the slots of a sentence.

    Parameters
    ----------
    parts
        What the matchers found in it.
    codebook
        For the levels of terms.
    act
        The act that the sentence is about.

    Returns
    -------
    Slots
    """
    support = find_support(parts)
    return Slots(
        actors=_actors(parts),
        actor=act.actor if act else "",
        act=act.act if act else "",
        act_level=act.level if act else 0,
        stage=_stage(parts),
        time=find_time(parts, support, act),
        stance=find_stance(parts, act),
        support=support,
        label_level=max(
            (codebook.terms[term.id_].level for term in parts.terms if _counts(term, parts, codebook)),
            default=0,
        ),
        cues=_cue_names(parts, codebook, act),
    )


def _counts(term: Span, parts: Parts, codebook: Codebook) -> bool:
    """Say whether a term claims something: a loose one only beside people of the work."""
    return not codebook.terms[term.id_].people or bool(find_concerned(parts))


def _is_counted(span: Span, start: int, end: int) -> bool:
    """Say whether people are counted: a number in their phrase or right before it ("eleven of the older tenants")."""
    phrase = span.doc[max(start - COUNT_REACH, span.start) : end]
    # "One carer sits on it" is a number of people; "one of the carers' worries" is none.
    alone = start > span.start and span.doc[start - 1].lower_ == "one"
    return alone or any(is_count(token) for token in phrase)


def find_time(parts: Parts, support: Sequence[Support], act: Participation | None = None) -> Time:
    """Find the time of the act: by its verb where the sentence was parsed, else by words.

    A future word counts only before what it governs, not in a clause behind it.
    """
    time = time_of(parts.span.doc[act.verb] if act else parts.span.root) if parts.parsed else ""
    targets = [start for _, start, _ in parts.acts] + [term.start for term in parts.terms]
    ahead = any(0 <= target - end <= FUTURE_REACH for _, end in parts.cues.get("future", ()) for target in targets)
    if time == "undated plan" or (time in ("", "now") and ahead):
        return "dated plan" if {"date", "number"} & set(support) else "undated plan"
    if time:
        return time
    if parts.has("past_forms", "past") or any(_is_past(parts.span.doc[start]) for _, start, _ in parts.acts):
        return "past"
    return "conditional" if parts.has("conditional") else "now"


def _in_scare_quotes(parts: Parts) -> bool:
    """Say whether an involvement term stands alone in quotation marks: whoever writes so keeps away from it."""
    doc = parts.span.doc
    return any(
        term.start > parts.span.start
        and doc[term.start - 1].text in _OPENING
        and any(doc[index].text in _CLOSING for index in range(term.end, min(term.end + 4, parts.span.end)))
        for term in parts.terms
    )


def _is_past(verb: Token) -> bool:
    """Say whether a word is a past form: "involved", but not "are involved" or "can be involved"."""
    before = verb.doc[max(verb.i - 2, verb.sent.start) : verb.i]
    return verb.lower_.endswith("ed") and not any(token.lower_ in _PRESENT for token in before)


def find_stance(parts: Parts, act: Participation | None = None) -> Stance:
    """Find in what tone the sentence speaks of involvement: the first that holds, the graver before the lighter."""
    targets = [start for _, start, _ in parts.acts] + [term.start for term in parts.terms]
    targets += [start for start, _ in parts.cues.get("pay", ())]
    negations = parts.cues.get("negation", ())
    by_words = any(0 <= target - end < NEGATION_REACH for _, end in negations for target in targets)
    told_by_clause = parts.parsed and act is not None and act.level > 0
    text = parts.span.text.strip()
    signs: tuple[tuple[Stance, bool], ...] = (
        ("criticised", parts.has("criticism") or _in_scare_quotes(parts)),
        ("negated", act.negated if act is not None and told_by_clause else by_words),
        ("invited", parts.has("invitation")),
        ("asked", text.endswith("?")),
        ("defined", parts.has("definition")),
        ("quoted", bool(_QUOTES.search(text))),
    )
    return next((stance for stance, holds in signs if holds), "asserted")


def _actors(parts: Parts) -> tuple[str, ...]:
    groups = [span.label_ for span in parts.people if span.label_ != "ambiguous"]
    groups += [name for cue, name in (("own", "we"), ("first_person", "I"), ("reader", "you")) if parts.has(cue)]
    return tuple(dict.fromkeys(groups))


def _stage(parts: Parts) -> str:
    """Give the stage of the work that the sentence names first, or ``""``."""
    named = [(min(hits), name) for name, hits in parts.cues.items() if name.startswith(_STAGE) and hits]
    return min(named)[1].removeprefix(_STAGE) if named else ""


def _means_people(span: Span, codebook: Codebook) -> bool:
    """Say whether a span names people of the work by a word that means nobody else; the writers have no role."""
    role = codebook.roles.get(span.id_)
    return role is None or role.means_people


def _cue_names(parts: Parts, codebook: Codebook, act: Participation | None) -> tuple[str, ...]:
    """Name the cues that the judges read: those of the codebook, and a few that are no words."""
    names = [name for name in sorted(parts.cues) if parts.cues[name] and not name.startswith(_STAGE)]
    if any(not codebook.terms[term.id_].people for term in parts.terms):
        names.append(STRONG)
    if act is not None and act.group in PEOPLE:
        names.append("named actor")
    if any(_means_people(span, codebook) for span in parts.people):
        names.append("named by role")
    if any(_is_counted(parts.span, start, end) for start, end in find_concerned(parts)):
        names.append("counted people")
    tokens = [token for token in parts.span if not token.is_space]
    if tokens and tokens[-1].text == ":":
        names.append("lead-in")
    if parts.block in ("heading", "caption", "alt text"):
        names.append("heading")
    if len(tokens) < 5:
        names.append("fragment")
    return tuple(names)
