"""Headings that name people: a biography, a story or a talk stands under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tokenwatch.language.voices.names import is_name, is_single_name
from tokenwatch.language.voices.persons import Person

LONGEST_HEAD = 400
"""Characters of a heading that names people; twice the most that a name, a bracket and a role behind it may have."""
SHORT_ROLE = 90
"""Characters of a line below a name that holds a post and nothing else."""

_HEAD = re.compile(
    r"^[\W_]*(?P<name>[^(\[,:|–—]+?)\s*(?:[(\[](?P<bracket>[^)\]]{2,80})[)\]])?\s*(?:"
    r"(?:,|:|\||–|—|\s-\s)\s*(?P<role>.{2,120}))?$"
)
_POST = re.compile(
    r"\b(?:director|manager|officer|professor|lecturer|doctor|nurse|chief|head|lead|chair|chairperson|"
    r"coordinator|founder|president|researcher|fellow|scientist|engineer|consultant|secretary|"
    r"person of lived experience)\b",
    re.IGNORECASE,
)
_PRONOUNS = re.compile(r"^(?:she|he|they|ze|xe|any|all)\b[\w/ ,]*(?:her|him|them|his|hers|pronouns)?$", re.IGNORECASE)


def heading_persons(heading: str, below: Sequence[str], *, listed: bool = False) -> list[Person]:
    """Give the people whom a heading names, none where it names anything else.

    A name counts where a list of people is announced above, a role stands beside it or the lines below take it up; a
    single name where the lines below take it up, or where pronouns stand beside it.

    Examples
    --------
    >>> [(person.name, person.role) for person in heading_persons("Dr Robin Bell (Moderator)", ["Robin chairs."])]
    [('Dr Robin Bell', 'Moderator')]
    >>> [person.name for person in heading_persons("Dion (peer)", ["Dion is an ironworker."])]
    ['Dion']
    >>> heading_persons("Aims", [])
    []
    """
    match = _HEAD.match(heading.strip()) if len(heading) <= LONGEST_HEAD else None
    if not match:
        return []
    name, bracket, role = match["name"].strip(" *_#"), match["bracket"] or "", match["role"] or ""
    pronouns = bool(bracket and _PRONOUNS.match(bracket))
    said = role.strip() or ("" if pronouns else bracket)
    if is_name(name) and (said or listed or _taken_up(name, below)):
        return [Person(name, said.strip(" *_"), match.start("name"), match.end("name"))]
    if pronouns:
        return [Person(name, role.strip(" *_"), match.start("name"), match.end("name"))]
    parts = [part.strip() for part in re.split(r"\s*(?:&|,|;|\band\b)\s*", name)]
    if all(is_single_name(part) or is_name(part) for part in parts):
        taken_up = any(
            all(re.search(rf"\b{re.escape(part.split()[-1])}\b", text[:60]) for part in parts if part) for text in below
        )
        if taken_up or (len(parts) > 1 and (bracket or all(map(is_name, parts)))):
            return [
                Person(part, said.strip(" *_"), heading.find(part), heading.find(part) + len(part)) for part in parts
            ]
    return []


def _taken_up(name: str, below: Sequence[str]) -> bool:
    """Say whether what stands below a heading goes on about the person: by a part of the name, or by a post."""
    told = " ".join(below)[:400]
    return any(part in told for part in name.split() if len(part) > 2) or bool(
        below and len(below[0]) < SHORT_ROLE and _POST.search(below[0])
    )
