"""What the reading process does: the other end of `worker`."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from typing import TYPE_CHECKING, Any

from tokenwatch.deadlines import deadline
from tokenwatch.document import Document
from tokenwatch.errors import ReadError, TokenwatchError, mistake
from tokenwatch.readers import Limits

if TYPE_CHECKING:
    from tokenwatch.analysis import Genre
    from tokenwatch.assessment import Assessment

_FIRST = "In May 2024 six tenants chose the new contractor, and we will co-produce the next plan with residents. " * 3
"""A text that makes every part of the pipeline load what it loads on first use."""


def serve_tasks(pipe: Connection, ready: Event, limits: Limits) -> None:
    """Do what the server asks for until it ends.

    Parameters
    ----------
    pipe
        Where tasks come in and answers go out; an error is an answer.
    ready
        Set when the libraries are loaded. Files are taken apart before that already.
    limits
        What one file may cost.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_server, daemon=True).start()
    warm = threading.Thread(target=_warm_up, args=(ready,), daemon=True)
    warm.start()
    with contextlib.suppress(EOFError, OSError):  # the server has ended
        while True:
            task, arguments = pipe.recv()
            if task == "scan":
                warm.join()
            pipe.send(_answer(task, arguments, limits))


def _answer(task: str, arguments: tuple[Any, ...], limits: Limits) -> Any:
    try:
        return _TASKS[task](limits, *arguments)
    except TokenwatchError as error:
        return error
    except MemoryError:
        hint = "split it, and give the parts"
        return TokenwatchError("it needs more memory than there is", kind="memory", hint=hint)
    except Exception as error:
        return mistake_of_ours(error)


def mistake_of_ours(error: Exception) -> TokenwatchError:
    """Make the error of something that is tokenwatch's own fault: a page shows no word of what may be a document's."""
    return mistake(error, hint="please report it, with the document if you may share it", words=False)


def _read(limits: Limits, data: bytes, name: str) -> tuple[Document | ReadError, ...]:
    from tokenwatch.readers import read_each

    return tuple(read_each(data, name=name, limits=limits))


def _scan(limits: Limits, document: Document, genre: Genre | None, seconds: float) -> Assessment:
    from tokenwatch.scan import scan_document

    hint = "split it into its chapters"
    late = TokenwatchError(f"not scanned within {seconds:g} seconds", kind="timed out", hint=hint)
    with deadline(seconds, late):
        return scan_document(document, genre=genre)


def _annotate(limits: Limits, data: bytes, assessment: Assessment, name: str) -> bytes:
    from tokenwatch.marked_copy import annotate

    return annotate(data, assessment, name=name, limits=limits)


_TASKS: Mapping[str, Callable[..., Any]] = {"read": _read, "scan": _scan, "annotate": _annotate}


def _warm_up(ready: Event) -> None:
    from tokenwatch.scan import scan_document

    try:
        scan_document(Document.from_text(_FIRST))
    finally:
        ready.set()  # what is wrong shows again, and is told, with the first document


def _end_with_server() -> None:
    """End when the server has ended, even one that was killed while this process was at work."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(1)
