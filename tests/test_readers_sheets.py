"""Spreadsheets: Excel and OpenDocument, as documents and as tables of texts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office_fixtures import flat_odf, odf
from readers_fixtures import damaged, xlsx, zipped
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read, read_ods, read_xlsx
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.sheets.document import sheets_to_pieces
from tokenwatch.readers.sheets.hidden import Runs
from tokenwatch.readers.sheets.sheet import Beside, Cell, Sheet
from tokenwatch.readers.sheets.table import sheets_to_rows
from tokenwatch.readers.xlsx.cells import uncovered
from tokenwatch.readers.xlsx.formats import parse_format, show_number

_SAMPLES = Path(__file__).parent / "data" / "samples"
_LONG = "We met every week. " * 15


def _shown(document: Document) -> list[tuple[str, str, str]]:
    return [(b.kind, b.place, document.text[b.start : b.end]) for b in document.blocks]


def _cells(*rows: str) -> str:
    """Rows of an Excel sheet, each given as its cells."""
    return f"<sheetData>{''.join(f'<row>{row}</row>' for row in rows)}</sheetData>"


def _c(place: str, text: str, *, kind: str = "str", style: int = 0) -> str:
    return f'<c r="{place}" t="{kind}" s="{style}"><v>{text}</v></c>'


def _xlsx(data: bytes) -> Document:
    return read(data, name="bid.xlsx")


def _table(name: str, rows: str, more: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{more}">{rows}</table:table>'


def _tr(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def _tc(text: str = "", times: int = 1, inside: str = "") -> str:
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    cell = "table:table-cell"
    return f'<{cell} table:number-columns-repeated="{times}">{inside}{paragraph}</{cell}>'


def _ods(*tables: str, made: str = "") -> bytes:
    return odf("".join(tables), kind="spreadsheet", made=made)


class TestDocuments:
    def test_a_sheet_is_a_heading_and_rows_have_their_place(self) -> None:
        pieces = sheets_to_pieces(
            [
                Sheet("Who pays?", [Cell(2, 2, "Fees"), Cell(2, 4, "£20"), Cell(3, 3, "Title")]),
                Sheet("Empty", []),
                Sheet("R2", [Cell(1, 27, "a"), Cell(1, 28, "b")]),
            ]
        )
        assert [(piece.kind, piece.place, piece.text) for piece in pieces] == [
            ("heading", "", "Who pays?"),
            ("table row", "'Who pays?'!B2:D2", "Fees | | £20"),
            ("paragraph", "'Who pays?'!C3", "Title"),
            ("heading", "", "R2"),
            ("table row", "'R2'!AA1:AB1", "a | b"),
        ]

    def test_a_sheet_that_nobody_named_is_no_heading_unless_there_are_more(self) -> None:
        one = Sheet("Sheet1", [Cell(1, 1, "a")])
        assert [piece.kind for piece in sheets_to_pieces([one])] == ["paragraph"]
        assert [piece.kind for piece in sheets_to_pieces([one, one])] == ["heading", "paragraph"] * 2

    def test_an_answer_is_a_form_field_and_its_paragraphs_are_kept(self) -> None:
        pieces = sheets_to_pieces([Sheet("", [Cell(1, 1, "Who decides?"), Cell(1, 2, f"{_LONG}\n\nAll of us.")])])
        assert [(piece.kind, piece.text[:12]) for piece in pieces] == [
            ("paragraph", "Who decides?"),
            ("form field", _LONG[:12]),
            ("form field", "All of us."),
        ]

    def test_columns_stay_aligned_without_a_thousand_empty_cells(self) -> None:
        rows = sheets_to_pieces([Sheet("", [Cell(1, 1, "a"), Cell(2, 2, "b"), Cell(2, 16384, "far")])])
        assert (rows[1].text.split()[:2], rows[1].text.count("|")) == (["|", "b"], 12)

    def test_what_stands_beside_a_row_follows_it(self) -> None:
        beside = [Beside(5, 1, "paragraph", "a box"), Beside(1, 2, "comment", "Really?")]
        pieces = sheets_to_pieces([Sheet("S", [Cell(1, 1, "a"), Cell(1, 2, "b"), Cell(9, 1, "c")], beside)])
        assert [piece.text for piece in pieces] == ["S", "a | b", "Really?", "a box", "c"]
        assert [piece.place for piece in pieces] == ["", "S!A1:B1", "S!B1", "S!A5", "S!A9"]

    def test_a_very_long_name_does_not_stand_beside_each_row(self) -> None:
        pieces = sheets_to_pieces([Sheet("x" * 10_000, [Cell(1, 1, "a")])])
        assert len(pieces[1].place) < 200


class TestTables:
    def test_the_first_visible_sheet_that_holds_something_is_the_table(self) -> None:
        hidden = Sheet("h", [Cell(1, 1, "x")], hidden=True)
        shown = Sheet("s", [Cell(3, 2, "id"), Cell(3, 3, "text"), Cell(4, 3, "a"), Cell(4, 9, "beside")])
        assert sheets_to_rows([hidden, Sheet("e", []), shown]) == [["id", "text"], ["", "a"]]
        assert sheets_to_rows([hidden]) == [["x"]]
        assert sheets_to_rows([]) == []

    def test_a_header_far_to_the_right_brings_no_columns(self) -> None:
        cells = [Cell(1, 1, "id"), Cell(1, 2, "text"), Cell(1, 16384, "far"), Cell(2, 2, "a")]
        assert sheets_to_rows([Sheet("", cells)]) == [["id", "text"], ["", "a"]]

    def test_too_much_is_refused(self) -> None:
        text = "<t>twenty characters ..</t>"
        data = xlsx(_cells(*('<c t="s"><v>0</v></c>' for _ in range(50))), strings=[text])
        with pytest.raises(ReadError) as caught:
            read_xlsx.table(data, Limits(inflated=1_800))
        assert caught.value.kind == "too large"

    @pytest.mark.parametrize(("name", "of"), [("bids.xlsx", read_xlsx.table), ("bids.ods", read_ods.table)])
    def test_the_samples(self, name: str, of: Callable[[bytes, Limits], list[list[str]]]) -> None:
        rows = of((_SAMPLES / name).read_bytes(), Limits())
        assert rows[0] == ["doc_id", "year", "text"]
        assert rows[1][:2] == ["d0", "2000"]
        assert rows[1][2].startswith("Sentence 0000 of the report: We will co-produce")


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))), st.integers(0, 30), st.integers(0, 5))
def test_runs_hold_what_was_added(added: list[tuple[int, int]], first: int, more: int) -> None:
    runs = Runs()
    for run in added:
        runs.add(*run)
    numbers = {number for start, end in added for number in range(start, end + 1)}
    assert runs.hold(first, first + more) == (numbers >= {*range(first, first + more + 1)})
    assert bool(runs) == bool(numbers)


class TestExcel:
    def test_texts_of_every_kind(self) -> None:
        strings = [
            "<t>plain</t>",
            "<r><t>two </t></r><r><t>runs</t></r><rPh><t>said so</t></rPh>",
            "<t>_x0041__xD800_</t>",
        ]
        row = (
            "".join(f'<c t="s"><v>{index}</v></c>' for index in (0, 1, 2, 99))
            + '<c t="inlineStr"><is><t>in line</t></is></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c>'
            + '<c><f>1+1</f><v>2</v></c><c t="d"><v>2026-05-04T00:00:00</v></c>'
        )
        document = _xlsx(xlsx(_cells(row), strings=strings))
        assert document.text == "plain | two runs | A\ufffd | | in line | TRUE | | 2 | 2026-05-04"

    def test_dates_shares_and_sums_are_shown_as_their_author_saw_them(self) -> None:
        styles = (
            '<numFmts><numFmt numFmtId="170" formatCode="[$£-809]#,##0.00;[Red]-#,##0"/></numFmts>'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>'
        )
        row = "".join(_c("", text, kind="n", style=at) for at, text in enumerate(("0.5", "0.5", "46146", "1200")))
        assert _xlsx(xlsx(_cells(row), styles=styles)).text == "0.5 | 50% | 2026-05-04 | £1,200.00"
        old = xlsx(_cells(row), styles=styles, workbook='<workbookPr date1904="1"/>')
        assert _xlsx(old).text == "0.5 | 50% | 2030-05-05 | £1,200.00"

    @pytest.mark.parametrize(
        ("raw", "code", "shown"),
        [
            ("0.1", "0.0%", "10.0%"),
            ("-1234.5", '#,##0.00 "GBP"', "-1,234.50 GBP"),
            ("46146.75", "dd/mm/yyyy hh:mm", "2026-05-04 18:00"),
            ("46146.5", "h:mm AM/PM", "12:00"),
            ("1.5", "[h]:mm", "36:00"),
            ("46146", "mmm yy", "2026-05"),
            ("59", "d/m/yy", "1900-02-28"),
            ("-5", "d/m/yy", "-5"),
            ("1e300", "d/m/yy", "1e+300"),
            ("2958465.999999999", "d/m/yy hh:mm", "2958466"),
            ("0.30000000000000004", "General", "0.3"),
            ("nan", "0.00", "nan"),
            ("12", "@", "12"),
        ],
    )
    def test_number_formats(self, raw: str, code: str, shown: str) -> None:
        assert show_number(raw, parse_format(code)) == shown

    def test_a_cell_in_the_last_row_and_column_costs_nothing(self) -> None:
        document = _xlsx(xlsx(_cells(_c("A1", "near"), '<c r="XFD1048576" t="str"><v>far</v></c>')))
        assert [block.place for block in document.blocks] == ["Sheet1!A1", "Sheet1!XFD1048576"]

    def test_a_shared_text_of_a_hundred_thousand_cells_is_counted_before_it_is_joined(self) -> None:
        row = '<c t="s"><v>0</v></c>' * 16_000
        draft = read_xlsx.read(xlsx(_cells(row), strings=[f"<t>{'a' * 1_000_000}</t>"]), Limits(ratio=10_000))
        assert sum(len(piece.text) for piece in draft.pieces) < 5_000_000

    def test_hidden_sheets_are_not_read_but_named(self) -> None:
        document = _xlsx(xlsx("hidden:" + _cells(_c("A1", "scores")), _cells(_c("A1", "shown")), "hidden:" + _cells()))
        assert _shown(document) == [("paragraph", "Sheet2!A1", "shown")]
        assert document.notes == ("1 hidden sheet was not read: Sheet1",)

    def test_where_the_only_sheets_with_words_are_hidden_they_are_read(self) -> None:
        document = _xlsx(xlsx(_cells(), "hidden:" + _cells(_c("A1", "scores"))))
        assert (document.text, document.notes) == ("scores", ("all sheets are hidden; they were read",))

    def test_a_large_hidden_sheet_does_not_take_the_room_of_what_is_shown(self) -> None:
        data = xlsx("hidden:" + _cells(_c("A1", "x" * 50) * 9), _cells(_c("A1", "near"), _c("A2", "far")))
        assert [piece.text for piece in read_xlsx.read(data, Limits(characters=30)).pieces] == ["near", "far"]

    @pytest.mark.parametrize("yes", ["1", "true"])
    def test_hidden_rows_and_columns_are_not_read_but_counted(self, yes: str) -> None:
        sheet = (
            f'<cols><col min="2" max="3" hidden="{yes}"/><col min="4" max="4" hidden="0"/>'
            f'<col min="5" max="99999999999" hidden="{yes}"/></cols><sheetData>'
            f"<row>{_c('A1', 'Item')}{_c('B1', 'code')}{_c('C1', 'score')}{_c('D1', 'Cost')}</row>"
            f'<row r="7" hidden="{yes}">{_c("A7", "draft")}</row><row r="8" hidden="{yes}"/>'
            f'<row r="3" hidden="{yes}">{_c("A3", "older")}</row><row r="9">{_c("A9", "Fees")}</row></sheetData>'
        )
        remarks = "".join(f'<comment ref="{at}"><text><t>{at}?</t></text></comment>' for at in ("A7", "B9", "A9"))
        data = xlsx(sheet, sheet, comments=f"<commentList>{remarks}</commentList>")
        document = _xlsx(data)
        shown = [("table row", "Sheet1!A1:D1", "Item | | | Cost"), ("paragraph", "Sheet1!A9", "Fees")]
        assert _shown(document)[1:4] == [*shown, ("comment", "Sheet1!A9", "A9?")]
        assert document.notes[:1] == ("4 hidden columns and 4 hidden rows were not read",)
        assert read_xlsx.table(data, Limits())[:2] == [["Item", "code", "score", "Cost"], ["older", "", "", ""]]

    def test_a_title_over_hidden_and_shown_columns_is_shown_and_so_is_a_box(self) -> None:
        sheet = (
            '<cols><col min="1" max="1" hidden="1"/></cols>'
            + _cells(_c("A1", "Budget"), _c("A2", "private"), _c("A3", "private too") + _c("B3", "Fees"))
            + '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A2:A9"/></mergeCells>'
        )
        box = "<from><col>0</col><row>3</row></from><txBody><a:p><a:r><a:t>A box</a:t></a:r></a:p></txBody>"
        document = _xlsx(xlsx(sheet, drawing=box))
        assert [text for _, _, text in _shown(document)] == ["Budget", "Fees", "A box"]
        assert document.notes == ("1 hidden column was not read",)

    def test_where_all_cells_are_hidden_they_are_read(self) -> None:
        sheet = f'<sheetData><row hidden="1">{_c("A1", "draft")}</row></sheetData>'
        document = _xlsx(xlsx(sheet))
        assert (document.text, document.notes) == ("draft", ("all cells are hidden; they were read",))

    def test_formulas_without_a_result_are_said_to_be_left_out(self) -> None:
        document = _xlsx(xlsx(_cells('<c t="str"><v>Total</v></c><c><f>SUM(A1)</f></c>')))
        assert (document.text, document.notes[0][:37]) == ("Total", "1 formula has no stored result and we")

    def test_old_texts_under_a_merged_cell_are_left_out(self) -> None:
        merged = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
        row = _c("A1", "Aims") + _c("B1", "old") + _c("C1", "x")
        assert _xlsx(xlsx(_cells(row, _c("A2", "older")) + merged)).text == "Aims | | x"
        many = [Cell(row, column, "x") for row in range(1, 101) for column in range(1, 11)]
        assert len(uncovered(many, ["A1:J50", "A60:A60", "not one", "B99:C1048576"])) == 1000 - 499 - 3

    def test_comments_boxes_descriptions_and_charts_stand_at_their_cell(self) -> None:
        anchor = "<from><col>1</col><row>4</row></from>"
        box = "<txBody><a:p><a:r><a:t>You said, we did.</a:t></a:r></a:p></txBody>"
        document = _xlsx(
            xlsx(
                _cells(_c("A1", "Fees"), _c("A2", "Rent")),
                comments='<authors><author>Rev</author></authors><commentList><comment ref="A1" authorId="0"><text>'
                '<r><t>Rev:</t></r><r><t> Why so low?</t></r></text></comment><comment ref="A2" authorId="0"><text>'
                "<t>[Threaded comment]</t></text></comment></commentList>",
                threadedComment='<threadedComment ref="A2"><text>Who pays it?</text></threadedComment>',
                drawing=f'{anchor}{box}<mc:Fallback>{box}</mc:Fallback><cNvPr descr="Six tenants"/>'
                '<c:chart r:id="chart"/><c:chart r:id="chart"/>',
                chart="<c:title><a:p><a:r><a:t>Who decides</a:t></a:r></a:p></c:title>",
            )
        )
        assert _shown(document) == [
            ("paragraph", "Sheet1!A1", "Fees"),
            ("comment", "Sheet1!A1", "Why so low?"),
            ("paragraph", "Sheet1!A2", "Rent"),
            ("comment", "Sheet1!A2", "Who pays it?"),
            ("paragraph", "Sheet1!B5", "You said, we did."),
            ("alt text", "Sheet1!B5", "Six tenants"),
            ("caption", "Sheet1!B5", "Who decides"),
        ]

    def test_a_sheet_listed_many_times_is_read_once(self) -> None:
        again = '<sheets><sheet name="Sheet1" r:id="sheet1"/></sheets>' * 50
        assert len(_xlsx(xlsx(_cells(_c("A1", "once")), workbook=again)).blocks) == 1

    def test_the_budget(self) -> None:
        document = read(_SAMPLES / "budget_two_sheets.xlsx")
        shown = _shown(document)
        assert ("table row", "Budget!A5:D5", "Childcare | 2026-05-04 | 1,150.50 | residents’ panel") in shown
        assert ("comment", "Budget!C6", "Nobody had asked for one.") in shown
        assert ("table row", "'Who decides'!A2:B2", "Can the panel say no? | TRUE") in shown
        assert "private" not in document.text
        assert document.notes[:2] == ("1 hidden sheet was not read: Codes", "1 hidden column was not read")

    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (xlsx(f"<!DOCTYPE a [<!ENTITY b 'c'>]>{_cells(_c('A1', 'x'))}"), "damaged"),
            (xlsx("<sheetData><row>"), "damaged"),
            (xlsx(), "damaged"),
            (xlsx(_cells()), "no text"),
            (xlsx(_cells("<c t='str'><v>x</v></c>" * 200_000)), "too large"),
            (zipped({"[Content_Types].xml": "", "xl/workbook.xml": "<workbook/>"}), "damaged"),
        ],
    )
    def test_broken_and_hostile_files_are_refused(self, data: bytes, kind: str) -> None:
        with pytest.raises(ReadError) as caught:
            _xlsx(data)
        assert caught.value.kind == kind

    def test_over_a_million_cells_are_refused(self) -> None:
        row = "<c><v>1</v></c>" * 1_001
        data = xlsx(_cells(*[row] * 1_000))
        with pytest.raises(ReadError) as caught:
            read_xlsx.table(data, Limits(ratio=10_000))
        assert (caught.value.kind, caught.value.message) == ("too large", "it has over 1,000,000 cells")


class TestOpenDocument:
    def test_cells_repeats_and_places(self) -> None:
        rows = (
            _tr(_tc("Item"), _tc(times=2), _tc("£"))
            + _tr(_tc(times=16384), times=5)
            + f"<table:table-row-group><table:table-header-rows>{_tr(_tc('a', 2), times=2)}"
            + "</table:table-header-rows></table:table-row-group>"
            + _tr(_tc("b<text:s/> c<text:line-break/>d"), _tc("#REF!"))
        )
        document = read(_ods(_table("Budget", rows)), name="b.ods")
        assert _shown(document) == [
            ("heading", "", "Budget"),
            ("table row", "Budget!A1:D1", "Item | | | £"),
            ("table row", "Budget!A7:B7", "a | a"),
            ("table row", "Budget!A8:B8", "a | a"),
            ("paragraph", "Budget!A9", "b c\nd"),
        ]

    def test_repeats_are_clamped(self) -> None:
        rows = _tr(_tc("x", 10**9), times=10**9) + _tr(_tc(times=10**12), _tc("far"), times=3)
        with pytest.raises(ReadError) as caught:
            read_ods.table(_ods(_table("S", rows * 3)), Limits())
        assert caught.value.kind == "too large"
        one = read_ods.read(_ods(_table("S", _tr(_tc("x"), times=2**20))), Limits())
        assert len(one.pieces) == 1_001
        empty = read_ods.read(_ods(_table("S", _tr(_tc(times=2**14), times=2**20) * 50 + _tr(_tc("end")))), Limits())
        assert [piece.place for piece in empty.pieces] == ["", "S!A1048576"]

    def test_a_long_text_repeated_is_counted_before_it_is_joined(self) -> None:
        rows = _tr(_tc("a" * 1_000_000, 1_000), times=1_000) * 5
        draft = read_ods.read(_ods(_table("S", rows)), Limits(ratio=10_000))
        assert sum(len(piece.text) for piece in draft.pieces) < 5_000_000

    def test_covered_cells_deleted_ones_and_copies_of_other_files_are_left_out(self) -> None:
        covered = "<table:covered-table-cell><text:p>old</text:p></table:covered-table-cell>"
        tracked = f"<table:tracked-changes>{_table('t', _tr(_tc('deleted')))}</table:tracked-changes>"
        copied = _table("copy", f"<table:table-source/>{_tr(_tc('theirs'))}")
        document = read(_ods(tracked, _table("S1", _tr(_tc("Aims"), covered, _tc("x"))), copied), name="b.ods")
        assert [text for _, _, text in _shown(document)] == ["S1", "Aims | | x"]

    def test_comments_and_drawings_stand_at_their_cell(self) -> None:
        remark = "<office:annotation><text:p>Why so low?</text:p></office:annotation>"
        picture = "<draw:frame><svg:desc>Six tenants at a table</svg:desc></draw:frame>"
        box = "<draw:frame><draw:text-box><text:p>A box</text:p></draw:text-box></draw:frame>"
        rows = (
            f"<table:shapes>{box}</table:shapes>" + _tr(_tc("Fees", inside=remark)) + _tr(_tc("Rent", inside=picture))
        )
        assert _shown(read(_ods(_table("Tabelle1", rows)), name="b.ods")) == [
            ("paragraph", "Tabelle1!A1", "Fees"),
            ("paragraph", "Tabelle1!A1", "A box"),
            ("comment", "Tabelle1!A1", "Why so low?"),
            ("paragraph", "Tabelle1!A2", "Rent"),
            ("alt text", "Tabelle1!A2", "Six tenants at a table"),
        ]

    def test_values_that_a_program_does_not_show(self) -> None:
        cells = '<table:table-cell office:value="12"/><table:table-cell office:date-value="2026-05-04"/>'
        assert read(_ods(_table("", _tr(cells))), name="b.ods").text == "12 | 2026-05-04"

    def test_hidden_sheets_are_not_read_but_named(self) -> None:
        made = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
        codes = [_table(f"Codes {number}", _tr(_tc("b")), "h") for number in range(6)]
        document = read(_ods(codes[0], _table("S", _tr(_tc("a"))), made=made), name="b.ods")
        assert [text for _, _, text in _shown(document)] == ["S", "a"]
        assert document.notes == ("1 hidden sheet was not read: Codes 0",)
        document = read(_ods(*codes, _table("S", _tr(_tc("a"))), made=made), name="b.ods")
        assert document.notes == ("6 hidden sheets were not read: Codes 0, Codes 1, Codes 2, Codes 3, Codes 4, …",)
        document = read(_ods(*codes, made=made), name="b.ods")
        assert (document.text[:10], document.notes) == ("Codes 0\n\nb", ("all sheets are hidden; they were read",))

    def test_a_large_hidden_sheet_does_not_take_the_room_of_what_is_shown(self) -> None:
        made = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
        data = _ods(_table("Codes", _tr(_tc("x" * 50, 9)), "h"), _table("", _tr(_tc("near"))), made=made)
        assert [piece.text for piece in read_ods.read(data, Limits(characters=30)).pieces] == ["near"]

    @pytest.mark.parametrize("how", ["collapse", "filter"])
    def test_hidden_rows_and_columns_are_not_read_but_counted(self, how: str) -> None:
        hidden = f'table:visibility="{how}"'
        columns = (
            "<table:table-column/><table:table-column-group><table:table-header-columns><table:table-column "
            f'table:number-columns-repeated="2" {hidden}/></table:table-header-columns></table:table-column-group>'
            f'<table:table-column/><table:table-column table:number-columns-repeated="9999999999" {hidden}/>'
        )
        row = "<table:table-row"
        rows = (
            _tr(_tc("Item"), _tc("code", 2), _tc("Cost"))
            + _tr(_tc("draft"), times=2).replace(row, f"{row} {hidden}")
            + _tr(_tc("Fees"))
            + _tr(times=10**9).replace(row, f"{row} {hidden}")
        )
        data = _ods(_table("S", columns + rows))
        document = read(data, name="b.ods")
        assert _shown(document)[1:] == [("table row", "S!A1:D1", "Item | | | Cost"), ("paragraph", "S!A4", "Fees")]
        assert document.notes == ("2 hidden columns and 2 hidden rows were not read",)
        assert read_ods.table(data, Limits())[:2] == [["Item", "code", "code", "Cost"], ["draft", "", "", ""]]
        assert read(_ods(_table("S", columns + rows + "<table:table-row/>" * 9)), name="b.ods").text == document.text

    def test_a_title_over_hidden_and_shown_columns_is_shown(self) -> None:
        columns = '<table:table-column table:visibility="collapse"/>'
        title = _tc("Budget").replace("<table:table-cell", '<table:table-cell table:number-columns-spanned="4"')
        document = read(_ods(_table("S", columns + _tr(title) + _tr(_tc("private"), _tc("Fees")))), name="b.ods")
        assert [text for _, _, text in _shown(document)] == ["S", "Budget", "Fees"]
        assert document.notes == ("1 hidden column was not read",)

    def test_where_all_cells_are_hidden_they_are_read(self) -> None:
        columns = '<table:table-column table:visibility="collapse"/>'
        document = read(_ods(_table("", columns + _tr(_tc("draft")))), name="b.ods")
        assert (document.text, document.notes) == ("draft", ("all cells are hidden; they were read",))

    def test_flat_files(self) -> None:
        data = flat_odf(_table("S", _tr(_tc("id"), _tc("text")) + _tr(_tc("1"), _tc("a"))), kind="spreadsheet")
        assert read_ods.recognises(data)
        assert read_ods.table(data, Limits()) == [["id", "text"], ["1", "a"]]


_XLSX = xlsx(_cells(_c("A1", "id") + _c("B1", "text")), "hidden:" + _cells(_c("A1", "x")), comments="<commentList/>")
_ODS = _ods(_table("S", _tr(_tc("id"), _tc("text", 3), times=2)))
_SHEET = (
    '<cols><col min="2" max="16384" hidden="1"/></cols>'
    + _cells(_c("A1", "id") + _c("XFD7", "46146", kind="n", style=1))
    + "<mergeCells><mergeCell ref='A1:C3'/></mergeCells>"
)
_STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="[$£-809]#,##0.00;d/m"/></numFmts>'
    '<cellXfs><xf numFmtId="170"/></cellXfs>'
)


@given(st.data())
def test_a_file_cut_or_changed_anywhere_gives_a_draft_or_an_error(data: st.DataObject) -> None:
    def changed(text: str) -> str:
        return damaged(text.encode(), data).decode("utf-8", "replace")

    reader: ModuleType
    match data.draw(st.integers(0, 3)):
        case 0:
            reader, broken = read_xlsx, damaged(_XLSX, data)
        case 1:
            reader, broken = read_xlsx, xlsx(changed(_SHEET), styles=changed(_STYLES))
        case 2:
            reader, broken = read_ods, damaged(_ODS, data)
        case _:
            reader, broken = read_ods, _ods(changed(_table("S", _tr(_tc("id"), _tc("text", 3), times=2))))
    reader.recognises(broken)
    with suppress(ReadError):
        assert isinstance(reader.read(broken, Limits()), Draft)
        assert isinstance(reader.table(broken, Limits()), list)


_ANSWER = "We asked nine people, and did what five of them wanted, in the order in which they wanted it."


def _answers(*texts: str, header: str = "Answer") -> str:
    cells = (
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{row}</t></is></c>' for row in range(1, len(texts) + 2)
    )
    ends = (
        f'<c r="B{row}" t="inlineStr"><is><t>{text}</t></is></c></row>' for row, text in enumerate((header, *texts), 1)
    )
    return f"<sheetData>{''.join(cell + end for cell, end in zip(cells, ends, strict=True))}</sheetData>"


def test_a_table_of_texts_says_how_to_read_it_row_by_row() -> None:
    (note,) = read_xlsx.read(xlsx(_answers(_ANSWER, _ANSWER, "", _ANSWER)), Limits()).notes
    assert (
        note
        == "3 rows hold a text each, and are read here as one document: --text-column 'Answer' reads them one by one"
    )
    assert read_xlsx.read(xlsx(_answers("Sam Lee", "Rosa", "Jo")), Limits()).notes == ()
    assert read_xlsx.read(xlsx(_answers(_ANSWER, _ANSWER)), Limits()).notes == ()
    assert read_xlsx.read(xlsx(_answers(_ANSWER, _ANSWER, _ANSWER, header=_ANSWER)), Limits()).notes == ()
