"""What a reader says is wrong with a reading, as a line of a gold file.

A record holds what the reader set, and nothing that the program said: a label that nobody looked at is no label.
`tokenwatch evaluate` and `tokenwatch train` read such lines. Pure data: this module imports no library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from tokenwatch.analysis import KINDS
from tokenwatch.assessment import PRESENCES, VERDICTS, Assessment
from tokenwatch.document import Document
from tokenwatch.errors import OptionError

LEVELS = ("0", "1", "2", "3", "4", "5")
ANSWERS = ("yes", "no")
OF_THE_WHOLE: Mapping[str, tuple[str, ...]] = {
    "verdict": VERDICTS,
    "presence": PRESENCES,
    "claimed_level": LEVELS,
    "evidenced_level": LEVELS,
}
"""Fields on the whole of a text, with the values that they take; an empty one was not looked at."""
OF_A_SENTENCE: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "level": LEVELS,
    "specific": ANSWERS,
    "lived_voice": ANSWERS,
}
"""Fields on a sentence; in a form each is followed by a hyphen and the number of its row, from 1."""
SENTENCE = "sentence"
"""Field that says which sentence: its number in the reading ("s3"), or its words, also of one that was missed."""
NOTE = "note"
"""Field for what else the reader wants to say."""
ROWS = 5
"""Sentences that one form has room for. More are sent as further lines: every line stands for itself."""
_DIGITS = 8
"""Of a digest: two of a thousand files share them once in ten thousand times."""
_LONGEST = 2_000
"""Characters of the words that name a sentence. A search takes their number times that of the text's, at worst."""
_NUMBER = re.compile(r"\s*[sS]\s*(\d{1,9})\s*")


def correct(assessment: Assessment, fields: Mapping[str, str]) -> dict[str, Any]:
    """Make the gold record of what a reader set right.

    Parameters
    ----------
    assessment
        The reading, with its text.
    fields
        Of the form: those of `OF_THE_WHOLE`, `NOTE`, and for each row `SENTENCE` and those of `OF_A_SENTENCE`.

    Returns
    -------
    dict
        One document of a gold file.

    Raises
    ------
    OptionError
        If nothing was set, a value is none of the possible ones, or a sentence does not stand in the text.

    Examples
    --------
    >>> from tokenwatch import Document, scan
    >>> reading = scan(Document.from_text("Six tenants chose the contractor in May.", source="plan.txt"))
    >>> record = correct(reading, {"sentence-1": "six tenants chose", "kind-1": "practice"})
    >>> record["id"], record["passages"]
    ('plan.txt 29226877', [{'start': 0, 'end': 17, 'kind': 'practice'}])
    """
    document = assessment.document
    record: dict[str, Any] = {
        "id": record_id(document),
        "title": document.title,
        "genre": assessment.genre,
        "text": document.text,
    }
    set_by_reader = _values(OF_THE_WHOLE, fields, "")
    passages = [passage for row in range(1, ROWS + 1) if (passage := _passage(assessment, fields, row))]
    if note := fields.get(NOTE, "").strip():
        set_by_reader[NOTE] = note
    if not set_by_reader and not passages:
        hint = "choose an answer, or name a sentence and say what it is"
        raise OptionError("nothing was set right yet", kind="correction", hint=hint)
    return record | set_by_reader | {"passages": sorted(passages, key=lambda passage: passage["start"])}


def record_id(document: Document) -> str:
    """Name a document in a file of corrections: files of one name are told apart by what they hold.

    Examples
    --------
    >>> record_id(Document.from_text("Six tenants chose it.", source="/home/jo/plan.txt"))
    'plan.txt 3458e2ce'
    """
    name = file_name(document) or document.title or "a text without a name"
    return f"{name} {document.sha256[:_DIGITS]}" if document.sha256 else name


def file_name(document: Document) -> str:
    """Give the last part of a source: what is passed on tells nobody the folders of whoever made it."""
    return document.source.replace("\\", "/").rsplit("/", 1)[-1]


def as_line(record: Mapping[str, Any]) -> str:
    r"""Write a gold record as its line of JSON, in plain ASCII so that no program garbles it.

    Examples
    --------
    >>> as_line({"id": "plan.txt"})
    '{"id": "plan.txt"}\n'
    """
    return json.dumps(record) + "\n"


def _passage(assessment: Assessment, fields: Mapping[str, str], row: int) -> dict[str, Any]:
    """Give the passage of one row; an empty one where the row is empty."""
    named = fields.get(f"{SENTENCE}-{row}", "").strip()
    values = _values(OF_A_SENTENCE, fields, f"-{row}")
    if not named and not values:
        return {}
    if not named or not values:
        missing = "you have not said what it is" if named else "you have not said which sentence it is"
        raise OptionError(missing, kind="correction", place=f"Sentence {row}", hint="go back, and fill in both")
    start, end = _find(assessment, named, row)
    return {"start": start, "end": end, **values}


def _find(assessment: Assessment, named: str, row: int) -> tuple[int, int]:
    if (match := _NUMBER.fullmatch(named)) and 0 < int(match[1]) <= len(assessment.statements):
        statement = assessment.statements[int(match[1]) - 1]
        return statement.start, statement.end
    if len(named) > _LONGEST:
        hint = "give the number that stands before it, such as s3, or its first words"
        raise OptionError("this is too long to look for", kind="correction", place=f"Sentence {row}", hint=hint)
    words = r"\s+".join(map(re.escape, named.split()))
    found = re.search(words, assessment.document.text, re.IGNORECASE)
    if found is None:
        hint = "give the number that stands before it, such as s3, or copy its words"
        raise OptionError("there is no such sentence", kind="correction", place=f"Sentence {row}", hint=hint)
    return found.span()


def _values(known: Mapping[str, tuple[str, ...]], fields: Mapping[str, str], suffix: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, possible in known.items():
        value = fields.get(name + suffix, "")
        if value and value not in possible:
            hint = "one of " + ", ".join(possible)
            raise OptionError(f"{value[:40]!r} is no {name}", kind="correction", place=name, hint=hint)
        if value:
            values[name] = int(value) if possible is LEVELS else value == "yes" if possible is ANSWERS else value
    return values
