"""Answers in a form of a web page that was saved after it was filled in."""

from __future__ import annotations

from tokenwatch.readers.html.elements import Attributes
from tokenwatch.readers.pictures import box_sign

_TYPED = frozenset(("", "text", "email", "url", "tel", "number", "date", "month", "week", "time", "datetime-local"))
"""Kinds of input that a person types into; hidden ones, buttons, passwords and searches are no answers."""

_SEARCHES = frozenset(("q", "s", "search", "query", "keywords"))


class Fields:
    """Follows the fields of a page."""

    def __init__(self) -> None:
        self._name = ""
        self._text: list[str] = []
        self._chosen = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """Begin a field or an option of one."""
        if tag in ("textarea", "select"):
            self._name, self._text = tag, []
            self._chosen = tag == "textarea"
        elif tag == "option" and self._name:
            if self._chosen:
                self._text.append("; ")
            self._chosen = "selected" in attributes and bool(attributes.get("value", "chosen"))

    def takes(self, data: str) -> bool:
        """Take text that stands in a field; say whether it does."""
        if self._name and self._chosen:
            self._text.append(data)
        return bool(self._name)

    def end(self, tag: str) -> str:
        """End an element; give the answer where it was a field that has one."""
        if not self._name or tag != self._name:
            return ""
        self._name = ""
        return "".join(self._text).strip("; \t\r\n")

    @staticmethod
    def value(attributes: Attributes) -> str:
        """Give what was typed into an ``<input>``, or ``""``."""
        if attributes.get("type", "").lower() not in _TYPED or attributes.get("name", "").lower() in _SEARCHES:
            return ""
        return attributes.get("value", "").strip()

    @staticmethod
    def box(attributes: Attributes) -> str:
        """Give the sign of an ``<input>`` that is a box or a radio button, or ``""``."""
        if attributes.get("type", "").lower() not in ("checkbox", "radio"):
            return ""
        return box_sign("checked" in attributes) + " "
