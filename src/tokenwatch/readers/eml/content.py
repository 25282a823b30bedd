"""What an e-mail holds: its own text, what is attached, and who wrote it."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from tokenwatch.errors import ReadError
from tokenwatch.readers.draft import Member, Piece
from tokenwatch.readers.eml.parts import Part, parse_part, plain_header
from tokenwatch.readers.eml.text import best_text
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.refusals import plain_path

_SENDER = re.compile(r'\s*"?(?P<name>[^"<>@]*?)"?\s*<(?P<address>[^<>]*)>|\s*(?P<bare>[^\s,;<>]+@[^\s,;<>]+)')
_PAGE = "text/html"
_MAILS = ("message/rfc822", "message/global")
_NO_DOCUMENT = re.compile(
    r"application/(?:x-)?(?:pkcs7-signature|pgp-signature|pgp-keys|applefile)|message/.*|multipart/.*|"
    r"text/(?:calendar|(?:x-)?vcard|directory|css|javascript|rfc822-headers|x-amp-html)"
)
_LOCKED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted")


class Content:
    """What an e-mail holds.

    Parameters
    ----------
    limits
        ``members`` holds for the parts that are looked at.

    Attributes
    ----------
    pieces : list of Piece
        The mail's own text.
    members : list of Member
        What is attached.
    locked : bool
        Whether a part is encrypted.
    """

    def __init__(self, limits: Limits) -> None:
        self.pieces: list[Piece] = []
        self.members: list[Member] = []
        self.locked = False
        self._limits = limits

    def take(self, mail: Part) -> None:
        """Take a mail's text and attachments, in their order.

        Raises
        ------
        ReadError
            Of kind ``"too large"``.
        """
        waiting = [(mail, True)]
        for _ in range(self._limits.members):
            if not waiting:
                return
            part, is_text = waiting.pop()
            inside = self._inside(part, is_text=is_text)
            if inside:
                waiting += reversed(inside)
            else:
                self._take_leaf(part, is_text=is_text)
        message = f"it has over {self._limits.members:,} parts"
        raise ReadError(message, kind="too large", hint="save its text and its attachments by themselves")

    def _inside(self, part: Part, *, is_text: bool) -> list[tuple[Part, bool]]:
        """Give the parts in a part, and of each whether its text is still to be read."""
        children = part.children()
        if part.type != "multipart/alternative" or not is_text:
            return [(child, is_text) for child in children]
        # All of them say the same: one is read, and of the others only what is attached.
        self._take_text(_running_texts(children))
        return [(child, False) for child in children]

    def _take_leaf(self, part: Part, *, is_text: bool) -> None:
        if part.type in _LOCKED:
            self.locked = True
        elif part.is_running_text:
            if is_text:
                self._take_text([part])
        elif part.type in _MAILS:
            inner = parse_part(part.data)
            self.members.append(Member(plain_path(f"{inner.header('subject') or 'mail'}.eml"), part.data))
        elif not _is_decoration(part) and part.body.strip():
            name = part.name or f"attachment {len(self.members) + 1}"
            self.members.append(Member(plain_path(name), part.data))

    def _take_text(self, parts: list[Part]) -> None:
        plain = (part for part in parts if part.type != _PAGE)
        pages = (part for part in parts if part.type == _PAGE)
        self.pieces += best_text(plain, pages, self._limits)


def _running_texts(parts: list[Part]) -> list[Part]:
    """Give the texts in some parts, in their order."""
    waiting = parts[::-1]
    found: list[Part] = []
    while waiting:
        part = waiting.pop()
        if part.is_running_text:
            found.append(part)
        waiting += reversed(part.children())
    return found


def _is_decoration(part: Part) -> bool:
    """Say whether a part is no document: a signature, an invitation, a picture that the text shows."""
    if part.type.startswith("image/"):
        return part.headers.get_content_disposition() != "attachment"
    return _NO_DOCUMENT.fullmatch(part.type) is not None


def byline(mail: Part) -> str:
    """Give who wrote it, by name where one is stated, and when."""
    found = _SENDER.match(str(mail.headers.get("from", "")))
    name = plain_header(found["name"] or found["bare"] or found["address"] or "") if found else ""
    try:
        date = _day(parsedate_to_datetime(mail.header("date")[:100]))
    except (ValueError, TypeError, IndexError, OverflowError):
        date = ""
    return ", ".join(part for part in (name.strip(), date) if part)


def _day(date: datetime) -> str:
    return f"{date.day} {date:%B %Y}"
