"""What is said of a text as a whole, as foreign formats carry it beside text and spans, and a record made of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from tokenwatch.assessment import PRESENCES, VERDICTS
from tokenwatch.exchange.annotations import AnnotatedText, Mark, annotate_text
from tokenwatch.exchange.labels import Value
from tokenwatch.gold.documents import LEVELS
from tokenwatch.gold.records import Record

FACTS: dict[str, type] = {
    "id": str,
    "title": str,
    "genre": str,
    "repo": str,
    "note": str,
    "verdict": str,
    "presence": str,
    "claimed_level": int,
    "evidenced_level": int,
    "is_programme": bool,
    "n_speakers": int,
    "n_lived": int,
    "complete": bool,
}
"""What is said of a text as a whole, under the names of a gold file, with the type of each."""
_HALVES = re.compile("[\ud800-\udfff]")


def facts_of(text: AnnotatedText) -> dict[str, Value]:
    """Give what is said of the whole text, flat: what a foreign format carries beside text and spans."""
    stated = {"id": text.id, "title": text.title, "genre": text.genre, "repo": text.repo, "note": text.note}
    return {name: value for name, value in stated.items() if value} | in_order(text.answers)


def from_facts(
    facts: Record, text: str, marks: Iterable[Mark], *, skip: Collection[str] = (), checked: bool = True
) -> AnnotatedText:
    """Make a record of what a foreign file gave; its id is the place in the file where it has none.

    Parameters
    ----------
    facts
        What is said of the whole, with its place.
    text, marks
        The text, and each label on a range of it.
    skip
        Labels to leave out.
    checked
        Whether a person says so.

    Raises
    ------
    GoldError
        If anything of it is not sound.
    """
    answers = {
        "verdict": facts.one_of("verdict", VERDICTS),
        "presence": facts.one_of("presence", PRESENCES),
        **{name: facts.number(name, LEVELS) for name in ("claimed_level", "evidenced_level")},
        **{name: facts.number(name) for name in ("n_speakers", "n_lived")},
        **{name: facts.flag(name) for name in ("is_programme", "complete")},
    }
    stated = in_order({name: value for name, value in answers.items() if value is not None})
    title, genre, repo = (sound(facts.text(name)) for name in ("title", "genre", "repo"))
    note = sound(facts.text("note")).strip()
    named = sound(facts.text("id")) or facts.place
    whole = AnnotatedText(named, sound(text), title, genre, repo, answers=stated, note=note, checked=checked)
    return annotate_text(whole, marks, skip=skip)


def from_words(facts: dict[str, str], place: str) -> Record:
    """Give facts their types again where a format keeps them all as words.

    Examples
    --------
    >>> from_words({"claimed_level": "5", "complete": "true"}, "a.xmi").data
    {'claimed_level': 5, 'complete': True}
    """
    typed: dict[str, Any] = {}
    for name, value in facts.items():
        kind = FACTS.get(name)
        if kind is bool:
            typed[name] = {"true": True, "1": True, "false": False, "0": False}.get(value.strip().lower(), value)
        elif kind is int:
            typed[name] = int(value) if value.strip().isdecimal() and len(value) < 10 else value
        elif kind is str:
            typed[name] = value
    return Record(typed, place)


def as_words(value: Value) -> str:
    """Write a fact for a format that keeps them all as words: what `from_words` reads."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def sound(text: str) -> str:
    """Replace halves of surrogate pairs, which are no characters and go into no file."""
    return _HALVES.sub("\ufffd", text)


def in_order(answers: Mapping[str, Value]) -> dict[str, Value]:
    """Put answers into the order of `FACTS`."""
    return {name: answers[name] for name in FACTS if name in answers}
