"""Load a codebook: the default one, or one's own merged over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from tokenwatch.assessment import DIMENSIONS
from tokenwatch.codebook.files import KINDS, Layer, RawTable, read_layer
from tokenwatch.codebook.records import build_record, suggest
from tokenwatch.codebook.rules import LEVELS, AnyRecord, check_record, check_wordings
from tokenwatch.codebook.schema import Act, Codebook, DimensionInfo, Indicator, LevelInfo, Role, Term
from tokenwatch.errors import CodebookError

Kind = TypeVar("Kind")

_CLASSES: dict[str, type[AnyRecord]] = {
    "indicator": Indicator,
    "term": Term,
    "role": Role,
    "act": Act,
    "dimension": DimensionInfo,
    "level": LevelInfo,
}
_ID_DIGITS = 10
"""Hexadecimal digits of a codebook's id: 40 bits, so that two of a million codebooks share one with a chance
of about one in two."""


def load_codebook(path: str | Path | None = None) -> Codebook:
    """Load the default codebook, or merge another one over it.

    Parameters
    ----------
    path
        A folder with any of the default codebook's files, or one ``.toml`` file with any of its tables. A
        record with a known id replaces the whole default record, one with a new id is added, and
        ``disable = ["id", …]`` in ``codebook.toml`` switches indicators off. ``None`` gives the default.

    Returns
    -------
    Codebook
        Records in the order of their ids, so that equal content behaves equally however its files are cut.

    Raises
    ------
    CodebookError
        At the first problem; `check_codebook` gives all of them.

    Examples
    --------
    >>> codebook = load_codebook()
    >>> codebook.levels[2].name
    'consult'
    >>> codebook.id == load_codebook().id
    True
    """
    if path is None:
        return _default_codebook()
    codebook, problems = _merge([_default_layer(), read_layer(Path(path))])
    if problems:
        raise _first(problems, str(path))
    return codebook


def check_codebook(path: str | Path) -> list[CodebookError]:
    """Give every problem of a codebook, in the order of its files; an empty list where it is sound.

    Parameters
    ----------
    path
        As for `load_codebook`.

    Examples
    --------
    >>> [problem.kind for problem in check_codebook("nowhere")]
    ['missing']
    """
    return _merge([_default_layer(), read_layer(Path(path))])[1]


@cache
def _default_layer() -> Layer:
    return read_layer(resources.files("tokenwatch.codebook") / "data")


@cache
def _default_codebook() -> Codebook:
    codebook, problems = _merge([_default_layer()])
    if problems:
        raise _first(problems, "")
    return codebook


def _first(problems: list[CodebookError], path: str) -> CodebookError:
    first = problems[0]
    if len(problems) == 1 or not path:
        return first
    hint = f"{first.hint}; {len(problems) - 1} more: tokenwatch codebook check {path}"
    return CodebookError(first.message, kind=first.kind, place=first.place, hint=hint)


def _merge(layers: list[Layer]) -> tuple[Codebook, list[CodebookError]]:
    """Lay later layers over earlier ones and judge the whole."""
    problems = [problem for layer in layers for problem in layer.problems]
    records: dict[str, dict[str | int, AnyRecord]] = {kind: {} for kind in KINDS}
    info: dict[str, Any] = {"name": "", "version": "", "licence": ""}
    cues: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        for kind in KINDS:
            records[kind].update(_build_tables(kind, layer.tables[kind], problems))
        cues.update(_build_cues(layer.cues, problems))
    for layer in layers:
        info.update(_build_info(layer.info, records["indicator"], problems))
    codebook = Codebook(
        name=info["name"],
        version=info["version"],
        licence=info["licence"],
        indicators=_by_id(records["indicator"], Indicator),
        terms=_by_id(records["term"], Term),
        roles=_by_id(records["role"], Role),
        acts=_by_id(records["act"], Act),
        cues=dict(sorted(cues.items())),
        dimensions={
            key: value for key in DIMENSIONS if (value := _by_id(records["dimension"], DimensionInfo).get(key))
        },
        levels=tuple(item for level in LEVELS if isinstance(item := records["level"].get(level), LevelInfo)),
    )
    return replace(codebook, id=_hash(codebook)), problems


def _by_id(records: Mapping[str | int, AnyRecord], cls: type[Kind]) -> dict[str, Kind]:
    return {
        str(key): record
        for key, record in sorted(records.items(), key=lambda item: str(item[0]))
        if isinstance(record, cls)
    }


def _build_tables(kind: str, tables: list[RawTable], problems: list[CodebookError]) -> dict[str | int, AnyRecord]:
    """Build the records of one kind in one layer; a second one with the same id is a problem."""
    records: dict[str | int, AnyRecord] = {}
    for raw in tables:
        table = _lift(raw.table) if kind == "indicator" else raw.table
        record, found = build_record(_CLASSES[kind], table, raw.place)
        problems += found
        if record is None:
            continue
        problems += check_record(record, raw.place, expected_id=raw.expected_id)
        key = record.level if isinstance(record, LevelInfo) else record.id
        if key in records:
            hint = "ids stand once in a codebook"
            problems.append(CodebookError(f"a second {kind} {key!r}", kind="duplicate", place=raw.place, hint=hint))
        records[key] = record
    return records


def _lift(table: Mapping[str, Any]) -> dict[str, Any]:
    """Give an indicator's table one key for one field; a file says ``[[source]]`` and ``[examples]``."""
    lifted = {key: value for key, value in table.items() if key not in ("source", "examples")}
    if "source" in table:
        lifted["sources"] = table["source"]
    examples = table.get("examples", {})
    return lifted | (examples if isinstance(examples, dict) else {"examples": examples})


def _build_cues(cues: Mapping[str, RawTable], problems: list[CodebookError]) -> dict[str, tuple[str, ...]]:
    built: dict[str, tuple[str, ...]] = {}
    for key, raw in cues.items():
        values = raw.table[key]
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            built[key] = tuple(values)
            problems += check_wordings(built[key], raw.place)
        else:
            problems.append(
                CodebookError("a cue is a list of wordings", kind="type", place=raw.place, hint='write ["…", "…"]')
            )
    return built


def _build_info(
    info: Mapping[str, RawTable], indicators: dict[str | int, AnyRecord], problems: list[CodebookError]
) -> dict[str, str]:
    """Read name, version and licence, and take the disabled indicators out."""
    built: dict[str, str] = {}
    for key, raw in info.items():
        value = raw.table[key]
        if key != "disable":
            built[key] = str(value)
            continue
        for name in value if isinstance(value, list) else [value]:
            if indicators.pop(name, None) is None:
                hint = suggest(str(name), [str(known) for known in indicators])
                problems.append(
                    CodebookError(
                        f"there is no indicator {name!r} to disable", kind="value", place=raw.place, hint=hint
                    )
                )
    return built


def _hash(codebook: Codebook) -> str:
    canonical = json.dumps(asdict(codebook), sort_keys=True, separators=(",", ":"))
    return "cb-" + hashlib.sha256(canonical.encode("ascii")).hexdigest()[:_ID_DIGITS]
