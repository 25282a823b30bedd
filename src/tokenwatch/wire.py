"""The JSON form of an assessment: what outsiders rely on.

Both directions follow the fields of the records themselves, so that a field added to a record travels without
a change here. What is written out by hand is only where the contract differs from the records. Figures are
exact; rounding belongs to display.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from tokenwatch.analysis import GENRES, Finding, Genre, Programme, Statement, Voice
from tokenwatch.assessment import (
    PRESENCES,
    SCHEMA,
    Assessment,
    Clause,
    Dimension,
    Levels,
    PresenceLabel,
    Reason,
    Verdict,
)
from tokenwatch.document import Block, Document
from tokenwatch.errors import TokenwatchError

Record = TypeVar("Record")

_DOCUMENT_KEYS = ("source", "title", "byline", "format", "sha256", "n_pages", "notes", "start")


def assessment_to_dict(assessment: Assessment, *, with_text: bool = False) -> dict[str, Any]:
    """Give an assessment as the JSON contract's object.

    Parameters
    ----------
    assessment
        Any assessment.
    with_text
        Add ``document.text`` and ``document.blocks``, without which the document cannot be rebuilt.

    Returns
    -------
    dict
        Of strings, numbers, booleans, ``None``, lists and dicts only, always with the same keys. ``start``
        and ``end`` count Unicode code points in the document's text; probabilities are from 0 to 1, not
        rounded.

    Examples
    --------
    >>> from tokenwatch.assessment import Assessment, Levels, Verdict
    >>> from tokenwatch.analysis import Programme
    >>> from tokenwatch.document import Document
    >>> verdict = Verdict("none", {"none": 1.0}, True, "There are too few words.")
    >>> document = Document.from_text("Opening hours")
    >>> assessment = Assessment(document, "other", verdict, Levels(), "absent", Programme(), {})
    >>> assessment_to_dict(assessment)["levels"]
    {'claimed': 0, 'evidenced': 0, 'gap': 0}
    """
    return {
        "schema": SCHEMA,
        "document": _document_to_dict(assessment.document, assessment.genre, with_text=with_text),
        "verdict": _plain(assessment.verdict),
        "levels": {**_plain(assessment.levels), "gap": assessment.levels.gap},
        "presence": assessment.presence,
        "programme": _plain(assessment.programme),
        "dimensions": _plain(assessment.dimensions),
        "statements": [_statement_to_dict(statement) for statement in assessment.statements],
        "voices": _plain(assessment.voices),
        "findings": _plain(assessment.findings),
        "reasons": _plain(assessment.reasons),
        "questions": _plain(assessment.questions),
        "charter": _plain(assessment.charter),
        "ids": _plain(assessment.ids),
        "sections": [assessment_to_dict(section, with_text=with_text) for section in assessment.sections],
    }


def _document_to_dict(document: Document, genre: str, *, with_text: bool) -> dict[str, Any]:
    data = {key: _plain(getattr(document, key)) for key in _DOCUMENT_KEYS}
    data |= {"genre": genre, "n_words": document.n_words}
    if with_text:
        data |= {"text": document.text, "blocks": _plain(document.blocks)}
    return data


def _statement_to_dict(statement: Statement) -> dict[str, Any]:
    slots = statement.slots
    head = {"stance": slots.stance, "time": slots.time, "actor": ", ".join(slots.actors)}
    return {**_plain(statement), **head}


def _plain(value: Any) -> Any:
    """Turn records, mappings and tuples into dicts and lists, all the way down."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def assessment_from_dict(data: Mapping[str, Any]) -> Assessment:
    """Read what `assessment_to_dict` wrote.

    Parameters
    ----------
    data
        The contract's object, as ``json.loads`` gives it. Unknown keys are passed over, so that a later
        version may add some.

    Returns
    -------
    Assessment
        Equal to the one that was written, if it was written with its text. Without, its document has no text
        and therefore no words; the statements keep theirs.

    Raises
    ------
    TokenwatchError
        Of kind ``"schema"`` where the schema is another one, of kind ``"wire"`` where a key is missing or
        holds something else than the contract says; the place is the key's path.
    """
    _check_schema(data)
    document = _mapping(_need(data, "document", ""), "document")
    return Assessment(
        document=_document_from_dict(document),
        genre=_build(Genre, document.get("genre", GENRES[-1]), "document.genre"),
        verdict=_build(Verdict, _need(data, "verdict", ""), "verdict"),
        levels=_build(Levels, _need(data, "levels", ""), "levels"),
        presence=_build(PresenceLabel, data.get("presence", PRESENCES[0]), "presence"),
        programme=_build(Programme, data.get("programme", {}), "programme"),
        dimensions=_build(Mapping[str, Dimension], _need(data, "dimensions", ""), "dimensions"),
        statements=_statements_from_list(data.get("statements", [])),
        voices=_build(tuple[Voice, ...], data.get("voices", []), "voices"),
        findings=_build(tuple[Finding, ...], data.get("findings", []), "findings"),
        reasons=_build(tuple[Reason, ...], data.get("reasons", []), "reasons"),
        questions=_build(tuple[str, ...], data.get("questions", []), "questions"),
        charter=_build(tuple[Clause, ...], data.get("charter", []), "charter"),
        ids=_build(Mapping[str, str], data.get("ids", {}), "ids"),
        sections=_sections_from_list(data.get("sections", [])),
    )


