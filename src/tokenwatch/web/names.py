"""File names that strangers chose: fit to be shown, and fit for the head of a download."""

from __future__ import annotations

import re

from tokenwatch.reports.clean import show_unseen

LONGEST = 120
"""Characters of a name that are shown."""
_LONGEST_SAVED = 200
"""Bytes of the name of a download. File systems stop at 255, and two endings are still to come."""
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*%;]')
"""What Windows forbids in a file name, and what has a meaning in the head of an answer."""


def last_part(name: str) -> str:
    r"""Give the last part of a path, on whichever system it was made, fit to be shown.

    Examples
    --------
    >>> last_part("C:\\Users\\Jo\\our bid.docx"), last_part("../../etc/passwd"), last_part("/")
    ('our bid.docx', 'passwd', 'document')
    """
    part = show_unseen(re.split(r"[/\\]", name)[-1].replace("\n", " ").replace("\t", " ")).strip()
    if len(part) > LONGEST:  # the ending tells kinds of text from each other
        part = part[: LONGEST - 20] + "…" + part[-19:]
    return part if part.strip(". ") else "document"


def attachment(name: str, ending: str) -> str:
    r"""Give the header ``Content-Disposition`` that saves an answer under a name (RFC 6266).

    Parameters
    ----------
    name
        The name of the document that was given.
    ending
        What comes in the place of its own ending.

    Examples
    --------
    >>> attachment('bid "2024"\r\nSet-Cookie: x.docx', ".html").splitlines()
    ["attachment; filename=bid_2024_Set-Cookie_x.html; filename*=UTF-8''bid%202024%20Set-Cookie%20x.html"]
    """
    stem = "".join(char if char.isprintable() else " " for char in _NOT_IN_NAMES.sub(" ", name))
    stem = " ".join(re.sub(r"\.\w{1,8}$", "", stem).split()).strip(". ")
    stem = stem.encode("utf-8", "replace")[:_LONGEST_SAVED].decode("utf-8", "ignore") or "document"
    plain = re.sub(r"[^A-Za-z0-9.-]+", "_", stem) + ending
    encoded = "".join(
        chr(byte) if chr(byte).isascii() and chr(byte).isalnum() else f"%{byte:02X}" for byte in stem.encode()
    )
    encoded = encoded.replace("%2D", "-").replace("%2E", ".").replace("%5F", "_")
    return f"attachment; filename={plain}; filename*=UTF-8''{encoded}{ending}"
