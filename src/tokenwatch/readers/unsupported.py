"""Files that are recognised but not read: what each one is, and what its owner can do.

They are told by their content; by their suffix only where the content is not known at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tokenwatch.errors import ReadError
from tokenwatch.readers.refusals import locked
from tokenwatch.readers.zip_directory import member_places, stated_type

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "save it as .docx or .pdf"
_OCR = "first turn the picture into text, with a program for text recognition (OCR)"
_UNPACK = "unpack it, and give the documents in it"
_TRANSCRIBE = "write down what is said in it, and give that"
_TABLE = "save it as .xlsx or .csv"
_SLIDES = "save it as .pptx or .pdf"
_HEAD = 4096
"""Bytes in which XML says what it is; the namespaces that Word declares take 2,000."""
_DRAWING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|(?><!--.{0,2000}?-->)\s*|<!DOCTYPE svg[^>]*>\s*)*+<(?:\w+:)?svg[\s>]", re.DOTALL
)
"""A comment ends at its first end: with a choice of ends, forty comments in a row would be tried in all their ways."""

_BITMAP = re.compile(rb"II\*\0|MM\0\*|BM.{4}\0{4}", re.DOTALL)
"""A white page in TIFF or BMP has hardly a control character: these beginnings are no text whatever comes after."""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A kind of file that is not read.

    Parameters
    ----------
    name
        What to call it.
    suffixes
        In lower case.
    recognises
        Whether bytes are of it.
    hint
        What to do instead.
    kind
        Of the error.
    """

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    hint: str = _SAVE
    kind: str = "unsupported format"

    def error(self, place: str) -> ReadError:
        """Give the error that says so."""
        if self.kind == "encrypted":
            return locked(self.hint, place=place)
        return ReadError(f"it is {self.name}, which cannot be read", kind=self.kind, place=place, hint=self.hint)


def unsupported(data: bytes, *, textual: bool) -> Unsupported | None:
    """Say which kind of unread file some bytes are, or ``None``.

    Parameters
    ----------
    data
        The file's bytes.
    textual
        Whether they could be text. Two letters are no proof against text: "BMA guidance" is no picture.
    """
    known = _TEXTUAL if textual else _BINARY
    return next((entry for entry in known if entry.recognises(data)), None)


def unsupported_suffix(suffix: str) -> Unsupported | None:
    """Say which kind of unread file a suffix promises, or ``None``."""
    return next((entry for entry in (*_BINARY, *_TEXTUAL) if suffix in entry.suffixes), None)


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(signatures)


