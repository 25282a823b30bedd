"""What the pages print is run: Python blocks, the worked indicator, links, commands."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

import tokenwatch
from tokenwatch.codebook.load import check_codebook
from tokenwatch.language import load
from tokenwatch.reports import render
from tokenwatch.version import VERSION

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
KEY = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)\)")


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_blocks_run(page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, page.name, "exec"), names)
    assert "Traceback" not in capsys.readouterr().err


def test_readme_has_python_blocks() -> None:
    assert len(blocks(ROOT / "README.md", "python")) >= 2


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert not missing


def test_the_worked_indicator_works(tmp_path: Path) -> None:
    (text,) = blocks(ROOT / "CONTRIBUTING.md", "toml")
    path = tmp_path / "indicators" / "somebody-may-stand-in.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    assert check_codebook(tmp_path) == []
    nlp = load(str(tmp_path))
    fired = []
    lines = re.findall(r'^    "([A-Z].+\.)"', text, re.MULTILINE)
    for line in lines:
        doc = nlp(line)
        fired += [line for span in doc.spans["indicators"] if span.id_ == "somebody-may-stand-in"]
    assert fired == lines[:2]
    assert len(lines) == 4


def test_the_reading_in_the_readme_is_what_the_command_prints() -> None:
    reading = tokenwatch.scan(ROOT / "corpora" / "samples" / "bid.md")
    (shown,) = [block for block in blocks(ROOT / "README.md", "") if block.startswith(reading.document.title)]
    assert render(reading, "terminal").startswith(shown)


def test_the_page_of_commands_is_current() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "write_commands.py"))["page"]
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == page(), "make pages"


def test_the_page_on_json_names_every_key() -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    tables = {title: set(KEY.findall(text)) for title, text in SECTION.findall(page)}
    whole = tokenwatch.scan(ROOT / "corpora" / "samples" / "programme.md", model="rules").to_dict()
    assert tables.pop("The whole") == set(whole)
    assert set(tables) == {"document", "verdict", "statements", "voices"}
    for name, keys in tables.items():
        records = whole[name] if isinstance(whole[name], list) else [whole[name]]
        assert records, name
        assert all(set(record) == keys for record in records), name


def test_the_citation_is_of_this_version() -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {VERSION}\n" in text
    assert text.startswith("cff-version: 1.2.0\n")


def test_every_make_command_that_is_named_has_a_rule() -> None:
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))}
    (phony,) = re.findall(r"^\.PHONY: (.*)$", rules, re.MULTILINE)
    assert len(named) > 10
    assert [name for name in sorted(named | set(phony.split())) if f"\n{name}:" not in rules] == []
