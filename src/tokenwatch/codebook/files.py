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

from tokenwatch.codebook.places import Place, Section, find_sections
from tokenwatch.codebook.records import suggest
from tokenwatch.errors import CodebookError

KINDS = ("indicator", "term", "role", "act", "dimension", "level")
INFO_KEYS = ("name", "version", "licence", "disable")
_FOLDERS = ("indicators", "roles")
_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table as it stands in a file: its place, what it says, and the id that its file's name asks for."""

    place: Place
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

    def add_problem(self, message: str, *, kind: str, place: str, hint: str) -> None:
        """Note what could not be read."""
        self.problems.append(CodebookError(message, kind=kind, place=place, hint=hint))


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
        _read_file(layer, root, str(root), "")
    elif root.is_dir():
        found = list(_toml_files(layer, root))
        for file, shown, expected_id in found:
            _read_file(layer, file, shown, expected_id)
        if not found:
            hint = "put a codebook.toml or a folder indicators/ in it"
            layer.add_problem("the folder holds no .toml file", kind="empty", place=str(root), hint=hint)
    else:
        hint = "give a codebook folder or a .toml file"
        layer.add_problem("there is no such codebook", kind="missing", place=str(root), hint=hint)
    return layer


def _toml_files(layer: Layer, root: Traversable) -> Iterator[tuple[Traversable, str, str]]:
    """Give each file, its name in errors, and the id of the indicator that it must hold, if it must hold one.

    They come in the order of their names, which is the order of every list made of them.
    """
    for entry in _visible(root):
        if entry.is_file() and entry.name.endswith(".toml"):
            yield entry, entry.name, ""
        elif entry.is_dir() and entry.name in _FOLDERS:
            for file in _visible(entry):
                if file.is_file() and file.name.endswith(".toml"):
                    expected_id = file.name.removesuffix(".toml") if entry.name == "indicators" else ""
                    yield file, f"{entry.name}/{file.name}", expected_id
        elif entry.is_dir():
            hint = suggest(entry.name, _FOLDERS)
            layer.add_problem("a codebook has no such folder", kind="unknown file", place=entry.name, hint=hint)


def _visible(folder: Traversable) -> list[Traversable]:
    """Leave out what systems and editors put beside one's own files (``._co-chair.toml``, ``__pycache__``)."""
    entries = (entry for entry in folder.iterdir() if not entry.name.startswith((".", "_")))
    return sorted(entries, key=lambda entry: entry.name)


def _read_file(layer: Layer, file: Traversable, shown: str, expected_id: str) -> None:
    try:
        # A byte order mark is what some editors on Windows write before the text.
        text = file.read_bytes().decode("utf-8-sig")
        content = tomllib.loads(text)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        layer.add_problem(f"the file cannot be read: {reason}", kind="unreadable", place=shown, hint="check its rights")
    except UnicodeDecodeError:
        layer.add_problem("the file is not UTF-8", kind="encoding", place=shown, hint="save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        place = f"{shown}:{line[1]}" if line else shown
        hint = "check quotes and brackets"
        layer.add_problem(f"this is not TOML: {error}", kind="syntax", place=place, hint=hint)
    except RecursionError:
        hint = "a codebook needs no lists inside lists"
        layer.add_problem("brackets stand too deep in each other", kind="syntax", place=shown, hint=hint)
    else:
        if expected_id or "wordings" in content:
            lines = find_sections(text, whole=True)[0].lines
            layer.tables["indicator"].append(RawTable(Place(shown, lines=lines), content, expected_id))
        elif file.name == "cues.toml":
            _add_cues(layer, content, Place(shown, lines=find_sections(text)[0].lines))
        else:
            _sort_tables(layer, content, find_sections(text), shown)


def _sort_tables(layer: Layer, content: Mapping[str, Any], sections: list[Section], shown: str) -> None:
    """Sort the tables of a file that may hold several kinds, by their keys."""
    top = Place(shown, lines=sections[0].lines)
    for key, value in content.items():
        if key in INFO_KEYS:
            layer.info[key] = RawTable(top, {key: value})
        elif key == "cues" and isinstance(value, dict):
            lines = next((section.lines for section in sections if section.head == "cues"), {})
            _add_cues(layer, value, Place(shown, name="cues", lines=lines))
        elif key in KINDS and isinstance(value, list) and all(isinstance(item, dict) for item in value):
            layer.tables[key] += _tables(key, value, shown, sections)
        else:
            hint = f"write [[{key}]] tables" if key in KINDS else suggest(key, (*KINDS, "cues", *INFO_KEYS))
            place = Place(shown, next((s.line for s in sections if s.head == key), 0), lines=top.lines)
            layer.add_problem(f"unknown key {key!r}", kind="unknown key", place=place.at(key), hint=hint)


def _tables(kind: str, items: list[Mapping[str, Any]], shown: str, sections: list[Section]) -> Iterator[RawTable]:
    found = [section for section in sections if section.head == kind]
    for number, item in enumerate(items):
        # Where the count differs, some table is written in another way, and no line can be told for sure.
        section = found[number] if len(found) == len(items) else Section(kind, 0)
        name = f"{kind} {item.get('id', item.get('level', number + 1))}"
        yield RawTable(Place(shown, section.line, name, section.lines), item)


def _add_cues(layer: Layer, content: Mapping[str, Any], place: Place) -> None:
    for key, value in content.items():
        layer.cues[key] = RawTable(place, {key: value})
