"""Blocks of plain strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.document import BLOCK_KINDS
from tokenwatch.structure import find_blocks

_LINES = (
    *(
        "",
        "# Aims",
        "## Who decides ##",
        "- a carer",
        "  * two tenants",
        "1. meet monthly",
        "#",
        "# #",
        "***",
    ),
    *("> Nobody asked us.", "| Who | Role |", "|---|:-:|", "We met", "and again on Tuesday in the library,"),
)
_LINE = st.sampled_from(_LINES) | st.text(st.sampled_from("ab #->|*.1)\t\x0b\u2028—é\U0001f600"), max_size=20)
_TEXT = st.lists(_LINE, max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\n\n"]).map(lambda end: end.join(lines))
)
_BETWEEN = frozenset("#>|-*+•‣◦▪●–.()_=~:0123456789ab \t\n\r\x0b\u2028")


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(kind, text[start:end]) for kind, start, end, _, _ in find_blocks(text)]


@given(_TEXT)
def test_blocks_ascend_inside_the_text_and_hold_something(text: str) -> None:
    last = 0
    for kind, start, end, path, level in find_blocks(text):
        assert kind in BLOCK_KINDS
        assert last <= start < end <= len(text)
        assert text[start:end].strip()
        assert all(path)
        assert level >= 0
        assert set(text[last:start]) <= _BETWEEN
        last = end
    assert set(text[last:]) <= _BETWEEN


@given(_TEXT)
def test_every_letter_stands_in_a_block(text: str) -> None:
    covered = {i for _, start, end, _, _ in find_blocks(text) for i in range(start, end)}
    # A lone "a." or "b)" before a space is a list mark; é and the face never are.
    assert all(index in covered for index, char in enumerate(text) if char in "é\U0001f600")


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "The panel met in the community centre on the first Monday of every\nmonth and chose the two workers."
    assert _kinds(text) == [("paragraph", text)]


def test_short_lines_that_end_on_purpose_stay_apart() -> None:
    assert _kinds("Present: Ama, Joe\nApologies: Lin") == [
        ("paragraph", "Present: Ama, Joe"),
        ("paragraph", "Apologies: Lin"),
    ]


def test_heading_path_follows_the_levels() -> None:
    text = "# Plan\n## Money\nThey hold it.\n## Time\nThey set it."
    paths = [path for kind, _, _, path, _ in find_blocks(text) if kind == "paragraph"]
    assert paths == [("Plan", "Money"), ("Plan", "Time")]


def test_pipe_tables_lose_their_rules_and_outer_bars() -> None:
    assert _kinds("| Who | Role |\n|---|---|\n| Sam | co-lead |") == [
        ("table row", "Who | Role"),
        ("table row", "Sam | co-lead"),
    ]


def test_a_table_without_outer_bars_is_one_too() -> None:
    assert _kinds("Time | Session | Who\n10:00 | Rents | Lin\n11:00 | Tea break") == [
        ("table row", "Time | Session | Who"),
        ("table row", "10:00 | Rents | Lin"),
        ("table row", "11:00 | Tea break"),
    ]
    assert _kinds("Either this | or that.") == [("paragraph", "Either this | or that.")]


def test_a_time_of_day_begins_a_slot_of_its_own() -> None:
    text = (
        "9.45   Doors, tea, and a quiet corner for whoever needs one before the day begins\n"
        "10.15  Welcome\n2pm What the new\nassessment means"
    )
    assert [words for _, words in _kinds(text)] == [
        "9.45   Doors, tea, and a quiet corner for whoever needs one before the day begins",
        "10.15  Welcome",
        "2pm What the new\nassessment means",
    ]


@pytest.mark.parametrize("line", ["-" * 50_000 + "x|", "| " * 50_000 + "x", ">" * 50_000, "#" * 50_000])
def test_long_lines_of_marks_are_read(line: str) -> None:
    assert len(find_blocks(line)) <= 1
