"""What tokenwatch says of labelled documents: beside the labels, or in the form of labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from tokenwatch.assessment import Assessment
from tokenwatch.document import Document
from tokenwatch.gold.documents import GoldDocument, GoldPassage

Scan = Callable[[Document], Assessment]

SAME_PASSAGE = 0.5
"""Overlap, as a share of the shorter span, from which the two are one: with less, most of either is something
else. It forgives a split that keeps or drops a list mark, a quotation mark or a lead-in."""


class Span(Protocol):
    """A labelled passage or a statement: a half-open range of code points."""

    @property
    def start(self) -> int:
        """Its first code point."""

    @property
    def end(self) -> int:
        """The code point behind its last."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A labelled document and what the engine says of it."""

    gold: GoldDocument
    assessment: Assessment


def overlap(one: Span, other: Span) -> int:
    """Give how many characters two spans share; 0 where they share so few that they are not one.

    Examples
    --------
    >>> overlap(GoldPassage(0, 10), GoldPassage(5, 30)), overlap(GoldPassage(0, 10), GoldPassage(6, 30))
    (5, 0)
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return shared if shared >= SAME_PASSAGE * shorter else 0


def scan_all(documents: Iterable[GoldDocument], scan: Scan) -> tuple[Reading, ...]:
    """Scan every labelled document; the engine sees text and title only, never a label or the genre."""
    return tuple(
        Reading(gold, scan(Document.from_text(gold.text, title=gold.title, source=gold.id))) for gold in documents
    )


def read_as_gold(documents: Iterable[GoldDocument], scan: Scan) -> tuple[GoldDocument, ...]:
    """Let tokenwatch label the same documents, and give its answers in the form of a gold file.

    Parameters
    ----------
    documents
        Labelled by hand; the engine sees text and title only.
    scan
        From a Document to an Assessment, such as `tokenwatch.scan.scan_document`.

    Returns
    -------
    tuple of GoldDocument
        Without a verdict where the reading abstains, and without any label where the text is not mainly English.
    """
    return tuple(map(_as_gold, scan_all(documents, scan)))


def _as_gold(reading: Reading) -> GoldDocument:
    gold, found = reading.gold, reading.assessment
    bare = GoldDocument(gold.id, gold.text, gold.repo, genre=gold.genre, title=gold.title)
    if not found.verdict.judged:
        return bare
    return replace(
        bare,
        verdict=None if found.verdict.abstained else found.verdict.label,
        presence=found.presence,
        claimed_level=found.levels.claimed,
        evidenced_level=found.levels.evidenced,
        is_programme=found.programme.is_programme,
        passages=tuple(
            GoldPassage(s.start, s.end, kind=s.kind, level=s.level, specific=s.specific, lived_voice=s.lived_voice)
            for s in found.statements
        ),
        complete=True,
    )
