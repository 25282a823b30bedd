"""From an annotated spaCy Doc to an Analysis: the last place that sees tokens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from tokenwatch.analysis import (
    GROUPS,
    PEOPLE,
    STANDINGS,
    Analysis,
    Detail,
    Finding,
    Programme,
    Statement,
    Voice,
    standing_of,
)
from tokenwatch.codebook import Codebook
from tokenwatch.document import Block, Document
from tokenwatch.language.details import PLANNED
from tokenwatch.language.detection import detect_language
from tokenwatch.language.genre import says_that_it_teaches
from tokenwatch.language.spans import SortedSpans, spans_of
from tokenwatch.language.statements import decode_slots
from tokenwatch.language.voices import count_announced, decode_voice
from tokenwatch.language.writers import is_run_by_people

MIN_ITEMS = 3
"""Items under "Agenda" from which it is a timetable: a form asks for two."""
_ITEMS = ("list item", "table row")
_AGENDA = re.compile(r"\b(?:agenda|timetable|schedule|programme|running order|order of business)\b", re.IGNORECASE)
MIN_SPEAKERS = 2
"""People billed from which a document is a programme: guidelines, section 6."""

WORDS_A_SPEAKER = 400
"""Words for each person billed above which a document is no programme, but a plan or a report that bills somebody on
one of its pages: about a page of print. Programmes of the gold and of our own that bill several have at most 265; our
own plans, reports, minutes and bids of 5,000 words that bill several have 236 to 2,701."""


def extract_analysis(doc: Doc, document: Document, codebook: Codebook) -> Analysis:
    """Collect what the components found.

    Parameters
    ----------
    doc
        Annotated by tokenwatch's components.
    document
        The document that it was made of.
    codebook
        For the indicators' dimension, polarity and level.

    Returns
    -------
    Analysis
        Statements carry their slots and are not judged yet; genre is ``"other"``.
    """
    voices = tuple(decode_voice(span) for span in spans_of(doc, "voices"))
    speakers = [voice for voice in voices if voice.kind == "speaker"]
    announced = count_announced(spans_of(doc, "voices"))
    billed = announced >= MIN_SPEAKERS or (announced > 0 and _has_timetable(document))
    is_programme = billed and document.n_words <= WORDS_A_SPEAKER * announced
    people = spans_of(doc, "people")
    terms = spans_of(doc, "terms")
    return Analysis(
        n_words=document.n_words,
        language=detect_language(document.text),
        genre="other",
        title=document.title,
        statements=tuple(_statements(doc, document)),
        findings=tuple(_finding(span, codebook) for span in spans_of(doc, "indicators")),
        details=tuple(Detail(_finding(span, codebook), span.label_ == PLANNED) for span in spans_of(doc, "details")),
        voices=voices,
        programme=_programme(speakers) if is_programme else Programme(),
        mentions=dict(Counter(span.label_ for span in people if span.label_ in GROUPS)),
        terms=dict(Counter(span.id_ for span in terms)),
        teaches=says_that_it_teaches(document, codebook),
        run_by_people=is_run_by_people(doc),
        named_people=sum(codebook.roles[span.id_].means_people for span in people),
        about_people=_is_about_people(
            document, people, [term for term in terms if not codebook.terms[term.id_].people]
        ),
    )


def _has_timetable(document: Document) -> bool:
    """Say whether a heading announces an agenda and a list of some length stands below it."""
    below = Counter(block.heading_path[-1] for block in document.blocks if block.kind in _ITEMS and block.heading_path)
    return any(count >= MIN_ITEMS and _AGENDA.search(heading) for heading, count in below.items())


def _programme(speakers: list[Voice]) -> Programme:
    people: Counter[str] = Counter()
    minutes: Counter[str] = Counter()
    for voice in speakers:
        people[standing_of(voice)] += voice.number
        minutes[standing_of(voice)] += voice.minutes or 0
    return Programme(
        is_programme=True,
        n_speakers=people.total(),
        n_lived=people["lived"],
        n_unnamed=sum(voice.number for voice in speakers if not voice.name),
        people={standing: people[standing] for standing in STANDINGS if people[standing]},
        minutes={standing: minutes[standing] for standing in STANDINGS if minutes[standing]},
        opens=standing_of(speakers[0]),
        closes=standing_of(speakers[-1]),
    )


def _statements(doc: Doc, document: Document) -> Iterable[Statement]:
    terms, indicators = SortedSpans(doc, "terms"), SortedSpans(doc, "indicators")
    for number, span in enumerate(spans_of(doc, "statements"), start=1):
        block = document.block_at(span.start_char)
        yield Statement(
            id=f"s{number}",
            start=span.start_char,
            end=span.end_char,
            text=span.text,
            page=block.page if block else None,
            place=block.place if block else "",
            block=block.kind if block else "paragraph",
            heading=_heading(block),
            slots=decode_slots(span.id_),
            terms=_ids(terms.inside(span)),
            indicators=_ids(indicators.inside(span)),
        )


def _heading(block: Block | None) -> str:
    return block.heading_path[-1] if block and block.heading_path else ""


def _ids(spans: Iterable[Span]) -> tuple[str, ...]:
    """Give the ids of some spans, each once, in the order of the text."""
    return tuple(dict.fromkeys(span.id_ for span in spans))


def _finding(span: Span, codebook: Codebook) -> Finding:
    indicator = codebook.indicators[span.id_]
    return Finding(
        indicator.id,
        indicator.dimension,
        indicator.polarity,
        indicator.level,
        span.start_char,
        span.end_char,
        span.text,
    )


def _is_about_people(document: Document, people: list[Span], terms: list[Span]) -> bool:
    """Say whether the title or a heading of the first two levels names people of the work or involvement."""
    named = [*(person for person in people if person.label_ in PEOPLE), *terms]
    blocks = (document.block_at(span.start_char) for span in named)
    return any(block is not None and block.kind == "heading" and block.level <= 2 for block in blocks)
