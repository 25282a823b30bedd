"""What pictures of a corpus are drawn from: its documents as a table, those with an answer alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tokenwatch.assessment import Assessment
from tokenwatch.errors import OptionError, TokenwatchError
from tokenwatch.frames import documents_frame
from tokenwatch.overview.tables import load_results

if TYPE_CHECKING:
    import pandas

Readings = Assessment | Iterable[Assessment | TokenwatchError] | Any
"""An assessment, several, or a DataFrame as `documents_frame` and `scan_corpus` give it."""


def answered_documents(readings: Readings) -> tuple[pandas.DataFrame, str]:
    """Give the rows of the documents with a verdict, and a sentence on those that were left out.

    An abstention is no answer, and of a text that is not in English nothing was read.

    Raises
    ------
    OptionError
        If there is none, or a path was given in place of readings.
    ReadError
        If the table lacks columns.
    """
    if isinstance(readings, str | Path):
        message = "this is the path of a file, and pictures are drawn of readings"
        raise OptionError(message, kind="option", hint="scan it first: tokenwatch.scan(path)")
    frame = load_results(readings if hasattr(readings, "columns") else documents_frame(readings))
    answered = frame[frame["answered"]]
    if answered.empty:
        message = f"none of {len(frame)} documents has a verdict, so there is nothing to draw"
        raise OptionError(message, kind="empty", hint="the column 'why' says why not")
    without = len(frame) - len(answered)
    return answered, f" Left out: {without} without a verdict." if without else ""
