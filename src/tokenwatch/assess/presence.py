"""Whether people with lived experience are absent, mentioned, quoted, speaking or deciding."""

from __future__ import annotations

from tokenwatch.analysis import TURN, Analysis, Voice
from tokenwatch.assess.levels import evidence, evidenced_level
from tokenwatch.assessment import PresenceLabel

PAGE = 300
"""Words of a page of print. On one, people of the work appear where they are named once; in a longer text one mention
is often a stray word ("families" in an address), and two are asked for."""
SEVERAL = 3
"""Statements on people taking part from which people appear in a text, by whatever words they are named. Both were
tried on the development texts, from 150 to 600 words and from 2 to 6 statements; what was best there was as good as
any on texts of our own and on grants and studies."""

DECIDING = 5
"""Level at which people decide, lead or hold a post."""

_SPEAKING = frozenset(("speaker", "author", "first person"))
_COUNTED = {"counted people", "named actor"}
_ONE = ("one ", "a ", "an ")
_MARKS = frozenset('“”"‘«')


def find_presence(analysis: Analysis) -> PresenceLabel:
    """Give the highest presence that applies (annotation guidelines, section 5).

    Parameters
    ----------
    analysis
        With judged statements.

    Returns
    -------
    str
        One of ``"absent"``, ``"mentioned"``, ``"quoted"``, ``"speaking"``, ``"deciding"``.
    """
    lived = {voice.kind for voice in analysis.voices if voice.lived}
    if analysis.run_by_people or "member" in lived or _shows_who_decides(analysis):
        return "deciding"
    in_conversation = any(voice.lived and voice.cue == TURN for voice in analysis.voices)
    if lived & _SPEAKING or in_conversation:
        return "speaking"
    if any(map(_has_own_words, analysis.voices)):
        return "quoted"
    return "mentioned" if lived or _appear(analysis) else "absent"


def _appear(analysis: Analysis) -> bool:
    """Say whether people of the work are spoken of, more than by a stray word."""
    needed = 1 if analysis.n_words <= PAGE else 2
    return analysis.named_people >= needed or len(analysis.statements) >= SEVERAL


def _has_own_words(voice: Voice) -> bool:
    """Say whether people's words, or the view of one of them, are given; not what "participants felt" together."""
    one = bool(voice.name) or voice.role.lower().startswith(_ONE)
    return bool(voice.lived) and voice.kind == "quoted" and (one or not _MARKS.isdisjoint(voice.text))


def _shows_who_decides(analysis: Analysis) -> bool:
    """Say whether people are shown where it is decided: in a body, on a seat, or counted and deciding.

    A vote on the day, of whoever came, is none: guidelines, section 5.
    """
    seats = {one.indicator for one in analysis.findings if one.level == DECIDING and one.polarity == "genuine"}
    return any(
        evidenced_level(statement) == DECIDING
        and (
            "body" in statement.slots.support
            or not seats.isdisjoint(statement.indicators)
            or (statement.kind == "practice" and set(statement.slots.cues) >= _COUNTED)
        )
        for statement in evidence(analysis)
    )
