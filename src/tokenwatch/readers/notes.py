"""What is to be said at which words of a file: the notes of a marked-up copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

AUTHOR = "tokenwatch"
"""Who signs every note, so that it is never taken for a person's remark."""
_MOST_UNPLACED = 20
"""Notes without a place that the first one repeats: more would bury the answer that it begins with."""
_LONGEST_QUOTE = 160
"""Characters of the words of such a note: about two printed lines."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to say, and the words that it is about.

    Parameters
    ----------
    text
        The words of the document, as it was read; ``""`` for what is said of the whole document.
    page
        The page on which they begin, from 1, where that is known.
    comment
        What to say, in lines. The first line says what kind of statement it is.
    kind
        The kind of statement, which gives the colour of a highlight.
    """

    text: str
    page: int | None
    comment: str
    kind: str


def opening(notes: Sequence[Note], unplaced: Sequence[Note]) -> str:
    """Give what stands at the beginning of the copy: what is said of the whole, and what found no place in it.

    Parameters
    ----------
    notes
        All of them.
    unplaced
        Those whose words were not found where a note may stand.
    """
    parts = [note.comment for note in notes if not note.text]
    if unplaced:
        parts.append("These sentences were read, but no note can stand at them in this file:")
        parts += [f"“{_quoted(note.text)}”: {note.comment}" for note in unplaced[:_MOST_UNPLACED]]
    if len(unplaced) > _MOST_UNPLACED:
        parts.append(f"And {len(unplaced) - _MOST_UNPLACED} more.")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
