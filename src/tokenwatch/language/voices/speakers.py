"""Who is billed on a programme: labels, timetables, lists, headings with a person, biographies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tokenwatch.language.voices.found import FoundVoice, VoiceFinder
from tokenwatch.language.voices.line import Line
from tokenwatch.language.voices.masked_text import FULL
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.persons import MAX_ROLE, Person, find_persons
from tokenwatch.language.voices.prose import SpeakersInProse
from tokenwatch.language.voices.roster import entries, is_biography, told_in
from tokenwatch.language.voices.timetable import Columns, Timetable, columns_of_people, has_time
from tokenwatch.language.voices.words import VoiceWords

MIN_BIOGRAPHIES = 2
"""Biographies under headings of their own from which a page bills people, where no heading says what it is."""
SHORT_LINE = 120
"""Characters that a biography has at the least."""
ENOUGH = 2
"""People whom labels and lists announce from which nothing else on the page is read as billing somebody."""
ENOUGH_OF_SLOTS = 4
"""The same on a page with a timetable: a host or two are often announced apart."""
LONGEST_LINE = 4000
"""Characters above which a line is no part of a programme, but a page that lost its lines."""
MAX_SLOT = 330
"""Characters under which a line of a programme is a slot, in which those named are billed: above it, it is prose."""
MAX_QUESTION = 120
"""Characters of a form's question for the names of presenters."""

Billed = tuple[Person, str, tuple[int, int]]
"""A person, what bills them, and the range that tells of them."""

