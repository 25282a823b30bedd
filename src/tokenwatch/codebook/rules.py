"""What a record must keep to besides having the right keys: levels, dimensions, examples, wordings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokenwatch.analysis import GROUPS
from tokenwatch.assessment import DIMENSIONS
from tokenwatch.codebook.places import Place
from tokenwatch.codebook.records import suggest
from tokenwatch.codebook.schema import Act, DimensionInfo, Indicator, LevelInfo, Role, Term
from tokenwatch.codebook.wording import expand_wording, is_finite, parse_wording
from tokenwatch.errors import CodebookError

LEVELS = range(6)
"""Participation levels, none to share power (annotation guidelines, section 1)."""
ROLE_GROUPS = (*GROUPS, "ambiguous")
MIN_EXAMPLES = 2
"""Fewest sentences of each sort. One example often shows a wording back to itself; the second shows whether
it holds in other words."""

AnyRecord = Indicator | Term | Role | Act | DimensionInfo | LevelInfo
_INDICATOR_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_record(record: AnyRecord, place: Place, *, expected_id: str = "") -> Iterator[CodebookError]:
    """Give every problem of one record.

    Parameters
    ----------
    record
        Any record of the codebook but a source.
    place
        Where it stands, for the errors.
    expected_id
        The id that the file's name asks for; ``""`` where it asks for none.

    Yields
    ------
    CodebookError
    """
    yield from _check_levels(record, place)
    if isinstance(record, Indicator):
        yield from _check_indicator(record, place, expected_id)
    elif isinstance(record, Term | Role | Act):
        if isinstance(record, Role) and record.group not in ROLE_GROUPS:
            hint = suggest(record.group, ROLE_GROUPS)
            yield _problem(f"unknown group {record.group!r}", "value", place.at("group"), hint)
        yield from _check_words(record, place, finite=True)
    elif isinstance(record, DimensionInfo) and record.id not in DIMENSIONS:
        hint = suggest(record.id, DIMENSIONS)
        yield _problem(f"unknown dimension {record.id!r}", "value", place.at("id"), hint)


def check_wordings(wordings: tuple[str, ...], place: str, *, finite: bool = False) -> Iterator[CodebookError]:
    """Give every wording that does not parse, expands too far, or is not finite where it must be."""
    for wording in wordings:
        try:
            elements = parse_wording(wording)
            if is_finite(elements):
                expand_wording(elements)
            elif finite:
                hint = "use only words, | and ? here"
                yield _problem(f"the wording {wording!r} holds a stem, a gap or a slot", "wording", place, hint)
        except CodebookError as error:
            yield _problem(error.message, error.kind, place, error.hint)


def _check_levels(record: AnyRecord, place: Place) -> Iterator[CodebookError]:
    for key in ("level", "as_object"):
        level = getattr(record, key, None)
        if level is not None and level not in LEVELS:
            yield _problem(f"{key} is {level}", "value", place.at(key), "levels run from 0 to 5")


def _check_indicator(record: Indicator, place: Place, expected_id: str) -> Iterator[CodebookError]:
    if not _INDICATOR_ID.fullmatch(record.id):
        hint = "use a-z, 0-9 and single hyphens"
        yield _problem(f"the id {record.id!r} is not well formed", "id", place.at("id"), hint)
    if expected_id and record.id != expected_id:
        hint = f"the file's name asks for {expected_id!r}"
        yield _problem(f"the id is {record.id!r}", "id", place.at("id"), hint)
    for key in ("label", "definition"):
        if not getattr(record, key).strip():
            yield _problem(f"the {key} is empty", "value", place.at(key), "say it in plain words")
    if record.detail and record.polarity != "genuine":
        hint = 'a detail shows that something is done: write polarity = "genuine", or leave detail out'
        yield _problem("a detail of tokenism", "value", place.at("detail"), hint)
    if record.dimension not in DIMENSIONS:
        hint = suggest(record.dimension, DIMENSIONS)
        yield _problem(f"unknown dimension {record.dimension!r}", "value", place.at("dimension"), hint)
    for key in ("match", "no_match"):
        if len({text.strip() for text in getattr(record, key)} - {""}) < MIN_EXAMPLES:
            where = place.at(f"examples.{key}")
            yield _problem(f"fewer than {MIN_EXAMPLES} {key} examples", "examples", where, "add sentences")
    if not any(source.cite.strip() for source in record.sources):
        hint = 'add a [[source]] with cite = "…"'
        yield _problem("no source is given", "source", place.at("source"), hint)
    yield from _check_words(record, place, finite=False)


def _check_words(record: Indicator | Term | Role | Act, place: Place, *, finite: bool) -> Iterator[CodebookError]:
    if not record.wordings:
        yield _problem("there are no wordings", "wording", place.at("wordings"), "add at least one")
    for key in ("wordings", "near_misses", "lived_near", "professional_near"):
        yield from check_wordings(getattr(record, key, ()), place.at(key), finite=finite)


def _problem(message: str, kind: str, place: str, hint: str) -> CodebookError:
    return CodebookError(message, kind=kind, place=place, hint=hint)
