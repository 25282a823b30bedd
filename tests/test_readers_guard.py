"""The door for untrusted files, and the process behind it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pdf_fixtures import bomb
from readers_fixtures import docx, paragraph
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read, sandbox

_SOURCE = Path(sandbox.__file__).parents[2]
_WORD = docx(paragraph("Six tenants chair it."))


def _kind(source: Path | str, **limits: Any) -> str:
    with pytest.raises(ReadError) as caught:
        read(source, limits=Limits(**limits))
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    return caught.value.kind


def test_a_file_is_read_with_its_name_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "our bid.docx"
    path.write_bytes(_WORD)
    document = read(str(path))
    assert document.text == "Six tenants chair it."
    assert document.source == str(path)
    assert document.sha256 == hashlib.sha256(_WORD).hexdigest()
    assert read(path) == document == read(_WORD, name=str(path))


def test_a_link_to_a_file_is_followed_and_a_loop_is_not(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("Six tenants chair it.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "plan.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nothing.txt")
    assert read(tmp_path / "link.txt").n_words == 4
    assert _kind(tmp_path / "loop.txt") == "not a file"
    assert _kind(tmp_path / "lost.txt") == "missing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with pipes that have names")
def test_pipes_devices_and_folders_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    assert _kind(tmp_path / "pipe.txt") == "not a file"
    assert _kind(tmp_path / "zero.txt") == "not a file"
    assert _kind(tmp_path) == "not a file"


def test_missing_empty_large_and_impossible_files(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").touch()
    (tmp_path / "large.txt").write_text("word " * 100)
    (tmp_path / "blank.txt").write_text(" \n\t\n")
    assert _kind(tmp_path / "no.pdf") == "missing"
    assert _kind("https://example.org/bid.pdf") == "missing"
    assert _kind(tmp_path / "empty.docx") == "empty"
    assert _kind(tmp_path / "large.txt", size=100) == "too large"
    assert _kind(tmp_path / "blank.txt") == "no text"
    assert _kind("a\0b") == "not a file"
    assert _kind("x" * 5000) == "not a file"


def test_names_of_any_kind_stay_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a\nb \x1b[31m.docx"
    path.write_bytes(b"PK\x03\x04 broken [Content_Types].xml word/document")
    with pytest.raises(ReadError) as caught:
        read(path)
    assert str(caught.value).isprintable()


def test_one_child_serves_file_after_file() -> None:
    box = sandbox.Sandbox(Limits())
    try:
        drafts = [box.ask(_WORD, task="read", format_name="docx", place="x") for _ in range(2)]
        process = box._process
        with pytest.raises(ReadError):
            box.ask(b"PK", task="read", format_name="docx", place="x")
        assert box._process is process
        assert drafts[0] == drafts[1]
    finally:
        box.close()


def test_an_interrupted_answer_is_never_the_next_files(monkeypatch: pytest.MonkeyPatch) -> None:
    box = sandbox.Sandbox(Limits())
    receive = box._receive

    def interrupted(process: subprocess.Popen[bytes]) -> dict[str, Any]:
        raise KeyboardInterrupt

    try:
        box.ask(_WORD, task="read", format_name="docx", place="x")
        monkeypatch.setattr(box, "_receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            box.ask(docx(paragraph("Another file.")), task="read", format_name="docx", place="y")
        monkeypatch.setattr(box, "_receive", receive)
        assert box.ask(_WORD, task="read", format_name="docx", place="x")["pieces"][0][1].startswith("Six")
    finally:
        box.close()


def test_a_hang_is_ended_and_the_next_file_read() -> None:
    limits = Limits(seconds=0.3)
    assert read(_WORD, limits=limits).n_words == 4
    with pytest.raises(ReadError) as caught:
        read(b"<html>" + b"<div>" * 3_000_000, name="deep.html", limits=limits)
    assert (caught.value.kind, caught.value.place) == ("timed out", "deep.html")
    assert read(_WORD, limits=limits).n_words == 4


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets the address space be limited")
def test_a_bomb_kills_only_the_child() -> None:
    limits = Limits(memory=400 * 2**20)
    with pytest.raises(ReadError) as caught:
        read(bomb(60), name="bomb.pdf", limits=limits)
    assert caught.value.kind in ("damaged", "too large")
    assert read(_WORD, limits=limits).n_words == 4


def test_an_answer_that_is_none_is_taken_for_a_dead_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.Sandbox, "ask", lambda *_, **__: {"pieces": [["verdict"]]})
    with pytest.raises(ReadError) as caught:
        read(_WORD, name="x")
    assert (caught.value.kind, caught.value.place) == ("damaged", "x")


def test_a_traceback_is_a_strangers_text_too(monkeypatch: pytest.MonkeyPatch) -> None:
    error = {"kind": "damaged", "message": "it broke", "hint": "", "trace": "x\n" * 999 + "  \x1b[2J\u202e" + "y" * 999}
    monkeypatch.setattr(sandbox.Sandbox, "_receive", lambda *_: {"error": error})
    child = sandbox.Sandbox(Limits())
    with pytest.raises(ReadError) as caught:
        child.ask(_WORD, task="read", format_name="docx", place="x")
    child.close()
    lines = caught.value.trace.split("\n")
    assert lines[-1].startswith("  \ufffd[2J\ufffdyyy")
    assert (len(lines), len(lines[-1])) == (200, 400)
    assert str(caught.value) == "x: it broke"


def test_a_child_without_room_to_start_is_told_of() -> None:
    with pytest.raises(ReadError, match="does not start") as caught:
        read(_WORD, name="x", limits=Limits(memory=2**20))
    assert "the limit memory" in caught.value.hint


@pytest.mark.skipif(sys.platform != "linux", reason="needs fork and limits")
@pytest.mark.parametrize(
    "script",
    [
        # a forked worker starts a child of its own, and the parent's goes on
        "import os, tokenwatch.readers as r; data = open(sys.argv[1], 'rb').read()\n"
        "assert r.read(data).n_words == 4\n"
        "pid = os.fork()\nassert r.read(data).n_words == 4\n"
        "if not pid: os._exit(0)\n"
        "assert os.waitpid(pid, 0)[1] == 0 and r.read(data).n_words == 4",
        # the child can neither write a file nor take more memory than it may
        "from tokenwatch.readers.child import limit_yourself; limit_yourself(2**28)\n"
        "try: open(sys.argv[1], 'r+b', buffering=0).write(b'x') and sys.exit('wrote')\nexcept OSError: pass\n"
        "try: bytearray(2**28) and sys.exit('took')\nexcept MemoryError: pass",
        # reading a text file loads none of the large libraries
        "import tokenwatch.readers as r; r.read(b'Six tenants')\n"
        "sys.exit(', '.join({'lxml', 'pypdfium2', 'spacy', 'pandas', 'sklearn'} & set(sys.modules)) or None)",
    ],
)
def test_in_a_process_of_its_own(script: str, tmp_path: Path) -> None:
    path = tmp_path / "bid.docx"
    path.write_bytes(_WORD)
    command = f"import sys; sys.path.insert(0, {str(_SOURCE)!r})\n{script}"
    done = subprocess.run([sys.executable, "-c", command, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
