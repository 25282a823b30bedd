"""E-mails (.eml), saved web pages (.mhtml) and boxes of e-mails (.mbox): the text, and what is attached."""

from __future__ import annotations

import re

from tokenwatch.errors import ReadError
from tokenwatch.readers.draft import Draft, Member, Piece
from tokenwatch.readers.limits import Limits

FORMAT = "eml"
LABEL = "e-mails"
SUFFIXES = (".eml", ".mht", ".mhtml", ".mbox")
BY_SUFFIX = True

_HEAD = 16_384
"""Bytes in which a mail says what it is. What servers write before the sender takes 5,000."""
_HEADER = re.compile(rb"(?:X-)?[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?")
_BY_MACHINE = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|delivered-to):", re.IGNORECASE | re.MULTILINE
)
_BY_PERSON = re.compile(rb"^(?:from|to|subject|date|sender|content-type):", re.IGNORECASE | re.MULTILINE)
_POSTMARK = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{3,200}\r?\n(?=[A-Za-z-]{2,60}:)")
"""The line before each mail of a box."""


def recognises(data: bytes) -> bool:
    """Say whether bytes are an e-mail: headers that a person knows, and one that only a machine writes.

    A text that begins with "From:" and "To:" alone is taken for the text that it is.
    """
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"From "):
        head = head.partition(b"\n")[2]
    if not _HEADER.match(head):
        return False
    head = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return _BY_MACHINE.search(head) is not None and _BY_PERSON.search(head) is not None


def read(data: bytes, limits: Limits) -> Draft:
    """Read an e-mail.

    Its subject is its title and stands first; what it quotes of other mails becomes quotations; attachments, and mails
    attached to it, are its members. Pictures that belong to the text, signatures and invitations are left out. Of a
    box of mails each is a member.

    Raises
    ------
    ReadError
        Of kind ``"encrypted"`` or ``"too large"``.
    """
    from tokenwatch.readers.eml.content import Content, byline
    from tokenwatch.readers.eml.parts import parse_part
    from tokenwatch.readers.eml.text import mark_answered

    marks = [*_POSTMARK.finditer(data)] if data.startswith(b"From ") else []
    if len(marks) > 1:
        return _read_box(data, marks, limits)
    mail = parse_part(data[marks[0].end() if marks else 0 :].removeprefix(b"\xef\xbb\xbf"))
    content = Content(limits)
    content.take(mail)
    pieces = mark_answered(content.pieces)
    if content.locked and not pieces:
        raise ReadError("it is encrypted", kind="encrypted", hint="open it in your mail program, and save its text")
    subject = mail.header("subject")
    if subject and (pieces or not content.members):
        pieces.insert(0, Piece("heading", subject, level=1))
    return Draft(tuple(pieces), title=subject, byline=byline(mail), members=tuple(content.members))


def _read_box(data: bytes, marks: list[re.Match[bytes]], limits: Limits) -> Draft:
    ends = [mark.start() for mark in marks[1:]] + [len(data)]
    mails = [data[mark.end() : end] for mark, end in zip(marks[: limits.members], ends, strict=False)]
    members = (Member(f"mail {number}.eml", mail) for number, mail in enumerate(mails, start=1))
    cut = len(marks) > len(mails)
    note = f"only the first {len(mails):,} of {len(marks):,} mails were looked at"
    return Draft(members=tuple(members), notes=(note,) if cut else ())
