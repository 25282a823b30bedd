"""One line of a page: a block of the Doc, as the finders of voices read it."""

from __future__ import annotations

from dataclasses import dataclass

from tokenwatch.language.voices.masked_text import MaskedText
from tokenwatch.language.voices.persons import Person


@dataclass(frozen=True, slots=True)
class Line:
    """One block of the page.

    Parameters
    ----------
    index
        Its place among the lines.
    kind
        Kind of block.
    masked
        The words beside their mask of names.
    section
        The heading or lead-in under which it stands, where that is no person's name.
    roster
        What list of people the section announces: see `Rosters.kind`.
    persons
        The people whom a heading names, if it names only people.
    """

    index: int
    kind: str
    masked: MaskedText
    section: str = ""
    roster: str = ""
    persons: tuple[Person, ...] = ()

    @property
    def text(self) -> str:
        """The words."""
        return self.masked.text

    @property
    def start(self) -> int:
        """Where it begins in the page."""
        return self.masked.start

    @property
    def end(self) -> int:
        """Where it ends in the page."""
        return self.masked.start + len(self.masked.text)

    @property
    def place(self) -> tuple[int, int]:
        """Its range in the page."""
        return self.start, self.end
