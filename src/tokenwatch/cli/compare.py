"""``tokenwatch compare``: two versions of one document, statement by statement."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tokenwatch.cli.failures import Debug
from tokenwatch.cli.output import NARROWEST, WIDEST
from tokenwatch.cli.scan import check_genre, check_model, check_pipeline, load_own_codebook
from tokenwatch.errors import OptionError

if TYPE_CHECKING:
    from tokenwatch.codebook.schema import Codebook
    from tokenwatch.comparison import Comparison

SUFFIXES = {"terminal": ".txt", "json": ".json", "html": ".html"}
"""The formats there are, with the ending of a file that promises each."""


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("compare")(compare_files)


def compare_files(  # noqa: PLR0913, PLR0917 (one parameter an option)
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier version.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later version.")],
    format: Annotated[  # noqa: A002 (the option's name)
        str, typer.Option("--format", "-f", help="terminal, json or html.", show_default="terminal")
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write to.")] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    genre: Annotated[str, typer.Option(help="Read both as this kind: strategy, bid, programme, report …")] = "",
    codebook: Annotated[Path | None, typer.Option(help="Own codebook, merged over the shipped one.")] = None,
    pipeline: Annotated[
        str, typer.Option(help="Installed spaCy pipeline to parse with, in place of the small one.")
    ] = "",
    model: Annotated[str, typer.Option(help="Folder of a model that `train` wrote, or: rules.")] = "",
    debug: Debug = False,
) -> None:
    """Show what came, went and changed between two versions of a document."""
    name = _choose_format(format, out, open_page=open_page)
    _check_out(out, (old, new))
    kind = check_genre(genre)
    book = load_own_codebook(codebook)
    check_pipeline(pipeline)
    check_model(model, codebook, pipeline or None)
    from tokenwatch.comparison import compare
    from tokenwatch.scan import scan

    read = partial(scan, genre=kind, codebook=codebook, pipeline=pipeline or None, model=model or None)
    text = _render(compare(read(old), read(new)), name, book, width=_width(out))
    if out is None and open_page:
        import tempfile

        out = Path(tempfile.mkdtemp(prefix="tokenwatch-")) / "comparison.html"
    if out is None:
        sys.stdout.write(text)
    else:
        _write(out, text, open_page=open_page)


def _choose_format(name: str, out: Path | None, *, open_page: bool) -> str:
    """Give the format: as named, else as ``--open`` or the suffix of ``--out`` promises, else lines."""
    promised = next((known for known, suffix in SUFFIXES.items() if out and out.suffix.lower() == suffix), "terminal")
    chosen = name or ("html" if open_page else promised)
    if chosen not in SUFFIXES:
        raise _wrong("--format", f"there is no format {chosen!r} here", "use " + ", ".join(SUFFIXES))
    if open_page and chosen != "html":
        raise _wrong("--open", f"a browser shows html, not {chosen}", "leave out --format")
    return chosen


def _check_out(out: Path | None, documents: tuple[Path, ...]) -> None:
    """Refuse to write over a document, by whatever path it is named."""
    if out is not None and out.exists() and any(path.exists() and path.samefile(out) for path in documents):
        raise _wrong("--out", f"{out} is one of the documents", "name another file")


def _render(comparison: Comparison, name: str, book: Codebook | None, *, width: int) -> str:
    if name == "json":
        from tokenwatch.reports.to_json import dump

        return dump(comparison.to_dict())
    if name == "html":
        from tokenwatch.reports.comparison import html

        return html.render(comparison, codebook=book)
    from tokenwatch.reports.comparison import terminal

    return terminal.render(comparison, codebook=book, width=width)


def _width(out: Path | None) -> int:
    """Give the terminal's columns within reason; a file has the widest, wherever it is written from."""
    return WIDEST if out is not None else max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def _write(out: Path, text: str, *, open_page: bool) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise _wrong("--out", f"{out} cannot be written: {error.strerror}", "name another place") from error
    sys.stderr.write(f"{out}\n")
    if open_page:
        import webbrowser

        webbrowser.open(out.resolve().as_uri())


def _wrong(place: str, message: str, hint: str) -> OptionError:
    return OptionError(message, kind="option", place=place, hint=hint)
