"""Measure the way of learning, not one model: each document is judged by what has not seen its repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from sklearn.model_selection import GroupKFold

from tokenwatch.assessment import Assessment
from tokenwatch.classifiers.artefact import text_digest
from tokenwatch.classifiers.judge import LearntJudge
from tokenwatch.document import Document
from tokenwatch.errors import GoldError
from tokenwatch.gold.documents import read_gold
from tokenwatch.gold.readings import Scan
from tokenwatch.scan import scan_document
from tokenwatch.training.examples import Example, read_examples
from tokenwatch.training.fit import learn

FOLDS = 6
"""Parts in which documents are judged by what was learnt from the others, to measure."""


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


def cross_validate(
    examples: Sequence[Example], measured: Sequence[bool], *, jobs: int = 1, share: float = 1.0
) -> Iterator[LearntJudge]:
    """Give for each measured document a judge that has learnt from no text of its repository.

    Parameters
    ----------
    examples
        Labelled documents.
    measured
        Which of them are measured; the others are only learnt from.
    jobs
        Processes.
    share
        Share of the other repositories that is learnt from, to see what more texts bring.

    Yields
    ------
    LearntJudge
        One for each measured document, in order; documents of one fold share theirs.

    Raises
    ------
    GoldError
        If there are too few repositories, or too little to learn from.
    """
    repos = np.array([example.gold.repo for example in examples])
    numbers = np.flatnonzero(measured)
    n_repos = len(set(repos[numbers].tolist()))
    if n_repos < FOLDS:
        raise GoldError(
            f"to cross-validate needs documents of {FOLDS} repositories, there are {n_repos}",
            kind="too small",
            hint='give each document its "repo", or gather more',
        )
    folds = [numbers[test] for _, test in GroupKFold(FOLDS).split(numbers, groups=repos[numbers])]
    left = [_without(examples, set(repos[test].tolist()), share) for test in folds]
    judges = Parallel(n_jobs=jobs)(delayed(learn)(part) for part in left)
    found = {number: judge for test, judge in zip(folds, judges, strict=True) for number in test.tolist()}
    yield from (replace(found[number], id="cross-validated") for number in numbers.tolist())


def _without(examples: Sequence[Example], left_out: set[str], share: float) -> list[Example]:
    """Give the examples of other repositories, or of a share of these: the same ones on every call."""
    others = sorted({example.gold.repo for example in examples} - left_out, key=text_digest)
    chosen = set(others[: round(share * len(others))])
    return [example for example in examples if example.gold.repo in chosen]
