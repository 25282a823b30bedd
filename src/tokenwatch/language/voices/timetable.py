"""Times on a programme: which lines have one, how long a slot is, which column names the people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tokenwatch.language.voices.line import Line

MIN_TIMES = 3
"""Lines with a time of day from which a document is a timetable: an invitation gives one or two."""
MOST_LINES = 5
"""Lines below one with a time that belong to its slot: title, speakers, a sentence or two."""
LONGEST_SLOT = 180
"""Minutes above which the time to the next line is no slot: lunch, the night, another room."""

_PROGRAMME_WORDS = re.compile(
    r"^\W*programme\b|\b(?:programme of|program of|agenda|schedule|timetable|line-?up|speakers?|"
    r"presenters?|panell?ists?|"
    r"speaker bio\w*|biographies|talks|our panel|panel session|keynotes?|webinar|seminar|symposium|conference|festival|"
    r"webinar series|conference programme|forum|roundtable|workshop|summit|showcase|lecture|gathering|study day|"
    r"annual general meeting|order of business|who(?:'s|’s) on|who(?:'s|’s) who|running order|"
    r"order of the day|bill of fare)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_TIME = re.compile(
    r"(?:^|[\s|(\[])(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s?(?P<half>am|pm|a\.m\.|p\.m\.)|"
    r"(?:^|[\s|(\[])(?P<hour24>\d{1,2})[:.h](?P<minute24>\d\d)(?=\s|$|[-–—|,:)\]])",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\b(?P<minutes>\d{1,3})\s?(?:-\s?)?(?:mins?|minutes)\b", re.IGNORECASE)
_SPAN = re.compile(
    r"\b(\d{1,2})(?:[.:h](\d\d))?\s?(?:am|pm)?\s?(?:[-–—]|to|until)\s?(\d{1,2})(?:[.:h](\d\d))?\b", re.IGNORECASE
)
_ROLE_HEADS = frozenset((
    "role", "roles", "post", "position", "job title", "organisation", "organization", "affiliation", "from",
    "who they are", "about the speaker", "background", "bio", "biography",
))  # fmt: skip
"""Heads of the column of a programme that says who a speaker is."""
_TO_DO = frozenset(("action", "actions", "task", "tasks", "action point", "action points", "agreed action"))
"""Heads of a table of what is to be done, as minutes end with: whom it names has a job, and is billed for nothing."""
_WHO = frozenset(
    "speaker speakers presenter presenters lead leads led by host hosts who chair facilitator facilitators facilitated "
    "panellists panelists name names presented led by people contributor contributors with".split()
)


def looks_like_programme(lines: Sequence[Line]) -> bool:
    """Say whether a page has the marks of an event programme: a timetable, a title that says so, or labels."""
    times = sum(has_time(line.text) for line in lines if len(line.text) < 200)
    titles = (line.text for line in lines if line.kind == "heading" or line.index == 0)
    return times >= MIN_TIMES or any(_PROGRAMME_WORDS.search(title[:160]) for title in titles)


def has_time(text: str) -> bool:
    """Say whether a line gives a time of day."""
    return bool(_DIGIT.search(text) and _TIME.search(text))


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cells of a row name people, and say who they are; ``None`` where no column does."""

    people: int
    role: int | None


def columns_of_people(lines: Sequence[Line]) -> dict[int, Columns]:
    """Give which cells of which rows of tables name people and their roles, by the heads of the tables.

    Returns
    -------
    dict
        Index of the line -> places of the cells.
    """
    columns: dict[int, Columns] = {}
    column: Columns | None = None
    for line in lines:
        if line.kind != "table row":
            column = None
            continue
        heads = [cell.strip(" *_").lower().replace("(s)", "").replace("/", " ") for cell in line.text.split("|")]
        known = [place for place, head in enumerate(heads) if head.split() and set(head.split()) <= _WHO]
        if known and column is None and _TO_DO.isdisjoint(head.strip() for head in heads):
            role = next((place for place, head in enumerate(heads) if head.strip() in _ROLE_HEADS), None)
            column = Columns(known[0], role)
        elif column is not None:
            columns[line.index] = column
    return columns


class Timetable:
    """Minutes of the lines of a page.

    Parameters
    ----------
    lines
        All of them, in reading order.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.starts = {
            line.index: start for line in lines if len(line.text) < 300 and (start := _start(line.text)) is not None
        }
        self.following = dict(pairwise(sorted(self.starts)))

    def slots(self) -> frozenset[int]:
        """Give the lines that belong to a slot: those with a time, and those below it up to the next heading."""
        inside: set[int] = set()
        for start in self.starts:
            inside.add(start)
            for line in self.lines[start + 1 : start + 1 + MOST_LINES]:
                if line.kind == "heading" or line.index in self.starts:
                    break
                inside.add(line.index)
        return frozenset(inside)

    def minutes(self, line: Line, n_people: int) -> int | None:
        """Give the minutes that each of the people on a line has: of the slot an equal share.

        Parameters
        ----------
        line
            A line of the page.
        n_people
            How many are billed on it.
        """
        slot = self._slot(line)
        return max(slot // n_people, 1) if slot and n_people else None

    def _slot(self, line: Line) -> int | None:
        if told := _MINUTES.search(line.text[:300]):
            return int(told["minutes"]) if 0 < int(told["minutes"]) <= LONGEST_SLOT else None
        if line.index in self.starts and (span := _SPAN.search(line.text[:300])):
            hours, minutes, to_hours, to_minutes = (int(part or 0) for part in span.groups())
            # "11.30 to 1.00" passes noon.
            slot = (to_hours * 60 + to_minutes - hours * 60 - minutes) % (12 * 60)
            return slot if 0 < slot <= LONGEST_SLOT else None
        following = self.following.get(line.index)
        if line.index in self.starts and following is not None:
            slot = (self.starts[following] - self.starts[line.index]) % (12 * 60)
            return slot if 0 < slot <= LONGEST_SLOT else None
        return None


def _start(text: str) -> int | None:
    match = _TIME.search(text[:80]) if _DIGIT.search(text[:80]) else None
    if not match:
        return None
    hour = int(match["hour"] or match["hour24"])
    return hour % 24 * 60 + int(match["minute"] or match["minute24"] or 0)
