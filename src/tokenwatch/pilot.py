"""Try a codebook out: whether its examples hold, and what it finds in real texts.

Content analysts call this piloting: a category that never fires, fires on the same words as another, or says the
opposite of what stands beside it is mended before anything is counted (Krippendorff 2018, chapters 7 and 12).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tokenwatch.analysis import Analysis
from tokenwatch.assess.dimensions import find_details, statement_of
from tokenwatch.codebook import Indicator, own_indicators
from tokenwatch.document import Document
from tokenwatch.scan import analyse_document, load_parts

if TYPE_CHECKING:
    from tokenwatch.language.finder import Hit, IndicatorFinder

OVERLAPPING = 0.5
"""Share of the rarer indicator's hits that another one shares, from which they are told as overlapping: more often
together than apart."""
FEWEST = 3
"""Places that two indicators must share to be told: two may be chance."""
MOST_SHOWN = 5
"""Sentences shown of what near misses keep quiet: enough to see whether they are right to."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An example that does not do what it should.

    Parameters
    ----------
    indicator
        Its id.
    text
        The example.
    fires
        Whether the indicator fires on it, which is wrong either way.
    kept_quiet
        It would fire but for a near miss.
    """

    indicator: str
    text: str
    fires: bool
    kept_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """How often an indicator fires.

    Parameters
    ----------
    indicator
        Its id.
    n_documents, n_hits
        In how many documents, and how often in all.
    n_stated
        Hits in a statement about people taking part, or near one for a detail. The others count for nothing.
    kept_quiet
        Sentences that its near misses keep quiet.
    """

    indicator: str
    n_documents: int
    n_hits: int
    n_stated: int
    kept_quiet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two indicators that fire on the same words.

    Parameters
    ----------
    first, second
        Their ids.
    n_shared
        Places where their hits overlap.
    share
        Of the hits of the rarer one, 0 to 1.
    contradict
        One speaks for involvement, the other against it.
    """

    first: str
    second: str
    n_shared: int
    share: float
    contradict: bool


@dataclass(frozen=True, slots=True)
class Pilot:
    """What came of a trial.

    Parameters
    ----------
    n_documents
        Texts that were looked at.
    faults
        Examples that do not do what they should.
    uses
        One for each indicator that the codebook's own files hold, by id.
    pairs
        Pairs with at least one own indicator, most shared places first.
    """

    n_documents: int
    faults: tuple[Fault, ...]
    uses: tuple[Use, ...]
    pairs: tuple[Pair, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """Own indicators that never fire in the texts."""
        return tuple(use.indicator for use in self.uses if not use.n_hits)


def pilot_codebook(codebook: str | Path, documents: Iterable[Document] = ()) -> Pilot:
    """Try a codebook on its own examples and on texts.

    Parameters
    ----------
    codebook
        Path of a codebook, as `tokenwatch.codebook.load_codebook` takes it.
    documents
        Texts that were not looked at while it was written.

    Returns
    -------
    Pilot

    Raises
    ------
    CodebookError
        If the codebook is not sound.
    """
    from tokenwatch.language.finder import IndicatorFinder

    def judged(document: Document) -> Analysis:
        return judge.judge_statements(analyse_document(document, codebook=codebook))

    own = own_indicators(codebook)
    book, judge, _ = load_parts(codebook, None, None)
    finder = IndicatorFinder(str(codebook))
    n_documents, uses, pairs = _count(documents, own, finder, judged)
    polarity: dict[str, str] = {key: one.polarity for key, one in book.indicators.items()}
    return Pilot(n_documents, tuple(_faults(own, finder)), uses, tuple(_overlaps(pairs, own, polarity)))


def _faults(own: dict[str, Indicator], finder: IndicatorFinder) -> Iterator[Fault]:
    @cache
    def found(text: str) -> tuple[set[str], set[str]]:
        hits, quiet = finder.find(Document.from_text(text))
        return {hit.indicator for hit in hits}, {hit.indicator for hit in quiet}

    for key, indicator in own.items():
        for text in indicator.match:
            if key not in found(text)[0]:
                yield Fault(key, text, fires=False, kept_quiet=key in found(text)[1])
        for text in indicator.no_match:
            if key in found(text)[0]:
                yield Fault(key, text, fires=True)


def _count(
    documents: Iterable[Document],
    own: dict[str, Indicator],
    finder: IndicatorFinder,
    judged: Callable[[Document], Analysis],
) -> tuple[int, tuple[Use, ...], tuple[Counter[str], Counter[tuple[str, str]]]]:
    """Count hits, documents with a hit, and places that two indicators share."""
    hits_of: Counter[str] = Counter()
    documents_of: Counter[str] = Counter()
    stated_of: Counter[str] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    quiet_of: dict[str, list[str]] = {key: [] for key in own}
    number = 0
    for document in documents:
        number += 1
        hits, quiet = finder.find(document)
        hits_of.update(hit.indicator for hit in hits)
        documents_of.update({hit.indicator for hit in hits})
        stated_of.update(_stated(judged(document)))
        shared.update(_touching(hits))
        for hit in quiet:
            if hit.indicator in quiet_of and hit.sentence not in quiet_of[hit.indicator]:
                quiet_of[hit.indicator].append(hit.sentence)
    uses = tuple(
        Use(key, documents_of[key], hits_of[key], stated_of[key], tuple(quiet_of[key][:MOST_SHOWN])) for key in own
    )
    return number, uses, (hits_of, shared)


def _stated(analysis: Analysis) -> Iterator[str]:
    """Give the indicator of each hit that counts: in a statement about people taking part, or a detail beside one."""
    for finding in analysis.findings:
        statement = statement_of(analysis, finding)
        if statement is not None and statement.kind != "none":
            yield finding.indicator
    yield from (detail.finding.indicator for detail in find_details(analysis))


def _touching(hits: list[Hit]) -> Iterator[tuple[str, str]]:
    """Give the pairs of indicators of which two hits overlap, once for each place; hits come in order."""
    open_hits: list[Hit] = []
    for hit in hits:
        open_hits = [earlier for earlier in open_hits if earlier.end > hit.start]
        for earlier in open_hits:
            if earlier.indicator != hit.indicator:
                first, second = sorted((earlier.indicator, hit.indicator))
                yield first, second
        open_hits.append(hit)


def _overlaps(
    counts: tuple[Counter[str], Counter[tuple[str, str]]], own: dict[str, Indicator], polarity: dict[str, str]
) -> Iterator[Pair]:
    hits_of, shared = counts
    for (first, second), number in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        share = min(number / min(hits_of[first], hits_of[second]), 1.0)
        contradict = polarity[first] != polarity[second]
        telling = contradict or (share >= OVERLAPPING and number >= FEWEST)
        if telling and {first, second} & own.keys():
            yield Pair(first, second, number, share, contradict)
