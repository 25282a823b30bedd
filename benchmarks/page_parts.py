"""The parts of a Markdown page that every measurement writes: lists and tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tokenwatch.measure import Figure


def bullets(lines: Iterable[str]) -> str:
    """Write a list."""
    return "\n".join(f"- {line}" for line in lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Collection[str] = ()) -> str:
    """Write a table; `numbers` are the heads of the columns that are set to the right.

    Examples
    --------
    >>> print(table(("tool", "ratio"), [("ours", "0.21")], numbers={"ratio"}))
    | tool | ratio |
    | --- | --: |
    | ours | 0.21 |
    """
    rule = ["--:" if name in numbers else "---" for name in head]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows))


def show(found: Figure, *, signed: bool = False) -> str:
    """Write a figure with its interval.

    Examples
    --------
    >>> show(Figure(0.256, 0.2, 0.314, None, 9)), show(Figure(0.05, -0.01, 0.1, None, 9), signed=True)
    ('0.26 (0.20 to 0.31)', '+0.05 (-0.01 to +0.10)')
    """
    if found.value is None or found.low is None or found.high is None:
        return "–"
    form = "+.2f" if signed else ".2f"
    return f"{found.value:{form}} ({found.low:{form}} to {found.high:{form}})"
