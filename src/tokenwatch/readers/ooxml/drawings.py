"""Words in the drawings of Office files: descriptions of pictures, text in boxes, diagrams and charts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tokenwatch.readers.pictures import chart_caption, written
from tokenwatch.readers.xml_parts import clamped, local_name

if TYPE_CHECKING:
    from lxml import etree

_OUR_POINTS = frozenset(("node", "asst"))
"""Kinds of a diagram's points that somebody wrote in; the others join or place them."""
_MOST_POINTS = 100_000
"""Points of one diagram that are put in order; programs refuse to draw a thousand."""
_LABELS_IN = frozenset(("tx", "txData", "strCache", "strLit", "lvl"))
"""Elements that hold the names in a chart, as one value or as points with a value each."""
_MOVING = ("slidenum", "datetime", "footer", "header")
"""Kinds of fields that say nothing of their own: a number, today's date."""


def description(properties: etree._Element) -> str:
    """Give what a person wrote about a picture into its properties (``docPr``, ``cNvPr``), or ``""``.

    A picture that is marked as decoration has none.
    """
    if any(mark.get("val") in ("1", "true") for mark in properties.iter("{*}decorative")):
        return ""
    return written(properties.get("descr")) or written(properties.get("title"))


def paragraph_text(paragraph: etree._Element) -> str:
    """Give the text of one paragraph of DrawingML, without the numbers and dates that the program fills in."""
    parts: list[str] = []
    for part in paragraph.iter("{*}t", "{*}br"):
        if local_name(part) == "br":
            parts.append("\n")
        elif (around := part.getparent()) is None or not str(around.get("type", "")).startswith(_MOVING):
            parts.append(part.text or "")
    return "".join(parts)


def box_paragraphs(root: etree._Element) -> list[str]:
    """Give the paragraphs of DrawingML under an element; blank ones are left out."""
    return [text for paragraph in root.iter("{*}p") if (text := paragraph_text(paragraph)).strip()]


def drawn_texts(root: etree._Element) -> list[str]:
    """Give the words of the part of a diagram or of a chart: a diagram's points, or a chart's caption."""
    if local_name(root) == "dataModel":
        return [text for _, text in diagram_points(root)]
    caption = chart_text(root)
    return [caption] if caption else []


def diagram_points(root: etree._Element) -> list[tuple[int, str]]:
    """Give the points of a diagram (SmartArt) in the order in which they are read, each with its level, from 1.

    Parameters
    ----------
    root
        Root of the diagram's data. It lists points in the order they were made in; who is above whom stands beside.
    """
    texts: dict[str, str] = {}
    tops: list[str] = []
    for point in root.iter("{*}pt"):
        name, kind = str(point.get("modelId", "")), point.get("type", "node")
        if kind == "doc":
            tops.append(name)
        elif kind in _OUR_POINTS and not _is_prompt(point):
            texts[name] = "\n".join(box_paragraphs(point))
    found: list[tuple[int, str]] = []
    for name, level in _in_order(root, tops):
        text = texts.pop(name, "")
        if text:
            found.append((level, text))
    return found + [(1, text) for text in texts.values() if text]


def _is_prompt(point: etree._Element) -> bool:
    return any(local_name(inner) == "prSet" and inner.get("phldr") in ("1", "true") for inner in point)


def _in_order(root: etree._Element, tops: list[str]) -> Iterator[tuple[str, int]]:
    """Walk down from the top points, each point once: a broken file may hold a circle."""
    below: dict[str, list[tuple[int, str]]] = {}
    for tie in root.iter("{*}cxn"):
        if tie.get("type", "parOf") == "parOf":
            place = clamped(str(tie.get("srcOrd", "")), most=_MOST_POINTS) or 0
            below.setdefault(str(tie.get("srcId", "")), []).append((place, str(tie.get("destId", ""))))
    waiting = [(name, 0) for name in reversed(tops)]
    while waiting:
        name, level = waiting.pop()
        yield name, level
        inner = sorted(below.pop(name, ()), key=lambda tie: tie[0], reverse=True)
        waiting += [(inner_name, level + 1) for _, inner_name in inner]


def chart_text(root: etree._Element) -> str:
    """Give the words that a chart shows, or ``""``: its titles, and the names of what it compares.

    Parameters
    ----------
    root
        Root of the chart's part, of either kind.
    """
    titles = [text for title in root.iter("{*}title") for text in box_paragraphs(title) or (", ".join(_labels(title)),)]
    series = [label for named in root.iter("{*}tx") if _is_series(named) for label in _labels(named)]
    categories = [label for named in root.iter("{*}cat", "{*}strDim") for label in _labels(named)]
    return chart_caption(titles, series, categories)


def _is_series(named: etree._Element) -> bool:
    around = named.getparent()
    return around is not None and local_name(around) in ("ser", "series")


def _labels(named: etree._Element) -> Iterator[str]:
    """Give the texts that a chart keeps for its names; its numbers are kept the same way, in other elements."""
    for label in named.iter("{*}v", "{*}pt"):
        holder = label.getparent()
        if holder is not None and local_name(holder) == "pt":
            holder = holder.getparent()
        if holder is not None and local_name(holder) in _LABELS_IN and not len(label):
            yield label.text or ""
