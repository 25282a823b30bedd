"""The only door for untrusted bytes: what may come in, how much of it, and who takes it apart.

Plain text is decoded in this process: Python's codecs over bytes whose number is capped offer nothing to attack.
Everything else goes to the limited process of `sandbox`.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers.assembly import assemble
from tokenwatch.readers.draft import Draft, within_limits
from tokenwatch.readers.formats import Annotator, Reader, annotators, reader_for
from tokenwatch.readers.limits import Limits, raise_limit
from tokenwatch.readers.notes import Note
from tokenwatch.readers.refusals import plain_name
from tokenwatch.readers.sandbox import annotate_apart, read_apart

_READ_HERE = frozenset(("text",))


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was taken apart.

    Parameters
    ----------
    source
        Path or name, as it was given.
    format
        The ``FORMAT`` of its reader.
    sha256
        Hex digest of its bytes.
    draft
        What the reader made of it.
    """

    source: str
    format: str
    sha256: str
    draft: Draft

    def document(self) -> Document:
        """Make the document of its own text.

        Raises
        ------
        ReadError
            Of kind ``"no text"``.
        """
        return assemble(self.draft, source=self.source, format_name=self.format, sha256=self.sha256)


def load_file(path: Path, limits: Limits) -> bytes:
    """Give the bytes of a file that the user named.

    Parameters
    ----------
    path
        A regular file, or a symbolic link to one: a user who names a link means what it points to. Devices,
        pipes and folders are refused before they are opened. (Whoever walks through folders should not
        follow links.)
    limits
        ``size`` holds here.

    Raises
    ------
    ReadError
        Of kind ``"missing"``, ``"not a file"`` or ``"too large"``.
    """
    place = plain_name(str(path))
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


def open_bytes(data: bytes, *, name: str, limits: Limits) -> Opened:
    """Take a file's bytes apart.

    Parameters
    ----------
    data
        The bytes.
    name
        A name for outputs and errors; its suffix tells kinds of text from each other.
    limits
        Bounds on what the bytes may cost.

    Raises
    ------
    ReadError
        Of one of the kinds that `tokenwatch.readers.read` lists.
    """
    place = plain_name(name)
    reader = choose_reader(data, name=name, limits=limits)
    if reader.FORMAT in _READ_HERE:
        draft = _read_here(reader, data, limits, place)
    else:
        draft = read_apart(data, limits, format_name=reader.FORMAT, place=place)
    return Opened(name, reader.FORMAT, hashlib.sha256(data).hexdigest(), draft)


def annotate_bytes(data: bytes, notes: Sequence[Note], *, name: str, limits: Limits) -> bytes:
    """Give a copy of a file with notes at its words.

    Parameters
    ----------
    data, name, limits
        As for `open_bytes`.
    notes
        What to say.

    Raises
    ------
    ReadError
        As `open_bytes`; of kind ``"cannot annotate"`` where its format cannot hold notes.
    """
    reader = choose_annotator(data, name=name, limits=limits)
    return annotate_apart(data, notes, limits, format_name=reader.FORMAT, place=plain_name(name))


def choose_annotator(data: bytes, *, name: str, limits: Limits) -> Annotator:
    """Say who writes notes into some bytes; see `annotate_bytes`."""
    reader = choose_reader(data, name=name, limits=limits)
    if isinstance(reader, Annotator):
        return reader
    able = " and ".join(one.FORMAT for one in annotators())
    message = f"notes cannot be written into {reader.FORMAT}, only into {able}"
    hint = "a page with the same marks: --out page.html"
    raise ReadError(message, kind="cannot annotate", place=plain_name(name), hint=hint)


def choose_reader(data: bytes, *, name: str, limits: Limits) -> Reader:
    """Say who reads some bytes.

    Raises
    ------
    ReadError
        Of kind ``"empty"``, ``"too large"``, ``"encrypted"`` or ``"unsupported format"``.
    """
    place = plain_name(name)
    if not data:
        raise ReadError("the file is empty", kind="empty", place=place, hint="check that it was saved or sent whole")
    if len(data) > limits.size:
        raise _too_large(len(data), limits, place)
    return reader_for(data, PurePath(name).suffix.lower(), place=place)


def _read_here(reader: Reader, data: bytes, limits: Limits, place: str) -> Draft:
    try:
        return within_limits(reader.read(data, limits), limits)
    except ReadError as error:
        raise ReadError(error.message, kind=error.kind, place=place, hint=error.hint, trace=error.trace) from error


def _check(status: os.stat_result, limits: Limits, place: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
        hint = "name the files in it" if stat.S_ISDIR(status.st_mode) else "give a regular file"
        raise ReadError(f"it is {what}, not a file", kind="not a file", place=place, hint=hint)
    if status.st_size > limits.size:
        raise _too_large(status.st_size, limits, place)


def _too_large(size: int, limits: Limits, place: str) -> ReadError:
    message = f"it has {size / 2**20:,.0f} MiB; at most {limits.size / 2**20:,.0f} MiB are read"
    return ReadError(
        message, kind="too large", place=place, hint=f"save it without pictures, {raise_limit('size', limits.size)}"
    )


def _missing_hint(place: str) -> str:
    if place.startswith(("http:", "https:")):
        return "nothing is fetched from the network: save the page and give the file"
    if place.count(" ") > 5:
        return "if this is the text itself: Document.from_text(text)"
    return "check the path"
