"""Marks around words in a Word file: runs are cut where a comment begins and ends."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from tokenwatch.readers.docx.names import word_name

if TYPE_CHECKING:
    from lxml import etree

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Elements inside a paragraph that are cut open without harm. What a field works out, what a content control takes from
# elsewhere and what a word is spelt with stay whole: there the marks stand around it.
_OPEN = frozenset(("hyperlink", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo"))


def put_before(holder: etree._Element, offset: int, marks: list[etree._Element]) -> None:
    """Put marks before one character of a ``w:t``.

    Marks are put from the end of a document to its beginning: whatever stands before a mark keeps its place.
    """
    before = _outermost(holder)
    if before is None:
        before = _cut(holder, offset)
    for mark in marks:
        before.addprevious(mark)


def put_after(holder: etree._Element, offset: int, marks: list[etree._Element]) -> None:
    """Put marks after one character of a ``w:t``; see `put_before`."""
    after = _outermost(holder)
    if after is None:
        after = _cut_behind(holder, offset + 1)
    for mark in reversed(marks):
        after.addnext(mark)


def _outermost(holder: etree._Element) -> etree._Element | None:
    """Give what must stay whole around a ``w:t``, or ``None``."""
    found = None
    for around in holder.iterancestors():
        name = word_name(around)
        if name == "p":
            break
        if name not in _OPEN and around is not holder.getparent():
            found = around
    return found


def _cut(holder: etree._Element, offset: int) -> etree._Element:
    """Give the run that begins with a character of a ``w:t``, cut off what stands before if need be."""
    run = _run_of(holder)
    before = holder.getprevious()
    if offset == 0 and (before is None or word_name(before) == "rPr"):
        return run
    if offset == 0:
        return _split(run, [holder, *holder.itersiblings()])
    _cut_behind(holder, offset)
    following = run.getnext()
    assert following is not None  # noqa: S101 (just cut off, or it is empty text behind which nothing stood)
    return following


def _cut_behind(holder: etree._Element, offset: int) -> etree._Element:
    """Give the run that ends before an offset of a ``w:t``, cutting off what stands behind if need be."""
    run, text = _run_of(holder), holder.text or ""
    rest = [*holder.itersiblings()]
    if offset < len(text):
        tail = holder.makeelement(holder.tag, dict(holder.attrib))
        holder.text, tail.text = text[:offset], text[offset:]
        for part in (holder, tail):
            part.set(_SPACE, "preserve")
        rest.insert(0, tail)
    if rest:
        _split(run, rest)
    return run


def _split(run: etree._Element, rest: list[etree._Element]) -> etree._Element:
    """Move the rest of a run into a run of its own, which looks the same; give that."""
    right = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    for part in run:
        if word_name(part) == "rPr":
            right.append(deepcopy(part))
    right.extend(rest)
    run.addnext(right)
    return right


def _run_of(holder: etree._Element) -> etree._Element:
    run = holder.getparent()
    assert run is not None  # noqa: S101 (words that do not stand in a run are not in `HeldText`)
    return run
