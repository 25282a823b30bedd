"""How a text says that a person has the experience: in the person's own words, or as they are billed.

Only what is said counts. A name, a topic, a diagnosis of somebody else or a job with such people say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from tokenwatch.codebook import Codebook

_AM = r"\bI(?:['’]m|\sam|\swas|\shave\sbeen|['’]ve\sbeen)\s(?:\w+,?\s){0,4}?"
_HAVE = (
    r"\b(?:I(?:['’]ve)?\s(?:\w+\s)?(?:have|had|live|lived|been\sliving|was\sdiagnosed|got|developed|struggle|struggled|suffer|suffered|suffering)"
    r"(?:\s(?:with|from|had|got))?\s(?:\w+\s){0,2}?|(?:my|our)\s(?:own\s)?(?:\w+\s)?|I\swas\sdiagnosed\swith\s(?:\w+\s){0,2}?)"
)
_IS = (
    r"(?:\bwho(?:\sis|['’]s|\sare|\swas)|\b(?:she|he|they|[A-Z][\w’'-]+)\s(?:is|are|was|were|identifies\sas|identify\sas|was\sborn)|\bborn|"
    r"\bas(?=\san?\s)|\bone\sof\sthe\sfew|\ba\s(?:totally|proud|proudly)|\bcurrently)\s(?:(?:\w+,\s|(?:also|legally|totally|now|openly|an?|and|the|few|proud|themselves|herself|himself)\s)){0,4}?"
)
_HAS = (
    r"\b(?:diagnosed\swith|lives?\swith|living\swith|lived\swith|born\swith|person\swith|woman\swith|man\swith|parent\swith|who\shas|"
    r"(?:her|his|their)\s(?:own\s)?(?:lived\s)?(?:experience\s(?:of|with)\s)?|personal\sexperience\s(?:of|with)|(?:years|brings|with|has|have|both)\s(?:of\s)?(?:both\s)?(?=lived\sexperience))\s?(?:\w+\s){0,1}?"
)


_WORD = re.compile(r"\w+")
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|us|[Oo]urs?)\b")
NEAR = 80
"""Characters between "as a carer" and the "I" that makes it somebody's own: within one clause or two. Without it,
statistics ("identify as a person with a disability") would speak."""


@dataclass(frozen=True)
class IdentityPatterns:
    """The two ways of saying it, compiled from a codebook.

    Parameters
    ----------
    own, told
        Of oneself, and of somebody else.
    own_words
        Words of which every match of `own` holds one.
    """

    own: re.Pattern[str]
    told: re.Pattern[str]
    own_words: frozenset[str]

    def says_so(self, words: str) -> str:
        """Give the words by which a writer says "I am one of them", or ``""``.

        Examples
        --------
        >>> from tokenwatch.codebook import load_codebook
        >>> compile_identity(load_codebook()).says_so("I have lived with diabetes since I was nine.")
        'I have lived with diabetes'
        """
        # The pattern tries hundreds of phrases: only where it can find something.
        if not _FIRST_PERSON.search(words) or self.own_words.isdisjoint(_WORD.findall(words.lower())):
            return ""
        near = (
            match
            for match in self.own.finditer(words)
            if _FIRST_PERSON.search(words[max(match.start() - NEAR, 0) : match.end() + NEAR])
        )
        return next((match.group() for match in near), "")

    def billed_so(self, words: str) -> str:
        """Give the words by which somebody else says so of a person, or ``""``."""
        match = self.told.search(words)
        return match.group() if match else ""


def compile_identity(codebook: Codebook) -> IdentityPatterns:
    """Compile the patterns from the codebook's ``experience_…`` and ``self_identification`` cues."""
    states = _any(codebook.cues["experience_states"])
    conditions = _any(codebook.cues["experience_conditions"])
    said = _any(codebook.cues["self_identification"])
    told = _any(codebook.cues["experience_told"])
    phrases = [codebook.cues[name] for name in ("self_identification", "experience_states", "experience_conditions")]
    own_words = [_WORD.findall(phrase) for phrase in chain.from_iterable(phrases)]
    # Asked first, the few words that a match can begin with spare most of the hundred phrases.
    begins = _any({words[0] for words in map(_WORD.findall, phrases[0]) if words} | {"i", "my", "our"})
    return IdentityPatterns(
        own=re.compile(rf"\b(?={begins})(?:{said}|{_AM}{states}|{_HAVE}{conditions})", re.IGNORECASE),
        told=re.compile(
            rf"\b{told}|{_IS}{states}|{_HAS}{conditions}|\((?:peer|carer|patient|tenant|service user|survivor)\)",
            re.IGNORECASE,
        ),
        own_words=frozenset(max(words, key=len) for words in own_words if words),
    )


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace("'", "['’]") for word in longest_first) + r")(?!\w)"
