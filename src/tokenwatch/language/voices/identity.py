"""How a text says that a person has the experience: in the person's own words, or as they are billed.

Only what is said counts. A name, a topic, a diagnosis of somebody else or a job with such people say nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from tokenwatch.codebook import Codebook
from tokenwatch.language.voices.words import alternatives

LISTED = 3
"""States in a list of what somebody is: one or two stand in any sentence."""
NEAR = 80
"""Characters between "as a carer" and the "I" that makes it somebody's own: within one clause or two. Without it,
statistics ("identify as a person with a disability") would speak."""

_AM = r"\bI(?:['’]m|\sam|\swas|\shave\sbeen|['’]ve\sbeen)\s(?:[\w’'-]+,?\s){0,6}?"
_HAVE = (
    r"\b(?:I(?:['’]ve)?\s(?:\w+\s)?(?:have|had|live|lived|been\sliving|was\sdiagnosed|got|developed|"
    r"struggle|struggled|suffer|suffered|suffering)"
    r"(?:\s(?:with|from|had|got))?\s(?:\w+\s){0,2}?|(?:my|our)\s(?:own\s)?(?:\w+\s)?|"
    r"I\swas\sdiagnosed\swith\s(?:\w+\s){0,2}?)"
)
_IS = (
    r"(?:\bwho(?:\sis|['’]s|\sare|\swas)|\b(?:she|he|they|[A-Z][\w’'-]+)\s(?:is|are|was|were|"
    r"identifies\sas|identify\sas|was\sborn)|\bborn|"
    r"\bas(?=\san?\s)|\bone\sof\sthe\sfew|\ba\s(?:totally|proud|proudly)|\bcurrently)\s(?:"
    r"(?:\w+,\s|(?:also|legally|totally|now|openly|an?|and|the|few|proud|themselves|herself|"
    r"himself)\s)){0,4}?"
)
_HAS = (
    r"\b(?:diagnosed\swith|lives?\swith|living\swith|lived\swith|born\swith|person\swith|woman\swith|"
    r"man\swith|parent\swith|who\shas|"
    r"(?:her|his|their)\s(?:own\s)?(?:lived\s)?(?:experience\s(?:of|with)\s)?|"
    r"personal\sexperience\s(?:of|with)|(?:years|brings|with|has|have|both)\s(?:of\s)?(?:both\s)?"
    r"(?=lived\sexperience))\s?(?:\w+\s){0,1}?"
)


_NO_POST = (
    r"(?!\s(?:fellow|doctor|artist|officer|liaison|advis[eo]r|engineer|representative|physician|director|"
    r"experience|safety|services?)s?\b)"
)
_IN_BRACKETS = r"\((?:peer|carer|patient|tenant|service user|survivor)\)"
_BESIDE_PRONOUNS = r"\([^()]{0,30}[/,]\s?(?:autistic|disabled|deaf|blind|neurodivergent)\b"
_RELATIVE = (
    r"(?:mother|father|mum|mom|dad|parent|son|daughter|sister|brother|husband|wife|widow|partner|grandmother|"
    r"grandfather|carer)"
)
_OF_A_PATIENT = (
    r"\b(?:mother|father|mum|mom|dad|parent|son|daughter|sister|brother|husband|wife|partner|carer|relative)s?\sof\s"
    r"(?:a|an|one of the|former)\s(?:\w+\s)?(?:patient|resident|tenant|inpatient|service user)s?\b"
)
_WHOSE_FAMILY = (
    r"\bwhose\s(?:late\s)?(?:own\s)?(?:son|daughter|mother|mum|mam|father|dad|husband|wife|partner|brother|sister|"
    r"child|children|baby|grandson|granddaughter)\b"
)
_WORD = re.compile(r"\w+")
_SINGULAR = re.compile(r"\b(?:I|[Mm]e|[Mm]y)\b")
_STOPS = re.compile(r"[.!?:;]\s")
_OF_OTHERS = re.compile(
    r"\b(?:people|persons|those|they|communities|groups|services|for|include|including|are|is|was|were|"
    r"such|other|have|has|may|can)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:people|those|persons?|individuals|adults|children|women|men|families|students|learners|users|"
    r"patients|employees|residents|tenants|"
    r"anyone|everyone|someone|others|communities|kids|veterans|clients|anybody|member|members|staff|"
    r"parents|carers|pupils|workers|researchers|"
    r"a child|a person|for|with|support(?:s|ing)?|help(?:s|ing)?|on|about)\s(?:who\s|that\s)?"
    r"(?:are\s|is\s|have\s|has\s|may\s)?$",
    re.IGNORECASE,
)
"""What stands before words on somebody else's life: "works with people living with dementia"."""
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|us|[Oo]urs?)\b")


