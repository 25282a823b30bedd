"""Keep what was learnt in a folder, and load it again: numbers and names, nothing that runs.

A folder holds ``manifest.json`` and the three tables of weights. The manifest says what it was learnt from and what it
goes with; a judge whose words, slots or signs were made by other code would give numbers that mean nothing, so that
it is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from tokenwatch.assess import RULES, Judge
from tokenwatch.classifiers.features import FEATURES_ID
from tokenwatch.classifiers.judge import LearntJudge
from tokenwatch.classifiers.signs import SIGNS_ID
from tokenwatch.classifiers.table import WeightTable
from tokenwatch.codebook.schema import Codebook
from tokenwatch.errors import ModelError

SHIPPED = Path(__file__).parents[1] / "models" / "judge"
TABLES = ("kinds", "specific", "verdicts")
MANIFEST = "manifest.json"
_OFFERS = ("id", "judge_statements", "judge_document")
FORMAT = 2
"""Version of the folder's layout."""
DIGITS = 16
"""Hexadecimal digits kept of a training text's SHA-256: two of a million texts share them once in thirty million
times."""


def save_judge(judge: LearntJudge, folder: Path, about: Mapping[str, Any]) -> str:
    """Write a judge.

    Parameters
    ----------
    judge
        What was learnt; its id is not kept, a new one is made of the content.
    folder
        Made where there is none; what is in it under the same names is replaced.
    about
        Further entries of the manifest: ``vocabulary`` (`Codebook.vocabulary_id`) and ``pipeline`` (id), with which
        it goes, ``codebook`` (id), ``texts`` (digests), ``tested``, and what else a reader should know.

    Returns
    -------
    str
        The id: the same weights, signs and ids give the same.
    """
    for name in TABLES:
        getattr(judge, name).save(folder, name)
    manifest = {"format": FORMAT, "features": FEATURES_ID, "signs": SIGNS_ID, **about, "usual": dict(judge.usual)}
    manifest["id"] = _digest(folder, manifest)
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return str(manifest["id"])


def _digest(folder: Path, manifest: Mapping[str, Any]) -> str:
    digest = hashlib.sha256()
    for key in ("features", "signs", "vocabulary", "pipeline", "usual", "tested"):
        digest.update(json.dumps([key, manifest.get(key)], sort_keys=True).encode())
    for name in TABLES:
        for suffix in ("json", "npz"):
            digest.update((folder / f"{name}.{suffix}").read_bytes())
    return f"judge-{digest.hexdigest()[:10]}"


def load_judge(model: str | Path | Judge | None = None, *, codebook: Codebook, pipeline: str) -> Judge:
    """Load a judge.

    Parameters
    ----------
    model
        Folder that `save_judge` wrote; ``"rules"`` for the rules; ``None`` for the one that is shipped, and for the
        rules where words or pipeline are not those that it learnt with. A judge is given back as it is.
    codebook
        What makes the statements. Where it is not the one that the judge learnt with, but has its words, the judge
        answers without saying how often it was right in tests: it was not tested so.
    pipeline
        Id of the pipeline.

    Raises
    ------
    ModelError
        If the folder holds no judge, a damaged one, or one that goes with another vocabulary, pipeline or version.
    """
    if model == RULES.id:
        return RULES
    if model is not None and not isinstance(model, str | Path):
        return _checked(model)
    folder = SHIPPED if model is None else Path(model)
    manifest = read_manifest(folder)
    judge = _read(folder, manifest["id"])
    ids = {"vocabulary": codebook.vocabulary_id, "pipeline": pipeline, "features": FEATURES_ID, "signs": SIGNS_ID}
    wrong = [f"{key} {manifest.get(key)}, here {value}" for key, value in ids.items() if manifest.get(key) != value]
    if not wrong:
        return judge if manifest.get("codebook") == codebook.id else replace(judge, tested={})
    if model is None:
        return RULES
    raise ModelError(
        f"the model {judge.id} goes with another {'; '.join(wrong)}",
        kind="wrong id",
        place=str(model),
        hint="train it anew with `tokenwatch train`, or leave the model out",
    )


def _checked(judge: Judge) -> Judge:
    """Give a judge that somebody wrote by hand, if it has what `Judge` asks for."""
    missing = [name for name in _OFFERS if not hasattr(judge, name)]
    if missing:
        message = f"a judge must have {' and '.join(missing)}"
        hint = "see tokenwatch.assess.judge.Judge"
        raise ModelError(message, kind="model", place=type(judge).__name__, hint=hint)
    return judge


def read_manifest(model: str | Path | None = None) -> dict[str, Any]:
    """Read what a judge says of itself.

    Raises
    ------
    ModelError
        If there is no sound manifest.
    """
    folder = SHIPPED if model is None else Path(model)
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unsound(folder, error) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or not isinstance(manifest.get("id"), str):
        raise _unsound(folder, ValueError(f"{MANIFEST} is not one of format {FORMAT}"))
    return manifest


def known_texts(model: str | Path | None, texts: Iterable[str]) -> int:
    """Count the texts among these that a model has learnt from."""
    learnt = set(read_manifest(model).get("texts", ()))
    return sum(text_digest(text) in learnt for text in texts)


def text_digest(text: str) -> str:
    """Give the first `DIGITS` digits of a text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


@cache
def _read(folder: Path, identity: str) -> LearntJudge:
    """Read a folder's tables once for each judge that it holds: who trains again into it gets the new one."""
    manifest = read_manifest(folder)
    try:
        tables = {name: WeightTable.load(folder, name) for name in TABLES}
        tested = {label: (right, given) for label, (right, given) in manifest.get("tested", {}).items()}
        judge = LearntJudge(id=identity, usual=dict(manifest["usual"]), tested=tested, **tables)
        if identity != _digest(folder, manifest):
            raise ValueError("the tables are not those that the manifest was written for")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, BadZipFile) as error:
        raise _unsound(folder, error) from error
    return judge


def _unsound(folder: Path, error: Exception) -> ModelError:
    return ModelError(
        f"no sound model in {folder}: {error}",
        kind="model",
        place=str(folder),
        hint="name a folder that `tokenwatch train` wrote, or leave the model out",
    )
