"""Write labels of real texts without their words, and join them with the texts again where somebody has these.

The texts keep their authors' rights, so only places, offsets, digests and labels are kept here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from labelling.labels import DOCUMENT_KEYS, Labels, PassageLabel, gold_labels, read_reader
from labelling.standoff_files import PLACE, Line, Record, Standoff, check_standoff, digest, read_lines
from labelling.units import frozen_units, read_text
from tokenwatch.errors import GoldError

READERS = ("first", "second", "settled")
LABELS = ("kind", "level", "specific", "lived_voice")
NONE = PassageLabel()
KEPT = ("id", *PLACE, "row", "sha256", "stratum")
"""What is kept of where a document comes from; title, genre and licence stay with the text."""
RUN = 12
"""Words in a row of a text that may not be repeated: two writers hit on eleven by chance, on twelve hardly ever."""
SHOWN = 2
"""Words of such a run that stay in a shortened path, enough to find the file in its folder."""
_WORD = re.compile(r"[A-Za-z']+")
_SUFFIXES = re.compile(r"(?:\.[a-z]+)*$")


@dataclass(frozen=True)
class Texts:
    """Texts with their places, by what labels name them by.

    Parameters
    ----------
    documents
        By id; several where files give one id to several texts.
    excerpts
        By document, start and end, as one string: lines that hold a part of a document, as the files of voices do.
    """

    documents: dict[str, list[Line]] = field(default_factory=dict)
    excerpts: dict[str, list[Line]] = field(default_factory=dict)


def from_corpus(corpus: Path) -> Standoff:
    """Give the labels of the readers ``first``, ``second`` and ``settled`` of a label corpus without words.

    Raises
    ------
    ValueError
        If a label file, a reader's share or ``index.jsonl`` is not sound, with every problem, one a line.
    """
    problems: list[str] = []
    index = {str(line.record.get("id")): line.record for line in read_lines(corpus / "index.jsonl", problems)}
    if problems:
        raise ValueError("\n".join(problems))
    readers = {name: read_reader(corpus, name) for name in READERS}
    for name, labels in readers.items():
        problems += [f"{name}: no labels of {identifier}" for identifier in index.keys() - labels.keys()]
        problems += [f"{name}: {identifier} is not in index.jsonl" for identifier in labels.keys() - index.keys()]
    if problems:
        raise ValueError("\n".join(sorted(problems)))
    documents: list[Record] = []
    passages: list[Record] = []
    for identifier, place in index.items():
        text, said = read_text(corpus, identifier), {name: labels[identifier] for name, labels in readers.items()}
        if place.get("sha256") != digest(text):
            raise ValueError(f"{corpus / 'index.jsonl'}: {identifier}: the text is another than the one that was drawn")
        documents.append(_kept(place, text) | {name: labels.document for name, labels in said.items()})
        passages += _unit_records(corpus, identifier, text, said)
    return _as_lines(documents, passages)


def _unit_records(corpus: Path, identifier: str, text: str, said: dict[str, Labels]) -> Iterator[Record]:
    units = {unit.number: unit for unit in frozen_units(corpus, identifier)}
    for number in sorted({number for labels in said.values() for number in labels.passages}):
        start, end = units[number].start, units[number].end
        rows = {name: _row(labels.passages.get(number, NONE)) for name, labels in said.items()}
        yield {"document": identifier, "start": start, "end": end, "sha256": digest(text[start:end])} | rows


def _row(label: PassageLabel) -> list[Any]:
    return [getattr(label, name) for name in LABELS]


def from_gold(gold: Path, voices: Path | None = None) -> Standoff:
    """Give the labels of a gold file, and of a file of voices, without words.

    Raises
    ------
    ValueError
        If a file is not sound.
    """
    from tokenwatch.gold import read_gold, read_voices

    try:
        read_gold(gold)
        if voices:
            read_voices(voices)
    except GoldError as error:
        raise ValueError(str(error)) from None
    lines = [line.record for line in read_lines(gold, [])]
    documents = [
        _kept(record, record["text"])
        | {"settled": {key: record.get(key) for key in DOCUMENT_KEYS}}
        | {"agreed": {key: record.get("agreed", {}).get(key, True) for key in DOCUMENT_KEYS}}
        for record in lines
    ]
    passages = [_gold_passage(record, passage) for record in lines for passage in record.get("passages", [])]
    texts = {record["id"]: record["text"] for record in lines}
    excerpts = [line.record for line in read_lines(voices, [])] if voices else []
    return _as_lines(documents, passages, [_voices(record, texts.get(record["id"], "")) for record in excerpts])


def _gold_passage(record: Record, passage: Record) -> Record:
    start, end = passage["start"], passage["end"]
    return {
        "document": record["id"], "start": start, "end": end, "sha256": digest(record["text"][start:end]),
        "settled": [passage.get(name) for name in LABELS], "agreed": passage.get("agreed", True),
    }  # fmt: skip


def _voices(record: Record, text: str) -> Record:
    excerpt = record["text"]
    place = _kept({key: record[key] for key in PLACE if key in record}, f"{text}\n{excerpt}")
    return {
        "document": record["id"], **place, "start": record.get("start"), "end": record.get("end"),
        "sha256": digest(excerpt),
        "voices": [
            {"kind": voice["kind"], "lived": voice.get("lived")}
            | {f"{key}_at": _find(excerpt, voice.get(key)) for key in ("words", "name", "role")}
            for voice in record["voices"]
        ],
    }  # fmt: skip


def _find(text: str, words: str | None) -> list[int] | None:
    start = text.find(words) if words else -1
    return [start, start + len(words)] if words and start >= 0 else None


def _kept(place: Record, text: str) -> Record:
    kept = {key: place[key] for key in KEPT if place.get(key) is not None}
    return kept | ({"path": shorten(kept["path"], text)} if "path" in kept else {})


def shorten(path: str, text: str) -> str:
    """Put ``*`` for the rest of a file name that repeats twelve words of its text, a headline as a rule.

    Examples
    --------
    >>> headline = "the day on which the tenants of the block chose their own door"
    >>> shorten(f"posts/1-{headline.replace(' ', '-')}.html.md", headline)
    'posts/1-the-day-*.html.md'
    """
    folder, slash, name = path.rpartition("/")
    found, runs = list(_WORD.finditer(name)), set(_runs(_WORD.findall(text.lower())))
    for start, run in enumerate(_runs([match[0].lower() for match in found])):
        if run in runs:
            suffixes = _SUFFIXES.search(name)
            return f"{folder}{slash}{name[: found[start + SHOWN].start()]}*{suffixes[0] if suffixes else ''}"
    return path


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def _as_lines(documents: list[Record], passages: list[Record], voices: Iterable[Record] = ()) -> Standoff:
    names = ("documents", "passages", "voices")
    return Standoff(
        *(
            tuple(Line(f"{name}.jsonl:{number}", record) for number, record in enumerate(records, start=1))
            for name, records in zip(names, (documents, passages, voices), strict=True)
        )
    )


def write_standoff(standoff: Standoff, folder: Path) -> None:
    """Write ``documents.jsonl``, ``passages.jsonl`` and, where there are any, ``voices.jsonl``.

    Raises
    ------
    ValueError
        If a line is not sound; then nothing is written.
    """
    problems = list(check_standoff(standoff))
    if problems:
        raise ValueError("\n".join(problems))
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("documents", "passages", "voices"):
        lines = getattr(standoff, name)
        if lines or name != "voices":
            write_records(folder / f"{name}.jsonl", (line.record for line in lines))


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Write a JSONL file."""
    path.write_text("".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records), encoding="utf-8")


