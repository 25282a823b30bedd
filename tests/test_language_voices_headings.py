"""Which people a heading names."""

from __future__ import annotations

import pytest

from tokenwatch.language.voices.headings import heading_persons


@pytest.mark.parametrize(
    ("heading", "below", "persons"),
    [
        ("Dr Robin Bell (Moderator)", [], [("Dr Robin Bell", "Moderator")]),
        ("Robin Bell, tenant", [], [("Robin Bell", "tenant")]),
        ("Robin Bell", ["Robin chairs the rent table."], [("Robin Bell", "")]),
        ("Robin Bell", ["Director of the rent table"], [("Robin Bell", "")]),
        ("Robin (she/her)", [], [("Robin", "")]),
        ("Robin (tenant)", ["Robin rents a flat."], [("Robin", "tenant")]),
        ("Robin Bell and Ola Berg", [], [("Robin Bell", ""), ("Ola Berg", "")]),
        ("Robin", ["The rent rose."], []),
        ("Robin Bell", ["The rent rose by a fifth, and the heat was off until the autumn."], []),
        ("Aims of the day", ["Robin Bell chairs."], []),
        ("", [], []),
    ],
)
def test_people_whom_a_heading_names(heading: str, below: list[str], persons: list[tuple[str, str]]) -> None:
    assert [(person.name, person.role) for person in heading_persons(heading, below)] == persons


def test_a_list_of_people_makes_a_bare_name_one_of_them() -> None:
    assert heading_persons("Robin Bell", []) == []
    assert [person.name for person in heading_persons("Robin Bell", [], listed=True)] == ["Robin Bell"]


def test_a_heading_of_ten_pages_names_nobody() -> None:
    assert heading_persons("." * 200_000 + "(x", []) == heading_persons("Ann" + " " * 200_000 + "(x", []) == []
