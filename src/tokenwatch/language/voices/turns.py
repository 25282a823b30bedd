"""Turns of a transcript, answers under the names of those who gave them, interviews."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tokenwatch.analysis import TURN
from tokenwatch.language.voices.found import FoundVoice, VoiceFinder
from tokenwatch.language.voices.marks import find_marked
from tokenwatch.language.voices.names import NAME, SINGLE, find_names, is_name, is_single_name
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.words import VoiceWords

MIN_TURNS = 3
"""Lines of the form "Name: words" from which a text is a transcript: a form or a set of notes has a few of its own
("Where: …", "When: …"), each label once, and none is a name."""
MIN_WORDS = 6
"""Words of an answer: "Name: Rosa Pinto", "Maria: yes" are none."""

_TURN = re.compile(
    rf"^[\s*_\[(]*(?P<who>{NAME}|{SINGLE})(?:\s?\([^)]{{1,40}}\))?[\s*_\])]*(?::|\s–|\s—)[\s*_]+(?P<words>\S.{{8,}})$",
    re.DOTALL,
)
_INITIALS = re.compile(
    r"^\**(?P<who>[A-Z]{1,3}[0-9]?)\**(?::\s*|\s+)(?P<words>(?!am\b|was\b|have\b|had\b|think\b|do\b)\S.*)$", re.DOTALL
)
_KEY = re.compile(rf"(?P<initials>[A-Z]{{2,3}})\s*(?:[-–—=:])\s*(?P<name>{NAME})")
_LABELS = frozenset(
    "where when who what why how streamed slides note notes tip example update warning summary answer question".split()
)
_SPOKEN = re.compile(
    r"\b(?:I|you|we|[Yy]ou|[Ww]e|my|your|me|us|[Yy]eah|[Yy]es|[Oo]kay|[Mm]m+|[Uu]h|[Oo]h|so|[Ss]o)\b|…|\?|\.\.\."
)
_ASKED = re.compile(r"^(?:.*\?|(?:tell|describe|share|introduce)\b.*)[\s*_]*$", re.IGNORECASE | re.DOTALL)


class Turns(VoiceFinder):
    """Find who takes turns in a conversation, each once.

    Parameters
    ----------
    words
        The codebook's labels of programmes, which are no names.
    """

    def __init__(self, words: VoiceWords) -> None:
        self.labels = frozenset(words.codebook.cues["voice_speaker_labels"]) | _LABELS

    def find(self, page: Page) -> Iterator[FoundVoice]:
        """Give each speaker of a transcript, of labelled answers or of an interview."""
        yield from self._labelled(page)
        yield from self._initials(page)
        yield from self._interview(page)

    def _labelled(self, page: Page) -> Iterator[FoundVoice]:
        turns = []
        for line in page.lines:
            turn = _TURN.match(line.text) if line.kind in ("paragraph", "list item") else None
            if (
                turn
                and turn["who"].lower() not in self.labels
                and (is_single_name(turn["who"]) or is_name(turn["who"]))
            ):
                turns.append((turn["who"], turn["words"], line.start + turn.start("words"), line.end))
        speakers = Counter(who for who, *_ in turns)
        talk = (
            len(turns) >= min(MIN_TURNS, sum(line.kind == "paragraph" for line in page.lines))
            and len(turns) > 1
            and any(_SPOKEN.search(said) for _, said, *_ in turns)
            and (len(turns) >= MIN_TURNS or all(_SPOKEN.search(said) for _, said, *_ in turns))
            and (
                max(speakers.values()) > 1 or sum(bool(_SPOKEN.search(said)) for _, said, *_ in turns) * 2 > len(turns)
            )
        )
        if talk:
            cue = TURN if max(speakers.values()) > 1 else "labelled answer"
            for who, said, start, end in turns:
                if (len(said.split()) >= MIN_WORDS or cue == TURN) and not find_marked(said[:2]):
                    yield FoundVoice("quoted", start, end, name=who, cue=cue, words=(start, end))

    def _initials(self, page: Page) -> Iterator[FoundVoice]:
        """Give the speakers of a transcript with initials; a list of them tells the names."""
        turns = [
            (match, line) for line in page.lines if (match := _INITIALS.match(line.text)) and line.kind == "paragraph"
        ]
        keys = {
            match["initials"]: match["name"] for row in page.text[:4000].splitlines() for match in _KEY.finditer(row)
        }
        turns = [(match, line) for match, line in turns if not _KEY.match(line.text.strip("*_ "))]
        counts = Counter(match["who"] for match, _ in turns)
        first = next((line.text for line in page.lines if line.kind == "paragraph"), "")
        if len(counts) < 2 or not (
            keys or _INITIALS.match(first) or len(turns) * 2 > sum(line.kind == "paragraph" for line in page.lines)
        ):
            return
        if sum(bool(_SPOKEN.search(match["words"])) for match, _ in turns) * 2 < len(turns):
            return
        for initials, name in keys.items():
            if initials in counts:
                place = page.text.find(name)
                yield FoundVoice("speaker", place, place + len(name), name=name, cue="list of speakers")
        for match, line in turns:
            start = line.start + match.start("words")
            # "A" and "I" begin sentences too.
            if match["who"] in keys or counts[match["who"]] > 1 or match["who"] not in ("A", "I"):
                yield FoundVoice(
                    "quoted",
                    start,
                    line.end,
                    name=keys.get(match["who"], match["who"]),
                    cue=TURN,
                    words=(start, line.end),
                )

    @staticmethod
    def _interview(page: Page) -> Iterator[FoundVoice]:
        """Give who answers questions that stand as headings: the person named last before the first of them."""
        asked = [line for line in page.lines if line.kind == "heading" and _ASKED.match(line.text) and not line.persons]
        answers = [(line, next(page.below(line), None)) for line in asked]
        own = [(line, answer) for line, answer in answers if answer and re.search(r"\bI\b|\b[Mm]y\b", answer.text)]
        if not own:
            return
        first, answer = own[0]
        names = find_names(page.text[: first.start])
        if names and answer:
            name = page.text[slice(*names[-1])]
            yield FoundVoice("quoted", *answer.place, name=name, cue="interview", words=answer.place)
