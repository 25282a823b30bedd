"""Who writes of their own life: "as a carer, I …", narrators under their names, a writer who says who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tokenwatch.language.voices.found import FoundVoice, VoiceFinder
from tokenwatch.language.voices.identity import IdentityPatterns, compile_identity
from tokenwatch.language.voices.line import Line
from tokenwatch.language.voices.masked_text import blank
from tokenwatch.language.voices.names import NAME, SINGLE, is_name, is_single_name
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.words import FIRST_PERSON, VoiceWords

NARRATES = 2
"""Words of the first person singular from which a paragraph under a name is that person's own story."""

_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
_SAYS_NAME = re.compile(
    rf"\b(?:[Mm]y name is|I['’]?\s?a?m|[Tt]his is)\s(?P<name>{NAME}|{SINGLE})"
    r"(?:,?\s(?:and\sI(?:['’]m|\sam)\s)?(?P<role>"
    r"(?:an?|the|your|conducting|working|from|studying)\s[^.;\n]{2,140}))?"
)
_OWN = re.compile(
    r"\b(?:[Mm]y (?:own (?:experiences?|diagnosis|story|illness|journey|disability)|personal experiences?|"
    r"expertise|lived)|I (?:personally|myself)|[Ii]n my (?:own )?experience)\b"
)
_OF_ONESELF = frozenset("i me my mine myself we us our ours im iam this".split())
"""Words of which every line in which somebody speaks of themselves holds one; "This is Rosa Pinto" too."""
_ONLY_ASKS = re.compile(r"[^.!]*\?\s*")
_TOLD = ("paragraph", "list item")
_OURS = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|us|[Oo]ur)\b")
_USER_STORY = re.compile(r"^[\W_]*As an? [^,.]{3,60}, I (?:want|need|would like|can|should)\b")


class FirstPersons(VoiceFinder):
    """Find writers and narrators who speak of themselves, each once.

    Parameters
    ----------
    words
        For the codebook.
    """

    def __init__(self, words: VoiceWords) -> None:
        self.identity: IdentityPatterns = compile_identity(words.codebook)

    def find(self, page: Page) -> Iterator[FoundVoice]:
        """Give narrators under their own headings, then the writer of the rest."""
        told: set[int] = set()
        for heading in page.lines:
            for voice in self._narrator(page, heading):
                told.update(line.index for line in page.below(heading))
                yield voice
        yield from self._writer(page, [line for line in page.lines if line.index not in told])

    def _narrator(self, page: Page, heading: Line) -> Iterator[FoundVoice]:
        if not heading.persons:
            return
        below = [line for line in page.below(heading) if line.kind == "paragraph"]
        plural = len(heading.persons) > 1
        for line in below[:3]:
            own = _outside_marks(line)
            if len(FIRST_PERSON.findall(own)) >= NARRATES or len(_WE.findall(own)) >= NARRATES:
                name = "" if plural else heading.persons[0].name
                yield FoundVoice(
                    "first person", *line.place, name=name, role=heading.persons[0].role,
                    cue="narrator", words=line.place, about=(line.start, below[-1].end),
                    places=tuple(other.place for other in below if other.index != line.index),
                )  # fmt: skip
                return

    def _writer(self, page: Page, lines: list[Line]) -> Iterator[FoundVoice]:
        """Give the writer: where they say who they are, or tell of their own experience; once."""
        best: tuple[int, FoundVoice] | None = None
        for line in lines:
            if line.kind in ("heading", "quotation", "table row") or _OF_ONESELF.isdisjoint(line.masked.words):
                continue
            if _ONLY_ASKS.fullmatch(line.text):
                continue
            own = _outside_marks(line)
            cue = self.identity.says_so(own)
            named = _SAYS_NAME.search(own)
            name = named["name"] if named and (is_name(named["name"]) or is_single_name(named["name"])) else ""
            tells = _OWN.search(own)
            if not (cue or name or (tells and FIRST_PERSON.search(own))) or _USER_STORY.search(own):
                continue
            rank = 4 * bool(cue) + 2 * bool(name) + bool(tells)
            role = (named["role"] or "").strip() if named and name else ""
            voice = FoundVoice(
                "first person", *line.place, name=name, role=role, cue=cue or _words_of(named or tells),
                words=line.place, about=line.place,
            )  # fmt: skip
            if best is None or rank > best[0]:
                best = rank, voice
        if best is not None:
            first = best[1]
            told = (line for line in lines if line.kind in _TOLD and _OURS.search(_outside_marks(line)))
            places = tuple(line.place for line in told if line.start != first.start)
            yield replace(first, places=places)


def _words_of(match: re.Match[str] | None) -> str:
    return match.group() if match else ""


def _outside_marks(line: Line) -> str:
    """Give a line with quoted words blanked: what others say is not the writer's own."""
    return blank(line.text, ((quote.start, quote.end) for quote in line.masked.marked), " ")
