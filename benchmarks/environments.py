"""Environments of other tools, each away from the project's own: some of them cannot live together."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


class NotInstalledError(Exception):
    """An environment could not be made; the message is the installer's last line."""


def install(home: Path, what: Sequence[str], wanted: str) -> Path:
    """Make an environment where it is not there yet, and give its Python.

    Parameters
    ----------
    home
        Folder of the environment.
    what
        Packages, or ``--requirement`` and a file of them.
    wanted
        Kept beside it: where it is another than at the last call, all is installed anew.

    Raises
    ------
    NotInstalledError
        If the installer fails. That is no fault of a measurement, which goes on without the tool.
    """
    python, done = home / "bin" / "python", home / ".done"
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return python
    installer = Path(sys.executable).with_name("uv")
    if installer.exists():
        _run([sys.executable, "-m", "venv", "--clear", str(home), "--without-pip"])
        _run([str(installer), "pip", "install", "--quiet", "--python", str(python), *what])
    else:
        _run([sys.executable, "-m", "venv", "--clear", str(home)])
        _run([str(python), "-m", "pip", "install", "--quiet", *what])
    done.write_text(wanted, encoding="utf-8")
    return python


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise NotInstalledError(lines[-1] if lines else f"the installer gave {done.returncode}")
