"""Forms in Word files: boxes, lists to choose from, and which words are somebody's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokenwatch.readers.docx.names import child, is_on, value, word_name
from tokenwatch.readers.pictures import WINGDINGS, box_sign
from tokenwatch.readers.xml_parts import clamped

if TYPE_CHECKING:
    from lxml import etree

_BOXES = {f"{code:02X}": box for code, box in WINGDINGS.items()}
_MOST_CHOICES = 1_000
"""Entries of a list that are counted; Word allows 25 in a field."""
_NO_ANSWERS = frozenset(str.split("docPartObj docPartList group bibliography citation"))
"""Content controls that hold a part of the document: its contents, its cover, its references, the whole of it."""


def symbol(element: etree._Element) -> str:
    """Give what a character of a font of pictures shows, if that is a box."""
    return _BOXES.get(value(element, "char")[-2:].upper(), "") if "ing" in value(element, "font").lower() else ""


def box(field: etree._Element) -> str:
    """Give what an old form's box shows."""
    checked = child(field, "checked")
    return box_sign(is_on(checked if checked is not None else child(field, "default"))) + " "


def choice(field: etree._Element) -> str:
    """Give what an old form's list shows: the entry chosen, else its first."""
    result = child(field, "result")
    chosen = result if result is not None else child(field, "default")
    place = 0 if chosen is None else clamped(value(chosen), most=_MOST_CHOICES)
    entries = [value(entry) for entry in field if word_name(entry) == "listEntry"]
    return entries[place] if place is not None and place < len(entries) else ""


class Answers:
    """Knows whether the words that are being read are an answer: in a content control, or in an old form's field."""

    def __init__(self) -> None:
        self._controls: list[bool] = []
        self._fields: list[bool] = []
        self._open = 0

    @property
    def is_open(self) -> bool:
        """Whether what is read now is an answer."""
        return self._open > 0

    def start_control(self, control: etree._Element) -> bool:
        """Begin a content control; say whether somebody filled it in."""
        self._start(self._controls, answer=_names_in(control, "sdtPr").isdisjoint(_NO_ANSWERS))
        return not is_on(child(control, "sdtPr", "showingPlcHdr"))

    def end_control(self) -> None:
        """End the content control that began last."""
        self._end(self._controls)

    def turn_field(self, mark: etree._Element) -> None:
        """Begin or end a field, as one of its marks says."""
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self._start(self._fields, answer=not _names_in(mark, "ffData").isdisjoint(("textInput", "ddList")))
        elif kind == "end":
            self._end(self._fields)

    def _start(self, stack: list[bool], *, answer: bool) -> None:
        stack.append(answer)
        self._open += answer

    def _end(self, stack: list[bool]) -> None:
        if stack:
            self._open -= stack.pop()


def _names_in(element: etree._Element, name: str) -> set[str]:
    """Give the names of what stands in the first child of a name."""
    inner = child(element, name)
    return {word_name(one) for one in inner} if inner is not None else set()
