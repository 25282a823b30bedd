"""Which reader reads what."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pdf_fixtures import made, show
from readers_fixtures import docx, paragraph, zipped
from tokenwatch.document import Document
from tokenwatch.errors import OptionError, ReadError
from tokenwatch.readers import formats, read
from tokenwatch.readers.draft import Draft, Piece

_PAGE = b"<!DOCTYPE html><p>Six tenants chair it."
_WORD = docx(paragraph("Six tenants chair it."))
_PDF = made(show(60, 700, "Six tenants chair it."))
_SAMPLES = Path(__file__).parent / "data/samples"
_NOISE = bytes(range(256)) * 9


def _ole(*streams: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "\0".join((*streams, "")).encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (_PAGE, "bid.docx", "html"),
        (_PAGE, "", "html"),
        (b"<p>Six tenants chair it.", "part.html", "html"),
        (_WORD, "bid.pdf", "docx"),
        (_WORD, "bid.txt", "docx"),
        (_PDF, "bid.docx", "pdf"),
        (b"{\\rtf1 Six tenants}", "bid.doc", "rtf"),
        (b"From: a@x.example\nMIME-Version: 1.0\n\nHello", "mail.txt", "eml"),
        (b"Dear all", "mail.eml", "eml"),
        (b"# Six tenants", "BID.MD", "markdown"),
        (b"# Six tenants", "bid", "text"),
        (b"BMA guidance on involvement", "bid.txt", "text"),
        (b"PK is no archive", "notes.txt", "text"),
        (b"not rich", "bid.rtf", "text"),
    ],
)
def test_the_content_decides(data: bytes, name: str, expected: str) -> None:
    assert read(data, name=name).format == expected


@pytest.mark.parametrize("path", sorted(_SAMPLES.iterdir()), ids=lambda path: path.name)
def test_a_wrong_suffix_misleads_nobody(path: Path) -> None:
    if path.suffix in (".doc", ".csv", ".md", ".txt", ".html", ""):
        pytest.skip("no format that its bytes tell")
    assert f".{formats.reader_for(path.read_bytes(), '.jpg').FORMAT}" == path.suffix


def test_a_document_inside_another_does_not_say_what_the_other_is() -> None:
    workbook = zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"})
    for inner in (workbook, _WORD, zipped({"mimetype": "application/epub+zip"})):
        assert formats.reader_for(zipped({"inner.bin": inner}, method=zipfile.ZIP_STORED), "").FORMAT == "zip"


@pytest.mark.parametrize(
    ("data", "name", "words", "hint"),
    [
        (_ole("Root Entry", "WordDocument"), "bid.docx", "old Word file", ".docx"),
        (_ole("Root Entry", "Workbook"), "bids.xls", "old Excel file", ".xlsx"),
        (_ole("Root Entry", "PowerPoint Document"), "deck.ppt", "old PowerPoint file", ".pptx"),
        (_ole("__properties_version1.0", "EncryptedPackage"), "mail.msg", "Outlook message", ".eml"),
        (_ole("Bookmarks"), "leaflet.pub", "old Office program", ".pdf"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.bin": "x"}), "a.xlsx", "Excel file in binary", ".xlsx"),
        (zipped({"[Content_Types].xml": "", "visio/document.xml": "x"}), "a.vsdx", "Office program", ".pdf"),
        (zipped({"Index/Document.iwa": "x"}), "bid.pages", "Pages", "PDF"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.graphics"}), "a.odg", "drawing", ".pdf"),
        (zipped({"mimetype": "application/vnd.adobe.indesign-idml-package"}), "a.zip", "InDesign", ".pdf"),
        (b"\0\0\0\x18ftypM4A " + _NOISE, "talk.m4a", "recording", "write down"),
        (b"ID3\x04" + _NOISE, "talk.mp3", "recording", "write down"),
        (b"\0" * 60 + b"BOOKMOBI" + _NOISE, "plan.mobi", "Kindle", ".epub"),
        (b"PAR1" + _NOISE, "bids.parquet", "Parquet", ".csv"),
        (gzip.compress(b"Six tenants" * 9, mtime=0), "bid.txt", "archive", "unpack"),
        (b"7z\xbc\xaf\x27\x1c" + _NOISE, "bid.zip", "archive", "unpack"),
        (b"Rar!\x1a\x07" + _NOISE, "bid.rar", "archive", "unpack"),
        (b"a.txt" + b"\0" * 252 + b"ustar" + b"\0" * 250, "bid.tar", "archive", "unpack"),
        (b'<?xml version="1.0"?><svg xmlns="x"><text>Six</text></svg>', "a.svg", "drawing", ".pdf"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a.xml", "plain XML", ".docx"),
        (b'<?xml version="1.0"?>\n<FictionBook><p>Six</p></FictionBook>', "a.fb2", "FictionBook", ".epub"),
        (b"%!PS-Adobe-3.0\nSix tenants", "a.ps", "PostScript", ".pdf"),
        (_NOISE, "bid.txt", "not what .txt says", ".docx"),
        (_NOISE, "bid.doc", "not what .doc says", ".docx"),
        (_NOISE, "", "no document that is known", ".docx"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_next_step(data: bytes, name: str, words: str, hint: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, name=name)
    assert caught.value.kind == "unsupported format"
    assert words in caught.value.message
    assert hint in caught.value.hint
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("start", [b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"BM\x36\x10\0\0\0\0\0\0"])
def test_a_white_page_is_a_picture_and_no_text(start: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(start + b"\xff" * 4000, name="scan.bin")
    assert caught.value.kind == "needs OCR"


@pytest.mark.parametrize(
    "start",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"II*\0",
        b"MM\0*",
        b"BM",
        b"RIFF\0\0\0\0WEBP",
        b"\0\0\0\x18ftypheic",
    ],
)
def test_a_picture_needs_its_text_recognised(start: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(start + _NOISE, name="scan.pdf")
    assert caught.value.kind == "needs OCR"
    assert "OCR" in caught.value.hint


def test_an_office_file_under_a_password_is_encrypted() -> None:
    with pytest.raises(ReadError) as caught:
        read(_ole("EncryptionInfo", "EncryptedPackage"), name="bid.docx")
    assert caught.value.kind == "encrypted"


def test_the_old_sample_says_what_to_do() -> None:
    with pytest.raises(ReadError, match=r"old Word file \(\.doc\), which cannot be read \(save it as \.docx"):
        read(_SAMPLES / "funding_bid.doc")


def test_every_reader_file_is_found_and_keeps_the_contract() -> None:
    readers = formats.built_in_readers()
    assert {"docx", "eml", "epub", "html", "markdown", "pdf", "rtf", "text", "zip"} <= {one.FORMAT for one in readers}
    for reader in readers:
        assert formats.reader_named(reader.FORMAT) is reader
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in reader.SUFFIXES)
        assert reader.recognises(b"") in (False, reader.FORMAT == "text")
        assert reader.LABEL in formats.known_formats()
    with pytest.raises(ReadError):
        formats.reader_named("sheet")


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\3\4", b"{\\rtf", b"From: ", b"<html", b"%PDF-", b"PK\5\6"]))
def test_recognising_never_raises(rest: bytes, start: bytes) -> None:
    for reader in formats.built_in_readers():
        assert reader.recognises(start + rest) in (True, False)


def test_a_reader_of_another_package_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    sketch = SimpleNamespace(
        FORMAT="sketch",
        LABEL="Sketch",
        SUFFIXES=(".sketch",),
        recognises=lambda data: b"sketch.json" in data,
        read=lambda data, limits: Draft((Piece("paragraph", "x"),)),
    )
    monkeypatch.setattr(formats, "outside_readers", lambda: (sketch,))
    assert formats.reader_for(zipped({"sketch.json": "{}"}), "").FORMAT == "sketch"
    assert formats.reader_for(zipped({"a.json": "{}"}), "").FORMAT == "zip"
    assert ", Rich Text, Sketch, web pages," in formats.known_formats()


def test_a_document_is_given_back_and_nonsense_refused() -> None:
    document = Document.from_text("Six tenants")
    assert read(document) is document
    with pytest.raises(OptionError):
        read(7)  # type: ignore[arg-type]  # a wrong type on purpose


def test_a_row_of_comments_is_not_tried_in_all_ways_to_end_them() -> None:
    assert formats.reader_for(b"<!---->" * 500 + b"x", ".txt").FORMAT == "text"
