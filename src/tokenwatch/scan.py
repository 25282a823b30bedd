"""The main path: from a source to an assessment. Read this file first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tokenwatch.analysis import GENRES, Genre
from tokenwatch.assess import assess, judge_statements
from tokenwatch.assessment import Assessment
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Document
from tokenwatch.errors import OptionError


def scan(
    source: str | Path | bytes | Document,
    *,
    name: str = "",
    genre: Genre | None = None,
    codebook: str | Path | None = None,
) -> Assessment:
    """Read one document and say what it claims, what it shows, who speaks in it, and how sure that is.

    Parameters
    ----------
    source
        Path of a file, its bytes, or a `Document`. For a text in a variable: ``Document.from_text(text)``.
    name
        File name to go with bytes.
    genre
        One of `tokenwatch.analysis.GENRES`, where you know better than the reader.
    codebook
        Path of a codebook to merge over the default.

    Returns
    -------
    Assessment

    Raises
    ------
    ReadError
        If the source cannot be read; it says what, where and what next.
    CodebookError
        If the codebook is not sound.
    OptionError
        If the genre is none.

    Examples
    --------
    >>> text = "The estate had a repairs problem. In May 2024 six tenants chose the new contractor. " * 3
    >>> scan(Document.from_text(text)).levels.evidenced
    5
    """
    from tokenwatch.readers import read

    return scan_document(read(source, name=name), genre=genre, codebook=codebook)


def scan_document(document: Document, *, genre: Genre | None = None, codebook: str | Path | None = None) -> Assessment:
    """Scan a document that has been read; see `scan`."""
    from tokenwatch.language import extract_analysis, find_genre, load, make_doc
    from tokenwatch.language.pipeline import PIPELINE_ID
    from tokenwatch.version import VERSION

    if genre is not None and genre not in GENRES:
        raise OptionError(f"there is no genre {genre!r}", kind="genre", hint="one of " + ", ".join(GENRES))
    path = None if codebook is None else str(codebook)
    book = load_codebook(path)
    nlp = load(path)

    doc = nlp(make_doc(nlp, document))  # Document -> spaCy Doc with span groups
    found = extract_analysis(doc, document, book)  # Doc -> Analysis: statements with slots, voices, findings
    found = replace(found, genre=genre or find_genre(document, book, is_programme=found.programme.is_programme))
    judged = judge_statements(found)  # kind, level, specific of each statement
    ids = {"tokenwatch": VERSION, "codebook": book.id, "pipeline": PIPELINE_ID, "models": "rules"}
    return assess(judged, document, book, ids)  # levels, presence, verdict, reasons, questions
