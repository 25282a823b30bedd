"""Highlights in PDFs: on the right words, behind the file's own bytes."""

from __future__ import annotations

import ctypes
import subprocess
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutations import mutate
from pdf_fixtures import Page, column, form, made, show, turned
from programs import find_program
from readers_fixtures import damaged
from tokenwatch.errors import ReadError
from tokenwatch.readers import DEFAULT_LIMITS, read
from tokenwatch.readers.matching import letters_of
from tokenwatch.readers.notes import AUTHOR, Note
from tokenwatch.readers.pdf.calls import annotation_text
from tokenwatch.readers.pdf.incremental import amended
from tokenwatch.readers.read_pdf import annotate

SAMPLES = Path(__file__).parent / "data" / "samples"
CHOSE, ASKED = "Six tenants chose the contractor.", "Forty parents were asked in March."


class Mark(NamedTuple):
    """An annotation as it is read back: page from 0, its words, what it says, and its number of lines."""

    page: int
    words: str
    said: str
    lines: int


def note(text: str, page: int | None = 1, comment: str = "", kind: str = "claim") -> Note:
    return Note(text, page, comment or f"about {text[:10]}", kind)


def marks(data: bytes, kind: int = pdfium.FPDF_ANNOT_HIGHLIGHT) -> list[Mark]:
    """Our annotations of a kind, each with the text under its quads."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        shown = characters(text)
        for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium.FPDFPage_GetAnnot(page, number)
            author, said = (annotation_text(annotation, key) for key in (b"T", b"Contents"))
            if pdfium.FPDFAnnot_GetSubtype(annotation) == kind and author == AUTHOR:
                boxes = quads(annotation)
                found.append(Mark(index, " ".join(under(shown, box) for box in boxes), said, len(boxes)))
            pdfium.FPDFPage_CloseAnnot(annotation)
        text.close()
        page.close()
    document.close()
    return found


def quads(annotation: object) -> list[tuple[float, float, float, float]]:
    quad, boxes = pdfium.FS_QUADPOINTSF(), []
    for number in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
        assert pdfium.FPDFAnnot_GetAttachmentPoints(annotation, number, quad)
        assert (quad.x1, quad.y1, quad.x4, quad.y4) == (quad.x3, quad.y2, quad.x2, quad.y3)
        boxes.append((quad.x1, quad.y4, quad.x4, quad.y1))
    return boxes


def characters(text: object) -> list[tuple[float, float, str]]:
    """The middle of each character of a page, and the character."""
    edges, found = [ctypes.c_double() for _ in range(4)], []
    for index in range(pdfium.FPDFText_CountChars(text)):
        pdfium.FPDFText_GetCharBox(text, index, *(ctypes.byref(edge) for edge in edges))
        left, right, bottom, top = (edge.value for edge in edges)
        found.append(((left + right) / 2, (bottom + top) / 2, chr(pdfium.FPDFText_GetUnicode(text, index))))
    return found


def under(found: list[tuple[float, float, str]], box: tuple[float, float, float, float]) -> str:
    """The characters whose middle lies in a box."""
    return "".join(char for x, y, char in found if box[0] <= x <= box[2] and box[1] <= y <= box[3])


def same(one: str, other: str) -> bool:
    return letters_of(one)[0] == letters_of(other)[0]


def test_a_highlight_covers_the_very_words_line_by_line() -> None:
    lines = ["Before this. Six tenants", "chose the con-", "tractor. And after."]
    plain = made(column(lines, left=50, top=700))
    (mark,) = marks(annotate(plain, [note(CHOSE, comment="Claim.\nAsk: who?")], DEFAULT_LIMITS))
    assert same(mark.words, CHOSE)
    assert (mark.page, mark.said.splitlines(), mark.lines) == (0, ["Claim.", "Ask: who?"], 3)


def test_each_of_two_columns_is_marked_by_itself() -> None:
    left = ["Six tenants chose", "the contractor. They", "met on Tuesdays."]
    right = ["Forty parents were", "asked in March.", "Nothing came of it."]
    rows = [
        part
        for pair in zip(column(left, left=50, top=700), column(right, left=320, top=700), strict=True)
        for part in pair
    ]
    one, other = marks(annotate(made(rows), [note(CHOSE), note(ASKED)], DEFAULT_LIMITS))
    assert same(one.words, CHOSE)
    assert same(other.words, ASKED)


def test_a_sentence_over_two_pages_is_marked_on_both() -> None:
    pages = (
        [*column(["Six tenants chose"], left=50, top=100), show(50, 30, "Harbour Trust 7")],
        [show(50, 820, "A running head"), *column(["the contractor."], left=50, top=700)],
    )
    one, other = marks(annotate(made(*pages), [note(CHOSE)], DEFAULT_LIMITS))
    assert (one.page, other.page, one.said) == (0, 1, other.said)
    assert same(one.words + other.words, CHOSE)


def test_equal_sentences_are_marked_on_the_page_that_each_is_on() -> None:
    plain = made(*([show(50, 700, CHOSE)] for _ in range(6)))
    found = marks(annotate(plain, [note(CHOSE, 2), note(CHOSE, 5)], DEFAULT_LIMITS))
    assert [mark.page for mark in found] == [1, 4]


def test_turned_text_turned_pages_and_crop_boxes() -> None:
    turned_text = [turned(100, 200, CHOSE, cosine=0, sine=1), turned(160, 200, ASKED, cosine=0, sine=1)]
    (mark,) = marks(annotate(made(turned_text), [note(CHOSE)], DEFAULT_LIMITS))
    assert same(mark.words, CHOSE)
    assert mark.lines == 1
    for angle in (90, 180, 270):
        page = Page(
            "\n".join([show(150, 700, CHOSE), show(150, 680, ASKED)]), f"/Rotate {angle}/CropBox[100 100 500 800]"
        )
        (mark,) = marks(annotate(made(page), [note(CHOSE)], DEFAULT_LIMITS))
        assert same(mark.words, CHOSE)


def test_an_answer_in_a_form_is_marked_by_its_field() -> None:
    field = f"/FT/Tx/T(a)/V({CHOSE})/Rect[100 500 400 540]"
    plain = form([show(50, 700, "How were people involved?")], field)
    copy = annotate(plain, [note(CHOSE)], DEFAULT_LIMITS)
    document = pypdfium2.PdfDocument(copy)
    page = document[0]
    annotation = pdfium.FPDFPage_GetAnnot(page, 1)
    assert quads(annotation) == [(100, 500, 400, 540)]
    pdfium.FPDFPage_CloseAnnot(annotation)
    page.close()
    document.close()


def test_the_note_on_the_whole_is_on_the_first_page_with_what_found_no_place() -> None:
    notes = [Note("", None, "No verdict.", "document"), note(CHOSE), note("Nowhere to be found at all.", comment="x")]
    copy = annotate(made([show(50, 700, CHOSE)], [show(50, 700, ASKED)]), notes, DEFAULT_LIMITS)
    (mark,) = marks(copy, pdfium.FPDF_ANNOT_TEXT)
    assert mark.page == 0
    assert mark.said.splitlines()[0] == "No verdict."
    assert "“Nowhere to be found at all.”: x" in mark.said


def test_a_statement_is_looked_for_near_its_page_only() -> None:
    plain = made(*([show(50, 700, CHOSE if number == 9 else ASKED)] for number in range(12)))
    assert marks(annotate(plain, [note(CHOSE, 2)], DEFAULT_LIMITS)) == []
    assert [mark.page for mark in marks(annotate(plain, [note(CHOSE, None)], DEFAULT_LIMITS))] == [9]
    assert marks(annotate(plain, [note(CHOSE, 99)], DEFAULT_LIMITS)) == []


def test_the_copy_is_the_file_with_more_behind_it_and_always_the_same() -> None:
    for path in sorted(SAMPLES.glob("*.pdf")):
        plain = path.read_bytes()
        document = read(plain, name=path.name)
        notes = [note(document.text[b.start : b.end], b.page) for b in document.blocks if b.kind == "paragraph"][:40]
        copy = annotate(plain, notes, DEFAULT_LIMITS)
        assert copy.startswith(plain)
        assert copy == annotate(plain, notes, DEFAULT_LIMITS)
        assert len(marks(copy)) >= len(notes) * 0.8


def test_every_statement_of_a_sample_has_its_own_words() -> None:
    plain = (SAMPLES / "report_two_column_30pp.pdf").read_bytes()
    document = read(plain, name="report.pdf")
    notes = [
        note(document.text[b.start : b.end], b.page, str(number))
        for number, b in enumerate(document.blocks)
        if b.kind == "paragraph" and b.page is not None
    ]
    covered = dict.fromkeys((one.comment for one in notes), "")
    for mark in marks(annotate(plain, notes, DEFAULT_LIMITS)):
        covered[mark.said] += mark.words
    assert all(same(covered[one.comment], one.text) for one in notes)


def test_a_file_under_a_password_and_one_without_pages() -> None:
    with pytest.raises(ReadError):
        annotate(b"%PDF-1.7 nothing more", [note(CHOSE)], DEFAULT_LIMITS)
    with pytest.raises(ReadError):
        annotate(made(), [Note("", None, "No verdict.", "document")], DEFAULT_LIMITS)


@given(st.data())
def test_harmed_files_give_a_copy_or_a_reason(data: st.DataObject) -> None:
    whole = (SAMPLES / "two_column_interleaved.pdf").read_bytes()
    harmed = damaged(whole, data) if data.draw(st.booleans()) else mutate(whole, Random(data.draw(st.integers(0, 999))))
    with suppress(ReadError):
        assert annotate(harmed, [note("L000 service users were asked to attend the")], DEFAULT_LIMITS)


@pytest.mark.parametrize(
    "options",
    [
        ["--object-streams=generate"],
        ["--object-streams=disable"],
        ["--linearize"],
        ["--encrypt", "", "owner", "256", "--"],
        ["--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--"],
    ],
    ids=["object streams", "none", "linearised", "AES-256", "RC4"],
)
def test_other_programs_find_the_copy_sound(options: list[str], tmp_path: Path) -> None:
    qpdf = find_program("qpdf")
    plain, copy = tmp_path / "plain.pdf", tmp_path / "copy.pdf"
    source = SAMPLES / "report_footnotes_rotated.pdf"
    subprocess.run([qpdf, *options, str(source), str(plain)], check=True, capture_output=True)
    document = read(plain)
    block = next(b for b in document.blocks if b.kind == "paragraph" and b.end - b.start > 100)
    words = document.text[block.start : block.end]
    copy.write_bytes(annotate(plain.read_bytes(), [note(words, block.page)], DEFAULT_LIMITS))
    assert copy.read_bytes().startswith(plain.read_bytes())
    assert same("".join(mark.words for mark in marks(copy.read_bytes())), words)
    subprocess.run([qpdf, "--check", str(copy)], check=True, capture_output=True)


def test_a_table_of_objects_without_type_and_end_is_completed() -> None:
    listed = b"\0\0\0\x07\0"
    broken = b"/Info 2 0 R /Size 9/ID[<%s><%s>]/W[0 4 1]/Index[3 1 ]/Length 5>>stream\r\n%s\r\nendstream\r\n"
    broken = b"8 0 obj <<" + broken % (b"A" * 32, b"B" * 32, listed) + b"startxref\r\n100\r\n%%EOF\r\n"
    sound = amended(broken, b" " * 100, [bytes.fromhex("AA" * 16), None])
    assert sound.startswith(b"8 0 obj\r\n<</Type/XRef/Info 2 0 R /Size 9/ID[<" + b"A" * 32 + b"><")
    assert b"B" * 32 not in sound
    assert sound.endswith(
        b"/W[0 4 1]/Index[3 1 8 1]/Length 10>>stream\r\n"
        + listed
        + b"\0\0\0\x64\0\r\nendstream\r\nendobj\r\nstartxref\r\n100\r\n%%EOF\r\n"
    )
