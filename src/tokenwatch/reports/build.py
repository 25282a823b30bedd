"""From an assessment to its report: what is said, in which order."""

from __future__ import annotations

from collections.abc import Iterator

from tokenwatch.assessment import Assessment
from tokenwatch.codebook import Codebook, load_codebook
from tokenwatch.corrections import file_name
from tokenwatch.reports import words
from tokenwatch.reports.clean import clean_tree
from tokenwatch.reports.easy import easy_sections
from tokenwatch.reports.form import corrections_form
from tokenwatch.reports.highlights import highlight
from tokenwatch.reports.marks import anchors_of
from tokenwatch.reports.panels import build_panels
from tokenwatch.reports.text_tree import MarkedText
from tokenwatch.reports.tree import (
    Bullets,
    Cell,
    Evidence,
    Paragraph,
    Point,
    Points,
    Questions,
    Report,
    Section,
    Table,
)

LIMITS = (
    "This is a reading by a computer program of this one text. It is a set of questions with the page to "
    "look at, not proof.",
    "It knows only what the text says. “Not stated” does not mean that it does not happen.",
    "It is often wrong: in its tests, more than four answers in ten were.",
    "It cannot tell whether what the text says is true.",
    "It says nothing about any person. Nobody’s experience is guessed from a name, a picture or a topic.",
    "A low step on the ladder is no fault: asking people and calling it that is honest.",
    "Do not use it alone to refuse or to grant money, or to rank people or groups.",
)
WRONG = (
    "You know this work, and the program does not. Say what is right, and save it as a file. The file holds the text "
    "and what you set; it goes nowhere by itself. It can be used to teach and test tokenwatch."
)


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
    marked = highlight(assessment, book, anchors)
    standing = anchors_of(marked)
    known = {key: anchor for key, anchor in anchors.items() if anchor in standing}
    return clean_tree(
        Report(
            title=words.shorten(assessment.document.title or assessment.document.source) or "A text without a title",
            about=_about(assessment),
            notes=(*words.sections_notes(assessment), *assessment.document.notes),
            answer=words.answer_sentences(assessment, book),
            sure=words.sure_sentence(assessment),
            panels=build_panels(assessment, book, known) if assessment.verdict.judged else (),
            sections=tuple(_sections(assessment, book, known, marked)),
            easy=easy_sections(assessment, book),
        )
    )


def _about(assessment: Assessment) -> str:
    document = assessment.document
    parts = [f"read as: {words.GENRE_WORDS.get(assessment.genre, assessment.genre)}"]
    if document.source and document.title:
        parts.append(words.shorten(file_name(document)))
    if document.text:
        parts.append(words.counted_words(assessment))
    if document.n_pages is not None:
        unit = "slide" if any(block.place == f"slide {block.page}" for block in document.blocks) else "page"
        parts.append(words.counted(document.n_pages, unit))
    return " · ".join(parts)


def _sections(
    assessment: Assessment, codebook: Codebook, anchors: dict[str, str], marked: MarkedText
) -> Iterator[Section]:
    yield from _parts(assessment, codebook, anchors)
    if assessment.questions:
        yield Section("questions", "Questions to ask", (_questions(assessment),))
    if assessment.reasons:
        title = "What was seen" if assessment.verdict.abstained else "Reasons"
        yield Section("reasons", title, (Points(tuple(_points(assessment, codebook, anchors))),))
    yield from _charter(assessment)
    if marked.blocks:
        yield Section("text", "The text, with what was found", (marked,))
        yield Section("wrong", "Is something wrong?", (Paragraph(WRONG), corrections_form(assessment, codebook)))
    yield Section("limits", "What this cannot tell", (Bullets(LIMITS),))
    ids = {**assessment.ids, "document": assessment.document.sha256}
    rows = tuple((Cell(name), Cell(value)) for name, value in ids.items())
    yield Section("ids", "Made with", (Table(("Part", "Id"), rows),))


def _questions(assessment: Assessment) -> Questions:
    title = words.shorten(assessment.document.title or assessment.document.source) or "this text"
    numbered = (f"{number}. {question}" for number, question in enumerate(assessment.questions, 1))
    return Questions(assessment.questions, "\n".join((f"Questions about “{title}”", "", *numbered)))


def _charter(assessment: Assessment) -> Iterator[Section]:
    if assessment.charter:
        rows = tuple(
            (Cell(clause.text), Cell(f"{words.STATE_MARKS[clause.state]} {clause.state}"))
            for clause in assessment.charter
        )
        yield Section("charter", "The Patients Included charter", (Table(("What it asks", "State"), rows),))


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
        answer = " ".join((*words.answer_sentences(part, codebook), words.sure_sentence(part)))
        points.append(
            Point(f"{words.shorten(part.document.title)} ({words.counted_words(part)}). {answer}", quoted.evidence)
        )
    yield Section("parts", f"The {len(points)} parts, each by itself", (Points(tuple(points)),))
