"""What commands write: never over what they read, with the place named on standard error, and opened where asked."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import mkdtemp

from tokenwatch.cli.options import wrong_option


def is_same(one: Path, other: Path) -> bool:
    """Say whether two paths are one file, be it there yet or not."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there, or its name is none
        return one.resolve() == other.resolve()


def refuse_sources(out: Path | None, sources: Iterable[Path]) -> None:
    """Refuse to write over what is read, by whatever path it is named.

    Raises
    ------
    OptionError
        If `out` is one of the sources.
    """
    if out is not None and any(is_same(out, source) for source in sources):
        raise wrong_option("--out", f"{out} is one of the sources", "name another file")


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file, and the folders above it.

    Raises
    ------
    OptionError
        If it cannot be written.
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise unwritable("--out", path, error) from error


def unwritable(place: str, path: Path, error: OSError) -> Exception:
    """Make the error of a file that cannot be written."""
    return wrong_option(place, f"{path} cannot be written: {error.strerror}", "name another place")


def tell_path(path: Path) -> None:
    """Name a file that was written; on standard error, so that standard output holds results alone."""
    sys.stderr.write(f"{path}\n")


def new_folder() -> Path:
    """Make a folder for a page that is opened and not asked to be kept."""
    return Path(mkdtemp(prefix="tokenwatch-"))


def open_page(path: Path) -> None:
    """Open a page in the browser."""
    import webbrowser

    webbrowser.open(path.resolve().as_uri())
