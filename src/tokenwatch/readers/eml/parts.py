"""An e-mail as a tree of parts: headers, boundaries and encodings.

`email` parses the values of the headers; the tree is walked here. The standard parser calls itself once a level, and
compares every line with the boundary of every level around it.
"""

from __future__ import annotations

import base64
import binascii
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import collapse_rfc2231_value
from functools import cached_property

from tokenwatch.readers.decoding import decode, is_text

_DEEPEST = 20
"""Parts in parts; a signed and forwarded mail with alternatives has five levels."""
_MOST_PARTS = 5_000
_LONGEST_HEAD = 2**18
"""Bytes of a part's headers: a mail that was forwarded by many servers has 20,000."""
_LONGEST_HEADER = 8_000
"""Characters of one header that are looked at."""
_WANTED = frozenset(
    str.split(
        "subject from sender date content-type content-disposition content-transfer-encoding content-id message-id "
        "mime-version received return-path"
    )
)
_FIRST_HEADER = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_HEAD_END = re.compile(rb"\r?\n[ \t]*\r?\n|\r\r")
_FOLD = re.compile(r"(?:\r\n|\r|\n)(?=[ \t])")
_ENCODED = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bq])\?([^?\s]*)\?=", re.IGNORECASE)
_NOT_BASE64 = bytes({*range(256)} - {*string.ascii_letters.encode(), *string.digits.encode(), *b"+/"})
_UNSOUND = (LookupError, ValueError, TypeError)
"""What `email` raises at parameters in encodings that are none, or that are numbered in part."""


@dataclass(frozen=True)
class Part:
    """A part of an e-mail, or a whole one.

    Parameters
    ----------
    headers
        Those that are wanted, each once.
    body
        What follows them, as it stands in the file.
    depth
        How many parts it lies in.
    """

    headers: Message
    body: bytes
    depth: int = 0

    @cached_property
    def type(self) -> str:
        """Its type, such as ``"text/plain"``."""
        return self.headers.get_content_type()

    @property
    def name(self) -> str:
        """The file name that it states, or ``""``."""
        try:
            return plain_header(self.headers.get_filename() or "")
        except _UNSOUND:
            return ""

    @property
    def is_attached(self) -> bool:
        """Whether it says that it is a file of its own."""
        return self.headers.get_content_disposition() == "attachment" or bool(self.name)

    def header(self, name: str) -> str:
        """Give the text of a header on one line, or ``""``."""
        return plain_header(str(self.headers.get(name, "")))

    @cached_property
    def data(self) -> bytes:
        """The bytes that it stands for."""
        encoding = str(self.headers.get("content-transfer-encoding", "")).strip().lower()
        if encoding == "base64":
            return _from_base64(self.body)
        return binascii.a2b_qp(self.body) if encoding == "quoted-printable" else self.body

    @cached_property
    def is_running_text(self) -> bool:
        """Whether it is shown as the mail's own text; so is a mail that says it has parts and has none."""
        if self.is_attached or not is_text(self.data):
            return False
        return self.type in ("text/plain", "text/html") or (not self.depth and self.type.startswith("multipart/"))

    def text(self) -> str:
        """Give its text.

        Raises
        ------
        ReadError
            Of kind ``"unsupported format"`` where it has none.
        """
        return decode(self.data, declared=self.parameter("charset"))

    def parameter(self, name: str) -> str:
        """Give a parameter of its type, such as its boundary, or ``""``."""
        try:
            value = self.headers.get_param(name)
            return collapse_rfc2231_value(value).strip() if value else ""
        except _UNSOUND:
            return ""

    def children(self) -> list[Part]:
        """Give the parts that lie in it: none where they lie too deep or it names no boundary."""
        if self.headers.get_content_maintype() != "multipart" or self.depth >= _DEEPEST:
            return []
        boundary = self.parameter("boundary").encode("utf-8", "replace")
        return [parse_part(piece, self.depth + 1) for piece in _split(self.body, boundary)] if boundary else []


def parse_part(data: bytes, depth: int = 0) -> Part:
    """Take the headers of a part or of a whole mail apart from what follows them."""
    if not _FIRST_HEADER.match(data):
        return Part(Message(), data, depth)
    found = _HEAD_END.search(data)
    head = data[: found.start() if found else len(data)]
    headers = Message()
    # They should be ASCII, and often are UTF-8 or cp1252.
    for line in _FOLD.sub("", head[:_LONGEST_HEAD].decode("utf-8", "tokenwatch-cp1252")).splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() in _WANTED and name.strip() not in headers:
            headers[name.strip()] = value.strip()[:_LONGEST_HEADER]
    return Part(headers, data[found.end() :] if found else b"", depth)


def plain_header(value: str) -> str:
    """Give the text of a header whose words may be encoded.

    Examples
    --------
    >>> plain_header("Our =?utf-8?q?caf=C3=A9?=  =?utf-8?b?IHBsYW4=?=")
    'Our café plan'
    """
    return " ".join("".join(_words(value[:_LONGEST_HEADER])).split())


def _words(value: str) -> Iterator[str]:
    """Give the stretches of a header; a character may be divided between encoded words that stand together."""
    position, pending, charset = 0, b"", ""
    for found in _ENCODED.finditer(value):
        between = value[position : found.start()]
        if between.strip() or not position or found[1].lower() != charset:
            yield _decode_word(pending, charset)
            pending = b""
            yield between if between.strip() or not position else ""
        charset = found[1].lower()
        coded = found[3].encode("utf-8", "replace")
        pending += _from_base64(coded) if found[2] in "bB" else binascii.a2b_qp(coded, header=True)
        position = found.end()
    yield _decode_word(pending, charset)
    yield value[position:]


def _decode_word(word: bytes, charset: str) -> str:
    try:
        return word.decode(charset, "replace") if word else ""
    except (LookupError, ValueError):
        return word.decode("utf-8", "replace")


def _from_base64(coded: bytes) -> bytes:
    kept = coded.translate(None, _NOT_BASE64)
    kept = kept[: len(kept) - 1] if len(kept) % 4 == 1 else kept
    return base64.b64decode(kept + b"=" * (-len(kept) % 4))


def _split(body: bytes, boundary: bytes) -> list[bytes]:
    """Give what stands between lines that hold a boundary; what stands before the first and after the last is none."""
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
    parts: list[bytes] = []
    start = -1
    for found in line.finditer(body):
        if start >= 0:
            parts.append(body[start : found.start()])
        start = found.end()
        if found[1] or len(parts) >= _MOST_PARTS:
            return parts
    return [*parts, body[start:]] if start >= 0 else []
