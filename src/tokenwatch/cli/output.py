"""Where the results of ``tokenwatch scan`` go: standard output, a file, a folder or the browser."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook
from tokenwatch.errors import OptionError, TokenwatchError
from tokenwatch.reports import Renderer, find_renderer, report_formats

WIDEST = 100
"""Columns: lines of more than about 100 characters are hard to follow, however wide the terminal."""
NARROWEST = 40
_BETWEEN = {"markdown": "---\n\n", "terminal": "─" * NARROWEST + "\n\n"}
"""What parts two documents on standard output."""


@dataclass(frozen=True)
class Result:
    """What came of one document: its assessment, or the error."""

    source: str
    assessment: Assessment | None = None
    error: TokenwatchError | None = None
    codebook: Codebook | None = None


@dataclass
class Output:
    """Takes results one by one and writes them where the user asked.

    Parameters
    ----------
    renderer
        How to write.
    sources
        The documents' own paths: several need a folder, and none of them is ever written over.
    out
        File, or folder where there are several; ``None`` is standard output.
    open_page
        Open each page in the browser.
    with_text
        Put the text into the JSON.
    several
        Whether there is more than one document.
    """

    renderer: Renderer
    sources: tuple[Path, ...]
    out: Path | None
    open_page: bool
    with_text: bool
    several: bool = False
    _held: list[Any] = field(default_factory=list)
    _written: list[Path] = field(default_factory=list)

    @classmethod
    def choose(cls, name: str, files: Sequence[str], *, out: Path | None, open_page: bool, with_text: bool) -> Output:
        """Settle format and place.

        Raises
        ------
        OptionError
            If the options contradict each other.
        """
        renderer = find_renderer(name or ("html" if open_page else _promised(out)))
        several = len(files) > 1
        if open_page and renderer.FORMAT != "html":
            raise _wrong("--open", f"a browser shows html, not {renderer.FORMAT}", "leave out --format")
        if out is not None and not several and any(_same(Path(file), out) for file in files):
            raise _wrong("--out", f"{out} is the document itself", "name another file")
        if out is None and open_page:
            import tempfile

            out = Path(tempfile.mkdtemp(prefix="tokenwatch-"))
        output = cls(renderer, tuple(map(Path, files)), out, open_page, with_text)
        if several:
            output.expect_several()
        return output

    def expect_several(self) -> None:
        """Prepare for more than one document: several were named, or one turned out to hold several.

        Raises
        ------
        OptionError
            If they have no room where the user wants them.
        """
        if self.renderer.FORMAT == "html" and self.out is None:
            raise _wrong("--format", "several pages cannot go to one output", "name a folder with --out")
        if self.out is not None and self.out.is_file() and not self._is_one_file:
            raise _wrong("--out", f"{self.out} is a file, and there are several documents", "name a folder")
        self.several = True

    def add(self, result: Result) -> None:
        """Take one result, and write it at once where that can be done."""
        if self.renderer.FORMAT == "json":
            data = self._as_data(result)
            if self._is_one_file:
                self._held.append(data)
            else:
                from tokenwatch.reports.to_json import dump

                self._write_file(self._path_for(result.source), dump(data))
        elif result.assessment is not None:
            text = self._render(result.assessment, result.codebook)
            if self.out is None:
                self._write_stream(text)
            else:
                self._write_file(self._path_for(result.source), text)

    def finish(self) -> None:
        """Write what had to wait for all results, and open the pages."""
        if self._held:
            from tokenwatch.reports.to_json import dump

            text = dump(self._held if self.several else self._held[0])
            if self.out is None:
                self._write_stream(text)
            else:
                self._write_file(self.out, text)
        if self.open_page:
            import webbrowser

            for path in self._written:
                webbrowser.open(path.resolve().as_uri())

    @property
    def _is_one_file(self) -> bool:
        """Whether all results go into one JSON list: to standard output, or to a file that is named as one."""
        named = self.out is not None and self.out.suffix.lower() == self.renderer.SUFFIX and not self.out.is_dir()
        return self.renderer.FORMAT == "json" and (self.out is None or named)

    def _as_data(self, result: Result) -> dict[str, Any]:
        if result.assessment is not None:
            return result.assessment.to_dict(with_text=self.with_text)
        error = result.error.to_dict() if result.error is not None else {}
        return {"source": result.source, "error": error}

    def _render(self, assessment: Assessment, codebook: Codebook | None) -> str:
        if self.renderer.FORMAT != "terminal":
            return self.renderer.render(assessment, codebook=codebook, with_text=self.with_text)
        from tokenwatch.reports import to_terminal

        if self.out is not None:
            return to_terminal.render(assessment, codebook=codebook)
        return to_terminal.render(assessment, codebook=codebook, colour=_wants_colour(), width=_width())

    def _write_stream(self, text: str) -> None:
        if self._written:
            sys.stdout.write("\n" + _BETWEEN.get(self.renderer.FORMAT, ""))
        self._written.append(Path(os.devnull))
        sys.stdout.write(text)

    def _write_file(self, path: Path, text: str) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            reason = f"{path} cannot be written: {error.strerror}"
            raise _wrong("--out", reason, "name another place") from error
        self._written.append(path)
        sys.stderr.write(f"{path}\n")

    def _path_for(self, source: str) -> Path:
        """Name the file for a document; of two documents with one name, the second gets a number."""
        assert self.out is not None  # noqa: S101 (callers have looked)
        if not self.several and not self.out.is_dir():
            return self.out
        stem = "standard-input" if source == "-" else Path(source).name
        suffix = self.renderer.SUFFIX
        for number in count(1):
            path = self.out / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
            if path not in self._written and not any(_same(path, own) for own in self.sources):
                break
        return path


def _promised(out: Path | None) -> str:
    """Name the format that the suffix of ``--out`` promises: whoever writes ``x.html`` wants a page."""
    suffix = "" if out is None else out.suffix.lower()
    if not suffix:
        return "terminal"
    return next((name for name in report_formats() if suffix == find_renderer(name).SUFFIX), "terminal")


def _wrong(place: str, message: str, hint: str) -> OptionError:
    return OptionError(message, kind="option", place=place, hint=hint)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _wants_colour() -> bool:
    """Follow https://no-color.org: colours on a terminal, unless NO_COLOR is set to something."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width() -> int:
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
