"""One page of a PDF: its lines in reading order, with answers, remarks and tables at their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tokenwatch.readers.pdf.alt_texts import alt_texts
from tokenwatch.readers.pdf.calls import drawn_boxes
from tokenwatch.readers.pdf.columns import reading_order
from tokenwatch.readers.pdf.forms import box_words, form_values, place_values
from tokenwatch.readers.pdf.garbled import is_garbled, is_unknown
from tokenwatch.readers.pdf.lines import Line, word_lines
from tokenwatch.readers.pdf.remarks import place_remarks, remarks
from tokenwatch.readers.pdf.ruled_tables import Rule, foot_rule, page_rules, take_tables
from tokenwatch.readers.pdf.words import Frame, Words, page_words

_FEW_WORDS = 10
"""Words that a scanned page may have, as its number or a stamp, and be a scanned page still."""
_COVERED = 0.5
"""Share of a page that its pictures cover where it is scanned; photographs beside ten words cover less."""
_MOST_OBJECTS = 1_000
"""Objects looked at for pictures; scanned pages have under 50."""


@dataclass(slots=True)
class ReadPage:
    """A page as it was read.

    Parameters
    ----------
    lines
        In reading order.
    height
        In points.
    foot
        Height of the rule above its footnotes, 0 where there is none.
    pictured
        Whether it is a picture that holds no text, or next to none.
    garbled
        Whether its fonts do not tell its letters, and its text was left out.
    """

    lines: list[Line] = field(default_factory=list)
    height: float = 0.0
    foot: float = 0.0
    pictured: bool = False
    garbled: bool = False


def read_page(document: Any, page: Any, number: int) -> ReadPage:
    """Read a page.

    Parameters
    ----------
    document
        A ``pypdfium2.PdfDocument`` of which ``init_forms`` was called before its pages were opened.
    page
        A ``pypdfium2.PdfPage`` of it.
    number
        The page's number, from 1.
    """
    words = page_words(page)
    every = [word for line in (*words.lines, *words.aside) for word in line]
    garbled = is_garbled(every)
    pictured = len(every) < _FEW_WORDS and _is_covered(page, words.frame, _COVERED if every else 0.0)
    known = Words((), (), words.frame) if garbled else _known(words)
    known, boxes = box_words(document, page, known)
    values = [*form_values(document, page, words.frame, number), *(replace(box, page=number) for box in boxes)]
    rules = page_rules(page, words.frame)
    lines = place_values(_lines(rules, known, number), values)
    lines = place_remarks(lines, remarks(page, words.frame, number)) + alt_texts(page, number)
    return ReadPage(lines, words.frame.height, foot_rule(rules, words.frame), pictured, garbled)


def _known(words: Words) -> Words:
    kept = [[[word for word in line if not is_unknown(word)] for line in lines] for lines in (words.lines, words.aside)]
    level, aside = ([line for line in lines if line] for lines in kept)
    return Words(level, aside, words.frame)


def _lines(rules: Sequence[Rule], words: Words, number: int) -> list[Line]:
    words, tables = take_tables(rules, words, number)
    lines: list[Line] = []
    done = 0
    for at, rows in tables:
        lines += word_lines(Words(words.lines[done:at], (), words.frame), number) + rows
        done = at
    return reading_order(lines + word_lines(Words(words.lines[done:], words.aside, words.frame), number))


def _is_covered(page: Any, frame: Frame, share: float) -> bool:
    """Say whether pictures cover more than a share of a page."""
    import pypdfium2.raw as pdfium

    # A picture may stand in a form of its own, as scanners' programs write it.
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
    covered = 0.0
    for left, bottom, right, top in drawn_boxes(page, kinds, most=_MOST_OBJECTS):
        covered += max(right - left, 0) * max(top - bottom, 0)
    return covered > share * frame.width * frame.height
