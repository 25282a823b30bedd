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
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

_OPEN_FILES = 64
"""Open files: four for the pipes, the rest for the interpreter's own imports."""
_GRACE = 5
"""Seconds after the deadline at which the child ends itself, should its parent have died before it could."""
_LONGEST_TRACE = 80_000
"""Characters: a few hundred lines, more than is shown. A message in it may quote the file."""
_FAULTS = (AttributeError, NameError, ImportError, NotImplementedError)
"""What code raises that is not finished, and hardly ever a file that is not sound."""


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

    An error that no reader raised on purpose has its traceback beside it.

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
        To annotate: what to say, as `tokenwatch.readers.protocol.notes_to_list` gives it.
    """
    from tokenwatch.errors import ReadError
    from tokenwatch.readers.draft import within_limits
    from tokenwatch.readers.formats import Annotator, TableReader, reader_named
    from tokenwatch.readers.limits import Limits, raise_limit
    from tokenwatch.readers.protocol import draft_to_dict, notes_from_list
    from tokenwatch.readers.refusals import damaged, faulty

    limits = Limits(**limits_record)  # type: ignore[arg-type]  # made of a Limits by asdict
    try:
        reader = reader_named(format_name)
        if task == "table" and isinstance(reader, TableReader):
            return {"rows": reader.table(data, limits)}
        if task == "annotate" and isinstance(reader, Annotator):
            copy = reader.annotate(data, notes_from_list(notes), limits)
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
        name = type(error).__name__
        guilty = isinstance(error, _FAULTS)
        told = faulty(format_name, name) if guilty else damaged(f"it could not be read as {format_name} ({name})")
        return {"error": told.to_dict() | {"trace": traceback.format_exc()[-_LONGEST_TRACE:]}}
    return {"error": told.to_dict()}


def _find_own_package(folder: str) -> None:
    """Put the parent's own folder behind Python's modules and before other packages, where it is not in the path."""
    if folder not in sys.path:
        places = (n for n, entry in enumerate(sys.path) if entry.endswith(("site-packages", "dist-packages")))
        sys.path.insert(next(places, len(sys.path)), folder)


def main() -> None:
    """Say that you are there, then answer until the input ends."""
    settings = json.loads(sys.argv[1])
    _find_own_package(settings["folder"])
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_yourself(int(settings["limits"]["memory"]))
    # What every file needs is loaded before any deadline runs, and after there are limits.
    from tokenwatch.readers.protocol import read_frame, write_frames

    write_frames(answers, _encoded({"ready": True}))
    with contextlib.suppress(EOFError):
        while True:
            task, data = json.loads(read_frame(requests)), read_frame(requests)
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, settings["limits"]["seconds"] + _GRACE)
            told = answer(data, **task, limits_record=settings["limits"])
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, 0)
            write_frames(answers, _encoded(told))


def _encoded(told: dict[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")


if __name__ == "__main__":
    main()
