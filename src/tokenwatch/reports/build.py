"""From an assessment to its report: what is said, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tokenwatch.assessment import DIMENSIONS, Assessment, Dimension
from tokenwatch.codebook import Codebook, load_codebook
from tokenwatch.reports import words
from tokenwatch.reports.clean import clean_tree
from tokenwatch.reports.marks import PlacedMark, anchors_of, mark_text
from tokenwatch.reports.tree import (
    Bar,
    Bullets,
    Cell,
    Evidence,
    Ladder,
    Mark,
    MarkedText,
    Paragraph,
    Part,
    Point,
    Points,
    Report,
    Section,
    Table,
)

LIMITS = (
    "This is a reading by a computer program of this one text. It is a set of questions with the page to "
    "look at, not proof.",
    "It knows only what the text says. “Not stated” does not mean that it does not happen.",
    "It cannot tell whether what the text says is true.",
    "It says nothing of any person. Nobody’s experience is guessed from a name, a picture or a topic.",
    "A low step on the ladder is no fault: asking people and calling it that is honest.",
    "Do not use it alone to refuse or to grant money, or to rank people or groups.",
)

LONGEST_TITLE = 160
"""Characters of a title. Titles of real documents are shorter; a longer one is a paragraph taken for one."""
MOST_VOICES = 30
"""Rows of the table of voices: what fits beside the other panels. The text marks the rest."""
MOST_SENTENCES = 5
"""Sentences pointed to from one side of involvement: enough to look at, few enough to fit the cell."""


def build_report(assessment: Assessment, codebook: Codebook | None = None) -> Report:
    """Build the report of one assessment.

    Parameters
    ----------
    assessment
        Any assessment. Read back from JSON without its text, it gives a report without the text.
    codebook
        Where the words for levels, dimensions and indicators come from; by default the one that is shipped.

    Returns
    -------
    Report
        Every string cleaned by `tokenwatch.reports.clean.show_unseen`. Where the verdict abstained, its label
        stands nowhere.
    """
    book = load_codebook() if codebook is None else codebook
    anchors = {statement.id: f"s{n}" for n, statement in reversed([*enumerate(assessment.statements, 1)])}
    marks = [*_marks(assessment, book, anchors)]
    marked = mark_text(assessment.document, marks, legend=_legend(marks))
    standing = anchors_of(marked)
    known = {key: anchor for key, anchor in anchors.items() if anchor in standing}
    return clean_tree(
        Report(
            title=_shorten(assessment.document.title or assessment.document.source) or "A text without a title",
            about=_about(assessment),
            notes=(*words.sections_notes(assessment), *assessment.document.notes),
            answer=_answer(assessment, book),
            sure=words.sure_sentence(assessment),
            panels=_panels(assessment, book, known) if assessment.verdict.judged else (),
            sections=tuple(_sections(assessment, book, known, marked)),
        )
    )


def _answer(assessment: Assessment, codebook: Codebook) -> tuple[str, ...]:
    first = words.verdict_sentence(assessment)
    if assessment.verdict.abstained:
        return first, words.as_sentence(assessment.verdict.why)
    return first, words.levels_sentence(assessment, codebook)


def _about(assessment: Assessment) -> str:
    document = assessment.document
    parts = [f"read as: {assessment.genre}"]
    if document.source and document.title:
        # A page is passed on: the folders of whoever made it are nobody's business.
        parts.append(_shorten(document.source.replace("\\", "/").rsplit("/", 1)[-1]))
    if document.text:
        parts.append(words.counted_words(assessment))
    if document.n_pages is not None:
        unit = "slide" if any(block.place == f"slide {block.page}" for block in document.blocks) else "page"
        parts.append(f"{document.n_pages} {unit}" + ("s" if document.n_pages != 1 else ""))
    return " · ".join(parts)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[:LONGEST_TITLE] + " …"


def _panels(assessment: Assessment, codebook: Codebook, anchors: dict[str, str]) -> tuple[Section, ...]:
    return _levels(assessment, codebook), _voices(assessment), _dimensions(assessment, codebook, anchors)


def _levels(assessment: Assessment, codebook: Codebook) -> Section:
    levels = assessment.levels
    names = tuple(info.name for info in codebook.levels)
    claimed, shown = (
        words.claimed_words(levels.claimed, codebook),
        words.shown_words(levels.evidenced, codebook),
    )
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
            Cell(_shorten(voice.name) or "somebody"),
            Cell(_shorten(voice.role) or "–"),
            Cell(words.VOICE_WORDS.get(voice.kind, voice.kind)),
            Cell(words.lived_words(voice)),
            Cell(words.minutes_words(voice)),
            Cell(words.place_of(assessment, voice), (f"v{number}",) if assessment.document.text else ()),
        )
        for number, voice in enumerate(assessment.voices[:MOST_VOICES], 1)
    )
    more = len(assessment.voices) - MOST_VOICES
    body: tuple[Part, ...] = (
        Paragraph(words.PRESENCE_WORDS[assessment.presence]),
        *(Paragraph(sentence) for sentence in words.presence_sentences(assessment)),
        Paragraph(words.voices_sentence(assessment)),
    )
    body += tuple(_platform(assessment))
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
    named = tuple((words.STANDING_WORDS[standing], amount) for standing, amount in shares.items())
    alternative = f"Platform {'time' if programme.minutes else 'places'}: {words.shares_words(named, unit)}."
    yield Bar(named, unit, alternative)
    yield Paragraph(words.order_sentence(programme))


def _charter(assessment: Assessment) -> Iterator[Section]:
    if assessment.charter:
        rows = tuple(
            (Cell(clause.text), Cell(f"{words.STATE_MARKS[clause.state]} {clause.state}"))
            for clause in assessment.charter
        )
        yield Section("charter", "The Patients Included charter", (Table(("What it asks", "State"), rows),))


def _dimensions(assessment: Assessment, codebook: Codebook, anchors: dict[str, str]) -> Section:
    rows = []
    for name in DIMENSIONS:
        dimension = assessment.dimensions.get(name, Dimension("not stated"))
        info = codebook.dimensions.get(name)
        found = tuple(anchors[key] for key in dimension.evidence if key in anchors)
        state = f"{words.STATE_MARKS[dimension.state]} {dimension.state}"
        rows.append((Cell(info.label if info else name), Cell(state, found[:MOST_SENTENCES])))
    return Section("dimensions", "What is shown, partly shown, not stated", (Table(("Side", "State"), tuple(rows)),))


def _sections(
    assessment: Assessment, codebook: Codebook, anchors: dict[str, str], marked: MarkedText
) -> Iterator[Section]:
    if assessment.reasons:
        title = "What was seen" if assessment.verdict.abstained else "Reasons"
        yield Section("reasons", title, (Points(tuple(_points(assessment, codebook, anchors))),))
    yield from _parts(assessment, codebook, anchors)
    yield from _charter(assessment)
    if assessment.questions:
        yield Section("questions", "Questions to ask", (Bullets(assessment.questions),))
    if marked.blocks:
        yield Section("text", "The text, with what was found", (marked,))
    yield Section("limits", "What this cannot tell", (Bullets(LIMITS),))
    ids = {**assessment.ids, "document": assessment.document.sha256}
    rows = tuple((Cell(name), Cell(value)) for name, value in ids.items())
    yield Section("ids", "Made with", (Table(("Part", "Id"), rows),))


def _points(assessment: Assessment, codebook: Codebook, anchors: dict[str, str]) -> Iterator[Point]:
    statements = {statement.id: statement for statement in assessment.statements}
    for reason in assessment.reasons:
        evidence = tuple(
            Evidence(
                text=statements[key].text,
                anchor=anchors.get(key, ""),
                place=words.place_words(statements[key]),
                label=words.statement_label(statements[key], codebook),
            )
            for key in reason.statements
            if key in statements
        )
        yield Point(words.as_sentence(reason.text), evidence)


def _parts(assessment: Assessment, codebook: Codebook, anchors: dict[str, str]) -> Iterator[Section]:
    """Give the reading of each work in the file, where it holds several, with the sentences it rests on."""
    if not assessment.sections:
        return
    standing = {(statement.start, statement.end): anchors.get(statement.id, "") for statement in assessment.statements}
    points = []
    for part in assessment.sections:
        start = part.document.start
        shown = {s.id: standing.get((s.start + start, s.end + start), "") for s in part.statements}
        quoted = next(_points(part, codebook, shown), Point(""))
        answer = " ".join((*_answer(part, codebook), words.sure_sentence(part)))
        points.append(
            Point(f"{_shorten(part.document.title)} ({words.counted_words(part)}). {answer}", quoted.evidence)
        )
    yield Section("parts", f"The {len(points)} parts, each by itself", (Points(tuple(points)),))


def _marks(assessment: Assessment, codebook: Codebook, anchors: dict[str, str]) -> Iterator[PlacedMark]:
    for statement in assessment.statements:
        label, reason = (
            words.statement_label(statement, codebook),
            words.statement_reason(statement, codebook),
        )
        mark = Mark(anchors[statement.id], statement.kind, label, reason)
        yield statement.start, statement.end, mark
    for number, voice in enumerate(assessment.voices, 1):
        reason = f"{voice.name or 'Somebody'}: {words.lived_words(voice)}."
        yield voice.start, voice.end, Mark(f"v{number}", "voice", f"voice · {voice.kind}", reason)


def _legend(marks: Iterable[PlacedMark]) -> tuple[tuple[str, str, str], ...]:
    used = {mark.style for _, _, mark in marks}
    return tuple(
        (style, words.STYLE_NAMES[style], meaning) for style, meaning in words.STYLE_MEANINGS.items() if style in used
    )
