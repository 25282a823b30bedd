"""What looks like a person's name. A name tells nothing about the person: it is only where a voice begins."""

from __future__ import annotations

import re

_TITLE = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Miss|Sir|Dame|Lord|Lady|Baroness|Rev|Cllr|Councillor)\.?\s+)"
_PART = r"(?:[A-Z]\.|(?:Mc|Mac|O['’]|D['’]|Al-|El-)?[A-ZÀ-Þ][\w'’-]{0,30}[a-zß-ÿ][\w'’-]{0,30})"
# Bounded, since a run of ten thousand capitals (as encoded images have) would else cost the square of its length;
# no part of a name that we met has more than twenty letters.
_PARTICLE = r"(?:de|del|della|van|von|der|den|la|le|bin|ibn|al|el|dos|da|di|du|y)"
NAME = rf"{_TITLE}*{_PART}(?:\s+(?:{_PARTICLE}\s+)*{_PART}){{1,3}}"
"""A name of two to four parts, with titles, initials and particles. Single names are found only where the form of
the line says that a name stands there."""

_NOT_NAMES = frozenset(
    "the this that our your their its we you they it and or of for in on at by with to from about a an opening "
    "closing welcome keynote panel session break lunch coffee tea registration introduction introductions "
    "questions discussion workshop agenda programme program schedule day morning afternoon evening networking "
    "remarks plenary breakout room hall centre center street road avenue building floor university college "
    "school hospital trust council department ministry government society foundation institute association "
    "network forum group team project programme service services health care community communities national "
    "international public open data science research policy report strategy plan action annual summer winter "
    "spring autumn january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday new north south east west united states kingdom "
    "city county act award fund grant week month year event conference summit meeting committee board panel "
    "partnership alliance design lab labs studio digital inclusive accessible accessibility technology "
    "learning education training support rights how what why when where who which click read more view "
    "download watch join slides recording video book website email phone address contact speaker speakers "
    "presenter presenters host hosts chair moderator facilitator guest author time date location venue topic "
    "title organisation organization company role name names pronouns bio biography note notes next previous "
    "home news blog page pages part chapter section table figure appendix step phase stage level theme track "
    "block tool tools guide guides toolkit framework standard standards introduction overview summary "
    "background conclusion results findings recommendations methods method aims objectives goals key main "
    "general other all some many most no yes not code conduct activity activities small large mental social "
    "black white deaf disabled autistic lived experience peer user users co".split()
)
_NAME = re.compile(NAME)
_TITLES = re.compile(_TITLE + "*")


def is_name(text: str) -> bool:
    """Say whether a text is shaped like a person's name and holds no word of titles, places and bodies.

    Examples
    --------
    >>> is_name("Dr Amina van der Berg"), is_name("Opening Remarks"), is_name("Leeds City Council")
    (True, False, False)
    """
    text = text.strip()
    if not _NAME.fullmatch(text):
        return False
    return not any(part.lower() in _NOT_NAMES for part in text.split() if not part.endswith("."))


def find_names(text: str) -> list[tuple[int, int]]:
    """Give the ranges of names in a text, ascending."""
    return [match.span() for match in _NAME.finditer(text) if is_name(match.group())]


def same_person(name: str) -> str:
    """Give what two spellings of a person's name share: the first letter without titles, and the last part.

    Examples
    --------
    >>> same_person("Dr Lin Zhou") == same_person("L. Zhou")
    True
    """
    parts = name[_TITLES.match(name).end() :].lower().split()  # type: ignore[union-attr]  # it matches nothing too
    return f"{parts[0][0]} {parts[-1]}"
