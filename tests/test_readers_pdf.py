"""PDF files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdf_fixtures import Page, column, form, grid, made, picture, show, stream, turned
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read, read_pdf
from tokenwatch.readers.draft import Draft, Member
from tokenwatch.readers.pdf.garbled import is_garbled
from tokenwatch.readers.pdf.words import Word

_SAMPLES = Path(__file__).parent / "data" / "samples"

_PROSE = (
    "The panel of twelve tenants met in the hall on the first Monday of each",
    "month and went through the bids with two workers whom the landlord paid",
    "for. They chose the contractor in March.",
)


def _lines(texts: Sequence[str], *, top: float) -> list[str]:
    return column(texts, left=60, top=top, leading=14, size=11)


def _made(*pages: Page | str | Sequence[str]) -> Document:
    return read(made(*pages), name="made.pdf")


def _blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_headings_paragraphs_and_lists_are_rebuilt() -> None:
    page = [
        show(60, 760, "Who decides here", size=20),
        *_lines(_PROSE, top=720),
        *_lines(_PROSE, top=660),
        show(60, 610, "Their pay", size=11, font="F2"),
        show(60, 590, "•", size=11),
        show(75, 590, "an hourly rate of £20, paid in cash or as a voucher by the end of", size=11),
        show(75, 576, "the week", size=11),
        show(60, 556, "2. travel", size=11),
    ]
    document = read(made(page, objects={5: "<</Title(Our panel)>>"}))
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
    assert "co-produced it with them and their real involvement began" in _made(_lines(texts, top=700)).text


def test_running_heads_feet_and_page_numbers_are_taken_out() -> None:
    pages = [
        [
            show(60, 810, "Annual report", size=8),
            *_lines((*_PROSE, f"Year {year} ends."), top=700),
            show(290, 30, f"Page {number}", size=8),
        ]
        for number, year in ((1, "one"), (2, "two"), (3, "three"))
    ]
    text = _made(*pages).text
    assert "Annual report" not in text
    assert "Page" not in text
    assert "Year three ends." in text


def test_lines_of_contents_are_taken_out() -> None:
    page = [*_lines(("1 Aims . . . . . . . . 3", "2 Money.........12"), top=760), *_lines(_PROSE, top=700)]
    assert _made(page).text == " ".join(_PROSE)


def test_a_bullet_of_another_size_leaves_its_item_whole() -> None:
    item = [
        show(60, 760, "•", size=7),
        show(72, 760, "They chose the firm that had asked them", size=11),
        show(72, 746, "what they need.", size=11),
    ]
    assert _blocks(_made([*item, *_lines(_PROSE, top=700)]))[0] == (
        "list item",
        "They chose the firm that had asked them what they need.",
    )


def test_a_paragraph_runs_on_over_the_page() -> None:
    first = _lines((*_PROSE, "After that they met the firm and went through its"), top=700)
    document = _made(first, _lines(("list of works once more.",), top=760))
    assert "its list of works once more." in document.text
    assert document.n_pages == 2


def test_table_rows_are_put_together() -> None:
    page = [
        *(show(60, 700, "10:00"), show(160, 700, "The patient"), show(320, 700, "Sam Lee, peer worker")),
        show(160, 686, "voice"),
        *(show(60, 660, "11:00"), show(160, 660, "Coffee")),
        *_lines(_PROSE, top=600),
    ]
    assert _blocks(_made(page))[:2] == [
        ("table row", "10:00 | The patient voice | Sam Lee, peer worker"),
        ("table row", "11:00 | Coffee"),
    ]


def test_form_answers_follow_their_questions() -> None:
    page = [show(60, 780, "Q1. How will people be involved?"), show(60, 650, "Q2. Will they be paid?")]
    data = form(
        page,
        "/FT/Tx/T(q2)/V(Travel only)/Rect[60 610 500 630]",
        "/FT/Tx/T(q1)/V(One of us sits on the board.)/Rect[60 740 500 760]",
        "/FT/Tx/T(q3)/V()/Rect[60 480 500 500]",
    )
    assert _blocks(read(data, name="form.pdf")) == [
        ("paragraph", "Q1. How will people be involved?"),
        ("form field", "One of us sits on the board."),
        ("paragraph", "Q2. Will they be paid?"),
        ("form field", "Travel only"),
    ]


def test_scanned_pages_are_told() -> None:
    document = _made(_lines(_PROSE, top=700), picture())
    assert document.notes == ("page 2 of 2 holds no text but pictures of it: not read (needs OCR)",)
    with pytest.raises(ReadError) as caught:
        _made(picture(), picture())
    assert caught.value.kind == "needs OCR"


def test_pages_beyond_the_limit_are_told() -> None:
    document = read(made(*[_lines(_PROSE, top=700)] * 3), limits=Limits(pages=2))
    assert document.notes == ("only the first 2 of 3 pages were read",)
    assert max(block.page or 0 for block in document.blocks) == 2


def test_a_title_with_half_a_character_costs_no_page() -> None:
    data = made(show(50, 700, "Six tenants chair the board."), objects={5: "<</Title<feff0041d800>/Author(Rosa)>>"})
    draft = read_pdf.read(data, Limits())
    assert (draft.title, draft.byline, len(draft.pieces)) == ("A\ufffd", "Rosa", 1)


def test_a_password_is_told() -> None:
    locked = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>/ID[<00><00>]/Root"
    )
    with pytest.raises(ReadError) as caught:
        read(made(_lines(_PROSE, top=700)).replace(b"/Root", locked), name="locked.pdf")
    assert caught.value.kind == "encrypted"


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", made(_lines(_PROSE, top=700))[:400]])
def test_broken_files_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, name="broken.pdf")
    assert caught.value.kind == "damaged"


def _column_lines(name: str, count: int = 12) -> list[str]:
    return [f"{name}{index:02d} the tenants went through it again" for index in range(count)]


def _numbers(document: Document, names: str) -> list[str]:
    return re.findall(rf"[{names}]\d\d", document.text)


@pytest.mark.parametrize("names", ["LR", "LMR"])
def test_columns_written_across_are_read_one_after_the_other(names: str) -> None:
    columns = [_column_lines(name) for name in names]
    width, size = (260, 11) if len(names) == 2 else (175, 8)
    shown = [show(60, 800, "What we found over the whole year", size=18)]
    for row in range(12):
        shown += [show(40 + width * at, 760 - 14 * row, column[row], size=size) for at, column in enumerate(columns)]
    assert _numbers(_made(shown), names) == [text[:3] for column in columns for text in column]


def test_columns_in_bands_are_read_band_by_band() -> None:
    shown = []
    for band, top in (("AB", 760), ("CD", 500)):
        shown.append(show(40, top + 25, f"A heading that runs over the whole width of band {band}", size=18))
        for row in range(12):
            shown += [show(40 + 260 * at, top - 14 * row, _column_lines(n)[row], size=11) for at, n in enumerate(band)]
    assert _numbers(_made(shown), "ABCD") == [text[:3] for name in "ABCD" for text in _column_lines(name)]


def test_a_long_table_is_no_pair_of_columns() -> None:
    shown = []
    for row in range(12):
        shown += [show(60, 760 - 14 * row, f"{row}:00"), show(200, 760 - 14 * row, f"session {row}")]
    assert _blocks(_made(shown))[3] == ("table row", "3:00 | session 3")


def test_turned_pages_are_read_as_if_upright() -> None:
    upright = [turned(100 + 14 * row, 60, text, cosine=0, sine=1) for row, text in enumerate(_PROSE)]
    assert _made(upright).text == " ".join(_PROSE)
    upside_down = [turned(500, 300 + 14 * row, text, cosine=-1, sine=0) for row, text in enumerate(_PROSE)]
    assert _made(Page("\n".join(upside_down), "/Rotate 180")).text == " ".join(_PROSE)


def test_what_runs_along_the_side_stays_out_of_the_sentences() -> None:
    side = turned(30, 400, "Harbour papers", cosine=0, sine=1)
    pages = [[*column([*_PROSE[:2], f"Year {year}.", *_PROSE], left=60, top=700), side] for year in ("one", "two")]
    document = _made([*pages[0][:2], side, *pages[0][2:]], pages[1])
    assert "Harbour" not in document.text
    assert "landlord paid Year two." in document.text


def test_tables_with_rules_keep_cells_of_several_lines_together() -> None:
    shown = [
        grid((60, 180, 400), (600, 640, 680)),
        *column(["How were", "people asked?"], left=65, top=665),
        *column(["One patient came to", "one meeting."], left=185, top=665),
        *column(["Who decides?"], left=65, top=625),
        *column(["The board."], left=185, top=625),
        show(60, 560, "After the table."),
    ]
    assert _blocks(_made(shown)) == [
        ("table row", "How were people asked? | One patient came to one meeting."),
        ("table row", "Who decides? | The board."),
        ("paragraph", "After the table."),
    ]


def test_justified_lines_are_no_rows() -> None:
    stretched = "BT /F1 10 Tf 15 Tw 60 700 Td (Sentence of the tenants) Tj ET"
    assert _blocks(_made([stretched])) == [("paragraph", "Sentence of the tenants")]


def test_footnotes_are_told_apart_and_their_numbers_left_out() -> None:
    first = column([*_PROSE[:2], "for, and went on to"], left=60, top=700, size=11)
    marked = [show(60, 760, "They met nine times.", size=11), show(158, 764, "1", size=6)]
    notes = [
        show(60, 90, "1 Two of them sent", size=8),
        show(60, 80, "none.", size=8),
        show(60, 70, "2 In May.", size=8),
    ]
    second = column(["the next bid.", *_PROSE], left=60, top=760, size=11)
    blocks = _blocks(_made([*marked, *first, *notes], second))
    assert blocks[0] == ("paragraph", "They met nine times.")
    assert blocks[2:4] == [("footnote", "Two of them sent none."), ("footnote", "In May.")]
    assert "and went on to the next bid." in blocks[1][1]


def test_footnotes_under_a_rule_need_not_be_small() -> None:
    shown = [*column(_PROSE, left=60, top=700), "60 100 144 0.5 re f", show(60, 88, "1 No policy exists yet.")]
    assert _blocks(_made(shown))[-1] == ("footnote", "No policy exists yet.")


def test_captions_are_told_apart() -> None:
    shown = [*column(_PROSE, left=60, top=700), show(60, 600, "Figure 2: The panel at work")]
    assert _blocks(_made(shown))[-1] == ("caption", "Figure 2: The panel at work")


def test_answers_beside_their_label_and_ticked_boxes() -> None:
    shown = [
        show(60, 700, "Name:"),
        show(60, 660, "Will they be paid?"),
        show(80, 640, "Yes"),
        show(140, 640, "No"),
    ]
    data = form(
        shown,
        "/FT/Tx/T(n)/V(Jo Lee)/Rect[120 695 300 712]",
        "/FT/Btn/T(y)/V/On/AS/On/Rect[64 638 76 650]/AP<</N<</On 6 0 R/Off 6 0 R>>>>",
        "/FT/Btn/T(o)/V/Off/AS/Off/Rect[124 638 136 650]/AP<</N<</On 6 0 R/Off 6 0 R>>>>",
        "/FT/Tx/T(x)/TU(Further remarks)/V(None.)/Rect[60 200 300 220]",
    )
    blocks = _blocks(read(data, name="form.pdf"))
    assert blocks[:3] == [("paragraph", "Name:"), ("form field", "Jo Lee"), ("paragraph", "Will they be paid?")]
    assert "☑ Yes" in blocks[3][1]
    assert "☐ No" in blocks[3][1]
    assert blocks[-1] == ("form field", "Further remarks: None.")


def test_remarks_are_comments_and_typed_text_is_an_answer() -> None:
    page = Page(
        "\n".join([show(60, 700, "We put people first."), show(60, 500, "Signed:")]),
        annotations=[
            "/Subtype/Highlight/Rect[60 698 150 712]/Contents(Who says so?)",
            "/Subtype/FreeText/IT/FreeTextTypewriter/Rect[110 495 200 512]/Contents(Ama B.)/DA(/F1 10 Tf)",
            "/Subtype/Link/Rect[60 698 150 712]/Contents(a link)",
        ],
    )
    assert _blocks(_made(page)) == [
        ("paragraph", "We put people first."),
        ("comment", "Who says so?"),
        ("paragraph", "Signed:"),
        ("form field", "Ama B."),
    ]


def test_attached_files_are_members() -> None:
    data = made(
        show(60, 700, "The papers are attached."),
        catalog="/Names<</EmbeddedFiles<</Names[(a)20 0 R]>>>>",
        objects={
            20: "<</Type/Filespec/F(..\\\\bid.txt)/UF(..\\\\bid.txt)/EF<</F 21 0 R>>>>",
            21: stream(b"Six tenants chair it.", "/Type/EmbeddedFile"),
        },
    )
    assert read_pdf.read(data, Limits()).members == (Member("bid.txt", b"Six tenants chair it."),)
    assert read_pdf.read(data, Limits(inflated=5)).notes == ("the attached file bid.txt could not be read",)


def test_descriptions_of_pictures_are_read() -> None:
    content = f"/Figure <</MCID 0>> BDC {picture(60, 500, 200, 100)} EMC\n{show(60, 700, 'We met.')}"
    data = made(
        Page(content, "/StructParents 0"),
        catalog="/MarkInfo<</Marked true>>/StructTreeRoot 20 0 R",
        objects={
            20: "<</Type/StructTreeRoot/K[21 0 R]/ParentTree<</Nums[0[21 0 R]]>>>>",
            21: "<</Type/StructElem/S/Figure/P 20 0 R/Pg 100 0 R/K[0]/Alt(Rosa signs the contract.)>>",
        },
    )
    assert _blocks(read(data, name="x.pdf")) == [("paragraph", "We met."), ("alt text", "Rosa signs the contract.")]


def test_pages_without_text_are_named() -> None:
    text = column(_PROSE, left=60, top=700)
    stamped = [picture(), show(280, 20, "Page 7")]
    document = _made(text, text, picture(), "", text, text, stamped, picture(), picture(), text)
    assert document.notes == ("pages 3 and 7 to 9 of 10 hold no text but pictures of it: not read (needs OCR)",)


@pytest.mark.parametrize("garbage", ["7KH WHQDQWV FKDLU WKH SDQHO"])
def test_fonts_that_tell_the_wrong_letters_are_noted(garbage: str) -> None:
    text = column(_PROSE, left=60, top=700)
    document = _made(text, column([garbage] * 9, left=60, top=700))
    assert document.notes == ("page 2 of 2 holds letters that the fonts do not tell: not read",)
    assert "7KH" not in document.text
    with pytest.raises(ReadError) as caught:
        _made(column([garbage] * 9, left=60, top=700))
    assert caught.value.kind == "needs OCR"


def test_glyphs_without_letters_are_no_text() -> None:
    assert is_garbled([Word("\ufffd\ufffd\ufffd", 0, 9, 0, 10)] * 5)
    assert not is_garbled([Word("\uf0b7", 0, 9, 0, 10), Word("Tenants", 0, 9, 0, 10)])


def test_samples_are_read_in_order() -> None:
    interleaved = read(_SAMPLES / "two_column_interleaved.pdf").text
    expected = [f"{side}{n + page:03d}" for page in (0, 100, 200) for side in "LR" for n in range(50)]
    assert re.findall(r"[LR]\d{3}", interleaved) == expected
    report = read(_SAMPLES / "report_two_column_30pp.pdf")
    assert re.findall(r"Sentence (\d{4})", report.text) == [f"{n:04d}" for n in range(1310)]
    assert not re.search(r"zqrunhead|zqfoot|[\x02\ufffe]", report.text)
    turned_page = read(_SAMPLES / "report_footnotes_rotated.pdf")
    assert ("table row", "Coldwater | 12,400 | we co-produce our services | one tenant was welcomed by the chair") in (
        _blocks(turned_page)
    )
    assert "ordered in January.”" in turned_page.text
    assert "Harbour Lane papers" not in turned_page.text


_WHOLE = (_SAMPLES / "bid_form_acroform.pdf").read_bytes()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.integers(0, len(_WHOLE)), st.lists(st.tuples(st.integers(0, len(_WHOLE) - 1), st.integers(0, 255)), max_size=8)
)
def test_cut_or_changed_files_give_a_draft_or_an_error(end: int, changes: list[tuple[int, int]]) -> None:
    data = bytearray(_WHOLE)
    for place, value in changes:
        data[place] = value
    for given_data in (bytes(data[:end]), bytes(data)):
        with suppress(ReadError):
            assert isinstance(read_pdf.read(given_data, Limits()), Draft)


def test_a_box_that_is_drawn_last_is_read_where_it_stands() -> None:
    shown = [*column(_PROSE, left=60, top=700), show(60, 560, "We end here."), show(60, 620, "You said, we did.")]
    assert [text for _, text in _blocks(_made(shown))][1:] == ["You said, we did.", "We end here."]
