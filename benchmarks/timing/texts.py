"""Read the texts that are measured. None of them is part of the project."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

ORDINARY = ("en_ewt-ud-test", "en_gum-ud-dev", "en_gum-ud-test")
"""Web, mail, news, fiction, speech, academic: no genre rules, and the project's parser was not trained on them."""


def read_ordinary(folder: Path) -> list[str]:
    """Read the documents of three treebanks, paragraphs apart by an empty line."""
    return [text for name in ORDINARY for text in _documents(folder / f"{name}.conllu.gz")]


def read_bulk(path: Path, limit: int) -> list[str]:
    """Read so many texts of a JSONL file, gzipped or not, drawn evenly: its neighbours come from one source."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        lines = file.readlines()
    return [json.loads(line)["text"] for line in lines[:: max(len(lines) // limit, 1)][:limit]]


def read_folder(folder: Path) -> list[str]:
    """Read all text files of a folder, by name."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]


def count_words(texts: Iterable[str]) -> int:
    """Count what stands between white space."""
    return sum(len(text.split()) for text in texts)


def repeat_to(texts: list[str], words: int) -> str:
    """Make one long text of so many words: all texts over and over, cut at a paragraph.

    Examples
    --------
    >>> repeat_to(["a b", "c d e"], 7).split()
    ['a', 'b', 'c', 'd', 'e', 'a', 'b']
    """
    paragraphs = [part for text in texts for part in text.split("\n\n") if part.strip()]
    if not paragraphs:
        raise ValueError("there is no text to repeat")
    taken: list[str] = []
    missing = words
    while missing > 0:
        part = paragraphs[len(taken) % len(paragraphs)]
        taken.append(part)
        missing -= len(part.split())
    return "\n\n".join(taken)


def _documents(path: Path) -> Iterator[str]:
    """Give the texts of a CoNLL-U file: comments alone are read."""
    paragraphs: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                yield from _joined(paragraphs)
                paragraphs = []
            elif line.startswith("# newpar"):
                paragraphs.append([])
            elif line.startswith("# text = "):
                if not paragraphs:
                    paragraphs.append([])
                paragraphs[-1].append(line.removeprefix("# text = ").strip())
    yield from _joined(paragraphs)


def _joined(paragraphs: list[list[str]]) -> Iterator[str]:
    text = "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)
    if text:
        yield text
