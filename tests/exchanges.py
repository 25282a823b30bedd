"""Annotated texts for the tests of exchange: made by hand, and any that Hypothesis thinks of."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from tokenwatch.analysis import KINDS
from tokenwatch.assessment import PRESENCES, VERDICTS
from tokenwatch.errors import GoldError
from tokenwatch.exchange import AnnotatedSpan, AnnotatedText
from tokenwatch.exchange.annotations import Mark, annotate_text
from tokenwatch.exchange.labels import LABELS

# An emoji of four code points, a combining mark, a CRLF, spans that overlap, share a start, and cut words.
WORDS = "We 👩‍👩‍👧 meet.\r\nSix pare\u0301nts chair the board\U0001f41d, and they\u2028decide."
HARD = annotate_text(
    AnnotatedText(
        "bids/käse & <b>\"'.md",
        WORDS,
        title="Käse & Bienen <🐝>",
        genre="bid",
        repo="here",
        answers={"verdict": "shared", "claimed_level": 5, "evidenced_level": 0, "is_programme": False},
        note="It says who decides.\nTwice.",
    ),
    [
        Mark(0, len(WORDS), "none"),
        Mark(3, 8, "voice: speaker, lived"),
        Mark(16, 45, "practice", memo="six of them\n\nand a board 🐝"),
        Mark(16, 45, "level 5"),
        Mark(16, 45, "specific"),
        Mark(16, 45, "no lived voice"),
        Mark(16, 19, "indicator: co-chair"),
        Mark(21, 50, "claim"),
        Mark(21, 50, "not specific"),
        Mark(47, 48, "voice: member, not identified"),
        Mark(47, 48, "voice: quoted, professional"),
    ],
)
EMPTY = AnnotatedText("empty", "")
BARE = AnnotatedText("bare", "Nothing is said of it.")
TEXTS = (HARD, EMPTY, BARE)

_PIECES = (
    "a",
    "Tenants",
    "don't",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "é",
    "e\u0301",
    "🐝",
    "👩‍👩‍👧",
    "\u2028",
    "\u00a0",
    ".",
    "<",
    "&",
)
_LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=12)
_ANSWERS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "verdict": st.sampled_from(VERDICTS),
        "presence": st.sampled_from(PRESENCES),
        "claimed_level": st.integers(0, 5),
        "is_programme": st.booleans(),
        "n_speakers": st.integers(0, 10**6),
        "complete": st.booleans(),
    },
)


@st.composite
def annotated_texts(draw: st.DrawFn) -> AnnotatedText:
    text = "".join(draw(st.lists(st.sampled_from(_PIECES), max_size=20)))
    names = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12)
    whole = AnnotatedText(
        draw(names), text, draw(_LINES), draw(_LINES), draw(_LINES), draw(_ANSWERS), draw(_LINES).strip()
    )
    marks = []
    for _ in range(draw(st.integers(0, 5)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        memo = draw(_LINES).strip()
        labels = draw(st.lists(st.sampled_from([*LABELS, "indicator: co-chair"]), min_size=1, max_size=4))
        marks += [Mark(start, end, label, memo=memo) for label in labels]
    return annotate_text(whole, _without_contradictions(whole, marks))


def _without_contradictions(whole: AnnotatedText, marks: list[Mark]) -> list[Mark]:
    sound: list[Mark] = []
    for mark in marks:
        try:
            annotate_text(whole, [*sound, mark])
        except GoldError:
            continue
        sound.append(mark)
    return sound


def without_memos(text: AnnotatedText) -> AnnotatedText:
    return replace(text, spans=tuple(replace(span, memo="") for span in text.spans))


def words_of(text: AnnotatedText) -> list[tuple[str, tuple[str, ...]]]:
    return [(unicodedata.normalize("NFC", text.text[span.start : span.end]), span.labels) for span in text.spans]


__all__ = ["BARE", "EMPTY", "HARD", "KINDS", "TEXTS", "AnnotatedSpan", "annotated_texts", "without_memos", "words_of"]
