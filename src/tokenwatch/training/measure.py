"""Measure the way of learning, not one model: each document is judged by what has not seen its repository."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tokenwatch.assessment import Assessment
from tokenwatch.document import Document
from tokenwatch.gold.documents import read_gold
from tokenwatch.gold.readings import Scan
from tokenwatch.scan import scan_document
from tokenwatch.training.examples import read_examples
from tokenwatch.training.fit import cross_validate


def cross_validated_scan(
    gold: str | Path,
    *,
    also: Iterable[str | Path] = (),
    codebook: str | None = None,
    jobs: int = 1,
    share: float = 1.0,
) -> Scan:
    """Make a scan for `tokenwatch.evaluate.evaluate` whose judge has seen no text of the document's repository.

    Parameters
    ----------
    gold
        Gold file that is to be measured on; its documents are learnt from as well, those of other repositories.
    also
        Further gold files to learn from, labels of the same documents among them.
    codebook
        Path of a codebook to merge over the default.
    jobs
        Processes.
    share
        Share of the other repositories that is learnt from, to see what more texts bring.

    Returns
    -------
    callable
        From a Document to an Assessment. A text that is not in `gold` is judged by the rules.

    Raises
    ------
    GoldError
        If a file is not sound, or there is too little to learn from.
    """
    measured = {document.text for document in read_gold(gold)}
    examples = read_examples([gold, *also], codebook=codebook, jobs=jobs)
    judges = cross_validate(examples, [example.gold.text in measured for example in examples], jobs=jobs, share=share)
    by_text = dict(zip((e.gold.text for e in examples if e.gold.text in measured), judges, strict=True))

    def scan(document: Document) -> Assessment:
        return scan_document(document, codebook=codebook, model=by_text.get(document.text, "rules"))

    return scan