_CREDITS = (
    r"(?:organis|organiz|thank|contact|photograph|interpret|caption|book(?:ing)?s?\b|ticket|email|e-mail|"
    r"sponsor|supported by|funded|fund(?:ing|er)|put on by|secretar|produced by|first aid|catering|"
    r"with thanks|please let|to book|volunteer|crèche|parking|venue|delegate)\w*"
)
_ASKED = re.compile(r"\b(?:names? of|presenters?|speakers?)\b.*\b(?:presenters?|speakers?|authors)\b", re.IGNORECASE)
"""A form's question for those who will present."""
_BILLS = re.compile(
    r"(?:^[\W\d_apm.]*|[-–—:(*|•;…]\s?\**|\b(?:with|by|and|v\.|versus|[Ww]elcome from|[Rr]emarks from|"
    r"[Tt]alk from|[Ss]ongs? from|[Mm]essage from|[Ff]eaturing|[Hh]ost|[Cc]hair|[Cc]ompère|[Tt]utor)\s\**|"
    r"&\s\**|,\s\**|\b(?:[Dd]r|[Pp]rof|[Cc]llr|Eur Ing|Sr)\.?\s)$"
)
"""What stands before somebody who is billed: nothing, a mark, "with"; before a place stand "the", "at", "of"."""
_CREDITED = re.compile(
    r"\b(?:thanks? to|thank|contact|e-?mail|call|ring|text|phone|bookings? (?:to|with|via)|sponsored by|"
    r"supported by|funded by|in memory of|named after|donated by|photos? by|organised by|organized by|c/o|"
    r"please let|let)\b[^.]*$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^\W*(?:t\.?b\.?[cad]\.?|to be (?:confirmed|announced)|various|panel(?:l?ists)?|all|everyone|open|"
    r"none|n/a|team|teams?)\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"^(?:panell?ists|peer workers|carers|tenants|residents|patients|young people|experts by experience|"
    r"service users)$",
    re.IGNORECASE,
)
_BREAKS = re.compile(
    r"\b(?:break|lunch|coffee|tea|registration|refreshments|networking|quiet room|biobreak|doors open|"
    r"breakfast|dinner)\b",
    re.IGNORECASE,
)
_ONLY_NAMES = re.compile(rf"^{FULL}+(?:(?:,|,? and|,? &)\s{FULL}+)+\s*$")
_BEHIND_TITLE = re.compile(rf"\s[-–—|]\s(?P<people>{FULL}+(?:(?:,|,? and|,? &)\s{FULL}+){{0,5}})\s*$")


class Speakers(VoiceFinder):
    """Find people billed: by label and section, and where there are none of these by the form of lines and sentences.

    Parameters
    ----------
    words
        The codebook's words for labels and sections.
    """

    def __init__(self, words: VoiceWords) -> None:
        self.prose = SpeakersInProse(words)
        labels = words.any_of("voice_speaker_labels")
        self.label = re.compile(
            rf"^[\W_]*(?P<label>{labels}(?:\s?\(s\))?)[\s*_]*[:–—|][\s*_]*(?P<people>\S.*)$", re.IGNORECASE | re.DOTALL
        )
        self.inside = re.compile(
            rf"[(.:]\s?(?P<label>{labels}(?:\(s\))?)\s*:\s*(?P<people>[^().]{{3,160}})", re.IGNORECASE
        )
        self.closed = re.compile(
            rf"^[\W_]*(?:our |the |with |special |big |and )*(?:{words.any_of('voice_closed_sections')}|{_CREDITS})",
            re.IGNORECASE,
        )

    def find(self, page: Page) -> Iterator[FoundVoice]:
        """Give the people billed, with their minutes where the page has times."""
        times, programme = Timetable(page.lines), page.is_programme
        columns = columns_of_people(page.lines)
        lines = [line for line in page.lines if len(line.text) <= LONGEST_LINE]
        billed = [(line, list(self._announced(page, line, columns.get(line.index)))) for line in lines]
        slots = times.slots() if programme else frozenset()
        if sum(len(persons) for _, persons in billed) < (ENOUGH_OF_SLOTS if slots else ENOUGH):
            least = 1 if any(line.persons for line in page.lines[:1]) else MIN_BIOGRAPHIES
            enough = programme or self._biographies(page) >= least
            billed = [
                (line, persons or list(self._by_form(page, line, slots, programme=programme, told=enough)))
                for line, persons in billed
            ]
            yield from self.prose.find(page)
        for line, persons in billed:
            end = next(page.below(line), line).end if line.persons else line.end
            for person, cue, about in persons:
                yield FoundVoice(
                    "speaker", line.start, end, name=person.name, role=person.role, cue=cue, about=about,
                    minutes=times.minutes(line, len(persons)), announced=True,
                )  # fmt: skip

    def _announced(self, page: Page, line: Line, column: Columns | None) -> Iterator[Billed]:
        """Give the people whom a label, the head of a column or the heading of a list announces."""
        if column is not None:
            yield from ((person, "column", line.place) for person in _in_column(line, column))
            return
        if label := self.label.match(line.text):
            yield from ((person, label["label"], line.place) for person in _after_label(label["people"]))
            return
        for inside in self.inside.finditer(line.text):
            unnamed = Person("", inside["people"], 0, 0) if _UNNAMED.match(inside["people"]) else None
            yield from (
                (person, inside["label"], line.place)
                for person in ([unnamed] if unnamed else _after_label(inside["people"]))
            )
        asked = _ASKED.search(line.section) and len(line.section) < MAX_QUESTION
        if (asked or line.roster == "speakers") and not _BREAKS.search(line.text[:60]):
            yield from ((person, line.section, about) for person, about in entries(page, line))

    def _by_form(
        self, page: Page, line: Line, slots: frozenset[int], *, programme: bool, told: bool
    ) -> Iterator[Billed]:
        """Give the people of a line that nothing announces; `told` where headings with names bill them."""
        if line.roster not in ("", "speakers") or self.closed.match(line.text) or _BREAKS.search(line.text[:60]):
            return
        if line.persons:
            if told:
                end = max([line.end, *(below.end for below in page.below(line))])
                yield from ((person, "heading", (line.start, end)) for person in line.persons)
        elif line.kind == "heading" and (behind := _BEHIND_TITLE.search(line.masked.mask)):
            yield from (
                (person, "behind the title", line.place) for person in find_persons(line.masked.group(behind, "people"))
            )
        elif (
            line.kind == "paragraph"
            and _ONLY_NAMES.match(line.masked.mask)
            and (programme or self._of_a_talk(page, line))
        ):
            yield from ((person, "names alone", line.place) for person in find_persons(line.text))
        elif programme and line.kind == "table row":
            yield from ((person, "table row", line.place) for person in _in_row(line))
        elif programme:
            slot = line.index in slots or line.kind == "list item"
            yield from ((person, "on the programme", line.place) for person in _on_the_line(line, slot=slot))

    def _of_a_talk(self, page: Page, line: Line) -> bool:
        """Say whether the lines just above speak of a session: names alone stand under papers too."""
        return any(
            self.prose.talk.pattern.search(above.text[:200])
            for above in page.lines[max(line.index - 3, 0) : line.index]
        )

    def _biographies(self, page: Page) -> int:
        return sum(_has_biography(page, line) for line in page.lines if line.persons)


def _has_biography(page: Page, heading: Line) -> bool:
    below = " ".join(line.text for line in list(page.below(heading))[:3])
    first = heading.persons[0].name.split()
    return (
        len(below) > SHORT_LINE and any(part in below[:240] for part in first) and not re.search(r"\bI\b", below[:400])
    )


def _on_the_line(line: Line, *, slot: bool) -> Iterator[Person]:
    """Give the people of a line of a programme: those named in a slot, set in bold, or told of from its beginning."""
    persons = [person for person in find_persons(line.text) if FULL in line.masked.mask[person.start : person.end]]
    for number, person in enumerate(persons):
        before = line.text[: person.start]
        bold = before.endswith("*") and line.text[person.end :].startswith("*")
        begins = number == 0 and person.start <= 3 and is_biography(line.text, person)
        # "Name, Body" ends a line: what bodies are called looks like a name too.
        body = (
            number > 0
            and before[persons[number - 1].end :].strip() == ","
            and not line.text[person.end :].strip(" .)*_")
        )
        alone = not before.strip(" *_") and not person.role and (has_time(line.text) or line.kind == "list item")
        in_slot = (
            slot
            and not alone
            and len(line.text) < MAX_SLOT
            and _BILLS.search(before)
            and not _CREDITED.search(before)
            and not body
        )
        if bold or begins or in_slot:
            role = told_in(line.text, person) if begins and not person.role else person.role
            yield Person(person.name, role, person.start, person.end)


def _after_label(people: str) -> Iterator[Person]:
    """Give the people behind a label; what stands alone there is a name, however it is written."""
    people = people.strip(" *_")
    if _NOBODY.match(people) or not re.search(r"[^\W\d_]", people):
        return
    full = find_persons(people)
    persons = find_persons(people, single=True)
    if full:
        # "Speaker: Lin Zhou, Mapbox": a single word behind a comma is where she works, behind "and" it is a person.
        persons = [
            person
            for person in persons
            if person in full or len(person.name.split()) > 1 or re.search(r"(?:and|&)\s*$", people[: person.start])
        ]
    if persons:
        if persons[0].start <= 30:
            yield from persons
    elif len(people.split()) <= 4 and len(people) < 50 and not re.search(r"[.?!:/@]|\d", people):
        role = (
            people[:1].islower()
            and len(people.split()) > 1
            and people.split()[0] in ("a", "an", "the", "two", "three", "our")
        )
        yield Person("" if role else people, people if role else "", 0, len(people))


def _in_column(line: Line, columns: Columns) -> Iterator[Person]:
    """Give the people of the column that is headed so, with what the column of roles says of them."""
    cells = [cell.strip() for cell in line.text.split("|")]
    if columns.people < len(cells) and not _NOBODY.match(cells[columns.people]):
        told = cells[columns.role] if columns.role is not None and columns.role < len(cells) else ""
        persons = find_persons(cells[columns.people], single=True)
        if persons and persons[0].start <= 3:
            yield from (replace(person, role=person.role or told[:MAX_ROLE]) for person in persons)


def _in_row(line: Line) -> Iterator[Person]:
    """Give the people of the cells of a row that begin with a name."""
    for cell in (cell.strip() for cell in line.text.split("|")):
        persons = find_persons(cell)
        if persons and persons[0].start <= 2 and not _BREAKS.search(cell):
            yield from persons
