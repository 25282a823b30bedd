"""From TOML tables to the records of `tokenwatch.codebook.schema`, driven by their fields.

One function serves every kind of record, so that a new field needs no new reading code. Where a field is called
otherwise in a file, or stands in an inner table there, its metadata say so (`schema.KEY`).
"""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from tokenwatch.codebook.places import Place
from tokenwatch.codebook.schema import KEY
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


def build_record(
    cls: type[Record], table: Mapping[str, Any], place: Place
) -> tuple[Record | None, list[CodebookError]]:
    """Build a frozen dataclass of a TOML table.

    Parameters
    ----------
    cls
        The dataclass; its fields say which keys there are, of which type, and which may be missing.
    table
        The table as `tomllib` gives it.
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
    >>> build_record(Source, {"cite": "Arnstein 1969"}, Place("book.toml"))
    (Source(cite='Arnstein 1969', url=''), [])
    """
    if not is_dataclass(cls):
        raise TypeError(f"{cls.__name__} is no dataclass")
    hints = get_type_hints(cls)
    keys = {str(item.metadata.get(KEY, item.name)): item for item in fields(cls)}
    flat = _flatten(table, keys)
    problems = [
        _problem(f"unknown key {_last(key)!r}", "unknown key", place.at(key), _suggest_key(key, keys))
        for key in flat
        if key not in keys
    ]
    for key, item in keys.items():
        if key not in flat and item.default is MISSING and item.default_factory is MISSING:
            hint = f"add {_as_written(key, hints[item.name])}"
            problems.append(_problem(f"the key {_last(key)!r} is missing", "missing key", place.at(), hint))
    values: dict[str, Any] = {}
    for key, item in keys.items():
        if key in flat:
            values[item.name], found = _convert(hints[item.name], flat[key], place.at(key))
            problems += found
    return (None, problems) if problems else (cls(**values), [])


def _flatten(table: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Give ``{"examples": {"match": …}}`` as ``{"examples.match": …}``, for the inner tables that there may be."""
    inner = {key.partition(".")[0] for key in keys if "." in key}
    flat: dict[str, Any] = {}
    for key, value in table.items():
        if key in inner and isinstance(value, Mapping):
            flat |= {f"{key}.{name}": content for name, content in value.items()}
        else:
            flat[key] = value
    return flat


def _last(key: str) -> str:
    return key.rpartition(".")[2]


def _suggest_key(key: str, keys: Iterable[str]) -> str:
    """Suggest a key of the same table; one that is known in an inner table is sent there."""
    outer = key.rpartition(".")[0]
    if not outer:
        for known in keys:
            if "." in known and _last(known) == key:
                return f"it stands under [{known.rpartition('.')[0]}]"
    names = [_last(known) if known.rpartition(".")[0] == outer else known for known in keys]
    return suggest(_last(key), names)


def _as_written(key: str, wanted: Any) -> str:
    """Write a missing key as its file would."""
    if get_origin(wanted) is tuple and is_dataclass(get_args(wanted)[0]):
        return f"[[{key}]]"
    outer, _, name = key.rpartition(".")
    return f"{name} = … under [{outer}]" if outer else f"{name} = …"


def _problem(message: str, kind: str, place: str, hint: str) -> CodebookError:
    return CodebookError(message, kind=kind, place=place, hint=hint)


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
        return None, [_problem(f"{value!r} is not allowed here", "value", place, hint)]
    elif is_dataclass(wanted) and isinstance(value, Mapping):
        return build_record(wanted, value, Place(place))  # type: ignore[arg-type]  # is_dataclass does not narrow Any
    else:
        allowed = (wanted,)
        fits = type(value) is wanted
    if fits:
        return value, []
    names = " or ".join(_PLAIN_NAMES.get(item, "a table") for item in allowed)
    return None, [_problem(f"{value!r} is not {names}", "type", place, f"write {names}")]


def _convert_list(wanted: Any, value: object, place: str) -> tuple[tuple[Any, ...], list[CodebookError]]:
    if not isinstance(value, list):
        hint = "begin a table with [[…]]" if is_dataclass(wanted) else 'write ["…", "…"]'
        return (), [_problem(f"{value!r} is not a list", "type", place, hint)]
    items: list[Any] = []
    problems: list[CodebookError] = []
    for number, item in enumerate(value, start=1):
        built, found = _convert(wanted, item, f"{place} {number}")
        items.append(built)
        problems += found
    return tuple(items), problems
