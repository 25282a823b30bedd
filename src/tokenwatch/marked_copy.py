"""A document's marked-up copy: the file itself with a note at every statement, as Word or a PDF holds notes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tokenwatch.analysis import Statement
from tokenwatch.assessment import Assessment
from tokenwatch.codebook import Codebook, load_codebook
from tokenwatch.errors import OptionError
from tokenwatch.readers.limits import DEFAULT_LIMITS, Limits
from tokenwatch.reports import words
from tokenwatch.reports.clean import show_unseen

if TYPE_CHECKING:
    from tokenwatch.readers.notes import Note

CAVEAT = "This is a reading by a computer program: questions to ask, not proof."
_HIGH = 4
"""Level from which people are said to do the work and not only to be asked."""
_QUESTIONS = {
    ("claim", True): "Who did this with you, and what did they decide?",
    ("claim", False): "Who was asked, when, and what changed after that?",
    ("plan", True): "Who will do this with you, from when, and what will they decide?",
    ("plan", False): "Who will be asked, by when, and how will they hear what came of it?",
}
"""What to ask at a statement that cannot be checked: by its kind, and by whether it speaks of doing the work."""


def annotate(
    source: str | Path | bytes,
    assessment: Assessment,
    *,
    name: str = "",
    codebook: Codebook | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """Give a copy of a Word or PDF file with a note at every statement, and one on the whole at its beginning.

    Parameters
    ----------
    source
        The file that was read: its path or its bytes. It stays as it is.
    assessment
        What was said of it.
    name
        File name to go with bytes.
    codebook
        Where the words for levels and indicators come from; by default the one that is shipped.
    limits
        Bounds on what the file may cost.

    Returns
    -------
    bytes
        The copy, to be written to a file of the same kind. The same file and assessment give the same bytes, except
        where the file is encrypted with AES.

    Raises
    ------
    OptionError
        If the assessment is of another file.
    ReadError
        If the file cannot be read; of kind ``"cannot annotate"`` where its format cannot hold notes, of kind
        ``"signed"`` where a Word file has a signature.

    Examples
    --------
    >>> import tokenwatch
    >>> annotate(b"Six tenants chair it.", tokenwatch.scan(b"Six tenants chair it."))
    Traceback (most recent call last):
        ...
    tokenwatch.errors.ReadError: notes cannot be written into text, only into docx and pdf (a page with the same \
marks: --out page.html)
    """
    from tokenwatch.readers.guard import annotate_bytes, load_file

    if not isinstance(source, bytes):
        name, source = str(source), load_file(Path(source), limits)
    if hashlib.sha256(source).hexdigest() != assessment.document.sha256:
        message = "it is not the file that was read, or has changed since"
        raise OptionError(message, kind="another file", place=name, hint="read it again, and annotate that reading")
    return annotate_bytes(source, make_notes(assessment, codebook), name=name, limits=limits)


def make_notes(assessment: Assessment, codebook: Codebook | None = None) -> tuple[Note, ...]:
    """Give what a marked-up copy says: first of the whole, then of each statement in the order of the text.

    Where the verdict abstained, its label stands nowhere.
    """
    from tokenwatch.readers.notes import Note

    book = load_codebook() if codebook is None else codebook
    summary = Note("", None, show_unseen("\n".join(_summary(assessment, book))), "document")
    stated = [statement for statement in assessment.statements if statement.kind != "none"]
    return summary, *(Note(one.text, one.page, show_unseen("\n".join(_comment(one, book))), one.kind) for one in stated)


def _summary(assessment: Assessment, codebook: Codebook) -> Iterator[str]:
    yield from words.answer_sentences(assessment, codebook)
    yield words.sure_sentence(assessment)
    yield CAVEAT
    if assessment.questions:
        yield "Questions to ask:"
        yield from (f"– {question}" for question in assessment.questions)


def _comment(statement: Statement, codebook: Codebook) -> Iterator[str]:
    yield words.as_sentence(words.statement_label(statement, codebook))
    yield words.statement_why(statement, codebook)
    question = _QUESTIONS.get((statement.kind, statement.level >= _HIGH))
    if question and not (statement.kind == "plan" and statement.specific):
        yield f"Ask: {question}"
