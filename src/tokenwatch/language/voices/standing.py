"""In what standing a voice speaks: lived, community, professional, organisation; several at once; none if not said.

Only words that stand beside the name, or in what is told of the person, or that they say of themselves, count. A
word counts only where it says what the person *is*: the head of the role ("tenant", "mental health nurse and
carer"), not whom they work for ("director of patient services", "tenant liaison officer").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokenwatch.analysis import GROUPS, PEOPLE
from tokenwatch.language.voices.found import POST, SHARING, FoundVoice
from tokenwatch.language.voices.identity import IdentityPatterns
from tokenwatch.language.voices.names import name_pattern
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.words import NUMBERS, VoiceWords, alternatives

_PARTS = re.compile(r"\s*(?:[,;()/|–—]|\s-\s|\band\b|\b(?:as well as|but also)\b|&)\s*")
_HEAD_ENDS = re.compile(
    r"\s(?:of|for|at|in|with|who|whose|from|to|on|by|about|that|which|where|near|aged|since|based|working|"
    r"supporting|helping|leading|specialising|specialized|specialised)\b.*",
    re.DOTALL,
)
_OF_WHOM = re.compile(
    r"^(?:one|some|several|many|two|three|four|five|six|a few|a number|a couple|half) of (?:the |our |"
    r"these |those )?(?=\w)",
    re.IGNORECASE,
)
_ALL_OF_THEM = re.compile(
    rf"\b(?P<number>{'|'.join(NUMBERS)}|all(?: of)?(?: our)?)\s(?:[\w-]+\s){{0,3}}?"
    r"(?:speakers|panell?ists|presenters|researchers|performers|trainers|facilitators|contributors|people|"
    r"women|men|artists|advocates|activists)\s"
    r"(?:with|living with|who (?:have|are|live with|use|identify as))\s(?P<what>[^.;]{2,60})",
    re.IGNORECASE,
)
"""What a text may tell of all its speakers at once."""
_PARTICIPANTS = re.compile(
    r"^(?:(?:the|one|several|some|many|most|majority of|other|a|two|three)\s)*(?:participants?|"
    r"respondents?|attendees?|interviewees?|contributors?|users?)\b(?!\sof\sstaff)",
    re.IGNORECASE,
)
AROUND = 2_600
"""Characters around a quotation in which a text has to speak of involvement: a page of print. Anybody may be quoted on
anything; in a consultation's report whoever is, answered it."""
_ONE = re.compile(r"(?:one|an?)\s", re.IGNORECASE)
_QUOTED = re.compile(r".?[“\"‘'«]", re.DOTALL)
_NOT_ANYBODY = frozenset(
    "worker student reader friend audience community public people women men children elderly youth nobody everybody "
    "everyone anybody anyone alumni fishermen".split()
)
"""Who is there by a post, or more than one: quoted, they may be anybody's, and their words are nobody's own."""
_THEIR_OWN = re.compile(
    r"\btheir\s(?:own\s)?(?:\w+\s)?"
    r"(?:disabilit(?:y|ies)|impairments?|conditions?|diagnos[ie]s|illness(?:es)?|eyesight|sight|"
    r"hearing|mobility|wheelchairs?|carers?|landlords?|support workers?|"
    r"medication|symptoms|tenanc(?:y|ies)|benefits|recovery|addiction)\b",
    re.IGNORECASE,
)
"""What participants are said to have makes them people of the work: "their failing sight"."""
_ALONE = frozenset(("peer", "carer", "survivor", "patient", "tenant", "resident", "parent", "service user"))
_WORKS_WITH = re.compile(
    r"\b(?:with|for|to|of|on|about|support(?:s|ing)?|help(?:s|ing)?|among|serv(?:es|ing))\s(?:the\s|our\s|\w+\s){0,2}$",
    re.IGNORECASE,
)
_POSTS = re.compile(
    r"\b(?:director|manager|officer|professor|lecturer|doctor|nurse|chief|ceo|head|lead|coordinator|"
    r"co-ordinator|minister|councillor|senator|"
    r"commissioner|consultant|engineer|developer|designer|analyst|scientist|researcher|academic|fellow|"
    r"teacher|editor|journalist|lawyer|"
    r"solicitor|barrister|secretary|president|founder|co-founder|executive|associate|assistant|specialist|"
    r"advis[eo]r|architect|psychologist|"
    r"psychiatrist|therapist|surgeon|physician|midwife|librarian|economist|attorney|mp|msp|mayor|governor|"
    r"administrator|strategist|producer|"
    r"spokes(?:man|woman|person)|worker|planner|technologist|programmer|instructor|dean|provost|intern|"
    r"student|candidate|practitioner|inspector|"
    r"reporter|broadcaster|vicar|bishop|trainer|facilitator|organiser|organizer|ceo|cto|cio|lead|"
    r"chancellor|sheriff|deputy|principal|staff|"
    r"expertise in|neurobiologist|biologist|historian|sociologist|epidemiologist|statistician|clinician|"
    r"pharmacist|dietitian|carpenter)s?\b",
    re.IGNORECASE,
)


