"""The neutral record between tokenwatch and any foreign format: a text with labelled spans. Plain data."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from tokenwatch.errors import GoldError
from tokenwatch.exchange.labels import INDICATOR, LABELS, Value, read_label

_PAIR = re.compile("\r\n")


@dataclass(frozen=True, slots=True)
class AnnotatedSpan:
    """A stretch of a text with all that is said of it; ``None`` and ``()`` where nothing is.

    Parameters
    ----------
    start, end
        Half-open range of code points in the text. No two spans of a text have the same range.
    kind, level, specific, lived_voice
        As in `tokenwatch.gold.GoldPassage`.
    voices
        Who speaks here, each as ``"kind, standing"`` of `tokenwatch.analysis.VOICE_KINDS` and ``STANDINGS``.
    indicators
        Ids of indicators that are hit by just these words.
    memo
        Why, in words.
    score
        Probability of the kind, where tokenwatch gave it. No label, so it counts for no comparison.

    Examples
    --------
    >>> AnnotatedSpan(0, 9, kind="claim", level=5, specific=False).labels
    ('claim', 'level 5', 'not specific')
    """

    start: int
    end: int
    kind: str | None = None
    level: int | None = None
    specific: bool | None = None
    lived_voice: bool | None = None
    voices: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    memo: str = ""
    score: float | None = field(default=None, compare=False)

    @property
    def labels(self) -> tuple[str, ...]:
        """What is said of it, as labels of `tokenwatch.exchange.labels`, always in the same order."""
        said = (label for label, (name, value) in LABELS.items() if _holds(getattr(self, name), value))
        return *said, *(INDICATOR + indicator for indicator in self.indicators)


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with what is said of it and of its spans.

    Parameters
    ----------
    id, text, title, genre, repo
        As in `tokenwatch.gold.GoldDocument`; `repo` is ``""`` where there is none. Line ends are LF.
    answers
        Answers on the whole, under the names of a gold file; one that is not there is not stated.
    note
        Why, in words.
    spans
        By their place; those that begin together, the shorter first.
    checked
        A person says so; else it is what tokenwatch found, and nobody looked yet.
    """

    id: str
    text: str
    title: str = ""
    genre: str = ""
    repo: str = ""
    answers: Mapping[str, Value] = field(default_factory=dict)
    note: str = ""
    spans: tuple[AnnotatedSpan, ...] = ()
    checked: bool = True


class Mark(NamedTuple):
    """One label on one range: what most programs write.

    Parameters
    ----------
    start, end
        Half-open range of code points.
    label
        Of `tokenwatch.exchange.labels`; ``""`` for a memo alone.
    place
        Where it stands in the file, for errors.
    memo, score
        As in `AnnotatedSpan`.
    """

    start: int
    end: int
    label: str
    place: str = ""
    memo: str = ""
    score: float | None = None


def marks_of(text: AnnotatedText) -> Iterator[Mark]:
    """Give every label of a text's spans by itself, in the order of the text; the first of a span has its memo."""
    for span in text.spans:
        for number, label in enumerate(span.labels):
            yield Mark(span.start, span.end, label, memo="" if number else span.memo)


def annotate_text(text: AnnotatedText, marks: Iterable[Mark], *, skip: Collection[str] = ()) -> AnnotatedText:
    r"""Put marks on a text, all of one range into one span; line ends become LF, and offsets move with them.

    A range with a memo and no label is left out.

    Raises
    ------
    GoldError
        If a range is empty or outside the text, a label unknown, or two labels contradict each other.

    Examples
    --------
    >>> marks = [Mark(5, 7, "claim"), Mark(5, 7, "level 5")]
    >>> [(span.start, span.end, span.labels) for span in annotate_text(AnnotatedText("a", "We\r\n co"), marks).spans]
    [(4, 6, ('claim', 'level 5'))]
    """
    pairs = [match.start() for match in _PAIR.finditer(text.text)]
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for mark in marks:
        _check(mark, len(text.text))
        start, end = (offset - bisect_left(pairs, offset) for offset in mark[:2])
        if start < end and mark.label not in skip:
            _add(found.setdefault((start, end), {}), mark)
    spans = (AnnotatedSpan(*place, **values) for place, values in sorted(found.items()) if values)
    plain = text.text.replace("\r\n", "\n").replace("\r", "\n")
    return replace(text, text=plain, spans=tuple(span for span in spans if span.labels))


def _holds(value: object, wanted: Value) -> bool:
    """Say whether a field has a value; a level of 1 is no yes."""
    return wanted in value if isinstance(value, tuple) else type(value) is type(wanted) and value == wanted


def _check(mark: Mark, n_characters: int) -> None:
    if not all(type(offset) is int for offset in mark[:2]) or not 0 <= mark.start < mark.end <= n_characters:
        message = f"offsets {mark.start} to {mark.end} are outside the text of {n_characters} characters, or empty"
        hint = "they count Unicode code points, the end is exclusive"
        raise GoldError(message, kind="gold", place=mark.place, hint=hint)


def _add(values: dict[str, Any], mark: Mark) -> None:
    """Add a mark to what is said of its range."""
    if mark.memo and f"\n{mark.memo}\n" not in f"\n{values.get('memo', '')}\n":  # as whole lines
        values["memo"] = "\n".join(filter(None, (values.get("memo"), mark.memo)))
    if mark.score is not None:
        values["score"] = mark.score
    if not mark.label:
        return
    read = read_label(mark.label)
    if read is None:
        hint = f"use one of the labels that the export wrote, or leave it out: --skip {mark.label[:40]!r}"
        raise GoldError(f"there is no label {mark.label[:40]!r}", kind="gold", place=mark.place, hint=hint)
    if read.field in ("voices", "indicators"):
        values[read.field] = tuple(sorted({*values.get(read.field, ()), str(read.value)}))
    elif values.setdefault(read.field, read.value) != read.value:
        message = f"{mark.label!r} contradicts another label on the characters {mark.start} to {mark.end}"
        raise GoldError(message, kind="gold", place=mark.place, hint="take away the one that is wrong")
