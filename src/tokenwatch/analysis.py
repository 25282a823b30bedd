"""What was found in one document, before anything is judged as a whole.

Pure data: this module imports no library. `tokenwatch.language.extract` fills it from a spaCy Doc; everything in
`tokenwatch.assess` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["practice", "claim", "plan", "critique", "explain", "invite", "none"]
Stance = Literal["asserted", "negated", "criticised", "defined", "quoted", "asked", "invited"]
Time = Literal["past", "now", "dated plan", "undated plan", "conditional", ""]
Support = Literal["number", "date", "amount", "name", "body", "change"]
Group = Literal["lived", "community", "professional", "organisation"]
VoiceKind = Literal["speaker", "author", "first person", "quoted", "member"]
Genre = Literal[
    "strategy", "bid", "protocol", "programme", "report", "minutes", "web page", "commentary", "advert",
    "consultation", "other",
]  # fmt: skip

KINDS: tuple[str, ...] = get_args(Kind)
STANCES: tuple[str, ...] = get_args(Stance)
TIMES: tuple[str, ...] = get_args(Time)
SUPPORTS: tuple[str, ...] = get_args(Support)
GROUPS: tuple[str, ...] = get_args(Group)
PEOPLE = frozenset(("lived", "community"))
"""Groups of the people for whom the work is done or whom it concerns, and whom the others work for."""
VOICE_KINDS: tuple[str, ...] = get_args(VoiceKind)
STANDINGS = ("lived", "professional", "not identified")
"""In what standing somebody speaks, in one word: who has the experience and a profession counts as lived."""
GENRES: tuple[str, ...] = get_args(Genre)

STRONG = "strong term"
"""Cue of a statement with an involvement term that is used of nothing else."""
OWN_ORGANISATION = "own-organisation"
"""The codebook's indicator that names an organisation of the people themselves."""
TURN = "a turn in a transcript"
"""Cue of a voice that has turns of its own in a conversation: it speaks, and is not only quoted."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Who did what, when, and what backs it: the anatomy of one statement. An empty slot is not stated.

    Parameters
    ----------
    actors
        Who acts, or is acted with: any of `GROUPS`, ``"we"`` (the writer's own side), ``"I"``, ``"you"``
        (the reader).
    actor
        Who does the act: ``"people"`` (whom the work is for or about), ``"staff"`` (anybody else who is named:
        professionals, organisations, the writers), ``"both"``, ``"reader"``, ``"unstated"``; ``""`` without an act.
    act
        Class of the act, such as ``"decide"``, ``"design"``, ``"be asked"``; ``""`` where there is none.
    act_level
        Participation level of that act by itself, 0 to 5.
    stage
        Stage of the work: ``"idea"``, ``"bid"``, ``"design"``, ``"commission"``, ``"deliver"``, ``"evaluate"``,
        ``"govern"``, or ``""``.
    time
        One of `TIMES`.
    stance
        One of `STANCES`.
    support
        Which of `SUPPORTS` the words give.
    label_level
        The highest level that a label in the words stands for ("co-produced" is 5), or 0.
    cues
        Short names of further things seen, such as ``"first person"`` or ``"modal"``: features for a judge.
    """

    actors: tuple[str, ...] = ()
    actor: str = ""
    act: str = ""
    act_level: int = 0
    stage: str = ""
    time: Time = ""
    stance: Stance = "asserted"
    support: tuple[str, ...] = ()
    label_level: int = 0
    cues: tuple[str, ...] = ()

    @property
    def names_people(self) -> bool:
        """Whether it names people of the work, by their role."""
        return not PEOPLE.isdisjoint(self.actors)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, list item or row about people taking part.

    Parameters
    ----------
    id
        ``"s1"``, ``"s2"`` … in the order of the text.
    start, end
        Half-open range of code points in the document's text.
    text
        The words themselves.
    page, place, block, heading
        Page from 1 or ``None``; slide or cell as `Block` has it; kind of block; the nearest heading above.
    slots
        Who, what, when, with what support.
    terms, indicators
        Ids of the involvement terms and of the codebook's indicators that it holds, in order of appearance.
    kind, level, specific, lived_voice
        The judgement (see the annotation guidelines); a statement not yet judged is ``"none"``.
    probabilities
        Probability of each kind, summing to 1; empty where not yet judged.
    checkable
        Probability that a reader could check it, 0 to 1, whatever its kind; 0 where rules judged.
    why
        What decided the kind, in a few words.
    """

    id: str
    start: int
    end: int
    text: str
    page: int | None = None
    place: str = ""
    block: str = "paragraph"
    heading: str = ""
    slots: Slots = field(default_factory=Slots)
    terms: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    kind: Kind = "none"
    level: int = 0
    specific: bool = False
    lived_voice: bool = False
    probabilities: Mapping[str, float] = field(default_factory=dict)
    checkable: float = 0.0
    why: str = ""

    @property
    def where(self) -> str:
        """Where it stands, for a reader who looks it up: slide or cell, else page, else ``""``."""
        return self.place or (f"page {self.page}" if self.page is not None else "")


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit of one indicator of the codebook.

    Parameters
    ----------
    indicator
        Its id.
    dimension, polarity, level
        As the codebook has them: ``"genuine"`` or ``"tokenism"``, and 0 to 5.
    start, end, text
        Half-open range of code points in the document's text, and the words.
    """

    indicator: str
    dimension: str
    polarity: str
    level: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A hit of an indicator that can be checked by itself, and whether the text promises it or tells it."""

    finding: Finding
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """A person, or a small described group, who speaks or sits where it is decided.

    Parameters
    ----------
    kind
        One of `VOICE_KINDS`.
    name, role
        As the text gives them; ``""`` where it does not.
    lived
        ``True`` where the text says that the person has the experience, ``False`` where it bills them only by a
        post or profession, ``None`` where it says nothing. Never guessed from a name or a topic.
    groups
        Any of `GROUPS`; empty means "not identified".
    start, end, text
        Where the voice stands and the words.
    cue
        What made it a voice ("said", a dash, a table row).
    minutes, number
        Time on a programme, where it is given, of a slot with several people an equal share; how many people it
        stands for: 2 for "two peer researchers".
    places
        Further ranges at which the same person speaks.
    """

    kind: VoiceKind
    name: str
    role: str
    lived: bool | None
    groups: tuple[str, ...]
    start: int
    end: int
    text: str
    cue: str = ""
    minutes: int | None = None
    number: int = 1
    places: tuple[tuple[int, int], ...] = ()


def standing_of(voice: Voice) -> str:
    """Give the standing of a voice, one of `STANDINGS`.

    Examples
    --------
    >>> standing_of(Voice("speaker", "Lin Zhou", "", None, (), 0, 8, "Lin Zhou"))
    'not identified'
    """
    return {True: STANDINGS[0], False: STANDINGS[1], None: STANDINGS[2]}[voice.lived]


@dataclass(frozen=True, slots=True)
class Programme:
    """Whether the document is an event programme, and whom it bills.

    Parameters
    ----------
    is_programme
        Two or more people are billed, or there is a timetable.
    n_speakers, n_lived, n_unnamed
        People billed, each once; those billed as having the experience; those billed without a name. ``None`` where
        it is no programme.
    people, minutes
        People, and minutes of platform time, by standing: one of `STANDINGS`. No minutes where no times are given.
    opens, closes
        Standing of who is billed first and last; ``""`` where it is no programme.
    """

    is_programme: bool = False
    n_speakers: int | None = None
    n_lived: int | None = None
    n_unnamed: int | None = None
    people: Mapping[str, int] = field(default_factory=dict)
    minutes: Mapping[str, int] = field(default_factory=dict)
    opens: str = ""
    closes: str = ""


@dataclass(frozen=True)
class Analysis:
    """Everything found in one document.

    Parameters
    ----------
    n_words, title
        Words in the text, and its title.
    language
        ``"en"`` where the text is mainly English, ``"not en"`` where it is not, ``""`` where it is too short to tell.
    genre
        One of `GENRES`, as found or as the user said.
    statements, findings, voices
        In the order of the text.
    passed_over
        Sentences that were looked at and judged to be of kind ``"none"``; empty before the judgement.
    details
        Hits of the indicators that are a detail, in the order of the text; no judge hears them.
    programme
        Who is billed, if it is an event programme.
    mentions, terms
        How often each of `GROUPS` is named, and each involvement term stands in the text.
    about_people
        Title or a heading names people of the work, or involvement: an event on their lives.
    teaches, run_by_people
        Title or first lines say that it is a guide, a template, an explanation; it speaks for an organisation of the
        people concerned: a tenants' union, a users' network.
    named_people
        How often people of the work are named by words that mean nobody else: not by "members".
    """

    n_words: int
    language: str
    genre: Genre
    title: str = ""
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    voices: tuple[Voice, ...] = ()
    passed_over: tuple[Statement, ...] = ()
    programme: Programme = field(default_factory=Programme)
    mentions: Mapping[str, int] = field(default_factory=dict)
    terms: Mapping[str, int] = field(default_factory=dict)
    about_people: bool = False
    teaches: bool = False
    run_by_people: bool = False
    named_people: int = 0
    details: tuple[Detail, ...] = ()
