"""What kind of document a text is."""

from __future__ import annotations

import pytest

from tokenwatch.analysis import GENRES
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Document
from tokenwatch.language import find_genre


def _genre(text: str, *, is_programme: bool = False) -> str:
    return find_genre(Document.from_text(text), load_codebook(), is_programme=is_programme)


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("# Tenant involvement strategy\n\nOur vision for the estate.", "strategy"),
        ("# Application to the Harbour Fund\n\nThe amount requested is £4,000.", "bid"),
        ("# Study protocol\n\nThe primary outcome is sleep.", "protocol"),
        ("# Annual report\n\nWhat we did on the estate.", "report"),
        ("# Panel\n\nPresent: Ama, Joe.\n\nApologies: Lin.\n\n## Matters arising\n\nThe lift.", "minutes"),
        ("# Why I left the panel\n\nIn my view it was a sham, and I think it must end.", "commentary"),
        ("# Peer worker\n\nPerson specification. Closing date: 4 May.", "advert"),
        ("# Bus lanes: have your say\n\nThe consultation closes on 4 May.", "consultation"),
        ("# Who we are\n\nRead more about our services.", "web page"),
        ("# Soup\n\nCut the leeks and boil them.", "other"),
        ("", "other"),
    ],
)
def test_genres(text: str, genre: str) -> None:
    assert _genre(text) == genre


def test_people_billed_make_a_programme_whatever_the_words() -> None:
    assert _genre("# Annual report", is_programme=True) == "programme"


def test_the_title_weighs_more_than_the_first_lines() -> None:
    assert _genre("# Minutes\n\nThe strategy was read.") == "minutes"


def test_words_far_below_do_not_count() -> None:
    assert _genre("# Soup\n\n" + "Cut the leeks and boil them. " * 40 + "\n\nAnnual report.") == "other"


def test_every_genre_of_the_codebook_is_one_that_the_analysis_knows() -> None:
    cues = [name for name in load_codebook().cues if name.startswith("genre_")]
    assert len(cues) >= 8
    for cue in cues:
        words = load_codebook().cues[cue]
        assert _genre("\n\n".join(f"# {word}" for word in words)) in GENRES
