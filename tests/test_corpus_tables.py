import gzip
import json
from datetime import date
from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.corpus.tables import plain_value, rows_of
from tokenwatch.errors import ReadError

ROWS = [{"id": "a", "text": "One, “two”.\nThree", "year": 2024}, {"id": "b", "text": "Four", "year": None}]


def values(path: Path) -> list[dict[str, object]]:
    return [dict(row.values) for row in rows_of(path)]


def test_json_lines_and_their_compressed_form_give_the_same_rows(tmp_path: Path) -> None:
    lines = "\ufeff" + "\n\n".join(map(json.dumps, ROWS))
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    assert values(tmp_path / "a.jsonl") == values(tmp_path / "b.jsonl.gz") == ROWS


def test_a_bad_line_is_a_row_with_its_problem(tmp_path: Path) -> None:
    deep = "[" * 100_000
    (tmp_path / "a.jsonl").write_text(f'{{"text": "x"}}\n{{"text": \n[1]\n{deep}\n{{"text": "y"}}\n', encoding="utf-8")
    rows = list(rows_of(tmp_path / "a.jsonl"))
    assert [bool(row.problem) for row in rows] == [False, True, True, True, False]
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_in_the_ways_that_spreadsheets_write_it(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    text = f'id{separator}text{separator}sum\r\n007{separator}"We “met”,\nthen; left"{separator}£5\r\n'
    path.write_bytes(text.encode(encoding))
    assert values(path) == [{"id": "007", "text": "We “met”,\nthen; left", "sum": "£5"}]


def test_parquet_keeps_numbers_and_writes_dates_out(tmp_path: Path) -> None:
    frame = pandas.DataFrame({"text": ["x", "y"], "n": [1, 2], "when": [date(2024, 5, 1), None], "tags": [["a"], []]})
    frame.to_parquet(tmp_path / "a.parquet")
    assert values(tmp_path / "a.parquet")[0] == {"text": "x", "n": 1, "when": "2024-05-01", "tags": '["a"]'}
    assert values(tmp_path / "a.parquet")[1]["when"] is None


def test_a_frame_gives_missing_as_missing() -> None:
    frame = pandas.DataFrame({"text": ["x", None], "n": [1.5, float("nan")]})
    assert [dict(row.values) for row in rows_of(frame)] == [{"text": "x", "n": 1.5}, {"text": None, "n": None}]


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl.gz", "a.csv.gz"])
def test_a_damaged_table_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b'{"text": "x"}\n' * 9999)[:-20] if ".gz" in name else b"PAR1 no")
    with pytest.raises(ReadError, match=name) as caught:
        list(rows_of(tmp_path / name))
    assert caught.value.hint


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists))
def test_every_value_is_plain(value: object) -> None:
    assert isinstance(plain_value(value), str | int | float | bool | None)
