import csv
import zipfile
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora_fixtures import CLAIM, NAMED, PLAIN, SHARED, many_rows, write_lines
from tokenwatch import scan, scan_corpus
from tokenwatch.corpus import run as run_module
from tokenwatch.errors import OptionError, StoreError
from tokenwatch.frames import DOCUMENT_DTYPES, STATEMENT_DTYPES, document_row


class Counting(Executor):
    """Works in this process, and counts the documents that it is given."""

    def __init__(self) -> None:
        self.n_contents = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.n_contents += len(args[0].contents)
        future.set_result(fn(*args))
        return future


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "_MOST_DOCUMENTS", 3)


def run(source: Any, out: Path | None = None, **settings: Any) -> pandas.DataFrame:
    return scan_corpus(source, out=out, engine=settings.pop("engine", Counting()), progress=False, **settings)


def test_a_row_is_what_scan_says(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(SHARED)
    row = run(tmp_path).iloc[0]
    own = document_row(scan(tmp_path / "a.md"))
    for name in DOCUMENT_DTYPES:
        assert row[name] == own[name] or (pandas.isna(row[name]) and own[name] is None), name


def test_columns_and_dtypes_are_the_same_however_little_there_is(tmp_path: Path) -> None:
    for number, text in enumerate((SHARED, "", "\x00\x01")):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "a.txt").write_text(text)
        frame = run(tmp_path / str(number), tmp_path / f"{number}.parquet")
        assert frame.dtypes.astype(str).to_dict() == DOCUMENT_DTYPES


def test_other_columns_come_through_with_their_types(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": PLAIN, "year": 2024, "sum": 1, "open": True, "source": "web", "code": "007", "mixed": 1},
        {"id": "b", "text": CLAIM, "year": None, "sum": 1.5, "open": False, "source": "", "mixed": "x"},
    ]
    frame = run(write_lines(tmp_path / "t.jsonl", rows))
    assert frame["given_source"].tolist() == ["web", ""]
    assert frame["source"].tolist() == [f"{tmp_path}/t.jsonl/a", f"{tmp_path}/t.jsonl/b"]
    assert frame[["year", "sum", "open"]].dtypes.astype(str).tolist() == ["Int64", "Float64", "boolean"]
    assert frame["year"].tolist() == [2024, pandas.NA]
    assert frame["code"].fillna("-").tolist() == ["007", "-"]
    assert frame["mixed"].tolist() == ["1", "x"]


def test_one_text_twice_is_scored_once_and_stands_twice(tmp_path: Path) -> None:
    rows = [{"id": name, "text": SHARED, "funder": name} for name in ("a", "b", "a")]
    engine = Counting()
    frame = run(write_lines(tmp_path / "t.jsonl", rows), engine=engine)
    assert engine.n_contents == 1
    assert frame["id"].tolist() == ["a", "b", "a (2)"]
    assert frame["funder"].tolist() == ["a", "b", "a"]
    assert frame["evidenced"].nunique() == 1


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lost=st.sets(st.integers(0, 3)), half=st.booleans())
def test_whatever_was_lost_is_made_good(
    tmp_path_factory: pytest.TempPathFactory, small_shards: None, lost: set[int], half: bool
) -> None:
    folder = tmp_path_factory.mktemp("run")
    table = write_lines(folder / "t.jsonl", many_rows(10))
    out, statements = folder / "r.parquet", folder / "s.parquet"
    run(table, out, statements=statements)
    whole = out.read_bytes(), statements.read_bytes()
    out.unlink()
    n_lost = 0
    for number in lost:
        shard = folder / "r.parquet.run" / f"{number:06d}.parquet"
        n_lost += len(pandas.read_parquet(shard))
        shard.unlink()
        if half:
            shard.with_name(shard.name + ".tmp").write_bytes(b"half")
    engine = Counting()
    run(table, out, statements=statements, engine=engine)
    assert (out.read_bytes(), statements.read_bytes()) == whole
    assert engine.n_contents == n_lost


def test_what_is_new_or_mended_is_scored_and_nothing_else(tmp_path: Path) -> None:
    table = tmp_path / "t.jsonl"
    rows = many_rows(4)
    run(write_lines(table, rows), tmp_path / "r.parquet")
    rows[1]["text"] = SHARED
    engine = Counting()
    frame = run(write_lines(table, [*rows[1:], {"id": "new", "text": CLAIM}]), tmp_path / "r.parquet", engine=engine)
    assert engine.n_contents == 2
    assert frame["id"].tolist() == ["d1", "d2", "d3", "new"]
    assert frame["evidenced"].tolist()[0] == 5


def test_changed_settings_are_refused_with_the_way_out(tmp_path: Path) -> None:
    table, out = write_lines(tmp_path / "t.jsonl", many_rows(2)), tmp_path / "r.parquet"
    run(table, out)
    with pytest.raises(OptionError, match="genre was '' and is 'bid'") as caught:
        run(table, out, genre="bid")
    assert "--restart" in caught.value.hint
    with pytest.raises(OptionError, match="models was"):
        run(table, out, model="rules")
    engine = Counting()
    assert set(run(table, out, genre="bid", restart=True, engine=engine)["genre"]) == {"bid"}
    assert engine.n_contents == 2


