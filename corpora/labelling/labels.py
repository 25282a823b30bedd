"""Read the labels that one reader gave a document, and check them against the guidelines' schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenwatch.analysis import KINDS, VOICE_KINDS
from tokenwatch.assessment import PRESENCES, VERDICTS

CHOICES = {"verdict": VERDICTS, "presence": PRESENCES}
LEVELS = ("claimed_level", "evidenced_level")
COUNTS = ("n_speakers", "n_lived")
KEYS = ("id", *CHOICES, *LEVELS, "is_programme", *COUNTS, "passages", "voices")
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


def read_labels(path: Path, n_units: int, text: str) -> Labels:
    """Read and check one label file.

    Raises
    ------
    ValueError
        With every problem, one a line: file, place, reason.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}:{error.lineno}: not JSON: {error.msg}") from None
    problems = [f"{path}: {problem}" for problem in check(record, path.stem, n_units, text)]
    if problems:
        raise ValueError("\n".join(problems))
    passages = {row[0]: PassageLabel(*row[1:]) for row in record["passages"]}
    document = {key: record[key] for key in (*CHOICES, *LEVELS, "is_programme", *COUNTS)}
    return Labels(record["id"], document, passages, tuple(record["voices"]))


def check(record: Any, identifier: str, n_units: int, text: str) -> Iterator[str]:
    """Give every problem of a record of labels, in words."""
    if not isinstance(record, dict):
        yield "not an object of labels"
        return
    missing = [key for key in KEYS if key not in record]
    if missing:
        yield f"no {', '.join(missing)}"
        return
    if record["id"] != identifier:
        yield f"the id is {record['id']!r}, the file's name says {identifier!r}"
    yield from _check_values(record)
    for row in record["passages"]:
        yield from (f"passage {row}: {problem}" for problem in _check_passage(row, n_units))
    units = [row[0] for row in record["passages"] if isinstance(row, list) and row]
    yield from (f"unit {unit} is labelled twice" for unit in sorted({u for u in units if units.count(u) > 1}))
    for voice in record["voices"]:
        yield from (f"voice {voice}: {problem}" for problem in _check_voice(voice, text))


def _check_values(record: dict[str, Any]) -> Iterator[str]:
    for key, choices in CHOICES.items():
        if record[key] not in choices:
            yield f"{key} is {record[key]!r}: one of {', '.join(choices)}"
    for key in (*LEVELS, *COUNTS):
        if type(record[key]) is not int or not 0 <= record[key] <= (HIGHEST if key in LEVELS else 1_000):
            yield f"{key} is {record[key]!r}: a whole number, levels 0 to {HIGHEST}"
    if type(record["is_programme"]) is not bool:
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
