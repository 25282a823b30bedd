"""Which reader reads what."""

from __future__ import annotations

import gzip
from types import SimpleNamespace

import pytest

from readers_fixtures import docx, paragraph, pdf, zipped
from tokenwatch.document import Document
from tokenwatch.errors import OptionError, ReadError
from tokenwatch.readers import formats, read
from tokenwatch.readers.draft import Draft, Piece

_PAGE = b"<!DOCTYPE html><p>Six tenants chair it."
_WORD = docx(paragraph("Six tenants chair it."))
_PDF = pdf([(60, 700, 11, "Six tenants chair it.")])


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (_PAGE, "bid.docx", "html"),
        (_PAGE, "", "html"),
        (b"<p>Six tenants chair it.", "part.html", "html"),
        (_WORD, "bid.pdf", "docx"),
        (_WORD, "bid.txt", "docx"),
        (_PDF, "bid.docx", "pdf"),
        (b"# Six tenants", "BID.MD", "markdown"),
        (b"# Six tenants", "bid", "text"),
        (b"BMA guidance on involvement", "bid.txt", "text"),
        (b"PK is no archive", "notes.txt", "text"),
        (b"not rich", "bid.rtf", "text"),
        (b"id,text\n1,Six tenants", "bids.csv", "text"),
    ],
)
def test_the_content_decides(data: bytes, name: str, expected: str) -> None:
    assert read(data, name=name).format == expected


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"{\\rtf1 Six tenants}", "bid.doc", "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "bid.doc", "old Word"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 600, "scan.pdf", "image"),
        (gzip.compress(b"Six tenants" * 9), "bid.txt", "archive"),
        (zipped({"mimetype": "application/epub+zip", "content.xml": "x"}), "a.epub", "e-book"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "OpenDocument text"),
        (zipped({"ppt/presentation.xml": "<p/>"}), "deck.docx", "PowerPoint"),
        (zipped({"xl/workbook.xml": "<p/>"}), "", "Excel"),
        (zipped({"a.txt": "x"}), "all.zip", "archive"),
        (b"From: a@example.org\nMIME-Version: 1.0\n\nHello", "mail.txt", "e-mail"),
        (b"Dear all", "mail.eml", "e-mail"),
        (bytes(range(256)) * 9, "bid.txt", "not what .txt says"),
        (bytes(range(256)) * 9, "", "no document that is known"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_next_step(data: bytes, name: str, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, name=name)
    assert caught.value.kind == "unsupported format"
    assert words in caught.value.message
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_word_file_under_a_password_is_encrypted() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(ReadError) as caught:
        read(data, name="bid.docx")
    assert caught.value.kind == "encrypted"


def test_every_reader_file_is_found_and_keeps_the_contract() -> None:
    readers = formats.built_in_readers()
    assert {"docx", "html", "markdown", "pdf", "text"} <= {reader.FORMAT for reader in readers}
    for reader in readers:
        assert formats.reader_named(reader.FORMAT) is reader
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in reader.SUFFIXES)
        assert reader.recognises(b"") in (False, reader.FORMAT == "text")
    with pytest.raises(ReadError):
        formats.reader_named("sheet")


def test_a_reader_of_another_package_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    rich = SimpleNamespace(
        FORMAT="rtf",
        SUFFIXES=(".rtf",),
        recognises=lambda data: data.startswith(b"{\\rtf"),
        read=lambda data, limits: Draft((Piece("paragraph", "x"),)),
    )
    monkeypatch.setattr(formats, "outside_readers", lambda: (rich,))
    assert formats.reader_for(b"{\\rtf1 x}", "").FORMAT == "rtf"


def test_a_document_is_given_back_and_nonsense_refused() -> None:
    document = Document.from_text("Six tenants")
    assert read(document) is document
    with pytest.raises(OptionError):
        read(7)  # type: ignore[arg-type]
