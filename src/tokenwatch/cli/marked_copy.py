"""``tokenwatch scan --annotate``: the user's own document with notes at its sentences, as a file beside it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tokenwatch.assessment import Assessment
from tokenwatch.cli.documents import STANDARD_INPUT
from tokenwatch.cli.files import is_same, tell_path, unwritable
from tokenwatch.cli.options import wrong_option
from tokenwatch.codebook.schema import Codebook
from tokenwatch.errors import OptionError, ReadError

if TYPE_CHECKING:
    from tokenwatch.readers import Limits

_OPTION = "--annotate"
_PART = ".part"
"""Ending of a copy that is not written whole yet."""


@dataclass
class Copy:
    """Takes what was said of a document and writes its marked-up copy.

    Parameters
    ----------
    source
        The document's path, as the user gave it.
    data
        Its bytes.
    path
        Where the copy goes.
    limits
        What the document may cost.
    """

    source: str
    data: bytes
    path: Path
    limits: Limits
    _assessment: Assessment | None = None

    @classmethod
    def choose(
        cls, path: Path | None, files: Sequence[str], *, out: Path | None, by_row: bool, limits: Limits
    ) -> Copy | None:
        """Settle what is copied and where to, before anything is scanned; ``None`` where no copy is wanted.

        Raises
        ------
        OptionError
            If there is no one file to copy, or the copy has no place of its own.
        ReadError
            If the file cannot be opened, or cannot hold notes.
        """
        from tokenwatch.readers.guard import choose_annotator, load_file

        if path is None:
            return None
        if len(files) != 1 or by_row:
            raise _wrong("a copy is made of one document at a time", "name one file")
        if files[0] == STANDARD_INPUT:
            raise _wrong("a copy is made of a file, not of standard input", "save it, and name the file")
        if any(is_same(path, other) for other in (Path(files[0]), out) if other is not None):
            raise _wrong(f"{path} is taken: the document or the report is there", "name another file")
        data = load_file(Path(files[0]), limits)
        suffixes = choose_annotator(data, name=files[0], limits=limits).SUFFIXES
        own = Path(files[0]).suffix.lower()
        fitting = own if own in suffixes else suffixes[0]
        if path.suffix.lower() != fitting:
            raise _wrong(f"{path} cannot hold a copy of {files[0]}", f"give it a name that ends in {fitting}")
        return cls(files[0], data, path, limits)

    def take(self, assessment: Assessment | None) -> None:
        """Take what was said of the file itself; files inside it are passed over."""
        if assessment is not None and assessment.document.source == self.source:
            self._assessment = assessment

    def write(self, codebook: Codebook | None) -> None:
        """Write the copy: it is there whole, or not at all. Nothing where the file could not be read.

        Raises
        ------
        ReadError
            If the file turns out not to hold notes.
        OptionError
            If it changed meanwhile, or the copy cannot be written.
        """
        from tokenwatch.marked_copy import annotate

        if self._assessment is None:
            return
        try:
            made = annotate(self.data, self._assessment, name=self.source, codebook=codebook, limits=self.limits)
        except ReadError as error:
            told = {"kind": error.kind, "place": error.place, "hint": error.hint, "trace": error.trace}
            raise ReadError(f"no copy: {error.message}", **told) from error
        part = self.path.with_name(f".{self.path.name}{_PART}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # In a folder that others write to, a link may wait under this name.
            part.unlink(missing_ok=True)
            with part.open("xb") as file:
                file.write(made)
            os.replace(part, self.path)  # noqa: PTH105 (the name says that it writes over an earlier copy)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise unwritable(_OPTION, self.path, error) from error
        tell_path(self.path)


def _wrong(message: str, hint: str) -> OptionError:
    return wrong_option(_OPTION, message, hint)
