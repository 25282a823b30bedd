from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tokenwatch.cli import run
from tokenwatch.cli.shortcut import shortcut_for


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def test_it_goes_to_the_desktop_and_can_be_run(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "Desktop").mkdir()
    assert run(["shortcut"]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.parent == home / "Desktop"
    assert path.stat().st_mode & stat.S_IXUSR


def test_a_desktop_of_another_name_is_found(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "Schreibtisch").mkdir()
    (home / ".config").mkdir()
    (home / ".config" / "user-dirs.dirs").write_text('# a comment\nXDG_DESKTOP_DIR="$HOME/Schreibtisch"\n')
    assert run(["shortcut"]) == 0
    assert Path(capsys.readouterr().out.strip()).parent == home / "Schreibtisch"


def test_without_a_desktop_it_goes_home_and_elsewhere_where_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["shortcut"]) == 0
    assert Path(capsys.readouterr().out.strip()).parent == home
    assert run(["shortcut", str(home / "nowhere")]) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("python", ["/usr/bin/python3", '/opt/a b/$x/%d/it\'s "it"/python'])
def test_a_shell_starts_the_right_program(python: str, tmp_path: Path) -> None:
    name, text = shortcut_for("darwin", python)
    assert name == "tokenwatch.command"
    told = text.replace("exec ", "printf '%s\\n' ")
    done = subprocess.run(["/bin/sh", "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [python, "-m", "tokenwatch", "serve"]


@pytest.mark.parametrize("python", ["/usr/bin/python3", '/opt/a b/$x/%d/\\back/it\'s "it"/python'])
def test_a_desktop_entry_is_well_formed(python: str) -> None:
    name, text = shortcut_for("linux", python)
    entry = ConfigParser(interpolation=None)
    entry.read_string(text)
    assert name == "tokenwatch.desktop"
    value = entry["Desktop Entry"]["Exec"]
    # As the specification says: first the escapes of a value, then those inside quotation marks, then field codes.
    unescaped = value.replace("\\\\", "\\")
    quoted = unescaped[1 : unescaped.rindex('"')]
    plain = ""
    while quoted:
        step = 2 if quoted[0] == "\\" else 1
        plain, quoted = plain + quoted[step - 1], quoted[step:]
    assert plain.replace("%%", "%") == python


def test_on_windows_the_window_stays_where_something_went_wrong() -> None:
    name, text = shortcut_for("win32", "C:\\Users\\Jo\\100%\\python.exe")
    assert name == "tokenwatch.bat"
    assert text.splitlines() == [
        '@"C:\\Users\\Jo\\100%%\\python.exe" -m tokenwatch serve',
        "@if errorlevel 1 pause",
    ]


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_what_is_written_starts_this_tokenwatch(tmp_path: Path) -> None:
    assert shutil.which("sh")
    path = tmp_path / "tokenwatch.command"
    path.write_text(shortcut_for("darwin", sys.executable)[1].replace("serve", "--version"))
    done = subprocess.run(["sh", str(path)], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.startswith("tokenwatch ")
