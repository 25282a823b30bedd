"""``tokenwatch shortcut``: a file that opens the page by a double click, for people without a terminal habit."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from tokenwatch.cli.options import wrong_option


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("shortcut")(write_shortcut)


def write_shortcut(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Where to put it.", show_default="the desktop")
    ] = None,
) -> None:
    """Put a file on the desktop that opens the page by a double click."""
    target = folder or _desktop(Path.home())
    name, text = shortcut_for(sys.platform, sys.executable)
    path = target / name
    try:
        path.write_text(text, encoding="utf-8", newline="")
        path.chmod(0o755)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise wrong_option("FOLDER", message, "name a folder that is there") from error
    typer.echo(path)


def shortcut_for(platform: str, python: str) -> tuple[str, str]:
    r"""Give the name and the text of a file that starts the page.

    Parameters
    ----------
    platform
        As `sys.platform` has it.
    python
        Path of the interpreter in which tokenwatch is installed.

    Examples
    --------
    >>> shortcut_for("darwin", "/opt/my tools/python")
    ('tokenwatch.command', "#!/bin/sh\nexec '/opt/my tools/python' -m tokenwatch serve\n")
    """
    if platform == "win32":
        # A window that closes at once would take its error with it.
        return "tokenwatch.bat", f'@"{python.replace("%", "%%")}" -m tokenwatch serve\r\n@if errorlevel 1 pause\r\n'
    if platform == "darwin":
        return "tokenwatch.command", f"#!/bin/sh\nexec {shlex.quote(python)} -m tokenwatch serve\n"
    return "tokenwatch.desktop", _DESKTOP.format(program=_in_desktop_entry(python))


_DESKTOP = """[Desktop Entry]
Type=Application
Name=tokenwatch
Comment=Is it real involvement, or only the words?
Exec={program} -m tokenwatch serve
Terminal=true
"""


def _in_desktop_entry(program: str) -> str:
    """Quote a path as the Desktop Entry Specification asks, section "The Exec key": twice for a backslash."""
    quoted = "".join(f"\\{char}" if char in '"`$\\' else char for char in program)
    return '"' + quoted.replace("\\", "\\\\").replace("%", "%%") + '"'


def _desktop(home: Path) -> Path:
    """Give the folder that is shown as the desktop; the home folder where there is none."""
    settings = home / ".config" / "user-dirs.dirs"
    if settings.is_file():
        for line in settings.read_text(encoding="utf-8", errors="replace").splitlines():
            name, _, value = line.partition("=")
            if name.strip() == "XDG_DESKTOP_DIR":
                named = Path(value.strip().strip('"').replace("$HOME", str(home)))
                return named if named.is_dir() else home
    return home / "Desktop" if (home / "Desktop").is_dir() else home
