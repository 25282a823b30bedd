"""The lines of a PDF page, with the places and sizes that tell a heading from a paragraph or a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tokenwatch.document import BlockKind
from tokenwatch.readers.pdf.words import SMALLER, Word, Words

_GAP = 1.2
"""Gap between two words, in font sizes, from which they stand in different cells. Justified text reaches 0.9,
the narrowest gutter in the tables tried 1.6."""
_WIDEST = 4.0
"""Font sizes of the widest gap in a justified line: three words in a narrow column."""
_ALIKE = 0.4
"""Font sizes by which such gaps differ: letters do not fill their width alike."""
_LEVEL = 0.2
"""Font sizes by which the baselines of one line may differ."""
_MARK = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*")
"""The number of a note, small, behind a word."""
_UNITS = frozenset(("m", "km", "cm", "mm", "ft", "in"))
"""Where a small raised number is no note's: 20 m²."""
_NO_SPACE = 0.15
"""Font sizes of the gap before a stop or a hyphen that was drawn apart from its word; a space has 0.2 and more."""
_STOPS = re.compile(r"[.,;:!?)\]”’-]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page that is turned so that its text is level.

    Parameters
    ----------
    text
        Its text, cells joined by one space, without the numbers of notes.
    page
        Page number from 1.
    left, right, baseline
        In points from the lower left corner of the page.
    bottom
        The baseline again; of what stands in a box its lower edge, whose upper edge is then `baseline`.
    size
        Font size in points, of most of it.
    bold
        Whether all its words are bold.
    cells
        Left edge and text of each cell; one cell in ordinary text.
    ends
        Right edge of each cell.
    kind
        What it is, where that is known before the page is laid out: a form's value, a table's row; else ``""``.
    aside
        Whether it runs another way than the page's text.
    noted
        Whether it begins with a small number, as a footnote does.
    """

    text: str
    page: int
    left: float
    right: float
    baseline: float
    bottom: float
    size: float
    bold: bool = False
    cells: tuple[tuple[float, str], ...] = ()
    ends: tuple[float, ...] = ()
    kind: BlockKind | None = None
    aside: bool = False
    noted: bool = False


def word_lines(words: Words, number: int) -> list[Line]:
    """Give the lines of a page in the order of its content stream, those that run another way last.

    Parameters
    ----------
    words
        A page's words.
    number
        Its number, from 1.
    """
    level = [make_line(run, number) for run in join_runs(words.lines)]
    return level + [make_line(run, number, aside=True) for run in words.aside]


def join_runs(runs: Iterable[Sequence[Word]]) -> list[list[Word]]:
    """Join stretches that go on to the right of the last one: PDFium ends a line at a raised number."""
    joined: list[list[Word]] = []
    for run in runs:
        last = joined[-1][-1] if joined else None
        if (
            last is not None
            and abs(_base(joined[-1]) - _base(run)) <= _LEVEL * run[0].size
            and run[0].left >= last.right - 1
            and last.text[-1] not in "\x02\ufffe"
        ):
            joined[-1] += run
        else:
            joined.append(list(run))
    return joined


def make_line(words: Sequence[Word], number: int, *, aside: bool = False) -> Line:
    """Make a line of the words that stand on it, left to right, on a page of a number."""
    cells: list[list[str]] = []
    lefts: list[float] = []
    rights: list[float] = []
    above: Word | None = None
    edge = 0.0
    stretched = _is_stretched(words)
    for word in words:
        gap = word.left - edge
        if above is not None and _is_note_mark(word, above, gap):
            edge = word.right
            continue
        size = max(word.size, above.size) if above is not None else 0.0
        if above is None or (gap > _GAP * size and not stretched):
            cells.append([])
            lefts.append(word.left)
            rights.append(word.right)
        elif not (gap < _NO_SPACE * size and _STOPS.match(word.text)) and not _is_hyphen(word, words, gap):
            cells[-1].append(" ")
        cells[-1].append(word.text)
        rights[-1] = edge = word.right
        above = word
    texts = ["".join(cell).strip() for cell in cells]
    size = _most(words)
    bold = all(word.bold for word in words if any(map(str.isalnum, word.text)))
    base = _base(words)
    placed = tuple(zip(lefts, texts, strict=True))
    text = " ".join(text for text in texts if text)
    ends = tuple(rights)
    noted = len(words) > 1 and _MARK.fullmatch(words[0].text) is not None and words[0].size <= SMALLER * size
    return Line(text, number, lefts[0], max(rights), base, base, size, bold, placed, ends, aside=aside, noted=noted)


def _is_note_mark(word: Word, above: Word, gap: float) -> bool:
    return (
        word.size <= SMALLER * above.size
        and gap < above.size / 2
        and word.baseline >= above.baseline - 1
        and _MARK.fullmatch(word.text) is not None
        and above.text not in _UNITS
        and not above.text[-1].isdigit()
    )


def _is_stretched(words: Sequence[Word]) -> bool:
    """Say whether one stretch of drawing has gaps that are all alike: a justified line, however wide they are."""
    if any(word.stretch != words[0].stretch or word.stretch < 0 for word in words):
        return False
    gaps = [word.left - above.right for above, word in pairwise(words)]
    return bool(gaps) and max(gaps) < _WIDEST * words[0].size and max(gaps) - min(gaps) < _ALIKE * words[0].size


def _is_hyphen(word: Word, words: Sequence[Word], gap: float) -> bool:
    """Say whether a word is the hyphen at a line's end, which some programs draw apart."""
    return word is words[-1] and word.text in ("-", "\xad", "\u2010") and gap < 0.25 * word.size


def _most(words: Sequence[Word]) -> float:
    sizes = Counter[float]()
    for word in words:
        sizes[word.size] += len(word.text)
    return sizes.most_common(1)[0][0]


def _base(words: Sequence[Word]) -> float:
    """Give the baseline of the largest word: the others may be raised or lowered."""
    return max(words, key=lambda word: word.size).baseline
