"""From a comparison to its report: what is said, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tokenwatch.analysis import Statement
from tokenwatch.assessment import DIMENSIONS, PRESENCES, Assessment, Dimension
from tokenwatch.codebook import Codebook, load_codebook
from tokenwatch.comparison import Change, Comparison
from tokenwatch.corrections import file_name
from tokenwatch.reports import words
from tokenwatch.reports.clean import clean_tree
from tokenwatch.reports.comparison import wording
from tokenwatch.reports.tree import Bullets, Cell, Evidence, Paragraph, Point, Points, Report, Section, Table

HEADINGS = {
    "came": "Came: only in the new version",
    "went": "Went: only in the old version",
    "became specific": "Grew specific: can be checked now",
    "no longer specific": "Lost what can be checked",
    "level rose": "Says a higher level",
    "level fell": "Says a lower level",
    "kind changed": "Read as another kind of statement",
    "reworded": "Other words, read the same",
}
"""The parts of the report by what happened. A sentence stands once, under the first that fits it."""

_STATES = ("not stated", "partly", "shown")


def build_report(comparison: Comparison, codebook: Codebook | None = None) -> Report:
    """Build the report of a comparison.

    Parameters
    ----------
    comparison
        Any comparison.
    codebook
        Where the words for levels and dimensions come from; by default the one that is shipped.

    Returns
    -------
    Report
        Every string cleaned by `tokenwatch.reports.clean.show_unseen`. Where a verdict abstained, its label
        stands nowhere.
    """
    book = load_codebook() if codebook is None else codebook
    old, new = comparison.old, comparison.new
    title = words.shorten(new.document.title or old.document.title) or "a text without a title"
    return clean_tree(
        Report(
            title=f"Two versions: {title}",
            about=f"old: {_about(old)} · new: {_about(new)}",
            notes=tuple(_notes(comparison)),
            answer=wording.answer(comparison, book),
            sure=wording.counts_sentence(comparison),
            panels=(),
            sections=tuple(_sections(comparison, book)),
        )
    )


def _about(assessment: Assessment) -> str:
    parts = [words.shorten(file_name(assessment.document)), f"read as {assessment.genre}"]
    if assessment.document.text:
        parts.append(words.counted_words(assessment))
    return ", ".join(part for part in parts if part)


def _notes(comparison: Comparison) -> Iterator[str]:
    if not comparison.same_reader:
        yield (
            "The two versions were not read alike: as another kind of document, or with another version, codebook, "
            "pipeline or model. What differs may come from that."
        )
    for name, side in (("old", comparison.old), ("new", comparison.new)):
        if side.sections:
            number = len(side.sections)
            yield f"The {name} version holds {number} parts that stand for themselves; all of it is compared."
        yield from (f"The {name} version: {note}" for note in side.document.notes)


def _sections(comparison: Comparison, codebook: Codebook) -> Iterator[Section]:
    rows = tuple(_rows(comparison.old, comparison.new, codebook))
    table = Table(("What", "Old", "New", "Change"), rows)
    yield Section("answers", "Before and after", (table,))
    by_heading: dict[str, list[Change]] = {what: [] for what in HEADINGS}
    for change in comparison.changes:
        by_heading[change.what[0]].append(change)
    for what, changes in by_heading.items():
        if changes:
            points = Points(tuple(_point(change, codebook) for change in changes))
            yield Section(what.replace(" ", "-"), f"{HEADINGS[what]} ({len(changes)})", (points,))
    if not comparison.changes:
        yield Section(
            "unchanged", "Sentences", (Paragraph("No sentence about people taking part came, went or changed."),)
        )
    yield Section("limits", "What this cannot tell", (Bullets(wording.LIMITS),))
    yield Section("ids", "Made with", (_ids(comparison),))


def _point(change: Change, codebook: Codebook) -> Point:
    old, new = change.old, change.new
    if old is None or new is None:
        (quote,) = (_quote("", statement, codebook) for statement in (old, new) if statement is not None)
        return Point(words.as_sentence(change.what[0]), (quote,))
    quotes = (_quote("old: ", old, codebook), _quote("new: ", new, codebook))
    return Point(wording.change_words(change.what, old, new, codebook), quotes)


def _quote(version: str, statement: Statement, codebook: Codebook) -> Evidence:
    label = version + words.statement_label(statement, codebook)
    return Evidence(statement.text, place=words.place_words(statement), label=label)


def _rows(old: Assessment, new: Assessment, codebook: Codebook) -> Iterator[tuple[Cell, ...]]:
    def row(name: str, value: Callable[[Assessment], int], show: Callable[[int], str]) -> tuple[Cell, ...]:
        """Give a row on an amount; what was not read has none."""
        read = [side.verdict.judged for side in (old, new)]
        cells = [Cell(show(value(side)) if side.verdict.judged else "not read") for side in (old, new)]
        change = wording.more_or_less(value(old), value(new)) if all(read) else "cannot say"
        return Cell(name), *cells, Cell(change)

    def level(number: int) -> str:
        return wording.level_words(number, codebook)

    yield row("Claimed level", lambda side: side.levels.claimed, level)
    yield row("Shown level", lambda side: side.levels.evidenced, level)
    yield row("Gap between them", lambda side: side.levels.gap, str)
    yield row("People with lived experience", _presence, lambda number: PRESENCES[number])
    yield _verdict_row(old, new)
    yield row("Sentences about people taking part", lambda side: len(side.statements), str)
    yield row("… that can be checked", lambda side: sum(found.specific for found in side.statements), str)
    for name in DIMENSIONS:
        info = codebook.dimensions.get(name)
        yield row(info.label if info else name, _state_of(name), _state_words)


def _presence(assessment: Assessment) -> int:
    return PRESENCES.index(assessment.presence)


def _state_of(name: str) -> Callable[[Assessment], int]:
    return lambda side: _STATES.index(side.dimensions.get(name, Dimension("not stated")).state)


def _state_words(number: int) -> str:
    return f"{words.STATE_MARKS[_STATES[number]]} {_STATES[number]}"


def _verdict_row(old: Assessment, new: Assessment) -> tuple[Cell, ...]:
    change = "same" if old.verdict.label == new.verdict.label else "other"
    if old.verdict.abstained or new.verdict.abstained:
        change = "cannot say"
    return Cell("Verdict"), Cell(wording.verdict_cell(old)), Cell(wording.verdict_cell(new)), Cell(change)


def _ids(comparison: Comparison) -> Table:
    sides = [{**side.ids, "document": side.document.sha256} for side in (comparison.old, comparison.new)]
    names = dict.fromkeys(name for side in sides for name in side)
    rows = tuple((Cell(name), *(Cell(side.get(name, "–")) for side in sides)) for name in names)
    return Table(("Part", "Old", "New"), rows)
