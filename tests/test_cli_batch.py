import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas
import pytest

from corpora_fixtures import CLAIM, SHARED, many_rows, write_lines
from tokenwatch.cli import run

COMMAND = [sys.executable, "-m", "tokenwatch", "batch"]


def test_a_folder_of_good_and_bad_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(4):
        (folder / f"good{number}.md").write_text(SHARED + str(number))
    bad = {
        "empty.docx": b"",
        "broken.pdf": b"%PDF-1.7 x",
        "zeros.txt": bytes(999),
        "zip.docx": b"PK\x03\x04" + bytes(99),
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    out = tmp_path / "r.parquet"
    arguments = ["batch", str(folder), "--out", str(out), "--jobs", "1", "--statements", str(tmp_path / "s.csv")]
    assert run(arguments) == 0
    told = capsys.readouterr()
    assert "10 rows" in told.out
    assert "not read: 6" in told.out
    assert "Traceback" not in told.out + told.err
    frame = pandas.read_parquet(out)
    assert set(frame.loc[frame["error"] == "", "id"]) == {str(folder / f"good{number}.md") for number in range(4)}
    assert all(frame.loc[frame["error"] != "", "error_kind"])
    assert run([*arguments, "--strict"]) == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere/*.pdf"], "no such file"),
        (["."], "--jobs"),
        ([".", "--limit", "many"], "'many' is no number of documents"),
        ([".", "--limit", "years=2"], "'years=2' is no limit"),
    ],
)
def test_wrong_use_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    more = ["--jobs", "0"] if words == "--jobs" else []
    assert run(["batch", *arguments, "--out", str(tmp_path / "r.parquet"), *more]) == 2
    assert words in capsys.readouterr().err


def test_a_full_disk_is_one_line_and_the_run_goes_on_after_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table, out = write_lines(tmp_path / "t.jsonl", many_rows(6)), tmp_path / "r.parquet"
    arguments = ["batch", str(table), "--jobs", "1", "--out"]
    assert run([*arguments, str(tmp_path / "whole.parquet")]) == 0
    capsys.readouterr()
    written, real = [], Path.write_bytes

    def filling(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) > 2:
            real(path, data[:10])
            raise OSError(28, "No space left on device")
        return real(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", filling)
        assert run([*arguments, str(out)]) == 4
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("tokenwatch:")]
    assert "No space left" in line
    assert not list(tmp_path.rglob("*.tmp"))
    assert run([*arguments, str(out)]) == 0
    assert out.read_bytes() == (tmp_path / "whole.parquet").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="needs process groups")
def test_a_run_that_was_killed_goes_on(tmp_path: Path) -> None:
    table = write_lines(tmp_path / "t.jsonl", [{"id": str(n), "text": f"{n}. {SHARED} {CLAIM}"} for n in range(400)])
    whole, out = tmp_path / "whole.parquet", tmp_path / "r.parquet"
    arguments = [*COMMAND, str(table), "--jobs", "2", "--out"]
    process = subprocess.Popen([*arguments, str(out)], start_new_session=True, stderr=subprocess.DEVNULL)
    while process.poll() is None and not (out.with_name("r.parquet.run") / "000000.parquet").exists():
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert not out.exists()
    for path in (out, whole):
        subprocess.run([*arguments, str(path)], check=True, capture_output=True)
    assert out.read_bytes() == whole.read_bytes()
