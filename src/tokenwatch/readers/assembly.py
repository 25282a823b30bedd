"""Make a Document of a draft: the one place where text is cleaned and offsets are born."""

from __future__ import annotations

import re
from dataclasses import replace

from tokenwatch.document import Block, Document, OffsetMap
from tokenwatch.errors import ReadError
from tokenwatch.readers.cleaning import clean, shift_map
from tokenwatch.readers.draft import Draft, Piece
from tokenwatch.readers.hyphens import Words

REMARKS = "remarks by reviewers are read as well, and said to be such"
"""Note of a document in whose margin somebody else speaks."""
_BETWEEN = "\n\n"
_MEANINGLESS = frozenset(
    str.split(
        "untitled unspecified (unspecified) anonymous python-docx administrator user author owner admin "
        "title document document1 none"
    )
) | {"microsoft office user", "windows user", "word document", "powerpoint presentation", "your name"}
"""What programs write where nobody named a title or an author; met in the metadata of public documents."""
_FROM_PROGRAM = re.compile(r"Microsoft (?:Word|PowerPoint) - |.*\.(?:docx?|pdf|pptx?|indd|qxd|rtf)$", re.IGNORECASE)


def assemble(draft: Draft, *, source: str, format_name: str, sha256: str) -> Document:
    r"""Clean a draft's text and give its blocks their offsets, pages and heading paths.

    Parameters
    ----------
    draft
        What a reader gave.
    source
        Path or name that the user gave.
    format_name
        The reader's ``FORMAT``.
    sha256
        Hex digest of the file's bytes.

    Returns
    -------
    Document
        Pieces that hold no text are left out.

    Raises
    ------
    ReadError
        Of kind ``"no text"`` where nothing is left.

    Examples
    --------
    >>> draft = Draft((Piece("heading", "Aims", level=1), Piece("paragraph", "Tenants chair\xa0it.")))
    >>> document = assemble(draft, source="plan.docx", format_name="docx", sha256="")
    >>> document.text, document.blocks[1].heading_path
    ('Aims\n\nTenants chair it.', ('Aims',))
    """
    document = _from_layout(draft.text) if draft.text is not None else _from_pieces(draft)
    if not document.blocks:
        raise ReadError("it holds no text", kind="no text", place=source, hint="check that it is the right file")
    title = _stated(draft.title)
    headings = [b for b in document.blocks if b.kind == "heading"]
    first = min(headings[:3], key=lambda block: block.level, default=None)
    return replace(
        document,
        source=source,
        format=format_name,
        title=title or (document.text[first.start : first.end] if first else ""),
        byline=_stated(draft.byline),
        sha256=sha256,
        n_pages=draft.n_pages,
        notes=(*draft.notes, *((REMARKS,) if any(piece.kind == "comment" for piece in draft.pieces) else ())),
    )


def _stated(text: str) -> str:
    """Give a title or an author from the metadata, unless a program made it up."""
    plain = clean(text, Words(()), tidy=True, wrapped=True)[0].strip()
    return "" if plain.lower() in _MEANINGLESS or _FROM_PROGRAM.match(plain) else plain


def _from_layout(raw: str) -> Document:
    text, offsets = clean(raw, Words((raw,)), tidy=False)
    return replace(Document.from_text(text), raw_text=raw, offsets=offsets)


def _from_pieces(draft: Draft) -> Document:
    words = Words(piece.text for piece in draft.pieces)
    texts: list[str] = []
    raws: list[str] = []
    maps: list[tuple[int, int, OffsetMap]] = []
    blocks: list[Block] = []
    path: list[tuple[int, str]] = []
    position = raw_position = 0
    opens = False  # an article may open with a piece that holds no text
    for piece in draft.pieces:
        text, offsets, raw = _clean_piece(piece, words, wrapped=draft.wrapped)
        opens |= piece.opens
        if piece.kind == "heading":
            path = [(level, title) for level, title in path if level < piece.level]
        if not text:
            continue
        lead = (_BETWEEN if texts else "") + (f"{piece.mark} " if piece.mark else "")
        position, raw_position = position + len(lead), raw_position + len(lead)
        texts += lead, text
        raws += lead, raw
        maps += (
            (position - len(lead), raw_position - len(lead), OffsetMap()),
            (position, raw_position, offsets),
        )
        titles = tuple(title for _, title in path)
        end = position + len(text)
        blocks.append(Block(piece.kind, position, end, piece.page, titles, piece.level, piece.place, opens))
        opens = False
        if piece.kind == "heading":
            path.append((piece.level, text))
        position, raw_position = position + len(text), raw_position + len(raw)
    text, raw = "".join(texts), "".join(raws)
    return Document(text, tuple(blocks), raw_text=text if raw == text else raw, offsets=shift_map(maps))


def _clean_piece(piece: Piece, words: Words, *, wrapped: bool) -> tuple[str, OffsetMap, str]:
    """Give a piece's cleaned text, its map, and the raw text that the map leads into."""
    text, offsets = clean(piece.text, words, tidy=True, wrapped=wrapped)
    stripped = text.strip()
    if len(stripped) == len(text):
        return text, offsets, piece.text
    # White space at the ends belongs to no block; cleaning again without it keeps the map simple.
    start = text.find(stripped[:1]) if stripped else 0
    first = offsets.to_raw(start)
    last = offsets.to_raw(start + len(stripped) - 1) + 1 if stripped else first
    raw = piece.text[first:last]
    text, offsets = clean(raw, words, tidy=True, wrapped=wrapped)
    return text.strip(), offsets, raw
