"""How easily the answer and the questions are read: measured over all templates together.

A reading age of 12 is grade 7 of Flesch and Kincaid (age less five), who learnt it on American schoolbooks; it counts
long sentences and long words, and knows nothing of what is said. So it is a ceiling, not a proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import textstat

from assessments import make_abstained, make_assessment, make_verdict
from tokenwatch.analysis import GENRES, Programme
from tokenwatch.assessment import DIMENSIONS, PRESENCES, VERDICTS, Assessment, Dimension, Levels
from tokenwatch.codebook import load_codebook
from tokenwatch.reports import easy
from tokenwatch.reports.build import build_report
from tokenwatch.reports.tree import Bullets, Paragraph, Section

GRADE = 7.0
EASY_GRADE = 4.0
"""Easy read aims at a reading age of 8 to 9."""
BILLED = Programme(is_programme=True, n_speakers=3, n_lived=1)
LONGEST_EASY = 15
"""Words of a sentence in easy read, after the guidance that `tokenwatch.reports.easy` names."""


def grade(texts: Iterable[str]) -> float:
    # The library drops hyphens without a space, and then meets words that nobody knows.
    plain = re.sub(r"[-–/“”]", " ", " ".join(texts))
    return float(textstat.flesch_kincaid_grade(plain))


def given(label: str, **fields: Any) -> Assessment:
    return make_assessment(verdict=make_verdict(label, 0.6), **fields)


def every_answer() -> Iterator[str]:
    for label in VERDICTS:
        for genre in GENRES:
            yield " ".join(build_report(given(label, genre=genre)).answer)
    for claimed in range(6):
        for shown in range(6):
            yield " ".join(build_report(given("tokenistic", levels=Levels(claimed, shown))).answer)
    yield " ".join(build_report(given("shared", levels=Levels(), programme=BILLED)).answer)
    yield from build_report(make_abstained()).answer


def every_easy_section() -> Iterator[Section]:
    for label in VERDICTS:
        for presence in PRESENCES:
            yield from build_report(given(label, presence=presence)).easy
    for level in range(6):
        yield from build_report(given("heard", levels=Levels(level, level))).easy
    states: Any = easy.STATES
    for state in states:
        yield from build_report(given("heard", dimensions=dict.fromkeys(DIMENSIONS, Dimension(state)))).easy
    yield from build_report(given("shared", levels=Levels(), programme=BILLED)).easy
    yield from build_report(make_abstained()).easy


def sentences_of(section: Section) -> Iterator[str]:
    for part in section.body:
        if isinstance(part, Paragraph):
            yield part.text
        elif isinstance(part, Bullets) and section.key != "easy-questions":
            yield from part.items


def test_the_answer_can_be_read_at_twelve() -> None:
    assert grade(every_answer()) <= GRADE


def test_the_questions_can_be_read_at_twelve() -> None:
    assert grade(info.question for info in load_codebook().dimensions.values()) <= GRADE


def test_the_measure_tells_hard_from_easy() -> None:
    hard = "Meaningful participatory governance necessitates institutionalised mechanisms for deliberative engagement."
    assert grade([hard]) > GRADE


def test_easy_read_is_easier_and_every_sentence_is_short() -> None:
    sentences = list(dict.fromkeys(text for section in every_easy_section() for text in sentences_of(section)))
    questions = [question for _, question in easy.SIDES.values()]
    assert grade([*sentences, *questions]) <= EASY_GRADE
    for text in (*sentences, *questions):
        for sentence in re.split(r"(?<=[.!?]) ", text):
            assert len(sentence.split()) <= LONGEST_EASY, sentence


def test_easy_read_has_words_for_everything() -> None:
    assert set(easy.VERDICTS) == set(VERDICTS)
    assert set(easy.PRESENCE) == set(PRESENCES)
    assert set(easy.SIDES) == set(DIMENSIONS) == set(load_codebook().dimensions)
    assert len(easy.CLAIMED) == len(easy.SHOWN) == len(easy.STEPS) == 6


@pytest.mark.parametrize("label", VERDICTS)
def test_easy_read_gives_the_verdict_and_never_certainty(label: str) -> None:
    report = build_report(make_assessment(verdict=make_verdict(label, 1.0)))
    said = [text for section in report.easy for text in sentences_of(section)]
    assert set(easy.VERDICTS[label]) <= set(said)
    assert "How sure is the computer? About 9 out of 10." in said
    assert "So it can be wrong." in said


def test_where_it_abstained_easy_read_gives_no_answer() -> None:
    said = [text for section in build_report(make_abstained()).easy for text in sentences_of(section)]
    assert "So it gives no answer." in said
    assert not {text for texts in easy.VERDICTS.values() for text in texts} & set(said)


def test_a_text_in_another_language_has_no_easy_reading() -> None:
    verdict = replace(make_abstained().verdict, judged=False)
    assert build_report(make_assessment(verdict=verdict)).easy == ()


def test_questions_are_asked_in_easy_words_and_own_ones_are_kept() -> None:
    known = load_codebook().dimensions["payment"].question
    report = build_report(make_assessment(questions=(known, "Whose kitchen is it?")))
    (section,) = (section for section in report.easy if section.key == "easy-questions")
    assert section.body == (Bullets((easy.SIDES["payment"][1], "Whose kitchen is it?")),)


def test_no_word_of_a_reading_calls_anybody_fake() -> None:
    texts = [*every_answer(), *(text for section in every_easy_section() for text in sentences_of(section))]
    assert not re.search(r"\b(?:fake|fraud|liar|dishonest)", " ".join(texts), re.IGNORECASE)
