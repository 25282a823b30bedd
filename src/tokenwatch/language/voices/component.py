"""The factory ``tokenwatch_voices``: who speaks or sits where it is decided, in ``doc.spans["voices"]``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.analysis import GROUPS, PEOPLE, Voice, VoiceKind
from tokenwatch.language.component import SpanGroupComponent
from tokenwatch.language.spans import trim
from tokenwatch.language.voices.authors import Authors
from tokenwatch.language.voices.first_persons import FirstPersons
from tokenwatch.language.voices.found import FoundVoice, VoiceFinder
from tokenwatch.language.voices.identity import compile_identity
from tokenwatch.language.voices.joining import join_voices
from tokenwatch.language.voices.page import Page, read_page
from tokenwatch.language.voices.quotations import Quotations
from tokenwatch.language.voices.reported import ReportedSpeech
from tokenwatch.language.voices.roster import Rosters
from tokenwatch.language.voices.seats import Seats
from tokenwatch.language.voices.speakers import Speakers
from tokenwatch.language.voices.standing import Standing
from tokenwatch.language.voices.turns import Turns
from tokenwatch.language.voices.words import VoiceWords

FINDERS: tuple[type[VoiceFinder], ...] = (
    Authors,
    FirstPersons,
    Quotations,
    ReportedSpeech,
    Seats,
    Speakers,
    Turns,
)
"""One file each: a new way of speaking is a new finder here."""


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
        """Compile the words by which a text says that somebody speaks."""
        words = VoiceWords(self.codebook)
        self.rosters = Rosters(words)
        self.finders = [finder(words) for finder in FINDERS]
        self.standing = Standing(words, compile_identity(self.codebook))

    def match(self, doc: Doc) -> list[Span]:
        """Find the voices, ascending."""
        page = read_page(doc, self.rosters.kind)
        voices = join_voices(page, (voice for finder in self.finders for voice in finder.find(page)))
        n_speakers = sum(voice.number for voice in voices if voice.kind == "speaker")
        all_lived = n_speakers > 0 and self.standing.all_have_it(page, n_speakers)
        spans = (self._span(doc, page, voice, lived=all_lived and voice.kind == "speaker") for voice in voices)
        return sorted(
            (span for span in spans if span is not None), key=lambda span: (span.start, span.end, span.label_)
        )

    def _span(self, doc: Doc, page: Page, voice: FoundVoice, *, lived: bool) -> Span | None:
        span = doc.char_span(voice.start, voice.end, alignment_mode="expand")
        if span is None:
            return None
        span = trim(span)
        groups = {*self.standing.groups(page, voice), *(("lived",) if lived else ())}
        facts: dict[str, Any] = {
            "name": voice.name,
            "role": voice.role,
            "cue": voice.cue,
            "groups": [group for group in GROUPS if group in groups],
            "minutes": voice.minutes,
            "number": voice.number,
            "announced": voice.announced,
            "places": voice.places,
        }
        return Span(doc, span.start, span.end, label=voice.kind, span_id=srsly.json_dumps(facts))


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
        number=facts["number"],
        places=tuple((start, end) for start, end in facts["places"]),
    )


def count_announced(spans: Iterable[Span]) -> int:
    """Count the people whom a label, a list or the form of a programme bills: what makes a page a programme."""
    facts = (srsly.json_loads(span.id_) for span in spans if span.label_ == "speaker")
    return sum(fact["number"] for fact in facts if fact["announced"])


def _lived(groups: tuple[str, ...]) -> bool | None:
    """Lived where it is said, also beside a profession; not lived where only a post is said; else unknown."""
    if not PEOPLE.isdisjoint(groups):
        return True
    return False if groups else None
