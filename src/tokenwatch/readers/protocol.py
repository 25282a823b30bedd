"""What passes between `sandbox` and `child`: frames with their length before them, drafts and notes as JSON data."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import IO, Any

from tokenwatch.document import BLOCK_KINDS
from tokenwatch.readers.draft import LONGEST_FIELD, Draft, Member, Piece
from tokenwatch.readers.notes import Note

_LENGTH = 8
"""Bytes of a frame's length, big-endian."""


def write_frames(stream: IO[bytes], *frames: bytes) -> None:
    """Write each frame with its length before it."""
    for frame in frames:
        stream.write(len(frame).to_bytes(_LENGTH, "big"))
        stream.write(frame)
    stream.flush()


def read_frame(stream: IO[bytes], most: int | None = None) -> bytes:
    """Read one frame.

    Parameters
    ----------
    stream
        Where it comes from.
    most
        Bytes that it may have; ``None`` for any number, from a sender that is trusted.

    Raises
    ------
    EOFError
        Where the stream ends.
    ValueError
        Where it is longer, before it is read.
    """
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if most is not None and length > most:
        raise ValueError("the frame is too long")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("the other process ended")
    return data


def draft_to_dict(draft: Draft) -> dict[str, Any]:
    """Give a draft as plain JSON data, for the way out of the reading process."""
    return {
        "pieces": [[p.kind, p.text, p.page, p.level, p.mark, p.place, p.opens] for p in draft.pieces],
        "text": draft.text,
        "title": draft.title,
        "byline": draft.byline,
        "n_pages": draft.n_pages,
        "notes": list(draft.notes),
        "wrapped": draft.wrapped,
        "members": [[member.name, b64encode(member.data).decode(), member.problem] for member in draft.members],
    }


def draft_from_dict(data: dict[str, Any]) -> Draft:
    """Make a draft of JSON data, taking nothing on trust: a stranger's file had a hand in it.

    Raises
    ------
    ValueError
        If a kind is not a block kind, or a value has another type than `draft_to_dict` writes.
    """
    pieces = tuple(
        Piece(kind, str(text), page, int(level), str(mark), str(place), bool(opens))
        for kind, text, page, level, mark, place, opens in data["pieces"]
    )
    for piece in pieces:
        if piece.kind not in BLOCK_KINDS or not isinstance(piece.page, int | None):
            raise ValueError(f"not a piece: {piece.kind!r}, page {piece.page!r}")
    text, n_pages = data["text"], data["n_pages"]
    if not isinstance(text, str | None) or not isinstance(n_pages, int | None):
        raise ValueError("not a draft")
    return Draft(
        pieces,
        text,
        title=str(data["title"]),
        byline=str(data["byline"]),
        n_pages=n_pages,
        notes=tuple(str(note) for note in data["notes"]),
        wrapped=bool(data["wrapped"]),
        members=tuple(
            Member(str(name), b64decode(packed, validate=True), str(problem)[:LONGEST_FIELD])
            for name, packed, problem in data["members"]
        ),
    )


def notes_to_list(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Give notes as JSON data."""
    return [asdict(note) for note in notes]


def notes_from_list(given: Iterable[Mapping[str, Any]]) -> tuple[Note, ...]:
    """Read what `notes_to_list` gave.

    Examples
    --------
    >>> note = Note("Six tenants chair it.", 3, "shown", "practice")
    >>> notes_from_list(notes_to_list([note])) == (note,)
    True
    """
    return tuple(Note(**one) for one in given)
