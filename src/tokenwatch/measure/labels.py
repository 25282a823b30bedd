"""Bring two sets of labels of the same documents side by side: two people's, or a person's and tokenwatch's.

Passages are one where they overlap by at least half of the shorter (`tokenwatch.gold.readings.overlap`), each used
once, so that the pairs overlap most together. A passage without a partner was seen by one side only. The other side
said "none" by silence if it looked at every sentence (`GoldDocument.complete`); else it said nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tokenwatch.errors import GoldError
from tokenwatch.gold.documents import DOCUMENT_LABELS, PASSAGE_LABELS, GoldDocument, GoldPassage
from tokenwatch.gold.readings import overlap

SILENCE = GoldPassage(0, 1, kind="none", level=0, specific=False, lived_voice=False)
"""What is said of a passage by leaving it out, by whoever looked at all."""
LABELS: Mapping[str, tuple[Any, ...]] = {**DOCUMENT_LABELS, **PASSAGE_LABELS}


@dataclass(frozen=True, slots=True)
class Pairs:
    """What two sides said of the same units; ``None`` where one said nothing.

    Parameters
    ----------
    first, second
        The labels, unit by unit.
    groups
        The repository of each unit.
    documents
        The first side's document of each unit.
    """

    first: tuple[Any, ...]
    second: tuple[Any, ...]
    groups: tuple[str, ...]
    documents: tuple[GoldDocument, ...]


def pair_labels(first: Sequence[GoldDocument], second: Sequence[GoldDocument]) -> dict[str, Pairs]:
    """Pair the labels of the documents that both files hold.

    Parameters
    ----------
    first, second
        Documents with the same ids and texts; those that only one file holds are passed over.

    Returns
    -------
    dict
        By label, those of `DOCUMENT_LABELS` and of `PASSAGE_LABELS` that both sides gave anywhere.

    Raises
    ------
    GoldError
        If no document is in both, or a text differs.
    """
    both = _common(first, second)
    matched = [(one, *pair) for one, other in both for pair in pair_passages(one, other)]
    units: dict[str, list[tuple[GoldDocument, Any, Any]]] = {
        name: [(one, getattr(one, name), getattr(other, name)) for one, other in both] for name in DOCUMENT_LABELS
    } | {
        name: [(one, getattr(a, name, None), getattr(b, name, None)) for one, a, b in matched]
        for name in PASSAGE_LABELS
        if all(_gives(side, name) for side in zip(*both, strict=True))
    }
    return {
        name: Pairs(
            tuple(unit[1] for unit in rows),
            tuple(unit[2] for unit in rows),
            tuple(unit[0].repo for unit in rows),
            tuple(unit[0] for unit in rows),
        )
        for name, rows in units.items()
        if any(unit[1] is not None and unit[2] is not None for unit in rows)
    }


def _common(first: Sequence[GoldDocument], second: Sequence[GoldDocument]) -> list[tuple[GoldDocument, GoldDocument]]:
    by_id = {document.id: document for document in second}
    both = [(document, by_id[document.id]) for document in first if document.id in by_id]
    if not both:
        raise GoldError("no document is in both files", kind="gold", hint="documents are matched by their id")
    for one, other in both:
        if one.text != other.text:
            hint = "offsets and labels are of one text: use the same texts for both"
            raise GoldError(f"the two files have different texts for {one.id!r}", kind="gold", hint=hint)
    return both


def pair_passages(one: GoldDocument, other: GoldDocument) -> list[tuple[GoldPassage | None, GoldPassage | None]]:
    """Pair the passages of one document, by the rule at the head of this module.

    Examples
    --------
    >>> text = "Six tenants chose the builder. We value every voice."
    >>> one = GoldDocument("a", text, "a", passages=(GoldPassage(0, 30, kind="practice"),), complete=True)
    >>> other = GoldDocument("a", text, "a", passages=(GoldPassage(0, 29, kind="plan"), GoldPassage(31, 52)))
    >>> [(a and a.kind, b and b.kind) for a, b in pair_passages(one, other)]
    [('practice', 'plan'), ('none', None)]
    """
    from scipy.optimize import linear_sum_assignment

    overlaps = np.array([[overlap(a, b) for b in other.passages] for a in one.passages], dtype=np.float64)
    overlaps = overlaps.reshape(len(one.passages), len(other.passages))
    rows, columns = linear_sum_assignment(overlaps, maximize=True)
    paired = {int(a): int(b) for a, b in zip(rows, columns, strict=True) if overlaps[a, b] > 0}
    alone = set(range(len(other.passages))) - set(paired.values())
    silence = [SILENCE if document.complete else None for document in (one, other)]
    return [
        *((a, other.passages[paired[i]] if i in paired else silence[1]) for i, a in enumerate(one.passages)),
        *((silence[0], other.passages[i]) for i in sorted(alone)),
    ]


def _gives(documents: Iterable[GoldDocument], name: str) -> bool:
    """Whether a side labels this at all: where no passage of it has the label, its silence says nothing either."""
    passages = [passage for document in documents for passage in document.passages]
    return not passages or any(getattr(passage, name) is not None for passage in passages)
