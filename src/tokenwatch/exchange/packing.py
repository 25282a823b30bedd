"""What goes into files of other programs: JSON, zip containers and XML, the same bytes for the same content."""

from __future__ import annotations

import io
import json
import re
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:tokenwatch:exchange")
"""All ids that are made here are of this name space: what says the same has the same id, wherever it is made."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip container can hold: no clock has a say in an export."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pack(members: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip container.

    Examples
    --------
    >>> pack({"a.txt": b"a"}) == pack({"a.txt": b"a"})
    True
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def json_lines(records: Iterable[Mapping[str, Any]]) -> bytes:
    """Write JSON objects, one a line, in plain ASCII so that no program garbles them."""
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def for_xml(text: str) -> str:
    r"""Replace what no XML can hold, control characters above all, by U+FFFD each: offsets stay.

    Examples
    --------
    >>> for_xml("a\x00b")
    'a\ufffdb'
    """
    return _NO_XML.sub("\ufffd", text)


def make_guid(*parts: object) -> str:
    """Make the id of something from what names it.

    Examples
    --------
    >>> make_guid("code", "claim") == make_guid("code", "claim")
    True
    """
    # The length before each part: ("a", "bc") and ("ab", "c") are two things.
    return str(uuid.uuid5(_SPACE, "".join(f"{len(str(part))}:{part}" for part in parts)))
