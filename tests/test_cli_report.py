from __future__ import annotations

from pathlib import Path

import pytest
import typer

from tokenwatch.assessment import VERDICTS
from tokenwatch.cli import report
from tokenwatch.errors import OptionError, ReadError
from tokenwatch.frames import DOCUMENT_DTYPES, STATEMENT_DTYPES, make_frame

SENTENCE = "People with experience of the service are at the heart of all that we do here."


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    """Two bids of one wording, as `tokenwatch batch` writes them."""
    answers = {"verdict": "tokenistic", "abstained": False, "claimed": 5, "evidenced": 0, "presence": "absent"}
    chances = dict.fromkeys((f"p_{label}" for label in VERDICTS), 0.2)
    rows = [
        {"id": name, "title": name, "genre": "bid", **answers, **chances, "error": ""} for name in ("a.txt", "b.txt")
    ]
    results, statements = tmp_path / "results.parquet", tmp_path / "statements.parquet"
    make_frame(rows, DOCUMENT_DTYPES).assign(funder=["Trust", "Fund"], sent=["2021", "2020"]).to_parquet(results)
    said = [{"document_id": row["id"], "text": SENTENCE, "kind": "claim", "specific": False} for row in rows]
    make_frame(said, STATEMENT_DTYPES).to_parquet(statements)
    return results, statements


def call(*arguments: object) -> None:
    """Call the command by itself, so that an error comes as it was raised."""
    app = typer.Typer()
    app.callback()(lambda: None)
    report.add_to(app)
    app(["report", *map(str, arguments)], standalone_mode=False)


def test_report_writes_one_page_and_names_it(
    tables: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results, statements = tables
    out = tmp_path / "new" / "page.html"
    call(results, "--statements", statements, "--by", "funder", "--by", "genre", "--date", "sent", "--out", out)
    page = out.read_text(encoding="utf-8")
    assert SENTENCE in page
    assert "Verdicts and levels by funder" in page
    assert "Verdicts and levels by genre" in page
    assert "First: b.txt (2020)." in page
    assert capsys.readouterr() == ("", f"{out}\n")


def test_report_goes_to_the_working_folder_by_default(
    tables: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    call(tables[0])
    assert "No statements were given" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_report_opens_the_page(tables: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    out = tmp_path / "page.html"
    call(tables[0], "--out", out)
    assert opened == []
    call(tables[0], "--out", out, "--open")
    assert opened == [out.resolve().as_uri()]


def test_report_writes_over_neither_table(tables: tuple[Path, Path]) -> None:
    before = [table.read_bytes() for table in tables]
    for table in tables:
        with pytest.raises(OptionError, match="is one of the sources"):
            call(tables[0], "--statements", tables[1], "--out", table)
    assert [table.read_bytes() for table in tables] == before


def test_report_says_what_is_wrong(tables: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"no column 'fundr' .did you mean funder"):
        call(tables[0], "--by", "fundr", "--out", tmp_path / "page.html")
    with pytest.raises(ReadError, match="no such file"):
        call(tmp_path / "nothing.parquet", "--out", tmp_path / "page.html")
    (tmp_path / "file").write_text("")
    with pytest.raises(OptionError, match="cannot be written"):
        call(tables[0], "--out", tmp_path / "file" / "page.html")
    assert not (tmp_path / "page.html").exists()
