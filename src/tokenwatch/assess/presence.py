"""Whether people with lived experience are absent, mentioned, quoted, speaking or deciding."""

from __future__ import annotations

from tokenwatch.analysis import PEOPLE, TURN, Analysis
from tokenwatch.assess.levels import evidence, evidenced_level
from tokenwatch.assessment import PresenceLabel

_SPEAKING = frozenset(("speaker", "author", "first person"))
MENTIONS = 2
"""Mentions of people from which they appear in a text of any length: one is often a stray word ("families" in an
address). Documents with a judged statement that names them need none."""


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
    if "member" in lived or any(evidenced_level(statement) == 5 for statement in evidence(analysis)):
        return "deciding"
    in_conversation = any(voice.lived and voice.cue == TURN for voice in analysis.voices)
    if lived & _SPEAKING or in_conversation:
        return "speaking"
    if "quoted" in lived:
        return "quoted"
    mentions = sum(analysis.mentions.get(group, 0) for group in PEOPLE)
    named = any(statement.slots.names_people for statement in analysis.statements)
    return "mentioned" if named or mentions >= MENTIONS else "absent"
