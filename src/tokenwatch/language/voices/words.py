"""The codebook's word lists on voices, compiled once for all finders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tokenwatch.codebook import Codebook
from tokenwatch.language.voices.gated import first_words
from tokenwatch.language.voices.masked_text import FULL, SHORT

NUMBERS = dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True))
"""Numbers that are written as words: style guides write those above in figures."""
FIRST_PERSON = re.compile(r"\b(?:I(?:['’](?:m|ve|d|ll))?|[Mm]y|[Mm]e|[Mm]yself)\b")
"""Words in which one person speaks of themselves."""
_OF_WHOM = re.compile(
    r"^(?:one|some|several|many|most|all|both|two|three|four|five|six|(?:the )?majority|a few|a number|"
    r"a couple|half|\d+) of (?:the|our|these|those|them)?\s?(?=\w)",
    re.IGNORECASE,
)
_NOT_INSIDE = tuple(
    "and who that which said was were is are had has have he she they we it i the a an his her their of "
    "in to for on with by at from or not as would will could be been".split()
)
_BEHIND_HEAD = re.compile(r"\s(?:of|in|at|on|from|with|for|going|near|to)\s.*", re.DOTALL)


@dataclass(frozen=True)
class VoiceWords:
    """Patterns made of the ``voice_…`` cues.

    Parameters
    ----------
    codebook
        Its cues are read.
    """

    codebook: Codebook

    def any_of(self, *cues: str) -> str:
        """Give a pattern for any wording of some cues, the longest first."""
        return alternatives(wording for cue in cues for wording in self.codebook.cues[cue])

    def first_of(self, *cues: str) -> frozenset[str]:
        """Give the first words of all wordings of some cues."""
        return first_words(wording for cue in cues for wording in self.codebook.cues[cue])

    @cached_property
    def said(self) -> str:
        """A verb of speech."""
        return self.any_of("voice_said")

    @cached_property
    def group(self) -> str:
        """In a mask of names: people named by what they are: "one participant", "the lad on the desk"."""
        first = (
            rf"(?:[{FULL}{SHORT}]+['’]s|[Oo]ne|[Aa]n?|[Aa]nother|[Tt]he|[Tt]hese|[Tt]hose|[Ss]everal|"
            r"[Ss]ome|[Mm]any|[Mm]ost|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|"
            r"[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Oo]ther|[Bb]oth|[Aa]ll|[Oo]ur|[Hh]er|[Hh]is|"
            r"[Tt]heir|[Mm]y|[Mm]ajority|\d{1,3})"
        )
        inside = rf"(?:(?!{alternatives(_NOT_INSIDE)}\b)[\w’'-]+\s){{0,4}}?"
        # "Patients with AD have been reported to …": an auxiliary ends the phrase.
        auxiliary = r"(?!(?:have|has|had|been|be|being|is|are|was|were|who|which|will|would|can|may)\b)"
        behind = rf"(?:\s(?:of|in|at|on|from|with|for|going|near)(?:\s{auxiliary}[\w’'-]+){{1,7}}?)?"
        head = (
            rf"(?:{self.any_of('voice_people', 'persons', 'participants')}|"
            r"[a-z][\w-]*(?:er|or|ist|ian|man|woman|ee)s?\b)"
        )
        return (
            rf"(?:{first}\s(?:of\s(?:the|our|these|those|them)\s?)?{inside}{head}{behind}|"
            rf"{self._plural_heads}{behind}|[Ss]omebody\b{behind}|[Oo]thers\b)"
        )

    @cached_property
    def no_people(self) -> re.Pattern[str]:
        """Heads that say something and are nobody: reports, letters, bodies."""
        return re.compile(rf"\b{self.any_of('voice_no_people')}s?$", re.IGNORECASE)

    def is_people(self, who: str) -> bool:
        """Say whether words with a noun at their head mean people, and no letter, body or thing.

        Examples
        --------
        >>> from tokenwatch.codebook import load_codebook
        >>> words = VoiceWords(load_codebook())
        >>> [words.is_people(who) for who in ("the lad on the desk", "One of the tenants", "The report", "the Trust")]
        [True, True, False, False]
        """
        head = _BEHIND_HEAD.sub("", _OF_WHOM.sub("", who.strip())).strip()
        last = head.split()[-1] if head else ""
        return bool(last) and (last[0].islower() or len(head.split()) == 1) and not self.no_people.search(head)

    @cached_property
    def _plural_heads(self) -> str:
        plurals = {
            word
            for cue in ("voice_people", "persons", "participants")
            for word in self.codebook.cues[cue]
            if word.endswith("s") or word == "people"
        }
        return alternatives([word for plural in plurals for word in (plural, plural.capitalize())])

    @cached_property
    def somebody(self) -> str:
        """In a mask of names: a name, a single name, a pronoun, or people named by what they are."""
        return rf"(?<!\w)(?:{FULL}+|{SHORT}+|[Hh]e\b|[Ss]he\b|[Tt]hey\b|I\b|{self.group})"


def alternatives(wordings: Iterable[str]) -> str:
    r"""Give a pattern for any of some wordings, the longest first, whole words only.

    Examples
    --------
    >>> alternatives(["told", "told us"])
    '(?:told\\ us|told)(?!\\w)'
    """
    longest_first = sorted(dict.fromkeys(wordings), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace("'", "['’]") for word in longest_first) + r")(?!\w)"


def number_of(word: str) -> int:
    """Give the number that a word or figures stand for; of "a" and what is no number, 1.

    Examples
    --------
    >>> number_of("Three"), number_of("14"), number_of("a")
    (3, 14, 1)
    """
    return NUMBERS.get(word.lower(), int(word) if word.isdigit() else 1)
