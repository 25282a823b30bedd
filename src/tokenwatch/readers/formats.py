"""Which reader reads what: found by file name in this folder, chosen by a file's content.

A new format is a new file ``read_<format>.py`` here, with a folder ``<format>/`` beside it for what it is made of, or a
module that another package registers under the entry point group ``tokenwatch.readers``. Either has all the attributes
of `Reader`; one that lacks some is refused by name. What it may import at its top is what telling a format needs: no
large library.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol, runtime_checkable

from tokenwatch.discovery import check_module, find_names, import_named
from tokenwatch.errors import ReadError
from tokenwatch.readers.decoding import is_text
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.notes import Note
from tokenwatch.readers.unsupported import unsupported, unsupported_suffix

ENTRY_POINTS = "tokenwatch.readers"
LAST = ("zip", "text")
"""Formats that are asked when nobody else knows the bytes: most documents are a container, and some are text."""


class Reader(Protocol):
    """What a reader module holds.

    ``LABEL`` is what people call the format, as it stands in a list: "Word (.docx)". Readers may share one.

    A module may also set ``BY_SUFFIX = True`` where its format is text that only the file's suffix tells
    from other text, as with Markdown. It may be a `TableReader` or an `Annotator` as well.
    """

    FORMAT: str
    LABEL: str
    SUFFIXES: tuple[str, ...]

    def recognises(self, data: bytes) -> bool:
        """Say whether a file's bytes are of this format, whatever its name."""
        ...

    def read(self, data: bytes, limits: Limits) -> Draft:
        """Read a file's bytes; raise `ReadError` for what a user should be told."""
        ...


@runtime_checkable
class TableReader(Reader, Protocol):
    """A reader of a format in which each row may be a text of its own."""

    def table(self, data: bytes, limits: Limits) -> list[list[str]]:
        """Give the rows of a table of texts, header first, all of one width."""
        ...


@runtime_checkable
class Annotator(Reader, Protocol):
    """A reader of a format that holds notes at its words."""

    def annotate(self, data: bytes, notes: Sequence[Note], limits: Limits) -> bytes:
        """Give the bytes of a copy with notes at their words."""
        ...


@cache
def built_in_readers() -> tuple[Reader, ...]:
    """Give the readers of this folder, in the order of their names."""
    names = find_names(__package__, "read_")
    return tuple(import_named(__package__, "read_", name, Reader) for name in names)


@cache
def outside_readers() -> tuple[Reader, ...]:
    """Give the readers that other packages register, in the order of their names."""
    from importlib.metadata import entry_points  # costs 20 ms, and most files need none of them

    found = sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)
    return tuple(check_module(point.load(), Reader) for point in found)


def _readers() -> Iterator[Reader]:
    """Give those of this folder first; the others are only looked for where none of these is wanted."""
    yield from built_in_readers()
    yield from outside_readers()


def known_formats() -> str:
    """Name what is read, in one line for people.

    Examples
    --------
    >>> known_formats()[:46]
    'CSV, e-books, e-mails, Excel (.xlsx), Markdown'
    """
    *others, last = sorted({reader.LABEL for reader in _readers()}, key=str.lower)
    return f"{', '.join(others)} and {last}"


def annotators() -> tuple[Annotator, ...]:
    """Give the readers whose formats can hold notes.

    Examples
    --------
    >>> [reader.FORMAT for reader in annotators()][:2]
    ['docx', 'pdf']
    """
    return tuple(reader for reader in _readers() if isinstance(reader, Annotator))


def reader_for(data: bytes, suffix: str, *, place: str = "") -> Reader:
    """Choose the reader of a file: by content, and by suffix only between kinds of text.

    Parameters
    ----------
    data
        The file's bytes.
    suffix
        The suffix of its name in lower case, such as ``".md"``, or ``""``.
    place
        The name that an error is to give.

    Raises
    ------
    ReadError
        Of kind ``"unsupported format"``; for a picture, ``"needs OCR"``; for an Office file under a password,
        ``"encrypted"``.

    Examples
    --------
    >>> reader_for(b"<!doctype html><p>Six tenants chair it.", ".docx").FORMAT
    'html'
    """
    for reader in _readers():
        if reader.FORMAT not in LAST and reader.recognises(data):
            return reader
    textual = is_text(data)
    if (known := unsupported(data, textual=textual)) is not None:
        raise known.error(place)
    for reader in _readers():
        if textual and suffix in reader.SUFFIXES and getattr(reader, "BY_SUFFIX", False):
            return reader
    for name in LAST:
        if (reader := reader_named(name)).recognises(data):
            return reader
    promised = unsupported_suffix(suffix)
    message = f"its content is not what {suffix} says, nor any" if suffix else "its content is no"
    raise ReadError(
        f"{message} document that is known",
        kind="unsupported format",
        place=place,
        hint=promised.hint if promised else f"give one of these: {known_formats()}",
    )


def reader_named(name: str) -> Reader:
    """Give the reader of a format, for the reading process, which was told the name.

    Raises
    ------
    ReadError
        Of kind ``"unsupported format"`` where there is none.
    """
    for reader in _readers():
        if name == reader.FORMAT:
            return reader
    raise ReadError(f"there is no reader for {name!r}", kind="unsupported format")
