"""A new indicator, reader, report or exchange format is one file of code, and no other code needs a change.

The files are in ``tests/data/additions``. They are put into a copy of the package, and looked for in what the command
and the library give.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import tokenwatch
from tokenwatch.discovery import check_module, import_named
from tokenwatch.errors import ExtensionError
from tokenwatch.readers.formats import Reader
from tokenwatch.reports import Renderer

PACKAGE = Path(tokenwatch.__file__).parent
ADDITIONS = Path(__file__).parent / "data" / "additions" / "tokenwatch"
CAPTIONS = """WEBVTT

NOTE recorded in the community hall

00:00.000 --> 00:06.000
<v Ann>In May 2024 six tenants chose the new contractor.

00:06.000 --> 00:11.000
Tenants and officers rotate the chair from meeting to meeting.
"""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the package, and the additions in it."""
    folder = tmp_path_factory.mktemp("home")
    copy = folder / "tokenwatch"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ADDITIONS, copy, dirs_exist_ok=True)
    (folder / "talk.vtt").write_text(CAPTIONS, encoding="utf-8")
    return folder


def run(home: Path, *arguments: str, module: str = "tokenwatch") -> str:
    done = start(home, *arguments, module=module)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def start(home: Path, *arguments: str, module: str = "tokenwatch") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=home,
        env=os.environ | {"PYTHONPATH": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_additions_stand_where_they_would_in_the_package() -> None:
    added = [path.relative_to(ADDITIONS) for path in ADDITIONS.rglob("*") if path.is_file()]
    assert {path.parts[0] for path in added} == {"codebook", "exchange", "readers", "reports", "sklearn"}
    assert all((PACKAGE / path).parent.is_dir() and not (PACKAGE / path).exists() for path in added)


def test_a_reader_a_report_and_an_indicator(home: Path) -> None:
    rows = run(home, "scan", "talk.vtt", "--model", "rules", "--format", "csv").splitlines()
    assert rows[0] == "kind,level,text"
    assert "practice,5,In May 2024 six tenants chose the new contractor." in rows
    assert "<v Ann>" not in "".join(rows)
    reading = run(home, "scan", "talk.vtt", "--model", "rules", "--format", "json")
    assert '"format": "vtt"' in reading
    assert '"chair-rotates"' in reading
    learnt = json.loads(run(home, "scan", "talk.vtt", "--format", "json"))
    assert learnt["ids"]["models"].startswith("judge-"), "an indicator more must not send the judge away"


def test_an_indicator_is_listed_with_its_words(home: Path) -> None:
    assert "The chair goes round" in run(home, "codebook", "show", "chair-rotates")


def test_an_exchange_format_goes_out_and_comes_back(home: Path) -> None:
    run(home, "export", "talk.vtt", "--format", "simple-lines", "--out", "talk.out")
    run(home, "import", "talk.out", "--format", "simple-lines", "--out", "talk.jsonl")
    assert '"kind": "practice"' in (home / "talk.jsonl").read_text(encoding="utf-8")


def test_an_estimator_goes_into_a_pipeline(home: Path) -> None:
    code = (
        "from sklearn.pipeline import make_pipeline\n"
        "from sklearn.tree import DecisionTreeClassifier\n"
        "from tokenwatch.sklearn import StatementCounts\n"
        "texts = ['In May 2024 six tenants chose the new contractor.', 'The car park is shut.'] * 3\n"
        "model = make_pipeline(StatementCounts(model='rules'), DecisionTreeClassifier())\n"
        "print(*model.fit(texts, ['deed', 'none'] * 3).predict(texts[:2]))"
    )
    (home / "try_it.py").write_text(code, encoding="utf-8")
    assert run(home, module="try_it") == "deed none\n"


def test_help_names_what_was_added(home: Path) -> None:
    assert "csv" in run(home, "scan", "--help")
    assert "simple-lines" in run(home, "export", "--help")


def test_the_tests_of_every_format_hold_for_what_was_added(home: Path) -> None:
    here = Path(__file__).parent
    tests = [str(here / name) for name in ("test_codebook_data.py", "test_exchange.py", "test_reports.py")]
    chosen = ("-k", "chair-rotates or csv or simple-lines", "-p", "no:cacheprovider", "--rootdir", str(here.parent))
    assert "passed" in run(home, *tests, *chosen, module="pytest")


def change_reader(home: Path, folder: Path, before: str, after: str) -> Path:
    changed = folder / "home"
    shutil.copytree(home, changed, ignore=shutil.ignore_patterns("__pycache__"))
    reader = changed / "tokenwatch" / "readers" / "read_vtt.py"
    text = reader.read_text("utf-8")
    assert before in text
    reader.write_text(text.replace(before, after), encoding="utf-8")
    return changed


def test_a_reader_that_was_changed_is_the_one_that_reads(home: Path, tmp_path: Path) -> None:
    changed = change_reader(home, tmp_path, '" ".join', '"; ".join')
    (changed / "talk.vtt").write_text(CAPTIONS.replace("six ", "six\n"), encoding="utf-8")
    assert "In May 2024 six; tenants" in run(changed, "scan", "talk.vtt", "--format", "json", "--with-text")


def test_debug_shows_where_a_reader_made_a_mistake(home: Path, tmp_path: Path) -> None:
    changed = change_reader(home, tmp_path, "captions = decode(data)", "captions = decode(data).lines")
    plain, full = start(changed, "scan", "talk.vtt"), start(changed, "scan", "talk.vtt", "--debug")
    line = "tokenwatch: talk.vtt: the reader of vtt made a mistake (AttributeError) (please report it; "
    assert plain.returncode == full.returncode == 3
    assert plain.stderr.startswith(line)
    assert plain.stderr.count("\n") == 1
    assert "read_vtt.py" in full.stderr
    assert "AttributeError: 'str' object has no attribute 'lines'" in full.stderr
    assert full.stderr.splitlines()[-1].startswith(line)


def test_what_a_module_lacks_is_named() -> None:
    unfinished = ModuleType("mine.read_toy")
    unfinished.SUFFIXES = (".toy",)  # type: ignore[attr-defined]  # a module made up
    with pytest.raises(ExtensionError, match=r"lacks FORMAT and LABEL and recognises and read \(see .*Reader"):
        check_module(unfinished, Reader)


def test_a_format_is_called_like_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tokenwatch.reports.to_json.FORMAT", "wire")
    with pytest.raises(ExtensionError, match="calls its format 'wire', by its file's name it is 'json'"):
        import_named("tokenwatch.reports", "to_", "json", Renderer)
