"""What the classifier of verdicts looks at: signs that a person can read off a document of judged statements.

Each sign is a number with the words that say what it means when it is high or low, and the statements that show it.
So a verdict can be unfolded into the few signs that carried it, and each of these into its sentences. Counts over the
whole length of a text are left out: pages that do not speak of involvement change no sign.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from tokenwatch.analysis import GENRES, VOICE_KINDS, Analysis, Statement
from tokenwatch.assess.levels import OWN_KINDS, claims, evidence, evidenced_level
from tokenwatch.assess.passages import DENIED, judge_level
from tokenwatch.assessment import VERDICTS
from tokenwatch.classifiers.view import View, involved

SIGNS_ID = "signs-4"
"""Name of these signs. Raise it with every change: weights learnt on other signs mean nothing."""

Read = Callable[[View], float]
Show = Callable[[Analysis], Iterable[Statement]]


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign.

    Parameters
    ----------
    name
        For the table of weights.
    read
        Gives its value, 0 or more.
    high, low
        What to say where it is higher, or lower, than usual; ``""`` for nothing.
    shown_by
        The statements that it rests on when it is high; ``None`` where it speaks of the whole.
    """

    name: str
    read: Read
    high: str = ""
    low: str = ""
    shown_by: Show | None = None

    @property
    def family(self) -> str:
        """Name without its level: signs that say the same of different levels."""
        return self.name.rstrip("0123456789 ")


def describe_document(analysis: Analysis) -> dict[str, float]:
    """Give the value of each sign.

    Parameters
    ----------
    analysis
        With judged statements.

    Examples
    --------
    >>> from tokenwatch.analysis import Slots
    >>> said = {"claim": 0.8, "none": 0.2}
    >>> claim = Statement("s1", 0, 1, "x", slots=Slots(label_level=5), kind="claim", probabilities=said)
    >>> signs = describe_document(Analysis(300, "en", "report", statements=(claim,)))
    >>> signs["claim"], signs["claimed 5"], signs["shown 2"]
    (0.8, 0.8, 0.0)
    """
    view = View(analysis)
    return {sign.name: float(sign.read(view)) for sign in SIGNS}


def _of(kind: str, analysis: Analysis) -> list[Statement]:
    """Give the statements of a kind, the surest first."""
    found = [statement for statement in analysis.statements if statement.kind == kind]
    return sorted(found, key=lambda statement: -statement.probabilities.get(kind, 1.0))


def _surest(kind: str, view: View) -> float:
    return max((statement.probabilities.get(kind, 0.0) for statement in view.considered), default=0.0)


def _share(kind: str, view: View) -> float:
    """Give the share of a kind in what is said of involvement; a text that says little has half of it unsaid."""
    total = sum(map(involved, view.considered)) + 0.5
    return sum(statement.probabilities.get(kind, 0.0) for statement in view.considered) / total


def _claims(statement: Statement) -> float:
    """Give the probability that a statement claims something of the document's own work."""
    if statement.slots.stance in DENIED:
        return 0.0
    return sum(statement.probabilities.get(kind, 0.0) for kind in OWN_KINDS)


def _shows(statement: Statement) -> float:
    """Give the probability that a statement shows something that can be checked."""
    if statement.slots.stance in DENIED:
        return 0.0
    said = statement.probabilities
    return said.get("practice", 0.0) + statement.checkable * (said.get("plan", 0.0) + said.get("invite", 0.0))


def _shown(level: int, view: View) -> float:
    """Say how surely a level or more is shown."""
    found = zip(view.considered, view.shown_levels, strict=True)
    return max((_shows(statement) for statement, shown in found if shown >= level), default=0.0)


def _claimed(level: int, view: View) -> float:
    """Say how surely a level or more is claimed."""
    found = (statement for statement in view.considered if judge_level(statement, "claim") >= level)
    return max(map(_claims, found), default=0.0)


def _unbacked(level: int, view: View) -> float:
    """Say how surely a level is claimed of which not even the one below is shown."""
    return _claimed(level, view) * (1 - _shown(max(2, level - 1), view))


def _that_show(level: int, analysis: Analysis) -> list[Statement]:
    found = [statement for statement in evidence(analysis) if evidenced_level(statement) >= level]
    return sorted(found, key=lambda statement: -_shows(statement))


def _that_claim(level: int, analysis: Analysis) -> list[Statement]:
    found = [statement for statement in claims(analysis) if statement.level >= level]
    return sorted(found, key=lambda statement: -_claims(statement))


def _by_rules(label: str, view: View) -> float:
    """Give the probability that the hand-written rules give a verdict."""
    return view.by_rules[label]


def _cued(cue: str, view: View) -> float:
    cued = sum(cue in statement.slots.cues for statement in view.considered)
    return cued / len(view.considered) if view.considered else 0.0


def _by_role(view: View) -> float:
    """Give how much of what is said of involvement names people by a word that means nobody else."""
    total = sum(map(involved, view.considered)) + 0.5
    return sum(involved(statement) for statement in view.considered if "named by role" in statement.slots.cues) / total


def _lived(kind: str, view: View) -> bool:
    return any(voice.lived and voice.kind == kind for voice in view.analysis.voices)


def _is_genre(genre: str, view: View) -> bool:
    return view.analysis.genre == genre


