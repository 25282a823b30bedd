"""A copy of a PDF with highlights on its words, each with a note.

The copy is the file itself with the highlights written behind it, as the format provides for: whatever the file holds,
signatures included, is still there byte for byte.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tokenwatch.errors import ReadError
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.matching import Stream, Stretch
from tokenwatch.readers.notes import AUTHOR, Note, opening
from tokenwatch.readers.pdf.calls import opened_page
from tokenwatch.readers.pdf.characters import TextPage
from tokenwatch.readers.pdf.highlight_boxes import Box, boxes_of, fields
from tokenwatch.readers.pdf.incremental import amended

_COLOURS = {
    "practice": (150, 222, 232),
    "claim": (255, 205, 130),
    "plan": (205, 196, 255),
    "critique": (250, 185, 215),
}
"""Light shades of the report's colours: black print on each keeps a contrast of 12 to 1 or more. None stands alone:
every note begins with its kind in words."""
_OTHER = (215, 217, 224)
_SUMMARY = (255, 235, 140)
_PAGES = 3
"""Pages on which the words of a note are looked for: that on which their block begins, and two more."""
_STICKER = 20.0
"""Points from the corner of the first page to the note on the whole, and its size, as other programs have it."""
_FRESH_COPY = "open it, print it to a fresh PDF, and try that"


def highlight(document: Any, data: bytes, notes: Sequence[Note], limits: Limits) -> bytes:
    """Give a copy of a PDF with a highlight for each note whose words were found, and a note on the whole.

    Parameters
    ----------
    document
        The ``pypdfium2.PdfDocument``, without forms: those would put more onto its pages.
    data
        The bytes that it was made of.
    notes
        What to say, in the order of the text.
    limits
        ``pages`` bounds the pages looked at.

    Raises
    ------
    ReadError
        Of kind ``"damaged"`` where its first page is broken, or it cannot be written.
    """
    text = _Text(document, _wanted(notes, min(len(document), limits.pages)))
    marks: dict[int, list[tuple[Note, list[Stretch]]]] = {}
    unplaced = []
    for note in notes:
        places = text.find(note) if note.text else {}
        if note.text and not places:
            unplaced.append(note)
        for index, stretches in places.items():
            marks.setdefault(index, []).append((note, stretches))
    for index, marked in marks.items():
        _highlight_page(document, index, marked)
    if said := opening(notes, unplaced):
        _put_sticker(document, said)
    return _saved(document, data)


def _wanted(notes: Sequence[Note], count: int) -> list[int]:
    """Give the pages that may hold words of notes, from 0."""
    if any(note.text and note.page is None for note in notes):
        return list(range(count))
    firsts = {note.page - 1 for note in notes if note.text and note.page is not None}
    return sorted({index for first in firsts for index in range(first, first + _PAGES) if 0 <= index < count})


class _Text:
    """The characters of some pages one after the other, and which page each is on."""

    def __init__(self, document: Any, pages: Sequence[int]) -> None:
        texts = [_text_of(document, index) + "\n" for index in pages]
        self._ranges: dict[int, Stretch] = {}
        length = 0
        for index, text in zip(pages, texts, strict=True):
            self._ranges[index] = (length, length + len(text))
            length += len(text)
        self._stream = Stream("".join(texts))

    def find(self, note: Note) -> dict[int, list[Stretch]]:
        """Give the stretches of characters of each page on which the words of a note stand."""
        first = None if note.page is None else note.page - 1
        near = {
            index: place for index, place in self._ranges.items() if first is None or first <= index < first + _PAGES
        }
        if not near:
            return {}
        found: dict[int, list[Stretch]] = {}
        low, high = min(near.values())[0], max(near.values())[1]
        for start, end in self._stream.find(note.text, low, high):
            for index, (begins, ends) in near.items():
                if start < ends and end > begins:  # what goes on over the page's end is marked on both
                    found.setdefault(index, []).append((max(start, begins) - begins, min(end, ends) - begins))
        return found


def _text_of(document: Any, index: int) -> str:
    """Give the characters of a page, and behind them those of each of its fields."""
    with opened_page(document, index) as page:
        if page is None:
            return ""
        text_page = TextPage(page)
        text_page.close()
        return "\n".join((text_page.text, *(text for text, _ in fields(page))))


def _highlight_page(document: Any, index: int, marked: Iterable[tuple[Note, list[Stretch]]]) -> None:
    import pypdfium2.raw as pdfium

    with opened_page(document, index) as page:
        text_page, filled = page.get_textpage(), fields(page)
        for note, stretches in marked:
            boxes = [box for stretch in stretches for box in _boxes(text_page, filled, stretch)]
            if boxes:
                colour = _COLOURS.get(note.kind, _OTHER)
                with _annotation(page, pdfium.FPDF_ANNOT_HIGHLIGHT, boxes, colour, note.comment) as made:
                    for box in boxes:
                        pdfium.FPDFAnnot_AppendAttachmentPoints(made, _quad(box))
        text_page.close()


def _boxes(text_page: Any, filled: Iterable[tuple[str, Box]], stretch: Stretch) -> Iterator[Box]:
    """Give what a stretch of `_text_of` covers: lines of the page, or whole fields."""
    start, end = stretch
    place = text_page.count_chars()
    yield from boxes_of(text_page, start, min(end, place))
    for text, box in filled:
        place += 1
        if start < place + len(text) and end > place:
            yield box
        place += len(text)


def _quad(box: Box) -> Any:
    """Give a box as programs want it, whatever the standard says: upper corners, then lower ones."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = box
    return pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)


