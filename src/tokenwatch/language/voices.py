"""The factory ``tokenwatch_voices``: who speaks or sits where it is decided, in ``doc.spans["voices"]``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any, cast

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.analysis import GROUPS, Voice, VoiceKind
from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.component import SpanGroupComponent, sentences_with, spans_of
from tokenwatch.language.identity import compile_identity
from tokenwatch.language.quotations import ATTRIBUTION, FoundVoice, find_quotations, find_turns
from tokenwatch.language.speakers import Line, find_authors, find_speakers, looks_like_programme
from tokenwatch.language.statements import trim
from tokenwatch.ranges import Ranges

_SEAT = re.compile(
    r"\b(?:is|are|was|were|as|our|sits?|sat|serves?|served|became|elected|appointed|has|have)\b.{0,60}?"
    r"\b(?:trustees?|co-?chairs?|chair|board members?|members? of (?:the|our) "
    r"(?:board|panel|committee|group)|on (?:the|our) "
    r"(?:board|panel|committee|steering group|advisory group)|co-applicants?|peer researchers?|co-leads?|governors?)\b",
    re.IGNORECASE,
)
_PRESENTED = re.compile(
    r"\b(?:co-?presented|presented|run|led|co-?led|given|hosted|co-?hosted|facilitated|delivered|co-?delivered|"
    r"opened|chaired) by\b|"
    r"\b(?:speakers?|panell?ists?|presenters?|trainers?)\b.{0,60}\b(?:share|shar\w+|with|their|from)\b.{0,40}"
    r"\b(?:lived experience|own experiences?|stor(?:y|ies))\b",
    re.IGNORECASE,
)
"""Forms that bill a person without a name: "presented by a carer", "speakers share their lived experience"."""
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|majority|\d{1,3})\b", re.IGNORECASE
)


@Language.factory("tokenwatch_voices", assigns=["doc.spans"], default_config={"codebook": None})
def create_voices(nlp: Language, name: str, codebook: str | None) -> VoicesComponent:
    """Make the component."""
    return VoicesComponent(nlp, name, codebook)


class VoicesComponent(SpanGroupComponent):
    """Find voices: label = kind, id = name, role, groups and cue as JSON.

    Whether a person is *lived* comes only from the words beside the name or from what they say of themselves.
    """

    group = "voices"

    def prepare(self) -> None:
        """Compile the words by which people say what they are."""
        self.identity = compile_identity(self.codebook)

    def match(self, doc: Doc) -> list[Span]:
        """Find the voices, ascending."""
        page = _read(doc)
        found = list(find_authors(page.text, page.lines))
        if looks_like_programme(page.text, page.lines):
            found += find_speakers(page.text, page.lines)
        found += find_turns(page.text, [(start, end) for _, start, end in page.lines])
        for kind, start, end in page.lines:
            quoted = find_quotations(page.text[start:end], is_block_quote=kind == "quotation")
            found += [replace(voice, start=voice.start + start, end=voice.end + start) for voice in quoted]
        found += self._first_persons(page, [voice for voice in found if voice.kind == "quoted"])
        found += self._unnamed(doc, page)
        spans = (self._span(doc, page, voice) for voice in found)
        return sorted(
            (span for span in spans if span is not None), key=lambda span: (span.start, span.end, span.label_)
        )

    def _first_persons(self, page: _Page, quoted: list[FoundVoice]) -> Iterator[FoundVoice]:
        """Find where the writer says that the experience is their own: once a block, and not in a quotation."""
        others = Ranges((voice.start, voice.end) for voice in quoted)
        for _, start, end in page.lines:
            cue = self.identity.says_so(page.text[start:end])
            if cue and not others.overlap(start, end):
                yield FoundVoice("first person", start, end, cue=cue)

    def _unnamed(self, doc: Doc, page: _Page) -> Iterator[FoundVoice]:
        """Find people of the work without a name who sit where it is decided, or are billed to speak."""
        lived = [person for person in page.people if person.label_ == "lived" and self._is_plain(person)]
        for sentence in sentences_with(doc, (person.start for person in lived)):
            text, place = sentence.text, (sentence.start_char, sentence.end_char)
            first = lived[bisect_left(lived, sentence.start, key=lambda person: person.start)].text
            if _SEAT.search(text) and _COUNTED.search(text):
                yield FoundVoice("member", *place, role=first, cue="a counted seat")
            elif _PRESENTED.search(text):
                yield FoundVoice("speaker", *place, role=first, cue="billed without a name")

    def _is_plain(self, person: Span) -> bool:
        """Say whether the role speaks for itself: "participants" made lived by the words around them bill nobody."""
        return self.codebook.roles[person.id_].group != "ambiguous"

    def _span(self, doc: Doc, page: _Page, voice: FoundVoice) -> Span | None:
        span = doc.char_span(voice.start, voice.end, alignment_mode="expand")
        if span is None:
            return None
        span = trim(span)
        facts: dict[str, Any] = {
            "name": voice.name,
            "role": voice.role,
            "cue": voice.cue,
            "groups": self._groups(page, voice),
            "minutes": voice.minutes,
        }
        return Span(doc, span.start, span.end, label=voice.kind, span_id=srsly.json_dumps(facts))

    def _groups(self, page: _Page, voice: FoundVoice) -> list[str]:
        """Give the groups that the words beside the name, or the person's own words, say."""
        beside = (f"{voice.role} {voice.cue}" if voice.kind == "quoted" else voice.role).lower()
        near = page.people_between(voice.start - ATTRIBUTION, voice.end + ATTRIBUTION)
        groups = {person.label_ for person in near if person.text.lower() in beside}
        own = page.text[voice.start : voice.end]
        if voice.kind == "first person" or (voice.kind == "quoted" and self.identity.says_so(own)):
            groups.add("lived")
        if voice.kind in ("speaker", "author") and self.identity.billed_so(f"{voice.role or own} {page.below(voice)}"):
            groups.add("lived")
        return [group for group in GROUPS if group in groups]


