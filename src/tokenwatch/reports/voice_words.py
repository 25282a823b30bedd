"""Plain words for who speaks: voices, programmes and the presence that they make.

Nothing here says more of a person than the text does.
"""

from __future__ import annotations

from collections.abc import Iterable

from tokenwatch.analysis import Programme, Voice
from tokenwatch.assessment import Assessment
from tokenwatch.reports import words

VOICE_WORDS = {
    "member": "sits on a body",
    "first person": "writes in the first person",
    "speaker": "is on the programme",
}
STANDING_WORDS = {
    "lived": "lived experience",
    "professional": "post or profession",
    "not identified": "not identified",
}
MOST_NAMED = 3
"""Voices named as the reason for the presence: the table has them all."""
LONGEST_ROLE = 80
"""Characters of a role in a sentence."""


def lived_words(voice: Voice) -> str:
    """Say what the text says of a voice's experience, and nothing that it does not."""
    if voice.lived is None:
        return "experience not stated"
    return "lived experience, as the text says" if voice.lived else "named by post or profession"


def minutes_words(voice: Voice) -> str:
    """Say how long somebody has on a programme, ``"–"`` where no time is given."""
    return "–" if voice.minutes is None else str(voice.minutes)


def place_of(assessment: Assessment, voice: Voice) -> str:
    """Say where a voice stands: page, or the heading above; ``"in the text"`` where there is neither."""
    block = assessment.document.block_at(voice.start)
    parts = [block.where] if block is not None and block.where else []
    if block is not None and block.heading_path:
        parts.append(words.under(block.heading_path[-1]))
    again = f", and {len(voice.places)} more" if voice.places else ""
    return (", ".join(parts) or "in the text") + again


def shares_words(shares: Iterable[tuple[str, int]], unit: str) -> str:
    """Say the shares of a whole, each with its number and percentage.

    Examples
    --------
    >>> shares_words([("lived experience", 1), ("not identified", 3)], "people")
    'lived experience 1 of 4 people (25 %), not identified 3 of 4 people (75 %)'
    """
    parts = list(shares)
    total = sum(amount for _, amount in parts)
    return ", ".join(f"{name} {amount} of {total} {unit} ({100 * amount / total:.0f} %)" for name, amount in parts)


def order_sentence(programme: Programme) -> str:
    """Say who opens, who closes, and how many are billed without a name."""
    opens, closes = STANDING_WORDS[programme.opens], STANDING_WORDS[programme.closes]
    unnamed = f" On the programme without a name: {programme.n_unnamed}." if programme.n_unnamed else ""
    return f"First on the programme: {opens}. Last: {closes}.{unnamed}"


def presence_sentences(assessment: Assessment) -> tuple[str, ...]:
    """Say which voices make the presence what it is; none where it rests on no voice."""
    kinds = {
        "deciding": ("member",),
        "speaking": ("speaker", "author", "first person", "quoted"),
        "quoted": ("quoted",),
    }
    shown = [voice for voice in assessment.voices if voice.lived and voice.kind in kinds.get(assessment.presence, ())]
    if not shown:
        return ()
    people = list(dict.fromkeys(map(_with_role, shown)))  # who speaks in two ways is one person
    named = "; ".join(people[:MOST_NAMED])
    more = f"; and {len(people) - MOST_NAMED} more" if len(people) > MOST_NAMED else ""
    return (f"This rests on: {named}{more}.",)


def _with_role(voice: Voice) -> str:
    who = " ".join((voice.name or "somebody").split())
    return f"{who} ({' '.join((voice.role or voice.cue).split())[:LONGEST_ROLE]})"


def voices_sentence(assessment: Assessment) -> str:
    """Say how many voices there are and how many of them the text gives as having the experience."""
    programme, voices = assessment.programme, assessment.voices
    if programme.is_programme and programme.n_speakers is not None:
        lived = "not stated" if programme.n_lived is None else programme.n_lived
        billed = f"People on the programme: {programme.n_speakers}"
        return f"{billed}; of these, with lived experience as the text says: {lived}."
    if not voices:
        return "Nobody is quoted, or named as a speaker or a member."
    named = sum(voice.lived is True for voice in voices)
    return f"Voices found: {len(voices)}; of these, with lived experience as the text says: {named}."
