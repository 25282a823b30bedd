"""How much a file may ask for: one frozen record that every reader is handed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one file may cost.

    The defaults were tried on 73 hostile files and on ordinary reports, bids and programmes: none of the
    ordinary ones came within a quarter of any of them.

    Parameters
    ----------
    size
        Bytes of the file: 64 MiB. The largest annual report met had 38 MiB, nearly all of it pictures.
    seconds
        Time for one file, after which its process is ended: 20 s, three times what 300 dense pages of a PDF take.
    memory
        Address space of the reading process in bytes: 768 MiB, of which the libraries themselves take
        some 250.
    members
        Members of a zip container: 5,000.
    inflated
        Bytes that the text parts of a zip container may unpack to, together: 64 MiB. lxml's tree takes about
        eight times that, so more would end at `memory` anyway.
    ratio
        How many times a member over 1 MiB may be larger unpacked than packed: 200. Word's own parts stay
        under 40; highly repetitive real spreadsheets can exceed it, so it can be raised.
    documents
        Documents that are read out of one archive or e-mail, attachments of attachments included: 1,000.
    pages
        Pages that are read of one file: 5,000; the rest is left out and said so.
    blocks
        Paragraphs, rows and the like that are read of one file: 100,000; the rest is left out and said so.
    characters
        Code points of text that are read of one file: a million, some 170,000 words or 500 pages; the rest is left
        out and said so. To scan as much takes up to 20 s and half a GiB where every sentence speaks of involvement,
        so that no file holds up a batch or the page; the volumes of a public inquiry need more.

    Examples
    --------
    >>> Limits(seconds=60).seconds
    60
    """

    size: int = 64 * 2**20
    seconds: float = 20
    memory: int = 768 * 2**20
    members: int = 5_000
    inflated: int = 64 * 2**20
    ratio: int = 200
    documents: int = 1_000
    pages: int = 5_000
    blocks: int = 100_000
    characters: int = 1_000_000


DEFAULT_LIMITS = Limits()


def raise_limit(name: str, value: float) -> str:
    """Say how to let a file cost more, twice as much to begin with: the end of an error's hint.

    Examples
    --------
    >>> raise_limit("seconds", 20)
    'or, if you trust it, allow more: --limit seconds=40, in Python limits=Limits(seconds=40)'
    """
    more = f"{name}={2 * value:.0f}"
    return f"or, if you trust it, allow more: --limit {more}, in Python limits=Limits({more})"
