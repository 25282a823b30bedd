"""Judge one statement: kind, level, specific, lived voice, by rules with points.

Each rule looks at the slots of the statement and at the document around it and adds points to some kinds. The kind
with most points wins; the points become probabilities by a softmax; the rule that gave most to the winner is the
reason. Used where nothing was learnt, and as one voice among others where something was (`tokenwatch.classifiers`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from tokenwatch.analysis import KINDS, STRONG, Analysis, Kind, Statement, Voice
from tokenwatch.assess.context import Context, read_contexts
from tokenwatch.assess.scoring import Rule, main_reason, score, softmax
from tokenwatch.ranges import Ranges

PRECEDENCE: tuple[Kind, ...] = ("critique", "practice", "plan", "invite", "claim", "explain", "none")
"""Which kind goes first where two fit: annotation guidelines, section 3."""
DENIED = ("negated", "criticised", "asked")
"""Stances in which a sentence says that something is not so, or not yet known."""
_STAFF = frozenset(("professional", "organisation"))
SPARSE = 0.35
"""Sentences with a clear involvement term per 100 words under which a page is not on involvement: one in a page of
print. Tried from 0.2 to 0.5 on the development texts; the figures hardly move between 0.3 and 0.4."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the rules look at: a statement and the document around it."""

    statement: Statement
    context: Context


def _rule(why: str, holds: Callable[[Statement, Context], bool], points: Mapping[str, float]) -> Rule[Sentence, str]:
    return Rule(why, lambda sentence: holds(sentence.statement, sentence.context), points)


def _cue(*names: str) -> Callable[[Statement, Context], bool]:
    return lambda statement, context: any(name in statement.slots.cues for name in names)


def _concerned(statement: Statement, context: Context) -> bool:
    """Say whether people of the work are in the sentence: by role, or as "participants" on a page on involvement."""
    if statement.slots.names_people:
        return True
    return "participants" in statement.slots.cues and context.density >= SPARSE


def _backing(statement: Statement, context: Context) -> int:
    """Count what a reader could check, with people in it or an occasion at which they were.

    A proper name counts only beside something else: names stand in every other sentence of every report.
    """
    slots = statement.slots
    if not _concerned(statement, context) and STRONG not in slots.cues:
        return 0
    firm = len(set(slots.support) - {"name"}) + ("occasion" in slots.cues)
    # How many, and what they did: that is two things already (guidelines, section 2).
    firm += {"counted people", "named actor"} <= set(slots.cues)
    return firm + ("name" in slots.support and firm > 0)


def _general(statement: Statement) -> bool:
    """Say whether the sentence speaks of nobody's work in particular."""
    cues, time = statement.slots.cues, statement.slots.time
    return not {"own", "first_person"} & set(cues) and time in ("now", "conditional") and not _is_habit(statement)


def _is_habit(statement: Statement) -> bool:
    """Say whether it tells what certain people do as a rule: "six tenants meet the board every month"."""
    slots = statement.slots
    told = slots.time == "now" and "named actor" in slots.cues
    return told and ("counted people" in slots.cues or bool({"date", "number"} & set(slots.support)))


RULES: tuple[Rule[Sentence, str], ...] = (
    _rule("nothing else fits", lambda s, c: True, {"none": 1.0, "claim": 0.4}),
    _rule("a heading or caption", lambda s, c: s.block in ("heading", "caption", "alt text"), {"none": 3.0}),
    _rule("a fragment of a few words", _cue("fragment"), {"none": 1.5}),
    _rule(
        "a row of a table or programme",
        lambda s, c: s.block == "table row" and not s.slots.act_level,
        {"none": 1.0},
    ),
    _rule("a lead-in to a list", _cue("lead-in"), {"none": 0.5}),
    _rule("an unambiguous word of involvement", _cue(STRONG), {"none": -1.5}),
    _rule("people named with an act", lambda s, c: s.slots.act_level > 1, {"none": -0.5}),
    _rule(
        "no people and no word of involvement",
        lambda s, c: not _concerned(s, c) and STRONG not in s.slots.cues,
        {"none": 1.5},
    ),
    _rule("a page full of involvement", lambda s, c: c.density >= 1.0, {"none": -0.5}),
    _rule("a page with hardly any involvement", lambda s, c: c.density < SPARSE, {"none": 1.0}),
    _rule(
        "it criticises how people were involved",
        lambda s, c: s.slots.stance == "criticised",
        {"critique": 2.5},
    ),
    _rule(
        "it says that people were not involved",
        lambda s, c: s.slots.stance == "negated",
        {"critique": 1.6, "practice": -1.5, "claim": -0.5},
    ),
    _rule("it invites the reader", lambda s, c: s.slots.stance == "invited", {"invite": 2.2}),
    _rule(
        "it asks a question",
        lambda s, c: s.slots.stance == "asked",
        {"invite": 0.5, "claim": -1.0, "plan": -3.0, "practice": -3.0},
    ),
    _rule(
        "done, with something to check",
        lambda s, c: s.slots.time == "past" and _backing(s, c) >= 2,
        {"practice": 2.2},
    ),
    _rule(
        "done, with one thing to check",
        lambda s, c: s.slots.time == "past" and _backing(s, c) == 1,
        {"practice": 1.0, "claim": 0.5},
    ),
    _rule(
        "done, with nothing to check",
        lambda s, c: s.slots.time == "past" and _backing(s, c) == 0,
        {"claim": 0.8},
    ),
    _rule(
        "going on, with something to check",
        lambda s, c: s.slots.time == "now" and _backing(s, c) >= 2 and not _general(s),
        {"practice": 1.2},
    ),
    _rule(
        "done, and staff or organisations alone are named",
        lambda s, c: s.slots.time == "past" and not _concerned(s, c) and not _STAFF.isdisjoint(s.slots.actors),
        {"practice": -1.2, "claim": 0.4},
    ),
    _rule("it speaks of the future", lambda s, c: "plan" in s.slots.time, {"plan": 1.8}),
    _rule("it advises", _cue("advice"), {"explain": 1.0}),
    _rule("it defines", lambda s, c: s.slots.stance == "defined", {"explain": 0.8}),
    _rule("it speaks of nobody's work in particular", lambda s, c: _general(s), {"explain": 0.8}),
    _rule(
        "the page gives advice",
        lambda s, c: c.advice >= 0.35,
        {"explain": 1.0, "claim": -0.5, "practice": -0.5, "plan": -0.5},
    ),
    _rule("it speaks of the writer's own work", _cue("own"), {"claim": 0.5, "explain": -0.3}),
)


