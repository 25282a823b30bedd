from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessments import VOICES
from tokenwatch.masking import NAME_MASK, name_masker


def test_a_title_by_itself_is_no_name() -> None:
    masked = name_masker(VOICES)("Ms Kaur met Ms Lindqvist")
    assert masked == f"Ms Kaur met Ms {NAME_MASK}"


@given(st.text(max_size=80))
def test_masking_without_names_changes_nothing(text: str) -> None:
    assert name_masker(())(text) == text


@given(st.lists(st.sampled_from(["she", "Dolores", "Achterberg", "said", "Ms", ","]), max_size=8))
def test_masking_leaves_no_name_standing(parts: list[str]) -> None:
    masked = name_masker(VOICES)(" ".join(parts))
    assert not {"Dolores", "Achterberg"} & set(masked.split())
