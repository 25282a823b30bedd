"""Who sits where it is decided: members, co-chairs, trustees, co-applicants, peer researchers, named or numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokenwatch.analysis import PEOPLE
from tokenwatch.language.voices.found import POST, FoundVoice, VoiceFinder
from tokenwatch.language.voices.gated import GatedPattern
from tokenwatch.language.voices.line import Line
from tokenwatch.language.voices.masked_text import FULL, SHORT, MaskedText
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.persons import find_persons
from tokenwatch.language.voices.roster import entries, is_biography
from tokenwatch.language.voices.words import NUMBERS, number_of

_POST = (
    r"\b(?:trustees?|co-?chairs?|(?:vice-?)?chair(?:man|woman|person)?|board members?|governors?|co-?applicants?|"
    r"peer researchers?|co-?researchers?|co-?leads?|"
    r"co-?investigators?|lay members?|public members?|directors?|commissioners?|"
    r"(?:members?|chair|co-chair|part) of (?:the|our|its|this|a) (?:[\w’'-]+ ){0,4}"
    r"(?:board|panel|committee|group|council|jury|forum|assembly|network))\b"
)
_BODY = (
    r"(?:board|panel|committee|steering group|advisory group|reference group|working group|group|council|jury|"
    r"forum|assembly|commission|governing body)"
)
_SITS = (
    r"(?:(?:sits?|sat|sitting|serves?|served|serving|has a seat|have seats?|hold seats?|holds a seat|"
    r"votes?) (?:on|in|at) (?:the|our|its|this|a|their)\b|"
    r"(?:is|are|was|were|became|as|being|elected|appointed|joined) (?:as )?(?:an?|our|the|its|two|three|"
    rf"one)? ?(?:[\w’'-]+ )?{_POST}|"
    rf"\b(?:co-)?chair(?:s|ed)? (?:the|our|its|this)\b|joined (?:the|our|its) (?:[\w’'-]+ ){{0,3}}{_BODY}|"
    r"employed as|(?:is|are|was|were|been) (?:elected|appointed|recruited|hired) (?:to|as|onto)\b)"
)
_SEATED = frozenset(
    "sit sits sat sitting serve serves served serving seat seats vote votes part joined employed elected appointed "
    "recruited hired chair chairs chaired chairman chairwoman chairperson cochair cochairs vicechair vicechairman "
    "vicechairwoman vicechairperson member members trustee trustees governor governors applicant applicants "
    "coapplicant coapplicants researcher researchers coresearcher coresearchers leads lead colead coleads investigator "
    "investigators coinvestigator coinvestigators director directors commissioner commissioners".split()
)
"""Words of seats and posts: every match of `_NAMED` holds one."""
_BODIES = frozenset(
    "board panel committee group council jury forum assembly commission body trustees governors members directors "
    "commissioners".split()
)
_LIVED = frozenset("peer lived service patient inpatient outpatient carer survivor".split())
_NAMED = GatedPattern(
    re.compile(
        rf"(?P<people>[{FULL}{SHORT}]+(?:(?:,|,? and)\s[{FULL}{SHORT}]+){{0,3}})"
        rf"(?:,\s(?P<role>[^,.;]{{2,90}}),)?(?:,?\swho)?\s(?:\w+ly\s|also\s|now\s)?(?P<seat>{_SITS})",
        re.DOTALL,
    ),
    _SEATED,
    named=True,
)
_LISTED = GatedPattern(
    re.compile(
        r"\b(?:joined|join|joins|appointed|elected|co-opted|voted|new|current|its|our|"
        rf"following)\b[^.:]{{0,90}}?\b(?:{_BODY}|trustees|governors|members|directors|"
        rf"commissioners)\b[^.:]{{0,90}}:\s(?P<people>[^.]*[{FULL}{SHORT}][^.]*)",
        re.IGNORECASE,
    ),
    _BODIES,
    named=True,
)
_CALLED = GatedPattern(
    re.compile(
        r"\b(?P<who>(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our)\s(?:of the\s|of our\s)?members?\b(?:,[^,.]{3,40})?\s?"
        rf"(?:named|called|,)\s(?P<people>[{FULL}{SHORT}]+(?:(?:,|,? and)\s[{FULL}{SHORT}]+){{0,4}}))"
    ),
    frozenset(("member", "members")),
    named=True,
)
_SEAT = re.compile(
    r"\b(?:is|are|was|were|as|our|sits?|sat|serves?|served|became|elected|appointed|recruited|employed|"
    r"has|have|had|includes?|including|made up|make up|makes up|hold|holds|vote|votes)\b.{0,70}?"
    rf"\b(?:{_POST}|on (?:the|our|its) (?:[\w’'-]+ ){{0,3}}{_BODY}|seats?|places?|"
    r"of the (?:board|panel|committee)|majority)\b|"
    r"\b(?:board|panel|committee|steering group|advisory group|reference group|working group|"
    r"jury)\b.{0,60}?\b(?:includes?|including|made up|consists?|consisted|comprises?|comprising|has|"
    r"have|had|with)\b|"
    r"\b(?:seats?|places?|half|majority|two thirds|a third)\b.{0,60}?\b(?:held by|are|is|reserved for)\b",
    re.IGNORECASE,
)
_LIVED_POST = (
    r"\b(?:(?:peer|lived[- ]experience)\s(?:[\w-]+\s){0,2}?"
    r"(?:worker|educator|advis[eo]r|coordinator|co-ordinator|researcher|lead|navigator|mentor|trainer|"
    r"specialist|facilitator|manager|consultant|practitioner|inspector|director|commissioner|trustee|governor)|"
    # A patient safety director or a carer coordinator is staff: only these are held by patients and carers.
    r"(?:service[- ]user|(?:in|out)?patient|carer|survivor)\s"
    r"(?:researcher|trainer|educator|governor|trustee|partner|director))"
)
"""A post for somebody with the experience: who holds one sits where the work is done (guidelines, section 7)."""
_HOLDS_POST = GatedPattern(
    re.compile(
        rf"(?P<people>[{FULL}{SHORT}]+)(?:,\s(?P<role>[^,.;]{{0,60}}{_LIVED_POST}[^,.;]{{0,60}}),|"
        r",?\s(?:who\s)?(?:is|was|works|worked|became|serves|joined us|started)\b[^.;]{0,60}?\b"
        rf"(?P<seat>{_LIVED_POST}))",
        re.IGNORECASE,
    ),
    _LIVED,
    named=True,
)
_MADE_UP = re.compile(
    r"\b(?:board|steering (?:group|committee)|planning (?:group|committee)|committee|governing body|"
    r"council|jury|commission|co-design team)\b[^.;]{0,50}?"
    r"\b(?:made up (?:entirely |mostly )?of|composed of|comprised of|comprising|consists? of|"
    r"consisting of|elected by|drawn from)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?P<number>one|{'|'.join(NUMBERS)}|half|a third|two thirds|a quarter|majority|"
    r"\d{1,3}(?:\s?%|\sper cent)?)\b(?:\sof\s(?:the|our|its|whom|them|a total of)?\s?"
    rf"(?P<whole>{'|'.join(NUMBERS)}|\d{{1,3}})\b)?",
    re.IGNORECASE,
)


BEFORE = 80
"""Characters before the people in which their number is looked for: "two of the seats on the board are held by"."""
_OURS = re.compile(r"\b(?:our|its)\b")


class Seats(VoiceFinder):
    """Find who sits where it is decided: in lists of members and in sentences, by name or by number."""

    def find(self, page: Page) -> Iterator[FoundVoice]:
        """Give the members that lists name, then those of whom a sentence tells."""
        listed: set[int] = set()
        for line in page.lines:
            for person, about in entries(page, line) if line.roster == "members" else ():
                listed.add(line.index)
                yield FoundVoice(
                    "member", *line.place, name=person.name, role=person.role, cue=line.section, about=about
                )
        for line in page.lines:
            if line.index not in listed and line.kind != "heading":
                yield from self._told(page, line)

    def _told(self, page: Page, line: Line) -> Iterator[FoundVoice]:
        lived = any(person.label_ in PEOPLE for person in page.people_between(*line.place))
        if not (lived or line.masked.has_names):
            return
        # "Rosa Pinto is our co-chair" tells of a seat here; where else she sits is told in a biography.
        persons = find_persons(line.text[:120]) if line.masked.has_names else []
        biography = bool(persons) and is_biography(line.text, persons[0]) and not _OURS.search(line.text[:80])
        for sentence in line.masked.unquoted:
            named = list(self._named(sentence, biography=biography)) if sentence.has_names else []
            yield from named or self._unnamed(page, sentence)

    @staticmethod
    def _named(sentence: MaskedText, *, biography: bool) -> Iterator[FoundVoice]:
        place = sentence.place
        for match in _HOLDS_POST.finditer(sentence):
            role = (sentence.group(match, "role") or sentence.group(match, "seat")).strip()
            yield FoundVoice("member", *place, name=sentence.group(match, "people"), role=role, cue=POST, about=place)
        if biography:
            # What else somebody sits on, at other places, is no seat in this work.
            return
        if listed := _LISTED.search(sentence):
            for person in find_persons(sentence.group(listed, "people")):
                yield FoundVoice(
                    "member", *place, name=person.name, role=person.role, cue="a list of members", about=place
                )
            return
        for pattern in (_NAMED, _CALLED):
            for match in pattern.finditer(sentence):
                role = (
                    sentence.group(match, "role") or sentence.group(match, "seat") or sentence.group(match, "who")
                ).strip()
                for person in find_persons(sentence.group(match, "people"), single=True):
                    yield FoundVoice("member", *place, name=person.name, role=role, cue="a seat", about=place)

    @staticmethod
    def _unnamed(page: Page, sentence: MaskedText) -> Iterator[FoundVoice]:
        """Find people of the work without a name who sit where it is decided, and how many."""
        place = sentence.place
        lived = [person for person in page.people_between(*place) if person.label_ in PEOPLE]
        if not lived:
            return
        first = lived[0]
        made_up = _MADE_UP.search(sentence.text)
        if made_up and place[0] + made_up.end() <= first.start_char + 40:
            yield FoundVoice("member", *place, role=first.text, cue=made_up.group(), about=place)
            return
        if not _SEAT.search(sentence.text):
            return
        before = sentence.text[max(first.start_char - place[0] - BEFORE, 0) : first.start_char - place[0]]
        counts = [*_COUNTED.finditer(before), *_COUNTED.finditer(first.text)]
        if counts:
            counted = before[counts[-1].start() :] if counts[-1].string is before else ""
            yield FoundVoice(
                "member", *place, role=f"{counted}{first.text}".strip(),
                cue="a counted seat", about=place, number=number_of(counts[-1]["number"]),
            )  # fmt: skip
