"""The reading in easy read: short sentences, one idea in each, and no word that needs another to explain it.

After "Making written information easier to understand" (Department of Health, 2010) and Change's "How to make
information accessible": sentences of at most 15 words, said directly, one idea a line, numbers as figures.
"""

from __future__ import annotations

from tokenwatch.assessment import DIMENSIONS, PRESENCES, Assessment, Dimension
from tokenwatch.codebook import Codebook
from tokenwatch.reports.tree import Bullets, Ladder, Paragraph, Part, Section, Track
from tokenwatch.reports.words import rests_on_programme

_OWN_LIFE = "people who know this from their own life"
VERDICTS = {
    "shared": ("People design things, decide or lead.", "You can check some of what it says."),
    "heard": ("People are asked, or take part.", "The text shows less about people deciding."),
    "tokenistic": ("The text says a lot about people having a say.", "It shows less than it says."),
    "about": ("The text talks about people having a say.", "It says less about its own work."),
    "none": ("The text says little or nothing about people having a say.",),
}
ON_PROGRAMME = (f"There are {_OWN_LIFE} on the programme.", "The sentences alone show less than that.")
NO_VERDICT = ("The computer is not sure.", "So it gives no answer.")
STEPS = ("nothing", "told", "asked", "take part", "work together", "decide or lead")
"""Names of the six levels, as what people do."""
CLAIMED = (
    "It does not say that people have a say.",
    "It says: people are told things.",
    "It says: people are asked what they think.",
    "It says: people take part.",
    "It says: people and staff work together.",
    "It says: people decide, lead, or are equal.",
)
SHOWN = (
    "It gives you nothing to check.",
    "You can check this: people are told things.",
    "You can check this: people are asked what they think.",
    "You can check this: people take part.",
    "You can check this: people and staff work together.",
    "You can check this: people decide or lead.",
)
PRESENCE = {
    "absent": (f"The text does not talk about {_OWN_LIFE}.",),
    "mentioned": (f"The text talks about {_OWN_LIFE}.", "They do not speak in it."),
    "quoted": (f"The text talks about {_OWN_LIFE}.", "It uses some of their words.", "Somebody else wrote the text."),
    "speaking": ("People speak or write here.", "They know this from their own life."),
    "deciding": ("People have a seat where things are decided.", "They know this from their own life."),
}
TRACK = ("not there", "talked about", "quoted", "speaking", "deciding")
SIDES = {
    "power": ("who decides", "What will people decide? Can somebody else say no?"),
    "timing": ("when people come in", "Were people asked before the plan was made? Will they be there at the end?"),
    "payment": ("pay", "Will people be paid? How much?"),
    "roles": ("what people do", "What will people do? Is it a real job?"),
    "representation": ("who takes part", "Who takes part? How many people? Who is left out?"),
    "access": ("help to take part", "What help do people get to take part?"),
    "reciprocity": ("what people get out of it", "What do people get out of it?"),
    "feedback": ("what changed", "What changed because people spoke? Were they told?"),
    "accountability": ("who makes sure", "Who makes sure that it happens? What if it does not?"),
    "voice": ("people’s own words", "Where do people speak for themselves?"),
}
"""For each side of involvement its name in a list, and its question in easy words."""
STATES = {
    "shown": "We found something about:",
    "partly": "We found a little about:",
    "not stated": "We found nothing about:",
}
LIMITS = (
    "A computer read this text. No person did.",
    "It is often wrong.",
    "It only knows what the text says. It can miss things.",
    "It cannot tell what is true.",
    "It does not judge people.",
    "Look at the text yourself. Ask the questions.",
)


def easy_sections(assessment: Assessment, codebook: Codebook) -> tuple[Section, ...]:
    """Build the reading in easy read; empty where the text was not read, being in another language."""
    if not assessment.verdict.judged:
        return ()
    sections = [
        Section("easy-answer", "The answer", _lines(*_answer(assessment))),
        Section("easy-levels", "What it says, and what it shows", _levels(assessment)),
        Section("easy-voices", "Who speaks", _voices(assessment)),
        Section("easy-sides", "What the text tells you", tuple(_sides(assessment, codebook))),
    ]
    if assessment.questions:
        easy = {info.question: SIDES[name][1] for name, info in codebook.dimensions.items() if name in SIDES}
        questions = tuple(easy.get(question, question) for question in assessment.questions)
        sections.append(Section("easy-questions", "Questions you can ask", (Bullets(questions),)))
    sections.append(Section("easy-limits", "Please remember", _lines(*LIMITS)))
    return tuple(sections)


def _answer(assessment: Assessment) -> tuple[str, ...]:
    verdict = assessment.verdict
    if verdict.abstained:
        return NO_VERDICT
    right = min(max(round(verdict.probabilities.get(verdict.label, 0.0) * 10), 1), 9)  # never certain
    said = ON_PROGRAMME if rests_on_programme(assessment) else VERDICTS[verdict.label]
    return *said, f"How sure is the computer? About {right} out of 10.", "So it can be wrong."


def _levels(assessment: Assessment) -> tuple[Part, ...]:
    levels = assessment.levels
    said = CLAIMED[levels.claimed], SHOWN[levels.evidenced]
    return Ladder(levels.claimed, levels.evidenced, STEPS, " ".join(said)), *_lines(*said)


def _voices(assessment: Assessment) -> tuple[Part, ...]:
    said = PRESENCE[assessment.presence]
    lived = sum(voice.lived is True for voice in assessment.voices)
    counted = (
        f"It found {len(assessment.voices)} people or groups.",
        f"{lived} of them know this from their own life.",
    )
    place = PRESENCES.index(assessment.presence)
    return Track(place, TRACK, " ".join(said)), *_lines(*said), *_lines(*(counted if assessment.voices else ()))


def _sides(assessment: Assessment, codebook: Codebook) -> list[Part]:
    parts: list[Part] = []
    for state, said in STATES.items():
        names = [
            SIDES[name][0] if name in SIDES else codebook.dimensions[name].label
            for name in DIMENSIONS
            if name in codebook.dimensions and assessment.dimensions.get(name, Dimension("not stated")).state == state
        ]
        if names:
            parts += [Paragraph(said), Bullets(tuple(names))]
    return parts


def _lines(*sentences: str) -> tuple[Paragraph, ...]:
    return tuple(map(Paragraph, sentences))
