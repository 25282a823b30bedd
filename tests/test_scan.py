"""The main path, and what it promises of every text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from test_assess_verdict import BUZZWORDS, CRITICISM, MODEST, SHARED
from tokenwatch.analysis import GENRES, KINDS, Analysis, Finding, Statement, Voice
from tokenwatch.assessment import DIMENSIONS, PRESENCES, VERDICTS, Assessment
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Document
from tokenwatch.errors import CodebookError, OptionError, ReadError
from tokenwatch.scan import scan, scan_document
from tokenwatch.version import VERSION

Scan = Callable[[str], Assessment]
TEXTS = [BUZZWORDS, CRITICISM, MODEST, SHARED]


def items_of(found: Assessment) -> tuple[Statement | Finding | Voice, ...]:
    return (*found.statements, *found.findings, *found.voices)


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_text_gives_the_same_answer(scan_text: Scan, text: str) -> None:
    assert scan_text(text) == scan_text(text)
    assert scan_text(text).to_dict() == scan_text(text).to_dict()


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("added", ["\n\nThe hall has a ramp.", "\n\nResidents were consulted.", " It rained."])
def test_words_added_behind_move_nothing_before(analyse: Callable[[str], Analysis], text: str, added: str) -> None:
    before, after = analyse(text), analyse(text + added)
    assert [finding for finding in after.findings if finding.start < len(text)] == list(before.findings)
    assert [voice for voice in after.voices if voice.start < len(text)] == list(before.voices)
    assert after.statements[: len(before.statements)] == before.statements


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_given_is_the_document_s_own(scan_text: Scan, text: str) -> None:
    assessment = scan_text("“Why, \U0001f600?” asked Joe Adeyemi, a tenant.\n\n" + text)
    assert items_of(assessment)
    assert all(assessment.document.text[item.start : item.end] == item.text for item in items_of(assessment))


def test_versions_and_ids_are_carried(scan_text: Scan) -> None:
    ids = scan_text(SHARED).ids
    assert set(ids) == {"tokenwatch", "codebook", "pipeline", "models"}
    assert (ids["tokenwatch"], ids["codebook"]) == (VERSION, load_codebook().id)


def test_sources_of_every_sort(tmp_path: Path) -> None:
    path = tmp_path / "rent.md"
    path.write_text(SHARED, encoding="utf-8")
    by_path, by_bytes = scan(path), scan(SHARED.encode(), name="rent.md")
    assert by_path.verdict == by_bytes.verdict == scan(by_path.document).verdict


def test_an_error_given_for_a_document_is_raised_again() -> None:
    error = ReadError("the file is empty", kind="empty", place="a.zip/b.txt")
    with pytest.raises(ReadError, match="the file is empty"):
        scan(error)  # type: ignore[arg-type]  # what a loop over `read_each` may do


def test_the_user_knows_the_genre_better() -> None:
    assert scan_document(Document.from_text(SHARED), genre="minutes").genre == "minutes"


def test_a_user_s_codebook_is_used(own_codebook: str) -> None:
    document = Document.from_text("The tenants had tea and biscuits.")
    mine = scan_document(document, codebook=own_codebook)
    assert [finding.indicator for finding in mine.findings] == ["tea-and-biscuits"]
    assert mine.ids["codebook"] != scan_document(document).ids["codebook"]


def test_what_cannot_be_done_is_said() -> None:
    document = Document.from_text(SHARED)
    with pytest.raises(OptionError, match=r"no genre 'novel' \(use strategy"):
        scan_document(document, genre="novel")  # type: ignore[arg-type]  # a wrong genre on purpose
    with pytest.raises(CodebookError, match="nowhere"):
        scan_document(document, codebook="nowhere.toml")
    with pytest.raises(ReadError, match="nowhere"):
        scan("nowhere.pdf")


_WORDS = st.sampled_from(
    [
        *"We tenants co-produced will not £40 “ ” ’ – # | - Speaker: Joe Adeyemi , a carer said".split(),
        *". ? May 2024 10:00 board".split(),
        "\n\n",
    ]
)


@settings(max_examples=60)
@given(st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_no_text_breaks_it_and_every_answer_keeps_to_the_contract(scan_text: Scan, text: str) -> None:
    found = scan_text(text)
    assert found.verdict.label in VERDICTS
    assert sum(found.verdict.probabilities.values()) == pytest.approx(1)
    assert found.presence in PRESENCES
    assert found.genre in GENRES
    assert tuple(found.dimensions) == DIMENSIONS
    assert 0 <= found.levels.evidenced <= found.levels.claimed <= 5
    ids = [statement.id for statement in found.statements]
    assert len(set(ids)) == len(ids)
    assert all(statement.kind in KINDS and statement.kind != "none" for statement in found.statements)
    assert all(set(reason.statements) <= set(ids) for reason in found.reasons)
    assert [s.start for s in found.statements] == sorted(s.start for s in found.statements)
    assert all(text[item.start : item.end] == item.text for item in items_of(found))


FILLER = " The building is from 1962 and has a flat roof, which lets in water on the north side every winter." * 4


def test_a_label_is_no_evidence_of_itself() -> None:
    text = "We co-produced the strategy with three consultants in May 2024 at a workshop for our board." + FILLER
    reading = scan(Document.from_text(text))
    assert reading.levels.evidenced <= 2
    assert reading.presence != "deciding"
    assert reading.verdict.label != "shared"


def test_a_form_s_own_questions_promise_nothing() -> None:
    text = (
        "Will tenants have seats on the board by March 2025?\n\nHow many carers will design the service with you?"
        "\n\nWhat did service users decide last year?\n\n" + FILLER
    )
    reading = scan(Document.from_text(text))
    assert not any(statement.specific for statement in reading.statements)
    assert reading.levels.evidenced == 0


@pytest.mark.parametrize(
    "text",
    [
        "Tenants have never been asked about the board since 2019.",
        "We did not involve residents in the three meetings of 2023.",
        "Nobody consulted the twelve tenants of the block in May 2024.",
    ],
)
def test_what_is_denied_shows_nothing(text: str) -> None:
    reading = scan(Document.from_text(text + FILLER))
    assert reading.levels.evidenced == 0
    assert [statement.kind for statement in reading.statements] == ["critique"]


def test_pay_that_was_not_given_is_not_shown() -> None:
    reading = scan(Document.from_text("We did not pay the 12 tenants on the panel in 2024." + FILLER))
    assert reading.dimensions["payment"].state == "not stated"


def test_one_carer_s_words_make_no_carers_of_the_rest() -> None:
    text = (
        "I am a carer and I look after my brother.\n\nI manage the consultation team. "
        "My officers will consult residents in May 2025." + FILLER
    )
    reading = scan(Document.from_text(text))
    assert not any(statement.lived_voice for statement in reading.statements if "officers" in statement.text)


def test_statements_are_numbered_in_order() -> None:
    text = "Six tenants chose the contractor in May 2024. The roof is flat. We will consult residents in June." + FILLER
    reading = scan(Document.from_text(text))
    assert [statement.id for statement in reading.statements] == [f"s{n + 1}" for n in range(len(reading.statements))]


def test_an_edited_codebook_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[term]]\nid = "one"\nlevel = 4\nwordings = ["shoulder to shoulder"]\n', encoding="utf-8")
    document = Document.from_text("We work shoulder to shoulder with tenants." + FILLER)
    first = scan(document, codebook=path)
    path.write_text('[[term]]\nid = "two"\nlevel = 4\nwordings = ["shoulder to shoulder"]\n', encoding="utf-8")
    second = scan(document, codebook=path)
    assert "one" in {term for statement in first.statements for term in statement.terms}
    assert "two" in {term for statement in second.statements for term in statement.terms}
    assert first.ids["codebook"] != second.ids["codebook"]


def test_a_modest_honest_consultation_is_heard() -> None:
    text = (
        "# What you told us about the pool hours\n\nWe asked people who use the pool whether it should open earlier. "
        "This was a consultation; the committee decides."
        "\n\nA form lay at the desk for two weeks. Seventeen people filled it in. "
        "We also talked to nine people at the Sunday swim. Eleven people wanted six o'clock, four did not.\n\n"
        "At its meeting in May the committee chose half past six. It did not agree to a warmer pool, for cost."
    )
    assert scan(Document.from_text(text)).verdict.label == "heard"


def test_scorn_for_the_words_is_about_and_asks_its_author_nothing() -> None:
    text = (
        'Each leaflet in the waiting room tells me the service was "co-designed". The board has "patient voice" on '
        "its letterhead. Nobody asked us before they moved the clinic. So-called engagement is a badge managers wear. "
        "Partnership working, empowerment, experts by experience: the buzzwords change and the bus still does not stop."
    )
    reading = scan(Document.from_text(text))
    assert reading.verdict.label == "about"
    assert reading.levels.claimed == 0
    assert reading.questions == ()


def test_a_text_in_another_language_says_nothing_else() -> None:
    text = "Rydym yn gweithio gyda'r bobl sy'n byw yn y cwm ac mae pawb wedi cael dweud ei farn ar y cynllun. " * 6
    reading = scan(Document.from_text(text))
    assert not reading.verdict.judged
    assert reading.verdict.abstained
    assert len(set(reading.verdict.probabilities.values())) == 1
    assert (reading.statements, reading.voices, reading.reasons, reading.questions) == ((), (), (), ())


POSTS = "".join(f"# Post {n}\n\nPosted on {n} May 2026 by Rosa Lind\n\n#{text}\n\n" for n, text in enumerate(TEXTS, 1))


def test_several_works_in_one_are_each_read_as_if_alone(scan_text: Scan) -> None:
    whole = scan_text(POSTS)
    assert len(whole.sections) == len(TEXTS)
    for section in whole.sections:
        alone = scan_document(section.document, model="rules")
        assert (section.verdict, section.levels, section.statements) == (
            alone.verdict,
            alone.levels,
            alone.statements,
        )
        for statement in section.statements:
            start = section.document.start
            assert POSTS[start + statement.start : start + statement.end] == statement.text
    assert len({section.verdict.label for section in whole.sections}) > 1


def test_one_work_has_no_sections(scan_text: Scan) -> None:
    assert scan_text(SHARED).sections == ()


def test_a_page_of_four_posts_gives_four_readings_beside_that_of_the_whole() -> None:
    page = scan(Path(__file__).parent / "data/samples/blog_four_posts.html")
    assert len(page.sections) == 4
    assert sum(section.document.n_words for section in page.sections) <= page.document.n_words
