"""Write a label corpus as a gold file, which ``tokenwatch evaluate`` reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from labelling.labels import Labels, gold_labels, read_reader
from labelling.units import frozen_units, read_text

SPLITS = "splits.json"


def as_gold(corpus: Path, reader: str, split: str = "") -> Iterator[dict[str, Any]]:
    """Give the documents of a corpus with the labels of one reader, in the format of gold files.

    Parameters
    ----------
    corpus
        Folder with ``texts/``, ``units/`` and ``labels/``.
    reader
        Folder or file under ``labels/``.
    split
        Name of a part in ``splits.json``; ``""`` for all.

    Raises
    ------
    ValueError
        If a label file is not sound, or there is no such split.
    """
    chosen = _split(corpus, split) if split else None
    genres = read_genres(corpus)
    for identifier, labels in sorted(read_reader(corpus, reader).items()):
        if chosen is None or identifier in chosen:
            yield _record(corpus, labels, genres.get(identifier, ""))


def read_genres(corpus: Path) -> dict[str, str]:
    """Read the genre of each document from the files of metadata, where there are any."""
    lines = [line for path in sorted(corpus.glob("meta.*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return {record["id"]: record["genre"] for record in map(json.loads, lines)}


def _split(corpus: Path, name: str) -> set[str]:
    splits = json.loads((corpus / SPLITS).read_text(encoding="utf-8"))
    if name not in splits:
        raise ValueError(f"{corpus / SPLITS}: there is no split {name!r}: one of {', '.join(splits)}")
    return set(splits[name])


def _record(corpus: Path, labels: Labels, genre: str) -> dict[str, Any]:
    units = {unit.number: unit for unit in frozen_units(corpus, labels.id)}
    passages = [
        {
            "start": units[number].start, "end": units[number].end, "kind": label.kind, "level": label.level,
            "specific": label.specific, "lived_voice": label.lived_voice,
        }
        for number, label in labels.passages.items()
    ]  # fmt: skip
    text = read_text(corpus, labels.id)
    place = {"id": labels.id, "repo": labels.id, "genre": genre, "title": "", "text": text}
    # Readers look at every unit and name those that are not "none".
    return place | gold_labels(labels.document) | {"complete": True, "passages": passages}
