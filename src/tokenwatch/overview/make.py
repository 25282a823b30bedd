"""From the tables of a batch to an `Overview`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tokenwatch.errors import OptionError
from tokenwatch.overview.claims import find_claims
from tokenwatch.overview.groups import count_gaps, make_group, make_grouping
from tokenwatch.overview.records import DocumentRow, Grouping, Overview, Unread
from tokenwatch.overview.reuse import find_reuse
from tokenwatch.overview.tables import (
    check_columns,
    find_date_column,
    load_results,
    load_statements,
    read_date,
    show_cell,
)

if TYPE_CHECKING:
    import pandas

DEFAULT_BY = ("genre",)
MOST_ROWS = 5000
"""Documents in the table: a browser still sorts and filters so many at once, and the page stays under some 3 MB."""
MOST_EXAMPLES = 5
"""Documents named for each reason why some could not be read."""


def make_overview(results: Any, statements: Any = None, *, by: Sequence[str] = (), date: str | None = None) -> Overview:
    """Put a corpus together.

    Parameters
    ----------
    results
        Path of the table that ``tokenwatch batch`` wrote, Parquet or CSV, or a DataFrame of it.
    statements
        The table with one row a statement, in the same forms; without it nothing is said of wording.
    by
        Columns to group by; by default the genre.
    date
        Column with dates; by default one called date or year, if there is one.

    Raises
    ------
    ReadError
        If a table cannot be read or is another one.
    OptionError
        If there is no such column, or results and statements do not belong together.
    """
    everything = load_results(results)
    by = tuple(dict.fromkeys(by)) or DEFAULT_BY
    check_columns(everything, by, option="--by")
    check_columns(everything, (date,) if date else (), option="--date")
    date = date or find_date_column(everything)
    frame = everything[~everything["id"].duplicated() | everything["id"].isna()].reset_index(drop=True)
    dates = [read_date(value) for value in frame[date]] if date else [""] * len(frame)
    groupings, numbers = _groupings(frame, by, date, dates)
    columns = tuple(dict.fromkeys((*by, *((date,) if date else ()))))
    found, n_unmatched = _matching(statements, frame)
    documents = _documents(frame, columns, numbers)
    return Overview(
        total=make_group("all documents", frame),
        n_repeated=len(everything) - len(frame),
        groupings=groupings,
        gaps=count_gaps(frame),
        claims=None if found is None else find_claims(frame, found),
        reuse=None if found is None else find_reuse(found, dict(zip(frame["id"], dates, strict=True))),
        n_unmatched=n_unmatched,
        unread=_unread(frame),
        columns=columns,
        documents=documents,
        n_left_out=int((~frame["unreadable"]).sum()) - len(documents),
        date_column=date,
        n_undated=dates.count("") if date else 0,
        ids=_ids(frame),
    )


def _groupings(
    frame: pandas.DataFrame, by: Sequence[str], date: str, dates: Sequence[str]
) -> tuple[tuple[Grouping, ...], list[tuple[int, ...]]]:
    wanted: list[tuple[str, Any]] = [(column, frame[column]) for column in by]
    if date:
        wanted.append((f"year ({date})", [value[:4] for value in dates]))
    made = [make_grouping(column, frame, values) for column, values in wanted]
    return tuple(grouping for grouping, _ in made), list(zip(*(numbers for _, numbers in made), strict=True))


def _matching(statements: Any, frame: pandas.DataFrame) -> tuple[pandas.DataFrame | None, int]:
    """Give the statements of these documents, and how many others there are."""
    if statements is None:
        return None, 0
    found = load_statements(statements)
    own = found[found["document_id"].isin(frame["id"].dropna())]
    if len(found) and not len(own):
        message = "none of the statements is of a document in the results"
        hint = "give the two tables of one tokenwatch batch"
        raise OptionError(message, kind="option", place="--statements", hint=hint)
    return own, len(found) - len(own)


def _documents(
    frame: pandas.DataFrame, columns: Sequence[str], numbers: Sequence[tuple[int, ...]]
) -> tuple[DocumentRow, ...]:
    """Give those that were read, largest gap first, those without a verdict last."""
    gap = (frame["claimed"] - frame["evidenced"]).where(frame["answered"])
    order = frame.assign(gap=gap)[~frame["unreadable"]]
    order = order.sort_values(["gap", "id"], ascending=[False, True], na_position="last", kind="stable").head(MOST_ROWS)
    rows = zip(order.index, order.to_dict("records"), strict=True)
    return tuple(_document(row, columns, numbers[place]) for place, row in rows)


def _document(row: Mapping[Any, Any], columns: Sequence[str], groups: tuple[int, ...]) -> DocumentRow:
    answered, cells = row["answered"], tuple(show_cell(row[column]) for column in columns)
    chance: Any = row[f"p_{row['verdict']}"] if answered else None
    return DocumentRow(
        id=show_cell(row["id"]),
        title=show_cell(row["title"]),
        cells=cells,
        verdict=row["verdict"] if answered else "",
        probability=float(chance) if show_cell(chance) else None,
        claimed=int(row["claimed"]) if answered else None,
        evidenced=int(row["evidenced"]) if answered else None,
        gap=int(row["gap"]) if answered else None,
        presence=show_cell(row["presence"]) if answered else "",
        groups=groups,
    )


def _unread(frame: pandas.DataFrame) -> tuple[Unread, ...]:
    """Count documents that could not be read by the kind of error, or by its words where no kind is given."""
    found: dict[str, list[Mapping[Any, Any]]] = {}
    for row in frame[frame["unreadable"]].to_dict("records"):
        found.setdefault(show_cell(row.get("error_kind")) or row["error"], []).append(row)
    reasons = (
        Unread(
            reason=reason,
            hint=next((hint for row in rows if (hint := show_cell(row.get("error_hint")))), ""),
            n=len(rows),
            documents=tuple(f"{show_cell(row['id'])}: {row['error']}" for row in rows[:MOST_EXAMPLES]),
        )
        for reason, rows in found.items()
    )
    return tuple(sorted(reasons, key=lambda one: (-one.n, one.reason)))


def _ids(frame: pandas.DataFrame) -> tuple[tuple[str, tuple[str, ...]], ...]:
    names = [name for name in ("codebook_id", "pipeline_id", "model_id") if name in frame.columns]
    found = ((name.removesuffix("_id"), {show_cell(value) for value in frame[name]} - {""}) for name in names)
    return tuple((name, tuple(sorted(values))) for name, values in found if values)
