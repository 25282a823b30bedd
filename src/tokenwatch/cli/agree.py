"""``tokenwatch agree``: how far two sets of labels agree, or a set of labels and tokenwatch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tokenwatch.cli.options import Debug, check_format
from tokenwatch.errors import OptionError

if TYPE_CHECKING:
    from rich.table import Table

    from tokenwatch.gold import GoldDocument
    from tokenwatch.measure import Agreement, Figure

FORMATS = ("terminal", "json")
WIDTH = 96
"""Columns of the widest table: what stands in it is short, so it does not go by the terminal's own width."""
NOTE = (
    "In brackets: 95 % of resamplings of whole sources (repo). n: what both sides answered; where tokenwatch abstains "
    "it gives no answer. Passages are compared where at least one side marked them. bias: the second's share less "
    "the first's."
)


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("agree")(agree_on_labels)


def agree_on_labels(
    first: Annotated[Path, typer.Argument(metavar="A.jsonl", help="Labelled documents, one a line.")],
    second: Annotated[
        Path | None, typer.Argument(metavar="B.jsonl", help="The same, labelled by somebody else; else tokenwatch.")
    ] = None,
    by: Annotated[str, typer.Option(help="Measure within groups too: genre or repo.")] = "",
    format: Annotated[  # noqa: A002 (the option's name)
        str, typer.Option("--format", "-f", help="terminal or json.")
    ] = "terminal",
    model: Annotated[str, typer.Option(help="Without B: folder of a trained model, or: rules.")] = "",
    debug: Debug = False,
) -> None:
    """Measure how far two people agree, or a person and tokenwatch: kappa, alpha, F1, bias."""
    check_format(format, FORMATS)
    if model and second is not None:
        hint = "leave out the second file, or --model"
        raise OptionError("a model is for tokenwatch in place of a second file", kind="option", hint=hint)
    from tokenwatch.gold import read_gold
    from tokenwatch.measure import agree

    labelled = read_gold(first)
    others = read_gold(second) if second is not None else _read_by_tokenwatch(labelled, first, model)
    found = agree(labelled, others, by=by)
    if format == "json":
        from tokenwatch.reports.to_json import dump

        names = [first.name, "tokenwatch" if second is None else second.name]
        typer.echo(dump({"between": names, "agreement": [one.to_dict() for one in found]}), nl=False)
    else:
        typer.echo(_for_terminal(found), nl=False)


def _read_by_tokenwatch(labelled: Sequence[GoldDocument], path: Path, model: str) -> Sequence[GoldDocument]:
    from tokenwatch.evaluate.run import scan_unseen
    from tokenwatch.gold import read_as_gold

    return read_as_gold(labelled, scan_unseen(model or None, labelled, path))


def _for_terminal(found: Sequence[Agreement]) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    text = StringIO()
    console = Console(file=text, width=WIDTH, color_system=None, legacy_windows=False)
    for group in dict.fromkeys(one.group for one in found):
        here = [one for one in found if one.group == group]
        console.print(Text(group.upper() or "ALL DOCUMENTS"))
        for table in _tables(here):
            console.print(table)
    console.print(Text(NOTE))
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"


def _tables(found: Sequence[Agreement]) -> Iterator[Table]:
    yield _table(
        ("label", "n", "same", "kappa", "alpha"),
        [
            (one.label, str(one.figures["same"].n), *(_show(one.figures[name]) for name in ("same", "kappa", "alpha")))
            for one in found
        ],
    )
    yield _table(
        ("label", "category", "n", "F1", "bias"),
        [
            (one.label, str(category), str(f1.n), _show(f1), _show(one.bias[category], sign=True))
            for one in found
            for category, f1 in one.f1.items()
            if f1.value is not None
        ],
    )


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    from rich.box import SIMPLE
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False)
    n_words = head.index("n")
    for column, title in enumerate(head):
        table.add_column(Text(title), justify="left" if column < n_words else "right", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _show(figure: Figure, *, sign: bool = False) -> str:
    if figure.value is None:
        return "–"
    form = "+.2f" if sign else ".2f"
    ends = "" if figure.low is None else f" ({figure.low:{form}} to {figure.high:{form}})"
    return f"{figure.value:{form}}{ends}"
