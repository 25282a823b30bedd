"""The reading process: limit yourself, then answer one file after another until the input ends.

Run as a file, by `sandbox` alone. What it prints would corrupt the answers, so its output is moved out of
the way before any library is loaded.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

_OPEN_FILES = 64
"""Open files: four for the pipes, the rest for the interpreter's own imports."""
_GRACE = 5
"""Seconds after the deadline at which the child ends itself, should its parent have died before it could."""


def limit_yourself(memory: int) -> None:
    """Take away what a reader never needs: much memory, writing files, core dumps.

    Parameters
    ----------
    memory
        Address space in bytes.
    """
    try:
        import resource  # POSIX only; elsewhere the deadline alone holds
    except ImportError:
        return
    for name, most in (("AS", memory), ("FSIZE", 0), ("NOFILE", _OPEN_FILES), ("CORE", 0)):
        # macOS knows RLIMIT_AS but does not let it be set.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


def answer(
    data: bytes,
    task: str,
    format_name: str,
    limits_record: dict[str, float],
    notes: Sequence[Mapping[str, Any]] = (),
) -> dict[str, object]:
    """Read or mark one file, and give what came of it as JSON data: ``draft``, ``rows``, ``copy`` or ``error``.

    Parameters
    ----------
    data
        The file's bytes.
    task
        ``"read"``, ``"table"`` for the rows of a table of texts, or ``"annotate"`` for a copy with notes, in base64.
    format_name
        The ``FORMAT`` of the reader to use.
    limits_record
        A `Limits` by `dataclasses.asdict`.
    notes
        To annotate: what to say, as `tokenwatch.readers.notes.notes_to_list` gives it.
    """
    from tokenwatch.errors import ReadError
    from tokenwatch.readers.draft import draft_to_dict, within_limits
    from tokenwatch.readers.formats import reader_named
    from tokenwatch.readers.limits import Limits, raise_limit
    from tokenwatch.readers.notes import notes_from_list

    limits = Limits(**limits_record)  # type: ignore[arg-type]  # made of a Limits by asdict
    try:
        reader = reader_named(format_name)
        if task == "table":
            return {"rows": reader.table(data, limits)}  # type: ignore[attr-defined]  # the door asks only who has it
        if task == "annotate":
            copy = reader.annotate(data, notes_from_list(notes), limits)  # type: ignore[attr-defined]  # as above
            return {"copy": base64.b64encode(copy).decode()}
        return {"draft": draft_to_dict(within_limits(reader.read(data, limits), limits))}
    except ReadError as error:
        return {"error": error.to_dict()}
    except MemoryError:
        memory = f"{limits.memory // 2**20:,} MiB of memory"
        told = ReadError(
            f"reading it takes more than {memory}",
            kind="too large",
            hint=f"split it, {raise_limit('memory', limits.memory)}",
        )
    except Exception as error:  # a stranger's file must not end the process
        message = f"it could not be read as {format_name} ({type(error).__name__})"
        told = ReadError(message, kind="damaged", hint="open it, save a fresh copy, and try that")
    return {"error": told.to_dict()}


def _frame(stream: BinaryIO) -> bytes | None:
    length = stream.read(8)
    if len(length) < 8:
        return None
    return stream.read(int.from_bytes(length, "big"))


def _before_installed_packages() -> int:
    """Give the place in the path behind Python's own modules: the child must find the package that its parent runs."""
    installed = (number for number, entry in enumerate(sys.path) if entry.endswith(("site-packages", "dist-packages")))
    return next(installed, len(sys.path))


def main() -> None:
    """Say that you are there, then answer until the input ends."""
    settings = json.loads(sys.argv[1])
    sys.path.insert(_before_installed_packages(), settings["folder"])
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_yourself(int(settings["limits"]["memory"]))
    import tokenwatch.readers.formats  # noqa: F401  # what every file needs is loaded before any deadline runs

    _send(answers, {"ready": True})
    while (task := _frame(requests)) is not None and (data := _frame(requests)) is not None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, settings["limits"]["seconds"] + _GRACE)
        told = answer(data, **json.loads(task), limits_record=settings["limits"])
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        _send(answers, told)


def _send(stream: BinaryIO, told: dict[str, object]) -> None:
    payload = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(len(payload).to_bytes(8, "big"))
    stream.write(payload)
    stream.flush()


if __name__ == "__main__":
    main()
