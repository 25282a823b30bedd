"""``tokenwatch export``: what was found, or labelled, as a file of a program in which people label by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tokenwatch.assessment import Assessment
from tokenwatch.cli.failures import UNREADABLE, Debug, report_line
from tokenwatch.cli.scan import check_genre, check_model, load_own_codebook, read_documents, read_limits, scan_each
from tokenwatch.discovery import find_names
from tokenwatch.document import Document
from tokenwatch.errors import OptionError

if TYPE_CHECKING:
    from tokenwatch.exchange import AnnotatedText

GOLD = ".jsonl"
"""Ending of a file of labelled documents: its labels go out, and nothing is scanned."""
Format = Annotated[
    str,
    typer.Option("--format", "-f", help=f"{', '.join(find_names('tokenwatch.exchange', 'as_'))}."),
]
Limit = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=NUMBER", help="What a file may cost: seconds=60, size, memory … Repeatable."),
]


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("export")(export_sources)


def export_sources(  # noqa: PLR0913, PLR0917 (one parameter an option)
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="Documents, or a gold file (.jsonl).")],
    format: Format,  # noqa: A002 (the option's name)
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write.")],
    genre: Annotated[str, typer.Option(help="Read as this kind: strategy, bid, programme, report …")] = "",
    codebook: Annotated[Path | None, typer.Option(help="Own codebook, merged over the shipped one.")] = None,
    model: Annotated[str, typer.Option(help="Folder of a model that `train` wrote, or: rules.")] = "",
    limit: Limit = None,
    debug: Debug = False,
) -> None:
    """Write readings, or labels of your own, for another program; its corrections come back with `import`."""
    from tokenwatch.exchange import export_texts, find_format

    found = find_format(format)
    for source in sources:
        refuse_source(out, Path(source))
    read = partial(read_documents, text_column="", id_column="", limits=read_limits(limit or []))
    book = load_own_codebook(codebook)
    check_model(model, codebook, None)
    scan = partial(_scan, genre=check_genre(genre), codebook=codebook, model=model or None)
    texts: list[AnnotatedText] = []
    failures: list[str] = []
    for source in sources:
        texts += _texts(source, read, scan, failures, debug=debug)
    if not texts:
        raise typer.Exit(UNREADABLE)
    write_file(out, export_texts(texts, found.FORMAT, book))
    typer.echo(f"{out}: {count(len(texts), 'text')}, {count(sum(len(text.spans) for text in texts), 'span')}", err=True)
    if failures:
        raise typer.Exit(UNREADABLE)


def refuse_source(out: Path, source: Path) -> None:
    """Refuse to write over what is read.

    Raises
    ------
    OptionError
        If both are one file.
    """
    try:
        same = out.samefile(source)
    except OSError:  # one of them is not there, or its name is none
        return
    if same:
        raise OptionError(f"{out} is the source itself", kind="option", place="--out", hint="name another file")


def write_file(path: Path, data: bytes) -> None:
    """Write a file, and the folders above it.

    Raises
    ------
    OptionError
        If it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise OptionError(message, kind="option", place="--out", hint="name another place") from error


def count(number: int, noun: str) -> str:
    """Give a number with its noun.

    Examples
    --------
    >>> count(1, "text"), count(1200, "span")
    ('1 text', '1,200 spans')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _texts(source: str, read: Any, scan: Any, failures: list[str], *, debug: bool) -> Iterator[AnnotatedText]:
    from tokenwatch.exchange import from_assessment, read_gold_texts

    if source.lower().endswith(GOLD):
        yield from read_gold_texts(source)
        return
    for result in scan_each(source, read, scan, debug=debug):
        if result.assessment is not None:
            yield from_assessment(result.assessment)
        elif result.error is not None:
            report_line(str(result.error))
            failures.append(result.source)


def _scan(document: Document, **options: Any) -> Assessment:
    from tokenwatch.scan import scan

    return scan(document, **options)
