"""Reading what the browser sends: counted, within a time, and in memory only.

A form's first field is the token of this run. A file that comes before it is not kept, so that nobody fills the memory
who has not seen the page.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tokenwatch.errors import TokenwatchError

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks
    from starlette.requests import Request

TOKEN = "token"  # noqa: S105  # the field's name
DRAINED = 16
"""How many times the allowed size is read and thrown away, so that a browser that sends too much gets to see the
answer: it shows none while it is still sending."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may be sent.

    Parameters
    ----------
    file
        Bytes of a file.
    text
        Bytes of one field.
    parts
        Fields and files. The corrections have a few for each statement.
    seconds
        Time for all of it. From the same machine even the largest file takes one.
    """

    file: int = 64 * 2**20
    text: int = 4 * 2**20
    parts: int = 5_000
    seconds: float = 60.0

    @property
    def body(self) -> int:
        """Bytes in all: a file, a text, and what stands around them."""
        return self.file + self.text + 2**16


@dataclass(slots=True)
class Form:
    """A form that was filled in.

    Parameters
    ----------
    fields
        Values by name; of two with one name the last.
    file_name, file
        The file, ``None`` where none was chosen.
    """

    fields: dict[str, str] = field(default_factory=dict)
    file_name: str = ""
    file: bytes | None = None


async def read_form(request: Request, *, token: str, bounds: Bounds) -> Form:
    """Read the form of a request.

    Parameters
    ----------
    request
        Its body is not read yet.
    token
        That of this run.
    bounds
        How much may come.

    Raises
    ------
    TokenwatchError
        Of kind ``"too large"``, ``"slow"``, ``"malformed"`` or ``"stale"``.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    read = {"multipart/form-data": _read_multipart, "application/x-www-form-urlencoded": _read_urlencoded}.get(kind)
    if read is None:
        raise malformed()
    try:
        async with asyncio.timeout(bounds.seconds):
            form = await read(request, token, bounds)
    except TimeoutError as error:
        message = f"the document did not arrive within {bounds.seconds:g} seconds"
        raise TokenwatchError(message, kind="slow", hint="try again") from error
    check_token(form.fields.get(TOKEN, ""), token)
    return form


def check_token(given: str, token: str) -> None:
    """Refuse what does not come from a page of this run.

    Raises
    ------
    TokenwatchError
        Of kind ``"stale"``.
    """
    if not hmac.compare_digest(given.encode("utf-8", "replace"), token.encode()):
        hint = "go to the start page and give the document again"
        raise TokenwatchError("this page is from before the program was started again", kind="stale", hint=hint)


def malformed() -> TokenwatchError:
    """Make the error of a request that no page of ours sends."""
    return TokenwatchError("the form could not be understood", kind="malformed", hint="go to the start page")


def too_large(most: int) -> TokenwatchError:
    """Make the error of a document that is larger than what is read."""
    message = f"this is too large: at most {most / 2**20:,.0f} MB are read"
    return TokenwatchError(message, kind="too large", hint="save it without pictures, or split it")


async def _read_urlencoded(request: Request, token: str, bounds: Bounds) -> Form:
    from starlette.formparsers import FormParser, MultiPartException

    chunks = _counted(request, bounds.text, bounds.text)
    parser = FormParser(request.headers, chunks, max_fields=bounds.parts, max_part_size=bounds.text)
    try:
        values = await parser.parse()
    except MultiPartException as error:
        raise malformed() from error
    return Form({name: value for name, value in values.items() if isinstance(value, str)})


async def _read_multipart(request: Request, token: str, bounds: Bounds) -> Form:
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import MultipartParser, parse_options_header

    boundary = parse_options_header(request.headers["content-type"])[1].get(b"boundary", b"")
    parts = _Parts(token, bounds)
    try:
        parser = MultipartParser(boundary, parts.callbacks())
        async for chunk in _counted(request, bounds.body, bounds.file):
            parser.write(chunk)
        parser.finalize()
    except FormParserError as error:
        raise malformed() from error
    if parts.refusal is not None:
        raise parts.refusal
    return parts.form


async def _counted(request: Request, most: int, told: int) -> AsyncGenerator[bytes]:
    """Give the body's pieces. What comes beyond the bound is counted and thrown away, up to a bound of its own."""
    total = 0
    async for chunk in request.stream():
        total += len(chunk)
        if total <= most:
            yield chunk
        elif total > most * DRAINED:
            break
    if total > most:
        raise too_large(told)


class _Parts:
    """The parts of a form as the parser comes upon them. Nothing is spooled to disk.

    What is refused is thrown away as it comes: a browser shows no answer while it is still sending.
    """

    def __init__(self, token: str, bounds: Bounds) -> None:
        self.form = Form()
        self.refusal: TokenwatchError | None = None
        self._token = token
        self._bounds = bounds
        self._left = bounds.parts
        self._header, self._value = bytearray(), bytearray()
        self._about: Mapping[bytes, bytes] = {}
        self._data = bytearray()

    def callbacks(self) -> MultipartCallbacks:
        """Give what the parser calls."""
        return {
            "on_part_begin": self.part_begin,
            "on_header_field": self.header_field,
            "on_header_value": self.header_value,
            "on_header_end": self.header_end,
            "on_headers_finished": self.headers_finished,
            "on_part_data": self.part_data,
            "on_part_end": self.part_end,
        }

    def part_begin(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise malformed()
        self._about, self._data = {}, bytearray()

    def header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_end(self) -> None:
        from python_multipart.multipart import parse_options_header

        if self._header.lower() == b"content-disposition":
            self._about = parse_options_header(bytes(self._value))[1]
        self._header.clear()
        self._value.clear()

    def headers_finished(self) -> None:
        if b"name" not in self._about or (self._is_file and self.form.file is not None):
            raise malformed()
        if self._is_file:
            try:
                check_token(self.form.fields.get(TOKEN, ""), self._token)
            except TokenwatchError as error:
                self.refusal = error

    def part_data(self, data: bytes, start: int, end: int) -> None:
        most = self._bounds.file if self._is_file else self._bounds.text
        if self.refusal is None and len(self._data) + end - start > most:
            self.refusal = too_large(most)
        if self.refusal is None:
            self._data += data[start:end]
        else:
            self._data.clear()

    def part_end(self) -> None:
        name = self._about[b"name"].decode("utf-8", "replace")
        if not self._is_file:
            self.form.fields[name] = self._data.decode("utf-8", "replace")
        elif self._about[b"filename"] or self._data:  # browsers send an empty part where no file was chosen
            self.form.file_name = self._about[b"filename"].decode("utf-8", "replace")
            self.form.file = bytes(self._data)

    @property
    def _is_file(self) -> bool:
        return b"filename" in self._about
