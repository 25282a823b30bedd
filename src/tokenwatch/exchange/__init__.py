"""Exchange with the programs in which people label by hand: one foreign format a file.

A format is a module here named ``as_<format>.py`` (a hyphen in the format's name is an underscore there) with

- ``FORMAT``: its name, as users type it;
- ``SUFFIX``: the ending of its files;
- ``write(texts, codebook) -> bytes``;
- ``read(incoming) -> Iterable[AnnotatedText]``.

It is found by its file's name and needs no other change. It goes out from `annotations.AnnotatedText` with
`annotations.marks_of` and `facts.facts_of`, and comes back by `facts.from_facts`; `incoming` reads what nobody trusts,
`packing` writes the same bytes for the same content. Of readings, gold files and codebooks a format knows nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tokenwatch.discovery import find_names, import_named
from tokenwatch.errors import GoldError, OptionError
from tokenwatch.exchange.annotations import AnnotatedSpan, AnnotatedText
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.exchange.texts import from_assessment, read_gold_texts, to_record, with_own_ids
from tokenwatch.readers.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from tokenwatch.codebook import Codebook

__all__ = [
    "AnnotatedSpan", "AnnotatedText", "exchange_formats", "export_texts", "find_format", "from_assessment",
    "import_texts", "read_gold_texts", "to_record",
]  # fmt: skip


class Format(Protocol):
    """What an ``as_<format>.py`` offers."""

    FORMAT: str
    SUFFIX: str

    def write(self, texts: Sequence[AnnotatedText], codebook: Codebook) -> bytes:
        """Give the file."""

    def read(self, incoming: Incoming) -> Iterable[AnnotatedText]:
        """Give the texts of a file, in its order."""


def exchange_formats() -> tuple[str, ...]:
    """Name the formats there are, in alphabetical order.

    Examples
    --------
    >>> "qdpx" in exchange_formats()
    True
    """
    return find_names(__name__, "as_")


def find_format(name: str) -> Format:
    """Find a format by its name.

    Raises
    ------
    OptionError
        If there is none; the hint lists those there are.
    """
    formats = exchange_formats()
    if name not in formats:
        hint = "use " + ", ".join(formats)
        raise OptionError(f"there is no exchange format {name!r}", kind="option", place="--format", hint=hint)
    return import_named(__name__, "as_", name, Format)


def export_texts(texts: Iterable[AnnotatedText], name: str, codebook: Codebook | None = None) -> bytes:
    r"""Write annotated texts as a file of another program.

    Parameters
    ----------
    texts
        From `from_assessment` or `read_gold_texts`. Where two have one id, the second gets a number.
    name
        One of `exchange_formats`.
    codebook
        Where codes and their definitions come from; by default the one that is shipped.

    Returns
    -------
    bytes
        The file: the same texts and codebook give the same bytes.

    Raises
    ------
    OptionError
        If there is no such format, or a library that it needs is not installed.

    Examples
    --------
    >>> export_texts([AnnotatedText("a", "We co-produce.")], "doccano")
    b'{"text": "We co-produce.", "label": [], "tokenwatch": {"id": "a"}}\n'
    """
    from tokenwatch.codebook import load_codebook

    return find_format(name).write(with_own_ids(texts), load_codebook() if codebook is None else codebook)


def import_texts(
    source: str | Path | bytes,
    format_name: str,
    *,
    name: str = "",
    skip: Collection[str] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[AnnotatedText, ...]:
    """Read annotated texts from a file of another program.

    Parameters
    ----------
    source
        Path of the file, or its bytes.
    format_name
        One of `exchange_formats`.
    name
        File name to go with bytes.
    skip
        Labels of your own that have no place in a gold file, to leave out.
    limits
        What the file may cost.

    Returns
    -------
    tuple of AnnotatedText
        In the order of the file; `AnnotatedText.checked` is false where nobody has accepted what stands there.

    Raises
    ------
    ReadError
        If the file is missing, too large, or not of that format.
    GoldError
        With the place: offsets outside the text, a label that there is not, labels that contradict each other.
    OptionError
        If there is no such format, or a library that it needs is not installed.

    Examples
    --------
    >>> (text,) = import_texts(b'{"text": "We ask.", "label": [[0, 7, "level 2"]]}', "doccano", name="a.jsonl")
    >>> to_record(text)
    {'id': 'a.jsonl:1', 'text': 'We ask.', 'passages': [{'start': 0, 'end': 7, 'level': 2}]}
    """
    from tokenwatch.readers.guard import load_file

    found = find_format(format_name)
    if not isinstance(source, bytes):
        name, source = str(source), load_file(Path(source), limits)
    texts = tuple(found.read(Incoming(source, name or "the file", limits, frozenset(skip))))
    if not texts:
        raise GoldError("it holds no text", kind="gold", place=name, hint="check --format, and export it again")
    return with_own_ids(texts)
