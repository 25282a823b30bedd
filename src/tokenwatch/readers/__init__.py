"""Readers: any document's bytes to a `Document`.

`read` is the way in, and `guard` the only door for untrusted bytes. What lies here:

- a format: ``read_<format>.py``, found by its name, and the folder ``<format>/`` of what it is made of. `formats` says
  what a reader must hold;
- what formats share: the folders ``ooxml/`` (Word, Excel, PowerPoint), ``odf/`` (OpenDocument) and ``sheets/`` (any
  spreadsheet); `slides`, `styles`, `pictures`, `xml_parts`, `archive`, `zip_directory`, `decoding`;
- the way in: `guard`, `formats`, `unsupported`, `limits`, `refusals`; `sandbox` and `child`, which speak by `protocol`;
- from what a reader gives to a document: `draft`, `assembly`, `cleaning`, `hyphens`, and, for files that hold several,
  `containers` and `tables`;
- the marked-up copy: `notes`, `matching`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tokenwatch.document import Document
from tokenwatch.errors import OptionError, ReadError
from tokenwatch.readers.containers import each_document, one_document
from tokenwatch.readers.guard import Opened, load_file, open_bytes
from tokenwatch.readers.limits import DEFAULT_LIMITS, Limits
from tokenwatch.readers.tables import ID_COLUMN, TEXT_COLUMN, each_row

__all__ = ["DEFAULT_LIMITS", "Limits", "read", "read_each", "read_table"]


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
        ``"damaged"``, ``"encrypted"``, ``"needs OCR"``, ``"timed out"``, ``"no text"``, or ``"several documents"``
        for an archive of them, which `read_each` reads. It names the file and the next step, in one line.
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
    if isinstance(source, ReadError):  # `read_each` gave it in the place of a document
        raise source
    return one_document(_open(source, name, limits), limits)


def read_each(
    source: str | Path | bytes | Document, *, name: str = "", limits: Limits = DEFAULT_LIMITS
) -> Iterator[Document | ReadError]:
    r"""Read a file and the files inside it: an archive's documents, an e-mail and its attachments.

    Parameters
    ----------
    source, name, limits
        As for `read`. Any file may be given; most hold one document.

    Yields
    ------
    Document or ReadError
        One for each document, in the order of the file; its ``source`` is the path with the member's name
        behind a slash. An error stands in the place of what could not be read.

    Raises
    ------
    ReadError
        Where the file itself cannot be read, before anything is given.
    OptionError
        As `read`.

    Examples
    --------
    >>> mail = b"From: Jo <jo@example.org>\nSubject: Our plan\nMIME-Version: 1.0\n\nSix tenants chair it.\n"
    >>> [document.title for document in read_each(mail, name="plan.eml")]
    ['Our plan']
    """
    if isinstance(source, Document):
        return iter((source,))
    return each_document(_open(source, name, limits), limits)


def read_table(
    source: str | Path | bytes,
    *,
    text_column: str = TEXT_COLUMN,
    id_column: str = ID_COLUMN,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Document | ReadError]:
    r"""Read a table of texts, a document a row: a spreadsheet or a CSV file.

    Parameters
    ----------
    source, name, limits
        As for `read`.
    text_column, id_column
        Names of the columns, as the first row has them. Without a column ``"id"`` the rows are numbered.

    Yields
    ------
    Document or ReadError
        One a row: the text as it stands in the cell; its ``source`` is the file's with the row's id behind a slash.

    Raises
    ------
    ReadError
        As `read`; of kind ``"no table"`` where the format has no rows.
    OptionError
        Where there is no such column; it names those there are.

    Examples
    --------
    >>> table = b"id,text\nb1,Six tenants chair it.\nb2,We will consult widely.\n"
    >>> [(document.source, document.n_words) for document in read_table(table, name="bids.csv")]
    [('bids.csv/b1', 4), ('bids.csv/b2', 4)]
    """
    data, name = _bytes_of(source, name, limits)
    return each_row(data, name=name, text_column=text_column, id_column=id_column, limits=limits)


def _open(source: str | Path | bytes, name: str, limits: Limits) -> Opened:
    data, name = _bytes_of(source, name, limits)
    return open_bytes(data, name=name, limits=limits)


def _bytes_of(source: str | Path | bytes, name: str, limits: Limits) -> tuple[bytes, str]:
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), name
    if isinstance(source, str | Path):
        return load_file(Path(source), limits), str(source)
    raise OptionError(
        f"a document is read from a path or bytes, not from {type(source).__name__}",
        hint="give a path, or open(path, 'rb').read()",
    )
