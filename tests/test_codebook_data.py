"""The default codebook as data: every indicator does what its own examples say, and no record gets in another's way."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from tokenwatch.assessment import DIMENSIONS
from tokenwatch.codebook import Indicator, load_codebook
from tokenwatch.codebook.wording import expand_wording, parse_wording
from tokenwatch.language import load

_INDICATORS = load_codebook().indicators
_MATCH = [(key, text) for key, indicator in _INDICATORS.items() for text in indicator.match]
_NO_MATCH = [(key, text) for key, indicator in _INDICATORS.items() for text in indicator.no_match]


def _found(text: str) -> set[str]:
    doc = load()(text)
    return {span.id_ for group in ("indicators", "details") for span in doc.spans[group]}


@pytest.mark.parametrize(("key", "text"), _MATCH)
def test_an_indicator_fires_on_its_examples(key: str, text: str) -> None:
    assert key in _found(text)


@pytest.mark.parametrize(("key", "text"), _NO_MATCH)
def test_an_indicator_is_silent_on_what_only_looks_alike(key: str, text: str) -> None:
    assert key not in _found(text)


def test_every_file_holds_the_indicator_of_its_name() -> None:
    folder = resources.files("tokenwatch.codebook") / "data" / "indicators"
    assert {file.name for file in folder.iterdir()} == {f"{key}.toml" for key in _INDICATORS}


def test_there_are_enough_indicators_in_every_dimension() -> None:
    assert len(_INDICATORS) >= 70
    count = Counter(indicator.dimension for indicator in _INDICATORS.values())
    assert min(count[dimension] for dimension in DIMENSIONS) >= 5
    genuine = Counter(i.dimension for i in _INDICATORS.values() if i.polarity == "genuine")
    assert min(genuine[dimension] for dimension in DIMENSIONS) >= 4


@pytest.mark.parametrize("indicator", _INDICATORS.values(), ids=list(_INDICATORS))
def test_every_source_is_cited(indicator: Indicator) -> None:
    for source in indicator.sources:
        assert len(source.cite) > len("Name (2000)"), source
        assert "???" not in source.cite + source.url
        assert any(character.isdigit() for character in source.cite), "a citation tells the year"
        assert source.url == "" or source.url.startswith(("http://", "https://"))


@pytest.mark.parametrize("indicator", _INDICATORS.values(), ids=list(_INDICATORS))
def test_no_example_is_given_twice(indicator: Indicator) -> None:
    examples = [*indicator.match, *indicator.no_match]
    assert len(set(examples)) == len(examples)


def test_no_wording_stands_in_two_indicators() -> None:
    owners: dict[str, set[str]] = {}
    for key, indicator in _INDICATORS.items():
        for wording in indicator.wordings:
            owners.setdefault(" ".join(wording.lower().split()), set()).add(key)
    assert {wording: keys for wording, keys in owners.items() if len(keys) > 1} == {}


def test_no_role_phrase_stands_in_two_groups() -> None:
    groups: dict[str, set[str]] = {}
    for role in load_codebook().roles.values():
        if role.group != "ambiguous":
            for wording in role.wordings:
                for phrase in expand_wording(parse_wording(wording)):
                    groups.setdefault(phrase, set()).add(role.group)
    assert {phrase: found for phrase, found in groups.items() if len(found) > 1} == {}
