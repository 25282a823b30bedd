"""Wording that several documents share, exactly or nearly, and who used it first.

Statements of the same words are one text. Texts are compared by their runs of three words: MinHash finds which
might be alike (Broder 1997, On the resemblance and containment of documents), and the true Jaccard similarity of
the runs decides. A cluster is all that is alike to one text, so that no chain of small steps joins strangers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tokenwatch.overview.claims import usual, words_of
from tokenwatch.overview.records import Cluster, Reuse

if TYPE_CHECKING:
    import pandas
    from datasketch import MinHash, MinHashLSH

THRESHOLD = 0.6
"""Least share of runs in common. One other word in the middle of a sentence of 14 words leaves 9 of 15 runs,
just 0.6; two others in one of 20 words leave a half, and are no longer the same wording."""
FEWEST_WORDS = 8
"""Shorter statements ("People are at the heart of it.") come alike by chance."""
RUN = 3
MOST_CLUSTERS = 50
MOST_DOCUMENTS = 10
"""Clusters, and documents of each, that are listed: what a reader looks through."""

_BANDS, _ROWS = 16, 4
"""How MinHash values are looked up. Two texts at `THRESHOLD` are compared with probability
1 - (1 - 0.6^4)^16 = 0.89, at 0.7 with 0.99; strangers at 0.2 with 0.03, and then the true similarity decides."""
_SEED = 20240917
"""Any fixed number would do; fixed so that the same statements give the same clusters."""


@dataclass(slots=True)
class _Text:
    """Statements of the same words, whatever their punctuation."""

    words: list[str]
    texts: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)


def find_reuse(statements: pandas.DataFrame, dates: Mapping[str, str]) -> Reuse:
    """Find the wordings that two or more documents share.

    Parameters
    ----------
    statements
        What `load_statements` gave.
    dates
        Date of each document, by id, as `read_date` gives it; missing or ``""`` where none is known.
    """
    texts, n_compared = _distinct(statements)
    clusters = [cluster for cluster in _clusters(texts) if len(set().union(*(one.documents for one in cluster))) > 1]
    made = [_make_cluster(cluster, dates) for cluster in clusters]
    made.sort(key=lambda cluster: (-cluster.n_documents, cluster.text))
    return Reuse(n_compared, len(made), tuple(made[:MOST_CLUSTERS]))


def earliest(dates: Collection[str]) -> list[str]:
    """Give those dates of which none is surely after another, in order; dates may be years, months or days.

    Examples
    --------
    >>> earliest(["2021-03", "2021-05-01", "2021", "2022"])
    ['2021', '2021-03']
    """
    # A date comes surely after another where they differ as far as both go; the first of each fineness is enough.
    lowest = {len(date): date for date in sorted(dates, reverse=True)}.values()
    return sorted({date for date in dates if not any(date[: len(low)] > low[: len(date)] for low in lowest)})


def _distinct(statements: pandas.DataFrame) -> tuple[list[_Text], int]:
    """Put statements of the same words together; those of most documents first, then by their words."""
    found: dict[str, _Text] = {}
    n_compared = 0
    for document, text in zip(statements["document_id"], statements["text"], strict=True):
        words = words_of(text)
        if len(words) >= FEWEST_WORDS:
            n_compared += 1
            one = found.setdefault(" ".join(words), _Text(words))
            one.texts[" ".join(text.split())] += 1
            one.documents.add(document)
    order = sorted(found, key=lambda key: (-len(found[key].documents), key))
    return [found[key] for key in order], n_compared


def _clusters(texts: list[_Text]) -> Iterator[list[_Text]]:
    """Give each text with all later ones that are alike to it and not yet taken."""
    if not texts:
        return
    hashes = _hash(texts)
    index = _make_index(hashes)
    taken: set[int] = set()
    for place, one in enumerate(texts):
        if place in taken:
            continue
        near = sorted(other for other in index.query(hashes[place]) if other > place and other not in taken)
        runs = _runs(one.words)
        alike = [other for other in near if _jaccard(runs, _runs(texts[other].words)) >= THRESHOLD]
        taken.update(alike)
        yield [one, *(texts[other] for other in alike)]


def _hash(texts: list[_Text]) -> list[MinHash]:
    from datasketch import MinHash

    runs = ([run.encode("utf-8", "replace") for run in sorted(_runs(one.words))] for one in texts)
    return list(MinHash.bulk(runs, num_perm=_BANDS * _ROWS, seed=_SEED))


def _make_index(hashes: list[MinHash]) -> MinHashLSH:
    from datasketch import MinHashLSH

    index = MinHashLSH(num_perm=_BANDS * _ROWS, params=(_BANDS, _ROWS))
    for place, one in enumerate(hashes):
        index.insert(place, one, check_duplication=False)
    return index


def _runs(words: list[str]) -> set[str]:
    return {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def _jaccard(one: set[str], other: set[str]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def _make_cluster(texts: list[_Text], dates: Mapping[str, str]) -> Cluster:
    documents: set[str] = set().union(*(one.documents for one in texts))
    dated = {name: dates[name] for name in documents if dates.get(name)}
    first_dates = earliest(dated.values())
    first = sorted(name for name, date in dated.items() if date in first_dates)
    # "~" comes after every digit: documents without a date stand last.
    order = sorted(documents, key=lambda name: (dated.get(name, "~"), name))
    return Cluster(
        text=usual(texts[0].texts),
        n_wordings=len(texts),
        n_documents=len(documents),
        documents=tuple(order[:MOST_DOCUMENTS]),
        first=tuple(first[:MOST_DOCUMENTS]),
        first_date=" or ".join(first_dates),
        n_first=len(first),
        n_undated=len(documents) - len(dated),
    )
