"""The document's text with its highlights: which sentence is marked how, why, and by which signs of the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tokenwatch.assessment import Assessment
from tokenwatch.codebook import Codebook
from tokenwatch.reports import voice_words, words
from tokenwatch.reports.marks import PlacedMark, mark_text
from tokenwatch.reports.text_tree import Mark, MarkedText, MarkNote, Sign

Why = tuple[str, tuple[str, ...]]
"""A reason, and the keys of the signs with it."""
Whys = dict[Why, tuple[int, list[str]]]
"""For each of them the number of its note, and the anchors of what it is the reason for."""


def highlight(assessment: Assessment, codebook: Codebook, anchors: Mapping[str, str]) -> MarkedText:
    """Mark the statements and voices in the text.

    Parameters
    ----------
    assessment
        Without its text nothing is marked.
    codebook
        For the words of levels and signs.
    anchors
        Name of each statement's place, by its id.
    """
    whys: Whys = {}
    marks = [*_statements(assessment, codebook, anchors, whys), *_voices(assessment, whys)]
    used = {mark.style for _, _, mark in marks}
    legend = tuple(
        (style, words.STYLE_NAMES[style], meaning) for style, meaning in words.STYLE_MEANINGS.items() if style in used
    )
    notes = tuple(MarkNote(reason, signs, tuple(marked)) for (reason, signs), (_, marked) in whys.items())
    return mark_text(assessment.document, marks, legend=legend, notes=notes, signs=_signs(notes, codebook))


def _statements(
    assessment: Assessment, codebook: Codebook, anchors: Mapping[str, str], whys: Whys
) -> Iterator[PlacedMark]:
    for statement in assessment.statements:
        signs = tuple(key for key in dict.fromkeys(statement.indicators) if key in codebook.indicators)
        anchor, label = anchors[statement.id], words.statement_label(statement, codebook)
        note = _note((words.statement_why(statement), signs), anchor, whys)
        yield statement.start, statement.end, Mark(anchor, statement.kind, label, note, statement.level)


def _voices(assessment: Assessment, whys: Whys) -> Iterator[PlacedMark]:
    for number, voice in enumerate(assessment.voices, 1):
        reason = f"{voice.name or 'Somebody'}: {voice_words.lived_words(voice)}."
        note = _note((reason, ()), f"v{number}", whys)
        yield voice.start, voice.end, Mark(f"v{number}", "voice", f"voice · {voice.kind}", note)


def _note(why: Why, anchor: str, whys: Whys) -> int:
    """Give the number of a note, from 1: the same reason stands once, however many sentences have it."""
    number, marked = whys.setdefault(why, (len(whys) + 1, []))
    marked.append(anchor)
    return number


def _signs(notes: Iterable[MarkNote], codebook: Codebook) -> tuple[Sign, ...]:
    used = sorted({key for note in notes for key in note.signs})
    found = (codebook.indicators[key] for key in used)
    return tuple(
        Sign(sign.id, sign.label, sign.definition, tuple(source.cite for source in sign.sources)) for sign in found
    )
