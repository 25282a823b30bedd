"""Quoted words with the person who said them: in marks, in block quotations, over several paragraphs.

Scare quotes, titles, slogans, examples and what organisations say are no voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tokenwatch.language.voices.attribution import NOBODY, Attribution, Speaker, is_pronoun
from tokenwatch.language.voices.found import FoundVoice, VoiceFinder
from tokenwatch.language.voices.line import Line
from tokenwatch.language.voices.marks import Marked
from tokenwatch.language.voices.masked_text import FULL, SHORT, MaskedText
from tokenwatch.language.voices.names import find_names
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.words import FIRST_PERSON, VoiceWords

MIN_WORDS = 5
"""Words from which marked text by itself counts as somebody's words: below it stand mostly scare quotes, titles and
terms ("a seat at the table" has five). Fewer count where a verb of speech stands beside them."""
MIN_ALONE = 8
"""Words from which a quotation in the first person counts though nobody is named."""
SUBJECT = 60
"""Characters from the beginning of a sentence in which its subject is named, with a role before the name."""
SHORT_SENTENCE = 160
"""Characters under which a sentence before quoted words brings its subject in to speak."""
NAMED_WITHIN = 2000
"""Characters of a long paragraph before a pronoun in which the person is named: a page of print."""
LONGEST_SIGNATURE = 500
"""Characters at the end of a quotation in which it is signed, marks and line ends included."""
LONGEST_RUN = 200
"""Quotations in a row of which one is named by the paragraph above them all."""
LOOK_BACK = 4
"""Paragraphs before a pronoun in which the person is named: in our own news texts three at most."""

_SIGNED = re.compile(
    r"(?:^|\n)[\s>*_]*[–—―~-]{1,2}\s*(?P<who>[^\n–—―“”\"]{2,110})[\s*_]*$|"
    r"\n[\s>*_]*(?P<alone>[^\n.!?:“”\"]{3,80})$"
)
_TWEET = re.compile(r"^[–—-]+\s*(?P<who>[^()\n]{2,60})\(@\w+\)")
_HER_WORDS = re.compile(r"(?:^|[.!?”\"]\s+)(?:Her|His|Their)\s(?:[\w’'-]+\s){0,6}?[\w’'-]+[.?:!]\s*$")
"""A sentence that brings somebody's words: "Her verdict was blunt.", "His secret?"."""
_STOPS = (".", "!", "?", "…")
_SMALL = frozenset("a an and as at by for from in is it of on or the to with".split())


def _is_title(words: str) -> bool:
    """Say whether marked words are written like a title: each but the small ones with a capital."""
    parts = [word for word in words.split() if word.lower() not in _SMALL]
    return (
        len(parts) > 1
        and not words.rstrip().endswith((".", ",", "!", "…"))
        and all(word[:1].isupper() for word in parts)
    )


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Quoted words in a line, with their range in the page."""

    line: Line
    start: int
    end: int
    speaker: Speaker
    beside: bool
    """Whether the speaker stands beside the words, or was taken from what stands before."""
    signed: bool = False
    """Whether a line below signs them, so that what follows is somebody else's."""


