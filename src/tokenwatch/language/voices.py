"""The factory ``tokenwatch_voices``: who speaks or sits where it is decided, in ``doc.spans["voices"]``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any, cast

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.analysis import GROUPS, Voice, VoiceKind
from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.component import SpanGroupComponent, spans_of
from tokenwatch.language.identity import compile_identity
from tokenwatch.language.quotations import ATTRIBUTION, FoundVoice, find_quotations, find_turns
from tokenwatch.language.speakers import find_authors, find_speakers, looks_like_programme
from tokenwatch.language.statements import trim

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
        blocks = spans_of(doc, BLOCKS)
        lines = [(block.label_, block.start_char, block.end_char) for block in blocks]
        found = list(find_authors(doc.text, lines))
        if looks_like_programme(doc.text, lines):
            found += find_speakers(doc.text, lines)
        found += find_turns(doc.text, [(start, end) for _, start, end in lines])
        for kind, start, end in lines:
            quoted = find_quotations(doc.text[start:end], is_block_quote=kind == "quotation")
            found += [replace(voice, start=voice.start + start, end=voice.end + start) for voice in quoted]
        found += self._first_persons(doc, [voice for voice in found if voice.kind == "quoted"])
        found += self._unnamed(doc)
        spans = (self._span(doc, voice) for voice in found)
        return sorted(
            (span for span in spans if span is not None), key=lambda span: (span.start, span.end, span.label_)
        )

    def _first_persons(self, doc: Doc, quoted: list[FoundVoice]) -> Iterator[FoundVoice]:
        """Find where the writer says that the experience is their own: once a block, and not in a quotation."""
        for block in spans_of(doc, BLOCKS):
            cue = self.identity.says_so(block.text)
            inside = any(voice.start < block.end_char and block.start_char < voice.end for voice in quoted)
            if cue and not inside:
                yield FoundVoice("first person", block.start_char, block.end_char, cue=cue)

    def _unnamed(self, doc: Doc) -> Iterator[FoundVoice]:
        """Find people of the work without a name who sit where it is decided, or are billed to speak."""
        for sentence in doc.sents:
            lived = [
                p
                for p in self._people(doc, sentence.start_char, sentence.end_char)
                if p.label_ == "lived" and self._is_plain(p)
            ]
            if not lived:
                continue
            place = (sentence.start_char, sentence.end_char)
            if _SEAT.search(sentence.text) and _COUNTED.search(sentence.text):
                yield FoundVoice("member", *place, role=lived[0].text, cue="a counted seat")
            elif _PRESENTED.search(sentence.text):
                yield FoundVoice("speaker", *place, role=lived[0].text, cue="billed without a name")

    def _is_plain(self, person: Span) -> bool:
        """Say whether the role speaks for itself: "participants" made lived by the words around them bill nobody."""
        return self.codebook.roles[person.id_].group != "ambiguous"

    @staticmethod
    def _people(doc: Doc, start: int, end: int) -> list[Span]:
        people = spans_of(doc, "people")
        first = bisect_left(people, start, key=lambda person: person.start_char)
        last = bisect_left(people, end, key=lambda person: person.start_char)
        return people[first:last]

    def _span(self, doc: Doc, voice: FoundVoice) -> Span | None:
        span = doc.char_span(voice.start, voice.end, alignment_mode="expand")
        if span is None:
            return None
        span = trim(span)
        facts: dict[str, Any] = {
            "name": voice.name,
            "role": voice.role,
            "cue": voice.cue,
            "groups": self._groups(doc, voice),
            "minutes": voice.minutes,
        }
        return Span(doc, span.start, span.end, label=voice.kind, span_id=srsly.json_dumps(facts))

    def _groups(self, doc: Doc, voice: FoundVoice) -> list[str]:
        """Give the groups that the words beside the name, or the person's own words, say."""
        beside = (f"{voice.role} {voice.cue}" if voice.kind == "quoted" else voice.role).lower()
        near = self._people(doc, voice.start - ATTRIBUTION, voice.end + ATTRIBUTION)
        groups = {person.label_ for person in near if person.text.lower() in beside}
        own = doc.text[voice.start : voice.end]
        if voice.kind == "first person" or (voice.kind == "quoted" and self.identity.says_so(own)):
            groups.add("lived")
        if voice.kind in ("speaker", "author") and self.identity.billed_so(
            f"{voice.role or own} {self._biography(doc, voice)}"
        ):
            groups.add("lived")
        return [group for group in GROUPS if group in groups]

    @staticmethod
    def _biography(doc: Doc, voice: FoundVoice) -> str:
        """Give what stands under a heading that is a speaker's name: their billing goes on there."""
        blocks = spans_of(doc, BLOCKS)
        here = bisect_left(blocks, voice.start, key=lambda block: block.start_char)
        if here >= len(blocks) or blocks[here].label_ != "heading" or not voice.name:
            return ""
        below = takewhile(lambda block: block.label_ != "heading", blocks[here + 1 :])
        return " ".join(block.text for block in below)


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
