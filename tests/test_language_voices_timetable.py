"""Times on a programme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.language.voices.page import Page, read_page
from tokenwatch.language.voices.timetable import Timetable, columns_of_people, has_time, looks_like_programme

Open = Callable[[str], Page]


@pytest.fixture
def opened(read: Callable[[str], Doc]) -> Open:
    return lambda text: read_page(read(text), lambda _: "")


@pytest.mark.parametrize(
    "text",
    [
        "# Programme of the day\n\nCome along.",
        "# Speakers\n\nCome along.",
        "Running order\n\nRents, then heat.",
        "10:00 Doors\n\n11.15 am Rents\n\n2pm Repairs",
    ],
)
def test_marks_of_a_programme(opened: Open, text: str) -> None:
    assert looks_like_programme(opened(text).lines)


@pytest.mark.parametrize(
    "text",
    [
        "We met at 10:00 and left at 11:00 after the vote.",
        "# Rents\n\n10:00 Doors\n\n11:00 Rents",
        "# How the rent is set\n\nTenants decide.",
        "",
    ],
)
def test_other_texts_have_none(opened: Open, text: str) -> None:
    assert not looks_like_programme(opened(text).lines)


def test_a_table_of_actions_bills_nobody(opened: Open) -> None:
    assert not columns_of_people(opened("| Action | Who | By |\n| Book the hall | Priya Nair | 20 May |").lines)
    assert columns_of_people(opened("| Session | Who |\n| Rents | Priya Nair |").lines)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        *(("10:00 Rents", True), ("| 9.30 | Rents |", True), ("2pm Rents", True), ("at 2 p.m. we met", True)),
        *(("Rents", False), ("2 flats", False), ("Room 10:0", False), ("v1.25.3", False)),
    ],
)
def test_times_of_day(text: str, time: bool) -> None:
    assert has_time(text) is time


@pytest.mark.parametrize(
    ("line", "n_people", "minutes"),
    [
        ("10:00-10:40 Rents", 1, 40),
        ("10:00-10:40 Rents", 2, 20),
        ("10:00-10:40 Rents", 100, 1),
        ("11.30 to 1.00 Rents", 1, 90),
        ("9.00–10.15 Rents", 1, 75),
        ("10:00 Rents (20 min)", 1, 20),
        ("10:00 Rents, 15 minutes", 1, 15),
        ("10:00 Rents", 1, 45),
        ("10:00 Rents", 3, 15),
        ("Rents", 1, None),
        ("10:00 Rents (300 mins)", 1, None),
        ("10:00-10:40 Rents", 0, None),
    ],
)
def test_minutes_from_a_span_a_number_or_the_next_time(
    opened: Open, line: str, n_people: int, minutes: int | None
) -> None:
    page = opened(f"{line}\n\n10:45 Heat\n\n18:00 End")
    assert Timetable(page.lines).minutes(page.lines[0], n_people) == minutes


def test_the_night_is_no_slot(opened: Open) -> None:
    page = opened("10:00 Rents\n\n15:00 Heat")
    assert [Timetable(page.lines).minutes(line, 1) for line in page.lines] == [None, None]


def test_a_slot_goes_on_to_the_next_time_or_heading(opened: Open) -> None:
    page = opened("Doors\n\n10:00 Rents\n\nWith soup\n\n11:00 Heat\n\n# More\n\nTea")
    assert Timetable(page.lines).slots() == {1, 2, 3}


def test_the_column_that_is_headed_so_names_people(opened: Open) -> None:
    page = opened("| Time | Led by |\n|---|---|\n| 10:00 | Lin |\n\nThen:\n\n| 11:00 | Tom |")
    assert {line: columns.people for line, columns in columns_of_people(page.lines).items()} == {1: 1}
    assert columns_of_people(opened("| Time | Room |\n|---|---|\n| 10:00 | Lin |").lines) == {}
