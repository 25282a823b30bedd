"""Rich Text (.rtf): what a word processor shows, tracked changes as if accepted."""

from __future__ import annotations

from dataclasses import replace

from tokenwatch.readers.draft import Draft
from tokenwatch.readers.limits import Limits

FORMAT = "rtf"
LABEL = "Rich Text"
SUFFIXES = (".rtf",)


def recognises(data: bytes) -> bool:
    """Say whether bytes are Rich Text, whatever their name: Word writes it as ``.doc`` too."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(rb"{\rtf")


def read(data: bytes, limits: Limits) -> Draft:
    r"""Read Rich Text.

    Headers and footers, deletions, hidden text and tables of contents are left out; footnotes, endnotes and comments
    follow the block that refers to them, and the words of a text box stand before the paragraph that it belongs to.
    Pages are those that the author began.

    Examples
    --------
    >>> draft = read(rb"{\rtf1\ansi Six tenants\par{\footnote No fee.} chair it.}", Limits())
    >>> [(piece.kind, piece.text) for piece in draft.pieces]
    [('paragraph', 'Six tenants'), ('paragraph', ' chair it.'), ('footnote', 'No fee.')]
    """
    from tokenwatch.readers.rtf.body import Body

    body = Body(data, limits.characters)
    pieces = body.read()
    if body.n_pages is None:
        pieces = [replace(piece, page=None) for piece in pieces]
    return Draft(tuple(pieces), title=body.title, byline=body.author, n_pages=body.n_pages)
