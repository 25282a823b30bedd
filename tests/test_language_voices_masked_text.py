"""A text beside its mask of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.language.voices.masked_text import FULL, SHORT, MaskedText, blank, mask_names


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("Then Rosa Pinto left.", "Then ########## left."),
        ("Pinto left. Later Rosa Pinto rang.", "+++++ left. Later ########## rang."),
        ("Ali rang because he was cold.", "+++ rang because he was cold."),
        ("Torrance said no.", "Torrance said no."),
        ("Rain fell, and the rain went on until she left.", "Rain fell, and the rain went on until she left."),
    ],
)
def test_the_mask_covers_names_and_what_a_person_stands_beside(text: str, mask: str) -> None:
    assert mask_names(text).replace(FULL, "#").replace(SHORT, "+") == mask


@given(st.text(st.sampled_from("AaÉé.'’- vandeDrİß\n"), max_size=60))
def test_the_mask_is_as_long_as_the_text(text: str) -> None:
    assert len(mask_names(text)) == len(text)


def test_text_and_mask_are_cut_together() -> None:
    masked = MaskedText.of("Then Rosa Pinto left. But “No. Not yet,” she said. Rain fell.")
    assert masked.mask[5:15] == FULL * 10
    part = masked[5:21]
    assert (part.text, part.start, part.mask[:10]) == ("Rosa Pinto left.", 5, FULL * 10)
    sentences = list(masked.without_marked().sentences())
    assert [sentence.text.strip().replace("…", "") for sentence in sentences] == [
        "Then Rosa Pinto left.",
        "But  she said.",
        "Rain fell.",
    ]
    assert [masked.text[sentence.start] for sentence in sentences] == ["T", "B", "R"]
    assert len(masked.without_marked().mask) == len(masked.text)


def test_what_is_blanked_keeps_its_length() -> None:
    assert blank("one two three", [(0, 3), (8, 13)], "#") == "### two #####"
