"""What of an OpenDocument file is shown to its reader as words, and what is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tokenwatch.readers.odf.names import attribute, odf_name
from tokenwatch.readers.odf.styles import Styles

if TYPE_CHECKING:
    from lxml import etree

# What was deleted; lists that the program makes of the text itself; numbers of notes; how a word is pronounced;
# prompts that nobody filled in; forms, which are asked where their controls are drawn; who remarked.
_NEVER = frozenset(
    "text:" + name
    for name in str.split(
        "tracked-changes table-of-content illustration-index table-index object-index user-index "
        "alphabetical-index note-citation ruby-text placeholder script"
    )
) | {"office:forms", "loext:sender-initials"}
_PROMPTS = frozenset(
    (
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Click or tap to enter a date.",
        "Click here to enter a date.",
        "Choose an item.",
    )
)
"""What Word shows in a field that nobody filled in; LibreOffice keeps it as if it were an answer."""
_MUTE = re.compile(
    r"(?:office|officeooo|draw|table|dc|meta|svg|form|style|chart|presentation|anim):"
    r"|text:(?:list(?:-item|-header)?|note(?:-body)?|section)$"
)
"""Elements whose own text is no word of a paragraph, though they stand in one: drawings, data, and white space
between the elements of a structure."""


def is_shown(name: str, element: etree._Element, styles: Styles) -> bool:
    """Say whether an element is shown, and is no list that the program made of the text.

    Parameters
    ----------
    name
        Its name, as `odf_name` gives it.
    element
        The element.
    styles
        The document's styles.
    """
    if name in _NEVER:
        return False
    if name in ("text:p", "text:h", "text:span"):
        family = "text" if name == "text:span" else "paragraph"
        style = styles.get(family, attribute(element, "text:style-name"))
        return not (style.hidden or style.contents)
    if name in ("text:section", "text:hidden-text"):
        return attribute(element, "text:display") != "none" and attribute(element, "text:is-hidden") != "true"
    if name == "text:text-input":
        return (element.text or "").strip() not in _PROMPTS
    if name == "loext:content-control":
        return attribute(element, "loext:showing-place-holder") != "true"
    return not name.startswith("draw:") or attribute(element, "draw:display") != "none"


def is_mute(element: etree._Element) -> bool:
    """Say whether what stands directly in an element is no word of the paragraph around it."""
    return _MUTE.match(odf_name(element)) is not None
