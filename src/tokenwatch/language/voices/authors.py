"""Who wrote the text or a part of it: bylines, guest posts, notes on the author, the answer to "Your name"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokenwatch.language.voices.found import FoundVoice, VoiceFinder
from tokenwatch.language.voices.line import Line
from tokenwatch.language.voices.names import NAME, find_names, is_single_name
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.persons import Person, find_persons

TOP = 8
"""Lines at the top of a text, or below a heading of the first two levels, in which a byline is looked for."""

_BYLINE = re.compile(
    r"^[\W_]*(?:(?:A\s)?(?:[Gg]uest\s)?(?:[Bb]log|[Pp]ost|[Aa]rticle|[Ss]tory|[Ww]ords|[Tt]ext|[Rr]eport|[Ee]ssay)\s)?"
    r"(?:[Bb]y|BY|[Ww]ritten by|[Aa]uthored by|[Pp]osted by|[Ss]ubmitted by|[Pp]ublished by|"
    r"[Aa]uthors?\s?:|[Ww]ritten and|[Ww]ords by|[Bb]log by|[Rr]eported by)"
    r"[\s*_:]+(?P<people>.{3,240})$"
)
_INSIDE = re.compile(
    r"\b(?:(?:guest )?(?:blog|post|article|essay|piece|abstract|report|story)[^.]{0,60}?\b"
    r"(?:written|submitted|authored|contributed)? ?by)\s"
    rf"(?P<people>{NAME}(?:(?:,|,? and|,? &)\s{NAME}){{0,8}}(?:,\s[^.;]{{2,120}})?)"
)
_ASKED_NAME = re.compile(
    r"^[\W_]*(?:your (?:full )?name|name of (?:the )?(?:lead |main )?(?:applicant|author|presenter)|"
    r"(?:lead|main|principal) (?:applicant|author|investigator)|applicant(?:['’]s)? name|"
    r"author(?:['’]s)? name|full name)[^\n]{0,40}$",
    re.IGNORECASE,
)
_ASKED_ROLE = re.compile(
    r"\b(?:job title|role|position|post|occupation|organisation|organization|affiliation|university)\b", re.IGNORECASE
)
_ABOUT = re.compile(
    r"^[\W_]*(?:about the (?:author|writer|blogger)s?|author bio(?:graphy)?|the authors?)\b", re.IGNORECASE
)
_OWN = re.compile(r"\bI\b|\b[Mm]y\b")
_BEHIND = re.compile(r"\b(?:author of this|wrote this|who wrote this|artist behind|writes this)\b")


class Authors(VoiceFinder):
    """Find who wrote a text or a part of it, by the forms in which a page says so."""

    def find(self, page: Page) -> Iterator[FoundVoice]:
        """Give the authors, each at the line that names them."""
        yield from self._signed(page)
        since_heading = 0
        for line in page.lines:
            since_heading = 0 if line.kind == "heading" else since_heading + 1
            match = (
                _BYLINE.match(line.text) if len(line.text) < 280 and (line.index < TOP or since_heading <= 2) else None
            )
            people = match["people"] if match else ""
            if not people and line.index < TOP and (inside := _INSIDE.search(line.text)):
                people = inside["people"]
            if people:
                yield from _each(line, people, "byline")
            elif len(line.persons) > 1 and not page.is_programme:
                # Under the title of a paper stand those who wrote it.
                yield from (
                    FoundVoice("author", *line.place, name=person.name, cue="heading") for person in line.persons
                )
            elif _ASKED_NAME.match(line.text):
                yield from self._filled_in(page, line)
            elif _ABOUT.match(line.text):
                yield from self._about(page, line)
            elif _BEHIND.search(line.text):
                yield from _each(line, line.text, "named as author", most=1)

    @staticmethod
    def _signed(page: Page) -> Iterator[FoundVoice]:
        """Give who signs a text in the first person: a name, at most with a role, on one of the last two lines."""
        if len(page.lines) < 3 or not _OWN.search(page.text):
            return
        for line in page.lines[-2:]:
            text = line.text.strip(" *_–—-~")
            persons = find_persons(text)
            if (
                line.kind == "paragraph"
                and len(text) < 100
                and persons
                and persons[0].start == 0
                and not text.endswith((".", "!", "?", ":"))
            ):
                first = persons[0]
                yield FoundVoice(
                    "author", *line.place, name=first.name, role=first.role, cue="signature", about=line.place
                )
                return

    @staticmethod
    def _filled_in(page: Page, asked: Line) -> Iterator[FoundVoice]:
        """Give the name that stands as the answer to "Your name", with the post that the form asks for next."""
        following = page.lines[asked.index + 1 : asked.index + 4]
        if not following or find_names(following[0].text) != [(0, len(following[0].text))]:
            return
        role = following[2].text if len(following) > 2 and _ASKED_ROLE.search(following[1].text) else ""
        answer = following[0]
        yield FoundVoice("author", *answer.place, name=answer.text, role=role, cue=asked.text)

    @staticmethod
    def _about(page: Page, heading: Line) -> Iterator[FoundVoice]:
        below = [line for line in page.lines[heading.index + 1 : heading.index + 3] if line.kind != "heading"]
        for line in below:
            for person in find_persons(line.text)[:1]:
                if person.start < 12:
                    yield FoundVoice(
                        "author", *line.place, name=person.name, role=person.role, cue=heading.text,
                        about=line.place,
                    )  # fmt: skip


def _each(line: Line, people: str, cue: str, *, most: int = 12) -> Iterator[FoundVoice]:
    # "By Name. Role."
    head = re.split(r"\s\|\s|\n", people, maxsplit=1)[0]
    persons: list[Person] = find_persons(head)
    first = re.split(r"[,.(–—]", head, maxsplit=1)[0].strip()
    if not persons and is_single_name(first) and len(head) < 60:
        persons = [Person(first, head[len(first) :].strip(" ,.()–—"), 0, len(first))]
    if persons and persons[0].start > 25:
        return
    for person in persons[:most]:
        role = person.role
        if not role and len(persons) == 1:
            role = head[person.end :].strip(" .,–—-()")[:120]
        yield FoundVoice("author", *line.place, name=person.name, role=role, cue=cue, about=line.place)
