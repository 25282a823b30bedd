"""PDF files."""

from __future__ import annotations

import pytest

from readers_fixtures import Shown, pdf
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read
from tokenwatch.readers.pdf_columns import split_columns
from tokenwatch.readers.pdf_lines import Line

_PROSE = (
    "The panel of twelve tenants met in the hall on the first Monday of each",
    "month and went through the bids with two workers whom the landlord paid",
    "for. They chose the contractor in March.",
)


def _lines(texts: tuple[str, ...], *, top: float, left: float = 60, size: float = 11) -> list[Shown]:
    return [(left, top - 14 * index, size, text) for index, text in enumerate(texts)]


def _blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_headings_paragraphs_and_lists_are_rebuilt() -> None:
    page = [
        (60, 760, 20, "Who decides here"),
        *_lines(_PROSE, top=720),
        *_lines(_PROSE, top=660),
        (60, 610, 11, "*Their pay"),
        (60, 590, 11, "•"),
        (75, 590, 11, "an hourly rate of £20, paid in cash or as a voucher by the end of"),
        (75, 576, 11, "the week"),
        (60, 556, 11, "2. travel"),
    ]
    document = read(pdf(page, title="Our panel"), name="report.pdf")
    prose = " ".join(_PROSE)
    assert _blocks(document) == [
        ("heading", "Who decides here"),
        ("paragraph", prose),
        ("paragraph", prose),
        ("heading", "Their pay"),
        ("list item", "an hourly rate of £20, paid in cash or as a voucher by the end of the week"),
        ("list item", "travel"),
    ]
    assert [block.level for block in document.blocks] == [1, 0, 0, 2, 1, 1]
    assert (document.title, document.n_pages, document.blocks[0].page) == ("Our panel", 1, 1)


def test_hyphens_at_line_ends_are_kept_or_closed() -> None:
    texts = (
        "We want to produce this plan together with the residents, so we co-",
        "produced it with them and their real involve-",
        "ment began in May.",
    )
    assert (
        "co-produced it with them and their real involvement began" in read(pdf(_lines(texts, top=700)), name="x").text
    )


def test_running_heads_feet_and_page_numbers_are_taken_out() -> None:
    pages = [
        [
            (60, 810, 8, "Annual report"),
            *_lines((*_PROSE, f"Year {year} ends."), top=700),
            (290, 30, 8, f"Page {number}"),
        ]
        for number, year in ((1, "one"), (2, "two"), (3, "three"))
    ]
    text = read(pdf(*pages), name="x").text
    assert "Annual report" not in text
    assert "Page" not in text
    assert "Year three ends." in text


def test_lines_of_contents_are_taken_out() -> None:
    page = [*_lines(("1 Aims . . . . . . . . 3", "2 Money.........12"), top=760), *_lines(_PROSE, top=700)]
    assert read(pdf(page), name="x").text == " ".join(_PROSE)


def test_a_bullet_of_another_size_leaves_its_item_whole() -> None:
    item = [
        (60, 760, 7, "•"),
        (72, 760, 11, "They chose the firm that had asked them"),
        (72, 746, 11, "what they need."),
    ]
    assert _blocks(read(pdf([*item, *_lines(_PROSE, top=700)]), name="x"))[0] == (
        "list item",
        "They chose the firm that had asked them what they need.",
    )


def test_a_paragraph_runs_on_over_the_page() -> None:
    first = _lines((*_PROSE, "After that they met the firm and went through its"), top=700)
    document = read(pdf(first, _lines(("list of works once more.",), top=760)), name="x")
    assert "its list of works once more." in document.text
    assert document.n_pages == 2


def test_table_rows_are_put_together() -> None:
    page = [
        *((60, 700, 11, "10:00"), (160, 700, 11, "The patient"), (320, 700, 11, "Sam Lee, peer worker")),
        *((160, 686, 11, "voice"),),
        *((60, 660, 11, "11:00"), (160, 660, 11, "Coffee")),
        *_lines(_PROSE, top=600),
    ]
    assert _blocks(read(pdf(page), name="x"))[:2] == [
        ("table row", "10:00 | The patient voice | Sam Lee, peer worker"),
        ("table row", "11:00 | Coffee"),
    ]


def test_form_answers_follow_their_questions() -> None:
    page = [(60, 780, 11, "Q1. How will people be involved?"), (60, 650, 11, "Q2. Will they be paid?")]
    data = pdf(
        page,
        fields=[("q2", "Travel only", 630), ("q1", "One of us sits on the board.", 760), ("q3", "", 500)],
    )
    assert _blocks(read(data, name="form.pdf")) == [
        ("paragraph", "Q1. How will people be involved?"),
        ("form field", "One of us sits on the board."),
        ("paragraph", "Q2. Will they be paid?"),
        ("form field", "Travel only"),
    ]


def test_scanned_pages_are_told() -> None:
    document = read(pdf(_lines(_PROSE, top=700), None), name="x.pdf")
    assert document.notes == ("1 of 2 pages were scanned and not read (needs OCR)",)
    with pytest.raises(ReadError) as caught:
        read(pdf(None, None), name="scan.pdf")
    assert caught.value.kind == "needs OCR"


def test_pages_beyond_the_limit_are_told() -> None:
    document = read(pdf(*[_lines(_PROSE, top=700)] * 3), name="x.pdf", limits=Limits(pages=2))
    assert document.notes == ("only the first 2 of 3 pages were read",)
    assert max(block.page or 0 for block in document.blocks) == 2


def test_a_password_is_told() -> None:
    locked = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>/ID[<00><00>]/Root"
    )
    with pytest.raises(ReadError) as caught:
        read(pdf(_lines(_PROSE, top=700)).replace(b"/Root", locked), name="locked.pdf")
    assert caught.value.kind == "encrypted"


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", pdf(_lines(_PROSE, top=700))[:400]])
def test_broken_files_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, name="broken.pdf")
    assert caught.value.kind == "damaged"


def test_columns_written_across_are_read_one_after_the_other() -> None:
    def line(index: int) -> Line:
        cells = ((50.0, f"left words in line {index}"), (310.0, f"right words in line {index}"))
        return Line("", 1, 50, 500, 700 - 12 * index, 700 - 12 * index, 9, cells=cells)

    lines = [line(index) for index in range(10)]
    assert [part.text.split()[0] for part in split_columns(lines)] == ["left"] * 10 + ["right"] * 10
    assert split_columns(lines[:5]) == lines[:5]
