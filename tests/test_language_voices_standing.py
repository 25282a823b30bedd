"""In what standing a voice speaks, by the words beside the name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.analysis import GROUPS
from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.found import POST, SHARING, FoundVoice
from tokenwatch.language.voices.identity import compile_identity
from tokenwatch.language.voices.page import read_page
from tokenwatch.language.voices.standing import AROUND, Standing
from tokenwatch.language.voices.words import VoiceWords

Groups = Callable[..., list[str]]
_STANDING = Standing(VoiceWords(load_codebook()), compile_identity(load_codebook()))


@pytest.fixture
def groups(read: Callable[[str], Doc]) -> Groups:
    def find(role: str, *, told: str = "", name: str = "Rosa Pinto", kind: str = "speaker", cue: str = "") -> list[str]:
        text = f"{name}, {role}\n\n{told}"
        page = read_page(read(text), lambda _: "")
        voice = FoundVoice(kind, 0, len(name) + 2 + len(role), name=name, role=role, cue=cue)
        return _STANDING.groups(page, voice)

    return find


@pytest.mark.parametrize(
    ("role", "standing"),
    [
        ("tenant", ["lived", "community"]),
        ("carer", ["lived"]),
        ("wheelchair user", ["lived"]),
        ("autistic", ["lived"]),
        ("a blind writer", ["lived"]),
        ("person with lived experience", ["lived"]),
        ("nurse", ["professional"]),
        ("Director of the Rent Table", ["professional"]),
        ("The Rent Table", ["organisation"]),
        ("from Torrance Bridge", ["organisation"]),
        ("nurse and carer", ["lived", "professional"]),
        ("carer, trainer", ["lived", "professional"]),
        ("tenant and surveyor", ["lived", "community"]),
        ("she/her/autistic", ["lived"]),
        ("", []),
    ],
)
def test_what_a_role_says(groups: Groups, role: str, standing: list[str]) -> None:
    assert groups(role) == standing
    assert standing == [group for group in GROUPS if group in standing]


@pytest.mark.parametrize(
    "role",
    [
        *("director of patient services", "disability officer", "works with patients", "support for carers"),
        *(
            "professor of disability studies",
            "non-disabled ally",
            "non-tenant",
            "nurse who works with carers",
            "the rents",
        ),
    ],
)
def test_a_job_with_such_people_is_not_lived(groups: Groups, role: str) -> None:
    assert not {"lived", "community"} & set(groups(role))


@pytest.mark.parametrize(
    ("told", "lived"),
    [
        ("Rosa is autistic.", True),
        ("Pinto lives with epilepsy.", True),
        ("Rosa came first. She is blind.", True),
        ("Rosa works with autistic people.", False),
        ("Tom is autistic.", False),
        ("“Rosa is autistic,” it said.", False),
    ],
)
def test_what_is_told_of_the_person_elsewhere(groups: Groups, told: str, lived: bool) -> None:
    assert groups("the rents", told=told) == (["lived"] if lived else [])


@pytest.mark.parametrize("cue", [POST, SHARING])
def test_some_cues_are_lived_by_themselves(groups: Groups, cue: str) -> None:
    assert groups("", cue=cue) == ["lived"]


def test_participants_are_lived_on_a_page_of_people_of_the_work(groups: Groups) -> None:
    told = "The tenants came. Carers came. Service users came."
    assert groups("one participant", name="", kind="quoted", told=told) == ["lived"]
    assert groups("one participant", name="", kind="quoted", told="The nurses came.") == []
    assert groups("one participant", name="", told=told) == []


@pytest.mark.parametrize(
    ("role", "name", "told", "lived"),
    [
        ("one man", "", "We consulted people in May.", True),
        ("a mother of three", "", "We consulted people in May.", True),
        ("one man", "", "It rained in May.", False),
        ("one man", "", "It rained. " * (AROUND // 10) + "We consulted people in May.", False),
        ("one man", "Rosa Pinto", "We consulted people in May.", False),
        ("one reader", "", "We consulted people in May.", False),
        ("one participant", "", "We consulted people in May.", False),
        # Not one of them, and not in marks.
        ("men", "", "We consulted people in May.", False),
    ],
)
def test_who_is_quoted_as_nothing_but_a_person_is_one_of_them(
    groups: Groups, role: str, name: str, told: str, lived: bool
) -> None:
    assert groups(role, name=name, kind="quoted", told=told) == (["lived"] if lived else [])


@pytest.mark.parametrize(
    ("text", "n_speakers", "all_of_them"),
    [
        ("Three researchers with disabilities answer you.", 3, True),
        ("Three researchers with disabilities answer you.", 2, False),
        ("All our speakers are people who live with epilepsy.", 5, True),
        ("Three researchers with patience answer you.", 3, False),
        ("", 0, False),
    ],
)
def test_what_is_told_of_all_speakers(
    read: Callable[[str], Doc], text: str, n_speakers: int, all_of_them: bool
) -> None:
    assert _STANDING.all_have_it(read_page(read(text), lambda _: ""), n_speakers) is all_of_them


def test_what_participants_have_may_stand_beside_their_quoted_words(read: Callable[[str], Doc]) -> None:
    text = "We met in May. One participant spoke of “a sea of legs” and of their failing sight. Then we left."
    page = read_page(read(text), lambda _: "")
    start, end = text.index("“"), text.index("”") + 1
    assert page.sentence_around(start, end) == "One participant spoke of “a sea of legs” and of their failing sight."
    quoted = FoundVoice("quoted", start, end, role="One participant", words=(start, end))
    assert _STANDING.groups(page, quoted) == ["lived"]
    elsewhere = FoundVoice("quoted", 0, 14, role="One participant", words=(0, 14))
    assert _STANDING.groups(page, elsewhere) == []
