"""From a Doc to an Analysis."""

from __future__ import annotations

from collections.abc import Callable

import spacy

from tokenwatch.analysis import Analysis, Finding, Programme, Statement, Voice
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Document
from tokenwatch.language import extract_analysis, make_doc
from tokenwatch.language.extract import WORDS_A_SPEAKER

Analyse = Callable[[str], Analysis]
TEXT = (
    "# Rents on the Elm estate\n\n## Who decides\n\nIt rained. Tenants co-chair the panel and were consulted.\n\n"
    "- Carers were asked twice.\n\nNurses came."
)


def test_statements_carry_place_block_heading_and_terms(analyse: Analyse) -> None:
    first, second = analyse(TEXT).statements
    assert (first.id, first.block, first.heading) == ("s1", "paragraph", "Who decides")
    assert (second.id, second.block, second.heading) == ("s2", "list item", "Who decides")
    assert first.terms == ("co-leadership", "consultation")
    assert "co-chair" in first.indicators
    assert first.page is None


def test_every_text_is_the_document_s_own(analyse: Analyse) -> None:
    found = analyse(TEXT)
    items: tuple[Statement | Finding | Voice, ...] = (*found.statements, *found.findings, *found.voices)
    for item in items:
        assert item.text == TEXT[item.start : item.end]


def test_findings_carry_what_the_codebook_says(analyse: Analyse) -> None:
    finding = next(f for f in analyse(TEXT).findings if f.indicator == "co-chair")
    assert (finding.dimension, finding.polarity, finding.level) == ("power", "genuine", 5)


def test_counts(analyse: Analyse) -> None:
    found = analyse(TEXT)
    assert found.n_words == len(TEXT.split())
    assert (found.mentions["community"], found.mentions["professional"]) == (1, 1)
    assert found.terms["consultation"] == 1
    assert found.title == "Rents on the Elm estate"
    assert found.programme == Programme()
    assert (found.genre, found.language) == ("other", "en")


def test_a_programme_counts_people_and_their_minutes(analyse: Analyse) -> None:
    programme = analyse(
        "# Programme\n\n| Time | Session | Speaker | Role |\n|---|---|---|---|\n"
        "| 10:00 - 10:20 | Rents | Lin Zhou | tenant |\n| 10:20 - 11:20 | Repairs | Tom Reilly | director |\n"
    ).programme
    assert programme == Programme(
        is_programme=True, n_speakers=2, n_lived=1, n_unnamed=0,
        people={"lived": 1, "professional": 1}, minutes={"lived": 20, "professional": 60},
        opens="lived", closes="professional",
    )  # fmt: skip


def test_people_who_speak_in_a_newsletter_make_it_no_programme(analyse: Analyse) -> None:
    found = analyse("Our news: Lin Zhou presented the plan, and Tom Reilly gave a talk on drains.")
    assert [voice.kind for voice in found.voices] == ["speaker", "speaker"]
    assert not found.programme.is_programme


def test_two_people_billed_make_no_programme_of_a_long_report(analyse: Analyse) -> None:
    billed = "# Speakers\n\n- Lin Zhou, tenant\n- Tom Reilly, surveyor\n\n# Drains\n\n"
    room = WORDS_A_SPEAKER * 2 - 20
    assert analyse(billed + "rain " * room).programme.is_programme
    longer = analyse(billed + "rain " * (room + 40))
    assert not longer.programme.is_programme
    assert [voice.kind for voice in longer.voices] == ["speaker", "speaker"]


def test_a_heading_of_the_first_two_levels_tells_what_it_is_about(analyse: Analyse) -> None:
    assert analyse("# A day for carers\n\nCome along.").about_people
    assert analyse("# A day\n\n## Co-production\n\nCome along.").about_people
    assert not analyse("# A day\n\n### Carers\n\nCome along.").about_people
    assert not analyse("# A day\n\nFor carers.").about_people


def test_a_doc_that_nobody_annotated_gives_an_empty_analysis() -> None:
    document = Document.from_text(TEXT)
    found = extract_analysis(make_doc(spacy.blank("en"), document), document, load_codebook())
    assert (found.statements, found.findings, found.voices) == ((), (), ())
