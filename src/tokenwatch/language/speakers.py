"""People billed on a programme, and authors: simple forms of lines, rows and headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from tokenwatch.language.names import NAME, find_names, is_name, same_person
from tokenwatch.language.quotations import FoundVoice

Line = tuple[str, int, int]
"""Kind of block, start and end in the text."""

MIN_TIMES = 3
"""Lines with a time of day from which a document is a timetable: an invitation gives one or two."""
SHORT_LINE = 120
"""Characters under which a line that begins with a name bills somebody: above it, it is a sentence about them."""
_ROLE_HEADS = frozenset((
    "role", "roles", "post", "position", "job title", "organisation", "organization", "affiliation", "from",
    "who they are", "about the speaker", "background",
))  # fmt: skip
"""Heads of the column of a programme that says who a speaker is."""
MAX_ROLE = 160
"""Characters of a role that are kept: two lines of print; behind stands the talk."""
HEAD = 6
"""Blocks at the top of a document in which a byline is looked for."""

_LABEL = re.compile(
    r"^(?:[\W_]*)(?P<label>(?:Key ?note )?Speakers?|Presenters?|Presented by|Panell?ists?|Panel|Chairs?|Chaired by|"
    r"Moderators?|Moderated by|Hosts?|Hosted by|Facilitators?|Facilitated by|Guests?|Interviewees?|"
    r"Talk by|With)\s*[:–—-]\s*(?P<people>.+)$",
    re.IGNORECASE,
)
_NAME_ROLE = re.compile(
    rf"^(?P<name>{NAME})\s*(?:\((?P<bracket>[^)]{{2,90}})\)|[,–—|:]\s*(?P<role>[^|]{{2,160}})|-\s+(?P<dash>[^|]{{2,120}}))?"
)
_IN_BRACKETS = re.compile(rf"\((?P<name>{NAME})(?:,\s*(?P<role>[^)]{{2,90}}))?\)")
_LED = re.compile(r"\b(?:[Ll]ed|[Hh]osted|[Cc]haired|[Pp]resented|[Ff]acilitated|[Mm]oderated|[Gg]iven) by\s+(?=[A-Z])")
_BYLINE = re.compile(
    rf"^(?:By|Written by|Author:|Authors?:|Words by|Posted by|Guest post by)\s+(?P<name>{NAME})"
    r"(?:\s*[.,(–|-]\s*(?P<role>[^|)]{2,120}))?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_TIME = re.compile(
    r"(?:^|[\s|(])\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)|(?:^|[\s|])\d{1,2}[:.]\d\d(?:\s|$|[-–|])",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\b(?P<minutes>\d{1,3})\s?(?:mins?|minutes)\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(\d{1,2})(?:[.:](\d\d))?\s?(?:am|pm)?\s?(?:[-–—]|to|until)\s?(\d{1,2})[.:](\d\d)", re.IGNORECASE)
_BREAKS = re.compile(
    r"\b(?:break|lunch|coffee|tea|registration|refreshments|networking|close|closing remarks|quiet room)\b",
    re.IGNORECASE,
)
_PROGRAMME_WORDS = re.compile(
    r"^\W*programme\b|\b(?:programme of|program of|"
    r"agenda|schedule|timetable|line-?up|speakers?|presenters?|panell?ists?|"
    r"speaker bio\w*|biographies|talks|"
    r"our panel|panel session|keynotes?|webinar series|conference programme|forum|conference)\b",
    re.IGNORECASE,
)


def looks_like_programme(text: str, lines: Iterable[Line]) -> bool:
    """Say whether a document has the marks of an event programme: a timetable, or labelled speakers.

    Parameters
    ----------
    text
        The whole text.
    lines
        Its blocks.
    """
    times = labels = 0
    headed = False
    for index, (kind, start, end) in enumerate(lines):
        line = text[start:end]
        if kind == "heading" or index == 0:
            headed = headed or bool(_PROGRAMME_WORDS.search(line))
        if len(line) < 200:
            times += bool(_DIGIT.search(line) and _TIME.search(line))
            labels += bool(_LABEL.match(line))
    return headed or labels >= 2 or times >= MIN_TIMES


def find_speakers(text: str, lines: Iterable[Line]) -> Iterator[FoundVoice]:
    """Find people billed to speak, in a document that looks like a programme, each once.

    Yields
    ------
    FoundVoice
        Of kind ``"speaker"``; its range runs over the line, so that a role said there belongs to it.
    """
    seen: set[str] = set()
    roles: int | None = None
    for kind, start, end in lines:
        line = text[start:end]
        roles = _role_column(line, roles) if kind == "table row" else None
        if _BREAKS.search(line[:60]):
            continue
        for name, role, cue in _billed(kind, line, roles):
            key = same_person(name)
            if key not in seen:
                seen.add(key)
                yield FoundVoice("speaker", start, end, name=name, role=role, cue=cue, minutes=_minutes(line))


def _role_column(row: str, before: int | None) -> int | None:
    """Give which cell of a table's rows tells the role, where this row is its head; else what was known before."""
    heads = [cell.strip().lower() for cell in row.split("|")]
    return next((place for place, head in enumerate(heads) if head in _ROLE_HEADS), before)


