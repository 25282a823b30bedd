"""Labelled documents, read and analysed: what there is to learn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from joblib import Parallel, delayed

from tokenwatch.analysis import Analysis, Statement
from tokenwatch.document import Document
from tokenwatch.gold.documents import GoldDocument, GoldPassage, read_gold
from tokenwatch.gold.readings import overlap
from tokenwatch.scan import analyse_document

BATCH = 8
"""Documents that one worker takes at a time: the pipeline is loaded once for all of a worker's."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled document and what was found in it, before anything is judged.

    Parameters
    ----------
    gold
        Labels.
    analysis
        With slots in its statements.
    """

    gold: GoldDocument
    analysis: Analysis

    def labels(self) -> list[GoldPassage | None]:
        """Give the label of each statement: ``None`` where no reader says what it is."""
        nothing = GoldPassage(0, 0, "none", 0, specific=False, lived_voice=False) if self.gold.complete else None
        return [find_passage(statement, self.gold.passages) or nothing for statement in self.analysis.statements]


def read_examples(paths: Iterable[str | Path], *, codebook: str | None = None, jobs: int = 1) -> list[Example]:
    """Read gold files and analyse their documents.

    Parameters
    ----------
    paths
        Gold files. Where two hold the same text, the labels of the first stand; passages that the second adds are
        taken as well.
    codebook
        Path of a codebook to merge over the default.
    jobs
        Processes.

    Returns
    -------
    list of Example
        In the order of the files.

    Raises
    ------
    GoldError
        If a file does not follow the gold format.
    """
    documents: dict[str, GoldDocument] = {}
    for path in paths:
        for gold in read_gold(path):
            known = documents.get(gold.text)
            documents[gold.text] = gold if known is None else _merge(known, gold)
    chosen = list(documents.values())
    analyses = Parallel(n_jobs=jobs, batch_size=BATCH)(delayed(_analyse)(gold, codebook) for gold in chosen)
    return [Example(gold, analysis) for gold, analysis in zip(chosen, analyses, strict=True)]


def find_passage(statement: Statement, passages: Sequence[GoldPassage]) -> GoldPassage | None:
    """Find the passage that labels a statement: of those that overlap enough, the one that does most, then the first.

    Examples
    --------
    >>> statement = Statement("s1", 10, 40, "Six tenants chose the builder.")
    >>> find_passage(statement, [GoldPassage(0, 42, "practice")]).kind
    'practice'
    """
    best, most = None, 0
    for passage in passages:
        shared = overlap(passage, statement)
        if passage.kind is not None and shared > most:
            best, most = passage, shared
    return best


def _merge(first: GoldDocument, second: GoldDocument) -> GoldDocument:
    return replace(first, passages=(*first.passages, *second.passages), complete=first.complete or second.complete)


def _analyse(gold: GoldDocument, codebook: str | None) -> Analysis:
    return analyse_document(Document.from_text(gold.text, title=gold.title), codebook=codebook)
