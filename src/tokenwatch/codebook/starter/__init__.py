"""The beginning of somebody's own codebook: a folder with one of everything."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from tokenwatch.errors import OptionError


def begin_codebook(folder: str | Path) -> tuple[Path, ...]:
    """Write a codebook to begin with: it is sound as it is, and its examples hold.

    Parameters
    ----------
    folder
        Where to; nothing that is there is ever written over.

    Returns
    -------
    tuple of Path
        The files that were written.

    Raises
    ------
    OptionError
        If the folder holds something, or cannot be written.
    """
    target = Path(folder)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            hint = "name a folder that is not there yet"
            raise OptionError("something is there already", kind="option", place=str(target), hint=hint)
        return tuple(_copy(resources.files(__name__), target))
    except OSError as error:
        reason = f"it cannot be written: {error.strerror}"
        raise OptionError(reason, kind="option", place=str(target), hint="name another folder") from error


def _copy(source: Traversable, target: Path) -> Iterator[Path]:
    for item in sorted(source.iterdir(), key=lambda found: found.name):
        if item.is_dir() and item.name != "__pycache__":
            yield from _copy(item, target / item.name)
        elif item.name.endswith(".toml"):
            target.mkdir(parents=True, exist_ok=True)
            (target / item.name).write_bytes(item.read_bytes())
            yield target / item.name
