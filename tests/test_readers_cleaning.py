"""Cleaning, hyphens, and offsets that lead back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.document import OffsetMap
from tokenwatch.readers.cleaning import clean, shift_map
from tokenwatch.readers.hyphens import Words

_ODD = "ab é\t\n\r\x00\x02\x93\xa0\xad\u2011\u200b\u202e\u2028\ufb01\ufb03\ufeff\ufffe\uf0b7\ud800-.🙂"
_UNCHANGED = frozenset("abé.🙂")


def _tidy(raw: str, *, wrapped: bool = True, words: str = "") -> str:
    return clean(raw, Words((raw, words)), tidy=True, wrapped=wrapped)[0]


@given(st.text(st.sampled_from(_ODD), max_size=60), st.booleans(), st.booleans())
def test_plain_characters_survive_and_lead_back(raw: str, tidy: bool, wrapped: bool) -> None:
    text, offsets = clean(raw, Words((raw,)), tidy=tidy, wrapped=wrapped)
    assert [c for c in text if c in _UNCHANGED] == [c for c in raw if c in _UNCHANGED]
    places = [offsets.to_raw(index) for index in range(len(text))]
    assert places == sorted(places)
    assert all(0 <= place < len(raw) for place in places)
    assert all(raw[place] == char for place, char in zip(places, text, strict=True) if char in _UNCHANGED)


@given(st.text(st.sampled_from(_ODD), max_size=60), st.booleans())
def test_cleaning_leaves_nothing_odd_and_nothing_to_clean(raw: str, tidy: bool) -> None:
    text, _ = clean(raw, Words((raw,)), tidy=tidy)
    assert not set(text) & set("\r\x00\x02\x93\xa0\xad\u2011\u200b\u202e\u2028\ufb01\ufb03\ufeff\ufffe\ud800")
    text.encode("utf-8")


@given(st.lists(st.text(st.sampled_from(_ODD), max_size=20), max_size=5))
def test_joined_maps_lead_to_each_part(parts: list[str]) -> None:
    cleaned = [clean(part, Words(()), tidy=True) for part in parts]
    maps, position, raw_position = [], 0, 0
    for part, (text, offsets) in zip(parts, cleaned, strict=True):
        maps.append((position, raw_position, offsets))
        position, raw_position = position + len(text), raw_position + len(part)
    whole = shift_map(maps)
    for (start, raw_start, own), (text, _) in zip(maps, cleaned, strict=True):
        assert [whole.to_raw(start + i) for i in range(len(text))] == [
            raw_start + own.to_raw(i) for i in range(len(text))
        ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("co\x02produce it", "co-produce it"),
        ("co\ufffe\nproduced", "co-produced"),
        ("co-\r\nproduction", "co-production"),
        ("service-\nuser group", "service-user group"),
        ("peer\ufffeled", "peer-led"),
        ("involve-\nment", "involvement"),
        ("involve\xad\nment", "involvement"),
        ("re-\nsearchers", "researchers"),
        ("re-\nelected", "re-elected"),
        ("Anglo-\nSaxon", "Anglo-Saxon"),
        ("short-\nand long-term", "short- and long-term"),
        ("con\xadsul\xadta\xadtion", "consultation"),
        ("co\u2011production", "co-production"),
        ("the oﬃce ﬁnds", "the office finds"),
        ("20\x96 30", "20– 30"),
        ("a\u200bb\u202ec", "abc"),
        ("one\xa0 two", "one two"),
    ],
)
def test_words_are_made_whole(raw: str, expected: str) -> None:
    assert _tidy(raw) == expected


def test_the_document_decides_what_no_rule_knows() -> None:
    assert _tidy("tree\x02house", words="a tree and a house") == "tree-house"
    assert _tidy("tree\x02house", words="the treehouse") == "treehouse"
    assert _tidy("tree\x02house", words="that tree-house") == "tree-house"


def test_halves_of_broken_words_are_no_words_of_their_own() -> None:
    assert _tidy("treat\x02ment and treat\x02ment") == "treatment and treatment"


def test_line_ends_are_kept_where_the_author_made_them() -> None:
    assert _tidy("Sam Lee\n  co-lead", wrapped=False) == "Sam Lee\nco-lead"
    assert clean("a \r\n\r\n  - b", Words(()), tidy=False)[0] == "a \n\n  - b"


def test_an_unchanged_text_has_an_empty_map() -> None:
    assert clean("Nothing to do.", Words(()), tidy=True) == ("Nothing to do.", OffsetMap())


def test_both_letters_of_a_ligature_lead_to_it() -> None:
    text, offsets = clean("a ﬁt", Words(()), tidy=True)
    assert [offsets.to_raw(i) for i in range(len(text) + 1)] == [0, 1, 2, 2, 3, 4]


def test_a_million_accents_on_one_letter_are_not_put_in_order() -> None:
    text = "a" + "\u0301\u0316" * 500_000
    assert clean(text, Words(()), tidy=True)[0].startswith("\xe1\u0316")
