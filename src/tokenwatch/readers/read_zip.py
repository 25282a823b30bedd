"""Archives (.zip): the files inside, each of which is then read by itself."""

from __future__ import annotations

import re

from tokenwatch.errors import ReadError
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.draft import Draft, Member
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.refusals import plain_path, some_of

FORMAT = "zip"
LABEL = "zip files of these"
SUFFIXES = (".zip",)

# Shadows that Apple's computers put beside each file, hidden files, locks that Word and LibreOffice leave.
_NO_DOCUMENT = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^./]|~\$|(?:Thumbs\.db|desktop\.ini)$)", re.IGNORECASE)


def recognises(data: bytes) -> bool:
    """Say whether bytes are a zip container of any kind; asked last, since most documents are one."""
    return data.startswith((b"PK\3\4", b"PK\5\6"))


def read(data: bytes, limits: Limits) -> Draft:
    """Unpack an archive in memory; nothing is written under a member's name.

    Members that only a computer needs are left out; one that cannot be unpacked keeps its place and says why.

    Raises
    ------
    ReadError
        Of kind ``"damaged"`` or ``"too large"``; where no member can be unpacked, of the kind of the first one's.
    """
    archive = Archive(data, limits)
    members: list[Member] = []
    left_out: list[str] = []
    failed: list[ReadError] = []
    for name in archive.members:
        if name.endswith("/"):
            continue
        if _NO_DOCUMENT.search(name):
            left_out.append(plain_path(name))
            continue
        try:
            members.append(Member(plain_path(name), archive.read(name)))
        except ReadError as error:
            failed.append(error)
            members.append(Member(plain_path(name), b"", error.message))
    if failed and len(failed) == len(members):
        raise failed[0]
    notes = (f"left out, as only a computer needs them: {some_of(left_out)}",) if left_out else ()
    return Draft(members=tuple(members), notes=notes)