class Standing:
    """Tell the groups of a voice.

    Parameters
    ----------
    words
        For the codebook's states and roles.
    identity
        How people say what they are.
    """

    def __init__(self, words: VoiceWords, identity: IdentityPatterns) -> None:
        self.identity = identity
        self.roles, self.terms = words.codebook.roles, words.codebook.terms
        self.persons = {word for word in words.codebook.cues["persons"] if not word.endswith("s")} - _NOT_ANYBODY
        states = [
            state
            for state in words.codebook.cues["experience_states"]
            # "A tenant" is what somebody is; before another noun it is whom they work for ("tenant liaison officer").
            if " " not in state
        ]
        adjectives = alternatives(states)
        self.state = re.compile(
            rf"^(?:an?\s|the\s|one\s|two\s|three\s|\w+ly\s)*(?:{adjectives})\b"
            r"(?!\s(?:rights|studies|education|services?|research|people|persons?|students?|children|"
            r"users?|employees|community|led|access|equality)\b)",
            re.IGNORECASE,
        )
        self.not_one = re.compile(r"^(?:an?\s)?non-", re.IGNORECASE)

    def all_have_it(self, page: Page, n_speakers: int) -> bool:
        """Say whether the text tells of all speakers together: "Three researchers with disabilities answer …"."""
        for match in _ALL_OF_THEM.finditer(page.text):
            number = match["number"].lower()
            counted = NUMBERS.get(number, 0) == n_speakers or number in ("all", "all our", "all of our")
            if counted and self.identity.states.search(match["what"]):
                return True
        return False

    def groups(self, page: Page, voice: FoundVoice) -> list[str]:
        """Give the groups, in the order of `tokenwatch.analysis.GROUPS`.

        Parameters
        ----------
        page
            The page with its people.
        voice
            A voice with its role, its own words and what is told of it.
        """
        groups = set(self._of_role(page, voice))
        own = page.text[slice(*voice.words)] if voice.words else ""
        if own and self.identity.says_so(own):
            groups.add("lived")
        if voice.kind == "first person" and self.identity.says_so(
            page.text[slice(*(voice.about or (voice.start, voice.end)))]
        ):
            groups.add("lived")
        if voice.kind == "quoted" and not groups and _PARTICIPANTS.search(voice.role) and _are_lived(page, voice):
            groups.add("lived")
        if voice.kind == "quoted" and not groups and self._is_anybody(page, voice):
            groups.add("lived")
        if voice.cue in (POST, SHARING):
            groups.add("lived")
        if self.identity.billed_so(voice.role) or self._told(page, voice):
            groups.add("lived")
        return [group for group in GROUPS if group in groups]

    def _is_anybody(self, page: Page, voice: FoundVoice) -> bool:
        """Say whether one person without name or post is quoted: "one man", "a mother of three".

        Whom a text on involvement quotes as nothing but a person is one of those whom it is about.
        """
        in_marks = voice.words is not None and _QUOTED.match(page.text, max(voice.words[0] - 1, 0))
        if voice.name or not (in_marks or _ONE.match(voice.role)) or not self._is_on_involvement(page, voice):
            return False
        role = _HEAD_ENDS.sub("", _PARTS.split(voice.role)[0].strip(" .*_“”\"’'"))
        if _PARTICIPANTS.match(role):
            # Staff are participants as well: these are told by the page.
            return False
        return role.lower().rpartition(" ")[2] in self.persons

    def _is_on_involvement(self, page: Page, voice: FoundVoice) -> bool:
        near = page.terms_between(voice.start - AROUND, voice.end + AROUND)
        return any(not self.terms[term.id_].people for term in near)

    def _told(self, page: Page, voice: FoundVoice) -> bool:
        """Say whether the text tells so of the person: in what stands about them, or where they are the subject."""
        if voice.about is not None and self.identity.billed_so(self._about(page, voice)):
            return True
        return bool(voice.name) and any(self._billed(page, sentence) for sentence in page.sentences_on(voice.name))

    def _billed(self, page: Page, sentence: str) -> bool:
        if sentence not in page.billed:
            page.billed[sentence] = bool(self.identity.billed_so(sentence))
        return page.billed[sentence]

    @staticmethod
    def _about(page: Page, voice: FoundVoice) -> str:
        """Give what is told of the person: on a line with several people, nothing of the others."""
        about = page.text[slice(*voice.about)] if voice.about else ""
        line = page.line_at(voice.about[0]) if voice.about else None
        if voice.name and line is not None and not line.persons and voice.kind != "first person":
            first = name_pattern(voice.name).search(about)
            about = about[first.start() :] if first else about
            if voice.role and voice.role in about and len(about) < 400:
                about = about[: about.find(voice.role) + len(voice.role)]
        return about

    def _of_role(self, page: Page, voice: FoundVoice) -> Iterator[str]:
        if not voice.role:
            return
        near = page.people_between(voice.start - 400, voice.end + 400)
        # "Participants" made lived by the words around them say nothing of a person billed as one.
        known = {person.text.lower(): person.label_ for person in near if self.roles[person.id_].group in GROUPS}
        for part in _PARTS.split(_OF_WHOM.sub("", voice.role)):
            head = _HEAD_ENDS.sub("", part.strip(" .*_“”\"’'")).strip()
            if not head or self.not_one.match(head):
                continue
            if self.state.match(head) or head.lower() in _ALONE:
                yield "lived"
            yield from _of_head(head, known)
        whole = voice.role.lower()
        for text, group in known.items():
            # Roles of several words hold their own "with" and "by": "people with lived experience".
            place = whole.find(text)
            if place >= 0 and len(text.split()) > 2 and not _WORKS_WITH.search(whole[:place]):
                yield group
        if _POSTS.search(_HEAD_ENDS.sub("", voice.role)):
            yield "professional"
        elif voice.name and voice.cue != "a seat" and _is_body(voice.role):
            yield "organisation"


def _are_lived(page: Page, voice: FoundVoice) -> bool:
    """Say whether unnamed participants are people of the work: by the words around them, or by the whole page."""
    here = {
        person.label_
        for person in page.people_between(voice.start - 1, voice.end)
        if person.text.lower() in voice.role.lower()
    }
    if PEOPLE & here or page.mostly_lived:
        return True
    return bool(_THEIR_OWN.search(page.sentence_around(voice.start, voice.end)))


def _of_head(head: str, known: dict[str, str]) -> Iterator[str]:
    """Give the group of the words with which the head of a role ends."""
    lowered = head.lower()
    best = max((text for text in known if re.search(rf"(?:^|\W){re.escape(text)}\d*$", lowered)), key=len, default="")
    if best:
        yield known[best]


def _is_body(role: str) -> bool:
    """Say whether the role is the name of an organisation alone: "MapUganda", "Leeds City Council"."""
    first = role.strip().removeprefix("from ").removeprefix("of ").removeprefix("at ").removeprefix("the ")
    return len(first) > 3 and first[0].isupper() and not first.startswith(("He/", "She/", "They/"))
