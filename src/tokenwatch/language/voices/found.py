"""What a finder gives: a voice, with what the text says of whoever speaks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.words import VoiceWords

POST, SHARING = "a post", "sharing their own experience"
"""Cues that make a voice lived by themselves: a post for somebody with the experience, and speakers announced with
their own."""


@dataclass(frozen=True, slots=True)
class FoundVoice:
    """A voice, as a finder finds it, with ranges in the text of the page.

    Parameters
    ----------
    kind
        One of `tokenwatch.analysis.VOICE_KINDS`.
    start, end
        Where the voice stands: the words, the line of a programme, the sentence on a seat.
    name, role, cue
        As the text gives them.
    words
        Range of the words that are the person's own.
    about
        Range that tells of the person, in which it may be said that they have the experience.
    minutes
        Time on a programme.
    number
        How many people it stands for: "two peer researchers" are two.
    places
        Further ranges at which the person speaks.
    announced
        Whether a label, a list or the form of a programme bills the person, and not a sentence alone.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    role: str = ""
    cue: str = ""
    words: tuple[int, int] | None = None
    about: tuple[int, int] | None = None
    minutes: int | None = None
    number: int = 1
    places: tuple[tuple[int, int], ...] = ()
    announced: bool = False


class VoiceFinder(ABC):
    """One way in which a text shows that somebody speaks.

    Parameters
    ----------
    words
        The codebook's words; a finder that goes by forms alone takes nothing of them.
    """

    def __init__(self, words: VoiceWords) -> None: ...  # noqa: B027 (forms alone need no words)

    @abstractmethod
    def find(self, page: Page) -> Iterator[FoundVoice]:
        """Give the voices, in any order and as often as they stand there."""
