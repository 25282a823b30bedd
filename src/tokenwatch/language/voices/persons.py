"""The people named in a line, with what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tokenwatch.language.voices.names import POST_NOMINALS, find_names, is_single_name

MAX_ROLE = 160
"""Characters of a role that are kept: two lines of print; behind stands the talk."""

_PRONOUNS = r"\s*[(\[](?:she|he|they|ze|xe|any|all)\b[^)\]]{0,40}[)\]]"
_BEHIND_NAME = re.compile(rf"{POST_NOMINALS}(?:{_PRONOUNS})?{POST_NOMINALS}", re.IGNORECASE)
_ROLE = re.compile(
    r"\s*(?:\((?P<bracket>[^()\n]{2,140}(?:\([^()\n]{1,40}\)[^()\n]{0,60})?)\)|"
    r"(?:[,;:–—|]|\s-\s|\s@\s?|-\s)\s*(?P<role>[^|\n]{2,200})|\s+(?P<of>(?:from|of|at)\s[^|\n]{2,120}))"
)
_TOLD_IN_PRONOUNS = re.compile(r"\s*\((?P<role>(?:she|he|they)/[^)]*?[/,]\s?[^)]{4,60})\)", re.IGNORECASE)
_ROLE_ENDS = re.compile(r"\.\s|\s\|\s|;|\n|\s(?:and|with|With|und|&|,)\s*$")
AGE = re.compile(r"^(?:aged\s)?\d{1,3}(?:,\s|$)")
_SEPARATORS = re.compile(r"\s*(?:,|;|&|\||/|\+|\band\b|\bwith\b)\s*")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a line: the name, what stands beside it, and where the name stands in the line."""

    name: str
    role: str
    start: int
    end: int


def find_persons(text: str, *, single: bool = False) -> list[Person]:
    """Find people in a line or a list of people, with what stands behind each name: there is the role.

    Parameters
    ----------
    text
        A line, a cell, what stands behind "Speakers:".
    single
        Whether single names count: only where a name is expected.

    Examples
    --------
    >>> [(person.name, person.role) for person in find_persons("Lin Zhou (tenant) and Dr Tom Reilly, surveyor")]
    [('Lin Zhou', 'tenant'), ('Dr Tom Reilly', 'surveyor')]
    """
    ranges = find_names(text)
    if single:
        ranges = sorted([*ranges, *_single_names(text, ranges)])
    persons = [
        Person(text[start:end], _role_behind(text[end:following]), start, end)
        for (start, end), (following, _) in pairwise([*ranges, (len(text), 0)])
    ]
    return _share_roles(text, _without_bodies(text, persons))


def _without_bodies(text: str, persons: list[Person]) -> list[Person]:
    """Leave out what follows a post: in "Ola Berg, Chief Engineer, Torrance Bridge" the last is where she works."""
    kept: list[Person] = []
    for person in persons:
        before = kept[-1] if kept else None
        if (
            before
            and before.role[:1].isupper()
            and text[before.end : person.start].rstrip().endswith((",", "@", " at", " of", " from"))
        ):
            place = text[before.end : person.start].find(before.role)
            if place >= 0:
                role = text[before.end + place : person.end]
                kept[-1] = Person(before.name, role[:MAX_ROLE], before.start, before.end)
                continue
        kept.append(person)
    return kept


def _single_names(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give single names that stand alone between the separators of a list."""
    position = 0
    for item in _SEPARATORS.split(text):
        start = text.index(item, position) if item else position
        position = start + len(item)
        head = re.split(r"\s*[(\[–—:]|\s-\s", item, maxsplit=1)[0].strip()
        first = start + (item.index(head) if head else 0)
        free = all(end <= first or begin >= first + len(head) for begin, end in taken)
        if head and free and is_single_name(head):
            yield first, first + len(head)


def _role_behind(between: str) -> str:
    """Give the role from what stands between a name and the next."""
    if told := _TOLD_IN_PRONOUNS.match(between):
        return told["role"]
    behind = _BEHIND_NAME.match(between)
    match = _ROLE.match(between, behind.end() if behind else 0)
    if not match:
        return ""
    role = match["bracket"] or match["role"] or match["of"] or ""
    # After "and" or a full stop begins the next person or another matter.
    role = _ROLE_ENDS.split(AGE.sub("", role), maxsplit=1)[0]
    # Behind a colon stands the talk: its topic is no part of who the speaker is.
    return re.sub(r"^(?:and|with)$", "", role.split(": ", 1)[0].strip(" ,()–—-|:.*_"))[:MAX_ROLE]


def _share_roles(text: str, persons: list[Person]) -> list[Person]:
    """Give "A and B from the council" the same role twice."""
    shared: list[Person] = []
    for person in reversed(persons):
        following = shared[-1] if shared else None
        role = person.role
        if following and not role and following.role.startswith(("from ", "of ", "at ", "both ")):
            joined = text[person.end : following.start].strip() in ("and", "&", ",")
            role = following.role if joined else ""
        shared.append(Person(person.name, role, person.start, person.end))
    return shared[::-1]