def find_texts(paths: Iterable[Path], standoff: Standoff, problems: list[str]) -> Texts:
    """Read the texts that stand-off labels name from JSONL files; a line that is not sound is added to `problems`."""
    texts = Texts()
    wanted = {line.record["id"] for line in standoff.documents}
    excerpts = {_excerpt(line.record) for line in standoff.voices}
    for path in paths:
        for line in read_lines(path, problems):
            record = line.record
            if not isinstance(record.get("id"), str) or not isinstance(record.get("text"), str):
                problems.append(f"{line.place}: not an object with an id and a text")
            elif "start" in record:
                key = f"{record['id']} {record['start']} {record.get('end')}"
                if key in excerpts:
                    texts.excerpts.setdefault(key, []).append(line)
            elif record["id"] in wanted:
                texts.documents.setdefault(record["id"], []).append(line)
    return texts


def _excerpt(record: Record) -> str:
    return f"{record['document']} {record['start']} {record['end']}"


def join(standoff: Standoff, texts: Texts, problems: list[str]) -> list[Record]:
    """Join labels with their texts into records of the gold format.

    A document whose text is missing or is another, and a passage whose words are others, are left out and added
    to `problems` with their places.
    """
    passages: dict[str, list[Line]] = {}
    for line in standoff.passages:
        passages.setdefault(line.record["document"], []).append(line)
    joined = []
    for line in standoff.documents:
        identifier = line.record["id"]
        text = _match(line, identifier, texts.documents.get(identifier, []), problems)
        if text:
            joined.append(_gold_document(line.record, text, passages.get(identifier, []), problems))
    return joined


