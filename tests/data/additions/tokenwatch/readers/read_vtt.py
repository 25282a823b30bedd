"""WebVTT: the captions of a talk or a recorded meeting, one paragraph a caption."""

from __future__ import annotations

import re

from tokenwatch.readers.decoding import decode
from tokenwatch.readers.draft import Draft, Piece
from tokenwatch.readers.limits import Limits

FORMAT = "vtt"
LABEL = "captions (.vtt)"
SUFFIXES = (".vtt",)

_TIMES = re.compile(r"^[\d:.]+ --> ")
_TAGS = re.compile(r"<[^>]*>")


def recognises(data: bytes) -> bool:
    """Say whether bytes begin as the format asks: with its name."""
    return data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")


def read(data: bytes, limits: Limits) -> Draft:
    """Read what is said in the captions, without their times; the limits on text are kept by the caller."""
    captions = decode(data).replace("\r\n", "\n").split("\n\n")
    return Draft(pieces=tuple(piece for caption in captions for piece in _pieces(caption)))


def _pieces(caption: str) -> list[Piece]:
    lines = caption.splitlines()
    for number, line in enumerate(lines):
        if _TIMES.match(line):
            return [Piece("paragraph", _TAGS.sub("", " ".join(lines[number + 1 :])))]
    return []  # the head, a note or a style: nobody says it
