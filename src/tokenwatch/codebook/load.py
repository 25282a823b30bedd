"""Load a codebook: the default one, or one's own merged over it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import TypeVar

from tokenwatch.assessment import DIMENSIONS
from tokenwatch.codebook.files import KINDS, Layer, RawTable, read_layer
from tokenwatch.codebook.records import build_record, suggest
from tokenwatch.codebook.rules import LEVELS, AnyRecord, check_record, check_wordings
from tokenwatch.codebook.schema import Act, Codebook, DimensionInfo, Indicator, LevelInfo, Role, Term, content_id
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
_SHIPPED = resources.files("tokenwatch.codebook") / "data"


def load_codebook(path: str | Path | None = None) -> Codebook:
    """Load the default codebook, or merge another one over it.

    Parameters
    ----------
    path
        A folder with any of the default codebook's files, or one ``.toml`` file with any of its tables. A
        record with a known id replaces the whole default record, one with a new id is added, a list of cues
        replaces the default one, and
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
    return _default_codebook() if path is None else _own_codebook(Path(path), _content(Path(path)))


def check_codebook(path: str | Path) -> list[CodebookError]:
    """Give every problem of a codebook, by file and line; an empty list where it is sound.

    Parameters
    ----------
    path
        As for `load_codebook`.

    Examples
    --------
    >>> [problem.kind for problem in check_codebook("nowhere")]
    ['missing']
    """
    return _merge(_layers(Path(path)))[1]


def own_indicators(path: str | Path) -> dict[str, Indicator]:
    """Give the indicators that a codebook's own files hold, be they new, changed or as they are shipped.

    Parameters
    ----------
    path
        As for `load_codebook`.

    Returns
    -------
    dict
        By id, in the order of the ids.

    Raises
    ------
    CodebookError
        If the codebook is not sound.
    """
    book = load_codebook(path)  # first: it refuses what is no id
    held = {raw.table["id"] for raw in read_layer(Path(path)).tables["indicator"]}
    return {key: one for key, one in book.indicators.items() if key in held}


def _layers(path: Path) -> list[Layer]:
    """Give what is merged; the shipped files are not laid over themselves, or each slip in them would be told twice."""
    shipped = path.exists() and path.resolve().is_relative_to(Path(str(_SHIPPED)).resolve())
    return [_default_layer()] if shipped else [_default_layer(), read_layer(path)]


@cache
def _default_layer() -> Layer:
    return read_layer(_SHIPPED)


@cache
def _default_codebook() -> Codebook:
    codebook, problems = _merge([_default_layer()])
    if problems:
        raise _first(problems, "")
    return codebook


@lru_cache(maxsize=8)
def _own_codebook(path: Path, content: str) -> Codebook:
    """Merge one's own codebook once for its content: each document of a batch asks for it several times."""
    codebook, problems = _merge(_layers(path))
    if problems:
        raise _first(problems, str(path))
    return codebook


def _content(path: Path) -> str:
    """Digest the files of a codebook; what cannot be read is told when it is merged."""
    digest = sha256()
    for file in [path, *sorted(path.glob("*.toml")), *sorted(path.glob("*/*.toml"))]:
        if file.is_file():
            with suppress(OSError):
                digest.update(f"{file}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    return digest.hexdigest()


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
    info = {"name": "", "version": "", "licence": ""}
    cues: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        for kind in KINDS:
            records[kind].update(_build_tables(kind, layer.tables[kind], problems))
        cues.update(_build_cues(layer.cues, cues, problems))
    for layer in layers:
        info.update(_build_info(layer.info, records["indicator"], problems))
    dimensions = _by_id(records["dimension"], DimensionInfo)
    codebook = Codebook(
        name=info["name"],
        version=info["version"],
        licence=info["licence"],
        indicators=_by_id(records["indicator"], Indicator),
        terms=_by_id(records["term"], Term),
        roles=_by_id(records["role"], Role),
        acts=_by_id(records["act"], Act),
        cues=dict(sorted(cues.items())),
        dimensions={name: dimensions[name] for name in DIMENSIONS if name in dimensions},
        levels=tuple(item for level in LEVELS if isinstance(item := records["level"].get(level), LevelInfo)),
    )
    return replace(codebook, id=content_id(codebook)), sorted(problems, key=_reading_order)


def _by_id(records: Mapping[str | int, AnyRecord], cls: type[Kind]) -> dict[str, Kind]:
    return {
        str(key): record
        for key, record in sorted(records.items(), key=lambda item: str(item[0]))
        if isinstance(record, cls)
    }


def _build_tables(kind: str, tables: list[RawTable], problems: list[CodebookError]) -> dict[str | int, AnyRecord]:
    """Build the records of one kind in one layer; a second one with the same id is a problem."""
    records: dict[str | int, AnyRecord] = {}
    places: dict[str | int, str] = {}
    for raw in tables:
        record, found = build_record(_CLASSES[kind], raw.table, raw.place)
        problems += found
        if record is None:
            continue
        problems += check_record(record, raw.place, expected_id=raw.expected_id)
        key = record.level if isinstance(record, LevelInfo) else record.id
        if key in records:
            hint = f"the first one stands at {places[key]}"
            problems.append(_problem(f"a second {kind} {key!r}", "duplicate", raw.place.at(), hint))
        records[key], places[key] = record, raw.place.at()
    return records


def _build_cues(
    cues: Mapping[str, RawTable], known: Collection[str], problems: list[CodebookError]
) -> dict[str, tuple[str, ...]]:
    """Read the lists of wordings; where `known` names are given, another name is a problem."""
    built: dict[str, tuple[str, ...]] = {}
    for key, raw in cues.items():
        values, place = raw.table[key], raw.place.at(key)
        if known and key not in known:
            problems.append(_problem(f"unknown cue {key!r}", "unknown key", place, suggest(key, known)))
        elif not _is_text_list(values):
            problems.append(_problem("a cue is a list of wordings", "type", place, 'write ["…", "…"]'))
        else:
            built[key] = tuple(values)
            problems += check_wordings(built[key], place)
    return built


def _build_info(
    info: Mapping[str, RawTable], indicators: dict[str | int, AnyRecord], problems: list[CodebookError]
) -> dict[str, str]:
    """Read name, version and licence, and take the disabled indicators out."""
    built: dict[str, str] = {}
    for key, raw in info.items():
        value, place = raw.table[key], raw.place.at(key)
        if key != "disable" and isinstance(value, str):
            built[key] = value
        elif key != "disable":
            problems.append(_problem(f"{value!r} is not text", "type", place, f'write {key} = "…"'))
        elif not _is_text_list(value):
            problems.append(_problem(f"{value!r} is not a list of ids", "type", place, 'write ["…", "…"]'))
        else:
            for name in dict.fromkeys(value):
                if indicators.pop(name, None) is None:
                    hint = suggest(name, [str(known) for known in indicators])
                    problems.append(_problem(f"there is no indicator {name!r} to disable", "value", place, hint))
    return built


def _is_text_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _problem(message: str, kind: str, place: str, hint: str) -> CodebookError:
    return CodebookError(message, kind=kind, place=place, hint=hint)


def _reading_order(problem: CodebookError) -> tuple[str, int]:
    """Give the file and the line, to sort by."""
    file, _, line = problem.place.partition(", ")[0].rpartition(":")
    return (file, int(line)) if file and line.isdigit() else (problem.place.partition(", ")[0], 0)
