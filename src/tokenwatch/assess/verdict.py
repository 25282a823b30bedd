"""The verdict on a document, by rules with points, and how sure it is.

As with statements, each rule gives points to some verdicts, the highest wins, a softmax makes probabilities of them.
The probabilities say how clearly the rules point one way; how often such a document was labelled so is in
``benchmarks/accuracy.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from tokenwatch.analysis import Analysis, Statement
from tokenwatch.assess.context import Context, read_context
from tokenwatch.assess.levels import OWN_KINDS, claims, evidence, evidenced_level, highest
from tokenwatch.assess.scoring import Rule, main_reason, score, softmax
from tokenwatch.assessment import VERDICTS, Levels, Reason, Verdict, VerdictLabel

MIN_WORDS = 40
"""Words under which no verdict is given: a paragraph. A title and two lines hold a claim or a fact, not both."""
SURE = 0.40
"""Probability of the first verdict under which none is given: of five verdicts, one with less leads by little. On the
development texts it keeps the verdict from one document in fourteen, and these are wrong more often than the rest."""
_SURE = dict.fromkeys(VERDICTS, SURE)
PLAIN = 2
"""Statements to check from which a text speaks of people taking part whatever its words: real practice often goes
without any of the fashionable ones."""
GENERAL_KINDS = ("explain", "critique")
MOST_EVIDENCE = 4
"""Statements shown with one reason: as many as one reads before asking for the whole list."""
SLIGHT = 0.5
"""Points up to which a rule is a default or a tie-break, and no reason to read out."""


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
        return sum(self.kinds.get(kind, 0) for kind in GENERAL_KINDS)

    @property
    def specific(self) -> int:
        """Number of statements that a reader could check."""
        return sum(statement.specific for statement in self.analysis.statements)


def _billed(facts: Facts, *, lived: bool) -> bool:
    programme = facts.analysis.programme
    return programme.is_programme and bool(programme.n_lived) is lived


def _general(facts: Facts) -> list[Statement]:
    return [statement for statement in facts.analysis.statements if statement.kind in GENERAL_KINDS]


def _critique(facts: Facts) -> list[Statement]:
    return [statement for statement in facts.analysis.statements if statement.kind == "critique"]


def _shown(facts: Facts) -> list[Statement]:
    """Give what is shown, the highest level first."""
    return sorted(evidence(facts.analysis), key=evidenced_level, reverse=True)


def _claimed(facts: Facts) -> list[Statement]:
    """Give the highest claims, those with nothing to check first."""
    claimed = claims(facts.analysis)
    top = [statement for statement in claimed if statement.level == highest(claimed)]
    return sorted(top, key=lambda statement: statement.specific)


def _gap(facts: Facts) -> list[Statement]:
    """Give two of the highest claims and what is shown beside them."""
    return _claimed(facts)[:2] + _shown(facts)[:2]


RULES: tuple[Rule[Facts, Statement], ...] = (
    Rule("Nothing else fits.", lambda f: True, {"none": 0.5}),
    # Whoever is billed with the experience takes part, though no sentence says so.
    Rule(
        "Nothing in it speaks of people taking part.",
        lambda f: not f.analysis.statements and not _billed(f, lived=True),
        {"none": 3.0},
    ),
    Rule(
        "Hardly anything in it speaks of people taking part.",
        lambda f: f.context.density < 0.3 and f.specific < PLAIN and not _billed(f, lived=True),
        {"none": 1.5},
    ),
    Rule("Much of it speaks of people taking part.", lambda f: f.context.density >= 1.0, {"none": -1.0}),
    Rule(
        "It gives advice on involvement.",
        lambda f: f.context.advice >= 0.35 and f.general > 0,
        {"about": 1.2},
        _general,
    ),
    Rule(
        "It presents itself as a guide.",
        lambda f: f.analysis.teaches and f.context.density >= 0.3,
        {"about": 0.8},
    ),
    Rule("Most of it speaks of involvement in general.", lambda f: f.general > f.own, {"about": 1.2}, _general),
    Rule(
        "It says that people were not involved, or involved badly.",
        lambda f: f.kinds.get("critique", 0) >= 1,
        {"about": 0.8, "tokenistic": -1.5},
        _critique,
    ),
    Rule(
        "It shows people deciding, leading or designing.",
        lambda f: f.levels.evidenced >= 4,
        {"shared": 1.6},
        _shown,
    ),
    Rule(
        "The people concerned run the organisation that speaks here.",
        lambda f: f.analysis.run_by_people,
        {"shared": 1.2},
    ),
    Rule("It shows people taking part.", lambda f: 0 < f.levels.evidenced < 4, {"heard": 1.2}, _shown),
    Rule(
        "It claims hardly more than it shows.",
        lambda f: 0 < f.levels.evidenced < 4 and f.levels.gap < 2,
        {"heard": 1.0},
        _claimed,
    ),
    Rule(
        "It claims at least two steps more than it shows.",
        lambda f: 0 < f.levels.evidenced < 4 and f.levels.gap >= 2,
        {"tokenistic": 1.6},
        _gap,
    ),
    Rule(
        "It claims involvement, and nothing that can be checked backs it here.",
        lambda f: f.levels.evidenced == 0 and f.levels.claimed > 0,
        {"tokenistic": 1.6},
        _claimed,
    ),
    # Asking people and calling it that is honest, even where the text gives little to check (docs/theory.md).
    Rule(
        "It claims no more than asking or telling people.",
        lambda f: f.levels.evidenced == 0 and 0 < f.levels.claimed <= 2,
        {"tokenistic": -0.8, "heard": 0.8},
        _claimed,
    ),
    Rule(
        "It claims involvement only in passing.",
        lambda f: f.levels.evidenced == 0 and f.own == 1,
        {"tokenistic": -0.6},
        _claimed,
    ),
    Rule("Several statements can be checked.", lambda f: f.specific >= 3, {"heard": 0.4, "shared": 0.4}, _shown),
    Rule(
        "Somebody on the programme is said to have lived experience.", lambda f: _billed(f, lived=True), {"heard": 2.5}
    ),
    Rule(
        "Nobody on the programme is said to have lived experience.",
        lambda f: _billed(f, lived=False) and f.analysis.about_people,
        {"tokenistic": 0.8},
    ),
    Rule(
        "It is an event on another subject.",
        lambda f: _billed(f, lived=False) and not f.analysis.about_people,
        {"none": 1.5},
    ),
)


def find_facts(analysis: Analysis, levels: Levels) -> Facts:
    """Gather what the rules look at."""
    kinds: Counter[str] = Counter(statement.kind for statement in analysis.statements)
    return Facts(analysis, read_context(analysis), levels, kinds)


def find_verdict(analysis: Analysis, levels: Levels) -> Verdict:
    """Give the verdict by the rules.

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
    facts = find_facts(analysis, levels)
    probabilities = softmax(score(RULES, facts, VERDICTS))
    return make_verdict(analysis, probabilities, lambda label: main_reason(RULES, facts, label), _SURE)


