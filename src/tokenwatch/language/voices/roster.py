"""Lists of people: who stands under "Speakers", "Our trustees", "Panel", and which lists are none of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tokenwatch.language.voices.found import Person, find_persons
from tokenwatch.language.voices.page import Line, Page
from tokenwatch.language.voices.words import VoiceWords

MAX_SECTION = 110
"""Characters of a heading or lead-in that tells what a list is: above it, it is a sentence on something else."""
SIDE_BY_SIDE = 90
"""Characters of a list item in which people stand side by side: three names and "and"; behind it is told of them."""
AT_START = 4
"""Characters before a name that begins its line: a mark, a number; behind stands a sentence about something."""

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


@dataclass(frozen=True, slots=True)
class Entry:
    """A person in a list.

    Parameters
    ----------
    person
        With the role that stands beside the name.
    line
        The line that names them.
    about
        Range that tells of them.
    """

    person: Person
    line: Line
    about: tuple[int, int]


class Rosters:
    """Tell what a list of people is, and who is in it.

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

    def entries(self, page: Page, line: Line) -> Iterator[Entry]:
        """Give the people whom a line of a list names."""
        if line.persons:
            below = list(page.below(line))
            end = below[-1].end if below else line.end
            yield from (Entry(person, line, (line.start, end)) for person in line.persons)
        elif field := _NAMED_FIELD.match(line.text):
            # As front matter has it: "- name: …", "bio: …".
            told = _SAID_FIELD.search(line.text)
            name = line.text[field.end() :].split("\n", maxsplit=1)[0].strip()
            if not name:
                return
            yield Entry(
                Person(name, told["said"].strip() if told else "", field.end(), field.end() + len(name)),
                line,
                (line.start, line.end),
            )
        elif line.kind in ("list item", "table row"):
            # The head of a table ("Seat | Organisation") is made of single capitalised words.
            persons = find_persons(line.text, single=line.kind == "list item")
            if persons and persons[0].start <= AT_START:
                yield from (Entry(person, line, (line.start, line.end)) for person in _of_the_item(line, persons))
        elif line.kind == "paragraph":
            persons = find_persons(line.text)
            if persons and persons[0].start <= AT_START:
                first = persons[0]
                if _BIOGRAPHY.match(line.text[first.end :]):
                    yield Entry(
                        Person(first.name, told_in(line.text, first), first.start, first.end),
                        line,
                        (line.start, line.end),
                    )
                elif len(line.text) < 200:
                    yield from (Entry(person, line, (line.start, line.end)) for person in persons)


def _of_the_item(line: Line, persons: list[Person]) -> list[Person]:
    """Give the people of a list item: one with a role, or several who stand side by side."""
    first = persons[0]
    if _BIOGRAPHY.match(line.text[first.end :]):
        return [Person(first.name, told_in(line.text, first), first.start, first.end)]
    if len(persons) == 2 and line.text[first.end : persons[1].start].strip() in (",", "–", "-", "|", "—"):
        # "Name, Body": what bodies are called looks like a name too.
        return [Person(first.name, line.text[persons[1].start :].strip(" .*_"), first.start, first.end)]
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
