"""CSV files, as documents and as tables of texts."""

from __future__ import annotations

import csv
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers_fixtures import damaged
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.read_csv import find_separator, table
from tokenwatch.readers.read_csv import read as read_csv

_SAMPLES = Path(__file__).parent / "data" / "samples"
_LONG = "We met every week. " * 15


def _rows(text: str, encoding: str = "utf-8") -> list[list[str]]:
    return table(text.encode(encoding), Limits())


def _read(text: str) -> Document:
    return read(text.encode(), name="bids.csv")


def test_rows_have_their_place() -> None:
    document = _read('id,text\n\n7,"Six tenants,\nand one carer"\n')
    assert [(b.kind, b.place, document.text[b.start : b.end]) for b in document.blocks] == [
        ("table row", "row 1", "id | text"),
        ("table row", "row 3", "7 | Six tenants,\nand one carer"),
    ]


def test_a_long_answer_is_a_form_field_below_its_question() -> None:
    document = _read(f"Who decides?,{_LONG}\nWhen?,May\n")
    assert [(b.kind, b.place) for b in document.blocks] == [
        ("paragraph", "row 1"),
        ("form field", "row 1"),
        ("table row", "row 2"),
    ]


@pytest.mark.parametrize(
    ("sample", "separator"),
    [
        ("id,text\n1,We met; we spoke; we left.\n", ","),
        ("id;text\n1;We met, we spoke, we left.\n2;No, never, we said.\n", ";"),
        ("id\ttext\n1\tWe met, we spoke; we left.\n", "\t"),
        ('id,text\n1,"a;b\n;c"\n', ","),
        ("Name, first;Text\nJo;One, two, three\nSam;No\n", ";"),
        ("Budget\nItem,Cost\nFees,20\nTotal,20\n", ","),
        ("text\nAsk us, please.\nNo.\nYou said, we did, you left.\n", "\x1f"),
        ("", "\x1f"),
    ],
)
def test_the_separator_is_found(sample: str, separator: str) -> None:
    assert find_separator(sample) == separator


def test_excel_may_state_the_separator() -> None:
    assert _rows("sep=|\r\nid|text\r\n1|a, b\r\n2|c, d\r\n") == [["id", "text"], ["1", "a, b"], ["2", "c, d"]]
    assert read_csv(b"sep=;\nid;text\n", Limits()).pieces[0].place == "row 2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert _rows("id;text\n1;naïve, £20\n", encoding) == [["id", "text"], ["1", "naïve, £20"]]


def test_quotation_marks_and_ends_of_lines() -> None:
    rows = _rows('id, text\r\n1, "She said ""no"""\r2,a "quoted" word\n3,"never closed\n4,x\n')
    assert rows == [["id", "text"], ["1", 'She said "no"'], ["2", 'a "quoted" word'], ["3", "never closed\n4,x\n"]]


def test_ragged_rows_are_made_as_wide_as_the_header() -> None:
    assert _rows("id,text\n1\n2,b,c,d\n,,\n") == [["id", "text"], ["1", ""], ["2", "b"]]


def test_a_cell_may_be_longer_than_the_library_allows() -> None:
    before = csv.field_size_limit()
    long = "word " * 100_000
    assert _rows(f'id,text\n1,"{long}"\n')[1][1] == long
    assert csv.field_size_limit() == before


def test_what_is_too_much_is_cut_or_refused() -> None:
    data = b"id,text\n" + b"1,twenty characters..\n" * 100
    assert len(read_csv(data, Limits(characters=50)).pieces) == 4
    with pytest.raises(ReadError) as caught:
        table(data, Limits(inflated=200))
    assert caught.value.kind == "too large"


def test_no_text_is_refused() -> None:
    for data, kind in ((b"\x00\x01\x02\x03" * 100, "unsupported format"), (b",,,\n,,\n", "no text")):
        with pytest.raises(ReadError) as caught:
            read(data, name="x.csv")
        assert caught.value.kind == kind


def test_the_sample_is_a_table() -> None:
    rows = table((_SAMPLES / "bids.csv").read_bytes(), Limits())
    assert rows[0] == ["doc_id", "year", "text"]
    assert {len(row) for row in rows} == {3}
    assert rows[1][2].startswith("Sentence 0000 of the report: We will co-produce")


@given(st.data())
def test_a_file_cut_or_changed_anywhere_gives_a_draft_or_an_error(data: st.DataObject) -> None:
    broken = damaged('\ufeffid;text\r\n1;"naïve ""£20""\n"\r\n2;b\r\n'.encode(), data)
    with suppress(ReadError):
        assert isinstance(read_csv(broken, Limits()), Draft)
        assert isinstance(table(broken, Limits()), list)
