"""The form in which a reader says what is wrong: what is asked, and the answers in plain words."""

from __future__ import annotations

from tokenwatch.analysis import KINDS
from tokenwatch.assessment import PRESENCES, VERDICTS, Assessment
from tokenwatch.codebook import Codebook
from tokenwatch.corrections import ANSWERS, ROWS, record_id
from tokenwatch.reports import words
from tokenwatch.reports.tree import Choice, Corrections

_NO_KIND = "none: not about people taking part"
_PRESENCES = {
    "absent": "not mentioned",
    "mentioned": "spoken about",
    "quoted": "quoted by somebody else",
    "speaking": "they write, speak or present",
    "deciding": "they have a seat where things are decided",
}


def corrections_form(assessment: Assessment, codebook: Codebook) -> Corrections:
    """Build the form; `tokenwatch.corrections.correct` takes what it sends."""
    document = assessment.document
    steps = tuple((str(info.level), f"{info.level} {info.name}: {info.people}") for info in codebook.levels)
    kinds = tuple(
        (kind, f"{words.STYLE_NAMES[kind]}: {words.STYLE_MEANINGS[kind]}" if kind in words.KIND_LABELS else _NO_KIND)
        for kind in KINDS
    )
    yes_or_no = tuple((answer, answer) for answer in ANSWERS)
    return Corrections(
        document=(record_id(document), document.title, assessment.genre),
        whole=(
            Choice("verdict", "What is right for the whole text?", _labelled(VERDICTS, words.VERDICT_WORDS)),
            Choice("presence", "How far do people with lived experience come in?", _labelled(PRESENCES, _PRESENCES)),
            Choice("claimed_level", "Which step does it claim?", steps),
            Choice("evidenced_level", "Which step does it show?", steps),
        ),
        sentence=(
            Choice("kind", "What is it?", kinds),
            Choice("level", "Which step?", steps),
            Choice("specific", "Can a reader check it?", yes_or_no),
            Choice("lived_voice", "Are these a person’s own words?", yes_or_no),
        ),
        rows=ROWS,
    )


def _labelled(labels: tuple[str, ...], said: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, f"{label}: {said[label]}") for label in labels)
