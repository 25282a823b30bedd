"""From gold files to a folder: learn a judge and keep it with what it was learnt from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tokenwatch.classifiers.artefact import save_judge, text_digest
from tokenwatch.codebook import load_codebook
from tokenwatch.language import pipeline_id
from tokenwatch.training.examples import Example, read_examples
from tokenwatch.training.fit import learn
from tokenwatch.version import VERSION

MADE_WITH = ("numpy", "scikit-learn", "scipy", "spacy")


def train(
    gold: Iterable[str | Path],
    out: str | Path,
    *,
    codebook: str | None = None,
    jobs: int = 1,
    about: Mapping[str, Any] | None = None,
) -> str:
    """Learn a judge from gold files and keep it in a folder.

    Parameters
    ----------
    gold
        Gold files; see `tokenwatch.training.read_examples`.
    out
        Folder to write; ``tokenwatch scan --model`` and `tokenwatch.scan` take it.
    codebook
        Path of a codebook to merge over the default: its terms and indicators are what is learnt on.
    jobs
        Processes.
    about
        Further entries of the manifest, such as scores.

    Returns
    -------
    str
        Id of the judge.

    Raises
    ------
    GoldError, CodebookError
        If a file is not sound, or there is too little to learn from.
    """
    files = [Path(path) for path in gold]
    examples = read_examples(files, codebook=codebook, jobs=jobs)
    book = load_codebook(codebook)
    ids = {"codebook": book.id, "vocabulary": book.vocabulary_id, "pipeline": pipeline_id()}
    sources = [{"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in files]
    made = {"tokenwatch": VERSION} | {name: version(name) for name in MADE_WITH}
    texts = sorted(text_digest(example.gold.text) for example in examples)
    entries = {"learnt_from": _sizes(examples) | {"files": sources}, "made_with": made, "texts": texts}
    return save_judge(learn(examples), Path(out), ids | entries | dict(about or {}))


def _sizes(examples: Sequence[Example]) -> dict[str, Any]:
    labels = [label for example in examples for label in example.labels() if label is not None]
    return {
        "documents": len(examples),
        "repositories": len({example.gold.repo for example in examples}),
        "statements": len(labels),
        "kinds": dict(sorted(Counter(str(label.kind) for label in labels).items())),
        "verdicts": dict(sorted(Counter(str(e.gold.verdict) for e in examples if e.gold.verdict).items())),
    }
