"""Read the labels that a reader gave documents, and check them against the guidelines' schema.

A label file holds one JSON object a line, one line a document; a folder of such files is one reader.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from labelling.units import frozen_units, read_text
from tokenwatch.analysis import KINDS, VOICE_KINDS
from tokenwatch.assessment import PRESENCES, VERDICTS

CHOICES = {"verdict": VERDICTS, "presence": PRESENCES}
LEVELS = ("claimed_level", "evidenced_level")
COUNTS = ("n_speakers", "n_lived")
DOCUMENT_KEYS = (*CHOICES, *LEVELS, "is_programme", *COUNTS)
KEYS = ("id", *DOCUMENT_KEYS, "passages", "voices")
HIGHEST = 5
NEEDS_SPECIFIC = ("practice",)
"""Kinds that are what they are by being specific (guidelines, section 3)."""


@dataclass(frozen=True, slots=True)
class PassageLabel:
    """The labels of one unit."""

    kind: str = "none"
    level: int = 0
    specific: bool = False
    lived_voice: bool = False


@dataclass(frozen=True)
class Labels:
    """All labels that one reader gave one document; a unit that is not named is ``none``."""

    id: str
    document: dict[str, Any]
    passages: dict[int, PassageLabel] = field(default_factory=dict)
    voices: tuple[dict[str, Any], ...] = ()
    note: str = ""


def read_reader(corpus: Path, reader: str, *, partial: bool = False) -> dict[str, Labels]:
    """Read and check every label file of a reader, ``labels/READER/*.jsonl`` or ``labels/READER.jsonl``.

    Parameters
    ----------
    corpus
        Folder with ``texts/``, ``units/`` and ``labels/``.
    partial
        Whether a record may leave out labels: the third reader says only what the first two differ in.

    Raises
    ------
    ValueError
        With every problem, one a line: file, line, reason.
    """
    single = corpus / "labels" / f"{reader}.jsonl"
    paths = [single] if single.exists() else sorted((corpus / "labels" / reader).glob("*.jsonl"))
    found: dict[str, Labels] = {}
    problems = [] if paths else [f"{corpus / 'labels' / reader}: no label files"]
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                labels = _read_line(corpus, line, partial=partial)
                if labels.id in found:
                    raise ValueError(f"{labels.id} is labelled twice")
                found[labels.id] = labels
            except ValueError as error:
                problems += [f"{path}:{number}: {problem}" for problem in str(error).splitlines()]
    if problems:
        raise ValueError("\n".join(problems))
    return found


def gold_labels(document: dict[str, Any]) -> dict[str, Any]:
    """Give a document's labels as gold files write them: no number of speakers where there is no programme.

    Examples
    --------
    >>> gold_labels({"is_programme": False, "n_speakers": 0, "n_lived": 0})
    {'is_programme': False, 'n_speakers': None, 'n_lived': None}
    """
    return document | ({} if document["is_programme"] else dict.fromkeys(COUNTS))


def _read_line(corpus: Path, line: str, *, partial: bool) -> Labels:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.colno}") from None
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        raise ValueError("not an object with an id")
    if partial:
        record = {"passages": [], "voices": []} | record
    text = read_text(corpus, record["id"])
    problems = list(check(record, len(frozen_units(corpus, record["id"])), text, partial=partial))
    if problems:
        raise ValueError("\n".join(f"{record['id']}: {problem}" for problem in problems))
    passages = {row[0]: PassageLabel(*row[1:]) for row in record["passages"]}
    document = {key: record[key] for key in DOCUMENT_KEYS if key in record}
    return Labels(record["id"], document, passages, tuple(record["voices"]), record.get("note", ""))


def check(record: dict[str, Any], n_units: int, text: str, *, partial: bool = False) -> Iterator[str]:
    """Give every problem of a record of labels, in words."""
    missing = [key for key in KEYS if key not in record]
    if missing and not partial:
        yield f"no {', '.join(missing)}"
        return
    yield from _check_values(record)
    for row in record["passages"]:
        yield from (f"passage {row}: {problem}" for problem in _check_passage(row, n_units))
    units = [row[0] for row in record["passages"] if isinstance(row, list) and row]
    yield from (f"unit {unit} is labelled twice" for unit in sorted({u for u in units if units.count(u) > 1}))
    for voice in record["voices"]:
        yield from (f"voice {voice}: {problem}" for problem in _check_voice(voice, text))


def _check_values(record: dict[str, Any]) -> Iterator[str]:
    for key, choices in CHOICES.items():
        if key in record and record[key] not in choices:
            yield f"{key} is {record[key]!r}: one of {', '.join(choices)}"
    for key in (*LEVELS, *COUNTS):
        if key not in record:
            continue
        if type(record[key]) is not int or not 0 <= record[key] <= (HIGHEST if key in LEVELS else 1_000):
            yield f"{key} is {record[key]!r}: a whole number, levels 0 to {HIGHEST}"
    if "is_programme" in record and type(record["is_programme"]) is not bool:
        yield f"is_programme is {record['is_programme']!r}: true or false"


def _check_passage(row: Any, n_units: int) -> Iterator[str]:
    if not isinstance(row, list) or len(row) != 5:  # unit and its four labels
        yield "write [unit, kind, level, specific, lived_voice]"
        return
    unit, kind, level, specific, lived = row
    if type(unit) is not int or not 1 <= unit <= n_units:
        yield f"there is no unit {unit!r}: they run from 1 to {n_units}"
    if kind not in KINDS:
        yield f"kind {kind!r}: one of {', '.join(KINDS)}"
    if type(level) is not int or not 0 <= level <= HIGHEST:
        yield f"level {level!r}: 0 to {HIGHEST}"
    if type(specific) is not bool or type(lived) is not bool:
        yield "specific and lived_voice are true or false"
    elif kind in NEEDS_SPECIFIC and not specific:
        yield "practice is specific, or it is a claim"
    if kind == "none" and level:
        yield "none has level 0"


def _check_voice(voice: Any, text: str) -> Iterator[str]:
    if not isinstance(voice, dict) or set(voice) - {"note"} != {"kind", "name", "role", "lived", "words"}:
        yield "write kind, name, role, lived, words"
        return
    if voice["kind"] not in VOICE_KINDS:
        yield f"kind {voice['kind']!r}: one of {', '.join(VOICE_KINDS)}"
    if voice["lived"] not in (True, False, None):
        yield "lived is true, false or null"
    known = [voice[key] for key in ("words", "name", "role") if voice[key]]
    if not any(_plain(value) in _plain(text) for value in known):
        yield "neither words nor name nor role stands so in the text"


def _plain(text: str) -> str:
    return " ".join(text.split())
