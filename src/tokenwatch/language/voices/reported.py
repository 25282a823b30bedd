"""What people are reported to have said, without quotation marks: "several tenants told the board that …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokenwatch.language.voices.attribution import Attribution, is_pronoun
from tokenwatch.language.voices.found import FoundVoice, VoiceFinder
from tokenwatch.language.voices.gated import GatedPattern, first_words
from tokenwatch.language.voices.line import Line
from tokenwatch.language.voices.masked_text import FULL, SHORT
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.words import VoiceWords, alternatives

_GENERAL = re.compile(r"(?:some|many|most|all|both|people|other|[A-Za-z]+s)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"(?:say|says|tell|feel|think|believe|explain|ask|report|share|describe|suggest|emphasize|emphasise)s?\b"
)
_NAMED = f"(?:{FULL}+|{SHORT}+)"
_MODAL = re.compile(
    r"\b(?:may|might|could|can|should|would|will|must|to|if|when|whether|who|that|which|where)\s*$", re.IGNORECASE
)
_CLAUSE_BEGINS = (
    r"(?:^[\W_]*|(?<=[,;:…]\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bthat\s)|(?<=\bwhen\s)|(?<=\bwhile\s)|"
    r"(?<=\bas\s)|(?<=\bbecause\s)|(?<=\bso\s)|(?<=\bthen\s))"
)
_CLAUSE = (
    r"(?:that|how|whether|why|what|feeling|being|having|it|they|he|she|there|his|her|their|the|this|these|no|"
    r"nobody|not|all|when|where|if)"
)
_ALSO_SAID = "said|told|added|asked|explained|warned|wanted to know".split("|")
_SAYING = (
    "claiming saying adding insisting arguing warning asserting stressing highlighting noting suggesting stating"
).split()
_SAID_BEHIND = ("said|says|told us|explained|added|adds|explains|recalled|recalls|claimed|claims|warned|argued").split(
    "|"
)
_LEARNT = "heard learned learnt understood".split()
_ROLE = r"(?:,\s(?:\d{1,3},\s)?(?P<role>[^,.;:“”\"]{2,80}?),?|\s\((?P<bracket>[^()]{2,80})\))?"
_HAS = r"(?:\s(?:also|then|later|later on|often|has|have|had|both|all|each|\w+ly)){0,2}"
_TO_WHOM = r"(?:\s(?:us|me|them|her|him))?"
_LISTENER = r"(?:\s[\w’'\ue000\ue001-]+){0,5}?"
_THAT = r"(?:that|how|whether|why|what)"
_CLAUSE_OF_NAMED = r"(?:for|to|who|I|we|a|an|people|nothing|everyone|about|of|in|much)"


class ReportedSpeech(VoiceFinder):
    """Find reported speech.

    Parameters
    ----------
    words
        The codebook's words of speech and of people.
    """

    def __init__(self, words: VoiceWords) -> None:
        self.attribution = Attribution(words)
        self.patterns = [*_said_by_groups(words), *_said_by_named(words), *_said_by_either(words)]
        clause, alone = words.any_of("voice_told_clause"), words.any_of("voice_told_alone")
        # What a line must hold for its sentences to be read: what is only said of quoted words is left out.
        self.verbs = GatedPattern(
            re.compile(
                rf"\b(?:{clause}|{alone}|according to|(?:{alternatives(_LEARNT)}) from|{alternatives(_SAYING)})",
                re.IGNORECASE,
            ),
            words.first_of("voice_told_clause", "voice_told_alone") | first_words([*_LEARNT, *_SAYING, "according"]),
        )

    def find(self, page: Page) -> Iterator[FoundVoice]:
        """Give a voice for each sentence that reports what somebody said."""
        for line in page.lines:
            if line.kind not in ("heading", "table row") and self.verbs.search(line.masked):
                yield from self._reported(line)

    def _reported(self, line: Line) -> Iterator[FoundVoice]:
        group = ""
        for sentence in line.masked.unquoted:
            match = next(
                (
                    found
                    for pattern in self.patterns
                    if (found := pattern.search(sentence)) and self._tells(sentence.text, found)
                ),
                None,
            )
            if not match:
                continue
            speaker = self.attribution.speaker(sentence, match)
            name, role = speaker.name, speaker.role
            if is_pronoun(name):
                name, role = "", group if name.lower() == "they" else ""
            group = group if name else role
            if name or role:
                place = sentence.start + match.start("who"), sentence.start + len(sentence.text.rstrip())
                yield FoundVoice(
                    "quoted", *place, name=name, role=role, cue=match["verb"] or "reported speech", words=place
                )

    def _tells(self, sentence: str, match: re.Match[str]) -> bool:
        """Say whether the match tells of speech that took place, and not of what people in general say or may say."""
        if _MODAL.search(sentence[: match.start()]) and not match["who"][0].isupper():
            return False
        return not (_PRESENT.match(match["verb"]) and _GENERAL.match(match["who"]) and not match["verb"].endswith("s"))


def _said_by_groups(words: VoiceWords) -> Iterator[GatedPattern]:
    """Give the patterns of people who are named by what they are: "several tenants said that …"."""
    told, clause = words.first_of("voice_told_clause"), words.any_of("voice_told_clause")
    group = rf"{_CLAUSE_BEGINS}(?P<who>{words.group}|[Tt]hey){_ROLE}{_HAS}\s"
    alone = words.any_of("voice_told_alone")
    yield GatedPattern(re.compile(rf"{group}(?P<verb>{alone})\s+\w"), words.first_of("voice_told_alone"))
    yield GatedPattern(re.compile(rf"{group}(?P<verb>{clause}){_TO_WHOM},?\s{_CLAUSE}\b"), told)
    yield GatedPattern(re.compile(rf"{group}(?P<verb>{clause}){_LISTENER},?\s{_THAT}\b"), told)


def _said_by_named(words: VoiceWords) -> Iterator[GatedPattern]:
    """Give the patterns of somebody with a name, or a pronoun that stands for it: "Rosa Pinto told us that …"."""
    told, verb = words.first_of("voice_told_clause", "voice_said"), words.any_of("voice_told_clause", "voice_said")
    named = rf"(?:^|(?<=[\s(]))(?P<before>(?:[\w’'&-]+\s){{0,5}}?)(?P<who>{_NAMED}|[Ss]he|[Hh]e){_ROLE}"
    clause = rf"(?:{_CLAUSE}|{_CLAUSE_OF_NAMED})"
    yield GatedPattern(re.compile(rf"{named}{_HAS}\s(?P<verb>{verb}){_TO_WHOM},?\s{clause}\b"), told)
    yield GatedPattern(re.compile(rf"{named}{_HAS}\s(?P<verb>{verb}){_LISTENER},?\s{_THAT}\b"), told)
    also = rf"\sand\s(?P<verb>{alternatives(_ALSO_SAID)})\s(?:[\w’'-]+\s){{0,4}}?{_CLAUSE}\b"
    yield GatedPattern(re.compile(rf"{named}[^.;:…]{{3,90}}?{also}"), first_words(_ALSO_SAID))
    saying = rf",\s(?P<verb>{alternatives(_SAYING)})\s(?:that\s)?\w"
    yield GatedPattern(re.compile(rf"{named}[^.;:…]{{3,120}}?{saying}"), first_words(_SAYING))
    news = [
        *(verb for cue in ("voice_told_alone", "voice_told_news") for verb in words.codebook.cues[cue]),
        "said",
        "says",
    ]
    yield GatedPattern(re.compile(rf"{named}{_HAS}\s(?P<verb>{alternatives(news)})\s(?:[a-z]|…)"), first_words(news))


def _said_by_either(words: VoiceWords) -> Iterator[GatedPattern]:
    """Give the patterns in which the speaker stands behind: "…, she said", "according to the tenants"."""
    behind = rf",\s(?P<who>{words.somebody}){_HAS}\s(?P<verb>{alternatives(_SAID_BEHIND)})(?=[,.]|$)"
    yield GatedPattern(re.compile(behind), first_words(_SAID_BEHIND))
    according = rf"\b[Aa]ccording to\s(?P<who>{_NAMED}|{words.group})(?P<verb>)(?=[,.]|\s)"
    yield GatedPattern(re.compile(according), first_words(["according"]))
    learnt = rf"\b(?:{alternatives(_LEARNT)}) from\s(?P<who>{words.group})(?P<verb>)\s(?:that|how|about)\b"
    yield GatedPattern(re.compile(learnt), first_words(_LEARNT))