def _billed(kind: str, line: str, roles: int | None = None) -> Iterator[tuple[str, str, str]]:
    """Give name, role and cue of the people whom a line bills."""
    if label := _LABEL.match(line):
        yield from _named(label["people"], label["label"])
    elif kind == "table row":
        cells = line.split("|")
        told = cells[roles].strip() if roles is not None and roles < len(cells) else ""
        for name, role, cue in _named(line, "table row"):
            yield name, role or ("" if name in told else told[:MAX_ROLE]), cue
    elif led := _LED.search(line):
        yield from _named(line[led.end() :], led.group())
    elif (head := _NAME_ROLE.match(line)) and is_name(head["name"]):
        alone = len(line) == len(head.group().strip())
        if kind == "heading" or ((kind == "list item" or len(line) < SHORT_LINE) and (_role_of(head) or alone)):
            yield head["name"], _role_of(head), kind
    elif kind in ("list item", "heading"):
        found = (match for match in _IN_BRACKETS.finditer(line) if is_name(match["name"]))
        yield from ((match["name"], match["role"] or "", "in brackets") for match in found)


def _named(people: str, cue: str) -> Iterator[tuple[str, str, str]]:
    """Give each name in a text with what stands between it and the next: there is the role."""
    ranges = find_names(people)
    for (first, last), (following, _) in pairwise([*ranges, (len(people), 0)]):
        between = people[last:following].split(";", maxsplit=1)[0]
        # After "and" or a full stop begins the next person or another matter.
        role = re.split(r"\s(?:and|with|With)\s*$|\.\s|\s\|\s", between)[0]
        yield people[first:last], role.strip(" ,()–-|:.")[:MAX_ROLE], cue


def _minutes(line: str) -> int | None:
    """Give the minutes that a line of a programme gives, as "20 min" or as a range of times."""
    if told := _MINUTES.search(line):
        return int(told["minutes"])
    if span := _SPAN.search(line):
        hours, minutes, to_hours, to_minutes = (int(part or 0) for part in span.groups())
        # "11.30 to 1.00" passes noon.
        return (to_hours * 60 + to_minutes - hours * 60 - minutes) % (12 * 60) or None
    return None


def _role_of(match: re.Match[str]) -> str:
    role = (match["bracket"] or match["role"] or match["dash"] or "").strip()
    # Behind a colon stands the talk: its topic is no part of who the speaker is.
    return role.split(": ", 1)[0]


def find_authors(text: str, lines: Iterable[Line]) -> Iterator[FoundVoice]:
    """Find bylines at the top of a document."""
    for index, (_, start, end) in enumerate(lines):
        if index >= HEAD:
            return
        match = _BYLINE.match(text[start:end])
        if match and is_name(match["name"]):
            yield FoundVoice("author", start, end, name=match["name"], role=(match["role"] or "").strip(), cue="byline")
