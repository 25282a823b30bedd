"""What is read of a Doc for its voices: taken from its tokens once, for all finders."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from spacy.tokens import Doc, Span

from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.spans import spans_of
from tokenwatch.language.voices.found import Person
from tokenwatch.language.voices.names import FULL, SHORT, bare_name, is_name, is_single_name
from tokenwatch.language.voices.twin import Twin

LEAD_IN = 240
"""Characters of a line that ends in a colon and tells what the lines below are: above it, it is a sentence."""

NAMED_AS_SUBJECT = 40
"""Characters before a name at the beginning of its sentence, a role or "Last week": behind more stands another
subject."""
MIN_LIVED = 3
"""People of the work who are named on a page from which its unnamed participants are taken to be of them."""
MOST_MENTIONS = 50
"""Lines with a name that are read for what they tell of the person: who is told of at all is, on one of the first."""
LONGEST_HEAD = 400
"""Characters of a heading that names people; twice the most that a name, a bracket and a role behind it may have."""
SHORT_ROLE = 90
"""Characters of a line below a name that holds a post and nothing else."""

_GOES_ON = re.compile(r"[\s…]*(?:He|She|They|Both|His|Her|Their)\b")
_WHO_BEHIND = re.compile(r"(?:,\s\d{1,3})?(?:,\s[^,.]{2,60})?,?\s(?:who|whose)\b")
_HEAD = re.compile(
    r"^[\W_]*(?P<name>[^(\[,:|–—]+?)\s*(?:[(\[](?P<bracket>[^)\]]{2,80})[)\]])?\s*(?:"
    r"(?:,|:|\||–|—|\s-\s)\s*(?P<role>.{2,120}))?$"
)
_POST = re.compile(
    r"\b(?:director|manager|officer|professor|lecturer|doctor|nurse|chief|head|lead|chair|chairperson|"
    r"coordinator|founder|president|researcher|fellow|scientist|engineer|consultant|secretary|"
    r"person of lived experience)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_LAST_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_PRONOUNS = re.compile(r"^(?:she|he|they|ze|xe|any|all)\b[\w/ ,]*(?:her|him|them|his|hers|pronouns)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One block of the page.

    Parameters
    ----------
    index
        Its place among the lines.
    kind
        Kind of block.
    start, end, text
        Its range in the page, and the words.
    section
        The heading or lead-in under which it stands, where that is no person's name.
    twin
        The words beside their mask of names.
    persons
        The people whom a heading names, if it names only people.
    """

    index: int
    kind: str
    start: int
    end: int
    text: str
    section: str
    twin: Twin
    persons: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Page:
    """The text, its lines and the people in it.

    Parameters
    ----------
    text
        The whole text.
    lines
        Its blocks, in reading order.
    people
        The spans of the group ``"people"``, ascending.
    """

    text: str
    lines: tuple[Line, ...]
    people: tuple[Span, ...] = ()

    @cached_property
    def _people_starts(self) -> list[int]:
        return [person.start_char for person in self.people]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def mostly_lived(self) -> bool:
        """Whether the people of the page are mostly those whom the work is for: then its "participants" are too."""
        lived = sum(person.label_ in ("lived", "community") for person in self.people)
        return lived >= MIN_LIVED and lived >= 2 * sum(person.label_ == "professional" for person in self.people)

    def people_between(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the people that begin between two characters."""
        return self.people[bisect_left(self._people_starts, start) : bisect_left(self._people_starts, end)]

    def line_at(self, place: int) -> Line | None:
        """Give the line that holds a character, or the one before it."""
        index = bisect_right(self._line_starts, place) - 1
        return self.lines[index] if index >= 0 else None

    def sentences_on(self, name: str) -> Iterator[str]:
        """Give the sentences, outside quotation marks, whose subject is a person: named at the beginning, or by "who".

        A sentence that begins with a pronoun goes on about whoever the one before was about.
        """
        words = name.split()
        parts = {part for part in (words[0], words[-1], name) if len(part) > 2}
        if not parts:
            # Initials of two letters stand for too many things.
            return
        named = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, parts), key=len, reverse=True)) + r")\b")
        first_words = {_WORD.search(part) for part in parts}
        lines = {index for word in first_words if word for index in self._lines_by_word.get(word[0], ())}
        for index in sorted(lines)[:MOST_MENTIONS]:
            on = False
            for sentence in self._sentences_of(self.lines[index]):
                mention = named.search(sentence)
                on = bool(mention and mention.start() < NAMED_AS_SUBJECT) or (on and bool(_GOES_ON.match(sentence)))
                if mention and (on or _WHO_BEHIND.match(sentence, mention.end())):
                    yield sentence[mention.start() :]
                elif on:
                    yield sentence

    def mentions(self, name: str) -> Iterator[tuple[int, int]]:
        """Give the ranges at which a name stands."""
        words = _WORD.findall(name)
        rarest = min((self._lines_by_word.get(word, []) for word in words), key=len, default=[])
        for index in rarest:
            line = self.lines[index]
            for found in re.finditer(re.escape(name), line.text):
                yield line.start + found.start(), line.start + found.end()

    @cached_property
    def _lines_by_word(self) -> dict[str, list[int]]:
        """The lines that hold a word. Without it every voice of a long document would search all of its lines."""
        found: dict[str, list[int]] = {}
        for line in self.lines:
            for word in set(_WORD.findall(line.text)):
                found.setdefault(word, []).append(line.index)
        return found

    @cached_property
    def billed(self) -> dict[str, bool]:
        """Whether a sentence bills somebody as having the experience: those who share a name share sentences."""
        return {}

    @cached_property
    def _sentences(self) -> dict[int, list[str]]:
        return {}

    def _sentences_of(self, line: Line) -> list[str]:
        if line.index not in self._sentences:
            sentences = line.twin.without_marked().sentences()
            self._sentences[line.index] = [sentence.text for sentence in sentences]
        return self._sentences[line.index]

    def below(self, line: Line) -> Iterator[Line]:
        """Give the lines below a heading up to the next heading."""
        for index in range(line.index + 1, len(self.lines)):  # to cut the rest out, for each heading, takes its square
            if self.lines[index].kind == "heading":
                return
            yield self.lines[index]


def read_page(doc: Doc, announces: Callable[[str], str]) -> Page:
    """Read a Doc with blocks and people.

    Parameters
    ----------
    doc
        The Doc.
    announces
        Says what list of people a heading announces, ``""`` where none: see `Rosters.kind`.
    """
    blocks = [(block.label_, block.start_char, block.end_char) for block in spans_of(doc, BLOCKS)]
    twin = Twin.of(doc.text)
    return Page(twin.text, tuple(_lines(twin, blocks, announces)), tuple(spans_of(doc, "people")))


def _lines(twin: Twin, blocks: list[tuple[str, int, int]], announces: Callable[[str], str]) -> Iterator[Line]:
    text = twin.text
    section, lead, in_list = "", "", False
    for index, (kind, start, end) in enumerate(blocks):
        words = text[start:end]
        persons: tuple[Person, ...] = ()
        if kind == "heading":
            below = [
                text[first:last]
                for _, first, last in takewhile(lambda block: block[0] != "heading", blocks[index + 1 : index + 4])
            ]
            named = SHORT in twin.mask[start:end] or FULL in twin.mask[start:end] or "(" in words
            persons = tuple(heading_persons(words, below, listed=bool(announces(section)))) if named else ()
            if not persons:
                section, lead = words, ""
        elif lead and in_list and kind not in ("list item", "table row"):
            lead = ""
        yield Line(index, kind, start, end, words, lead or section, twin[start:end], persons)
        in_list = kind in ("list item", "table row")
        if kind not in ("heading", "table row") and words.rstrip("*_ ").endswith(":") and len(words) <= LEAD_IN:
            lead, in_list = _LAST_SENTENCE.split(words)[-1], False


def heading_persons(heading: str, below: Sequence[str], *, listed: bool = False) -> list[Person]:
    """Give the people whom a heading names, none where it names anything else.

    A name counts where a list of people is announced above, a role stands beside it or the lines below take it up; a
    single name where the lines below take it up, or where pronouns stand beside it.

    Examples
    --------
    >>> [(person.name, person.role) for person in heading_persons("Dr Robin Bell (Moderator)", ["Robin chairs."])]
    [('Dr Robin Bell', 'Moderator')]
    >>> [person.name for person in heading_persons("Dion (peer)", ["Dion is an ironworker."])]
    ['Dion']
    >>> heading_persons("Aims", [])
    []
    """
    match = _HEAD.match(heading.strip()) if len(heading) <= LONGEST_HEAD else None
    if not match:
        return []
    name, bracket, role = match["name"].strip(" *_#"), match["bracket"] or "", match["role"] or ""
    pronouns = bool(bracket and _PRONOUNS.match(bracket))
    said = role.strip() or ("" if pronouns else bracket)
    if is_name(name) and (said or listed or _taken_up(name, below)):
        return [Person(name, said.strip(" *_"), match.start("name"), match.end("name"))]
    if pronouns:
        return [Person(name, role.strip(" *_"), match.start("name"), match.end("name"))]
    parts = [part.strip() for part in re.split(r"\s*(?:&|,|;|\band\b)\s*", name)]
    if all(is_single_name(part) or is_name(part) for part in parts):
        taken_up = any(
            all(re.search(rf"\b{re.escape(part.split()[-1])}\b", text[:60]) for part in parts if part) for text in below
        )
        if taken_up or (len(parts) > 1 and (bracket or all(map(is_name, parts)))):
            return [
                Person(part, said.strip(" *_"), heading.find(part), heading.find(part) + len(part)) for part in parts
            ]
    return []


def _taken_up(name: str, below: Sequence[str]) -> bool:
    """Say whether what stands below a heading goes on about the person: by a part of the name, or by a post."""
    told = " ".join(below)[:400]
    return any(part in told for part in name.split() if len(part) > 2) or bool(
        below and len(below[0]) < SHORT_ROLE and _POST.search(below[0])
    )


def mentions_of(page: Page, person: Person) -> re.Pattern[str]:
    """Give a pattern that finds the name, or its first or last part."""
    parts = {part for part in (person.name, *bare_name(person.name)) if len(part) > 2} or {person.name}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, parts), key=len, reverse=True)) + r")\b", re.IGNORECASE)
