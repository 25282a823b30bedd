"""A separate, limited process for bytes from strangers, seen from the side that may not die.

Parsers of PDF and Word files are large, and some are written in C: a hostile or merely broken file can hang
them, fill the memory or end their process. So they run in a child that can lose, and that is started again
for the next file. Bytes go in, JSON comes out, each with its length before it; no pickle, no file, no
environment.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, TypeVar

from tokenwatch.errors import ReadError
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.limits import Limits, raise_limit
from tokenwatch.readers.notes import Note
from tokenwatch.readers.protocol import draft_from_dict, notes_to_list, read_frame, write_frames
from tokenwatch.readers.refusals import FRESH_COPY, damaged, plain_lines, plain_name

_STARTING = 30.0
"""Seconds allowed on top for a child's start and imports: under 1 s, 10 s on an overloaded machine."""
_PER_CHARACTER = 6
"""Most bytes of JSON that one character may cost: a control character is written as six."""
_PER_BLOCK = 400
"""Bytes of JSON for a block beside its text: kind, page, mark and place take under 100."""
_ANSWERS = {"read": "draft", "table": "rows", "annotate": "copy"}
"""What the child calls its answer to each task."""
_LONGEST_REASON = 400
"""Characters of an error's message or hint; our own have under 200, and may name a part of the file."""

_BROKEN_OFF = (OSError, EOFError, ValueError, KeyError, TypeError)
"""What talking to a process that has ended, or answers nonsense, raises."""
Made = TypeVar("Made")


class Sandbox:
    """One child process, kept between files, started again when it has ended.

    Parameters
    ----------
    limits
        What the child may use. They are set once, when it starts.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, data: bytes, *, task: str, format_name: str, place: str, notes: Sequence[Note] = ()) -> Any:
        """Have the child do something with a file.

        Parameters
        ----------
        data
            The file's bytes.
        task
            ``"read"`` for a draft, ``"table"`` for the rows of a table, ``"annotate"`` for a copy with notes, each as
            the child writes them.
        format_name
            The ``FORMAT`` of the reader to use.
        place
            The name that errors are to give.
        notes
            What to say in a copy.

        Raises
        ------
        ReadError
            What the reader raised; or of kind ``"timed out"``, or ``"damaged"`` where the child ended.
        """
        process = self._running(place)
        record = {"task": task, "format_name": format_name, "notes": notes_to_list(notes)}
        request = json.dumps(record).encode()
        with _deadline(process, self.limits.seconds) as late:
            try:
                write_frames(_open(process.stdin), request, data)
                answer = self._receive(process)
                refusal = _as_error(answer["error"], place) if answer.get("error") else None
                given = None if refusal else answer[_ANSWERS[task]]
            except _BROKEN_OFF as error:
                self.close()
                raise self._lost(late.is_set(), place) from error
            except (
                BaseException
            ):  # interrupted from outside: the answer on its way must not be taken for the next file's
                self.close()
                raise
        if refusal is not None:
            raise refusal
        return given

    def close(self) -> None:
        """End the child, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            # What was still buffered for a child that has ended cannot be flushed.
            with contextlib.suppress(OSError):
                _open(stream).close()
        process.wait()

    def forget(self) -> None:
        """Leave the child to the process that started it: called in a process that was forked off."""
        self._process = None

    def _receive(self, process: subprocess.Popen[bytes]) -> dict[str, Any]:
        limits = self.limits
        # A file's members, or a copy of it, come back as base64, four bytes for three.
        packed = 2 * max(limits.inflated, limits.size)
        most = limits.characters * _PER_CHARACTER + limits.blocks * _PER_BLOCK + packed
        answer = json.loads(read_frame(_open(process.stdout), most).decode("utf-8", "surrogatepass"))
        if not isinstance(answer, dict):
            raise ValueError("the answer is no record")
        return answer

    def _running(self, place: str) -> subprocess.Popen[bytes]:
        """Give the child, started if need be. Its start is not counted against a file's time."""
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        here = Path(__file__).resolve()
        settings = {"limits": asdict(self.limits), "folder": str(here.parents[2])}
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and our own file
            [sys.executable, "-I", "-B", str(here.with_name("child.py")), json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
            cwd=Path(sys.executable).anchor or None,
        )
        with _deadline(self._process, _STARTING):
            try:
                self._receive(self._process)
            except _BROKEN_OFF as error:
                self.close()
                message = "the process that reads files does not start"
                hint = f"allow more memory than {self.limits.memory // 2**20:,} MiB: the limit memory, in bytes"
                raise ReadError(message, kind="damaged", place=place, hint=hint) from error
            except BaseException:
                self.close()
                raise
        return self._process

    def _lost(self, late: bool, place: str) -> ReadError:
        limits = self.limits
        if late:
            hint = f"split it, {raise_limit('seconds', limits.seconds)}"
            return ReadError(f"not read within {limits.seconds:g} seconds", kind="timed out", place=place, hint=hint)
        memory = f"{limits.memory // 2**20:,} MiB of memory"
        message = f"reading it broke off: it is damaged, or needs more than {memory}"
        return ReadError(
            message, kind="damaged", place=place, hint=f"{FRESH_COPY}, {raise_limit('memory', limits.memory)}"
        )


def _as_error(told: dict[str, Any], place: str) -> ReadError:
    """Make the error that the child tells of; a stranger's file had a hand in its words."""
    message, kind, hint = (plain_name(str(told[key])[:_LONGEST_REASON]) for key in ("message", "kind", "hint"))
    return ReadError(message, kind=kind, place=place, hint=hint, trace=plain_lines(str(told.get("trace", ""))))


@contextlib.contextmanager
def _deadline(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill a process that is not done in time; the event then says so."""
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise EOFError("the reading process has no pipe")
    return stream


_shared: dict[Limits, Sandbox] = {}
_lock = threading.Lock()


def read_apart(data: bytes, limits: Limits, *, format_name: str, place: str) -> Draft:
    """Read a file in this process's own child, which is started on the first call and kept.

    Raises
    ------
    ReadError
        As `Sandbox.ask`.
    """
    return _ask(data, limits, draft_from_dict, task="read", format_name=format_name, place=place)


def rows_apart(data: bytes, limits: Limits, *, format_name: str, place: str) -> list[list[str]]:
    """Read a table's rows in the same child; see `read_apart`."""
    return _ask(data, limits, _rows, task="table", format_name=format_name, place=place)


def annotate_apart(data: bytes, notes: Sequence[Note], limits: Limits, *, format_name: str, place: str) -> bytes:
    """Give a copy of a file with notes, made in the same child; see `read_apart`."""
    return _ask(data, limits, base64.b64decode, task="annotate", format_name=format_name, place=place, notes=notes)


def _ask(data: bytes, limits: Limits, make: Callable[[Any], Made], *, place: str, **request: Any) -> Made:
    with _lock:
        sandbox = _shared.setdefault(limits, Sandbox(limits))
        given = sandbox.ask(data, place=place, **request)
        try:
            return make(given)
        except (ValueError, KeyError, TypeError) as error:
            # The child is no more to be trusted than the file that it read.
            sandbox.close()
            raise damaged("reading it broke off", place=place) from error


def _rows(given: Any) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in given]


def _close_all() -> None:
    for sandbox in _shared.values():
        sandbox.close()
    _shared.clear()


def _after_fork() -> None:
    global _lock  # noqa: PLW0603  # the lock may have been held by a thread that does not exist here
    _lock = threading.Lock()
    for sandbox in _shared.values():
        sandbox.forget()
    _shared.clear()


atexit.register(_close_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
