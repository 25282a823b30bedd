"""Time that a piece of work may take, held even where a C library does not listen."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tokenwatch.errors import TokenwatchError

GRACE = 20.0
"""Seconds after its time that a document has to be interrupted; then its process ends. A call into C cannot be."""


@contextmanager
def deadline(seconds: float, error: TokenwatchError) -> Iterator[None]:
    """Interrupt what takes longer, and end the process where that does not help.

    Parameters
    ----------
    seconds
        How long it may take.
    error
        What to raise inside when that is over.

    Examples
    --------
    >>> with deadline(60, TokenwatchError("not done within a minute", kind="timed out")):
    ...     "done"
    'done'
    """

    def late(number: int, frame: Any) -> None:
        raise error

    gentle = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    with Path(os.devnull).open("w") as nowhere:
        # The only clock that runs while a C library holds the interpreter.
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=nowhere)
        before = signal.signal(signal.SIGALRM, late) if gentle else None
        if gentle:
            signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            if gentle:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, before)
            faulthandler.cancel_dump_traceback_later()
