"""Read stand-off labels and check them: places, offsets, digests and labels of texts that stand elsewhere.

A folder holds ``documents.jsonl``, ``passages.jsonl`` and, where voices are labelled, ``voices.jsonl``. None of them
holds a word of a text: whoever has the texts finds the words by document, offsets and digest.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labelling.labels import COUNTS, DOCUMENT_KEYS, check
from tokenwatch.analysis import VOICE_KINDS

Record = dict[str, Any]
PLACE = ("repo", "commit", "path")
VOICE_KEYS = ("kind", "lived", "words_at", "name_at", "role_at")
STRINGS = ("id", "document", *PLACE, "stratum")
PATTERNS = {"sha256": re.compile(r"[0-9a-f]{64}"), "commit": re.compile(r"[0-9a-f]{40}")}
NUMBERS = ("row", "start", "end")


@dataclass(frozen=True, slots=True)
class Line:
    """A JSON object and where it stands, as ``file:line``."""

    place: str
    record: Record


@dataclass(frozen=True, slots=True)
class Standoff:
    """The lines of the three files of a folder."""

    documents: tuple[Line, ...]
    passages: tuple[Line, ...]
    voices: tuple[Line, ...] = ()


def digest(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_lines(path: Path, problems: list[str]) -> Iterator[Line]:
    """Read a JSONL file, plain or ``.gz``; what is no JSON object is added to `problems` with its place."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    record = json.loads(line)
                except json.JSONDecodeError as error:
                    problems.append(f"{path}:{number}: not JSON: {error.msg} at character {error.colno}")
                    continue
                if isinstance(record, dict):
                    yield Line(f"{path}:{number}", record)
                else:
                    problems.append(f"{path}:{number}: not an object")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        problems.append(f"{path}: cannot be read: {error}")


def read_standoff(folder: Path) -> Standoff:
    """Read and check the stand-off files of a folder.

    Raises
    ------
    ValueError
        With every problem, one a line: file, line, reason.
    """
    problems: list[str] = []
    voices = folder / "voices.jsonl"
    standoff = Standoff(
        tuple(read_lines(folder / "documents.jsonl", problems)),
        tuple(read_lines(folder / "passages.jsonl", problems)),
        tuple(read_lines(voices, problems)) if voices.exists() else (),
    )
    problems += check_standoff(standoff)
    if problems:
        raise ValueError("\n".join(problems))
    return standoff


def check_standoff(standoff: Standoff) -> Iterator[str]:
    """Give every problem of stand-off labels by themselves, in words and with its place."""
    ids = {line.record.get("id") for line in standoff.documents if isinstance(line.record.get("id"), str)}
    yield from _check_lines(standoff.documents, _check_document, ("id",))
    yield from _check_lines(standoff.passages, _check_passage, ("document", "start", "end"))
    for line in standoff.passages:
        document = line.record.get("document")
        if isinstance(document, str) and document not in ids:
            yield f"{line.place}: there is no document {document!r}"
    yield from _check_lines(standoff.voices, _check_voices, ("document", "start", "end"))


def _check_lines(
    lines: tuple[Line, ...], problems_of: Callable[[Record], Iterator[str]], key: tuple[str, ...]
) -> Iterator[str]:
    seen: set[Hashable] = set()
    for line in lines:
        problems = list(problems_of(line.record))
        yield from (f"{line.place}: {problem}" for problem in problems)
        if problems:
            continue
        identity = tuple(line.record[name] for name in key)
        if identity in seen:
            yield f"{line.place}: {' '.join(map(str, identity))} stands twice"
        seen.add(identity)


def _check_document(record: Record) -> Iterator[str]:
    needed = ("id", *PLACE, "sha256", *_readings(record))
    yield from _check_keys(record, needed, ("row", "stratum"))
    yield from _check_types(record)
    for name in _readings(record):
        if name not in record:
            continue
        labels = record[name]
        if not isinstance(labels, dict) or set(labels) != set(DOCUMENT_KEYS):
            yield f"{name}: write {', '.join(DOCUMENT_KEYS)}"
        elif name == "agreed":
            yield from (f"agreed: {key} is true or false" for key, on in labels.items() if type(on) is not bool)
        else:
            # A document that is no programme has no speakers to count: the number may be null, nothing else may.
            said = {key: value for key, value in labels.items() if key not in COUNTS or value is not None}
            found = check(said | {"passages": [], "voices": []}, 0, "", partial=True)
            yield from (f"{name}: {problem}" for problem in found)