def _billed(view: View, *, lived: bool) -> bool:
    programme = view.analysis.programme
    return programme.is_programme and bool(programme.n_lived) is lived


_KINDS = {
    "practice": (
        "It tells of people who took part, and a reader can check it.",
        "It tells of nobody who took part in a way that a reader can check.",
        "Much of what it says about involvement tells of what was done.",
    ),
    "claim": (
        "Some sentences say that people take part or matter, and give nothing to check.",
        "",
        "Much of what it says about involvement is claimed, with nothing to check.",
    ),
    "plan": ("It promises involvement.", "", "Much of what it says about involvement is promised."),
    "critique": (
        "It says that people were not involved, or involved badly.",
        "",
        "Much of what it says about involvement is criticism.",
    ),
    "invite": ("It asks the reader to take part.", "", "Much of what it says about involvement invites the reader."),
    "explain": (
        "It explains involvement or argues for it in general.",
        "It does not explain involvement in general.",
        "Most of it speaks of involvement in general.",
    ),
}
_LEVELS = {
    2: ("people being asked", "that people are asked"),
    3: ("people helping or taking part over time", "that people take part over time"),
    4: ("people designing or working on it jointly", "that people design or work on it jointly"),
    5: ("people deciding, leading or holding a post", "that people decide, lead or are equal partners"),
}
_VOICES = {
    "speaker": "Somebody who speaks is said to have lived experience.",
    "author": "Its author is said to have lived experience.",
    "first person": "Somebody tells of their own experience, as “I” or “we”.",
    "quoted": "Somebody who is said to have lived experience is quoted.",
    "member": "Somebody who is said to have lived experience has a seat where things are decided.",
}
_READS_AS = {"advert": "It reads as an advert.", "minutes": "It reads as minutes of a meeting.", "other": ""}
"""What to say of a genre where "a" and its name will not do."""

SIGNS: tuple[Sign, ...] = (
    Sign(
        "involvement",
        lambda v: max(map(involved, v.considered), default=0.0),
        "It speaks of people taking part.",
        "Hardly anything in it speaks of people taking part.",
        lambda a: sorted(a.statements, key=lambda s: -involved(s)),
    ),
    Sign(
        "much involvement",
        lambda v: math.log1p(sum(map(involved, v.considered))),
        "It says a lot about people taking part.",
        "It says little about people taking part.",
    ),
    *(Sign(kind, partial(_surest, kind), high, low, partial(_of, kind)) for kind, (high, low, _) in _KINDS.items()),
    *(Sign(f"share of {kind}", partial(_share, kind), much) for kind, (_, _, much) in _KINDS.items()),
    *(
        Sign(
            f"shown {level}",
            partial(_shown, level),
            f"It shows {shown}.",
            f"Nothing that can be checked shows {shown}.",
            partial(_that_show, level),
        )
        for level, (shown, _) in _LEVELS.items()
    ),
    *(
        Sign(
            f"claimed {level}",
            partial(_claimed, level),
            f"It says {said}.",
            f"It does not say {said}.",
            partial(_that_claim, level),
        )
        for level, (_, said) in _LEVELS.items()
    ),
    *(
        Sign(
            f"unbacked {level}",
            partial(_unbacked, level),
            f"It says {said}, and little that can be checked backs it here.",
            shown_by=partial(_that_claim, level),
        )
        for level, (_, said) in _LEVELS.items()
    ),
    Sign(
        "much shown",
        lambda v: math.log1p(sum(map(_shows, v.considered))),
        "Several statements can be checked.",
        "Little in it can be checked.",
    ),
    *(Sign(f"rules: {label}", partial(_by_rules, label)) for label in VERDICTS),
    Sign(
        "named by role",
        _by_role,
        "It names the people concerned, where it speaks of taking part.",
        "Where it speaks of taking part, it names people by words that may mean anybody (“the community”, “members”).",
    ),
    Sign("advice", partial(_cued, "advice"), "It gives advice on involvement.", "It gives no advice."),
    Sign("own work", partial(_cued, "own"), "It speaks of the writer's own work."),
    Sign("past", partial(_cued, "past_forms"), "It tells of the past."),
    Sign("future", partial(_cued, "future"), "It speaks of the future."),
    Sign("guide", lambda v: v.analysis.teaches, "It presents itself as a guide."),
    Sign(
        "own organisation",
        lambda v: v.analysis.run_by_people,
        "The people concerned run the organisation that speaks here.",
    ),
    Sign("about people", lambda v: v.analysis.about_people, "Its headings name people of the work, or involvement."),
    Sign("programme", lambda v: v.analysis.programme.is_programme, "It is an event programme."),
    Sign("lived billed", partial(_billed, lived=True), "Somebody on the programme is said to have lived experience."),
    Sign(
        "none lived billed", partial(_billed, lived=False), "Nobody on the programme is said to have lived experience."
    ),
    Sign(
        "none lived billed, about people",
        lambda v: _billed(v, lived=False) and v.analysis.about_people,
        "It is about people's lives, and nobody on its programme is said to have lived experience.",
    ),
    *(Sign(f"lived {kind}", partial(_lived, kind), _VOICES[kind]) for kind in VOICE_KINDS),
    *(
        Sign(f"genre {genre}", partial(_is_genre, genre), _READS_AS.get(genre, f"It reads as a {genre}."))
        for genre in GENRES
    ),
)
"""All signs, in the order in which a reader would ask for them."""
