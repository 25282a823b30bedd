"""Whose words they are: who is named before, behind or between quoted words, in the text's own order.

Each way of saying it is one pattern; the nearest that fits wins. A pronoun stands for the person named last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tokenwatch.language.voices.marks import Marked
from tokenwatch.language.voices.masked_text import FULL, SHORT, MaskedText
from tokenwatch.language.voices.names import POST_NOMINALS, find_names, is_single_name
from tokenwatch.language.voices.persons import AGE
from tokenwatch.language.voices.words import VoiceWords

MOST_WORDS_OF_ROLE = 16
"""Words from which what stands behind a name is another clause, and no role."""
REACH = 170
"""Characters before and behind quoted words in which their speaker is looked for: name, role and verb of speech
seldom take more."""

_PRONOUN = re.compile(r"(?:he|she|they|her|his|their)", re.IGNORECASE)
_ROLE = (
    rf"(?:{POST_NOMINALS}(?:,\s(?P<role>[^“”\"]{{2,110}}?)|\s\((?P<bracket>[^()]{{2,90}})\)"
    r"|\s(?P<of>(?:of|from|at|who)\s[^,.;:“”\"]{2,60}?)))?"
)
_ADVERB = (
    r"(?:\s?\w+ly|\s?(?:also|later|has|had|then|still|would|often|always|once|just|simply|too|himself|herself|again))?"
)
_LISTENER = (
    r"(?:\s(?:us|me|them|him|her|it|that|at|to|in|of|on|the|a|an|this|when|after|during|yesterday|last)\b"
    r"[^.:;“”\"]{0,70}?|\s\w+ly|\s(?:her|his|their|it)\b[^.:;“”\"]{0,60})?"
)
_DASH = re.compile(r"^[\s*_]*(?:[–—―~]|--?)\s*(?P<who>[^\n“”\"]{2,110}?)[\s*_]*(?:$|\n)")
_BRACKET = re.compile(r"^\s{0,2}[(\[](?P<who>[^()\[\]\n]{2,90})[)\]]")
_LABEL = re.compile(r"(?:^|\n|[•*-]\s)[\s\[(*_]*(?P<who>[^\n:“”\".!?]{1,70}?)[\s\])*_]*:[\s*_]*$")
_CODED = re.compile(r"[A-Z][A-Za-z]{0,2}(?:,?\s[A-Za-z]{1,2}){0,2}|[A-Z]{1,3}\d{1,3}|P\d+")
_ENDS = re.compile(rf"(?<=[.!?…”\"])\s+(?=[“\"‘A-Z{FULL}{SHORT}])")

_NAMED_BEHIND = re.compile(rf"(?:,?\s|\s(?:called|named)\s)(?P<name>[{FULL}]+|[{SHORT}]+)")
_TITLE_AND_INITIAL = re.compile(r"(?:Mr|Mrs|Ms|Mx|Miss|Dr)\.?\s[A-Z]\.?")
_NO_ROLE = frozenset(("and", "but", "as", "the", "when", "while", "that", "then", "so", "by", "said", "to", "for"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke.

    Parameters
    ----------
    name, role
        As the text gives them, either may be empty; the name may be a pronoun not yet resolved.
    cue
        The words that say so.
    """

    name: str = ""
    role: str = ""
    cue: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.role)


NOBODY = Speaker()
"""What is given where the text names no speaker."""


