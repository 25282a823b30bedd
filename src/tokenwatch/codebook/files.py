"""The files of a codebook: found, parsed and sorted into tables, before anything is judged.

A codebook is a folder with any of ``codebook.toml``, ``cues.toml``, ``indicators/*.toml`` (one each)
and other ``*.toml`` with ``[[term]]``, ``[[role]]``, ``[[act]]``, ``[[dimension]]``, ``[[level]]`` or
``[[indicator]]`` tables; or one single such file, which may also hold a ``[cues]`` table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from tokenwatch.codebook.records import suggest
from tokenwatch.errors import CodebookError

KINDS = ("indicator", "term", "role", "act", "dimension", "level")
INFO_KEYS = ("name", "version", "licence", "disable")
_FOLDERS = ("indicators", "roles")
_LINE = re.compile(r"\(at (?:line (\d+)|end of document)")


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table as it stands in a file: its place, what it says, and the id that its file's name asks for."""

    place: str
    table: Mapping[str, Any]
    expected_id: str = ""


@dataclass(frozen=True)
class Layer:
    """All tables of one codebook folder or file.

    Parameters
    ----------
    info
        The keys of ``codebook.toml``, each with its place: ``name``, ``version``, ``licence``, ``disable``.
    tables
        Lists of `RawTable` by kind, one of `KINDS`.
    cues
        Lists of wordings by name, each with its place.
    problems
        What could not be read.
    """

    info: dict[str, RawTable] = field(default_factory=dict)
    tables: dict[str, list[RawTable]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    cues: dict[str, RawTable] = field(default_factory=dict)
    problems: list[CodebookError] = field(default_factory=list)


def read_layer(root: Traversable) -> Layer:
    """Read every file of a codebook.

    Parameters
    ----------
    root
        A folder or a ``.toml`` file.

    Returns
    -------
    Layer
        Unreadable files are among its problems; the others are read all the same.
    """
    layer = Layer()
    if root.is_file():
        _read_file(layer, root, str(root), in_folder="")
        return layer
    if not root.is_dir():
        hint = "give a codebook folder or a .toml file"
        layer.problems.append(CodebookError("there is no such codebook", kind="missing", place=str(root), hint=hint))
        return layer
    found = list(_toml_files(layer, root))
    for file, shown, in_folder in found:
        _read_file(layer, file, shown, in_folder=in_folder)
    if not found:
        layer.problems.append(
            CodebookError(
                "the folder holds no .toml file",
                kind="empty",
                place=str(root),
                hint="see docs/decisions/0003-codebook.md",
            )
        )
    return layer


def _toml_files(layer: Layer, root: Traversable) -> Iterator[tuple[Traversable, str, str]]:
    """Give the files in the order of their names, which is the order of every list made of them."""
    for entry in sorted(root.iterdir(), key=lambda item: item.name):
        if entry.name.startswith((".", "_")):
            continue
        if entry.is_file() and entry.name.endswith(".toml"):
            yield entry, entry.name, "."
        elif entry.is_dir() and entry.name in _FOLDERS:
            for file in sorted(entry.iterdir(), key=lambda item: item.name):
                if file.name.endswith(".toml"):
                    yield file, f"{entry.name}/{file.name}", entry.name
        elif entry.is_dir():
            hint = suggest(entry.name, _FOLDERS)
            layer.problems.append(
                CodebookError("a codebook has no such folder", kind="unknown file", place=entry.name, hint=hint)
            )


def _read_file(layer: Layer, file: Traversable, shown: str, *, in_folder: str) -> None:
    try:
        content = tomllib.loads(file.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        layer.problems.append(
            CodebookError("the file is not UTF-8", kind="encoding", place=shown, hint="save it as UTF-8")
        )
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        place = f"{shown}:{line[1]}" if line and line[1] else shown
        layer.problems.append(
            CodebookError(f"this is not TOML: {error}", kind="syntax", place=place, hint="check quotes and brackets")
        )
    else:
        _sort_content(layer, content, shown, in_folder)


def _sort_content(layer: Layer, content: Mapping[str, Any], shown: str, in_folder: str) -> None:
    name = shown.rsplit("/", 1)[-1]
    if in_folder == "indicators" or (not in_folder and "wordings" in content):
        stem = name.removesuffix(".toml") if in_folder else ""
        layer.tables["indicator"].append(RawTable(shown, content, stem))
        return
    if in_folder == "." and name == "cues.toml":
        _add_cues(layer, content, shown)
        return
    for key, value in content.items():
        if key in INFO_KEYS:
            layer.info[key] = RawTable(f"{shown}, {key}", {key: value})
        elif key == "cues" and isinstance(value, dict):
            _add_cues(layer, value, f"{shown}, cues")
        elif key in KINDS and isinstance(value, list) and all(isinstance(item, dict) for item in value):
            layer.tables[key] += [
                RawTable(f"{shown}, {key} {item.get('id', item.get('level', number))}", item)
                for number, item in enumerate(value, start=1)
            ]
        else:
            hint = f"write [[{key}]] tables" if key in KINDS else suggest(key, (*KINDS, "cues", *INFO_KEYS))
            layer.problems.append(CodebookError(f"unknown key {key!r}", kind="unknown key", place=shown, hint=hint))


def _add_cues(layer: Layer, content: Mapping[str, Any], shown: str) -> None:
    for key, value in content.items():
        layer.cues[key] = RawTable(f"{shown}, {key}", {key: value})
