"""One line of a JSONL file with its place, and typed access to its keys.

Kept apart from the gold format itself: here is how to look, there is what to look for.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenwatch.errors import GoldError


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object and where it stands.

    Parameters
    ----------
    data
        The object.
    place
        ``file:line``, with the key and number for an object inside another.
    """

    data: dict[str, Any]
    place: str

    def error(self, message: str, *, hint: str = "") -> GoldError:
        """Make the error for this record; the caller raises it."""
        return GoldError(message, kind="gold", place=self.place, hint=hint)

    def text(self, key: str, *, required: bool = False) -> str:
        """Give a string; ``""`` where the key is absent or null and not required."""
        return self._typed(key, str, required=required) or ""

    def flag(self, key: str) -> bool | None:
        """Give true or false, or ``None`` where the key is absent or null."""
        value = self._typed(key, bool, required=False)
        return None if value is None else bool(value)

    def count(self, key: str) -> int:
        """Give a whole number of 0 or more that must be there."""
        self._typed(key, int, required=True)
        return self.number(key) or 0

    def number(self, key: str, allowed: Collection[int] | None = None) -> int | None:
        """Give a whole number of 0 or more, one of `allowed` where that is given, or ``None``."""
        value = self._typed(key, int, required=False)
        if value is None:
            return None
        if value < 0 or (allowed is not None and value not in allowed):
            expected = f"from {min(allowed)} to {max(allowed)}" if allowed else "0 or more"
            raise self.error(f"{key!r} is {value}, it must be {expected}")
        return int(value)

    def one_of(self, key: str, allowed: Collection[str]) -> str | None:
        """Give a label that is one of `allowed`."""
        value: str | None = self._typed(key, str, required=False)
        if value is not None and value not in allowed:
            raise self.error(f"{key!r} is the unknown label {value!r}", hint=f"one of {', '.join(allowed)}")
        return value

    def items(self, key: str, *, required: bool = False) -> list[Record]:
        """Give the objects in a list, each with its place."""
        found = self._typed(key, list, required=required) or []
        return [as_record(item, f"{self.place}, {key} {number}") for number, item in enumerate(found, 1)]

    def inner(self, key: str) -> Record:
        """Give the object under a key, an empty one where the key is absent or null."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, dict):
            raise self.error(f"{key!r} is no JSON object", hint="it must be {…}")
        return Record(value or {}, self.place)

    def _typed(self, key: str, kind: type, *, required: bool) -> Any:
        value = self.data.get(key)
        if value is None:
            if required:
                raise self.error(f"the key {key!r} is missing", hint="see the gold format")
            return None
        # bool is a subclass of int, and a level of `true` is a slip, not a 1.
        if type(value) is not kind:
            raise self.error(f"{key!r} is {type(value).__name__}, it must be {kind.__name__}")
        return value


def read_records(path: Path) -> list[Record]:
    """Read a JSONL file line by line; empty lines are passed over.

    Raises
    ------
    GoldError
        If the file is missing, is no UTF-8, holds no line, or a line is no JSON object.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        hint = error.strerror or "check the path"
        raise GoldError("the gold file cannot be read", kind="missing", place=str(path), hint=hint) from error
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8"
        raise GoldError("the gold file is no UTF-8", kind="gold", place=str(path), hint=hint) from error
    records = list(parse_lines(content, path.name))
    if not records:
        raise GoldError("the gold file is empty", kind="gold", place=str(path), hint="one JSON object a line")
    return records


def parse_lines(text: str, name: str) -> Iterator[Record]:
    """Give the JSON objects of a text, one a line; empty lines are passed over.

    Raises
    ------
    GoldError
        If a line is no JSON object.
    """
    # Not splitlines(): JSON may hold U+2028 and other line separators unescaped.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            place = f"{name}:{number}"
            yield as_record(parse_json(line, place), place)


def parse_json(text: str, place: str) -> Any:
    """Read one JSON value.

    Raises
    ------
    GoldError
        If it is none.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise GoldError(f"bad JSON: {error.msg} at column {error.colno}", kind="gold", place=place) from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, and lists in lists in lists
        raise GoldError("bad JSON: it is too deep, or holds too long a number", kind="gold", place=place) from error


def as_record(value: object, place: str) -> Record:
    """Take a JSON value for an object.

    Raises
    ------
    GoldError
        If it is none.
    """
    if not isinstance(value, dict):
        raise GoldError("this is no JSON object", kind="gold", place=place, hint="it must be {…}")
    return Record(value, place)
