"""Read the slots of one sentence from its tokens: who, what, when, in what tone, with what support.

Token rules only, so that they run on ``spacy.blank("en")``. Every list of words they use is in the codebook.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from tokenwatch.analysis import Slots, Stance, Support, Time
from tokenwatch.codebook import Codebook
from tokenwatch.language.participation import Participation, Parts, find_concerned, find_participation

COUNT_REACH = 3
"""Tokens before people in which their number stands: "twelve of the older tenants"."""
FUTURE_REACH = 8
"""Tokens between "will" and its act: room for an adverb or a phrase ("will, with your help, also be asked to")."""
NEGATION_REACH = 4
"""Tokens between a negation and the word it negates ("no meaningful public engagement")."""

_QUOTES = re.compile(r"[“\"«‘][^”\"»]{12,}[”\"»’]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)|\d{1,2}:\d\d", re.IGNORECASE)
_MONEY = re.compile(r"[£$€]\s?\d|\b\d[\d,.]*\s?(?:pounds|euros|dollars)\b", re.IGNORECASE)
_SMALL_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen half "
    "hundreds dozens thousands".split()
)
_OPENING = frozenset(("“", '"', "‘", "'"))
_CLOSING = frozenset(("”", '"', "’", "'"))
_STAGE = "stage_"
_PRESENT = frozenset(("is", "are", "be", "being", "am", "get", "gets"))
_MONTHS = frozenset(
    "january february march april june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec spring summer autumn winter monday tuesday wednesday thursday friday saturday sunday".split()
)


def read_slots(parts: Parts, codebook: Codebook) -> Slots:
    """Read the slots of a sentence.

    Parameters
    ----------
    parts
        What the matchers found in it.
    codebook
        For the levels of acts and terms.

    Returns
    -------
    Slots
    """
    acts = find_participation(parts, codebook)
    act = max(acts, key=lambda found: (found.level, -found.start), default=None)
    support = find_support(parts)
    return Slots(
        actors=_actors(parts),
        act=act.act if act else "",
        act_level=act.level if act else 0,
        stage=_stage(parts),
        time=find_time(parts, support),
        stance=find_stance(parts),
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


def find_support(parts: Parts) -> tuple[Support, ...]:
    """Find what a reader could check: numbers, dates, amounts, names, bodies, changes."""
    text = parts.span.text
    found: list[Support] = []
    if _has_number(parts.span):
        found.append("number")
    if _has_date(parts.span) or parts.has("rhythm"):
        found.append("date")
    if _MONEY.search(text) or parts.has("pay"):
        found.append("amount")
    if _has_name(parts.span):
        found.append("name")
    if parts.has("body"):
        found.append("body")
    if parts.has("change"):
        found.append("change")
    return tuple(found)


def _has_number(span: Span) -> bool:
    """Say whether something is counted: not a year, a clock time, an enumeration or a number in a name."""
    return any(
        token.lower_ in _SMALL_NUMBERS or (token.is_digit and token.i > span.start and not _YEAR.fullmatch(token.text))
        for token in span
        if not _follows_month(token.i, span)
    )


def _is_counted(span: Span, start: int, end: int) -> bool:
    """Say whether people are counted: a number in their phrase or right before it ("eleven of the older tenants")."""
    phrase = span.doc[max(start - COUNT_REACH, span.start) : end]
    return any(
        (token.lower_ in _SMALL_NUMBERS or token.is_digit) and not _YEAR.fullmatch(token.text) for token in phrase
    )


def _follows_month(index: int, span: Span) -> bool:
    around = span.doc[max(index - 1, span.start) : min(index + 2, span.end)]
    return any(_is_month(token) for token in around)


def _is_month(token: Token) -> bool:
    """Say whether a word is a month, weekday or season; "May" only with a capital and a number beside it."""
    if token.text != "May":
        return token.lower_ in _MONTHS
    return any(token.nbor(step).is_digit for step in (-1, 1) if 0 <= token.i + step < len(token.doc))


def _has_date(span: Span) -> bool:
    return bool(_CLOCK.search(span.text)) or any(_is_month(token) or _YEAR.fullmatch(token.text) for token in span)


def _has_name(span: Span) -> bool:
    """Say whether two capitalised words stand together past the sentence's beginning: a person or a named body."""
    tokens = [token for token in span if not token.is_space]
    if sum(token.is_title or token.is_upper for token in tokens) > 0.6 * len(tokens):
        return False
    return any(
        first.is_title and second.is_title and first.is_alpha and second.is_alpha
        for first, second in pairwise(tokens[1:])
    ) or any(token.is_upper and token.is_alpha and len(token) > 2 for token in tokens[1:])


def find_time(parts: Parts, support: Sequence[Support]) -> Time:
    """Find the time of the act: a future word counts only before what it governs, not in a clause behind it."""
    acts = [start for _, start, _ in parts.acts] + [term.start for term in parts.terms]
    if any(0 <= act - end <= FUTURE_REACH for _, end in parts.cues.get("future", ()) for act in acts):
        return "dated plan" if {"date", "number"} & set(support) else "undated plan"
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


def find_stance(parts: Parts) -> Stance:
    """Find in what tone the sentence speaks of involvement: the first that holds, the graver before the lighter."""
    targets = [start for _, start, _ in parts.acts] + [term.start for term in parts.terms]
    targets += [start for start, _ in parts.cues.get("pay", ())]
    negations = parts.cues.get("negation", ())
    text = parts.span.text.strip()
    signs: tuple[tuple[Stance, bool], ...] = (
        ("criticised", parts.has("criticism") or _in_scare_quotes(parts)),
        ("negated", any(0 <= target - end < NEGATION_REACH for _, end in negations for target in targets)),
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


def _cue_names(parts: Parts, codebook: Codebook, act: Participation | None) -> tuple[str, ...]:
    """Name the cues that the judges read: those of the codebook, and a few that are no words."""
    names = [name for name in sorted(parts.cues) if parts.cues[name] and not name.startswith(_STAGE)]
    if any(not codebook.terms[term.id_].people for term in parts.terms):
        names.append("strong term")
    if act is not None and act.group in ("lived", "community"):
        names.append("named actor")
    if any(_is_counted(parts.span, start, end) for start, end in find_concerned(parts)):
        names.append("counted people")
    tokens = [token for token in parts.span if not token.is_space]
    if tokens and tokens[-1].text == ":":
        names.append("lead-in")
    if parts.block in ("heading", "caption"):
        names.append("heading")
    if len(tokens) < 5:
        names.append("fragment")
    return tuple(names)