def test_errors_are_tried_again_on_request(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(SHARED)
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    out = tmp_path / "r.parquet"
    assert run(tmp_path / "in", out)["error_kind"].tolist() == ["", "damaged"]
    for retry, expected in ((False, 0), (True, 1)):
        engine = Counting()
        run(tmp_path / "in", out, retry_errors=retry, engine=engine)
        assert engine.n_contents == expected


def test_names_stay_out_unless_asked_for(tmp_path: Path) -> None:
    thanked = "In June 2024 Joan Price and six other tenants chose the kitchen with Cllr Begum. "
    rows = [{"id": "a", "title": "Ruth Abara and the builder: Dr Iqbal asks", "text": NAMED + thanked}]
    table = write_lines(tmp_path / "t.jsonl", rows)
    for names in (False, True):
        out, statements = tmp_path / f"{names}.csv", tmp_path / f"{names}.s.csv"
        run(table, out, statements=statements, names=names)
        for name in ("Abara", "Joan", "Price", "Begum", "Iqbal"):
            assert (name in out.read_text() + statements.read_text()) is names, name
        assert len(statements.read_text().splitlines()) > 1


def test_csv_holds_no_formula(tmp_path: Path) -> None:
    rows = [{"id": "=1+1", "text": "=HYPERLINK(1)\n" + CLAIM, "@who": "-cmd", "sum": -1}]
    out, statements = tmp_path / "r.csv", tmp_path / "s.csv"
    run(write_lines(tmp_path / "t.jsonl", rows), out, statements=statements)
    for path in (out, statements):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r")) or cell == "-cmd"]
    assert "'=1+1" in out.read_text()


def test_half_surrogates_do_not_stop_a_run(tmp_path: Path) -> None:
    frame = run(
        write_lines(
            tmp_path / "t.jsonl",
            [{"id": "a", "text": "In May Joan Price \ud800 and six tenants chose it. " + CLAIM, "x": "\udfff"}],
        )
    )
    assert frame["error"].tolist() == [""]


def test_a_limit_takes_the_first_and_can_be_raised(tmp_path: Path) -> None:
    table, out = write_lines(tmp_path / "t.jsonl", many_rows(5)), tmp_path / "r.parquet"
    assert run(table, out, limit=2)["id"].tolist() == ["d0", "d1"]
    engine = Counting()
    assert len(run(table, out, engine=engine)) == 5
    assert engine.n_contents == 3


def test_documents_in_archives_are_rows_of_their_own(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as archive:
        archive.writestr("one.txt", SHARED)
        archive.writestr("two.txt", CLAIM)
    frame = run(tmp_path / "bundle.zip")
    assert frame["id"].tolist() == [f"{tmp_path}/bundle.zip/one.txt", f"{tmp_path}/bundle.zip/two.txt"]


def test_a_frame_is_a_table() -> None:
    frame = pandas.DataFrame({"text": [SHARED, None], "year": [2023, 2024]})
    table = run(frame)
    assert table["error_kind"].tolist() == ["", "no text"]
    assert table["year"].tolist() == [2023, 2024]


def test_a_second_run_waits_outside(tmp_path: Path) -> None:
    table, out = write_lines(tmp_path / "t.jsonl", many_rows(1)), tmp_path / "r.parquet"

    class Nested(Counting):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            with pytest.raises(StoreError, match="another run"):
                run(table, out)
            return super().submit(fn, *args)

    assert len(run(table, out, engine=Nested())) == 1


@pytest.mark.parametrize("wrong", [{"textcolumn": "x"}, {"genre": "poem"}, {"timeout": 0}, {"limit": 0}])
def test_wrong_settings_are_named(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(OptionError):
        run(write_lines(tmp_path / "t.jsonl", many_rows(1)), **wrong)


def test_results_are_parquet_or_csv(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"\.parquet"):
        run(write_lines(tmp_path / "t.jsonl", many_rows(1)), tmp_path / "r.xlsx")


def test_a_document_that_changes_its_answer_by_its_neighbours_does_not_exist(small_shards: None) -> None:
    rows = many_rows(8)
    frame = pandas.DataFrame(rows)
    mixed = frame.sample(frac=1, random_state=1)
    one, other = run(frame).set_index("id"), run(mixed).set_index("id").loc[frame["id"]]
    pandas.testing.assert_frame_equal(one, other)


def test_threads_may_work_too() -> None:
    with ThreadPoolExecutor(2) as engine:
        assert len(run(pandas.DataFrame(many_rows(5)), engine=engine, jobs=2)) == 5


def test_statements_have_their_columns(tmp_path: Path) -> None:
    run(write_lines(tmp_path / "t.jsonl", many_rows(3)), tmp_path / "r.parquet", statements=tmp_path / "s.parquet")
    statements = pandas.read_parquet(tmp_path / "s.parquet")
    assert list(statements) == list(STATEMENT_DTYPES)
    assert set(statements["document_id"]) == {"d0", "d1"}
