"""The only door for untrusted bytes: what may come in, how much of it, and who takes it apart.

Plain text and Markdown are decoded in this process: Python's codecs and a few linear scans over bytes whose
number is capped offer nothing to attack. Everything else goes to the limited process of `sandbox`.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path, PurePath

from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers.assembly import assemble
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.formats import Reader, reader_for
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.sandbox import read_apart

_READ_HERE = frozenset(("text", "markdown"))


def read_file(path: Path, limits: Limits) -> Document:
    """Read a file that the user named.

    Parameters
    ----------
    path
        A regular file, or a symbolic link to one: a user who names a link means what it points to. Devices,
        pipes and folders are refused before they are opened. (Whoever walks through folders should not
        follow links.)
    limits
        Bounds on what the file may cost.

    Returns
    -------
    Document
        With ``source`` as the user gave it.

    Raises
    ------
    ReadError
        Of one of the kinds that `tokenwatch.readers.read` lists.
    """
    place = plain_name(str(path))
    return read_bytes(_load(path, limits, place), name=str(path), limits=limits)


def read_bytes(data: bytes, *, name: str, limits: Limits) -> Document:
    """Read a file's bytes.

    Parameters
    ----------
    data
        The bytes.
    name
        A name for outputs and errors; its suffix tells Markdown from plain text.
    limits
        Bounds on what the bytes may cost.

    Raises
    ------
    ReadError
        Of one of the kinds that `tokenwatch.readers.read` lists.
    """
    place = plain_name(name)
    if not data:
        raise ReadError("the file is empty", kind="empty", place=place, hint="check that it was saved or sent whole")
    if len(data) > limits.size:
        raise _too_large(len(data), limits, place)
    reader = reader_for(data, PurePath(name).suffix.lower(), place=place)
    draft = _take_apart(reader, data, limits, place)
    return assemble(draft, source=name, format_name=reader.FORMAT, sha256=hashlib.sha256(data).hexdigest())


def plain_name(name: str) -> str:
    """Give a name fit for one line of an error: no line ends, no controls, no bytes that are no text."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def _take_apart(reader: Reader, data: bytes, limits: Limits, place: str) -> Draft:
    if reader.FORMAT not in _READ_HERE:
        return read_apart(data, limits, format_name=reader.FORMAT, place=place)
    try:
        return reader.read(data, limits)
    except ReadError as error:
        raise ReadError(error.message, kind=error.kind, place=place, hint=error.hint) from error


def _load(path: Path, limits: Limits, place: str) -> bytes:
    try:
        _check(path.stat(), limits, place)
        # The file may have been exchanged meanwhile: not waiting for a pipe's writer, and looking again,
        # covers that.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            _check(os.fstat(handle), limits, place)
            return file.read(limits.size + 1)
    except FileNotFoundError as error:
        raise ReadError("there is no such file", kind="missing", place=place, hint=_missing_hint(place)) from error
    except PermissionError as error:
        hint = "ask for the right to read it"
        raise ReadError("it may not be read by this user", kind="missing", place=place, hint=hint) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a possible path"
        raise ReadError(
            f"it cannot be opened: {reason}", kind="not a file", place=place, hint="check the path"
        ) from error


def _check(status: os.stat_result, limits: Limits, place: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
        hint = "name the files in it" if stat.S_ISDIR(status.st_mode) else "give a regular file"
        raise ReadError(f"it is {what}, not a file", kind="not a file", place=place, hint=hint)
    if status.st_size > limits.size:
        raise _too_large(status.st_size, limits, place)


def _too_large(size: int, limits: Limits, place: str) -> ReadError:
    message = f"it has {size / 2**20:,.0f} MiB; at most {limits.size / 2**20:,.0f} MiB are read"
    return ReadError(message, kind="too large", place=place, hint="split it, or save it without pictures")


def _missing_hint(place: str) -> str:
    if place.startswith(("http:", "https:")):
        return "nothing is fetched from the network: save the page and give the file"
    if place.count(" ") > 5:
        return "if this is the text itself: Document.from_text(text)"
    return "check the path"
