"""Several in one: the articles of a page, the abstracts of proceedings, the bids of a bundle.

A file is taken apart only where its own layout says that its parts are works of their own: marked as articles, each
with who wrote it or when under its title, numbered as applications or abstracts are, or each with the same headings
that only a whole work has. The chapters of a strategy have none of this, and stay together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tokenwatch.document import Block, Document, OffsetMap

FEWEST_WORDS = 30
"""Words from which a part counts as one: a teaser on a list of posts has fewer, the shortest abstracts and posts
tried have over 60."""
MOST = 1_000
"""Parts of one file: a volume of proceedings has some hundreds. A file with more is a table of texts."""
_SHARE = 2 / 3
"""Of the parts of that size, how many must show that they are works of their own: a few posts on a page have no date,
a strategy with one guest chapter has one."""
_UNDER = 3
"""Blocks looked at from a title on: a byline, a date and a line of tags may stand in any order."""
_SHORT_LINE = 15
"""Words of a byline or dateline; those tried have 2 to 11."""
_SHARED_HEADINGS = 2

_MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})[a-z]*\.?,?(?: \d{{4}})?|(?:{_MONTHS})[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"  # fmt: skip  # noqa: E501  # one pattern, one line
_DATELINE = re.compile(
    rf"(?:(?:posted|published|added|written)?[ :]*(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?{_DATE})",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:[Pp]osted by|[Pp]ublished by|[Ww]ritten by|[Ss]ubmitted by|[Bb]y) [^\W\d_]"
    r"|(?:[Aa]uthors?|[Aa]pplicants?|[Ll]ead applicant|[Aa]pplicant organisation|[Ss]ubmitted by|[Pp]osted)\s*[:|]",
)
_NUMBERED = re.compile(
    r"(?:application|bid|proposal|submission|abstract|paper|article|poster|applicant|expression of interest)"
    r"\s+(?:no\.?\s*|number\s+|ref\.?\s*)?#?(?:[A-Z]{0,4}[-/]?\d+|[A-Z]\b)(?!\s+of\b)",
    re.IGNORECASE,
)
_OF_A_WHOLE = frozenset(
    str.split(
        "abstract background methods results conclusion conclusions keywords references introduction discussion "
        "applicant organisation"
    )
) | frozenset(
    (
        "about the author", "about your organisation", "about your project", "amount requested", "amount asked for",
        "name of organisation", "project summary", "project title", "total amount requested",
    )
)  # fmt: skip
"""Headings that stand once in a whole work: of the structured abstract (Ad Hoc Working Group, 1987) and of the forms
of public funders. "What we will do" is not among them: strategies have it under every priority."""
_LONGEST_NAME = 100
"""Characters of such a heading with its number."""
_NUMBER = re.compile(r"^[\d.)(\s]+|[\s:]+$")


def find_sections(document: Document) -> tuple[Document, ...]:
    r"""Give the works that a document holds, each as a document.

    Parameters
    ----------
    document
        Any document.

    Returns
    -------
    tuple of Document
        In the order of the text; empty where the document is one work, which is nearly always so. Each has its own
        title and byline, the offsets of its blocks count in its own text, and `Document.start` says where that
        begins in the whole.

    Examples
    --------
    >>> post = "# {}\n\nBy {}, 4 May 2026\n\n" + "Six tenants met in the hall and chose the builder. " * 4 + "\n\n"
    >>> page = Document.from_text(post.format("The bus", "Rosa Lind") + post.format("The roof", "Sam Okoro"))
    >>> [(part.title, part.start) for part in find_sections(page)]
    [('The bus', 2), ('The roof', 245)]
    """
    starts = _starts(document)
    return tuple(
        _part(document, start, end, number) for number, (start, end) in enumerate(_ranges(document, starts), 1)
    )


def _starts(document: Document) -> list[tuple[int, int]]:
    """Give the index of the block at which each part begins, and the level of its heading or 0."""
    blocks = document.blocks
    said = [(index, 0) for index, block in enumerate(blocks) if block.opens]
    if len(said) <= MOST and sum(words >= FEWEST_WORDS for words in _sizes(document, said)) >= 2:
        return said
    for candidates in _candidates(document):
        if not 2 <= len(candidates) <= MOST:
            continue
        large = [words >= FEWEST_WORDS for words in _sizes(document, candidates)]
        shown = _shown(document, candidates)
        both = sum(a and b for a, b in zip(large, shown, strict=True))
        if both >= 2 and both >= _SHARE * sum(large):
            return candidates
    return []


def _candidates(document: Document) -> Iterator[list[tuple[int, int]]]:
    """Give ways to take a document apart: at the headings of each level, the highest first; at lines as titles."""
    blocks = document.blocks
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    for level in levels:
        yield [(index, level) for index, block in enumerate(blocks) if block.kind == "heading" and block.level == level]
    if not levels:
        yield [(index, 0) for index in range(len(blocks)) if _is_title(document, index)]


def _is_title(document: Document, index: int) -> bool:
    """Say whether a paragraph looks like a title: short, without an end, with a byline under it, or numbered."""
    block = document.blocks[index]
    line = document.text[block.start : block.end]
    if block.kind != "paragraph" or len(line.split()) > _SHORT_LINE or line.endswith((".", "?”", ",", ";")):
        return False
    return bool(_NUMBERED.match(line)) or any(_is_byline(under) for under in _lines(document, index + 1, 1))


def _shown(document: Document, candidates: Sequence[tuple[int, int]]) -> list[bool]:
    """Say of each candidate whether it shows that it is a work of its own."""
    bylines = [
        _NUMBERED.match(next(_lines(document, index, 1), "")) is not None
        or any(map(_is_byline, _lines(document, index + 1, _UNDER)))
        for index, _ in candidates
    ]
    inner = [_headings_of_a_whole(document, index, level) for index, level in candidates]
    return [
        byline or any(len(own & other) >= _SHARED_HEADINGS for other in (*inner[:place], *inner[place + 1 :]))
        for place, (byline, own) in enumerate(zip(bylines, inner, strict=True))
    ]


def _lines(document: Document, index: int, count: int) -> Iterator[str]:
    """Give the first lines of the next blocks, up to the next heading."""
    for place, block in enumerate(document.blocks[index : index + count]):
        if block.kind == "heading" and place:
            return
        yield document.text[block.start : block.end].split("\n", 1)[0].strip()


def _is_byline(line: str) -> bool:
    if len(line.split()) > _SHORT_LINE:
        return False
    dated = _DATELINE.match(line)
    # What stands behind a date must not run on: "3 May 2024 saw the first meeting." is a sentence.
    return bool(_BYLINE.match(line)) or (
        dated is not None and not line.endswith(".") and "–" not in line[dated.end() :]
    )


def _headings_of_a_whole(document: Document, start: int, level: int) -> frozenset[str]:
    if not level:
        return frozenset()
    inside = document.blocks[start + 1 : _end_of(document.blocks, start, level)]
    short = (block for block in inside if block.kind == "heading" and block.end - block.start <= _LONGEST_NAME)
    names = (document.text[block.start : block.end] for block in short)
    return frozenset(_NUMBER.sub("", name).lower() for name in names) & _OF_A_WHOLE


def _end_of(blocks: Sequence[Block], start: int, level: int) -> int:
    """Give the index behind the last block under a heading of that level; without a level, the end."""
    ends = (
        index
        for index in range(start + 1, len(blocks) if level else 0)
        if blocks[index].kind == "heading" and blocks[index].level <= level
    )
    return next(ends, len(blocks))


def _ranges(document: Document, candidates: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give each part's first block and the one behind its last."""
    following = [*(index for index, _ in candidates), len(document.blocks)]
    for (start, level), end in zip(candidates, following[1:], strict=True):
        yield start, min(end, _end_of(document.blocks, start, level))


def _sizes(document: Document, candidates: Sequence[tuple[int, int]]) -> Iterator[int]:
    for start, end in _ranges(document, candidates):
        yield len(document.text[document.blocks[start].start : document.blocks[end - 1].end].split())


def _part(document: Document, first: int, end: int, number: int) -> Document:
    """Cut a part out, as a document of its own."""
    inside = document.blocks[first:end]
    start, above = inside[0].start, len(inside[0].heading_path)
    blocks = tuple(
        replace(block, start=block.start - start, end=block.end - start, heading_path=block.heading_path[above:])
        for block in inside
    )
    text = document.text[start : inside[-1].end]
    title = next((block for block in blocks if block.kind == "heading"), blocks[0])
    byline = next((line for line in _lines(document, first + 1, _UNDER) if _is_byline(line)), "")
    return replace(
        document,
        text=text,
        blocks=blocks,
        source=f"{document.source or document.sha256}#{number}",
        title=text[title.start : title.end],
        byline=byline,
        raw_text=text,
        offsets=OffsetMap(),
        notes=(),
        start=document.start + start,
    )