class Quotations(VoiceFinder):
    """Find quoted words.

    Parameters
    ----------
    words
        The codebook's words of speech and of people.
    """

    def __init__(self, words: VoiceWords) -> None:
        self.attribution = Attribution(words)
        self.not_words = re.compile(rf"(?:^|[\s(]){words.any_of('voice_not_words')}[\s:,*_]*$", re.IGNORECASE)

    def find(self, page: Page) -> Iterator[FoundVoice]:
        """Give a voice for each quotation whose speaker is told, or that is in the first person."""
        before: _Quoted | None = None
        for line in page.lines:
            for quoted in self._quoted(page, line, before):
                before = quoted
                yield FoundVoice(
                    "quoted",
                    quoted.start,
                    quoted.end,
                    name=quoted.speaker.name,
                    role=quoted.speaker.role,
                    cue=quoted.speaker.cue or "quotation marks",
                    words=(quoted.start, quoted.end),
                )

    def _quoted(self, page: Page, line: Line, before: _Quoted | None) -> Iterator[_Quoted]:
        if line.kind == "quotation":
            yield from self._block_quotation(page, line, before)
            return
        if line.kind == "heading":
            return
        following = page.following(line)
        if following is not None and (tweet := _TWEET.match(following.text)):
            yield _Quoted(line, *line.place, Speaker(tweet["who"].strip(), "", "signed post"), beside=True)
            return
        for quote in line.masked.marked:
            quoted = self._one(page, line, quote, before)
            if quoted:
                before = quoted
                yield quoted

    def _block_quotation(self, page: Page, line: Line, before: _Quoted | None) -> Iterator[_Quoted]:
        """Give the words of a block quotation, signed below, named above, or in the first person."""
        signed = _SIGNED.search(line.text, max(len(line.text) - LONGEST_SIGNATURE, 0))
        speaker = self.attribution.from_label(signed["who"] or signed["alone"], signed=True) if signed else NOBODY
        end = line.start + (signed.start() if signed and speaker else len(line.text))
        if signed and signed["who"] and not speaker:
            return
        marks = line.masked.marked
        whole = Marked(0, len(line.text), 0, len(line.text))
        speaker = (
            speaker
            or self._signed_below(page, line)
            or (self.attribution.find(line.masked, marks[0]) if marks else NOBODY)
        )
        speaker = speaker or self._named_above(page, line, whole)
        if not speaker and before and before.line.index == line.index - 1 and before.line.kind == "quotation":
            speaker = before.speaker
        if speaker or self._speaks_alone(line.text):
            yield _Quoted(
                line, line.start, max(end, line.start + 1), self._resolved(page, line, 0, speaker), beside=bool(speaker)
            )

    def _one(self, page: Page, line: Line, quote: Marked, before: _Quoted | None) -> _Quoted | None:
        words = line.text[quote.words_start : quote.words_end]
        n_words = len(words.split())
        if _is_title(words) or self.not_words.search(line.text[max(quote.start - 60, 0) : quote.start]):
            return None
        speaker = self.attribution.find(line.masked, quote)
        if not speaker and quote.end >= len(line.text.rstrip()) - 1:
            speaker = self._signed_below(page, line)
        beside = bool(speaker)
        # A line that lost its breaks may hold ten thousand quotations: nobody is looked for over all of it for each.
        announced = bool(_HER_WORDS.search(line.text[max(quote.start - NAMED_WITHIN, 0) : quote.start]))
        if (
            not speaker
            and (n_words >= MIN_WORDS or announced)
            and not self.attribution.is_signed(line.text[quote.end : quote.end + NAMED_WITHIN])
        ):
            speaker = self._from_before(page, line, quote, before)
        if not speaker and not (n_words >= MIN_ALONE and self._stands_alone(line, quote) and self._speaks_alone(words)):
            return None
        speaker = self._resolved(page, line, quote.start, speaker)
        if n_words < MIN_WORDS and not ((beside or announced) and speaker):
            return None
        signed = bool(self._signed_below(page, line))
        return _Quoted(line, line.start + quote.start, line.start + quote.end, speaker, beside, signed)

    def _from_before(self, page: Page, line: Line, quote: Marked, before: _Quoted | None) -> Speaker:
        """Give who goes on speaking, or who is named by the sentence that leads in."""
        if before is not None:
            here = before.line.index == line.index
            if here and not find_names(page.text[before.end : line.start + quote.start]):
                return before.speaker
            near = line.index - before.line.index
            if near == 1 and quote.start == 0 and not before.signed and self._goes_on(page, before, line):
                return before.speaker
        if quote.start <= 2:
            return self._named_above(page, line, quote)
        return self._leads_in(line.masked[max(quote.start - NAMED_WITHIN, 0) : quote.start])

    @staticmethod
    def _goes_on(page: Page, before: _Quoted, line: Line) -> bool:
        """Say whether nothing but the speaker of the words before stands between them and this paragraph."""
        rest = page.text[before.end : line.start].strip()
        closed = page.text[before.end - 1 : before.end] in "”\"’'»"
        if closed and not rest and before.start > before.line.start:
            # Speech that is closed at the end of its paragraph is over; what follows may be anybody's.
            return False
        named = [rest[slice(*name)] for name in find_names(rest)]
        return all(name in before.speaker.name or before.speaker.name in name for name in named) and len(rest) < 200

    def _named_above(self, page: Page, line: Line, quote: Marked) -> Speaker:
        """Give who is named by a lead-in above: "This is what Rosa Pinto told us:"."""
        near = reversed(page.lines[max(line.index - LONGEST_RUN, 0) : line.index])
        above = next((other for other in near if other.kind != "quotation"), None)
        if above is None or quote.start > 2:
            return NOBODY
        if above.persons:
            return Speaker(above.persons[0].name, above.persons[0].role, "heading")
        return self._leads_in(above.masked)

    def _leads_in(self, before: MaskedText) -> Speaker:
        """Give the person of the last sentence of a text, where it ends in a colon or tells of speech."""
        if _HER_WORDS.search(before.text):
            return Speaker("she", "", "his or her words")
        *_, last = [before, *before.without_marked().sentences()]
        tells = last.text.rstrip(" *_").endswith((":", ",")) or bool(self.attribution.says.search(last.mask))
        # "Ada Fulcher, who lives there herself, wasn't having it. “…”": who a sentence is about speaks next.
        until = (
            len(last.text)
            if tells
            else SUBJECT
            if len(last.text) < SHORT_SENTENCE and last.text.rstrip().endswith(_STOPS)
            else 0
        )
        for match in self.attribution.listed.finditer(last.mask, 0, until):
            if not tells and match["who"][0] not in (FULL, SHORT):
                continue
            if speaker := self.attribution.speaker(last, match):
                return replace(speaker, cue=last.text[-80:].strip())
        return NOBODY

    def _signed_below(self, page: Page, line: Line) -> Speaker:
        """Give who signs below: a line of a dash and a person."""
        following = page.following(line)
        if following is None or len(following.text) > 120:
            return NOBODY
        signed = re.match(
            r"^[\s>*_]*(?:[–—―~]|--?)\s*(?P<who>.{2,110})$", page.text[line.end : following.end].strip("\n >*_")
        )
        return self.attribution.from_label(signed["who"], signed=True) if signed else NOBODY

    def _resolved(self, page: Page, line: Line, place: int, speaker: Speaker) -> Speaker:
        """Put the person named last for a pronoun."""
        if not is_pronoun(speaker.name):
            return speaker
        named = self._last_named(page, line, place)
        return Speaker(named.name, named.role, speaker.cue)

    def _last_named(self, page: Page, line: Line, place: int) -> Speaker:
        """Give the person named last: of each sentence the first name, and people without a name only if there is none.

        In the sentence of the pronoun itself, only a name before it counts.
        """
        near = reversed(page.lines[max(line.index - LOOK_BACK, 0) : line.index])
        above = [other.masked[-NAMED_WITHIN:] for other in near]
        before = line.masked[max(place - NAMED_WITHIN, 0) : place]
        own = list(before.without_marked().sentences())
        running = bool(own) and not own[-1].text.rstrip(" *_“\"‘'").endswith((".", "!", "?", "…"))
        for number, text in enumerate((before, *above)):
            for sentence in reversed(list(text.without_marked().sentences())):
                names_only = number == 0 and running and sentence.start == own[-1].start
                if speaker := self._first_of(sentence, names_only=names_only):
                    return speaker
        return NOBODY

    def _first_of(self, sentence: MaskedText, *, names_only: bool) -> Speaker:
        found = [
            (match, self.attribution.speaker(sentence, match))
            for match in self.attribution.listed.finditer(sentence.mask)
        ]
        people = [(match, speaker) for match, speaker in found if speaker and not is_pronoun(speaker.name)]
        named = [speaker for _, speaker in people if speaker.name]
        if named:
            return named[0]
        return people[0][1] if people and not names_only else NOBODY

    @staticmethod
    def _stands_alone(line: Line, quote: Marked) -> bool:
        """Say whether the words are the whole line, or nearly: a testimonial, an item of a list."""
        return len(line.text) - (quote.end - quote.start) <= 12

    @staticmethod
    def _speaks_alone(words: str) -> bool:
        return len(words.split()) >= MIN_ALONE and bool(FIRST_PERSON.search(words))
