"""Read files of labelled documents: JSONL, one document, or one excerpt of a document, on a line.

Everything is checked while it is read, so that no figure rests on a label that means nothing: a `GoldError`
names the file, the line and the reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tokenwatch.analysis import KINDS, VOICE_KINDS
from tokenwatch.assessment import PRESENCES, VERDICTS
from tokenwatch.gold.records import Record, read_records

LEVELS = range(6)
"""Participation levels 0 to 5 (annotation guidelines, section 1)."""
DOCUMENT_LABELS: Mapping[str, tuple[Any, ...]] = {
    "verdict": VERDICTS,
    "presence": PRESENCES,
    "claimed_level": tuple(LEVELS),
    "evidenced_level": tuple(LEVELS),
    "is_programme": (False, True),
}
"""Fields of `GoldDocument` that are labels, with all their values in order."""
PASSAGE_LABELS: Mapping[str, tuple[Any, ...]] = {
    "kind": KINDS,
    "level": tuple(LEVELS),
    "specific": (False, True),
    "lived_voice": (False, True),
}
"""Fields of `GoldPassage` that are labels, with all their values in order."""


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A marked sentence, list item or row with its labels; ``None`` where the file gives no such label.

    Parameters
    ----------
    start, end
        Half-open range of code points in the document's text.
    kind, level, specific, lived_voice
        As in the annotation guidelines, section 3.
    agreed
        Both readings gave these labels independently.
    note
        Why, in words; ``""`` where the file gives none.
    """

    start: int
    end: int
    kind: str | None = None
    level: int | None = None
    specific: bool | None = None
    lived_voice: bool | None = None
    agreed: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class GoldVoice:
    """A labelled voice: `lived` is true, false, or ``None`` where the text does not say.

    Parameters
    ----------
    kind
        One of `tokenwatch.analysis.VOICE_KINDS`.
    name, role, words
        As the text gives them; ``""`` where it does not. `words` may be the beginning only.
    lived
        Whether the text bills the person as having the experience.
    spans
        Where the words or the name stand in the text: half-open ranges; never empty.
    """

    kind: str
    name: str
    role: str
    lived: bool | None
    words: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A labelled document; a label is ``None`` where the file gives none.

    Parameters
    ----------
    id, text
        Required in every file.
    repo
        Where it comes from: documents of one `repo` resemble each other and are resampled together. Without
        one, a document is a group of its own.
    genre, title
        As the file says; ``""`` where it does not. The genre is for tables, it is not shown to the engine.
    verdict, presence, claimed_level, evidenced_level, is_programme, n_speakers, n_lived
        As in the annotation guidelines.
    agreed
        For each label, whether both readings gave it independently; one that is not named counts as agreed.
    passages, voices
        In the order of the file.
    complete
        Every sentence was looked at, so that one without a passage is of kind none; else nothing is known of it.
    note
        Why, in words; ``""`` where the file gives none.
    """

    id: str
    text: str
    repo: str
    genre: str = ""
    title: str = ""
    verdict: str | None = None
    presence: str | None = None
    claimed_level: int | None = None
    evidenced_level: int | None = None
    is_programme: bool | None = None
    n_speakers: int | None = None
    n_lived: int | None = None
    agreed: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    passages: tuple[GoldPassage, ...] = ()
    voices: tuple[GoldVoice, ...] = ()
    complete: bool = False
    note: str = ""


def read_gold(path: str | Path) -> tuple[GoldDocument, ...]:
    """Read labelled documents.

    Parameters
    ----------
    path
        JSONL file. Only ``id`` and ``text`` must be there; what is there must be right.

    Returns
    -------
    tuple of GoldDocument
        In the order of the file; at least one.

    Raises
    ------
    GoldError
        With ``file:line`` and the reason: bad JSON, a missing key, an unknown label, a value of another type,
        offsets outside the text, a digest that does not fit the text, a voice of which neither words, name nor role
        stand in the text, an id that stands twice.
    """
    documents: list[GoldDocument] = []
    seen: set[str] = set()
    for record in read_records(Path(path)):
        document = _document(record)
        if document.id in seen:
            raise record.error(f"the id {document.id!r} stands twice", hint="give every document its own id")
        seen.add(document.id)
        documents.append(document)
    return tuple(documents)


def read_voices(path: str | Path) -> tuple[GoldDocument, ...]:
    """Read excerpts in which every voice is labelled; several may be of one document, and have its id.

    Parameters
    ----------
    path
        JSONL file with ``id``, ``text`` and ``voices`` on every line.

    Returns
    -------
    tuple of GoldDocument
        In the order of the file; at least one. Many hold no voice.

    Raises
    ------
    GoldError
        As for `read_gold`, and where ``voices`` are missing.
    """
    excerpts = []
    for record in read_records(Path(path)):
        record.items("voices", required=True)
        excerpts.append(_document(record))
    return tuple(excerpts)


def _document(record: Record) -> GoldDocument:
    text = record.text("text", required=True)
    identity = record.text("id", required=True)
    digest = record.text("sha256")
    if digest and digest != hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest():
        raise record.error("sha256 does not fit the text", hint="the text was changed after labelling")
    return GoldDocument(
        id=identity,
        text=text,
        repo=record.text("repo") or identity,
        genre=record.text("genre"),
        title=record.text("title"),
        verdict=record.one_of("verdict", VERDICTS),
        presence=record.one_of("presence", PRESENCES),
        claimed_level=record.number("claimed_level", LEVELS),
        evidenced_level=record.number("evidenced_level", LEVELS),
        is_programme=record.flag("is_programme"),
        n_speakers=record.number("n_speakers"),
        n_lived=record.number("n_lived"),
        agreed=_agreed(record),
        passages=tuple(_passage(item, len(text)) for item in record.items("passages")),
        voices=tuple(_voice(item, text) for item in record.items("voices")),
        complete=bool(record.flag("complete")),
        note=record.text("note"),
    )


def _agreed(record: Record) -> Mapping[str, bool]:
    value: Any = record.data.get("agreed", {})
    if not isinstance(value, dict) or not all(isinstance(flag, bool) for flag in value.values()):
        raise record.error(
            "'agreed' is not a table of true and false", hint='write {"verdict": true, "presence": false}'
        )
    return MappingProxyType(dict(value))


def _passage(record: Record, n_characters: int) -> GoldPassage:
    start, end = record.count("start"), record.count("end")
    if not start < end <= n_characters:
        raise record.error(
            f"offsets {start} to {end} are outside the text of {n_characters} characters, or empty",
            hint="offsets count Unicode code points in 'text', the end is exclusive",
        )
    agreed = record.flag("agreed")
    return GoldPassage(
        start,
        end,
        kind=record.one_of("kind", KINDS),
        level=record.number("level", LEVELS),
        specific=record.flag("specific"),
        lived_voice=record.flag("lived_voice"),
        agreed=True if agreed is None else agreed,
        note=record.text("note"),
    )


def _voice(record: Record, text: str) -> GoldVoice:
    kind = record.one_of("kind", VOICE_KINDS)
    if kind is None:
        raise record.error("'kind' is missing", hint=f"one of {', '.join(VOICE_KINDS)}")
    name, role, words = record.text("name"), record.text("role"), record.text("words")
    spans = locate(text, words) + locate(text, name) or locate(text, role)
    if not spans:
        raise record.error(
            f"neither words, name nor role of {name or role or words[:40] or 'a voice'!r} stand in the text",
            hint="copy them from the text letter by letter",
        )
    return GoldVoice(kind, name, role, record.flag("lived"), words, spans)


def locate(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Find every place of some words in a text, as half-open ranges.

    Examples
    --------
    >>> locate("Ann spoke. Then Ann sat down.", "Ann")
    ((0, 3), (16, 19))
    """
    spans = []
    start = text.find(words) if words else -1
    while start >= 0:
        spans.append((start, start + len(words)))
        start = text.find(words, start + len(words))
    return tuple(spans)