@dataclass(frozen=True)
class IdentityPatterns:
    """The two ways of saying it, compiled from a codebook.

    Parameters
    ----------
    own, told
        Of oneself, and of somebody else.
    own_words
        Words of which every match of `own` holds one.
    states
        What a person may be, alone.
    """

    own: re.Pattern[str]
    told: re.Pattern[str]
    own_words: frozenset[str]
    states: re.Pattern[str]

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
        return next((match.group() for match in near), "") or self._listed(words)

    def _listed(self, words: str) -> str:
        """Give a list of what somebody is, as "Disabled, working class, care leaver, mum. I beat the odds."."""
        if not _SINGULAR.search(words):
            return ""
        for sentence in _STOPS.split(words):
            parts = sentence.split(",")
            of_oneself = len(parts) > LISTED and not _OF_OTHERS.search(sentence)
            if of_oneself and sum(bool(self.states.search(part)) for part in parts) >= LISTED:
                return sentence.strip()[:80]
        return ""

    def billed_so(self, words: str) -> str:
        """Give the words by which somebody else says so of a person, or ``""``."""
        own = (
            match
            for match in self.told.finditer(words)
            if not _OTHERS.search(words[max(match.start() - 40, 0) : match.start()])
        )
        return next((match.group() for match in own), "")


def compile_identity(codebook: Codebook) -> IdentityPatterns:
    """Compile the patterns from the codebook's ``experience_…`` and ``self_identification`` cues."""
    states = alternatives(codebook.cues["experience_states"])
    conditions = alternatives(codebook.cues["experience_conditions"])
    said = alternatives(codebook.cues["self_identification"])
    told = alternatives([*codebook.cues["experience_told"], *codebook.cues["experience_lives"]])
    aids = alternatives(codebook.cues["experience_aids"])
    phrases = [codebook.cues[name] for name in ("self_identification", "experience_states", "experience_conditions")]
    own_words = [_WORD.findall(phrase) for phrase in chain.from_iterable(phrases)]
    # Asked first, the few words that a match can begin with spare most of the hundred phrases.
    begins = alternatives({words[0] for words in map(_WORD.findall, phrases[0]) if words} | {"i", "my", "our"})
    return IdentityPatterns(
        own=re.compile(rf"\b(?={begins})(?:{said}|{_AM}{states}|{_HAVE}{conditions})", re.IGNORECASE),
        told=re.compile(
            rf"\b{told}|{_IS}{states}{_NO_POST}|{_HAS}{conditions}|{_IN_BRACKETS}|"
            rf"\b{aids}(?:\s[\w-]+){{0,4}}[\s-]users?\b|{_BESIDE_PRONOUNS}|"
            rf"\b{_RELATIVE}\s(?:of|to|for)\s[^.;]{{0,60}}?"
            rf"(?:on the autism spectrum|with {conditions}|(?:autistic|disabled|deaf|blind)\b)|"
            rf"{_OF_A_PATIENT}|{_WHOSE_FAMILY}",
            re.IGNORECASE,
        ),
        states=re.compile(rf"\b(?:{states}|{conditions}|survivor|carer|mental illness\w*)", re.IGNORECASE),
        own_words=frozenset(max(words, key=len) for words in own_words if words),
    )
