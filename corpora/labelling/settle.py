"""Find what two readers differ in, and settle it by a third."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from labelling.labels import DOCUMENT_KEYS, Labels, PassageLabel

NONE = PassageLabel()
Voice = dict[str, Any]


def document_differences(first: Labels, second: Labels) -> dict[str, tuple[Any, Any]]:
    """Give the document labels in which two readers differ."""
    both = {key: (first.document[key], second.document[key]) for key in DOCUMENT_KEYS}
    return {key: values for key, values in both.items() if values[0] != values[1]}


def unit_differences(first: Labels, second: Labels) -> dict[int, tuple[PassageLabel, PassageLabel]]:
    """Give the units in which two readers differ, ascending; a unit not named is ``none``."""
    units = sorted(first.passages.keys() | second.passages.keys())
    both = {unit: (first.passages.get(unit, NONE), second.passages.get(unit, NONE)) for unit in units}
    return {unit: labels for unit, labels in both.items() if labels[0] != labels[1]}


def voice_differences(first: Labels, second: Labels) -> list[Voice]:
    """Give the voices that one reader has and the other has not, the first reader's before the second's.

    Voices are the same where kind and lived are the same and the words, the name or the role begin alike.
    """
    ours = [voice for voice in first.voices if not any(same_voice(voice, other) for other in second.voices)]
    theirs = [voice for voice in second.voices if not any(same_voice(voice, other) for other in first.voices)]
    return ours + theirs


def same_voice(one: Voice, other: Voice) -> bool:
    """Say whether two readers mean the same voice."""
    if one["kind"] != other["kind"] or one["lived"] != other["lived"]:
        return False
    return any(_alike(one[key], other[key]) for key in ("words", "name", "role"))


def _alike(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    ours, theirs = (" ".join(value.lower().split()).strip("\"'“”‘’.…- ") for value in (one, other))
    return ours in theirs or theirs in ours


def differences(first: dict[str, Labels], second: dict[str, Labels], texts: dict[str, list[str]]) -> Iterator[str]:
    """Write what the third reader is to settle, without saying whose reading is whose.

    Parameters
    ----------
    texts
        The texts of the units of each document, in order; each unit is shown behind the two before it.
    """
    for identifier in sorted(first.keys() & second.keys()):
        ours, theirs = first[identifier], second[identifier]
        lines = [f"{key}: {' | '.join(_mixed(*values))}" for key, values in document_differences(ours, theirs).items()]
        for unit, labels in unit_differences(ours, theirs).items():
            lines += [f"    {text}" for text in texts[identifier][max(0, unit - 3) : unit]]
            lines.append(f"[{unit}] {' | '.join(_mixed(*labels))}")
        lines += [f"voice {number}: {voice}" for number, voice in enumerate(voice_differences(ours, theirs), start=1)]
        if lines:
            yield f"== {identifier}"
            yield from lines


def _mixed(one: Any, other: Any) -> list[str]:
    """Order two values by their spelling, so that place tells nothing of the reader."""
    return sorted((_short(one), _short(other)))


def _short(value: Any) -> str:
    if not isinstance(value, PassageLabel):
        return str(value)
    marks = [name for name, on in (("specific", value.specific), ("lived", value.lived_voice)) if on]
    return " ".join([value.kind, str(value.level), *marks])


def settle(first: Labels, second: Labels, third: Labels | None) -> Labels:
    """Join two readings; where they differ the third decides.

    A voice that only one reader has is kept where the third names it among its voices.

    Raises
    ------
    ValueError
        Naming each difference that the third reader left open.
    """
    document, passages, voices = first.document, dict(first.passages), list(first.voices)
    differing, units = document_differences(first, second), unit_differences(first, second)
    said = third or Labels(first.id, {})
    left = [key for key in differing if key not in said.document]
    left += [f"unit {unit}" for unit in units if unit not in said.passages]
    if left:
        raise ValueError(f"{first.id}: not settled: {', '.join(left)}")
    document = document | {key: said.document[key] for key in differing}
    passages |= {unit: said.passages[unit] for unit in units}
    open_voices = voice_differences(first, second)
    voices = [voice for voice in voices if voice not in open_voices]
    voices += [voice for voice in open_voices if any(same_voice(voice, kept) for kept in said.voices)]
    notes = " / ".join(dict.fromkeys(note for note in (first.note, said.note) if note))
    return Labels(first.id, document, dict(sorted(passages.items())), tuple(voices), notes)


def as_record(labels: Labels) -> dict[str, Any]:
    """Give labels in the form of a line of a label file."""
    passages = [
        [unit, label.kind, label.level, label.specific, label.lived_voice] for unit, label in labels.passages.items()
    ]
    return {
        "id": labels.id, **labels.document, "passages": passages, "voices": list(labels.voices), "note": labels.note,
    }  # fmt: skip