def judge_statements(analysis: Analysis) -> Analysis:
    """Judge every statement of a document.

    Parameters
    ----------
    analysis
        With slots in its statements.

    Returns
    -------
    Analysis
        The same, with kind, level, specific, lived voice, probabilities and reason in each statement. Those that
        are not about people taking part (kind ``"none"``) are put aside, and a reviewer's comments in the margin,
        which are not the author's words, are left out; the rest is numbered anew.
    """
    return apply_judgement(analysis, judge_statement)


def apply_judgement(analysis: Analysis, judge: Callable[[Statement, Context], Statement]) -> Analysis:
    """Judge every statement and keep those about people taking part; see `judge_statements`.

    Parameters
    ----------
    analysis
        With slots in its statements.
    judge
        Gives a statement, in its context, with its kind, level and the rest; lived voice is filled in here.
    """
    own_words = find_own_words(analysis.voices)
    judged = [
        judge(statement, context)
        for statement, context in zip(analysis.statements, read_contexts(analysis), strict=True)
        if statement.block != "comment"
    ]
    kept = [statement for statement in judged if statement.kind != "none"]
    numbered = (
        replace(statement, id=f"s{number}", lived_voice=own_words.overlap(statement.start, statement.end))
        for number, statement in enumerate(kept, start=1)
    )
    passed_over = tuple(statement for statement in judged if statement.kind == "none")
    return replace(analysis, statements=tuple(numbered), passed_over=passed_over)


def judge_statement(statement: Statement, context: Context) -> Statement:
    """Judge one statement; see `judge_statements`."""
    sentence = Sentence(statement, context)
    points = score(RULES, sentence, PRECEDENCE)
    first = max(PRECEDENCE, key=points.__getitem__)
    kind = "claim" if first == "practice" and not is_specific(statement, first, context) else first
    probabilities = softmax(points)
    return replace(
        statement,
        kind=kind,
        level=judge_level(statement, kind),
        specific=is_specific(statement, kind, context),
        probabilities={name: probabilities[name] for name in KINDS},
        why=main_reason(RULES, sentence, first),
    )


def is_specific(statement: Statement, kind: Kind, context: Context) -> bool:
    """Say whether a reader could check the statement: at least two things (guidelines, section 2).

    What is denied or asked shows nothing, however exactly it is said.
    """
    told = statement.slots.stance not in DENIED
    return told and kind in ("practice", "plan", "invite") and _backing(statement, context) >= 2


def judge_level(statement: Statement, kind: Kind) -> int:
    """Give the level spoken of, done, planned or claimed.

    The label stands for the level. An act counts beyond it only where the sentence tells of something done or
    planned and names who did it: "tenants chose the contractor" is 5 without any label.
    """
    if kind == "none":
        return 0
    slots = statement.slots
    told = kind in ("practice", "plan") and "named actor" in slots.cues
    act = slots.act_level if told or not slots.label_level else min(slots.act_level, 3)
    return max(slots.label_level, act)


def find_own_words(voices: Iterable[Voice]) -> Ranges:
    """Give where lived-experience people speak themselves: quoted, or first person by one who says so there."""
    return Ranges(
        place
        for voice in voices
        if voice.lived and voice.kind in ("quoted", "first person")
        for place in ((voice.start, voice.end), *voice.places)
    )
