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
from tokenwatch.cli.documents import STANDARD_INPUT, Result
from tokenwatch.cli.files import is_same, new_folder, open_page, refuse_sources, tell_path, write_file
from tokenwatch.cli.options import wrong_option
from tokenwatch.codebook.schema import Codebook
from tokenwatch.reports import Renderer, find_renderer, report_formats

WIDEST = 100
"""Columns: lines of more than about 100 characters are hard to follow, however wide the terminal."""
NARROWEST = 40
_BETWEEN = {"markdown": "---\n\n", "terminal": "─" * NARROWEST + "\n\n"}
"""What parts two documents on standard output."""


def choose_renderer(name: str, out: Path | None, *, in_browser: bool, subject: str = "") -> Renderer:
    """Give the renderer of the format named, else of that which ``--open`` or the suffix of ``--out`` promises.

    Parameters
    ----------
    name
        Format that the user named; ``""`` for none.
    out
        File to write to: whoever writes ``x.html`` wants a page.
    in_browser
        Whether the result is opened in the browser.
    subject
        As for `tokenwatch.reports.report_formats`.

    Raises
    ------
    OptionError
        If there is no such format, or a browser does not show it.
    """
    suffix = "" if out is None else out.suffix.lower()
    promised = (known for known in report_formats(subject) if suffix == find_renderer(known, subject).SUFFIX)
    fallback = "html" if in_browser else next(promised, "terminal") if suffix else "terminal"
    renderer = find_renderer(name or fallback, subject)
    if in_browser and renderer.FORMAT != "html":
        raise wrong_option("--open", f"a browser shows html, not {renderer.FORMAT}", "leave out --format")
    return renderer


def terminal_width() -> int:
    """Give the terminal's columns within reason."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


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
    in_browser
        Open each page in the browser.
    with_text
        Put the text into the JSON.
    codebook
        Where the words for levels and indicators come from; ``None`` for the shipped one.
    several
        Whether there is more than one document.
    """

    renderer: Renderer
    sources: tuple[Path, ...]
    out: Path | None
    in_browser: bool
    with_text: bool
    codebook: Codebook | None
    several: bool = False
    _held: list[Any] = field(default_factory=list)
    _written: list[Path] = field(default_factory=list)

    @classmethod
    def choose(
        cls,
        name: str,
        files: Sequence[str],
        *,
        out: Path | None,
        in_browser: bool,
        with_text: bool,
        codebook: Codebook | None,
    ) -> Output:
        """Settle format and place.

        Raises
        ------
        OptionError
            If the options contradict each other.
        """
        renderer = choose_renderer(name, out, in_browser=in_browser)
        sources = tuple(map(Path, files))
        if len(files) == 1:
            refuse_sources(out, sources)
        output = cls(renderer, sources, out, in_browser, with_text, codebook)
        if len(files) > 1:
            output.expect_several()
        return output

    def expect_several(self) -> None:
        """Prepare for more than one document: several were named, or one turned out to hold several.

        Raises
        ------
        OptionError
            If they have no room where the user wants them.
        """
        if self.renderer.FORMAT == "html" and self.out is None and not self.in_browser:
            raise wrong_option("--format", "several pages cannot go to one output", "name a folder with --out")
        if self.out is not None and self.out.is_file() and not self._is_one_file:
            raise wrong_option("--out", f"{self.out} is a file, and there are several documents", "name a folder")
        self.several = True

    def add(self, result: Result) -> None:
        """Take one result, and write it at once where that can be done."""
        if self.out is None and self.in_browser:
            self.out = new_folder()  # not before there is something to put into it
        if self.renderer.FORMAT == "json":
            data = self._as_data(result)
            if self._is_one_file:
                self._held.append(data)
            else:
                from tokenwatch.reports.to_json import dump

                self._write_file(self._path_for(result.source), dump(data))
        elif result.assessment is not None:
            text = self._render(result.assessment)
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
        if self.in_browser:
            for path in self._written:
                open_page(path)

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

    def _render(self, assessment: Assessment) -> str:
        if self.renderer.FORMAT != "terminal" or self.out is not None:
            return self.renderer.render(assessment, codebook=self.codebook)
        from tokenwatch.reports import to_terminal

        return to_terminal.render(assessment, codebook=self.codebook, colour=_wants_colour(), width=terminal_width())

    def _write_stream(self, text: str) -> None:
        if self._written:
            sys.stdout.write("\n" + _BETWEEN.get(self.renderer.FORMAT, ""))
        self._written.append(Path(os.devnull))
        sys.stdout.write(text)

    def _write_file(self, path: Path, text: str) -> None:
        write_file(path, text)
        self._written.append(path)
        tell_path(path)

    def _path_for(self, source: str) -> Path:
        """Name the file for a document; of two documents with one name, the second gets a number."""
        assert self.out is not None  # noqa: S101 (callers have looked)
        if not self.several and not self.out.is_dir():
            return self.out
        stem = "standard-input" if source == STANDARD_INPUT else Path(source).name
        suffix = self.renderer.SUFFIX
        for number in count(1):
            path = self.out / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
            if path not in self._written and not (path.exists() and any(is_same(path, own) for own in self.sources)):
                break
        return path


def _wants_colour() -> bool:
    """Follow https://no-color.org: colours on a terminal, unless NO_COLOR is set to something."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
