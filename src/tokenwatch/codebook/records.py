"""From TOML tables to the records of `tokenwatch.codebook.schema`, driven by their fields.

One function serves every kind of record, so that a new field needs no new reading code.
"""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from tokenwatch.errors import CodebookError

Record = TypeVar("Record")

_PLAIN_NAMES = {str: "text", int: "a whole number", bool: "true or false", type(None): "nothing"}


def suggest(word: str, known: Iterable[str]) -> str:
    """Give a hint that names the nearest known word, or lists them all where none is near.

    Examples
    --------
    >>> suggest("wording", ["label", "wordings"])
    'did you mean wordings?'
    """
    names = list(known)
    near = difflib.get_close_matches(word, names, n=1)
    return f"did you mean {near[0]}?" if near else "known: " + ", ".join(names)


def build_record(cls: type[Record], table: Mapping[str, Any], place: str) -> tuple[Record | None, list[CodebookError]]:
    """Build a frozen dataclass of a TOML table.

    Parameters
    ----------
    cls
        The dataclass; its fields say which keys there are, of which type, and which may be missing.
    table
        The table as `tomllib` gives it, with one key for one field.
    place
        Where the table stands, for the errors.

    Returns
    -------
    record
        ``None`` where there is any problem.
    problems
        Every unknown key, missing key and wrong type, not only the first.

    Examples
    --------
    >>> from tokenwatch.codebook.schema import Source
    >>> build_record(Source, {"cite": "Arnstein 1969"}, "book.toml")
    (Source(cite='Arnstein 1969', url=''), [])
    """
    if not is_dataclass(cls):
        raise TypeError(f"{cls.__name__} is no dataclass")
    hints = get_type_hints(cls)
    needed = [f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING]
    problems = [
        CodebookError(f"unknown key {key!r}", kind="unknown key", place=place, hint=suggest(key, hints))
        for key in table
        if key not in hints
    ]
    problems += [
        CodebookError(f"the key {key!r} is missing", kind="missing key", place=place, hint=f"add {key} = …")
        for key in needed
        if key not in table
    ]
    values: dict[str, Any] = {}
    for key in hints:
        if key in table:
            values[key], found = _convert(hints[key], table[key], f"{place}, {key}")
            problems += found
    return (None, problems) if problems else (cls(**values), [])


def _convert(wanted: Any, value: object, place: str) -> tuple[Any, list[CodebookError]]:
    """Convert one value to the type that a field declares."""
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin is tuple:
        return _convert_list(inner[0], value, place)
    if origin in (Union, types.UnionType):
        allowed = inner
        fits = type(value) in allowed
    elif origin is Literal:
        if value in inner:
            return value, []
        hint = suggest(str(value), [str(item) for item in inner])
        return None, [CodebookError(f"{value!r} is not allowed here", kind="value", place=place, hint=hint)]
    elif is_dataclass(wanted) and isinstance(value, Mapping):
        return build_record(wanted, value, place)  # type: ignore[arg-type]  # is_dataclass does not narrow Any
    else:
        allowed = (wanted,)
        fits = type(value) is wanted
    if fits:
        return value, []
    names = " or ".join(_PLAIN_NAMES.get(item, "a table") for item in allowed)
    return None, [CodebookError(f"{value!r} is not {names}", kind="type", place=place, hint=f"write {names}")]


def _convert_list(wanted: Any, value: object, place: str) -> tuple[tuple[Any, ...], list[CodebookError]]:
    if not isinstance(value, list):
        problem = CodebookError(f"{value!r} is not a list", kind="type", place=place, hint='write ["…", "…"]')
        return (), [problem]
    items: list[Any] = []
    problems: list[CodebookError] = []
    for number, item in enumerate(value, start=1):
        built, found = _convert(wanted, item, f"{place} {number}")
        items.append(built)
        problems += found
    return tuple(items), problems
