from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from tokenwatch.cli import compare
from tokenwatch.errors import CodebookError, OptionError, ReadError

OLD = """# A garden for Sorrel Court

The estate has had no green space since 1998, and the council owns the corner plot behind the laundry. This garden is
co-produced with residents, who are at the heart of everything we do. The council will pay for soil and for a fence.

A local survey was held. Work begins in spring and the gate will be open from dawn until dusk on every day of the year.
"""
NEW = OLD.replace("A local survey was held.", "In May 2024 six residents chose the new gardener with the council.")


@pytest.fixture
def versions(tmp_path: Path) -> tuple[str, str]:
    paths = tmp_path / "old.md", tmp_path / "new.md"
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1])


def run(*arguments: str) -> None:
    app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    app.callback()(lambda: None)
    compare.add_to(app)
    app(args=["compare", *arguments], standalone_mode=False)


def test_lines_say_what_came(versions: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    run(*versions)
    lines = capsys.readouterr().out
    assert "The new version shows more than the old" in lines
    assert "six residents chose" in lines.partition("CAME")[2]
    assert max(map(len, lines.splitlines())) <= 100


def test_json_goes_to_the_output_by_its_name(versions: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    run(*versions, "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == 1
    assert data["new"]["levels"]["evidenced"] > data["old"]["levels"]["evidenced"]
    assert ["came"] in [change["what"] for change in data["changes"]]


@pytest.mark.parametrize(("name", "begin"), [("x.html", "<!DOCTYPE html>"), ("x.JSON", "{"), ("x.txt", "Two versions")])
def test_the_suffix_promises_the_format(
    versions: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, begin: str
) -> None:
    out = tmp_path / "into" / name
    run(versions[0], versions[0], "--out", str(out), "--model", "rules")
    assert out.read_text(encoding="utf-8").startswith(begin)
    assert capsys.readouterr().out == ""


def test_a_page_is_opened(versions: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    run(*versions, "--open")
    assert [address.rpartition("/")[2] for address in opened] == ["comparison.html"]


@pytest.mark.parametrize("which", [0, 1])
def test_no_document_is_written_over(versions: tuple[str, str], which: int) -> None:
    with pytest.raises(OptionError, match="is one of the sources"):
        run(*versions, "--out", versions[which])
    assert Path(versions[which]).read_text(encoding="utf-8") == (OLD, NEW)[which]


@pytest.mark.parametrize(
    ("options", "place"),
    [
        (("--format", "pdf"), "--format"),
        (("--format", "json", "--open"), "--open"),
        (("--genre", "poem"), "--genre"),
    ],
)
def test_wrong_use_names_the_option(versions: tuple[str, str], options: tuple[str, ...], place: str) -> None:
    with pytest.raises(OptionError) as raised:
        run(*versions, *options)
    assert raised.value.place == place
    assert raised.value.hint


def test_what_cannot_be_written_or_read_is_named(versions: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be written"):
        run(*versions, "--out", str(tmp_path))
    with pytest.raises(ReadError, match=r"missing\.md"):
        run(versions[0], str(tmp_path / "missing.md"))
    with pytest.raises(CodebookError):
        run(*versions, "--codebook", str(tmp_path / "nowhere"))
