"""Where a run is: a bar on a terminal or in a notebook, plain lines in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

_BETWEEN_LINES = 30.0
"""Seconds between two lines of a log: a night's run leaves a thousand."""


class Progress(Protocol):
    """What a run tells its user through."""

    def over(self, total: int, done: int) -> AbstractContextManager[None]:
        """Give the time of the run: of `total` documents that differ, `done` are done already."""

    def advance(self, documents: int, errors: int) -> None:
        """Take note that so many more are done, and so many of them ended in an error."""


class Quiet:
    """Says nothing."""

    @contextmanager
    def over(self, total: int, done: int) -> Iterator[None]:
        """Do nothing."""
        yield

    def advance(self, documents: int, errors: int) -> None:
        """Do nothing."""


class Bar:
    """A bar with rate, time left and errors so far; in a notebook, the notebook's."""

    @contextmanager
    def over(self, total: int, done: int) -> Iterator[None]:
        """Show the bar."""
        from tqdm.auto import tqdm

        self._errors = 0
        self._bar: Any = tqdm(total=total, initial=done, unit="doc", desc="scanning", smoothing=0.1)
        with self._bar:
            yield

    def advance(self, documents: int, errors: int) -> None:
        """Move it."""
        self._errors += errors
        self._bar.set_postfix(errors=self._errors, refresh=False)
        self._bar.update(documents)


class Lines:
    """A line now and then, on standard error."""

    @contextmanager
    def over(self, total: int, done: int) -> Iterator[None]:
        """Say how much there is to do."""
        self._total, self._done, self._errors = total, done, 0
        self._first = done
        self._began = self._said = time.monotonic()
        already = f", {done:,} are done already" if done else ""
        sys.stderr.write(f"{total:,} documents{already}\n")
        yield

    def advance(self, documents: int, errors: int) -> None:
        """Say where it is, if that was not said lately."""
        self._done += documents
        self._errors += errors
        now = time.monotonic()
        if now - self._said < _BETWEEN_LINES and self._done < self._total:
            return
        self._said = now
        rate = (self._done - self._first) / max(now - self._began, 0.001)
        left = (self._total - self._done) / rate
        sys.stderr.write(
            f"{self._done:,} of {self._total:,} documents, {rate:.1f} a second, "
            f"{say_duration(left)} left, {self._errors:,} errors\n"
        )


def choose_progress(wanted: bool | Progress | None) -> Progress:
    """Choose how to tell: ``None`` means a bar where somebody looks, and lines where not."""
    if isinstance(wanted, bool):
        return Bar() if wanted else Quiet()
    return wanted or (Bar() if _somebody_looks() else Lines())


def say_duration(seconds: float) -> str:
    """Give a duration as people say it.

    Examples
    --------
    >>> say_duration(42), say_duration(600), say_duration(7300)
    ('42 s', '10 min', '2 h 2 min')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _somebody_looks() -> bool:
    return sys.stderr.isatty() or "ipykernel" in sys.modules