def _check_passage(record: Record) -> Iterator[str]:
    needed = ("document", "start", "end", "sha256", *_readings(record))
    yield from _check_keys(record, needed)
    yield from _check_types(record)
    yield from _check_range(record)
    for name in _readings(record):
        if name not in record:
            continue
        row = record[name]
        if name == "agreed":
            if type(row) is not bool:
                yield "agreed is true or false"
        elif not isinstance(row, list) or len(row) != 4:
            yield f"{name}: write [kind, level, specific, lived_voice]"
        else:
            # Checked as the only unit of a text, whose number says nothing here.
            found = check({"passages": [[1, *row]], "voices": []}, 1, "", partial=True)
            yield from (f"{name}: {problem.partition(']: ')[2]}" for problem in found)


def _check_voices(record: Record) -> Iterator[str]:
    yield from _check_keys(record, ("document", *PLACE, "start", "end", "sha256", "voices"))
    yield from _check_types(record)
    yield from _check_range(record)
    voices = record.get("voices", [])
    if not isinstance(voices, list):
        yield "voices is a list"
        return
    for number, voice in enumerate(voices, start=1):
        problems = _check_voice(voice, record.get("start"), record.get("end"))
        yield from (f"voice {number}: {problem}" for problem in problems)


def _check_voice(voice: Any, start: Any, end: Any) -> Iterator[str]:
    if not isinstance(voice, dict) or set(voice) != set(VOICE_KEYS):
        yield f"write {', '.join(VOICE_KEYS)}"
        return
    if voice["kind"] not in VOICE_KINDS:
        yield f"kind {voice['kind']!r}: one of {', '.join(VOICE_KINDS)}"
    if voice["lived"] is not None and type(voice["lived"]) is not bool:
        yield "lived is true, false or null"
    places = {key: voice[key] for key in VOICE_KEYS[2:] if voice[key] is not None}
    if not places:
        yield "neither words nor name nor role has a place"
    if type(start) is not int or type(end) is not int:
        return
    for key, place in places.items():
        whole = isinstance(place, list) and len(place) == 2 and all(type(offset) is int for offset in place)
        if not whole or not 0 <= place[0] < place[1] <= end - start:
            yield f"{key} is {place!r}: [start, end] in a passage of {end - start} characters"


def _readings(record: Record) -> tuple[str, ...]:
    """Give the keys that hold labels: of two readers, or of whom it is only known whether they agreed."""
    return ("agreed", "settled") if "agreed" in record else ("first", "second", "settled")


def _check_keys(record: Record, needed: tuple[str, ...], allowed: tuple[str, ...] = ()) -> Iterator[str]:
    missing = [key for key in needed if key not in record]
    unknown = sorted(record.keys() - {*needed, *allowed})
    if missing:
        yield f"no {', '.join(missing)}"
    if unknown:
        yield f"no such key: {', '.join(unknown)} (labels stand here without words)"


def _check_types(record: Record) -> Iterator[str]:
    for key in STRINGS:
        if key in record and (not isinstance(record[key], str) or not record[key]):
            yield f"{key} is {record[key]!r}: a string that is not empty"
    for key, pattern in PATTERNS.items():
        if key in record and (not isinstance(record[key], str) or not pattern.fullmatch(record[key])):
            yield f"{key} is {record[key]!r}: hexadecimal digits"
    for key in NUMBERS:
        if key in record and (type(record[key]) is not int or record[key] < 0):
            yield f"{key} is {record[key]!r}: a whole number of 0 or more"


def _check_range(record: Record) -> Iterator[str]:
    start, end = record.get("start"), record.get("end")
    if type(start) is int and type(end) is int and not start < end:
        yield f"{start} to {end} is empty"
