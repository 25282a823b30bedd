"""The small language in which the codebook writes wordings.

A wording is a row of words, matched without regard to case. Hyphens are free: ``co-produce`` finds "co-produce",
"coproduce", "co produce" and every hyphen character. Besides plain words there are

- ``led|run``: one of several words
- ``fully?``: a word that may be missing; ``a|the?`` is one of two, or neither
- ``decid*``: every word that begins so (no alternatives inside)
- ``...``: up to five words between
- ``{lived}``: people of a role group: ``{lived}``, ``{community}``, ``{people}`` (either of the two),
  ``{professional}``, ``{organisation}``; a slot stands alone, without alternatives
- ``{number}``: a number in digits or words
- ``{money}``: an amount of money
- ``{date}``: a month, weekday, year or date

A wording without ``*``, ``...`` and braces is *finite*: it expands to a few phrases that a PhraseMatcher finds
over a whole text at next to no cost. The others run only on sentences that hold a hit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Literal

from tokenwatch.errors import CodebookError

SLOTS = ("lived", "community", "people", "professional", "organisation", "number", "money", "date")
GAP = 5
"""Most words that ``...`` passes over. Involvement phrases rarely hold more between verb and people; on more,
the matches begin to join unrelated clauses."""
MAX_PHRASES = 200
"""Most phrases that one finite wording may expand to: a check against slips, far above any real wording."""

_WORD = re.compile(r"[^\s|?*{}.…]+(?:\.[^\s|?*{}.…]+)*\.?")


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a wording.

    Parameters
    ----------
    kind
        ``"words"`` (one of `values`), ``"stem"`` (a word that begins with the value), ``"gap"`` or ``"slot"``.
    values
        Lower-case words, the stem, or the slot's name; empty for a gap.
    optional
        May be missing.
    """

    kind: Literal["words", "stem", "gap", "slot"]
    values: tuple[str, ...] = ()
    optional: bool = False


def parse_wording(wording: str) -> tuple[Element, ...]:
    """Parse a wording.

    Parameters
    ----------
    wording
        Text in the language described above.

    Returns
    -------
    tuple of Element

    Raises
    ------
    CodebookError
        If a mark is in the wrong place or a slot is unknown; the message says which.

    Examples
    --------
    >>> [element.kind for element in parse_wording("led|run by {lived}")]
    ['words', 'words', 'slot']
    """
    parts = wording.lower().split()
    if not parts:
        raise CodebookError("a wording is empty", kind="wording", hint="write at least one word")
    elements = tuple(_parse_part(part, wording) for part in parts)
    # An optional word can be missing, and then a gap beside it would stand at the edge and reach outside the wording.
    needed = [element for element in elements if not element.optional]
    if not needed:
        raise CodebookError(f"every word of {wording!r} is optional", kind="wording", hint="keep one without '?'")
    if needed[0].kind == "gap" or needed[-1].kind == "gap":
        raise CodebookError(f"the wording {wording!r} begins or ends with '...'", kind="wording", hint="drop the '...'")
    return elements


def _parse_part(part: str, wording: str) -> Element:
    if part in ("...", "…"):
        return Element("gap")
    optional = part.endswith("?") and len(part) > 1
    body = part[:-1] if optional else part
    if "|" in body and "{" in body:
        raise CodebookError(
            f"the wording {wording!r} has a slot among alternatives: {part!r}",
            kind="wording",
            hint="write one wording for each",
        )
    if body.startswith("{") and body.endswith("}"):
        if body[1:-1] not in SLOTS:
            raise CodebookError(
                f"the wording {wording!r} holds the unknown slot {body}",
                kind="wording",
                hint="slots are " + ", ".join(f"{{{slot}}}" for slot in SLOTS),
            )
        return Element("slot", (body[1:-1],), optional)
    if body.endswith("*") and _WORD.fullmatch(body[:-1]):
        return Element("stem", (body[:-1],), optional)
    words = tuple(body.split("|"))
    if not all(_WORD.fullmatch(word) for word in words):
        raise CodebookError(
            f"the wording {wording!r} has a mark in the wrong place: {part!r}",
            kind="wording",
            hint="see the table in tokenwatch.codebook.wording",
        )
    return Element("words", words, optional)


def is_finite(elements: tuple[Element, ...]) -> bool:
    """Say whether a wording expands to a finite list of phrases."""
    return all(element.kind == "words" for element in elements)


def expand_wording(elements: tuple[Element, ...]) -> list[str]:
    """Expand a finite wording to its phrases, lower-case, in a fixed order.

    Examples
    --------
    >>> expand_wording(parse_wording("service user|users"))
    ['service user', 'service users']
    """
    choices = [element.values + (("",) if element.optional else ()) for element in elements]
    # Counted before any is made: a slip with a dozen alternatives would fill the memory first.
    count = prod(len(values) for values in choices)
    if count > MAX_PHRASES:
        first = " ".join(values[0] for values in choices)
        raise CodebookError(
            f"the wording {first!r} … expands to {count} phrases, more than {MAX_PHRASES}",
            kind="wording",
            hint="split it",
        )
    return list(dict.fromkeys(" ".join(word for word in words if word) for words in product(*choices)))
