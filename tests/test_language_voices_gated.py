"""Patterns behind a gate: the gate spares work, and never a hit."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices import prose, seats
from tokenwatch.language.voices.gated import GatedPattern, first_words
from tokenwatch.language.voices.masked_text import FULL, SHORT, MaskedText
from tokenwatch.language.voices.prose import SpeakersInProse
from tokenwatch.language.voices.reported import ReportedSpeech
from tokenwatch.language.voices.words import VoiceWords

CORPORA = Path(__file__).parents[1] / "corpora"
ALPHABET = "".join(map(chr, range(32, 127))) + "\n£–—’“”…áéíóúñçüßÉ" + FULL + SHORT


def _gated() -> dict[str, GatedPattern]:
    """Find every gated pattern, by where it stands."""
    words = VoiceWords(load_codebook())
    places = [(module.__name__, vars(module)) for module in (prose, seats)]
    places += [(type(finder).__name__, vars(finder)) for finder in (SpeakersInProse(words), ReportedSpeech(words))]
    found = {f"{place} {name}": one for place, names in places for name, one in names.items()}
    listed = {
        f"{name} {number}": one
        for name, many in found.items()
        if isinstance(many, list)
        for number, one in enumerate(many)
    }
    return {name: one for name, one in (found | listed).items() if isinstance(one, GatedPattern)}


GATED = _gated()


def test_all_of_them_are_tried() -> None:
    assert len(GATED) == 23


@pytest.mark.parametrize("name", GATED)
def test_whatever_a_pattern_finds_passes_its_gate(name: str) -> None:
    gated = GATED[name]

    @given(st.from_regex(gated.pattern, alphabet=ALPHABET))
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    def passes(mask: str) -> None:
        assert gated.may_hold(MaskedText(mask, mask))

    passes()


def test_in_our_own_texts_the_gates_lose_nothing() -> None:
    paths = chain(CORPORA.glob("own/texts/*"), CORPORA.glob("voices/*"))
    hits = 0
    for path in paths:
        for sentence in MaskedText.of(path.read_text(encoding="utf-8")).unquoted:
            for gated in GATED.values():
                found = [match.span() for match in gated.pattern.finditer(sentence.mask)]
                assert [match.span() for match in gated.finditer(sentence)] == found
                hits += len(found)
    assert hits > 100


def test_a_gate_asks_for_words_and_names() -> None:
    gated = GatedPattern(re.compile(f"[{FULL}]+ told"), first_words(["told us"]), named=True)
    named = MaskedText("Rosa told us", f"{FULL * 4} told us")
    assert gated.search(named)
    assert not gated.search(MaskedText("Rosa told us", "Rosa told us"))
    assert not gated.search(MaskedText("Rosa said so", f"{FULL * 4} said so"))
    assert list(gated.finditer(MaskedText("", ""))) == []