@dataclass(frozen=True)
class _Page:
    """What is read of a Doc, taken from its tokens once: a Doc puts its text together anew for everybody who asks."""

    text: str
    lines: list[Line]
    people: list[Span]

    def people_between(self, start: int, end: int) -> list[Span]:
        """Give the people that begin between two characters."""
        first = bisect_left(self.people, start, key=lambda person: person.start_char)
        last = bisect_left(self.people, end, key=lambda person: person.start_char)
        return self.people[first:last]

    def below(self, voice: FoundVoice) -> str:
        """Give what stands under a heading that is a speaker's name: their billing goes on there."""
        here = bisect_left(self.lines, voice.start, key=lambda line: line[1])
        if here >= len(self.lines) or self.lines[here][0] != "heading" or not voice.name:
            return ""
        following = (self.lines[index] for index in range(here + 1, len(self.lines)))
        return " ".join(
            self.text[start:end] for _, start, end in takewhile(lambda line: line[0] != "heading", following)
        )


def _read(doc: Doc) -> _Page:
    lines = [(block.label_, block.start_char, block.end_char) for block in spans_of(doc, BLOCKS)]
    return _Page(doc.text, lines, spans_of(doc, "people"))


def decode_voice(span: Span) -> Voice:
    """Make a `Voice` of a span of the group ``"voices"``."""
    facts = srsly.json_loads(span.id_)
    groups = tuple(facts["groups"])
    return Voice(
        kind=cast(VoiceKind, span.label_),
        name=facts["name"],
        role=facts["role"],
        lived=_lived(groups),
        groups=groups,
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        cue=facts["cue"],
        minutes=facts["minutes"],
    )


def _lived(groups: tuple[str, ...]) -> bool | None:
    """Lived where it is said, also beside a profession; not lived where only a post is said; else unknown."""
    if {"lived", "community"} & set(groups):
        return True
    return False if groups else None