def _check_schema(data: Mapping[str, Any]) -> None:
    schema = _mapping(data, "the whole").get("schema")
    if schema != SCHEMA:
        said = "names no schema" if schema is None else f"has schema {schema!r}"
        raise TokenwatchError(
            f"this assessment {said}, and this version of tokenwatch reads schema {SCHEMA}",
            kind="schema",
            place="schema",
            hint="scan the document again, or use the version of tokenwatch that wrote it",
        )


def _document_from_dict(data: Mapping[str, Any]) -> Document:
    known = {key: data[key] for key in _DOCUMENT_KEYS if key in data}
    text = _build(str, data.get("text", ""), "document.text")
    blocks = _build(tuple[Block, ...], data.get("blocks", []), "document.blocks")
    bare: Document = _build(Document, {**known, "text": "", "blocks": []}, "document")
    kept = {field.name: getattr(bare, field.name) for field in fields(bare)}
    return Document(**{**kept, "text": text, "blocks": blocks, "raw_text": text})


def _statements_from_list(data: Any) -> tuple[Statement, ...]:
    """Read statements; those of a writer who keeps to the contract's keys alone get their slots from them."""
    if isinstance(data, list):
        data = [
            {**item, "slots": {key: item[key] for key in ("stance", "time") if key in item}}
            if isinstance(item, Mapping) and "slots" not in item
            else item
            for item in data
        ]
    result: tuple[Statement, ...] = _build(tuple[Statement, ...], data, "statements")
    return result


def _sections_from_list(data: Any) -> tuple[Assessment, ...]:
    """Read the readings of the works in a file. They have no sections of their own, so a stranger's cannot nest."""
    if not isinstance(data, list):
        raise _wrong("sections", "a list", data)
    return tuple(
        assessment_from_dict({**_mapping(item, f"sections[{index}]"), "sections": []})
        for index, item in enumerate(data)
    )


def _wrong(place: str, expected: str, value: Any) -> TokenwatchError:
    shown = repr(value)
    shown = shown if len(shown) <= 60 else shown[:57] + "…"
    return TokenwatchError(
        f"expected {expected}, found {shown}",
        kind="wire",
        place=place,
        hint="see the contract of scan --format json",
    )


def _mapping(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _wrong(place, "an object", value)
    return value


def _need(data: Mapping[str, Any], key: str, place: str) -> Any:
    if key not in data:
        where = f"{place}.{key}" if place else key
        raise TokenwatchError(
            "the key is missing", kind="wire", place=where, hint="see the contract of scan --format json"
        )
    return data[key]


def _build(hint: Any, value: Any, place: str) -> Any:
    """Make of plain JSON what a type hint asks for, or say where it does not fit."""
    if is_dataclass(hint) and isinstance(hint, type):
        return _build_record(hint, _mapping(value, place), place)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        if value is None and NoneType in arguments:
            return None
        return _build(next(argument for argument in arguments if argument is not NoneType), value, place)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise _wrong(place, "a list", value)
        return tuple(_build(arguments[0], item, f"{place}[{index}]") for index, item in enumerate(value))
    if origin is Mapping:
        items = _mapping(value, place).items()
        return {str(key): _build(arguments[1], item, f"{place}.{key}") for key, item in items}
    return _build_leaf(hint, value, place)


def _build_leaf(hint: Any, value: Any, place: str) -> Any:
    if get_origin(hint) is Literal:
        allowed = get_args(hint)
        if not any(value == choice and type(value) is type(choice) for choice in allowed):
            raise _wrong(place, "one of " + ", ".join(map(repr, allowed)), value)
        return value
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:  # bool is an int to isinstance, and must not pass for one
        raise _wrong(
            place,
            {str: "a string", int: "a whole number", bool: "true or false"}.get(hint, "a number"),
            value,
        )
    return value


def _build_record(cls: type[Record], data: Mapping[str, Any], place: str) -> Record:
    values: dict[str, Any] = {}
    for name, (hint, required) in _shape(cls).items():  # type: ignore[arg-type]  # a class is hashable
        if name in data:
            values[name] = _build(hint, data[name], f"{place}.{name}")
        elif required:
            _need(data, name, place)
    return cls(**values)


@cache
def _shape(cls: Any) -> dict[str, tuple[Any, bool]]:
    """Give type and need of each field of a record."""
    hints = get_type_hints(cls)
    return {
        field.name: (hints[field.name], field.default is MISSING and field.default_factory is MISSING)
        for field in fields(cls)
    }
