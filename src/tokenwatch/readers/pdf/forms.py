"""Values that people filled into a PDF form, which are no part of the page's own text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tokenwatch.readers.pdf.calls import annotation_box, filled_text, open_annotations
from tokenwatch.readers.pdf.lines import Line
from tokenwatch.readers.pdf.words import Frame, Word, Words
from tokenwatch.readers.pictures import box_sign

_BESIDE = 24.0
"""Points between a box and its printed label; forms have 3 to 15."""
_UNDER = 90.0
"""Points above an answer in which its question is looked for: three lines and their spacing."""
_BASE = 0.25
"""Height of the baseline in a box, in its heights."""


def box_words(document: Any, page: Any, words: Words) -> tuple[Words, list[Line]]:
    """Put ticked and empty boxes into the lines of text that they stand beside.

    Parameters
    ----------
    document
        A ``pypdfium2.PdfDocument`` of which ``init_forms`` was called before its pages were opened.
    page
        A ``pypdfium2.PdfPage`` of it.
    words
        The page's words.

    Returns
    -------
    Words
        With "☑" and "☐" before or after the label of each box.
    list of Line
        Boxes without a printed label, as "☑" and the field's own name.
    """
    lines = [list(line) for line in words.lines]
    alone: list[Line] = []
    for mark, name, box in _boxes(document, page, words.frame):
        left, bottom, right, top = box
        word = Word(mark, left, right, bottom + _BASE * (top - bottom), min(max(top - bottom, 6.0), 12.0))
        if not _put(word, bottom - 4, top, lines):
            alone.append(Line(f"{mark} {name}".strip(), 0, left, right, top, bottom, 10, kind="form field"))
    return Words(lines, words.aside, words.frame), alone


def form_values(document: Any, page: Any, frame: Frame, number: int) -> list[Line]:
    """Give the text that was filled in or chosen on a page, as lines at their places.

    Parameters
    ----------
    document
        A ``pypdfium2.PdfDocument`` of which ``init_forms`` was called before its pages were opened.
    page
        A ``pypdfium2.PdfPage`` of it.
    frame
        How it is turned.
    number
        The page's number, from 1.

    Returns
    -------
    list of Line
        Of the kind ``form field``, the field's name in `cells`; an empty field gives nothing.
    """
    import pypdfium2.raw as pdfium

    kinds = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
    form = document.formenv
    values: list[Line] = []
    for annotation in open_annotations(page) if form is not None else ():
        if pdfium.FPDFAnnot_GetFormFieldType(form, annotation) not in kinds:
            continue
        if text := filled_text(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation):
            left, bottom, right, top = annotation_box(annotation, frame)
            cells = ((left, _name(form, annotation)),)
            values.append(Line(text, number, left, right, top, bottom, 10, cells=cells, kind="form field"))
    return values


def place_values(lines: list[Line], values: list[Line]) -> list[Line]:
    """Put each value after its question: the text at its left on the same height, else the nearest above it.

    Parameters
    ----------
    lines
        A page's lines in reading order.
    values
        Its form values.

    Returns
    -------
    list of Line
        All of them, in reading order. A value without a question near it is told with its field's name.
    """
    after: dict[int, list[Line]] = {}
    for value in values:
        index = _question(lines, value)
        if index is not None:
            after.setdefault(index, []).append(value)
            continue
        name = value.cells[0][1] if value.cells else ""
        told = replace(value, text=f"{name}: {value.text}") if name else value
        above = [at for at, line in enumerate(lines) if line.baseline > value.baseline]
        after.setdefault(max(above, default=-1), []).append(told)
    placed: list[Line] = []
    for index in range(-1, len(lines)):
        placed += lines[index : index + 1] if index >= 0 else []
        placed += sorted(after.get(index, ()), key=lambda value: (-value.baseline, value.left))
    return placed


def _question(lines: list[Line], value: Line) -> int | None:
    middle = (value.baseline + value.bottom) / 2
    best: tuple[float, int] | None = None
    for index, line in enumerate(lines):
        if line.aside or line.left > value.right:
            continue
        if line.left < value.left and line.bottom - line.size <= middle <= line.baseline + line.size:
            distance = 0.0 if line.bottom < line.baseline else abs(line.baseline - middle) / 100
        else:
            distance = line.bottom - value.baseline if line.bottom > middle else _UNDER + 1
        if distance <= _UNDER and (best is None or (distance, -index) < best):
            best = distance, -index
    return -best[1] if best is not None else None


def _boxes(document: Any, page: Any, frame: Frame) -> Iterator[tuple[str, str, tuple[float, float, float, float]]]:
    """Give the mark, name and place of each box and radio button of a page."""
    import pypdfium2.raw as pdfium

    kinds = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
    form = document.formenv
    for annotation in open_annotations(page) if form is not None else ():
        if pdfium.FPDFAnnot_GetFormFieldType(form, annotation) in kinds:
            mark = box_sign(bool(pdfium.FPDFAnnot_IsChecked(form, annotation)))
            yield mark, _name(form, annotation), annotation_box(annotation, frame)


def _put(box: Word, low: float, high: float, lines: list[list[Word]]) -> bool:
    """Put a box before the word at its right, else behind the word at its left; say whether there is one."""
    behind: tuple[list[Word], int] | None = None
    for line in lines:
        if not low <= line[0].baseline <= high:
            continue
        for index, word in enumerate(line):
            if -2 <= word.left - box.right <= _BESIDE:
                line.insert(index, box._replace(baseline=word.baseline, size=word.size))
                return True
            if word.text not in "☑☐" and -2 <= box.left - word.right <= _BESIDE:
                behind = line, index
    if behind is None:
        return False
    line, index = behind
    line.insert(index + 1, box._replace(baseline=line[index].baseline, size=line[index].size))
    return True


def _name(form: Any, annotation: Any) -> str:
    import pypdfium2.raw as pdfium

    alternate = filled_text(pdfium.FPDFAnnot_GetFormFieldAlternateName, form, annotation)
    return alternate or filled_text(pdfium.FPDFAnnot_GetFormFieldName, form, annotation)
