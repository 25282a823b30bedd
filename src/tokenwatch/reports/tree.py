"""The report as a tree of plain records, before it becomes HTML, Markdown or lines on a terminal.

A renderer knows these records and nothing of assessments. Every string in them is text, never markup:
escaping is the renderer's duty.
"""

from __future__ import annotations

from dataclasses import dataclass

from tokenwatch.reports.text_tree import MarkedText


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
class Track:
    """Steps in a row of which one holds: how far people with lived experience have a say in the text.

    Parameters
    ----------
    current
        Index into `steps`.
    steps
        Their names, from the least to the most.
    alternative
        The same in words, for whoever does not see the picture.
    """

    current: int
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
class Questions:
    """Questions to put to the author, and the same as one text, ready to be copied."""

    items: tuple[str, ...]
    copy: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader may set right: the field's name, what is asked, and the values with their words."""

    name: str
    asked: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Corrections:
    """A form in which a reader says what is wrong; `tokenwatch.corrections` takes its fields.

    Parameters
    ----------
    document
        What the record names the document by, its title and its genre.
    whole
        Choices on the whole of the text.
    sentence
        Choices on one sentence.
    rows
        How many sentences there is room for.
    """

    document: tuple[str, str, str]
    whole: tuple[Choice, ...]
    sentence: tuple[Choice, ...]
    rows: int


Part = Paragraph | Bullets | Points | Table | Ladder | Track | Bar | MarkedText | Questions | Corrections


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
        The answer, in two or three plain sentences.
    sure
        How sure it is, in words and as a percentage.
    panels
        Claimed beside shown; who speaks; the ten sides of involvement.
    sections
        Questions, reasons, the text, limits and ids.
    easy
        The same in easy read; empty where there is none.
    """

    title: str
    about: str
    notes: tuple[str, ...]
    answer: tuple[str, ...]
    sure: str
    panels: tuple[Section, ...]
    sections: tuple[Section, ...]
    easy: tuple[Section, ...] = ()
