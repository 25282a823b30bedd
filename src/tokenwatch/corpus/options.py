"""What can be chosen about a run."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from tokenwatch.analysis import Genre
from tokenwatch.errors import OptionError
from tokenwatch.readers import DEFAULT_LIMITS, Limits
from tokenwatch.readers.tables import ID_COLUMN, TEXT_COLUMN
from tokenwatch.scan import check_genre

_CUTTING = ("characters", "pages", "blocks", "documents")
"""Limits that change what is read; the others turn a reading into an error, which may be tried again."""
TIMEOUT = 300.0
"""Seconds for one document. A million dense characters take 20 to 40 s, four times that beside other work."""


@dataclass(frozen=True, kw_only=True)
class BatchOptions:
    """Settings of a run.

    Parameters
    ----------
    text_column
        Column of tables with the texts. By default it is ``"text"``, and a spreadsheet is a document and no table.
    id_column, title_column
        Columns with ids and titles. Without those of the default names, rows are numbered and have no title.
    genre
        Read all as this genre; see `tokenwatch.scan`.
    codebook, pipeline, model
        As for `tokenwatch.scan`.
    limits
        What one file may cost.
    names
        Leave names of people in the tables, instead of ``[name]``.
    timeout
        Seconds that one document may take; after that it is a row with its error.
    retry_errors
        Score again what ended in an error before.
    limit
        Documents to take, from the first; ``None`` for all.
    restart
        Throw away what an earlier run into the same file has done.
    """

    text_column: str | None = None
    id_column: str = ID_COLUMN
    title_column: str = "title"
    genre: Genre | None = None
    codebook: str | Path | None = None
    pipeline: str | None = None
    model: str | Path | None = None
    limits: Limits = field(default_factory=lambda: DEFAULT_LIMITS)
    names: bool = False
    timeout: float = TIMEOUT
    retry_errors: bool = False
    limit: int | None = None
    restart: bool = False

    def __post_init__(self) -> None:
        check_genre(self.genre)
        for name in ("timeout", "limit"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise OptionError(f"{name} is {value}", kind="option", hint="give a number above 0")

    @classmethod
    def of(cls, settings: dict[str, Any]) -> BatchOptions:
        """Make options of keyword arguments.

        Raises
        ------
        OptionError
            If there is no such setting, or it has a value that is not allowed.
        """
        known = {own.name for own in fields(cls)}
        for name in settings.keys() - known:
            raise OptionError(f"there is no setting {name!r}", kind="option", hint="use " + ", ".join(sorted(known)))
        return cls(**settings)

    @property
    def column_of_texts(self) -> str:
        """Column of tables with the texts, whether the user named it or not."""
        return self.text_column or TEXT_COLUMN

    @property
    def columns_named(self) -> list[str]:
        """Columns that the user asked for, and that a table therefore must have."""
        default = {own.name: own.default for own in fields(self)}
        return [getattr(self, name) for name in ("id_column", "title_column") if getattr(self, name) != default[name]]

    def identity(self) -> dict[str, Any]:
        """Give what a reading depends on beside the ids of codebook, pipeline and model."""
        limits = {name: getattr(self.limits, name) for name in _CUTTING}
        return {"genre": self.genre or "", "names": self.names, **limits}
