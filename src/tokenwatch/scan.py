"""The main path: from a source to an assessment. Read this file first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tokenwatch.analysis import GENRES, Analysis, Genre
from tokenwatch.assess import Judge, assess
from tokenwatch.assessment import Assessment
from tokenwatch.codebook import Codebook, load_codebook
from tokenwatch.document import Document
from tokenwatch.errors import OptionError

if TYPE_CHECKING:
    from tokenwatch.readers import Limits


def scan(  # noqa: PLR0913 (one parameter a choice)
    source: str | Path | bytes | Document,
    *,
    name: str = "",
    genre: Genre | None = None,
    codebook: str | Path | None = None,
    pipeline: str | Path | None = None,
    model: str | Path | None = None,
    limits: Limits | None = None,
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
    model
        Folder of a judge that `tokenwatch train` wrote, in place of the shipped one; ``"rules"`` for hand-written
        rules, which also judge wherever the codebook's words (terms, roles, acts, cues) or the pipeline are not those
        that the shipped judge learnt with. ``Assessment.ids["models"]`` says who judged.
    limits
        What the file may cost, in place of the defaults of `tokenwatch.Limits`.

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
    ModelError
        If there is no such model, or it goes with other words or another pipeline.

    Examples
    --------
    >>> text = "The estate had a repairs problem. In May 2024 six tenants chose the new contractor. " * 3
    >>> scan(Document.from_text(text)).levels.evidenced
    5
    """
    from tokenwatch.readers import DEFAULT_LIMITS, read

    document = read(source, name=name, limits=DEFAULT_LIMITS if limits is None else limits)
    return scan_document(document, genre=genre, codebook=codebook, pipeline=pipeline, model=model)


def scan_document(
    document: Document,
    *,
    genre: Genre | None = None,
    codebook: str | Path | None = None,
    pipeline: str | Path | None = None,
    model: str | Path | Judge | None = None,
) -> Assessment:
    """Scan a document that has been read; see `scan`. A judge that is loaded already may be given as `model`."""
    from tokenwatch.normal_form import in_own_words, normal_form
    from tokenwatch.sections import find_sections

    book, judge, ids = load_parts(codebook, pipeline, model)

    def reading(part: Document) -> Assessment:
        plain, offsets = normal_form(part)  # without soft hyphens and the like; nearly always the same
        found = analyse_document(plain, genre=genre, codebook=codebook, pipeline=pipeline)  # statements, slots, voices
        judged = judge.judge_statements(found)  # kind, level, specific of each statement
        assessed = assess(judged, plain, book, ids, judge)  # levels, presence, verdict, reasons, questions
        return in_own_words(assessed, part, offsets)  # every place in the text as it was given

    whole = reading(document)
    return replace(whole, sections=tuple(map(reading, find_sections(document))))  # several works in one file


def load_parts(
    codebook: str | Path | None, pipeline: str | Path | None, model: str | Path | Judge | None
) -> tuple[Codebook, Judge, dict[str, str]]:
    """Load what a reading is made with: the codebook, the judge, and the ids that every result names.

    Raises
    ------
    CodebookError, OptionError, ModelError
        If one of them is not there or not sound, or they do not go together.
    """
    from tokenwatch.classifiers import load_judge
    from tokenwatch.language import pipeline_id
    from tokenwatch.version import VERSION

    book = load_codebook(None if codebook is None else str(codebook))
    parser = pipeline_id(None if pipeline is None else str(pipeline))
    judge = load_judge(model, codebook=book, pipeline=parser)
    return book, judge, {"tokenwatch": VERSION, "codebook": book.id, "pipeline": parser, "models": judge.id}


def analyse_document(
    document: Document,
    *,
    genre: Genre | None = None,
    codebook: str | Path | None = None,
    pipeline: str | Path | None = None,
) -> Analysis:
    """Find statements with their slots, voices and indicators; nothing is judged yet. See `scan`."""
    from tokenwatch.language import extract_analysis, find_genre, load, make_doc

    check_genre(genre)
    path = None if codebook is None else str(codebook)
    book = load_codebook(path)
    nlp = load(path, pipeline=None if pipeline is None else str(pipeline))

    doc = nlp(make_doc(nlp, document))  # Document -> spaCy Doc with span groups
    found = extract_analysis(doc, document, book)  # Doc -> Analysis
    return replace(found, genre=genre or find_genre(document, book, is_programme=found.programme.is_programme))


def check_genre(genre: str | None, *, place: str = "") -> Genre | None:
    """Give the genre, and refuse one that there is not.

    Parameters
    ----------
    genre
        One of `tokenwatch.analysis.GENRES`; ``None`` and ``""`` leave it to the reader.
    place
        The option, where a command asks.

    Raises
    ------
    OptionError
        Naming those there are.

    Examples
    --------
    >>> check_genre("bid"), check_genre("")
    ('bid', None)
    """
    if genre and genre not in GENRES:
        raise OptionError(f"there is no genre {genre!r}", kind="genre", place=place, hint="use " + ", ".join(GENRES))
    return cast(Genre, genre) if genre else None
