"""A foreign file that comes in: its bytes, where it stands, and what it may cost. Nothing in it is trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from tokenwatch.errors import ReadError
from tokenwatch.gold.records import Record, parse_json, parse_lines
from tokenwatch.readers.limits import DEFAULT_LIMITS, Limits, raise_limit


@dataclass(frozen=True, slots=True)
class Incoming:
    r"""A file to import.

    Parameters
    ----------
    data
        Its bytes.
    name
        Its name, for errors.
    limits
        What it may cost; ``size`` holds for the file, the others for what is packed in it.
    skip
        Labels to leave out.

    Examples
    --------
    >>> [record.place for record in Incoming(b'{"text": ""}\n', "mine/a.jsonl").lines()]
    ['a.jsonl:1']
    """

    data: bytes = field(repr=False)
    name: str
    limits: Limits = DEFAULT_LIMITS
    skip: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a file that is too large before anybody reads it.

        Raises
        ------
        ReadError
        """
        if len(self.data) > self.limits.size:
            message = f"it has over {self.limits.size / 2**20:,.0f} MiB"
            hint = f"split it, {raise_limit('size', self.limits.size)}"
            raise ReadError(message, kind="too large", place=self.name, hint=hint)

    @property
    def place(self) -> str:
        """The file's name without its folders."""
        return PurePath(self.name).name or self.name

    def damaged(self, what: str) -> ReadError:
        """Make the error for a file that is not of its format; the caller raises it."""
        return ReadError(what, kind="damaged", place=self.name, hint="export it again, and check --format")

    def json(self) -> Any:
        """Read the file as one JSON value.

        Raises
        ------
        ReadError, GoldError
            If it is none.
        """
        return parse_json(self._decoded(), self.place)

    def lines(self) -> Iterator[Record]:
        """Read the file as JSON objects, one a line; empty lines are passed over.

        Raises
        ------
        ReadError, GoldError
            If it holds something else.
        """
        return parse_lines(self._decoded(), self.place)

    def guarded(self, read: Callable[[], Any]) -> Any:
        """Run a library's reader: whatever it raises on a stranger's bytes is one error of ours.

        Raises
        ------
        ReadError
        """
        try:
            return read()
        except ReadError as error:
            place = error.place or self.name
            raise ReadError(error.message, kind=error.kind, place=place, hint=error.hint) from error
        except Exception as error:
            raise self.damaged(f"it is damaged, or no such file at all ({type(error).__name__})") from error

    def _decoded(self) -> str:
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise self.damaged("it is no UTF-8") from error
