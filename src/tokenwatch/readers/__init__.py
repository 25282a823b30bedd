"""Readers: any document's bytes to a `Document`.

`read` is the way in. One file a format lies here, found by its name; `guard` is the only door for untrusted
bytes.
"""

from __future__ import annotations

from pathlib import Path

from tokenwatch.document import Document
from tokenwatch.errors import OptionError
from tokenwatch.readers.guard import read_bytes, read_file
from tokenwatch.readers.limits import DEFAULT_LIMITS, Limits

__all__ = ["DEFAULT_LIMITS", "Limits", "read"]


def read(source: str | Path | bytes | Document, *, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    r"""Read a document.

    Parameters
    ----------
    source
        A path, a file's bytes, or a `Document`, which is given back as it is. The format is told by the
        content, not by the name. A text that you hold as a string goes to `Document.from_text`.
    name
        With bytes: the file's name, for outputs and errors. Its suffix tells Markdown from plain text.
    limits
        Bounds on what the file may cost.

    Returns
    -------
    Document
        The cleaned text with its blocks, and the way back to the raw text.

    Raises
    ------
    ReadError
        Of kind ``"missing"``, ``"not a file"``, ``"empty"``, ``"too large"``, ``"unsupported format"``,
        ``"damaged"``, ``"encrypted"``, ``"needs OCR"``, ``"timed out"`` or ``"no text"``. It names the file
        and the next step, in one line.
    OptionError
        If `source` is something else.

    Examples
    --------
    >>> document = read(b"# Our plan\n\nSix *tenants* chose the contractor.", name="plan.md")
    >>> document.format, document.title, document.text
    ('markdown', 'Our plan', 'Our plan\n\nSix tenants chose the contractor.')
    """
    if isinstance(source, Document):
        return source
    if isinstance(source, bytes | bytearray | memoryview):
        return read_bytes(bytes(source), name=name, limits=limits)
    if isinstance(source, str | Path):
        return read_file(Path(source), limits)
    raise OptionError(
        f"a document is read from a path or bytes, not from {type(source).__name__}",
        hint="give a path, or open(path, 'rb').read()",
    )
