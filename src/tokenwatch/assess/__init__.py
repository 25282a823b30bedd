"""From an Analysis to the answers: pure functions, no library."""

from __future__ import annotations

from collections.abc import Mapping

from tokenwatch.analysis import Analysis, Finding
from tokenwatch.assess.charter import check_charter
from tokenwatch.assess.dimensions import find_details, find_dimensions
from tokenwatch.assess.judge import RULES, Judge, Rules
from tokenwatch.assess.levels import find_levels
from tokenwatch.assess.presence import find_presence
from tokenwatch.assess.questions import find_questions
from tokenwatch.assess.reasons import find_reasons
from tokenwatch.assessment import Assessment, Levels
from tokenwatch.codebook import Codebook
from tokenwatch.document import Document

__all__ = ["RULES", "Judge", "Rules", "assess"]


def assess(
    analysis: Analysis, document: Document, codebook: Codebook, ids: Mapping[str, str], judge: Judge = RULES
) -> Assessment:
    """Answer the three questions for one document.

    Parameters
    ----------
    analysis
        With judged statements.
    document
        The document that was analysed.
    codebook
        For the words of reasons and questions.
    ids
        Version of tokenwatch, and ids of codebook, pipeline and models.
    judge
        Gives the verdict; the same that judged the statements.

    Returns
    -------
    Assessment
    """
    if analysis.language == "not en":
        # What was found in it are chance hits of English words.
        analysis = Analysis(analysis.n_words, analysis.language, analysis.genre, analysis.title)
    levels = find_levels(analysis)
    verdict, reasons = judge.judge_document(analysis, levels)
    label = None if verdict.abstained else verdict.label
    dimensions = find_dimensions(analysis)
    return Assessment(
        document=document,
        genre=analysis.genre,
        verdict=verdict,
        # Where the text says nothing of its own work, nothing is claimed or shown (guidelines, section 4).
        levels=Levels() if verdict.label in ("about", "none") else levels,
        presence=find_presence(analysis),
        programme=analysis.programme,
        dimensions=dimensions,
        statements=analysis.statements,
        voices=analysis.voices,
        findings=_in_order(analysis),
        reasons=find_reasons(reasons, analysis, codebook) if verdict.judged else (),
        questions=find_questions(analysis, levels, dimensions, label, codebook) if verdict.judged else (),
        charter=check_charter(analysis, document.text, codebook),
        ids=dict(ids),
    )


def _in_order(analysis: Analysis) -> tuple[Finding, ...]:
    """Give the findings and the details that count, in the order of the text."""
    found = (*analysis.findings, *(detail.finding for detail in find_details(analysis)))
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.indicator)))
