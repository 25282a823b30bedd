"""What a list of people is, and who is in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.page import read_page
from tokenwatch.language.voices.persons import Person, find_persons
from tokenwatch.language.voices.roster import MAX_SECTION, Rosters, entries, is_biography, told_in
from tokenwatch.language.voices.words import VoiceWords

_ROSTERS = Rosters(VoiceWords(load_codebook()))


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        *(("Presenters", "speakers"), ("Our keynote speakers", "speakers"), ("Speaker bios", "speakers")),
        *(("Meet the panellists:", "speakers"), ("Our advisory panel", "members"), ("Board of trustees", "members")),
        *(
            ("Contact us", "closed"),
            ("Our staff", "closed"),
            ("Sponsors", "closed"),
            ("Partners and speakers", "closed"),
        ),
        *(("Aims", ""), ("", ""), ("Speakers " + "and more of it " * (MAX_SECTION // 15), "")),
    ],
)
def test_what_a_heading_announces(section: str, kind: str) -> None:
    assert _ROSTERS.kind(section) == kind


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("- Lin Zhou, tenant", [("Lin Zhou", "tenant")]),
        ("- Lin, tenant", [("Lin", "tenant")]),
        ("- Lin Zhou, Torrance Bridge", [("Lin Zhou", "Torrance Bridge")]),
        ("- Lin Zhou and Tom Reilly", [("Lin Zhou", ""), ("Tom Reilly", "")]),
        ("- Lin Zhou is a tenant and likes tea.", [("Lin Zhou", "a tenant and likes tea")]),
        ("- name: Lin Zhou\n  bio: a tenant", [("Lin Zhou", "a tenant")]),
        ("Lin Zhou is a tenant. She likes tea.", [("Lin Zhou", "a tenant")]),
        ("Lin Zhou, tenant", [("Lin Zhou", "tenant")]),
        ("## Lin Zhou, tenant\n\nShe likes tea.", [("Lin Zhou", "tenant")]),
        ("- The hall was lent by Lin Zhou", []),
        ("At noon the hall was opened by Lin Zhou.", []),
        ("- Coffee and soup", []),
    ],
)
def test_who_is_in_a_list(read: Callable[[str], Doc], text: str, people: list[tuple[str, str]]) -> None:
    page = read_page(read("# Speakers\n\n" + text), _ROSTERS.kind)
    found = [person for line in page.lines[1:2] for person, _ in entries(page, line)]
    assert [(person.name, person.role) for person in found] == people


def test_what_stands_below_a_heading_tells_of_the_person(read: Callable[[str], Doc]) -> None:
    page = read_page(read("# Speakers\n\n## Lin Zhou, tenant\n\nShe likes tea.\n\n## Rents"), _ROSTERS.kind)
    ((_, about),) = entries(page, page.lines[1])
    assert page.text[slice(*about)].endswith("She likes tea.")


@pytest.mark.parametrize(
    ("text", "biography"),
    [
        ("Ola Berg is a tenant.", True),
        ("Ola Berg (she/her) has rented for years.", True),
        ("Ola Berg opened the hall.", False),
        ("The hall of Ola Berg is cold.", False),
    ],
)
def test_biographies(text: str, biography: bool) -> None:
    assert is_biography(text, find_persons(text)[0]) is biography


def test_a_biography_without_a_verb_of_being_tells_the_role_beside_the_name() -> None:
    person = Person("Ola Berg", "tenant", 0, 8)
    assert told_in("Ola Berg likes tea.", person) == "tenant"
    assert told_in("Ola Berg works as a caretaker; she likes tea.", person) == "a caretaker"
