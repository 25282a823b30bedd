"""Cut a document into the units that are labelled: sentences, list items, headings, rows of a table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tokenwatch.document import Document


@dataclass(frozen=True, slots=True)
class Unit:
    """A half-open range of code points in a text, with the kind of block that it stands in."""

    number: int
    start: int
    end: int
    block: str


def cut(text: str) -> list[Unit]:
    """Cut a text by blocks and sentences; numbers run from 1."""
    import spacy

    from tokenwatch.language.blocks import make_doc
    from tokenwatch.language.sentences import SentencesComponent
    from tokenwatch.language.spans import trim

    document = Document.from_text(text)
    doc = SentencesComponent()(make_doc(spacy.blank("en"), document))
    spans = [trim(sentence) for sentence in doc.sents]
    return [
        Unit(number, span.start_char, span.end_char, block.kind if block else "paragraph")
        for number, span in enumerate((span for span in spans if len(span)), start=1)
        for block in [document.block_at(span.start_char)]
    ]


def frozen_units(folder: Path, identifier: str) -> list[Unit]:
    """Read a document's units, or cut and keep them: labels count on numbers, which must not move.

    Raises
    ------
    ValueError
        If the text has changed since its units were cut.
    """
    text = read_text(folder, identifier)
    digest = hashlib.sha256(text.encode()).hexdigest()
    path = folder / "units" / f"{identifier}.json"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        ranges = [[unit.start, unit.end, unit.block] for unit in cut(text)]
        path.write_text(json.dumps({"sha256": digest, "units": ranges}) + "\n", encoding="utf-8")
    kept = json.loads(path.read_text(encoding="utf-8"))
    if kept["sha256"] != digest:
        raise ValueError(f"{identifier}: the text is another than the one that was cut; delete {path} and label anew")
    return [Unit(number, *unit) for number, unit in enumerate(kept["units"], start=1)]


def unit_texts(folder: Path, identifier: str) -> list[str]:
    """Give the texts of a document's units, each on one line."""
    text = read_text(folder, identifier)
    return [" ".join(text[unit.start : unit.end].split()) for unit in frozen_units(folder, identifier)]


def read_text(folder: Path, identifier: str) -> str:
    """Read the text of a document of a corpus."""
    path = folder / "texts" / f"{identifier}.md"
    if not path.exists():
        raise ValueError(f"{identifier}: there is no text {path}")
    return path.read_bytes().decode("utf-8")  # read_text would change line ends, and so the offsets


def identifiers(folder: Path) -> Iterator[str]:
    """Give the ids of all documents of a corpus, ascending."""
    yield from sorted(path.stem for path in (folder / "texts").glob("*.md"))
