"""What the estimators take: one column of texts, in whatever holds it; missing texts are told from empty answers."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

from tokenwatch.assessment import Assessment
from tokenwatch.document import Document
from tokenwatch.errors import OptionError

_MOST_NAMED = 5
"""Rows that an error names: enough to find them, few enough for a line."""


def as_column(given: Any, *, kinds: tuple[type, ...] = (str,)) -> list[Any]:
    """Give a column of texts as a list, with ``None`` for each that is missing.

    Parameters
    ----------
    given
        Anything with one dimension that can be gone through: a list, a NumPy array, a pandas Series.
    kinds
        What may stand in it beside missing values. A blank text is missing as well: it says nothing.

    Raises
    ------
    OptionError
        If it is a single text, a table, or holds something else.

    Examples
    --------
    >>> as_column(["We met.", None, float("nan"), "  "])
    ['We met.', None, None, None]
    """
    if isinstance(given, str | bytes | Path | Document | Assessment):
        hint = "put it in a list: [text]"
        raise OptionError(f"a single {type(given).__name__} where several texts are needed", kind="texts", hint=hint)
    if hasattr(given, "columns") or getattr(given, "ndim", 1) != 1:
        hint = 'give one column: table["text"]'
        raise OptionError("a table where one column of texts is needed", kind="texts", hint=hint)
    try:
        items = list(given)
    except TypeError:
        message = f"a {type(given).__name__} where several texts are needed"
        raise OptionError(message, kind="texts", hint="give a list of texts") from None
    return [_as_item(item, place, kinds) for place, item in enumerate(items)]


def is_missing(item: Any) -> bool:
    """Say whether it is ``None``, pandas' ``NA``, or a value that does not equal itself, such as NaN and ``NaT``.

    Examples
    --------
    >>> is_missing(float("nan")), is_missing("")
    (True, False)
    """
    return item is None or type(item).__name__ == "NAType" or (isinstance(item, Hashable) and bool(item != item))  # noqa: PLR0124  # NaN


def refuse_missing(texts: Sequence[Any]) -> None:
    """Refuse a column in which a text is missing: what says nothing has no label.

    Raises
    ------
    OptionError
        It names the first rows.
    """
    rows = [str(place) for place, text in enumerate(texts) if text is None]
    if rows:
        named = ", ".join(rows[:_MOST_NAMED]) + (" …" if len(rows) > _MOST_NAMED else "")
        hint = 'leave these rows out: table.dropna(subset=["text"])'
        raise OptionError(f"no text in row {named} (counted from 0)", kind="no text", place="X", hint=hint)


def takes_texts(tags: Any) -> Any:
    """Say in an estimator's tags, for scikit-learn's own checks, that it takes one column of texts."""
    tags.input_tags.string = True
    tags.input_tags.one_d_array = True
    tags.input_tags.two_d_array = False
    return tags


def _as_item(item: Any, place: int, kinds: tuple[type, ...]) -> Any:
    if isinstance(item, str) and isinstance(item, kinds):
        return item if item.strip() else None
    if isinstance(item, kinds):
        return item
    if is_missing(item):
        return None
    named = ", ".join(kind.__name__ for kind in kinds)
    hint = f"each must be missing or one of: {named}"
    raise OptionError(f"a {type(item).__name__} among the texts", kind="texts", place=f"row {place}", hint=hint)