def make_verdict(
    analysis: Analysis,
    probabilities: Mapping[str, float],
    why: Callable[[VerdictLabel], str],
    sure: Mapping[str, float],
) -> Verdict:
    """Make a verdict of probabilities, or hold it back.

    Parameters
    ----------
    analysis
        For its language and its length.
    probabilities
        Of each verdict, summing to 1.
    why
        Gives the reason for a verdict in one sentence.
    sure
        For each verdict the probability under which it is not given.
    """
    if analysis.language == "not en":
        even = dict.fromkeys(VERDICTS, 1 / len(VERDICTS))
        return Verdict("none", even, True, "The text is not mainly English, so it is not judged.", judged=False)
    label = cast(VerdictLabel, max(VERDICTS, key=lambda name: probabilities[name]))
    reluctance = ""
    if analysis.n_words < MIN_WORDS:
        reluctance = f"Too little text to say: {analysis.n_words} words."
    elif probabilities[label] < sure[label]:
        reluctance = "The signs point several ways, so no verdict is given."
    return Verdict(label, probabilities, bool(reluctance), reluctance or why(label))


def explain_verdict(analysis: Analysis, levels: Levels, label: VerdictLabel | None) -> list[Reason]:
    """Give the rules that speak for a verdict, each with what it rests on.

    Parameters
    ----------
    analysis, levels
        As for `find_verdict`.
    label
        The verdict; ``None`` where none is given: then all that was seen is a reason, whatever it speaks for.
    """
    facts = find_facts(analysis, levels)
    return [
        Reason(weight, rule.why, statement_ids(rule.shown_by(facts)))
        for rule in RULES
        if rule.holds(facts)
        and (weight := rule.points.get(label, 0.0) if label else max(rule.points.values())) > SLIGHT
    ]


def statement_ids(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Give the ids of the first `MOST_EVIDENCE` statements, each once."""
    return tuple(dict.fromkeys(statement.id for statement in statements))[:MOST_EVIDENCE]