def check_voices(standoff: Standoff, texts: Texts, problems: list[str]) -> None:
    """Check that the excerpts whose voices are labelled are the ones that were read."""
    for line in standoff.voices:
        key = _excerpt(line.record)
        _match(line, key, texts.excerpts.get(key, []), problems)


def _match(line: Line, name: str, found: list[Line], problems: list[str]) -> Record | None:
    for text in found:
        if digest(text.record["text"]) == line.record["sha256"]:
            return text.record
    where = f"{line.place}: {name} ({line.record['repo']}, {line.record['path']})"
    others = ", ".join(text.place for text in found)
    problems.append(f"{where}: {f'another text than the one that was labelled: {others}' if found else 'no text'}")
    return None


def _gold_document(labels: Record, text: Record, passages: list[Line], problems: list[str]) -> Record:
    # A shortened path is written in full again.
    place = {"id": labels["id"], "repo": labels["repo"], "commit": labels["commit"]}
    place["path"] = text.get("path") or labels["path"]
    place |= {key: text.get(key) for key in ("licence", "genre", "title")}
    said = [labels[name] for name in READERS if name in labels]
    agreed = labels.get("agreed") or {key: _same([reading[key] for reading in said]) for key in DOCUMENT_KEYS}
    rows = [_join_passage(line, text["text"], problems) for line in passages]
    words = {"text": text["text"], "sha256": labels["sha256"]}
    filled = {key: value for key, value in place.items() if value is not None}
    # Our own readers looked at every unit; of the gold it is only known what was marked.
    complete = {} if "agreed" in labels else {"complete": True}
    found = {"agreed": agreed, "passages": [row for row in rows if row]}
    return filled | words | gold_labels(labels["settled"]) | complete | found


def _same(said: list[Any]) -> bool:
    return all(label == said[0] for label in said)


def _join_passage(line: Line, text: str, problems: list[str]) -> Record | None:
    record = line.record
    if digest(text[record["start"] : record["end"]]) != record["sha256"]:
        problems.append(f"{line.place}: the words of {record['document']} there are others than those that were read")
        return None
    agreed = record["agreed"] if "agreed" in record else _same([record[name] for name in READERS])
    labels = dict(zip(LABELS, record["settled"], strict=True))
    return {"start": record["start"], "end": record["end"], **labels, "agreed": agreed}
