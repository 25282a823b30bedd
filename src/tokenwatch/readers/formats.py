"""Which reader reads what: found by file name in this folder, chosen by a file's content.

A new format is a new file ``read_<format>.py`` here, or a module that another package registers under the
entry point group ``tokenwatch.readers``. Either has the attributes of `Reader`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from tokenwatch.errors import ReadError
from tokenwatch.readers.decoding import is_text
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.limits import Limits

ENTRY_POINTS = "tokenwatch.readers"
FALLBACK = "text"
"""The format of anything that is text and that no other reader knows."""


class Reader(Protocol):
    """What a reader module holds.

    A module may also set ``BY_SUFFIX = True`` where its format is text that only the file's suffix tells
    from other text, as with Markdown.
    """

    FORMAT: str
    SUFFIXES: tuple[str, ...]

    def recognises(self, data: bytes) -> bool:
        """Say whether a file's bytes are of this format, whatever its name."""
        ...

    def read(self, data: bytes, limits: Limits) -> Draft:
        """Read a file's bytes; raise `ReadError` for what a user should be told."""
        ...


@dataclass(frozen=True, slots=True)
class _Unsupported:
    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    hint: str = "save it as .docx or .pdf"


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(signatures)


def _zip_with(*names: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(b"PK") and any(name in data for name in names)


def _mail(data: bytes) -> bool:
    head = data[:4096].lower()
    return head.startswith((b"received:", b"return-path:", b"delivered-to:", b"mime-version:")) or (
        head.startswith((b"from:", b"to:", b"date:", b"subject:", b"message-id:")) and b"\nmime-version:" in head
    )


_TABLE_HINT = "copy the text into a .txt or .docx file"
_UNSUPPORTED = (
    _Unsupported("an OpenDocument text", (".odt",), _zip_with(b"mimetypeapplication/vnd.oasis.opendocument.text")),
    _Unsupported("an OpenDocument presentation", (".odp",), _zip_with(b"opendocument.presentation"), "save it as .pdf"),
    _Unsupported("an OpenDocument spreadsheet", (".ods",), _zip_with(b"opendocument.spreadsheet"), _TABLE_HINT),
    _Unsupported("an e-book", (".epub",), _zip_with(b"mimetypeapplication/epub+zip"), "save its text as .html or .pdf"),
    _Unsupported("a PowerPoint file", (".pptx", ".ppt"), _zip_with(b"ppt/"), "save it as .pdf"),
    _Unsupported("an Excel file", (".xlsx", ".xls"), _zip_with(b"xl/"), _TABLE_HINT),
    _Unsupported("a Rich Text file", (".rtf",), _starts(b"{\\rtf")),
    _Unsupported("an old Word, Excel or PowerPoint file", (".doc",), _starts(b"\xd0\xcf\x11\xe0")),
    _Unsupported("an e-mail", (".eml", ".msg"), _mail, "save its text as .txt or .pdf"),
    _Unsupported("a Parquet table", (".parquet",), _starts(b"PAR1"), _TABLE_HINT),
    _Unsupported(
        "an image",
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".heic", ".bmp"),
        _starts(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"BM"),
        "have its text recognised (OCR) and give that",
    ),
    _Unsupported(
        "an archive",
        (".zip", ".gz", ".7z", ".tar", ".rar"),
        _starts(b"PK", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"),
        "unpack it and give the documents in it",
    ),
)


@cache
def built_in_readers() -> tuple[Reader, ...]:
    """Give the readers of this folder, in the order of their names."""
    package = importlib.import_module(__package__)
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__) if found.name.startswith("read_"))
    return tuple(cast(Reader, importlib.import_module(f"{__package__}.{name}")) for name in names)


@cache
def outside_readers() -> tuple[Reader, ...]:
    """Give the readers that other packages register, in the order of their names."""
    from importlib.metadata import entry_points  # costs 20 ms, and most files need none of them

    found = sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)
    return tuple(cast(Reader, point.load()) for point in found)


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
        Of kind ``"unsupported format"`` or, for a Word file under a password, ``"encrypted"``.

    Examples
    --------
    >>> reader_for(b"<!doctype html><p>Six tenants chair it.", ".docx").FORMAT
    'html'
    """
    for readers in (built_in_readers, outside_readers):
        for reader in readers():
            if reader.FORMAT != FALLBACK and reader.recognises(data):
                return reader
    textual = is_text(data)
    for reader in (*built_in_readers(), *outside_readers()):
        if textual and suffix in reader.SUFFIXES and getattr(reader, "BY_SUFFIX", False):
            return reader
    _refuse(data, suffix, textual=textual, place=place)
    return reader_named(FALLBACK)


def reader_named(name: str) -> Reader:
    """Give the reader of a format, for the reading process, which was told the name.

    Raises
    ------
    ReadError
        Of kind ``"unsupported format"`` where there is none.
    """
    for readers in (built_in_readers, outside_readers):
        for reader in readers():
            if name == reader.FORMAT:
                return reader
    raise ReadError(f"there is no reader for {name!r}", kind="unsupported format")


def _refuse(data: bytes, suffix: str, *, textual: bool, place: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in data:
        hint = "open it, take the password off, and save a copy"
        raise ReadError("it is protected by a password", kind="encrypted", place=place, hint=hint)
    by_suffix = next((entry for entry in _UNSUPPORTED if suffix in entry.suffixes), None)
    known = next((entry for entry in _UNSUPPORTED if _is_of(entry, data, suffix, textual=textual)), None)
    if known is not None:
        # An archive whose name says more is, most likely, what its name says.
        known = (by_suffix or known) if known.name == "an archive" else known
        message = f"it is {known.name}, which cannot be read yet"
        raise ReadError(message, kind="unsupported format", place=place, hint=known.hint)
    if not textual:
        message = f"its content is not what {suffix} says, nor any" if suffix else "its content is no"
        hint = by_suffix.hint if by_suffix else "give a .docx, .pdf, .html, .txt or .md file"
        raise ReadError(f"{message} document that is known", kind="unsupported format", place=place, hint=hint)


def _is_of(entry: _Unsupported, data: bytes, suffix: str, *, textual: bool) -> bool:
    if suffix == ".eml":
        return suffix in entry.suffixes
    # Two letters are no proof against text ("BMA guidance …"): what is text is neither image nor archive.
    return entry.recognises(data) and not (textual and entry.name in ("an image", "an archive"))
