"""The process that reads: it takes strangers' documents apart and scans them, one at a time.

The server never does so itself. It answers at once while this process loads its libraries, and lives on where a
document ends it. Between the two runs a pipe; when the server ends, however it ends, so does the process.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, Protocol

from tokenwatch.deadlines import GRACE
from tokenwatch.errors import ReadError, TokenwatchError
from tokenwatch.readers import DEFAULT_LIMITS, Limits
from tokenwatch.web.tasks import serve_tasks

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from tokenwatch.analysis import Genre
    from tokenwatch.assessment import Assessment
    from tokenwatch.document import Document

LIMITS = replace(DEFAULT_LIMITS, documents=50)
"""What a file may cost here. Fifty documents in one archive is more than a list on a page is good for."""
READING = 90.0
"""Seconds for taking a file apart: four times what one file in it may take."""
SCANNING = 180.0
"""Seconds for scanning a document: a million dense characters take 20 to 40, four times that beside other work."""
COPYING = 90.0
"""Seconds for the marked-up copy, for which the file is taken apart again."""
STARTING = 60.0
"""Seconds on top for loading the libraries: 7 on a machine that has not read them from its disk yet."""


class Reads(Protocol):
    """What the pages need of whoever reads: `Worker`, or a stand-in in tests."""

    @property
    def ready(self) -> bool:
        """Whether the libraries are loaded."""
        ...

    @property
    def waiting(self) -> int:
        """How many tasks were given and are not yet done."""
        ...

    async def read(self, data: bytes, name: str) -> tuple[Document | ReadError, ...]:
        """Take a file apart."""
        ...

    async def scan(self, document: Document, genre: Genre | None) -> Assessment:
        """Scan a document."""
        ...

    async def annotate(self, data: bytes, assessment: Assessment, name: str) -> bytes:
        """Give the marked-up copy of a file."""
        ...


class Worker:
    """One process that reads documents, one after the other.

    Parameters
    ----------
    limits
        What one file may cost.
    extra
        Seconds allowed on top of every task before its process is ended.
    """

    def __init__(self, limits: Limits = LIMITS, *, extra: float = GRACE + STARTING) -> None:
        self.limits = limits
        self.extra = extra
        self.waiting = 0
        self._context = multiprocessing.get_context("spawn")
        # One thread talks to the process: who comes second waits its turn, and can still be called off.
        self._line = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tokenwatch-worker")
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._ready = self._context.Event()
        self._closed = False
        self._turn: object | None = None

    @property
    def ready(self) -> bool:
        """Whether the libraries are loaded."""
        return self._ready.is_set()

    @property
    def pid(self) -> int | None:
        """Number of the process; ``None`` where none runs."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the process, which begins to load the libraries."""
        self._ready = self._context.Event()
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(
            target=serve_tasks, args=(theirs, self._ready, self.limits), name="tokenwatch-reader", daemon=True
        )
        with _deaf_to_interrupts():
            self._process.start()
        theirs.close()  # so that the end of either side ends the pipe

    def close(self) -> None:
        """End the process and what waits for it."""
        self._closed = True
        self._line.shutdown(wait=False, cancel_futures=True)
        self._end()

    async def read(self, data: bytes, name: str) -> tuple[Document | ReadError, ...]:
        """Take a file apart, and the files inside it.

        Raises
        ------
        ReadError
            Where the file itself cannot be read.
        TokenwatchError
            Of kind ``"lost"`` where the process ended.
        """
        found: tuple[Document | ReadError, ...] = await self._ask("read", data, name, seconds=READING)
        return found

    async def scan(self, document: Document, genre: Genre | None) -> Assessment:
        """Scan a document.

        Raises
        ------
        TokenwatchError
            Of kind ``"timed out"``, or ``"lost"`` where the process ended.
        """
        assessment: Assessment = await self._ask("scan", document, genre, SCANNING, seconds=SCANNING)
        return assessment

    async def annotate(self, data: bytes, assessment: Assessment, name: str) -> bytes:
        """Give a copy of the file with the reading as comments.

        Raises
        ------
        TokenwatchError
            Where it cannot be marked up, or of kind ``"lost"``.
        """
        copy: bytes = await self._ask("annotate", data, assessment, name, seconds=COPYING)
        return copy

    async def _ask(self, task: str, *arguments: Any, seconds: float) -> Any:
        self.waiting += 1
        turn = object()
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._line, self._talk, turn, task, arguments, seconds + self.extra
            )
        except asyncio.CancelledError:
            # Its document was forgotten: nothing of it may go on in the process either.
            if self._turn is turn and (process := self._process) is not None:
                process.kill()
            raise
        finally:
            self.waiting -= 1

    def _talk(self, turn: object, task: str, arguments: tuple[Any, ...], seconds: float) -> Any:
        """Hand a task over and wait for its answer, in the one thread that may."""
        self._turn = turn
        try:
            process, pipe = self._running()
            with _ended_after(process, seconds):
                pipe.send((task, arguments))
                answer = pipe.recv()
        except (EOFError, OSError) as error:
            self._end()
            if not self._closed:
                self.start()  # it is ready sooner if it does not wait for the next document
            hint = "give the document again; if it breaks off once more, save a fresh copy of it, or split it"
            if task == "scan":  # its answer is kept, as that of any reading
                hint = f"to open this page again changes nothing: {hint}"
            message = "the program that reads broke off at this document, and was started again"
            raise TokenwatchError(message, kind="lost", hint=hint) from error
        finally:
            self._turn = None
        if isinstance(answer, TokenwatchError):
            raise answer
        return answer

    def _running(self) -> tuple[BaseProcess, Connection]:
        if self._process is None or not self._process.is_alive():
            self._end()
            self.start()
        if self._process is None or self._pipe is None:
            raise EOFError("it was closed meanwhile")
        return self._process, self._pipe

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if pipe is not None:
            pipe.close()


@contextlib.contextmanager
def _ended_after(process: BaseProcess, seconds: float) -> Iterator[None]:
    """End a process that takes too long, be it to take a task or to answer: that ends the wait for its pipe too."""
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let a process start that does not hear Ctrl-C, which a terminal sends to all of them: the server ends it."""
    if threading.current_thread() is not threading.main_thread() or os.name != "posix":
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
