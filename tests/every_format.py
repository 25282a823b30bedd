"""The same sentence in a small file of every format that is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from email.message import EmailMessage
from xml.sax.saxutils import escape

from office_fixtures import Slide, odf, pptx, shape
from pdf_fixtures import made, show
from readers_fixtures import docx, paragraph, xlsx, zipped


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<text:line-break/>")


def _odt(text: str) -> bytes:
    return odf(f"<text:p>{_broken(text)}</text:p>")


def _odp(text: str) -> bytes:
    box = f"<draw:frame><draw:text-box><text:p>{escape(text)}</text:p></draw:text-box></draw:frame>"
    return odf(f'<draw:page draw:name="1">{box}</draw:page>', kind="presentation")


def _ods(text: str) -> bytes:
    cell = f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
    rows = f"<table:table-row>{cell}</table:table-row>"
    return odf(f'<table:table table:name="S1">{rows}</table:table>', kind="spreadsheet")


def _pptx(text: str) -> bytes:
    return pptx([Slide(shape(escape(text)))])


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _docx(text: str) -> bytes:
    return docx(paragraph(escape(text).replace("\n", "</w:t><w:br/><w:t>")))


def _rtf(text: str) -> bytes:
    units = text.encode("utf-16-le")
    codes = (int.from_bytes(units[place : place + 2], "little", signed=True) for place in range(0, len(units), 2))
    return b"{\\rtf1\\ansi\\uc1 " + b"".join(b"\\u%d?" % code for code in codes) + b"\\par}"


def _eml(text: str) -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Our menu", "jo@example.org"
    mail.set_content(text, cte="base64")
    return mail.as_bytes()


def _csv(text: str) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["question", "answer"], ["What did you do?", text]])
    return buffer.getvalue().encode()


def _xlsx(text: str) -> bytes:
    return xlsx(f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{escape(text)}</t></is></c></row></sheetData>')


def _epub(text: str) -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c1" href="c1.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c1"/></spine></package>'
    )
    return zipped({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "book.opf": book,
        "c1.xhtml": f"<html><body><p>{escape(text)}</p></body></html>",
    })  # fmt: skip


def _pdf(text: str) -> bytes:
    """Lines in Helvetica; characters that its encoding lacks cannot be shown by it and raise."""
    return made([show(60, 760 - 14 * number, line) for number, line in enumerate(text.split("\n"))])


MAKERS: dict[str, Callable[[str], bytes]] = {
    "txt": str.encode,
    "md": str.encode,
    "html": lambda text: f"<html><head><meta charset=utf-8></head><body><p>{_html(text)}</p></body></html>".encode(),
    "docx": _docx,
    "odt": _odt,
    "odp": _odp,
    "ods": _ods,
    "pptx": _pptx,
    "rtf": _rtf,
    "eml": _eml,
    "csv": _csv,
    "xlsx": _xlsx,
    "epub": _epub,
    "pdf": _pdf,
    "zip": lambda text: zipped({"menu.txt": text}),
}
"""From a sentence to a file that holds it, for each suffix."""
