"""Sentences with two hand-made parses each (`data/parses.txt`), as Docs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

SCHEMES = {"UD": 3, "CLEAR": 5}
"""First of the two columns of a scheme: head, then relation."""


VOCAB = spacy.blank("en").vocab
"""A bare ``Vocab()`` knows no small letters."""


@dataclass(frozen=True)
class Example:
    """One sentence: what is to be found, by name, and its words with both parses."""

    about: str
    expected: dict[str, str]
    rows: tuple[tuple[str, ...], ...]

    def to_doc(self, scheme: str, vocab: Vocab = VOCAB) -> Doc:
        """Make the parsed Doc."""
        column = SCHEMES[scheme]
        words = [row[0] for row in self.rows]
        heads = [int(row[column]) - 1 for row in self.rows]
        return Doc(
            vocab,
            words=words,
            spaces=[follower not in (".", ",", "’") for follower in [*words[1:], "."]],
            pos=[row[1] for row in self.rows],
            tags=[row[2] for row in self.rows],
            heads=[index if head < 0 else head for index, head in enumerate(heads)],
            deps=[row[column + 1] for row in self.rows],
        )

    def find_act(self, doc: Doc) -> Span:
        """Give the words of the act."""
        words = self.expected["act"].split()
        texts = [token.text for token in doc]
        start = next(i for i in range(len(texts)) if texts[i : i + len(words)] == words)
        return doc[start : start + len(words)]


def read_examples() -> list[Example]:
    """Read all sentences."""
    text = (Path(__file__).parent / "data" / "parses.txt").read_text(encoding="utf-8")
    # The first paragraph says how the file is to be read.
    return [_read_example(paragraph.splitlines()) for paragraph in text.strip().split("\n\n")[1:]]


def _read_example(lines: list[str]) -> Example:
    named = [line[2:].split(" =", 1) for line in lines if line.startswith("# ")]
    expected = {name: value.strip() for name, value in named}
    rows = tuple(tuple(line.split()) for line in lines if not line.startswith("# "))
    return Example(expected["about"], expected, rows)
