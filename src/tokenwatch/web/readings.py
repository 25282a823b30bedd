"""What is held in memory, and nowhere else: the last few uploads with their readings."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field

from tokenwatch.analysis import Genre
from tokenwatch.assessment import Assessment
from tokenwatch.document import Document
from tokenwatch.errors import ReadError, TokenwatchError
from tokenwatch.web.worker import Reads

MOST = 4
"""Uploads that are held. Two drafts side by side in two tabs each; with the largest files allowed, a quarter GiB."""
COPIED = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf"}
"""Formats of which a marked-up copy can be made, with their media types: their bytes are held as well."""


@dataclass(eq=False)
class Part:
    """One document of an upload, and its reading once somebody has asked for it.

    Parameters
    ----------
    key
        What its address is made of.
    name
        Its name, fit to be shown.
    found
        The document, or why it cannot be read.
    genre
        The kind of document, where it was chosen.
    data
        The file's bytes, where a copy can be made.
    """

    key: str
    name: str
    found: Document | ReadError
    genre: Genre | None = None
    data: bytes | None = None
    _scan: asyncio.Task[Assessment] | None = field(default=None, repr=False)

    def reading(self, worker: Reads) -> asyncio.Task[Assessment]:
        """Give the task that makes its reading, begun if need be.

        Raises
        ------
        ReadError
            Where it cannot be read.
        """
        if isinstance(self.found, ReadError):
            raise self.found
        if self._scan is None:
            self._scan = asyncio.create_task(worker.scan(self.found, self.genre))
            # An error that nobody came back to see is no news for the terminal.
            self._scan.add_done_callback(lambda task: task.cancelled() or task.exception())
        return self._scan

    def forget(self) -> None:
        """Call off its reading, be it waiting or under way."""
        if self._scan is not None:
            self._scan.cancel()


@dataclass(frozen=True, eq=False)
class Upload:
    """What somebody gave at once: a document, or a file that holds several."""

    key: str
    name: str
    parts: tuple[Part, ...]


class Shelf:
    """The last few uploads. The oldest goes when another comes.

    Parameters
    ----------
    most
        How many are held.
    """

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._uploads: OrderedDict[str, Upload] = OrderedDict()

    def __len__(self) -> int:
        return len(self._uploads)

    def add(
        self, name: str, found: tuple[Document | ReadError, ...], *, data: bytes, genre: Genre | None = None
    ) -> Upload:
        """Hold an upload under a name of its own that nobody can guess.

        Parameters
        ----------
        name
            Its name, fit to be shown.
        found
            What was read of it.
        data
            Its bytes.
        genre
            The kind of document, where it was chosen.
        """
        key = secrets.token_urlsafe(16)
        parts: tuple[Part, ...]
        if len(found) == 1:
            parts = (Part(key, name, found[0], genre, _to_copy(found[0], data)),)
        else:
            parts = tuple(
                Part(f"{key}.{number}", _inner_name(one, name), one, genre) for number, one in enumerate(found, 1)
            )
        upload = self._uploads[key] = Upload(key, name, parts)
        while len(self._uploads) > self.most:
            self.forget(next(iter(self._uploads)))
        return upload

    def upload(self, key: str) -> Upload:
        """Give an upload.

        Raises
        ------
        TokenwatchError
            Of kind ``"gone"``.
        """
        if key not in self._uploads:
            raise self._gone()
        return self._uploads[key]

    def part(self, key: str) -> Part:
        """Give a document: that of an upload which holds one, or one of several.

        Raises
        ------
        TokenwatchError
            Of kind ``"gone"``.
        """
        upload = self.upload(key.partition(".")[0])
        part = next((part for part in upload.parts if part.key == key), None)
        if part is None:
            raise self._gone()
        return part

    def forget(self, key: str) -> None:
        """Let go of an upload, if it is still held."""
        upload = self._uploads.pop(key, None)
        for part in upload.parts if upload is not None else ():
            part.forget()

    def _gone(self) -> TokenwatchError:
        hint = f"give the document again: only the last {self.most} are kept, and only until the program ends"
        return TokenwatchError("this reading is gone", kind="gone", hint=hint)


def _to_copy(found: Document | ReadError, data: bytes) -> bytes | None:
    """Give the bytes back where a copy can be made of them: of the file itself, not of a file inside it."""
    if not isinstance(found, Document) or found.format not in COPIED:
        return None
    return data if found.sha256 == hashlib.sha256(data).hexdigest() else None


def _inner_name(found: Document | ReadError, name: str) -> str:
    source = found.place if isinstance(found, ReadError) else found.source
    return source.removeprefix(f"{name}/") or name
