"""What stands in the text of Rich Text in another language than the text's: form fields, and shapes."""

from __future__ import annotations

import re

from tokenwatch.readers.draft import Piece
from tokenwatch.readers.pictures import box_sign
from tokenwatch.readers.rtf.scan import Scanner
from tokenwatch.readers.rtf.text import Font, plain_text

_BOX = re.compile(rb"\bFORMCHECKBOX\b")
_CHOICE = re.compile(rb"\bFORMDROPDOWN\b")
_SIGN = re.compile(rb"\bSYMBOL\s+([0-9]{1,3})\s[^{}]{0,40}?ings", re.IGNORECASE)
_STATE = re.compile(rb"\\ff(?P<which>res|defres)(?P<state>[0-9]{1,3})")
_ENTRY = re.compile(rb"\{\\\*\\ffl ([^{}]*)\}")
_SHAPE = re.compile(rb"\\sn\s+(?P<name>wzDescription|gtextUNICODE)\s*\}\s*\{\\sv\s")


def field_answer(instruction: bytes, font: Font) -> str | None:
    """Give what a form field shows that has no text of its own: a box, or the choice from a list.

    Parameters
    ----------
    instruction
        The group ``fldinst``.
    font
        The document's own.

    Returns
    -------
    str or None
        ``None`` for all other fields, whose result stands beside the instruction.
    """
    states = {found["which"]: int(found["state"]) for found in _STATE.finditer(instruction)}
    state = states.get(b"res", states.get(b"defres", 0))
    if _BOX.search(instruction):
        # 25 stands for a box that nobody has touched.
        return box_sign(bool(states.get(b"defres", 0) if state not in (0, 1) else state)) + " "
    if _CHOICE.search(instruction):
        entries = _ENTRY.findall(instruction)
        state = states.get(b"defres", 0) if state >= len(entries) else state
        return plain_text(entries[state], font) if state < len(entries) else ""
    if found := _SIGN.search(instruction):
        return plain_text(b"\\u%d" % (0xF000 + int(found[1])), Font(boxes=True))
    return None


def shape_piece(data: bytes, font: Font) -> Piece | None:
    """Give what a picture or shape says in its properties: its description, or the text of ornamental lettering."""
    found = _SHAPE.search(data)
    if not found:
        return None
    text = plain_text(Scanner(data[found.end() :]).rest_of_group(), font)
    return Piece("alt text" if found["name"] == b"wzDescription" else "paragraph", text)
