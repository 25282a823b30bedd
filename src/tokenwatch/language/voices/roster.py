"""Lists of people: who stands under "Speakers", "Our trustees", "Panel", and which lists are none of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tokenwatch.language.voices.line import Line
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.persons import Person, find_persons
from tokenwatch.language.voices.words import VoiceWords

MAX_SECTION = 110
"""Characters of a heading or lead-in that tells what a list is: above it, it is a sentence on something else."""
SIDE_BY_SIDE = 90
"""Characters of a list item in which people stand side by side: three names and "and"; behind it is told of them."""
AT_START = 4
"""Characters before a name that begins its line: a mark, a number; behind stands a sentence about something."""
SHORT_PARAGRAPH = 200
"""Characters under which a paragraph that begins with a name is an entry of the list, and no story."""

_SPEAKS = re.compile(
    r"(?:^(?:\W|our |the |guest |keynote |meet the |confirmed |workshop |session |about the |\d+ )*"
    r"(?:speaker|presenter|moderator|host|keynote|facilitator|trainer|panell?ist)(?:\(s\)|s)?(?!['’\w]))|"
    r"\b(?:speaker|presenter|moderator|host|facilitator|trainer|panell?ist)s?(?: bio\w*)?$",
    re.IGNORECASE,
)
_OF_BODIES = re.compile(
    r"\b(?:affiliations?|organi[sz]ations?|institutions?|universities|companies|regions?|countr(?:y|ies)|"
    r"sponsors?|partners)\b",
    re.IGNORECASE,
)
_NAMED_FIELD = re.compile(r"^(?:name|speaker|presenter)\s*:\s*", re.IGNORECASE)
_SAID_FIELD = re.compile(
    r"\b(?:bio|role|title|post|organisation|organization|affiliation|job)\s*:\s*(?P<said>[^\n]+)", re.IGNORECASE
)
_BIOGRAPHY = re.compile(
    r"^(?:\W|\([^)]*\)|[A-Z]{2,5}\b|(?:, )?Ph\.?D\.?)*\s*(?:is|was|are|has|have|works|worked|serves|"
    r"served|joined|leads|manages|runs|currently|began|develops|holds|brings|lives|teaches|grew|spent|"
    r"started|founded|chairs|specialises|specializes|completed|studied|focuses|advises)\b"
)


class Rosters:
    """Tell what a list of people is.

    Parameters
    ----------
    words
        The codebook's words for sections.
    """

    def __init__(self, words: VoiceWords) -> None:
        self.speakers = re.compile(rf"\b{words.any_of('voice_speaker_sections')}", re.IGNORECASE)
        self.members = re.compile(rf"\b{words.any_of('voice_member_sections')}", re.IGNORECASE)
        self.closed = re.compile(rf"^\W*(?:our |the |key )?{words.any_of('voice_closed_sections')}", re.IGNORECASE)

    def kind(self, section: str) -> str:
        """Say what a heading or lead-in announces: ``"speakers"``, ``"members"``, ``"closed"`` or ``""``.

        Examples
        --------
        >>> from tokenwatch.codebook import load_codebook
        >>> rosters = Rosters(VoiceWords(load_codebook()))
        >>> [rosters.kind(head) for head in ("Presenters", "Our advisory panel", "Contact us", "Aims")]
        ['speakers', 'members', 'closed', '']
        """
        if not section or len(section) > MAX_SECTION:
            return ""
        if _OF_BODIES.search(section):
            return "closed"
        if _SPEAKS.search(section.strip(" *_:#")):
            return "speakers"
        if self.closed.search(section):
            return "closed"
        if self.members.search(section):
            return "members"
        return "speakers" if self.speakers.search(section) else ""


def entries(page: Page, line: Line) -> Iterator[tuple[Person, tuple[int, int]]]:
    """Give the people whom a line of a list names, each with the range that tells of them."""
    if line.persons:
        *_, last = [line, *page.below(line)]
        yield from ((person, (line.start, last.end)) for person in line.persons)
        return
    yield from ((person, line.place) for person in _on_the_line(line))


def _on_the_line(line: Line) -> list[Person]:
    if field := _NAMED_FIELD.match(line.text):
        # As front matter has it: "- name: …", "bio: …".
        told = _SAID_FIELD.search(line.text)
        name = line.text[field.end() :].split("\n", maxsplit=1)[0].strip()
        role = told["said"].strip() if told else ""
        return [Person(name, role, field.end(), field.end() + len(name))] if name else []
    if line.kind not in ("list item", "table row", "paragraph"):
        return []
    # The head of a table ("Seat | Organisation") is made of single capitalised words.
    persons = find_persons(line.text, single=line.kind == "list item")
    if not persons or persons[0].start > AT_START:
        return []
    first = persons[0]
    if _BIOGRAPHY.match(line.text[first.end :]):
        return [replace(first, role=told_in(line.text, first))]
    if line.kind == "paragraph":
        return persons if len(line.text) < SHORT_PARAGRAPH else []
    return _of_the_item(line, persons)


def _of_the_item(line: Line, persons: list[Person]) -> list[Person]:
    """Give the people of a list item: one with a role, or several who stand side by side."""
    first = persons[0]
    if len(persons) == 2 and line.text[first.end : persons[1].start].strip() in (",", "–", "-", "|", "—"):
        # "Name, Body": what bodies are called looks like a name too.
        return [replace(first, role=line.text[persons[1].start :].strip(" .*_"))]
    if first.role:
        # Names in the role are what the person is head of, or has written.
        beside = [person for person in persons[1:] if person.role and ";" in line.text[first.end : person.start]]
        return [first, *beside]
    return [person for person in persons if person.start < SIDE_BY_SIDE]


def told_in(text: str, person: Person) -> str:
    """Give what a biography says first that somebody is: "Director of Research at the University".

    Examples
    --------
    >>> text = "Ola Berg is a wheelchair user and the chair of Rampwatch. She lives in Hull."
    >>> told_in(text, Person("Ola Berg", "", 0, 8))
    'a wheelchair user and the chair of Rampwatch'
    """
    match = re.match(
        r"[^.]{0,60}?\b(?:is|was|serves as|served as|works as|worked as|are)\s(?:currently\s|also\s)?"
        r"(?P<role>[^.;]{3,160})",
        text[person.end :],
    )
    return match["role"].strip() if match else person.role


def is_biography(text: str, person: Person) -> bool:
    """Say whether a paragraph tells who somebody is, from its beginning."""
    return person.start <= AT_START and bool(_BIOGRAPHY.match(text[person.end :]))
