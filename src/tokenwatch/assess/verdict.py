"""The verdict on a document, by rules with points, and how sure it is.

As with statements, each rule gives points to some verdicts, the highest wins, a softmax makes probabilities of them.
The probabilities say how clearly the rules point one way; how often such a document was labelled so is in
``benchmarks/accuracy.md``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tokenwatch.analysis import Analysis
from tokenwatch.assess.context import Context, read_context
from tokenwatch.assess.levels import OWN_KINDS
from tokenwatch.assessment import VERDICTS, Levels, Verdict, VerdictLabel

MIN_WORDS = 40
"""Words under which no verdict is given: a paragraph. A title and two lines hold a claim or a fact, not both."""
SURE = 0.40
"""Probability of the first verdict under which none is given: then two others together outweigh it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at: counts and levels of one document."""

    analysis: Analysis
    context: Context
    levels: Levels
    kinds: Mapping[str, int]

    @property
    def own(self) -> int:
        """Number of statements on the document's own work."""
        return sum(self.kinds.get(kind, 0) for kind in OWN_KINDS)

    @property
    def general(self) -> int:
        """Number of statements that explain or criticise."""
        return self.kinds.get("explain", 0) + self.kinds.get("critique", 0)

    @property
    def specific(self) -> int:
        """Number of statements that a reader could check."""
        return sum(statement.specific for statement in self.analysis.statements)


@dataclass(frozen=True)
class Rule:
    """One rule: its reason in words, when it holds, and the points that it gives."""

    why: str
    holds: Callable[[Facts], bool]
    points: Mapping[VerdictLabel, float]


def _billed(facts: Facts, *, lived: bool) -> bool:
    programme = facts.analysis.programme
    return programme.is_programme and bool(programme.n_lived) is lived


RULES: tuple[Rule, ...] = (
    Rule("nothing else fits", lambda f: True, {"none": 0.5}),
    # Whoever is billed with the experience takes part, though no sentence says so.
    Rule(
        "nothing in it speaks of people taking part",
        lambda f: not f.analysis.statements and not _billed(f, lived=True),
        {"none": 3.0},
    ),
    Rule(
        "hardly anything in it speaks of people taking part",
        lambda f: f.context.density < 0.3 and not _billed(f, lived=True),
        {"none": 1.5},
    ),
    Rule("much of it speaks of people taking part", lambda f: f.context.density >= 1.0, {"none": -1.0}),
    Rule("it gives advice on involvement", lambda f: f.context.advice >= 0.35 and f.general > 0, {"about": 1.2}),
    Rule("it presents itself as a guide", lambda f: f.analysis.teaches and f.context.density >= 0.3, {"about": 0.8}),
    Rule("most of it speaks of involvement in general", lambda f: f.general > f.own, {"about": 1.2}),
    Rule(
        "it criticises how people were involved",
        lambda f: f.kinds.get("critique", 0) >= 1,
        {"about": 0.8, "tokenistic": -1.5},
    ),
    Rule("it shows people deciding or designing", lambda f: f.levels.evidenced >= 4, {"shared": 2.5}),
    Rule(
        "it shows people taking part, and claims no more",
        lambda f: 0 < f.levels.evidenced < 4 and f.levels.gap < 2,
        {"heard": 2.2},
    ),
    Rule(
        "it claims two levels more than it shows",
        lambda f: 0 < f.levels.evidenced < 4 and f.levels.gap >= 2,
        {"tokenistic": 1.6, "heard": 1.2},
    ),
    Rule(
        "it claims involvement and shows nothing to check",
        lambda f: f.levels.evidenced == 0 and f.levels.claimed > 0,
        {"tokenistic": 1.6},
    ),
    Rule(
        "it claims involvement only in passing",
        lambda f: f.levels.evidenced == 0 and f.own == 1,
        {"tokenistic": -0.6},
    ),
    Rule("several statements can be checked", lambda f: f.specific >= 3, {"heard": 0.4, "shared": 0.4}),
    Rule("somebody billed to speak has the experience", lambda f: _billed(f, lived=True), {"heard": 2.5}),
    Rule(
        "nobody with lived experience is billed",
        lambda f: _billed(f, lived=False) and f.analysis.about_people,
        {"tokenistic": 0.8},
    ),
    Rule(
        "an event on another subject",
        lambda f: _billed(f, lived=False) and not f.analysis.about_people,
        {"none": 1.5},
    ),
)


def find_facts(analysis: Analysis, levels: Levels) -> Facts:
    """Gather what the rules look at."""
    kinds: Counter[str] = Counter(statement.kind for statement in analysis.statements)
    return Facts(analysis, read_context(analysis), levels, kinds)


def find_verdict(analysis: Analysis, levels: Levels) -> Verdict:
    """Give the verdict.

    Parameters
    ----------
    analysis
        With judged statements.
    levels
        Of the same document.

    Returns
    -------
    Verdict
        Abstained where the text is not mainly English, under `MIN_WORDS` words, or the first verdict is less
        probable than `SURE`.
    """
    probabilities, why = weigh(find_facts(analysis, levels))
    label = max(VERDICTS, key=lambda name: probabilities[name])
    reluctance = _reluctance(analysis, probabilities[label])
    return Verdict(label, probabilities, bool(reluctance), reluctance or why)  # type: ignore[arg-type]  # from VERDICTS


def weigh(facts: Facts) -> tuple[dict[str, float], str]:
    """Give the probabilities, and the reason that gave most to the first verdict."""
    points = dict.fromkeys(VERDICTS, 0.0)
    given: list[tuple[float, str, str]] = []
    for rule in RULES:
        if rule.holds(facts):
            for label, value in rule.points.items():
                points[label] += value
                given.append((value, label, rule.why))
    first = max(VERDICTS, key=lambda name: points[name])
    why = max(
        ((value, text) for value, label, text in given if label == first),
        default=(0.0, "nothing in it speaks clearly for any verdict"),
    )[1]
    total = sum(math.exp(value) for value in points.values())
    return {label: math.exp(value) / total for label, value in points.items()}, why


def _reluctance(analysis: Analysis, probability: float) -> str:
    """Say why no verdict is given, or nothing."""
    if analysis.language == "not en":
        return "The text is not mainly English, so it is not judged."
    if analysis.n_words < MIN_WORDS:
        return f"Too little text to say: {analysis.n_words} words."
    if probability < SURE:
        return "The signs point several ways, so no verdict is given."
    return ""
