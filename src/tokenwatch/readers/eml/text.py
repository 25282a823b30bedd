"""The text of an e-mail as pieces: whose words are the writer's, and whose an answered mail's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tokenwatch.document import BlockKind
from tokenwatch.readers import read_html
from tokenwatch.readers.draft import Piece
from tokenwatch.readers.eml.parts import Part
from tokenwatch.readers.limits import Limits
from tokenwatch.structure import find_blocks

_QUOTE_MARK = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_SOFT_BREAK = re.compile(r"(?<!\n--) \r?\n(?![>\s])")
"""In text marked as flowed a line that ends with a space runs on; ``"-- "`` stands before a signature."""
_ANSWERED = re.compile(
    r"-{2,}\s*Original Message\s*-{2,}|\*?From:\*?\s[^\n]{1,300}\n\s*\*?(?:Sent|Date):\*?\s", re.IGNORECASE
)
"""Where Outlook begins the mail that is answered, which it marks in no other way."""
_FORWARDED = re.compile(r"-{2,}\s*Forwarded message\s*-{2,}|Begin forwarded message:", re.IGNORECASE)
_MARKS = 2
"""How many times the text that may be read is looked at, quotation marks included."""
_ENOUGH = 0.5
"""Share of the plain version's words that the version in HTML must have to be preferred. Both usually say the same;
where one says "see the other version", it has under a tenth."""


def best_text(plain: Iterable[Part], pages: Iterable[Part], limits: Limits) -> list[Piece]:
    """Give the pieces of the better of two versions: HTML, which tells lists and quotations, unless it says less.

    Either may be divided, where something is attached in the middle.
    """
    of_pages = [piece for part in pages for piece in _page_pieces(part, limits)]
    of_plain = [piece for part in plain for piece in _plain_pieces(part, limits)]
    return of_pages if of_pages and _words(of_pages) >= _ENOUGH * _words(of_plain) else of_plain


def _page_pieces(part: Part, limits: Limits) -> list[Piece]:
    """Give the pieces of a part in HTML."""
    # What the mail says of its encoding wins over what the page says.
    return list(read_html.read(part.text().encode("utf-8", "replace"), limits).pieces)


def _plain_pieces(part: Part, limits: Limits) -> list[Piece]:
    """Give the pieces of a part in plain text, in which ``>`` marks what is quoted."""
    text = part.text()[: _MARKS * limits.characters]
    if part.parameter("format").lower() == "flowed":
        text = _SOFT_BREAK.sub(" ", text)
    pieces: list[Piece] = []
    for quoted, lines in groupby(text.splitlines(), key=lambda line: _QUOTE_MARK.match(line) is not None):
        if quoted:
            pieces += _blocks("\n".join(_QUOTE_MARK.sub("", line, count=1) for line in lines), "quotation")
        else:
            pieces += _blocks("\n".join(lines), None)
        if len(pieces) > limits.blocks:
            break
    return pieces


def mark_answered(pieces: Sequence[Piece]) -> list[Piece]:
    """Make quotations of the mail that is answered, from where it begins; one that is forwarded is no quotation."""
    for number, piece in enumerate(pieces):
        following = pieces[number + 1].text if number + 1 < len(pieces) else ""
        if _FORWARDED.match(piece.text.lstrip()):
            break
        if number and _ANSWERED.match(f"{piece.text.lstrip()}\n{following}"):
            return [*pieces[:number], *map(_quoted, pieces[number:])]
    return list(pieces)


def _quoted(piece: Piece) -> Piece:
    prose = piece.kind in ("paragraph", "list item", "heading")
    return replace(piece, kind="quotation", level=0) if prose else piece


def _blocks(text: str, only_kind: BlockKind | None) -> Iterator[Piece]:
    for kind, start, end, _, level in find_blocks(text):
        found = text[start:end]
        if only_kind:
            yield Piece(only_kind, found)
        else:
            yield Piece(kind, found, level=level)  # type: ignore[arg-type]  # find_blocks gives BLOCK_KINDS only


def _words(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in pieces)
