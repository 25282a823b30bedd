"""The report as a tree of plain records, before it becomes HTML, Markdown or lines on a terminal.

A renderer knows these records and nothing of assessments. Every string in them is text, never markup:
escaping is the renderer's duty.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the document, quoted.

    Parameters
    ----------
    text
        The words.
    anchor
        Name of its place in the text of the same report; ``""`` where the text is not shown.
    place
        Page and heading in words; may be empty.
    label
        What it was read as, in a few words.
    """

    text: str
    anchor: str = ""
    place: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A reason with the sentences that show it."""

    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """Reasons, heaviest first."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, with the anchors of the sentences behind it."""

    text: str
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; every row has as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of participation, with the two that the document stands on.

    Parameters
    ----------
    claimed, shown
        Index into `steps`, 0 to 5.
    steps
        Names of the steps, lowest first.
    alternative
        The same in words, for whoever does not see the picture.
    """

    claimed: int
    shown: int
    steps: tuple[str, ...]
    alternative: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Shares of a whole, as one bar: platform time by group.

    Parameters
    ----------
    shares
        Name of each part and how much of the whole it is, above 0.
    unit
        What is counted, such as ``"minutes"``.
    alternative
        The same in words, for whoever does not see the picture.
    """

    shares: tuple[tuple[str, int], ...]
    unit: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlighted stretch of the text.

    Parameters
    ----------
    anchor
        Name by which the rest of the report refers to it.
    style
        A kind of statement, or ``"voice"``.
    label
        A few words that stand beside it.
    reason
        Why it is marked, in a sentence.
    """

    anchor: str
    style: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks: those that begin here, and all that lie over it."""

    text: str
    begins: tuple[Mark, ...] = ()
    under: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of the document, cut into pieces at every border of a mark; `where` is its page, slide or cell."""

    kind: str
    level: int
    where: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The document's text with its highlights, and what the marks mean."""

    blocks: tuple[MarkedBlock, ...]
    legend: tuple[tuple[str, str, str], ...] = ()


Part = Paragraph | Bullets | Points | Table | Ladder | Bar | MarkedText


@dataclass(frozen=True, slots=True)
class Section:
    """A titled stretch of the report; `key` is stable and names it to renderers."""

    key: str
    title: str
    body: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, in the order in which it is read.

    Parameters
    ----------
    title
        What was read.
    about
        Kind of document, length, pages.
    notes
        What the reader must know first, such as pages that could not be read.
    answer
        The answer, in two plain sentences.
    sure
        How sure it is, in words and as a percentage.
    panels
        Claimed beside shown; who speaks; the ten sides of involvement.
    sections
        Reasons, questions, the text, limits and ids.
    """

    title: str
    about: str
    notes: tuple[str, ...]
    answer: tuple[str, ...]
    sure: str
    panels: tuple[Section, ...]
    sections: tuple[Section, ...]
