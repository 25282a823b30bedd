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
    pipeline: str | Path | None = None,
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
    pipeline
        Name or path of a spaCy pipeline with a parser, in place of the small one that is shipped; ``"none"`` goes
        by the order of words.

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
        If the genre is none, or there is no such pipeline.

    Examples
    --------
    >>> text = "The estate had a repairs problem. In May 2024 six tenants chose the new contractor. " * 3
    >>> scan(Document.from_text(text)).levels.evidenced
    5
    """
    from tokenwatch.readers import read

    return scan_document(read(source, name=name), genre=genre, codebook=codebook, pipeline=pipeline)


def scan_document(
    document: Document,
    *,
    genre: Genre | None = None,
    codebook: str | Path | None = None,
    pipeline: str | Path | None = None,
) -> Assessment:
    """Scan a document that has been read; see `scan`."""
    from tokenwatch.language import extract_analysis, find_genre, load, make_doc, pipeline_id
    from tokenwatch.version import VERSION

    if genre is not None and genre not in GENRES:
        raise OptionError(f"there is no genre {genre!r}", kind="genre", hint="one of " + ", ".join(GENRES))
    path = None if codebook is None else str(codebook)
    book = load_codebook(path)
    parser = None if pipeline is None else str(pipeline)
    nlp = load(path, pipeline=parser)

    doc = nlp(make_doc(nlp, document))  # Document -> spaCy Doc with span groups
    found = extract_analysis(doc, document, book)  # Doc -> Analysis: statements with slots, voices, findings
    found = replace(found, genre=genre or find_genre(document, book, is_programme=found.programme.is_programme))
    judged = judge_statements(found)  # kind, level, specific of each statement
    ids = {"tokenwatch": VERSION, "codebook": book.id, "pipeline": pipeline_id(parser), "models": "rules"}
    return assess(judged, document, book, ids)  # levels, presence, verdict, reasons, questions
