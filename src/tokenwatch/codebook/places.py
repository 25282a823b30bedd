"""Where in its file a table and its keys stand, so that an error can name the line.

`tomllib` gives values without lines. Heads and keys are therefore looked for in the text by their look; where that
misses (an inline table, say), an error names the file and the key alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_HEAD = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_FENCE = re.compile(r'"""|\'\'\'')


@dataclass(frozen=True, slots=True)
class Place:
    """One table in one file.

    Parameters
    ----------
    file
        As it is shown in errors.
    line
        Line of the table's head, counted from 1; 0 where it is not known.
    name
        What the table is, such as ``"role carers"``; ``""`` for a whole file.
    lines
        Line by key; a key inside an inner table is written ``"examples.match"``.
    """

    file: str
    line: int = 0
    name: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, key: str = "") -> str:
        """Give the place of the table or of one of its keys, as errors show it.

        Examples
        --------
        >>> Place("own.toml", 7, "role carers", {"group": 9}).at("group")
        'own.toml:9, role carers, group'
        >>> Place("own.toml").at()
        'own.toml'
        """
        line = self.lines.get(key, self.line)
        where = f"{self.file}:{line}" if line else self.file
        return ", ".join(part for part in (where, self.name, key) if part)


@dataclass(frozen=True, slots=True)
class Section:
    """A table's head, and the lines of what stands under it; the first of a file has no head."""

    head: str
    line: int
    lines: dict[str, int] = field(default_factory=dict)


def find_sections(text: str, *, whole: bool = False) -> list[Section]:
    r"""Find the tables of a TOML text with the lines of their keys.

    Parameters
    ----------
    text
        The file.
    whole
        The file is one table, so that each head in it is a key of that table.

    Returns
    -------
    list of Section
        In the order of the text, the part before any head first. ``[indicator.examples]`` belongs to the
        ``[[indicator]]`` before it.

    Examples
    --------
    >>> find_sections('[[role]]\nid = "carers"\n')[1]
    Section(head='role', line=1, lines={'id': 2})
    """
    sections = [Section("", 1)]
    prefix = ""
    for number, line in _plain_lines(text):
        if head := _HEAD.match(line):
            outer, _, inner = head[1].partition(".")
            if whole:
                prefix = head[1] + "."
            elif inner and outer == sections[-1].head:
                prefix = inner + "."
            else:
                sections.append(Section(head[1], number))
                prefix = ""
                continue
            sections[-1].lines.setdefault(prefix[:-1], number)
        elif key := _KEY.match(line):
            sections[-1].lines.setdefault(prefix + key[1], number)
    return sections


def _plain_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give the numbered lines that do not begin inside a text of several lines."""
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside:
            yield number, line
        inside ^= len(_FENCE.findall(line)) % 2 == 1
