"""Score voices: who speaks in an excerpt, found or missed, and who is recognised as having the experience.

A predicted voice and a labelled one are the same if their kinds are equal and the predicted span touches the
labelled words or any place of the labelled name (of the role, where there are neither words nor a name). Each
voice is used once; where several would fit, the pairing with the most pairs is taken, equal names first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from tokenwatch.analysis import Voice
from tokenwatch.document import Document
from tokenwatch.gold.documents import GoldDocument, GoldVoice
from tokenwatch.gold.readings import Scan
from tokenwatch.measure.bootstrap import Figure, Floats, measure, number_groups, share

SAME_NAME = 0.01
"""Bonus of an equal name over a mere overlap: it decides between two pairings, and is so small that under a
hundred voices it never makes up for a pair that is lost."""


_OPENS = re.compile(r"[“\"‘'«„](?:…|\[[^\]]*\]|\W){0,3}$")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(("a", "an", "the", "of", "s", "one"))


@dataclass(frozen=True, slots=True)
class Heard:
    """An excerpt and the voices that the engine hears in it."""

    gold: GoldDocument
    voices: tuple[Voice, ...]


def scan_excerpts(excerpts: Iterable[GoldDocument], scan: Scan) -> tuple[Heard, ...]:
    """Scan every excerpt as a document of its own."""
    return tuple(Heard(gold, tuple(scan(Document.from_text(gold.text, source=gold.id)).voices)) for gold in excerpts)


def pair_voices(
    gold: Sequence[GoldVoice], predicted: Sequence[Voice], *, same_kind: bool = True
) -> list[tuple[int, int]]:
    """Pair labelled voices with predicted ones, each used once.

    Parameters
    ----------
    gold, predicted
        Voices of one excerpt.
    same_kind
        Whether the kinds must be equal.

    Returns
    -------
    list of tuple
        Indices into `gold` and `predicted`.
    """
    scores = np.zeros((len(gold), len(predicted)))
    for row, labelled in enumerate(gold):
        for column, voice in enumerate(predicted):
            if (labelled.kind == voice.kind or not same_kind) and _touches(labelled, voice):
                equal = bool(labelled.name) and labelled.name.casefold() == voice.name.casefold()
                scores[row, column] = 1 + SAME_NAME * equal
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if scores[row, column]]


def _touches(labelled: GoldVoice, voice: Voice) -> bool:
    places = ((voice.start, voice.end), *voice.places)
    return any(first < end and start < last for start, end in labelled.spans for first, last in places)


(
    HITS, GOLD, PREDICTED, LIVED_HITS, LIVED_GOLD, LIVED_PREDICTED, ANY_KIND, EMPTY, FALSE_ALARM, ATTRIBUTED, DIRECT,
) = range(11)  # fmt: skip
"""Columns of the sums that an excerpt adds."""


def voice_figures(heard: Sequence[Heard]) -> dict[str, Figure]:
    """Measure voices on labelled excerpts.

    Parameters
    ----------
    heard
        Excerpts with the engine's voices; at least one.

    Returns
    -------
    dict
        ``voices.precision``, ``.recall``, ``.f1``; the same for those with the experience
        (``voices.lived_…``: a pair, and both sides say so); ``voices.recall_any_kind``;
        ``voices.false_alarm``: of the excerpts without a voice, the share in which one is heard;
        ``voices.attribution``: of the quotations that stand in marks, the share that is given to the right
        person, or rightly to nobody. `Figure.n`
        is the number under the fraction; for F1, how many are labelled.
    """
    sums = np.array([_sums(item) for item in heard])
    groups = number_groups([item.gold.repo for item in heard])
    total = sums.sum(0).astype(int)

    def ratio(numerator: int, denominator: int) -> Figure:
        return measure(share(numerator, denominator), sums, groups, n=int(total[denominator]))

    def balance(hits: int, gold: int, predicted: int) -> Figure:
        def f1(drawn: Floats) -> Floats:
            return share(0, 1)(np.stack([2 * drawn[:, hits], drawn[:, gold] + drawn[:, predicted]], axis=1))

        return measure(f1, sums, groups, n=int(total[gold]))

    return {
        "voices.precision": ratio(HITS, PREDICTED),
        "voices.recall": ratio(HITS, GOLD),
        "voices.f1": balance(HITS, GOLD, PREDICTED),
        "voices.recall_any_kind": ratio(ANY_KIND, GOLD),
        "voices.lived_precision": ratio(LIVED_HITS, LIVED_PREDICTED),
        "voices.lived_recall": ratio(LIVED_HITS, LIVED_GOLD),
        "voices.lived_f1": balance(LIVED_HITS, LIVED_GOLD, LIVED_PREDICTED),
        "voices.false_alarm": ratio(FALSE_ALARM, EMPTY),
        "voices.attribution": ratio(ATTRIBUTED, DIRECT),
    }


def _sums(item: Heard) -> list[float]:
    gold, voices = item.gold.voices, item.voices
    pairs = pair_voices(gold, voices)
    direct = [labelled for labelled in gold if is_direct(item.gold.text, labelled)]
    both_lived = sum(gold[row].lived is True and voices[column].lived is True for row, column in pairs)
    return [
        len(pairs),
        len(gold),
        len(voices),
        both_lived,
        sum(voice.lived is True for voice in gold),
        sum(voice.lived is True for voice in voices),
        len(pair_voices(gold, voices, same_kind=False)),
        not gold,
        not gold and len(voices) > 0,
        sum(rightly_attributed(item.gold.text, labelled, voices) for labelled in direct),
        len(direct),
    ]


def is_direct(text: str, labelled: GoldVoice) -> bool:
    """Say whether the labelled words of a quoted voice stand in quotation marks or in a block quotation.

    Parameters
    ----------
    text
        The excerpt.
    labelled
        A labelled voice of it.
    """
    place = text.find(labelled.words) if labelled.words else -1
    if place < 0 or labelled.kind != "quoted":
        return False
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return bool(_OPENS.search(line)) or line.startswith(">")


def rightly_attributed(text: str, labelled: GoldVoice, voices: Sequence[Voice]) -> bool:
    """Say whether quoted words are given to whom they belong: by name, by role, or to nobody where nobody is told."""
    start = text.find(labelled.words)
    end = start + len(labelled.words)
    places = [
        voice
        for voice in voices
        if voice.kind == "quoted"
        for first, last in ((voice.start, voice.end), *voice.places)
        if first < end and start < last
    ]
    if labelled.name:
        return any(_words(labelled.name)[-1:] == _words(voice.name)[-1:] for voice in places)
    if labelled.role:
        return any(not voice.name and set(_words(labelled.role)) & set(_words(voice.role)) for voice in places)
    return not any(voice.name or voice.role for voice in places)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _SMALL]
