"""From an Analysis to the answers: pure functions, no library."""

from __future__ import annotations

from collections.abc import Mapping

from tokenwatch.analysis import Analysis
from tokenwatch.assess.dimensions import find_dimensions
from tokenwatch.assess.levels import find_levels
from tokenwatch.assess.passages import judge_statements
from tokenwatch.assess.presence import find_presence
from tokenwatch.assess.questions import find_questions
from tokenwatch.assess.reasons import find_reasons
from tokenwatch.assess.verdict import find_facts, find_verdict
from tokenwatch.assessment import Assessment, Levels
from tokenwatch.codebook import Codebook
from tokenwatch.document import Document

__all__ = ["assess", "judge_statements"]


def assess(analysis: Analysis, document: Document, codebook: Codebook, ids: Mapping[str, str]) -> Assessment:
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

    Returns
    -------
    Assessment
    """
    if analysis.language == "not en":
        # What was found in it are chance hits of English words.
        analysis = Analysis(analysis.n_words, analysis.language, analysis.genre, analysis.title)
    levels = find_levels(analysis)
    verdict = find_verdict(analysis, levels)
    label = None if verdict.abstained else verdict.label
    dimensions = find_dimensions(analysis)
    return Assessment(
        document=document,
        genre=analysis.genre,
        verdict=verdict,
        # Where the text makes no claim of its own work, there is nothing to be claimed or shown (rulings, no. 8).
        levels=Levels() if verdict.label in ("about", "none") else levels,
        presence=find_presence(analysis),
        programme=analysis.programme,
        dimensions=dimensions,
        statements=analysis.statements,
        voices=analysis.voices,
        findings=analysis.findings,
        reasons=find_reasons(analysis, find_facts(analysis, levels), label, codebook) if verdict.judged else (),
        questions=find_questions(analysis, levels, dimensions, label, codebook) if label else (),
        ids=dict(ids),
    )