class Attribution:
    """Find the speaker of quoted words.

    Parameters
    ----------
    words
        The codebook's words of speech and of people.
    """

    def __init__(self, words: VoiceWords) -> None:
        said, somebody = words.said, words.somebody
        self.words = words
        self.people = re.compile(rf"\b{words.any_of('voice_people', 'persons', 'participants')}")
        who = rf"(?P<before>(?:[\w’'&-]+\s){{0,5}}?)(?P<who>{somebody})"
        self.behind = [
            re.compile(
                rf"^[\s,.*_]{{0,4}}{said}{_ADVERB}\s(?:the\s)?{who}{_ROLE}(?=[,.;:!?)\n]|"
                r"\s(?:in|at|on|after|as|when|who|told|during|last|with|and|while|to)\b|$)"
            ),
            re.compile(rf"^[\s,.*_–—-]{{0,5}}{who}{_ROLE},?{_ADVERB}\s{said}"),
            re.compile(
                r"^[\s,.*_]{0,4}(?:according to|in the words of|as|is how|was how|were the words of|"
                rf"came from|from)\s{who}{_ROLE}(?=[,.;:!?)\n]|\s{said}|$)",
                re.IGNORECASE,
            ),
        ]
        self.before = [
            re.compile(rf"(?:^|[\s(*_]){who}{_ROLE},?{_ADVERB}\s{said}{_LISTENER}[\s,:*_–—-]*$"),
            re.compile(rf"(?:^|[\s(*_]){said}\s{who}{_ROLE}[\s,:–—-]*$"),
            re.compile(
                r"\b(?:told|asked|advised|informed|warned|described|called|dubbed|branded|put|summed up)\s"
                rf"(?:[\w’'-]+\s){{0,5}}?by\s(?:the\s)?{who}{_ROLE}(?:\s(?:to|that|as|in))?[\s,:–—-]*$"
            ),
            re.compile(
                rf"(?:[Aa]ccording to|[Ii]n the words of|[Ww]ords of|[Ff]rom|[Aa]s)\s{who}{_ROLE}"
                rf"(?:\s{said})?[\s,:–—-]*$"
            ),
        ]
        self.listed = re.compile(rf"(?P<who>{somebody})")
        self.says = re.compile(rf"\b{said}")

    def find(self, line: MaskedText, quote: Marked) -> Speaker:
        """Give the speaker that stands beside quoted words; a pronoun comes back as the name.

        Parameters
        ----------
        line
            The paragraph.
        quote
            The words in it.
        """
        behind, before = line[quote.end : quote.end + REACH], line[max(quote.start - REACH, 0) : quote.start]
        # A full stop behind the marks ends the matter: who speaks next speaks of something else.
        behind_patterns = () if behind.text[:1] == "." else self.behind
        for pattern in behind_patterns:
            if (match := pattern.match(behind.mask)) and (speaker := self.speaker(behind, match)):
                return speaker
        clause = before[max((match.end() for match in _ENDS.finditer(before.mask)), default=0) :]
        for pattern in self.before:
            if (match := pattern.search(clause.mask)) and (speaker := self.speaker(clause, match)):
                return speaker
        if (label := _LABEL.search(before.text)) and (speaker := self.from_label(label["who"])):
            return speaker
        for pattern in (_DASH, _BRACKET):
            if match := pattern.match(behind.text):
                return self.from_label(match["who"], signed=True)
        return self._of_the_clause(clause)

    @staticmethod
    def is_signed(behind: str) -> bool:
        """Say whether a dash behind quoted words names whose they are, be it somebody or "anon."."""
        return bool(_DASH.match(behind))

    def _of_the_clause(self, clause: MaskedText) -> Speaker:
        """Give who acts in the clause before a part of speech: "She called it “a box-ticking exercise”"."""
        verb = self.says.search(clause.mask)
        if not verb:
            return NOBODY
        for match in self.listed.finditer(clause.mask, 0, verb.start()):
            if speaker := self.speaker(clause, match):
                return Speaker(speaker.name, speaker.role, f"{clause.group(match, 'who')} … {verb.group()}")
        return NOBODY

    def speaker(self, masked: MaskedText, match: re.Match[str]) -> Speaker:
        """Give the person of a match: a name, people named by what they are, or a pronoun."""
        who = masked.group(match, "who").strip()
        role = AGE.sub(
            "", (masked.group(match, "role") or masked.group(match, "bracket") or masked.group(match, "of")).strip(" ,")
        )
        role = role if len(role.split()) <= MOST_WORDS_OF_ROLE else ""
        cue = masked.text[slice(*match.span())].strip(" ,:*_–—")
        if who == "I":
            # What the writer said or thought is no other person's voice.
            return NOBODY
        if is_pronoun(who):
            return Speaker(who, role, cue)
        if match["who"][0] in (FULL, SHORT):
            return Speaker(who, role or _role_before(masked.group(match, "before")), cue)
        if not self.words.is_people(who):
            return NOBODY
        if (named := _NAMED_BEHIND.match(masked.mask, match.end("who"))) and named.end() <= len(masked.mask):
            # "Her neighbour Rosa Pinto", "the ombudsman, Leopold Crane", "a nurse called Blessing".
            return Speaker(masked.group(named, "name"), who, cue)
        return Speaker("", ", ".join(part for part in (who, role) if part), cue)

    def from_label(self, label: str, *, signed: bool = False) -> Speaker:
        """Give the person of a label or a signature: "Rosa Pinto, tenant", "tenant, 54", "A d"; a body is nobody."""
        label = label.strip(' *_,“”"')
        label = label if _TITLE_AND_INITIAL.fullmatch(label) else label.rstrip(".")
        if _TITLE_AND_INITIAL.fullmatch(label):
            return Speaker(label, "", label)
        head, _, rest = label.partition(",")
        head, _, bracket = head.partition("(")
        head, rest = head.strip(), (bracket.rstrip(") ") or rest).strip()
        if find_names(head) == [(0, len(head))] or (is_single_name(head) and len(head) > 1):
            return Speaker(head, rest, label)
        people = bool(self.people.search(head.lower()))
        # "parent, Hallgate Infants": behind the comma stands where the child goes to school.
        named = next(iter(find_names(head if people else label)), None)
        if named:
            return Speaker(label[slice(*named)], label[: named[0]].strip(" ,"), label)
        if people or (_CODED.fullmatch(label) and not signed):
            return Speaker("", label, label)
        return NOBODY


def _role_before(before: str) -> str:
    """Give the role that stands before a name: "team leader Rosa Pinto"."""
    words = before.split()
    while words and words[0].lower() in _NO_ROLE:
        words.pop(0)
    return " ".join(words)


def is_pronoun(name: str) -> bool:
    """Say whether a speaker is only a pronoun, to be resolved by those who know the text before."""
    return bool(_PRONOUN.fullmatch(name))
