"""Who judges: what a judge offers, and the one that goes by rules.

The rules stand in this room and look at nothing but the Analysis. A judge that has learnt from labelled texts
(`tokenwatch.classifiers`) offers the same and takes their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tokenwatch.analysis import Analysis
from tokenwatch.assess.passages import judge_statements
from tokenwatch.assess.verdict import explain_verdict, find_verdict
from tokenwatch.assessment import Levels, Reason, Verdict


class Judge(Protocol):
    """What answers for statements and documents."""

    @property
    def id(self) -> str:
        """Name of the judge, which every assessment carries: ``"rules"``, or the id of what was learnt."""

    def judge_statements(self, analysis: Analysis) -> Analysis:
        """Give the analysis with its statements judged, those that speak of nobody taking part left out."""

    def judge_document(self, analysis: Analysis, levels: Levels) -> tuple[Verdict, list[Reason]]:
        """Give the verdict on a document of judged statements, and what speaks for it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The judge that goes by hand-written rules: what there is where nothing was learnt."""

    id: str = "rules"

    def judge_statements(self, analysis: Analysis) -> Analysis:
        """See `Judge`."""
        return judge_statements(analysis)

    def judge_document(self, analysis: Analysis, levels: Levels) -> tuple[Verdict, list[Reason]]:
        """See `Judge`; where no verdict is given, all that was seen speaks."""
        verdict = find_verdict(analysis, levels)
        return verdict, explain_verdict(analysis, levels, None if verdict.abstained else verdict.label)


RULES = Rules()
