from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assessments import make_assessment
from tokenwatch import cli
from tokenwatch.analysis import GENRES
from tokenwatch.assessment import Assessment
from tokenwatch.cli import run
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Document


class Engine:
    """Stands in for the engine: remembers how it was called, and fails where a text says so."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []

    def scan(self, document: Document, **options: Any) -> Assessment:
        self.calls.append(options)
        if "stumble" in document.text:
            raise ValueError("two\nlines of \x1b[31mtrouble")
        return make_assessment(document=document, statements=(), voices=(), reasons=())


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    made = Engine()
    monkeypatch.setattr(sys.modules["tokenwatch.scan"], "scan", made.scan)
    return made


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    def write_file(name: str = "bid.md", text: str = "# A bid\n\nTenants chose the paint.\n") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write_file


Capture = pytest.CaptureFixture[str]
Write = Callable[..., str]


def one_line(text: str) -> str:
    lines = text.splitlines()
    assert len(lines) == 1, text
    assert lines[0].startswith("tokenwatch: ")
    assert "Traceback" not in text
    return lines[0]


# --- scan ---


def test_scan_shows_the_answer(engine: Engine, write: Write, capsys: Capture) -> None:
    assert run(["scan", write()]) == 0
    out = capsys.readouterr()
    assert "This funding bid claims more than it shows" in out.out
    assert "\x1b" not in out.out  # standard output is no terminal here
    assert out.err == ""


def test_one_file_is_an_object_and_several_are_a_list(engine: Engine, write: Write, capsys: Capture) -> None:
    one, two = write("one.md"), write("two.txt")
    assert run(["scan", one, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["source"] == one
    assert run(["scan", one, two, "-f", "json"]) == 0
    assert [item["document"]["source"] for item in json.loads(capsys.readouterr().out)] == [one, two]


def test_an_unreadable_file_keeps_its_place_and_the_others_are_scanned(
    engine: Engine, write: Write, capsys: Capture
) -> None:
    good = write()
    assert run(["scan", "nowhere.pdf", good, "--format", "json"]) == 3
    captured = capsys.readouterr()
    bad, fine = json.loads(captured.out)
    assert bad["source"] == "nowhere.pdf"
    assert set(bad["error"]) == {"kind", "message", "hint"}
    assert bad["error"]["kind"] == "missing"
    assert fine["document"]["source"] == good
    assert "nowhere.pdf" in one_line(captured.err)


def test_a_single_unreadable_file_is_an_object(engine: Engine, capsys: Capture) -> None:
    assert run(["scan", "nowhere.pdf", "--format", "json"]) == 3
    assert json.loads(capsys.readouterr().out)["source"] == "nowhere.pdf"


def test_a_mistake_of_ours_is_one_line_with_the_file(engine: Engine, write: Write, capsys: Capture) -> None:
    bad, good = write("bad.md", "We stumble."), write()
    assert run(["scan", bad, good]) == 3
    captured = capsys.readouterr()
    line = one_line(captured.err)
    assert bad in line
    assert "please report" in line
    assert "\x1b" not in line
    assert "claims more than it shows" in captured.out


def test_debug_shows_where_a_mistake_happened(engine: Engine, write: Write) -> None:
    with pytest.raises(ValueError, match="trouble"):
        run(["scan", write(text="We stumble."), "--debug"])


def test_debug_keeps_ordinary_errors_to_a_line(engine: Engine, capsys: Capture) -> None:
    assert run(["scan", "nowhere.pdf", "--debug"]) == 3
    one_line(capsys.readouterr().err)


def test_genre_and_codebook_reach_the_engine(engine: Engine, write: Write, tmp_path: Path, capsys: Capture) -> None:
    own = write("own/codebook.toml", 'disable = ["co-chair"]\n')
    assert run(["scan", write(), "--genre", "minutes", "--codebook", str(Path(own).parent)]) == 0
    assert engine.calls[0]["genre"] == "minutes"
    assert engine.calls[0]["codebook"] == Path(own).parent
    assert run(["scan", write()]) == 0
    assert engine.calls[1] == {"genre": None, "codebook": None, "pipeline": None, "model": None}
    capsys.readouterr()


def test_standard_input_is_read(engine: Engine, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Six tenants chose the paint.")))
    assert run(["scan", "-", "--format", "json", "--with-text"]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["text"] == "Six tenants chose the paint."


def test_a_file_of_several_documents_gives_each_its_place(engine: Engine, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bid.md", "# A bid\n\nTenants chose the paint.\n")
        archive.writestr("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    assert run(["scan", str(path), "--format", "json"]) == 3
    captured = capsys.readouterr()
    bid, picture = json.loads(captured.out)
    assert bid["document"]["source"] == f"{path}/bid.md"
    assert (picture["source"], picture["error"]["kind"]) == (f"{path}/picture.png", "needs OCR")
    assert "picture.png" in one_line(captured.err)


def test_several_documents_of_one_file_go_into_a_folder(engine: Engine, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "papers.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a.md", "b.md"):
            archive.writestr(name, "Tenants chose the paint.")
    assert run(["scan", str(path), "--format", "html"]) == 2
    assert "--out" in one_line(capsys.readouterr().err)
    assert run(["scan", str(path), "--format", "html", "--out", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.md.html", "b.md.html"]


def test_a_table_is_read_row_by_row(engine: Engine, write: Write, capsys: Capture) -> None:
    table = write("bids.csv", "ref,answer\nb1,Tenants chose the paint.\nb2,\nb3,We will consult.\n")
    columns = ["--text-column", "answer", "--id-column", "ref"]
    assert run(["scan", table, "--format", "json", *columns]) == 3
    first, empty, last = json.loads(capsys.readouterr().out)
    assert (first["document"]["source"], last["document"]["source"]) == (f"{table}/b1", f"{table}/b3")
    assert empty["error"]["kind"] == "no text"
    assert run(["scan", table, "--text-column", "words"]) == 3
    assert "'answer'" in one_line(capsys.readouterr().err)


def test_a_title_above_the_columns_is_to_be_taken_out(engine: Engine, write: Write, capsys: Capture) -> None:
    table = write("export.csv", "Westmere Grants Portal,,\n,,\nref,by,answer\nb1,Jo,Six tenants chair it.\n")
    assert run(["scan", table, "--text-column", "answer"]) == 3
    assert "take out the rows above" in one_line(capsys.readouterr().err)


def test_a_limit_is_a_setting(engine: Engine, write: Write, capsys: Capture) -> None:
    bid = write("bid.txt", "Tenants chose the paint.")
    assert run(["scan", bid, "--limit", "size=8"]) == 3
    assert "--limit size=16" in one_line(capsys.readouterr().err)
    assert (
        run(["scan", bid, "--limit", "size=8000", "--limit", "characters=12", "--format", "json", "--with-text"]) == 0
    )
    document = json.loads(capsys.readouterr().out)["document"]
    assert document["text"] == "Tenants chos"
    assert "12 characters" in document["notes"][0]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--genre", "poem"], "programme"),
        (["--limit", "speed=9"], "seconds"),
        (["--limit", "seconds"], "NAME=NUMBER"),
        (["--limit", "seconds=0"], "above 0"),
        (["--format", "pdf"], "markdown"),
        (["--codebook", "/nowhere/at/all"], "codebook"),
        (["--format", "json", "--open"], "--format"),
        (["--colour"], "--help"),
        (["-", "-"], "once"),
        (["other.md", "--format", "html"], "--out"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(
    engine: Engine, write: Write, capsys: Capture, arguments: list[str], hint: str
) -> None:
    assert run(["scan", write(), *arguments]) == 2
    captured = capsys.readouterr()
    assert hint in one_line(captured.err)
    assert captured.out == ""
    assert engine.calls == []


@pytest.mark.parametrize("arguments", [["scan"], ["scann", "x"], ["scan", "x", "--out"]])
def test_unknown_or_unfinished_commands_are_wrong_use(capsys: Capture, arguments: list[str]) -> None:
    assert run(arguments) == 2
    one_line(capsys.readouterr().err)


@pytest.mark.parametrize(("name", "start"), [("html", "<!DOCTYPE html>"), ("markdown", "# A bid"), ("json", "{")])
def test_out_writes_one_file(
    engine: Engine, write: Write, tmp_path: Path, capsys: Capture, name: str, start: str
) -> None:
    out = tmp_path / "new" / "reading"
    assert run(["scan", write(), "--format", name, "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").startswith(start)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"{out}\n"


@pytest.mark.parametrize(
    ("name", "start"), [("x.html", "<!doctype"), ("x.md", "# "), ("x.json", "{"), ("x.txt", "A bid"), ("x", "A bid")]
)
def test_the_suffix_of_out_tells_the_format(
    engine: Engine, write: Write, tmp_path: Path, capsys: Capture, name: str, start: str
) -> None:
    assert run(["scan", write(), "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(start.lower())
    capsys.readouterr()


def test_two_readings_on_a_terminal_are_parted(engine: Engine, write: Write, capsys: Capture) -> None:
    assert run(["scan", write("one.md"), write("two.md")]) == 0
    assert capsys.readouterr().out.count("\n─────") == 1


def test_out_is_a_folder_for_several_and_names_do_not_clash(
    engine: Engine, write: Write, tmp_path: Path, capsys: Capture
) -> None:
    files = [write("a/bid.md"), write("b/bid.md"), "nowhere.pdf"]
    out = tmp_path / "out"
    assert run(["scan", *files, "--format", "html", "--out", str(out)]) == 3
    assert sorted(path.name for path in out.iterdir()) == ["bid.md-2.html", "bid.md.html"]
    assert run(["scan", *files, "--format", "json", "--out", str(out / "json")]) == 3
    errors = json.loads((out / "json" / "nowhere.pdf.json").read_text(encoding="utf-8"))
    assert errors["error"]["kind"] == "missing"
    capsys.readouterr()


def test_a_json_file_takes_several(engine: Engine, write: Write, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "all.json"
    out.write_text("[]", encoding="utf-8")
    assert run(["scan", write("a.md"), write("b.md"), "--out", str(out)]) == 0
    assert [Path(one["document"]["source"]).name for one in json.loads(out.read_text(encoding="utf-8"))] == [
        "a.md",
        "b.md",
    ]
    capsys.readouterr()


def test_no_document_is_written_over(engine: Engine, write: Write, tmp_path: Path, capsys: Capture) -> None:
    one, two = write("bid.md"), write("bid.md.html", "<p>Tenants chose the paint.</p>")
    assert run(["scan", one, two, "--format", "html", "--out", str(tmp_path)]) == 0
    assert Path(two).read_text(encoding="utf-8") == "<p>Tenants chose the paint.</p>"
    assert (tmp_path / "bid.md-2.html").exists()
    assert run(["scan", one, "--format", "html", "--out", one]) == 2
    assert Path(one).read_text(encoding="utf-8").startswith("# A bid\n")
    capsys.readouterr()


def test_a_place_that_cannot_be_written_is_wrong_use(engine: Engine, write: Write, capsys: Capture) -> None:
    one, two = write("one.md"), write("two.md")
    assert run(["scan", one, "--out", str(Path(two) / "below" / "it.txt")]) == 2
    assert "--out" in one_line(capsys.readouterr().err)
    assert run(["scan", one, two, "--format", "html", "--out", two]) == 2
    assert "folder" in one_line(capsys.readouterr().err)


def test_open_shows_every_page(engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert run(["scan", write("one.md"), write("two.md"), "--open"]) == 0
    assert [address.rsplit("/", 1)[1] for address in opened] == ["one.md.html", "two.md.html"]
    assert all(address.startswith("file://") for address in opened)
    capsys.readouterr()


def test_colours_follow_the_terminal_and_no_color(
    engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert run(["scan", write()]) == 0
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(["scan", write()]) == 0
    plain = capsys.readouterr().out
    assert "\x1b[" not in plain
    assert max(map(len, plain.splitlines())) <= 50


# --- codebook ---


def test_codebook_list_names_every_indicator(capsys: Capture) -> None:
    assert run(["codebook", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == list(load_codebook().indicators)
    assert load_codebook().id in lines[-1]


def test_codebook_show_gives_wordings_and_sources(capsys: Capture) -> None:
    book = load_codebook()
    assert run(["codebook", "show", "co-chair"]) == 0
    shown = capsys.readouterr().out
    for wording in book.indicators["co-chair"].wordings:
        assert wording in shown
    assert book.indicators["co-chair"].sources[0].cite in shown


def test_codebook_show_offers_near_names(capsys: Capture) -> None:
    assert run(["codebook", "show", "co-chiar"]) == 2
    assert "did you mean co-chair" in one_line(capsys.readouterr().err)


def test_codebook_check_gives_every_problem(write: Write, capsys: Capture) -> None:
    own = write("own/codebook.toml", 'disable = ["no-such-indicator"]\nmood = "sunny"\n')
    assert run(["codebook", "check", str(Path(own).parent)]) == 3
    assert "mood" in capsys.readouterr().err
    sound = write("sound/codebook.toml", 'disable = ["co-chair"]\n')
    assert run(["codebook", "check", str(Path(sound).parent)]) == 0
    assert "nothing to correct" in capsys.readouterr().out


# --- evaluate ---


@pytest.fixture
def evaluation(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    asked: dict[str, Any] = {}

    def evaluate(path: Path, **options: Any) -> Any:
        asked.update(options, path=path)
        return SimpleNamespace(to_dict=lambda: {"verdict": 0.5})

    package = SimpleNamespace(evaluate=evaluate)
    report = SimpleNamespace(to_markdown=lambda _: "# Figures\n", to_terminal=lambda _: "FIGURES\n")
    monkeypatch.setitem(sys.modules, "tokenwatch.evaluate", package)
    monkeypatch.setitem(sys.modules, "tokenwatch.evaluate.report", report)
    return asked


@pytest.mark.parametrize(
    ("name", "shown"),
    [("terminal", "FIGURES\n"), ("markdown", "# Figures\n"), ("json", '{\n "verdict": 0.5\n}\n')],
)
def test_evaluate_shows_the_figures(evaluation: dict[str, Any], capsys: Capture, name: str, shown: str) -> None:
    assert run(["evaluate", "gold.jsonl", "--format", name, "--no-baselines"]) == 0
    assert capsys.readouterr().out == shown
    asked = {"path": Path("gold.jsonl"), "voices": None, "baselines": False, "scan": None, "model": None}
    assert evaluation == asked


def test_evaluate_refuses_another_format(evaluation: dict[str, Any], capsys: Capture) -> None:
    assert run(["evaluate", "gold.jsonl", "--format", "html"]) == 2
    one_line(capsys.readouterr().err)
    assert evaluation == {}


def test_evaluate_names_a_gold_file_that_is_not_there(capsys: Capture) -> None:
    assert run(["evaluate", "nowhere.jsonl"]) == 3
    assert "nowhere.jsonl" in one_line(capsys.readouterr().err)


# --- the whole ---


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\nfrom tokenwatch.cli import run\nassert run(['scan', '--help']) == 0\n"
        "heavy = {'spacy', 'pandas', 'sklearn', 'numpy', 'lxml', 'jinja2', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--with-text" in done.stdout


def test_help_without_arguments_is_no_error(capsys: Capture) -> None:
    assert run([]) == 0
    assert "codebook" in capsys.readouterr().out


def test_version_is_shown(capsys: Capture) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("tokenwatch ")


def test_every_genre_is_accepted(engine: Engine, write: Write, capsys: Capture) -> None:
    for genre in GENRES:
        assert run(["scan", write(), "--genre", genre]) == 0
    assert [call["genre"] for call in engine.calls] == list(GENRES)
    capsys.readouterr()


def test_stopping_is_no_mistake(engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["tokenwatch.scan"], "scan", interrupt)
    assert run(["scan", write()]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_main_leaves_with_the_status(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.argv", ["tokenwatch", "scan", "x", "--genre", "poem"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2
    capsys.readouterr()


def test_the_codebook_of_the_user_words_the_report(
    engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    book = load_codebook()
    levels = (*book.levels[:5], replace(book.levels[5], claimed="says that everything is lovely"))
    monkeypatch.setattr("tokenwatch.cli.scan.load_own_codebook", lambda _: replace(book, levels=levels))
    assert run(["scan", write()]) == 0
    assert "says that everything is lovely" in capsys.readouterr().out
