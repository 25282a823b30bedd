"""Who is billed in a sentence: "Lin Zhou will present …", "the workshop is run by two peer researchers"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokenwatch.language.voices.found import SHARING, FoundVoice, VoiceFinder
from tokenwatch.language.voices.gated import GatedPattern, first_words
from tokenwatch.language.voices.line import Line
from tokenwatch.language.voices.masked_text import FULL, SHORT, MaskedText
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.persons import Person, find_persons
from tokenwatch.language.voices.words import NUMBERS, VoiceWords, alternatives, number_of

_ALWAYS_BILLS = (
    r"(?:presented|co-?presented|chaired|co-?chaired|facilitated|co-?facilitated|moderated|hosted|co-?hosted|"
    r"introduced|compered|performed)"
)
_BILLS_A_TALK = r"(?:led|co-?led|run|co-?run|given|delivered|co-?delivered|opened|closed|taught|held)"
_BILLED_BY = GatedPattern(
    re.compile(
        rf"\b(?:(?P<always>{_ALWAYS_BILLS})|(?P<talk>{_BILLS_A_TALK})) by\s(?P<people>[^.;:?!]{{3,240}})", re.IGNORECASE
    ),
    frozenset(("by",)),
)
_ONE = rf"[{FULL}{SHORT}]+(?:\s?\([^)]{{2,60}}\))?"
_NAMES = rf"{_ONE}(?:(?:,|,? and|,? &)\s(?:[a-z]+\s){{0,4}}{_ONE}){{0,9}}"
_BILLED = "speaker panellist panelist presenter host facilitator moderator keynote trainer".split()
_LABELS = rf"(?:guest |keynote |our |the |invited |special |confirmed ){{0,6}}(?:{'|'.join(_BILLED)})s?"
_SAYS_SPEAKER = re.compile(_LABELS, re.IGNORECASE)
_LABELLED = GatedPattern(
    re.compile(
        rf"\b(?i:{_LABELS})(?:\s(?:include|includes|including|are|were|will be|is|for the \w+ (?:is|are|was|were)))?"
        rf",?\s(?P<people>{_NAMES})(?P<rest>[^.;]{{0,120}})"
    ),
    frozenset(label for one in _BILLED for label in (one, f"{one}s")),
    named=True,
)
_HEARD = GatedPattern(
    re.compile(
        r"\b(?i:hear(?:d|ing)? from|joined by|in conversation with|talks? (?:from|by|with)|"
        r"keynotes? (?:from|by|with)|a welcome from|welcomed? our speakers?,?|we have|we had)\s"
        rf"(?P<people>{_NAMES})(?P<rest>[^.;]{{0,100}})"
    ),
    frozenset("hear heard hearing joined conversation talk talks keynote keynotes welcome welcomed we".split()),
    named=True,
)
_SHARERS = frozenset("speakers panelists panellists presenters trainers performers".split())
_SHARING = re.compile(
    r"\b(?P<who>(?:(?:an?|our|the)\s)?(?:[\w-]{1,30}\s){0,4}?(?:panel of )?"
    r"(?:speakers|panell?ists|presenters|trainers|performers))\b[^.;]{0,60}?"
    r"\b(?:shar\w+|telling|tell|with|from|speak\w*|talk\w*)\b[^.;]{0,40}?"
    r"\b(?:lived experiences?|their own (?:experiences?|stories|story)|personal (?:experiences?|stories))",
    re.IGNORECASE,
)
_BILLS_UNNAMED = ("will ", "spoke", "present", "gave", "deliver", "co-pres")
"""How wordings of presenting begin that bill people without a name: "I had two nurses talk" bills nobody."""
_NUMBER = rf"(?:an?|one|another|{'|'.join(NUMBERS)}|\d{{1,2}})"
_NOUN = re.compile(
    rf"^(?P<number>{_NUMBER})\s(?P<what>(?:[\w’'/-]+,?\s){{0,6}}[\w’'/-]+?)"
    r"(?=\s(?:who|that|which|from|of|at|with|in|on|for|and|will|to)\b|,|$)",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\b(?:[\w-]+(?:er|or|ist|ian|ant|ent|ee|man|woman|ar)s?|people|person|chair|lead|peers?|expert|experts|"
    r"tenants?|residents?|carers?|patients?|survivors?|advocates?|activists?|nurse|nurses|staff|colleagues?|youth|"
    r"experience|alumni|families|parents|mums?|dads?)$"
)
_BODIES = re.compile(r"\b(?:team|group|council|centre|partner)$")
_NO_ROLE = frozenset(("by", "when", "as", "that", "where", "with", "from", "for", "and", "the"))

Counted = tuple[Person, str, int]
"""A person, what bills them, and how many people it stands for."""


class SpeakersInProse(VoiceFinder):
    """Find people billed in sentences.

    Parameters
    ----------
    words
        The codebook's words of presenting, and of people.
    """

    def __init__(self, words: VoiceWords) -> None:
        talk, presents = words.any_of("voice_talk_words"), words.any_of("voice_presents")
        done = [verb for verb in words.codebook.cues["voice_presents"] if verb.startswith(_BILLS_UNNAMED)]
        done += ["will provide", "spoke", "speak", "speaks", "speaking"]
        self.talk = GatedPattern(re.compile(rf"\b{talk}", re.IGNORECASE), words.first_of("voice_talk_words"))
        self.with_names = GatedPattern(
            re.compile(
                rf"\b(?i:{talk})\b[^.;:]{{0,170}}?\s(?:with|featuring|between)\s"
                rf"(?P<people>{_NAMES})(?P<rest>[^.;]{{0,100}})"
            ),
            self.talk.words,
            named=True,
        )
        self.presents = GatedPattern(
            re.compile(
                rf"(?:^|(?<=[\s,(]))(?P<before>(?:[\w’'-]+\s){{0,4}}?)(?P<people>{_NAMES})"
                r"(?:,\s(?P<role>[^,.;]{2,90}),|\s(?P<of>(?:of|from|at)\s[^,.;]{2,60}))?"
                rf"(?:\s(?:then|also|both))?(?:\swill be [^.,;]{{3,90}}? and)?\s(?P<verb>{presents})"
            ),
            words.first_of("voice_presents"),
            named=True,
        )
        self.unnamed = GatedPattern(
            re.compile(
                rf"\b(?P<who>{_NUMBER}\s(?:[\w’'/-]+\s){{0,5}}?(?:[\w’'/-]+))(?:,\s(?P<role>[^,.;]{{2,90}}),)?\s"
                rf"(?:who\s)?(?P<verb>{alternatives(done)})",
                re.IGNORECASE,
            ),
            first_words(done),
        )

    def find(self, page: Page) -> Iterator[FoundVoice]:
        """Give the people billed in the paragraphs and list items of a page."""
        for line in page.lines:
            if line.kind in ("paragraph", "list item", "caption"):
                yield from self._in_line(line, programme=page.is_programme)

    def _in_line(self, line: Line, *, programme: bool) -> Iterator[FoundVoice]:
        for sentence in line.masked.unquoted:
            for person, cue, number in self._in_sentence(sentence, programme=programme):
                announced = programme or bool(_SAYS_SPEAKER.match(cue))
                yield FoundVoice(
                    "speaker", *sentence.place, name=person.name, role=person.role, cue=cue,
                    about=sentence.place, number=number, announced=announced,
                )  # fmt: skip

    def _in_sentence(self, sentence: MaskedText, *, programme: bool) -> Iterator[Counted]:
        talk = programme or self.talk.search(sentence) is not None
        for match in _BILLED_BY.finditer(sentence):
            if match["always"] or talk:
                cue = match.group()[:20].strip()
                yield from ((person, cue, number) for person, number in _behind_by(sentence.group(match, "people")))
        for pattern in (_LABELLED, self.with_names, _HEARD):
            if pattern is not _HEARD or talk:
                yield from _listed(sentence, pattern)
        yield from self._presenting(sentence)
        if not _SHARERS.isdisjoint(sentence.words) and (shared := _SHARING.search(sentence.text)):
            yield Person("", shared["who"], 0, 0), SHARING, 1
        for match in self.unnamed.finditer(sentence):
            who = sentence.group(match, "who")
            if (found := _NOUN.match(who)) and _is_person(found["what"]):
                yield Person("", who, 0, 0), match["verb"], number_of(found["number"])

    def _presenting(self, sentence: MaskedText) -> Iterator[Counted]:
        """Give those of whom a sentence says that they will speak or spoke."""
        for match in self.presents.finditer(sentence):
            role = (sentence.group(match, "role") or sentence.group(match, "of")).strip()
            people = sentence.group(match, "people")
            for person in find_persons(people, single=True):
                before = _role_before(people[: person.start] if person.start else sentence.group(match, "before"))
                yield Person(person.name, person.role or role or before, 0, 0), match["verb"], 1


def _listed(sentence: MaskedText, pattern: GatedPattern) -> Iterator[Counted]:
    """Give the people of a list of names behind a label, "with" or "joined by"."""
    for match in pattern.finditer(sentence):
        cue = sentence.text[match.start() : match.start("people")].strip()[-60:]
        # What follows the list is read too: there stands the role of the last.
        persons = find_persons(sentence.text[match.start("people") : match.end()], single=True)
        length = match.end("people") - match.start("people")
        yield from ((person, cue, 1) for person in persons if person.end <= length)


def _behind_by(people: str) -> Iterator[tuple[Person, int]]:
    """Give the people behind "by": names, or people named by what they are."""
    named = [person for person in find_persons(people) if len(people[: person.start].split()) <= 24]
    if named and not named[0].start > 40:
        yield from ((person, 1) for person in named)
    if named and named[0].start <= 2:
        return
    for item in re.split(r",\s(?:and\s)?|\sand\s", people):
        part = re.sub(r"^both\s", "", item.strip())
        if (found := _NOUN.match(part)) and _is_person(found["what"]) and not find_persons(part):
            yield Person("", part, 0, 0), number_of(found["number"])


def _is_person(what: str) -> bool:
    return bool(_HEADS.search(what.strip().lower())) and not _BODIES.search(what.lower())


def _role_before(before: str) -> str:
    """Give the role that stands before a name in a list: "… and community member Thomas Adu presented"."""
    words = re.split(r"\band\b|,|&", before)[-1].split()
    return " ".join(words) if words and words[-1].islower() and words[-1] not in _NO_ROLE else ""
