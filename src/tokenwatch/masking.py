"""Names of people, taken out of words that go into a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tokenwatch.analysis import Voice

NAME_MASK = "[name]"
"""What stands for a person's name; brackets, since no reader would take it for the document's own words."""

_NAME_PART = re.compile(r"[^\W\d_][\w'’-]+")
_TITLES = frozenset({"Dr", "Prof", "Professor", "Mr", "Mrs", "Ms", "Miss", "Mx", "Sir", "Dame", "Rev", "Cllr"})
"""Parts of a name that name nobody: the usual forms of address on British programmes and minutes."""


def name_masker(voices: Iterable[Voice], also: Iterable[str] = ()) -> Callable[[str], str]:
    """Give a function that puts `NAME_MASK` for the names of voices, and for others, whole or in part.

    A part of a name is masked wherever it stands alone with its capital, so that an ordinary word that
    happens to be somebody's name goes with it: of the two errors, the lesser.

    Examples
    --------
    >>> from tokenwatch.analysis import Voice
    >>> ruth = Voice("quoted", "Ruth Abara", "", None, (), 0, 10, "")
    >>> name_masker([ruth])("Ruth said that Ms Abara had asked.")
    '[name] said that Ms [name] had asked.'
    """
    names = {voice.name for voice in voices if voice.name} | set(also)
    parts = {part for name in names for part in _NAME_PART.findall(name) if part[0].isupper()}
    wanted = sorted(names | (parts - _TITLES), key=lambda name: (-len(name), name))
    if not wanted:
        return lambda text: text
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    return lambda text: pattern.sub(NAME_MASK, text)
