"""One word in every spelling and break that documents have, in every format: found, and at its place."""

from __future__ import annotations

import unicodedata

import pytest

from every_format import MAKERS
from tokenwatch.document import Document
from tokenwatch.readers import read
from tokenwatch.readers.formats import built_in_readers
from tokenwatch.scan import scan_document

BEFORE, AFTER = "The menu was ", " with four parents in May at the café."
SPELLINGS = {
    "hyphen": "co-produced",
    "none": "coproduced",
    "space": "co produced",
    "capitals": "Co-Produced",
    "all capitals": "CO-PRODUCED",
    "hyphen of its own": "co\u2010produced",
    "no-break hyphen": "co\u2011produced",
    "en dash": "co\u2013produced",
    "minus": "co\u2212produced",
    "small hyphen": "co\ufe63produced",
    "full-width hyphen": "co\uff0dproduced",
    "soft hyphen inside": "co-pro\u00adduced",
    "soft hyphen for the hyphen": "co\u00adproduced",
    "zero width": "co\u200b-pro\u200dduced\ufeff",
    "word joiner": "co\u2060-\u2060produced",
    "text direction": "\u202aco-produced\u202c",
    "no-break space": "co\u00a0produced",
    "wide letters": "ｃｏ－ｐｒｏｄｕｃｅｄ",
    "bold letters": "".join(chr(0x1D41A + ord(char) - ord("a")) if char.isalpha() else char for char in "co-produced"),
}
BREAKS = {
    "behind the hyphen": "co-\nproduced",
    "in a syllable": "co-pro-\nduced",
    "no-break hyphen at the end": "co\u2011\nproduced",
    "soft hyphen at the end": "co-pro\u00ad\nduced",
}
LINES = ("txt", "md", "eml", "rtf", "pdf", "html", "docx", "odt", "zip")
"""Formats in which a line may end within a paragraph."""


def check(document: Document) -> None:
    """The label is found, and what is found stands where it is said to, in the document's own text."""
    reading = scan_document(document, model="rules", pipeline="none")
    (statement,) = reading.statements
    (finding,) = [finding for finding in reading.findings if finding.indicator == "numbers-and-who"]
    assert statement.terms == ("co-production",)
    for found, letters in ((statement, plain(BEFORE + "coproduced" + AFTER)), (finding, "coproducedwithfourparents")):
        assert document.text[found.start : found.end] == found.text
        assert plain(found.text) == letters


def plain(text: str) -> str:
    """Give the letters of a word alone."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).lower() if char.isalpha())


def in_winansi(text: str) -> bool:
    """Say whether the standard fonts of PDF hold a text; they show a soft hyphen, and so it is one only at an end."""
    return all(char in "\n\u2013\u00a0" or char.isascii() for char in text.replace("\u00ad\n", ""))


def test_no_format_is_passed_over() -> None:
    made = {f".{suffix}" for suffix in MAKERS}
    assert [reader.FORMAT for reader in built_in_readers() if made.isdisjoint(reader.SUFFIXES)] == []


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("suffix", MAKERS)
def test_every_spelling_in_every_format(suffix: str, spelling: str) -> None:
    word = SPELLINGS[spelling]
    if suffix == "pdf" and not in_winansi(word):
        pytest.skip("the standard fonts of PDF do not hold it")
    document = read(MAKERS[suffix](BEFORE + word + AFTER), name=f"menu.{suffix}")
    assert "café" in document.text
    check(document)


@pytest.mark.parametrize("where", BREAKS)
@pytest.mark.parametrize("suffix", LINES)
def test_every_break_in_every_format_of_lines(suffix: str, where: str) -> None:
    if suffix == "pdf" and not in_winansi(BREAKS[where]):
        pytest.skip("the standard fonts of PDF do not hold it")
    document = read(MAKERS[suffix](BEFORE + BREAKS[where] + AFTER), name=f"menu.{suffix}")
    check(document)


@pytest.mark.parametrize("word", [*SPELLINGS.values(), *BREAKS.values()])
def test_every_spelling_in_a_string_that_is_taken_as_it_is(word: str) -> None:
    text = BEFORE + word + AFTER
    document = Document.from_text(text)
    assert document.text == text
    check(document)