def _put_sticker(document: Any, said: str) -> None:
    """Put the note on the whole into the upper left corner of the first page, as it is seen."""
    import pypdfium2.raw as pdfium

    with opened_page(document, 0) as page:
        if page is None:
            raise ReadError("its first page is broken", kind="damaged", hint=_FRESH_COPY)
        left, bottom, right, top = page.get_cropbox()
        turned = page.get_rotation()
        x = left + _STICKER if turned in (0, 90) else right - 2 * _STICKER
        y = top - 2 * _STICKER if turned in (0, 270) else bottom + _STICKER
        place = Box(x, y, x + _STICKER, y + _STICKER)
        with _annotation(page, pdfium.FPDF_ANNOT_TEXT, [place], _SUMMARY, said):
            pass


@contextmanager
def _annotation(page: Any, kind: int, boxes: Sequence[Box], colour: tuple[int, int, int], said: str) -> Iterator[Any]:
    """Make an annotation around some boxes, and give it."""
    import pypdfium2.raw as pdfium

    around = boxes[0]
    for box in boxes[1:]:
        around = around.joined(box)
    made = pdfium.FPDFPage_CreateAnnot(page, kind)
    if not made:
        raise ReadError("no note can be put onto its pages", kind="damaged", hint=_FRESH_COPY)
    try:
        pdfium.FPDFAnnot_SetRect(made, pdfium.FS_RECTF(around.left, around.top, around.right, around.bottom))
        pdfium.FPDFAnnot_SetColor(made, pdfium.FPDFANNOT_COLORTYPE_Color, *colour, 255)
        pdfium.FPDFAnnot_SetFlags(made, pdfium.FPDF_ANNOT_FLAG_PRINT)
        for key, text in ((b"T", AUTHOR), (b"Contents", said)):
            wide = ctypes.create_string_buffer(text.encode("utf-16-le", "replace") + b"\0\0")
            pdfium.FPDFAnnot_SetStringValue(made, key, ctypes.cast(wide, ctypes.POINTER(pdfium.FPDF_WCHAR)))
        yield made
    finally:
        pdfium.FPDFPage_CloseAnnot(made)


def _saved(document: Any, data: bytes) -> bytes:
    """Give the file's own bytes with what was put on the pages written behind them."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    out = io.BytesIO()
    try:
        document.save(out, flags=pdfium.FPDF_INCREMENTAL)
    except pypdfium2.PdfiumError as error:
        raise ReadError("no copy of it can be written", kind="damaged", hint=_FRESH_COPY) from error
    return data + amended(out.getvalue()[len(data) :], data, [document.get_identifier(kind) for kind in (0, 1)])
