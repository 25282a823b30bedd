"""A full assessment made by hand, of an invented bid, for whatever shows assessments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tokenwatch.analysis import Finding, Programme, Slots, Statement, Voice, VoiceKind
from tokenwatch.assessment import DIMENSIONS, VERDICTS, Assessment, Dimension, Levels, Reason, Verdict
from tokenwatch.document import Document

BID = """# Open Kitchen: a bid to the Harbour Trust

## Why we are asking

Our cooking club has been fully co-produced with local families, who are at the heart of everything we do. \
In March, 41 parents filled in a survey about the times of the sessions.

## Who decides

- A parent will join the steering group by June 2027.
- Staff from the council meet every Tuesday.

"Nobody asked us before the menu was printed," said Dolores Achterberg, a mother of three.

| Role | Who |
| --- | --- |
| Treasurer | Ms P. Lindqvist, finance officer |

## Contact

Too many projects like ours treat a consultation as the end of the matter.
"""

IDS = {"tokenwatch": "0.1.0", "codebook": "cb-0123456789", "pipeline": "pl-abc", "models": "rules"}


def span(part: str) -> tuple[int, int]:
    start = BID.index(part)
    return start, start + len(part)


def statement(name: str, part: str, **fields: Any) -> Statement:
    start, end = span(part)
    return Statement(name, start, end, part, **fields)


def voice(kind: VoiceKind, name: str, role: str, lived: bool | None, part: str, **fields: Any) -> Voice:
    start, end = span(part)
    groups = ("lived",) if lived else ("professional",)
    return Voice(kind, name, role, lived, groups, start, end, part, **fields)


STATEMENTS = (
    statement(
        "s1",
        "Our cooking club has been fully co-produced with local families, who are at the heart of everything we do.",
        heading="Why we are asking",
        slots=Slots(actors=("we", "community"), act="design", act_level=4, time="past", label_level=5),
        terms=("co-production",),
        indicators=("at-the-heart",),
        kind="claim",
        level=5,
        probabilities={"claim": 0.9, "practice": 0.1},
        why="says co-produced, with nothing to check",
    ),
    statement(
        "s2",
        "In March, 41 parents filled in a survey about the times of the sessions.",
        heading="Why we are asking",
        slots=Slots(actors=("lived",), act="be asked", act_level=2, time="past", support=("number", "date")),
        kind="practice",
        level=2,
        specific=True,
        probabilities={"claim": 0.25, "practice": 0.75},
        why="a number and a date",
    ),
    statement(
        "s3",
        "A parent will join the steering group by June 2027.",
        block="list item",
        heading="Who decides",
        slots=Slots(actors=("lived",), act="sit", act_level=3, stage="govern", time="dated plan", support=("date",)),
        kind="plan",
        level=3,
        specific=True,
    ),
    statement(
        "s4",
        '"Nobody asked us before the menu was printed," said Dolores Achterberg, a mother of three.',
        heading="Who decides",
        slots=Slots(actors=("lived",), stance="quoted"),
        kind="critique",
        lived_voice=True,
    ),
    statement(
        "s5",
        "Too many projects like ours treat a consultation as the end of the matter.",
        heading="Contact",
        slots=Slots(stance="criticised"),
        terms=("consultation",),
        kind="critique",
        level=2,
    ),
)

VOICES = (
    voice("quoted", "Dolores Achterberg", "a mother of three", True, STATEMENTS[3].text, cue="said"),
    voice("member", "Ms P. Lindqvist", "finance officer", False, "Ms P. Lindqvist, finance officer"),
)

FINDINGS = (Finding("at-the-heart", "power", "tokenism", 0, *span("at the heart of everything"), "at the heart"),)

_SHOWN = {
    "timing": Dimension("partly", ("s3",)),
    "feedback": Dimension("partly", ("s2",)),
    "voice": Dimension("shown", ("s4",)),
}


def make_assessment(**changes: Any) -> Assessment:
    """Give the assessment of the bid, with some of its parts changed."""
    assessment = Assessment(
        document=Document.from_text(BID, source="open-kitchen.md"),
        genre="bid",
        verdict=Verdict(
            "tokenistic",
            {"shared": 0.05, "heard": 0.25, "tokenistic": 0.62, "about": 0.06, "none": 0.02},
            False,
            "It says co-produced and shows a survey.",
        ),
        levels=Levels(5, 2),
        presence="quoted",
        programme=Programme(),
        dimensions={name: _SHOWN.get(name, Dimension("not stated")) for name in DIMENSIONS},
        statements=STATEMENTS,
        voices=VOICES,
        findings=FINDINGS,
        reasons=(
            Reason(2.0, "The club is called co-produced, and nothing specific backs the word.", ("s1",)),
            Reason(1.2, "What is shown is a survey.", ("s2",)),
        ),
        questions=(
            "Will parents be paid for their time, and how much?",
            "What changed because of the survey?",
        ),
        ids=IDS,
    )
    return replace(assessment, **changes)


def make_verdict(label: Any, probability: float, *, abstained: bool = False) -> Verdict:
    """Give a verdict of which so much is sure, the rest shared out among the others."""
    rest = (1 - probability) / (len(VERDICTS) - 1)
    probabilities = {name: probability if name == label else rest for name in VERDICTS}
    return Verdict(label, probabilities, abstained, "Because.")


def make_abstained() -> Assessment:
    """Give an assessment that says nothing, though one label is the most probable."""
    return make_assessment(
        verdict=Verdict("tokenistic", {"tokenistic": 0.4, "none": 0.6}, True, "The text has 12 words."),
        reasons=(),
    )


HOSTILE = "<script>alert('x')</script> </style> [link](javascript:void) \u202eevil\u202c \x1b[31m " + "W" * 3000


def make_hostile() -> Assessment:
    """Give an assessment whose every string tries to break out of the page."""
    document = Document.from_text(f"{HOSTILE}\n\nSecond {HOSTILE} end", source=HOSTILE, title=HOSTILE)
    spans = ((0, 50), (10, 80), (10, 20), (70, len(document.text) + 99), (5, 5))
    statements = tuple(
        Statement(f"s{n}\"'<b>", start, end, HOSTILE, heading=HOSTILE, kind="claim", level=5, why=HOSTILE)
        for n, (start, end) in enumerate(spans)
    )
    return make_assessment(
        document=replace(document, notes=(HOSTILE,)),
        verdict=Verdict("tokenistic", {"tokenistic": 1.0}, False, HOSTILE),
        statements=statements,
        voices=(Voice("quoted", HOSTILE, HOSTILE, True, ("lived",), 3, 9, HOSTILE),),
        dimensions={name: Dimension("shown", tuple(s.id for s in statements)) for name in DIMENSIONS},
        reasons=(Reason(1.0, HOSTILE, (*(s.id for s in statements), "nowhere")),),
        questions=(HOSTILE,),
        ids={HOSTILE: HOSTILE},
    )
