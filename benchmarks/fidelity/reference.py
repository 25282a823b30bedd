"""What a person who opens a sample sees, as ``tests/data/samples/reference`` tells it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from fidelity.generated import generate

SAMPLES = Path(__file__).parents[2] / "tests" / "data" / "samples"
_SENTENCE_END = re.compile(r"(?<=[.?!”])\s+(?=[A-Z“])")
_MARKER = re.compile(r"\bzq\w+")


@dataclass(frozen=True)
class Reference:
    """What should be read of a file.

    Parameters
    ----------
    lines
        In reading order: a kind (``h1`` to ``h6``, ``p``, ``item``, ``row``, ``quote``, ``caption``), then the text,
        with ``row`` the text of each cell.
    answers
        What was filled in or ticked in a form. It stands among the lines too.
    notes
        Footnotes, remarks, speaker's notes, descriptions of pictures. Where they stand in the text is left open.
    forbidden
        What should not be read: menus, running heads, hidden and deleted text, prompts.
    either
        Words that may be read or not, each as often as it stands here.
    hyphens
        Whether hyphens are part of words.
    """

    lines: tuple[tuple[str, ...], ...]
    answers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    either: str = ""
    hyphens: bool = True

    @property
    def text(self) -> str:
        """All that should be read."""
        return "\n".join((*(" ".join(line[1:]) for line in self.lines), *self.notes))

    @property
    def headings(self) -> list[str]:
        """The headings, of whatever level: tools count levels from the title or from the first part."""
        return [line[1] for line in self.lines if line[0].startswith("h")]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The cells of each table row that has two at least."""
        return [line[1:] for line in self.lines if line[0] == "row" and len(line) > 2]

    @property
    def units(self) -> list[str]:
        """What stands in an order: sentences, headings, items, whole rows."""
        return [
            unit
            for line in self.lines
            for unit in (_SENTENCE_END.split(line[1]) if line[0] in {"p", "quote"} else [" ".join(line[1:])])
        ]

    @property
    def markers(self) -> list[str]:
        """The invented words that stand in places that tools overlook: text boxes, insertions, content controls."""
        return _MARKER.findall(self.text)


def load_reference(sample: str) -> Reference:
    """Load the reference of a sample by the sample's file name."""
    told = tomllib.loads((SAMPLES / "reference" / f"{sample}.toml").read_text(encoding="utf-8"))
    lines = generate(told["generated"]) if "generated" in told else told["body"]
    return Reference(
        tuple(tuple(line) for line in lines),
        **{name: tuple(told.get(name, ())) for name in ("answers", "notes", "forbidden")},
        either=told.get("either", ""),
        hyphens=told.get("hyphens", True),
    )


def sample_names() -> list[str]:
    """Give the names of the samples that have a reference, in order."""
    return sorted(path.name.removesuffix(".toml") for path in (SAMPLES / "reference").glob("*.toml"))
