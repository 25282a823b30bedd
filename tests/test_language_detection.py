"""Whether a text is mainly English."""

from __future__ import annotations

import pytest

from tokenwatch.language.detection import MIN_WORDS, detect_language

OTHERS = {
    "Welsh": "Mae'r cynllun hwn wedi ei ysgrifennu gyda'r bobl sy'n byw yn y cwm. Cynhaliwyd tri chyfarfod yn y "
    "llyfrgell ym mis Mawrth, a daeth deugain o drigolion i siarad am y bysiau a'r meddyg teulu.",
    "French": "Ce plan a été écrit avec les habitants du quartier. Nous avons organisé trois réunions à la "
    "bibliothèque en mars, et quarante habitants sont venus parler des bus et du médecin.",
    "German": "Der Plan wurde gemeinsam mit den Menschen geschrieben, die hier wohnen. Wir haben im März drei "
    "Treffen in der Bibliothek abgehalten, und vierzig Leute kamen, um über die Busse zu reden.",
    "Irish": "Scríobhadh an plean seo leis na daoine atá ina gcónaí anseo. Bhí trí chruinniú againn sa leabharlann "
    "i mí an Mhárta agus tháinig daichead duine chun labhairt faoi na busanna.",
    "Spanish": "El plan se escribió con las personas que viven aquí. Celebramos tres reuniones en la biblioteca en "
    "marzo y vinieron cuarenta vecinos a hablar de los autobuses y del médico.",
}
ENGLISH = "The plan was written with the people who live here. We held three meetings in the library in March."
PROGRAMME = (
    "10:00 Welcome Joe Adeyemi tenant 10:30 The rent strike of 1915 Lin Zhou historian 11:15 Repairs and who pays "
    "for them Ama Boateng 12:00 Soup in the yard"
)


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages(language: str) -> None:
    assert detect_language(OTHERS[language]) == "not en"


@pytest.mark.parametrize("text", [ENGLISH + " " + ENGLISH, PROGRAMME, ENGLISH.upper() + ENGLISH])
def test_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_half_and_half_is_read_as_english() -> None:
    half = len(OTHERS["Welsh"].split())
    assert detect_language(" ".join((ENGLISH * 5).split()[:half]) + " " + OTHERS["Welsh"]) == "en"


def test_a_quotation_in_english_does_not_make_a_welsh_text_english() -> None:
    assert detect_language(OTHERS["Welsh"] * 3 + " “Nobody asked us about it.”") == "not en"


@pytest.mark.parametrize("text", ["", "...", "1234 5678 " * 30, "the " * (MIN_WORDS - 1)])
def test_too_short_to_tell(text: str) -> None:
    assert detect_language(text) == ""