def _at(place: int, *marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data[place : place + 32].startswith(marks)


def _ole(*streams: str) -> Callable[[bytes], bool]:
    """Look for streams of a compound file, whose names stand in its directory in UTF-16 and end with a zero."""
    names = [f"{stream}\0".encode("utf-16-le") for stream in streams]
    return lambda data: data.startswith(_OLE) and any(name in data for name in names)


def _xml_with(*marks: bytes) -> Callable[[bytes], bool]:
    """Look for marks at the beginning of XML, which a reader of plain text would take for its tags and all."""
    return lambda data: data.startswith((b"<", b"\xef\xbb\xbf<")) and any(mark in data[:_HEAD] for mark in marks)


def _zip_with(*names: str) -> Callable[[bytes], bool]:
    def recognises(data: bytes) -> bool:
        return data.startswith(b"PK") and any(name.startswith(names) for name in member_places(data))

    return recognises


def _zip_of(*types: bytes) -> Callable[[bytes], bool]:
    return lambda data: stated_type(data).startswith(types)


_BINARY = (
    Unsupported("an Outlook message", (".msg",), _ole("__properties_version1.0"), "save it as .eml, .html or .txt"),
    Unsupported(
        "a file under a password",
        (),
        _ole("EncryptedPackage"),
        "open it, take the password off, and save a copy",
        "encrypted",
    ),
    Unsupported("an old Word file (.doc)", (".doc", ".dot"), _ole("WordDocument")),
    Unsupported("an old PowerPoint file (.ppt)", (".ppt", ".pps"), _ole("PowerPoint Document"), _SLIDES),
    Unsupported("an old Excel file (.xls)", (".xls", ".xlt"), _ole("Workbook", "Book"), _TABLE),
    Unsupported("a file of an old Office program", (".pub", ".vsd", ".mpp", ".wps"), _starts(_OLE)),
    Unsupported("an Excel file in binary (.xlsb)", (".xlsb",), _zip_with("xl/workbook.bin"), _TABLE),
    Unsupported(
        "a file of Apple's Pages, Numbers or Keynote",
        (".pages", ".numbers", ".key"),
        _zip_with("Index/Document.iwa", "Metadata/BuildVersionHistory.plist", "buildVersionHistory.plist"),
        "export it as Word, Excel, PowerPoint or PDF",
    ),
    Unsupported(
        "an OpenDocument drawing or formula",
        (".odg", ".otg", ".odf", ".odb", ".odc"),
        _zip_of(b"application/vnd.oasis.opendocument"),
        "save it as .pdf",
    ),
    Unsupported(
        "an InDesign file", (".indd", ".idml"), _zip_of(b"application/vnd.adobe.indesign"), "export it as .pdf"
    ),
    Unsupported("a file of an Office program", (".vsdx", ".xps", ".oxps"), _zip_with("[Content_Types].xml")),
    Unsupported(
        "a picture",
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".heic", ".heif", ".avif", ".bmp", ".jp2"),
        lambda data: (
            data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"\0\0\0\x0cjP  "))
            or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
            or data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftypheif", b"ftypavif")
        ),
        _OCR,
        "needs OCR",
    ),
    Unsupported(
        "a scan in DjVu", (".djvu", ".djv"), _starts(b"AT&TFORM"), "save it as .pdf with its text recognised (OCR)"
    ),
    Unsupported(
        "a recording",
        (".mp3", ".mp4", ".m4a", ".m4v", ".mov", ".wav", ".avi", ".mkv", ".webm", ".ogg", ".flac", ".wma", ".wmv"),
        lambda data: (
            data.startswith(
                (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"OggS", b"fLaC", b"\x1a\x45\xdf\xa3", b"RIFF")
            )
            or data[4:8] == b"ftyp"
        ),
        _TRANSCRIBE,
    ),
    Unsupported(
        "a Kindle e-book", (".mobi", ".azw", ".azw3", ".prc"), _at(60, b"BOOKMOBI"), "convert it to .epub or .docx"
    ),
    Unsupported("a Parquet table", (".parquet",), _starts(b"PAR1"), _TABLE),
    Unsupported(
        "an Outlook attachment of its own kind (winmail.dat)",
        (),
        _starts(b"\x78\x9f\x3e\x22"),
        "ask for a .docx or .pdf",
    ),
    Unsupported("a WordPerfect file", (".wpd",), _starts(b"\xffWPC")),
    Unsupported(
        "an archive",
        (".gz", ".tgz", ".7z", ".tar", ".rar", ".bz2", ".xz", ".zst"),
        lambda data: (
            data.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"))
            or data[257:262] == b"ustar"
        ),
        _UNPACK,
    ),
)
_TEXTUAL = (
    Unsupported("a picture", (), lambda data: _BITMAP.match(data) is not None, _OCR, "needs OCR"),
    Unsupported(
        "a Word or Excel file in plain XML",
        (),
        _xml_with(
            b"<?mso-application", b"<w:wordDocument", b"<pkg:package", b"urn:schemas-microsoft-com:office:spreadsheet"
        ),
        "save it as .docx, .xlsx or .pdf",
    ),
    Unsupported("a FictionBook", (".fb2",), _xml_with(b"<FictionBook"), "convert it to .epub or .docx"),
    Unsupported("a drawing (SVG)", (".svg",), lambda data: _DRAWING.match(data[:_HEAD]) is not None, "save it as .pdf"),
    Unsupported("a PostScript file", (".ps", ".eps"), _starts(b"%!PS"), "save it as .pdf"),
)
"""What stands first is asked first: kinds that hold others come before them."""
