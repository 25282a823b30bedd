"""Bytes to text: byte order marks, UTF-8 with a few bad bytes, UTF-16 without a mark, cp1252."""

from __future__ import annotations

import codecs

from tokenwatch.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
"""Bytes looked at to tell text from binary and UTF-16 from UTF-8: enough to be sure at any size."""
_MOST_CONTROLS = 0.02
"""Share of control characters above which bytes are no text. Random bytes have 0.11; text exported from old
databases, with NUL bytes between its fields, was met with up to 0.01."""
_FEW = 64
"""In a file this short a handful of NUL bytes says nothing: any share is allowed up to a fifth."""
_PLAIN_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1b\x85")


def decode(data: bytes, *, declared: str = "") -> str:
    r"""Decode a text of unknown encoding.

    Parameters
    ----------
    data
        The file's bytes.
    declared
        The encoding that the file states (``<meta charset>``). A byte order mark wins over it, and so does
        text that is valid UTF-8: pages that wrongly state latin-1 are common, pages valid as UTF-8 by chance
        are not.

    Returns
    -------
    str
        The text. In UTF-8 with a few bad bytes the good ones are kept and the bad ones read as cp1252.

    Raises
    ------
    ReadError
        Of kind ``"unsupported format"`` where the bytes are no text.

    Examples
    --------
    >>> decode("naïve £20".encode("cp1252")), decode(b"\xff\xfea\x00")
    ('naïve £20', 'a')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if encoding := _unmarked_utf16(data):
        return data.decode(encoding, "replace")
    if not is_text(data):
        raise ReadError("its content is no text", kind="unsupported format", hint="give a .docx, .pdf or text file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := _decode_as(data, declared)) is not None:
        return text
    return data.decode("utf-8", "tokenwatch-cp1252")


def is_text(data: bytes) -> bool:
    """Say whether bytes look like text in any encoding that `decode` knows."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _unmarked_utf16(data):
        return True
    sample = data[:_SAMPLE]
    controls = sum(byte < 0x20 and byte not in _PLAIN_CONTROLS for byte in sample)
    share = controls / max(len(sample), 1)
    return share <= (0.2 if len(sample) < _FEW else _MOST_CONTROLS)


def _unmarked_utf16(data: bytes) -> str:
    """Name the byte order of UTF-16 without a mark, in which English has a zero in every second byte."""
    sample = data[: min(_SAMPLE, len(data) // 2 * 2)]
    if len(sample) < 8:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _decode_as(data: bytes, declared: str) -> str | None:
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    # The web's rule: whoever says latin-1 or ASCII means cp1252.
    name = "cp1252" if name in ("iso8859-1", "ascii") else name
    if name.startswith("utf") or not codecs.lookup(name)._is_text_encoding:
        return None
    try:
        return data.decode(name, "replace")
    except UnicodeError:  # some ("idna", "undefined") replace nothing
        return None


def _bad_bytes_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error("tokenwatch-cp1252", _bad_bytes_as_cp1252)
