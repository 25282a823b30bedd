"""The factory ``tokenwatch_voices``: who speaks or sits where it is decided, in ``doc.spans["voices"]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.analysis import GROUPS, Voice
from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.component import SpanGroupComponent, spans_of
from tokenwatch.language.matching import WordingMatcher
from tokenwatch.language.quotations import FoundVoice, find_quotations
from tokenwatch.language.speakers import find_authors, find_speakers, looks_like_programme
from tokenwatch.language.statements import trim

_SEAT = re.compile(
    r"\b(?:is|are|was|were|as|our|sits?|sat|serves?|served|became|elected|appointed|has|have)\b.{0,60}?\b(?:trustees?|co-?chairs?|chair|board members?|members? of (?:the|our) "
    r"(?:board|panel|committee|group)|on (?:the|our) (?:board|panel|committee|steering group|advisory group)|co-applicants?|peer researchers?|co-leads?|governors?)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|majority|\d{1,3})\b", re.IGNORECASE)


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
        self.matcher = WordingMatcher(self.nlp, {"self": self.codebook.cues["self_identification"]})

    def match(self, doc: Doc) -> list[Span]:
        """Find the voices, ascending."""
        blocks = spans_of(doc, BLOCKS)
        lines = [(block.label_, block.start_char, block.end_char) for block in blocks]
        found = list(find_authors(doc.text, lines))
        if looks_like_programme(doc.text, lines):
            found += find_speakers(doc.text, lines)
        for kind, start, end in lines:
            quoted = find_quotations(doc.text[start:end], is_block_quote=kind == "quotation")
            found += [replace(voice, start=voice.start + start, end=voice.end + start) for voice in quoted]
        found += self._first_persons(doc)
        found += self._seats(doc)
        spans = (self._span(doc, voice) for voice in found)
        return sorted((span for span in spans if span is not None), key=lambda span: (span.start, span.end, span.label_))

    def _first_persons(self, doc: Doc) -> Iterator[FoundVoice]:
        """Find where the writer says that the experience is their own: once a block."""
        hits = self.matcher.find_phrases(doc)
        blocks = spans_of(doc, BLOCKS)
        for block in blocks:
            inside = next((hit for hit in hits if block.start <= hit[1] < block.end), None)
            if inside is not None and not self._in_quotation(doc, block, inside[1]):
                yield FoundVoice(
                    "first person", block.start_char, block.end_char, cue=doc[inside[1] : inside[2]].text, role="says so"
                )

    @staticmethod
    def _in_quotation(doc: Doc, block: Span, index: int) -> bool:
        before = doc[block.start : index].text
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1

    def _seats(self, doc: Doc) -> Iterator[FoundVoice]:
        """Find counted or named people of the work on a body that decides."""
        for statement in spans_of(doc, "statements"):
            text = statement.text
            if not _SEAT.search(text):
                continue
            lived = [p for p in spans_of(doc, "people") if statement.start <= p.start < statement.end and p.label_ == "lived"]
            if lived and _COUNTED.search(text):
                yield FoundVoice("member", statement.start_char, statement.end_char, role=lived[0].text, cue="a counted seat")

    def _span(self, doc: Doc, voice: FoundVoice) -> Span | None:
        span = doc.char_span(voice.start, voice.end, alignment_mode="expand")
        if span is None:
            return None
        span = trim(span)
        groups = self._groups(doc, voice, span)
        facts = {"name": voice.name, "role": "" if voice.role == "says so" else voice.role, "cue": voice.cue, "groups": groups}
        return Span(doc, span.start, span.end, label=voice.kind, span_id=srsly.json_dumps(facts))

    def _groups(self, doc: Doc, voice: FoundVoice, span: Span) -> list[str]:
        """Give the groups that the words beside the name, or the person's own words, say."""
        groups = {"lived"} if voice.kind == "first person" or self.matcher.find_phrases(span) else set()
        for person in spans_of(doc, "people"):
            if span.start <= person.start < span.end and person.text.lower() in f"{voice.role} {voice.cue}".lower():
                groups.add(person.label_)
        return [group for group in GROUPS if group in groups]


def decode_voice(span: Span) -> Voice:
    """Make a `Voice` of a span of the group ``"voices"``."""
    facts = srsly.json_loads(span.id_)
    groups = tuple(facts["groups"])
    return Voice(
        kind=span.label_,
        name=facts["name"],
        role=facts["role"],
        lived=_lived(groups),
        groups=groups,
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        cue=facts["cue"],
    )


def _lived(groups: tuple[str, ...]) -> bool | None:
    """Lived where it is said, also beside a profession; not lived where only a post is said; else unknown."""
    if {"lived", "community"} & set(groups):
        return True
    return False if groups else None
