"""Find who takes part by order and distance of words: where no parser has read the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tokenwatch.codebook import Act, Codebook
from tokenwatch.language.parts import Participation, Parts, Range, find_concerned, group_of, overlaps
from tokenwatch.ranges import Ranges

REACH = 12
"""Tokens between people and their act: clauses of policy prose put rarely more between subject and verb, and beyond
it another noun is mostly the subject. Tried on 8, 12 and 16 with our own examples."""
OBJECT_REACH = 7
"""Tokens between an act and the people it is done with: an object stands closer than a subject."""
_ARTICLES = frozenset(("a", "an", "the", "this", "that", "our", "its", "their", "your", "no", "each", "every"))
_COMPANY = frozenset(("with", "alongside", "between", "among"))
_PARTICIPLES = ("ed", "en", "set", "built", "run")
"""Endings of participles, and those of acts that have none of them."""


def find_by_order(parts: Parts, codebook: Codebook) -> list[Participation]:
    """Find the acts in which people of the work take part, as subject, agent, object or companion.

    Parameters
    ----------
    parts
        The sentence.
    codebook
        For the levels.

    Returns
    -------
    list of Participation
        In the order of the text.
    """
    own = parts.cues.get("own", [])
    concerned = sorted(find_concerned(parts))
    ranges = Ranges(concerned)
    return [
        participation
        for name, start, end in parts.acts
        if not codebook.acts[name].seat
        if codebook.acts[name].noun or not _follows_article(parts, start)
        # Of a list of a thousand only those in reach are looked at.
        for place in ranges.near(start - REACH - 1, end + OBJECT_REACH + 1)
        for people in concerned[place : place + 1]
        if not overlaps(people, [(start, end)])
        for participation in [_read(parts, codebook.acts[name], (start, end), people, own)]
        if participation is not None
    ]


def _follows_article(parts: Parts, start: int) -> bool:
    """Say whether a word stands behind an article, so that it is no verb: "the survey"."""
    return start > parts.span.start and parts.span.doc[start - 1].lower_ in _ARTICLES


def _read(parts: Parts, act: Act, verb: Range, people: Range, own: Sequence[Range]) -> Participation | None:
    """Read one act with these people, or ``None`` where they have no part in it."""
    before = people[1] <= verb[0]
    between = range(people[1], verb[0]) if before else range(verb[1], people[0])
    far = len(between) > (REACH if before else OBJECT_REACH)
    if far or _cut(parts, between) or (act.objects and not _has_object(parts, act, verb)):
        return None
    group = group_of(parts, people)
    as_subject = Participation(act.act or act.id, "people", act.level, verb[0], group)
    done_to = Participation(act.object_act or as_subject.act, "people", act.as_object or 0, verb[0], group)
    as_object = None if act.as_object is None else done_to
    if before:
        cut_off = any(start in between for start, _ in own)
        return None if cut_off else as_object if _is_passive(parts, verb) and act.object_act else as_subject
    words = {parts.span.doc[index].lower_ for index in range(verb[1] - 1, people[0])}
    if "by" in words:
        return as_subject
    return replace(as_subject, actor="both", level=min(act.level, 4)) if words & _COMPANY else as_object


def _has_object(parts: Parts, act: Act, verb: Range) -> bool:
    return any(token.lower_ in act.objects for token in parts.span.doc[verb[1] : min(verb[1] + 5, parts.span.end)])


def _cut(parts: Parts, between: range) -> bool:
    """Say whether a clause ends between an act and people."""
    return any(parts.span.doc[index].text in (";", ":", "?", "!", "|") for index in between)


def _is_passive(parts: Parts, verb: Range) -> bool:
    auxiliaries = {start for start, _ in parts.cues.get("auxiliary", ())}
    behind_one = any(index in auxiliaries for index in range(max(verb[0] - 2, 0), verb[0]))
    return behind_one and parts.span.doc[verb[0]].lower_.endswith(_PARTICIPLES)
