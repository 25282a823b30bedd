"""The measures: each is a share, 1 is perfect, ``None`` where the sample or the tool has nothing to measure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fidelity.reference import Reference
from fidelity.words import words_of

Scores = dict[str, float | None]

MEASURES = {
    "words": "words that should be read and are",
    "clean": "of the words that the tool gives, those that should be read or may be; the rest is noise",
    "order": "neighbours in reading order (sentences, headings, items, rows) that the tool gives whole, in that order, "
    "with no other between them",
    "left out": "menus, running heads, hidden and deleted texts that are not given",
    "headings": "headings that the tool gives as headings, of whatever level",
    "true headings": "of what the tool gives as headings, those that are",
    "cells": "table cells given whole",
    "rows": "table rows given whole, cell after cell",
    "answers": "answers in a form, ticked boxes among them",
    "notes": "footnotes, remarks, speaker's notes, descriptions of pictures",
    "markers": "invented words in places that tools overlook: text boxes, insertions, content controls, notes, cells",
}


@dataclass(frozen=True)
class Reading:
    """What a tool gave of a sample.

    Parameters
    ----------
    text
        Plain text.
    headings
        What it gives as headings; ``None`` where the tool does not tell headings from other text.
    """

    text: str
    headings: tuple[str, ...] | None = None


def score(reading: Reading, reference: Reference) -> Scores:
    """Measure a reading by all of `MEASURES`.

    Examples
    --------
    >>> found = score(Reading("We chose it. Accept all."), Reference((("p", "We chose it."),), forbidden=("Accept",)))
    >>> found["words"], found["clean"], found["left out"], found["cells"]
    (1.0, 0.6, 0.0, None)
    """
    return _Comparison(reading, reference).scores()


def words_missing(reading: Reading, reference: Reference) -> list[str]:
    """Give the words that should be read and are not, in the order of the reference."""
    given = Counter(words_of(reading.text, hyphens=reference.hyphens))
    missing = []
    for word in words_of(reference.text, hyphens=reference.hyphens):
        given[word] -= 1
        if given[word] < 0:
            missing.append(word)
    return missing


class _Comparison:
    def __init__(self, reading: Reading, reference: Reference) -> None:
        self.reading, self.reference = reading, reference
        self.given = self._split(reading.text)
        self.optional = frozenset(self._split(reference.either))
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.given):
            self.places[word].append(place)

    def scores(self) -> Scores:
        reference = self.reference
        wanted, given = Counter(self._split(reference.text)), Counter(self.given)
        allowed = wanted + Counter(self._split(reference.either))
        cells = [cell for row in reference.rows for cell in row]
        return {
            "words": _share((wanted & given).total(), wanted.total()),
            "clean": _share((allowed & given).total(), given.total()),
            **self._order_and_left_out(),
            **self._headings(),
            "cells": self._kept(cells),
            "rows": self._kept([" ".join(row) for row in reference.rows]),
            "answers": self._kept(reference.answers),
            "notes": self._kept(reference.notes),
            "markers": self._kept(reference.markers),
        }

    def _split(self, text: str) -> list[str]:
        return words_of(text, hyphens=self.reference.hyphens)

    def _kept(self, texts: Sequence[str], taken: Iterable[int] = ()) -> float | None:
        """Give the share of texts that are given whole, one that should be given twice only if it is."""
        taken = set(taken)
        runs = sorted(map(self._split, texts), key=len, reverse=True)
        return _share(sum(self._take(run, taken) is not None for run in runs), len(runs))

    def _headings(self) -> Scores:
        if self.reading.headings is None:
            return {"headings": None, "true headings": None}
        wanted = Counter(" ".join(self._split(title)) for title in self.reference.headings)
        given = Counter(" ".join(self._split(title)) for title in self.reading.headings)
        optional = sum(number for title, number in (given - wanted).items() if self.optional.issuperset(title.split()))
        right = (wanted & given).total()
        return {
            "headings": _share(right, wanted.total()),
            "true headings": _share(right, given.total() - optional),
        }

    def _order_and_left_out(self) -> Scores:
        """Lay the units over the text, the longest first, "Staff" last; what is forbidden stands in the rest."""
        units = [words for unit in self.reference.units if (words := self._split(unit))]
        taken: set[int] = set()
        starts: dict[int, int] = {}
        for number in sorted(range(len(units)), key=lambda n: -len(units[n])):
            start = self._take(units[number], taken)
            if start is not None:
                starts[number] = start
        rank = {number: place for place, number in enumerate(sorted(starts, key=starts.__getitem__))}
        pairs = range(len(units) - 1)
        right = sum(n in rank and n + 1 in rank and rank[n + 1] == rank[n] + 1 for n in pairs)
        return {
            "order": _share(right, len(pairs)),
            "left out": _opposite(self._kept(self.reference.forbidden, taken)),
        }

    def _take(self, words: Sequence[str], taken: set[int]) -> int | None:
        """Find a run of words of which none is taken, take it, and give its first place."""
        for start in self.places.get(words[0], ()) if words else ():
            run = list(self._run(words, start))
            if len(run) == len(words) and taken.isdisjoint(run):
                taken.update(run)
                return start
        return None

    def _run(self, words: Sequence[str], start: int) -> Iterator[int]:
        """Give the places of words that stand one after the other; the mark of a note may stand between them."""
        place = start
        for word in words:
            while place < len(self.given) and self.given[place] != word and self.given[place] in self.optional:
                place += 1
            if place >= len(self.given) or self.given[place] != word:
                return
            yield place
            place += 1


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _opposite(share: float | None) -> float | None:
    return None if share is None else 1 - share
