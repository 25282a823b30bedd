"""Answers in the forms of OpenDocument files: of the controls drawn on a page, and of Word's old fields."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from tokenwatch.document import BlockKind
from tokenwatch.readers.odf.names import attribute, descendants, odf_name
from tokenwatch.readers.pictures import box_sign
from tokenwatch.readers.xml_parts import clamped

if TYPE_CHECKING:
    from lxml import etree

Control = tuple[BlockKind, str]
"""What a control shows: an answer, or the words beside one."""

_MOST_CHOICES = 1_000
"""Entries of one list that are looked at; a list of all countries has 250."""


def read_controls(body: etree._Element) -> dict[str, Control]:
    """Give what the controls of a document's forms show, by the names under which they are drawn.

    Parameters
    ----------
    body
        The document's body. A box gives "☑" or "☐" with its label; buttons, passwords and empty fields give nothing.
    """
    shown: dict[str, Control] = {}
    for control in descendants(body, "form:*"):
        read = _CONTROLS.get(odf_name(control))
        found = read(control) if read else ("form field", "")
        if found[1].strip():
            shown |= {attribute(control, name): found for name in ("xml:id", "form:id")}
    return shown


def field_mark(mark: etree._Element) -> str:
    """Give what one of Word's old form fields shows in the running text: a box, or the entry chosen of a list."""
    values: dict[str, list[str]] = {}
    for param in mark:
        if odf_name(param) == "field:param":
            values.setdefault(attribute(param, "field:name"), []).append(attribute(param, "field:value"))
    kind = attribute(mark, "field:type")
    if kind.endswith(".FORMCHECKBOX"):
        return box_sign(values.get("Checkbox_Checked", [""])[0] == "true") + " "
    chosen = clamped(values.get("Dropdown_Selected", [""])[0], most=_MOST_CHOICES)
    entries = values.get("Dropdown_ListEntry", [])
    return entries[chosen] if chosen is not None and chosen < len(entries) else ""


def _first(control: etree._Element, *names: str) -> str:
    return next((value for name in names if (value := attribute(control, name))), "")


def _field(control: etree._Element) -> Control:
    value = _first(control, "form:current-value", "form:value")
    lines = ("".join(map(str, line.itertext())) for line in control if odf_name(line) == "text:p")
    return "form field", value or "\n".join(lines)


def _box(control: etree._Element) -> Control:
    on = _first(control, "form:current-state", "form:current-selected", "form:state", "form:selected")
    label = _first(control, "form:label", "form:title", "form:name")
    return "form field", f"{box_sign(on in ('checked', 'true'))} {label}"


def _choice(control: etree._Element) -> Control:
    options = list(islice((part for part in control if odf_name(part) == "form:option"), _MOST_CHOICES))
    for state in ("form:current-selected", "form:selected"):
        chosen = [
            _first(option, "form:label", "form:value") for option in options if attribute(option, state) == "true"
        ]
        if chosen:
            return "form field", ", ".join(chosen)
    return "form field", ""


def _label(control: etree._Element) -> Control:
    return "paragraph", attribute(control, "form:label")


_CONTROLS: dict[str, Callable[[etree._Element], Control]] = {
    **dict.fromkeys(
        ("form:text", "form:textarea", "form:formatted-text", "form:combobox", "form:number", "form:date", "form:time"),
        _field,
    ),
    **dict.fromkeys(("form:checkbox", "form:radio"), _box),
    **dict.fromkeys(("form:fixed-text", "form:frame"), _label),
    "form:listbox": _choice,
}
