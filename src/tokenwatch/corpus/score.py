"""What a worker does: read and scan the documents of one shard, and give their rows.

Each document is scanned by itself, so that its row never depends on what stood beside it: a network's last digits
change with the size of its batch. That costs 5 % of the time, and a run that was broken off, resumed, or taken apart
after a crash gives the same bytes.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenwatch.assessment import Assessment
from tokenwatch.corpus.columns import SHARD_DOCUMENTS, SHARD_STATEMENTS, as_bytes, make_table
from tokenwatch.corpus.options import BatchOptions
from tokenwatch.deadlines import deadline
from tokenwatch.document import Document
from tokenwatch.errors import OptionError, ReadError, TokenwatchError, mistake
from tokenwatch.frames import document_row, error_row, statement_rows
from tokenwatch.masking import name_masker
from tokenwatch.readers import read_each
from tokenwatch.readers.guard import load_file
from tokenwatch.readers.refusals import plain_name
from tokenwatch.scan import load_parts, scan_document

_ONE_AT_A_TIME = threading.Lock()
"""A cluster's worker may have several threads; deadlines are a process's own, and Python scans in one at a time."""

Reading = Assessment | TokenwatchError


@dataclass(frozen=True, slots=True)
class Content:
    """One content to score: a file, or the text of a row.

    Parameters
    ----------
    key, path, sha256, link, text, title, problem
        As of `tokenwatch.corpus.sources.Item`.
    """

    key: str
    path: str = ""
    sha256: str = ""
    link: bool = False
    text: str = ""
    title: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A shard's contents with what a worker must know."""

    contents: tuple[Content, ...]
    options: BatchOptions
    ids: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """A shard that is done.

    Parameters
    ----------
    documents, statements
        Parquet files, as bytes.
    n_contents
        How many contents it holds.
    seconds
        Of each content, its key and what it took.
    errors
        How many rows of each kind of error.
    """

    documents: bytes
    statements: bytes
    n_contents: int
    seconds: tuple[tuple[str, float], ...]
    errors: Mapping[str, int]


def score(task: Task) -> Scored:
    """Read and scan every document of a shard; what goes wrong with one is its row.

    Raises
    ------
    OptionError
        If this process has another version, codebook, pipeline or model than the run.
    """
    with _ONE_AT_A_TIME:
        _check_ids(task)
        found = []
        for content in task.contents:
            start = time.perf_counter()
            readings = list(_readings(content, task.options))
            found.append((content, readings, time.perf_counter() - start))
        return _scored(found, names=task.options.names)


def score_as_error(content: Content, error: TokenwatchError) -> Scored:
    """Give the shard of one content that could not be scored."""
    return _scored([(content, [error], 0.0)], names=False)


def current_ids(options: BatchOptions) -> dict[str, str]:
    """Give the ids that a reading with these options names.

    Raises
    ------
    CodebookError, OptionError, ModelError
        If what the options name is not there, or does not go together.
    """
    if options.pipeline:
        from tokenwatch.language import load

        load(pipeline=options.pipeline)
    return load_parts(options.codebook, options.pipeline, options.model)[-1]


def _check_ids(task: Task) -> None:
    differ = [
        f"{name} {own} for {task.ids[name]}" for name, own in current_ids(task.options).items() if own != task.ids[name]
    ]
    if differ:
        hint = "install the same version everywhere, and let every worker see the same codebook and model"
        raise OptionError(f"a worker has {', '.join(differ)}", kind="ids", hint=hint)


def _readings(content: Content, options: BatchOptions) -> Iterator[Reading]:
    """Give the readings of a content: one, or one for each document that it holds."""
    documents = _documents(content, options)
    while True:
        try:
            with deadline(options.timeout, timed_out(options.timeout)):
                document = next(documents, None)
                if document is None:
                    return
                reading = _scan(document, options) if isinstance(document, Document) else document
            yield reading
        except TokenwatchError as error:
            yield error
        except MemoryError:
            hint = "split it, or give the machine more memory"
            yield TokenwatchError("it needs more memory than there is", kind="memory", hint=hint)
        except Exception as error:
            yield mistake(error, hint="please report it; tokenwatch scan --debug shows where it happened")


def _scan(document: Document, options: BatchOptions) -> Assessment:
    return scan_document(
        document, genre=options.genre, codebook=options.codebook, pipeline=options.pipeline, model=options.model
    )


def _documents(content: Content, options: BatchOptions) -> Iterator[Document | ReadError]:
    if content.problem:
        hint = "check the column and the row, or pass over it"
        raise ReadError(content.problem, kind="no text", hint=hint)
    if not content.path:
        yield Document.from_text(content.text, title=content.title)
        return
    if content.link:
        hint = "name the file itself"
        raise ReadError("it is a link, and links in folders are not followed", kind="not a file", hint=hint)
    data = load_file(Path(content.path), options.limits)
    if content.sha256 and hashlib.sha256(data).hexdigest() != content.sha256:
        hint = "give the same command again: the list is made anew"
        raise ReadError("the file has changed since the run began", kind="changed", hint=hint)
    # The name stands without its folders: members of an archive are named behind it.
    yield from read_each(data, name=Path(content.path).name, limits=options.limits)


def timed_out(seconds: float) -> TokenwatchError:
    """Make the error of a document that took too long."""
    hint = f"split it, or allow more: --timeout {2 * seconds:g} with --retry-errors"
    return TokenwatchError(f"not scanned within {seconds:g} seconds", kind="timed out", hint=hint)


def _scored(found: list[tuple[Content, list[Reading], float]], *, names: bool) -> Scored:
    documents: list[dict[str, Any]] = []
    statements: list[dict[str, Any]] = []
    for content, readings, _ in found:
        for reading in readings:
            where = {"key": content.key, "suffix": _suffix(content, reading)}
            if isinstance(reading, TokenwatchError):
                documents.append(error_row(reading) | where)
                continue
            mask = str if names else _masker(reading)
            row = document_row(reading)
            documents.append(row | where | {"title": mask(row["title"])})
            statements += (row | where for row in statement_rows(reading, mask))
    return Scored(
        as_bytes(make_table(documents, SHARD_DOCUMENTS)),
        as_bytes(make_table(statements, SHARD_STATEMENTS)),
        len(found),
        tuple((content.key, seconds) for content, _, seconds in found),
        Counter(row["error_kind"] for row in documents if row["error"]),
    )


def _masker(assessment: Assessment) -> Callable[[str], str]:
    """Take names out of what goes into tables: of those who speak, and of whom the statements name."""
    from tokenwatch.language.entities import find_addressed, find_names_of_people

    texts = [text for statement in assessment.statements for text in (statement.text, statement.heading)]
    return name_masker(assessment.voices, find_names_of_people(texts) | find_addressed(assessment.document.title))


def _suffix(content: Content, reading: Reading) -> str:
    """Give what stands behind a file's name for a document inside it."""
    name = reading.document.source if isinstance(reading, Assessment) else reading.place
    own = plain_name(Path(content.path).name) if content.path else ""
    return name.removeprefix(own) if content.path and name.startswith(f"{own}/") else ""
