"""A separate, limited process for bytes from strangers, seen from the side that may not die.

Parsers of PDF and Word files are large, and some are written in C: a hostile or merely broken file can hang
them, fill the memory or end their process. So they run in a child that can lose, and that is started again
for the next file. Bytes go in, JSON comes out, each with its length before it; no pickle, no file, no
environment.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from tokenwatch.errors import ReadError
from tokenwatch.readers.draft import Draft, draft_from_dict
from tokenwatch.readers.limits import Limits

_LENGTH = 8
"""Bytes of a frame's length, big-endian."""
_STARTING = 30.0
"""Seconds allowed on top for a child's start and imports: under 1 s, 10 s on an overloaded machine."""
_PER_CHARACTER = 16
"""Most bytes of JSON that one character may cost: a surrogate pair is written in 12, marks come on top."""


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

    def read(self, data: bytes, *, format_name: str, place: str) -> Draft:
        """Have the child read a file.

        Parameters
        ----------
        data
            The file's bytes.
        format_name
            The ``FORMAT`` of the reader to use.
        place
            The name that errors are to give.

        Raises
        ------
        ReadError
            What the reader raised; or of kind ``"timed out"``, or ``"damaged"`` where the child ended.
        """
        process, fresh = self._running()
        late = threading.Event()
        allowed = self.limits.seconds + (_STARTING if fresh else 0)
        timer = threading.Timer(allowed, _end_late, (process, late))
        timer.daemon = True
        timer.start()
        try:
            answer = self._exchange(process, data, format_name)
            draft = None if "error" in answer else draft_from_dict(answer["draft"])
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            self.close()
            raise self._lost(late.is_set(), place) from error
        finally:
            timer.cancel()
        if draft is None:
            told = answer["error"]
            raise ReadError(str(told["message"]), kind=str(told["kind"]), place=place, hint=str(told["hint"]))
        return draft

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

    def _exchange(self, process: subprocess.Popen[bytes], data: bytes, format_name: str) -> dict[str, Any]:
        stdin = _open(process.stdin)
        for frame in (format_name.encode(), data):
            stdin.write(len(frame).to_bytes(_LENGTH, "big"))
            stdin.write(frame)
        stdin.flush()
        stdout = _open(process.stdout)
        length = int.from_bytes(_exactly(stdout, _LENGTH), "big")
        if length > self.limits.characters * _PER_CHARACTER:
            raise ValueError("the answer is too long")
        answer = json.loads(_exactly(stdout, length))
        if not isinstance(answer, dict):
            raise ValueError("the answer is no record")
        return answer

    def _running(self) -> tuple[subprocess.Popen[bytes], bool]:
        if self._process is not None and self._process.poll() is None:
            return self._process, False
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
        return self._process, True

    def _lost(self, late: bool, place: str) -> ReadError:
        limits = self.limits
        if late:
            hint = "split it; if you trust it, read it in Python with a higher Limits.seconds"
            return ReadError(f"not read within {limits.seconds:g} seconds", kind="timed out", place=place, hint=hint)
        memory = f"{limits.memory // 2**20:,} MiB of memory"
        message = f"reading it broke off: it is damaged, or needs more than {memory}"
        return ReadError(message, kind="damaged", place=place, hint="open it, save a fresh copy, and try that")


def _end_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise EOFError("the reading process has no pipe")
    return stream


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("the reading process ended")
    return data


_shared: dict[Limits, Sandbox] = {}
_lock = threading.Lock()


def read_apart(data: bytes, limits: Limits, *, format_name: str, place: str) -> Draft:
    """Read a file in this process's own child, which is started on the first call and kept.

    Raises
    ------
    ReadError
        As `Sandbox.read`.
    """
    with _lock:
        sandbox = _shared.setdefault(limits, Sandbox(limits))
        return sandbox.read(data, format_name=format_name, place=place)


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
