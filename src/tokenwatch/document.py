"""Document and Block: what a reader gives and everything else points into.

Pure data: this module imports no library, so that it can be used, tested and pickled anywhere.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, get_args

from tokenwatch.structure import find_blocks

BlockKind = Literal[
    "heading",
    "paragraph",
    "list item",
    "table row",
    "quotation",
    "footnote",
    "caption",
    "form field",
    "comment",
    "alt text",
]
BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text that stands by itself on the page.

    Parameters
    ----------
    kind
        One of `BLOCK_KINDS`.
    start, end
        Half-open range of Unicode code points in `Document.text`.
    page
        Page on which the block begins, counted from 1; ``None`` where the format has no pages.
    heading_path
        The headings above the block, outermost first; for a heading, those above it.
    level
        Depth of a heading (1 is the title) or of a list item; 0 elsewhere.
    place
        Where it stands, in the words of the program that shows the file: ``"slide 3"``, ``"notes to slide 3"``,
        ``"Budget!B7"``; ``""`` where the page says it, or nothing does.
    opens
        Whether the file itself says that one of several articles begins here.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    heading_path: tuple[str, ...] = ()
    level: int = 0
    place: str = ""
    opens: bool = False

    @property
    def where(self) -> str:
        """Where the block stands, for a reader who looks it up: its place, else its page, else ``""``."""
        return self.place or (f"page {self.page}" if self.page is not None else "")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Piecewise map from offsets in the cleaned text to offsets in the raw text.

    Parameters
    ----------
    cleaned, raw
        Starts of the pieces, ascending and of equal length. Within a piece both texts advance together.
        Empty tuples mean that nothing was changed.

    Examples
    --------
    >>> OffsetMap((0, 1), (0, 2)).to_raw(3)     # one character was taken out before the second
    4
    """

    cleaned: tuple[int, ...] = ()
    raw: tuple[int, ...] = ()

    def to_raw(self, offset: int) -> int:
        """Give the raw offset of the character at a cleaned offset."""
        if not self.cleaned:
            return offset
        piece = max(bisect_right(self.cleaned, offset) - 1, 0)
        return self.raw[piece] + offset - self.cleaned[piece]

    def to_cleaned(self, offset: int) -> int:
        """Give the cleaned offset of the character at a raw offset; of one that was taken out, the next one's.

        Examples
        --------
        >>> OffsetMap((0, 1), (0, 2)).to_cleaned(1), OffsetMap((0, 1), (0, 2)).to_cleaned(2)
        (1, 1)
        """
        if not self.cleaned:
            return offset
        piece = max(bisect_right(self.raw, offset) - 1, 0)
        return min(self.cleaned[piece] + max(offset - self.raw[piece], 0), *self.cleaned[piece + 1 : piece + 2], 2**62)


@dataclass(frozen=True)
class Document:
    r"""A text with its blocks, and where it came from.

    Every offset in tokenwatch counts Unicode code points in `text`. A reader cleans the text once (line-end
    hyphens, ligatures, soft hyphens, control characters, line ends) and keeps the way back in `offsets`;
    nothing later rewrites it.

    Parameters
    ----------
    text
        The cleaned text.
    blocks
        Blocks in reading order. They do not overlap; between them stands white space only.
    source
        Path or name that the user gave; ``""`` for a string.
    format
        ``"text"``, ``"markdown"``, ``"html"``, ``"docx"``, ``"pdf"`` …: the reader that read it.
    title, byline
        As the file states them; ``""`` where it does not.
    sha256
        Hex digest of the file's bytes, or of the UTF-8 text of a string.
    n_pages
        ``None`` where the format has no pages.
    raw_text
        The text before cleaning; the same object as `text` where nothing was changed.
    offsets
        Map from `text` to `raw_text`.
    notes
        What the reader wants the user to know ("page 3 of 9 holds no text but a picture of it").
    start
        Where the text begins in that of the document it is a part of; 0 for a whole one.

    Examples
    --------
    >>> document = Document.from_text("# Our plan\n\nSix tenants chose the contractor.")
    >>> [(block.kind, document.text[block.start:block.end]) for block in document.blocks]
    [('heading', 'Our plan'), ('paragraph', 'Six tenants chose the contractor.')]
    """

    text: str
    blocks: tuple[Block, ...]
    source: str = ""
    format: str = "text"
    title: str = ""
    byline: str = ""
    sha256: str = ""
    n_pages: int | None = None
    raw_text: str = field(default="", repr=False, compare=False)
    offsets: OffsetMap = field(default_factory=OffsetMap, repr=False, compare=False)
    notes: tuple[str, ...] = ()
    start: int = 0

    def __repr__(self) -> str:
        """Show it in a line: a list of documents is looked at whole."""
        return f"<Document {self.title or self.source!r}: {self.format}, {self.n_words:,} words>"

    @property
    def n_words(self) -> int:
        """Number of words: runs of characters between white space."""
        return len(self.text.split())

    @classmethod
    def from_text(cls, text: str, *, title: str = "", source: str = "") -> Document:
        """Make a document of a string, which is taken as it is.

        Blocks are found by blank lines, list marks, pipe tables and headings marked with ``#``.

        Parameters
        ----------
        text
            Any text, the empty one included.
        title
            Title, where it is known; else the first heading of level 1 is taken.
        source
            A name for outputs to use.

        Returns
        -------
        Document
            With ``document.text == text``.
        """
        blocks = tuple(
            Block(kind, start, end, None, path, level)  # type: ignore[arg-type]  # find_blocks gives BLOCK_KINDS only
            for kind, start, end, path, level in find_blocks(text)
        )
        headings = (text[b.start : b.end] for b in blocks if b.kind == "heading" and b.level == 1)
        return cls(
            text=text,
            blocks=blocks,
            source=source,
            title=title or next(headings, ""),
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            raw_text=text,
        )

    def block_at(self, offset: int) -> Block | None:
        """Give the block that holds an offset, or ``None`` between blocks."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if index >= 0 and offset < self.blocks[index].end:
            return self.blocks[index]
        return None
