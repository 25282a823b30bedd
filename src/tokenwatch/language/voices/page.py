"""What is read of a Doc for its voices: taken from its tokens once, for all finders."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from spacy.tokens import Doc, Span

from tokenwatch.analysis import PEOPLE
from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.spans import spans_of
from tokenwatch.language.voices.headings import heading_persons
from tokenwatch.language.voices.line import Line
from tokenwatch.language.voices.masked_text import FULL, SHORT, MaskedText
from tokenwatch.language.voices.persons import Person
from tokenwatch.language.voices.timetable import looks_like_programme

LEAD_IN = 240
"""Characters of a line that ends in a colon and tells what the lines below are: above it, it is a sentence."""

NAMED_AS_SUBJECT = 40
"""Characters before a name at the beginning of its sentence, a role or "Last week": behind more stands another
subject."""
MIN_LIVED = 3
"""People of the work who are named on a page from which its unnamed participants are taken to be of them."""
MOST_MENTIONS = 50
"""Lines with a name that are read for what they tell of the person: who is told of at all is, on one of the first."""

_GOES_ON = re.compile(r"[\s…]*(?:He|She|They|Both|His|Her|Their)\b")
_WHO_BEHIND = re.compile(r"(?:,\s\d{1,3})?(?:,\s[^,.]{2,60})?,?\s(?:who|whose)\b")
_WORD = re.compile(r"\w+")
_LAST_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Page:
    """The text, its lines and the people in it.

    Parameters
    ----------
    text
        The whole text.
    lines
        Its blocks, in reading order.
    people, terms
        The spans of the groups ``"people"`` and ``"terms"``, ascending.
    """

    text: str
    lines: tuple[Line, ...]
    people: tuple[Span, ...] = ()
    terms: tuple[Span, ...] = ()

    @cached_property
    def _people_starts(self) -> list[int]:
        return [person.start_char for person in self.people]

    @cached_property
    def _term_starts(self) -> list[int]:
        return [term.start_char for term in self.terms]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def is_programme(self) -> bool:
        """Whether it has the marks of an event programme."""
        return looks_like_programme(self.lines)

    @cached_property
    def mostly_lived(self) -> bool:
        """Whether the people of the page are mostly those whom the work is for: then its "participants" are too."""
        lived = sum(person.label_ in PEOPLE for person in self.people)
        return lived >= MIN_LIVED and lived >= 2 * sum(person.label_ == "professional" for person in self.people)

    def people_between(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the people that begin between two characters."""
        return self.people[bisect_left(self._people_starts, start) : bisect_left(self._people_starts, end)]

    def terms_between(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the involvement terms that begin between two characters."""
        return self.terms[bisect_left(self._term_starts, start) : bisect_left(self._term_starts, end)]

    def line_at(self, place: int) -> Line | None:
        """Give the line that holds a character, or the one before it."""
        index = bisect_right(self._line_starts, place) - 1
        return self.lines[index] if index >= 0 else None

    def sentence_around(self, start: int, end: int) -> str:
        """Give the text of a range and of the sentences in which it begins and ends."""
        line = self.line_at(start)
        whole = [part.place for part in line.masked.sentences()] if line else []
        first = max((begin for begin, _ in whole if begin <= start), default=start)
        return self.text[first : max(end, min((last for _, last in whole if last >= end), default=end))]

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
            for sentence in (part.text for part in self.lines[index].masked.unquoted):
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

    def following(self, line: Line) -> Line | None:
        """Give the line behind a line, ``None`` behind the last."""
        return self.lines[line.index + 1] if line.index + 1 < len(self.lines) else None

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
    masked = MaskedText.of(doc.text)
    lines = tuple(_lines(masked, blocks, announces))
    return Page(masked.text, lines, tuple(spans_of(doc, "people")), tuple(spans_of(doc, "terms")))


def _lines(masked: MaskedText, blocks: list[tuple[str, int, int]], announces: Callable[[str], str]) -> Iterator[Line]:
    text = masked.text
    section, lead, in_list = "", "", False
    for index, (kind, start, end) in enumerate(blocks):
        words = text[start:end]
        persons: tuple[Person, ...] = ()
        if kind == "heading":
            below = [
                text[first:last]
                for _, first, last in takewhile(lambda block: block[0] != "heading", blocks[index + 1 : index + 4])
            ]
            named = SHORT in masked.mask[start:end] or FULL in masked.mask[start:end] or "(" in words
            persons = tuple(heading_persons(words, below, listed=bool(announces(section)))) if named else ()
            if not persons:
                section, lead = words, ""
        elif lead and in_list and kind not in ("list item", "table row"):
            lead = ""
        yield Line(index, kind, masked[start:end], lead or section, announces(lead or section), persons)
        in_list = kind in ("list item", "table row")
        if kind not in ("heading", "table row") and words.rstrip("*_ ").endswith(":") and len(words) <= LEAD_IN:
            lead, in_list = _LAST_SENTENCE.split(words)[-1], False
