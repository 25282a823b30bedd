"""The three panels of a report: claimed beside shown, who speaks, and the ten sides of involvement."""

from __future__ import annotations

from collections.abc import Iterator

from tokenwatch.analysis import OWN_ORGANISATION
from tokenwatch.assessment import DIMENSIONS, PRESENCES, Assessment, Dimension
from tokenwatch.codebook import Codebook
from tokenwatch.ranges import Ranges
from tokenwatch.reports import voice_words, words
from tokenwatch.reports.tree import Bar, Cell, Ladder, Paragraph, Part, Section, Table, Track

MOST_VOICES = 30
"""Rows of the table of voices: what fits beside the other panels. The text marks the rest."""
MOST_SENTENCES = 5
"""Sentences pointed to from one side of involvement: enough to look at, few enough to fit the cell."""

MOST_QUOTES = 3
"""Details quoted for one side of involvement."""


def build_panels(assessment: Assessment, codebook: Codebook, anchors: dict[str, str]) -> tuple[Section, ...]:
    """Build the panels; `anchors` gives the place of each statement in the marked text, by id."""
    return _levels(assessment, codebook), _voices(assessment), _dimensions(assessment, codebook, anchors)


def _levels(assessment: Assessment, codebook: Codebook) -> Section:
    levels = assessment.levels
    names = tuple(info.name for info in codebook.levels)
    claimed, shown = words.claimed_words(levels.claimed, codebook), words.shown_words(levels.evidenced, codebook)
    alternative = (
        f"On a ladder from 0 ({names[0]}) to 5 ({names[-1]}): claimed {levels.claimed} "
        f"({names[levels.claimed]}), shown {levels.evidenced} ({names[levels.evidenced]})."
    )
    body = (
        Ladder(levels.claimed, levels.evidenced, names, alternative),
        Paragraph(f"Claimed, step {levels.claimed}: it {claimed}."),
        Paragraph(f"Shown, step {levels.evidenced}: it {shown}."),
    )
    return Section("levels", "Claimed and shown", body)


def _voices(assessment: Assessment) -> Section:
    rows = tuple(
        (
            Cell(words.shorten(voice.name) or "somebody"),
            Cell(words.shorten(voice.role) or "–"),
            Cell(voice_words.VOICE_WORDS.get(voice.kind, voice.kind)),
            Cell(voice_words.lived_words(voice)),
            Cell(voice_words.minutes_words(voice)),
            Cell(voice_words.place_of(assessment, voice), (f"v{number}",) if assessment.document.text else ()),
        )
        for number, voice in enumerate(assessment.voices[:MOST_VOICES], 1)
    )
    more = len(assessment.voices) - MOST_VOICES
    found = words.PRESENCE_WORDS[assessment.presence]
    body: tuple[Part, ...] = (
        Track(PRESENCES.index(assessment.presence), PRESENCES, f"Of five steps from absent to deciding: {found}"),
        Paragraph(found),
        *(Paragraph(sentence) for sentence in voice_words.presence_sentences(assessment)),
        Paragraph(voice_words.voices_sentence(assessment)),
        *_platform(assessment),
    )
    if rows:
        body += (Table(("Who", "Named as", "How", "Experience", "Minutes", "Where"), rows),)
    if more > 0:
        body += (Paragraph(f"And {more} more."),)
    return Section("voices", "Who speaks", body)


def _platform(assessment: Assessment) -> Iterator[Part]:
    """Give who has the platform on a programme: a bar, and who opens, closes and has no name."""
    programme = assessment.programme
    shares = programme.minutes or programme.people
    if not programme.is_programme or not shares:
        return
    unit = "minutes" if programme.minutes else "people"
    named = tuple((voice_words.STANDING_WORDS[standing], amount) for standing, amount in shares.items())
    alternative = f"Platform {'time' if programme.minutes else 'places'}: {voice_words.shares_words(named, unit)}."
    yield Bar(named, unit, alternative)
    yield Paragraph(voice_words.order_sentence(programme))


def _dimensions(assessment: Assessment, codebook: Codebook, anchors: dict[str, str]) -> Section:
    rows = []
    for name in DIMENSIONS:
        dimension = assessment.dimensions.get(name, Dimension("not stated"))
        info = codebook.dimensions.get(name)
        found = tuple(anchors[key] for key in dimension.evidence if key in anchors)
        state = f"{words.STATE_MARKS[dimension.state]} {dimension.state}{_quoted(name, assessment, codebook)}"
        rows.append((Cell(info.label if info else name), Cell(state, found[:MOST_SENTENCES])))
    table = Table(("About", "In the text"), tuple(rows))
    return Section("dimensions", "What is shown, partly shown, not stated", (table,))


def _quoted(dimension: str, assessment: Assessment, codebook: Codebook) -> str:
    """Quote the details that stand in no statement, to which no anchor leads, and whose organisation it is."""
    alone_too = {key for key, one in codebook.indicators.items() if one.detail} | {OWN_ORGANISATION}
    told = Ranges((statement.start, statement.end) for statement in assessment.statements)
    alone = dict.fromkeys(
        finding.text
        for finding in assessment.findings
        if finding.dimension == dimension
        and finding.indicator in alone_too
        and not told.overlap(finding.start, finding.start + 1)
    )
    return f": {', '.join(f'“{text}”' for text in list(alone)[:MOST_QUOTES])}" if alone else ""
