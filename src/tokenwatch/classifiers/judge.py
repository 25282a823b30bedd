"""The judge that has learnt: kinds of statements and verdicts by weights, what must be right by rules.

The level that a statement speaks of and whether what is denied can be evidence stay with the rules: what was learnt of
levels was no better. `Statement.why` and the reasons say which signs carried an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tokenwatch.analysis import KINDS, Analysis, Kind, Statement
from tokenwatch.assess.context import Context
from tokenwatch.assess.passages import DENIED, PRECEDENCE, apply_judgement, judge_level
from tokenwatch.assess.verdict import make_verdict, statement_ids
from tokenwatch.assessment import VERDICTS, Levels, Reason, Verdict
from tokenwatch.classifiers.features import describe_statement
from tokenwatch.classifiers.signs import SIGNS, Sign, describe_document
from tokenwatch.classifiers.table import WeightTable
from tokenwatch.classifiers.wording import in_words

CHECKABLE = 0.5
"""Probability from which a plan or an invitation can be checked: more likely than not."""
SURE = dict.fromkeys(VERDICTS, 0.35) | {"shared": 0.5, "tokenistic": 0.6}
"""Probability under which a verdict is not given. Of five verdicts one has 0.2 by chance. Two are held back longer, for
a wrong one does harm: "tokenistic" to somebody who does honest work, "shared" by somebody who doesn't. Cross-validated
on the development gold, a third of those that it calls tokenistic with 0.35 are so, and half of those with 0.6."""
SHARED_LEVEL = 4
"""Level of what has to be shown for power to be shared: annotation guidelines, section 4."""
PLAIN = 0.05
"""What a sign must add to the score of a verdict to be read out: less moves a probability by one in a hundred."""
MOST_SIGNS = 6
"""Reasons read out: more than six is a list, and the rest add little."""


@dataclass(frozen=True)
class LearntJudge:
    """A judge of learnt weights; see `tokenwatch.assess.Judge`.

    Parameters
    ----------
    id
        Name of the weights: ``"judge-"`` and a digest.
    kinds, specific, verdicts
        Weights for the kind of a statement, for whether it can be checked (``"true"``, ``"false"``), for the verdict.
    usual
        Mean of each sign over the documents that it learnt from: a sign counts by how far it is from that.
    tested
        See `tokenwatch.assessment.Verdict.tested`, by verdict.
    """

    id: str
    kinds: WeightTable
    specific: WeightTable
    verdicts: WeightTable
    usual: Mapping[str, float]
    tested: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def judge_statements(self, analysis: Analysis) -> Analysis:
        """See `tokenwatch.assess.Judge`."""
        return apply_judgement(analysis, self.judge_statement)

    def judge_statement(self, statement: Statement, context: Context) -> Statement:
        """Judge one statement in the context of the text around it."""
        features = describe_statement(statement, context)
        found = self.kinds.probabilities(features)
        probabilities = {name: found.get(name, 0.0) for name in KINDS}
        kind: Kind = max(PRECEDENCE, key=probabilities.__getitem__)
        checkable = self.specific.probabilities(features).get("true", 0.0)
        return replace(
            statement,
            kind=kind,
            level=judge_level(statement, kind),
            specific=_is_specific(statement, kind, checkable),
            probabilities=probabilities,
            checkable=checkable,
            why=in_words(self.kinds.contributions(features, kind)) if kind != "none" else "",
        )

    def judge_document(self, analysis: Analysis, levels: Levels) -> tuple[Verdict, list[Reason]]:
        """See `tokenwatch.assess.Judge`; where no verdict is given, what speaks for the likeliest."""
        signs = describe_document(analysis)
        found = self._probabilities(signs, analysis, levels)
        reasons = self._reasons(signs, analysis, max(VERDICTS, key=lambda name: found[name]))
        why = reasons[0].text if reasons else "No single sign carries it."
        verdict = make_verdict(analysis, found, lambda _: why, SURE)
        return verdict if verdict.abstained else replace(verdict, tested=self.tested.get(verdict.label)), reasons

    def _probabilities(self, signs: Mapping[str, float], analysis: Analysis, levels: Levels) -> dict[str, float]:
        """Give the probabilities of the verdicts.

        By its definition, "shared" needs something specific at level 4 or 5, or on a programme somebody billed with
        the experience (guidelines, section 4): where no sentence shows that, the others have its share.
        """
        found = self.verdicts.probabilities(signs)
        if levels.evidenced < SHARED_LEVEL and not analysis.programme.n_lived:
            found["shared"] = 0.0
        total = sum(found.values())
        return {label: found.get(label, 0.0) / total for label in VERDICTS}

    def _reasons(self, signs: Mapping[str, float], analysis: Analysis, answer: str) -> list[Reason]:
        """Give the signs that add most to an answer, by how far they are from what is usual."""
        distances = {name: value - self.usual.get(name, 0.0) for name, value in signs.items()}
        added = dict(self.verdicts.contributions(distances, answer))
        families: dict[str, Reason] = {}
        for sign in sorted(SIGNS, key=lambda sign: -added.get(sign.name, 0.0)):
            reason = _reason(sign, added.get(sign.name, 0.0), analysis, high=distances[sign.name] > 0)
            if reason is not None:
                # Of signs that say the same of several levels the heaviest speaks, with the weight of all.
                first = families.setdefault(sign.family, reason)
                if first is not reason:
                    families[sign.family] = replace(first, weight=first.weight + reason.weight)
        return sorted(families.values(), key=lambda reason: -reason.weight)[:MOST_SIGNS]


def _is_specific(statement: Statement, kind: Kind, checkable: float) -> bool:
    """Say whether a reader could check it: practice always (guidelines, section 3), what is denied or asked never."""
    if statement.slots.stance in DENIED:
        return False
    return kind == "practice" or (kind in ("plan", "invite") and checkable > CHECKABLE)


def _reason(sign: Sign, weight: float, analysis: Analysis, *, high: bool) -> Reason | None:
    """Make a reason of a sign; ``None`` where it adds little, has no words, or no sentence would show it."""
    words = sign.high if high else sign.low
    shown = statement_ids(sign.shown_by(analysis)) if high and sign.shown_by else ()
    unshown = high and sign.shown_by is not None and not shown
    return None if weight <= PLAIN or not words or unshown else Reason(weight, words, shown)
