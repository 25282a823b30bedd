"""Reading a project: each source with its text, its coded selections and its memos; the schema checks little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tokenwatch.errors import GoldError
from tokenwatch.exchange.annotations import AnnotatedText, Mark
from tokenwatch.exchange.facts import from_facts, from_words
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.exchange.refi.codes import every_code, plain_guid, read_codes
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.refusals import plain_path

if TYPE_CHECKING:
    from lxml import etree

_SOURCES = ("TextSource", "Representation")
"""What has a text: a text, and a PDF's text."""
_VARIABLES = "{*}Variables/{*}Variable"
_INTERNAL = "internal://"
_ONE_LINE_END = "ATLAS"
"""Beginning of the name of a program that writes CRLF and counts one character, as QualCoder's authors found."""
_POSITION = re.compile(r"\s*\+?(\d{1,10})\s*")


@dataclass(frozen=True)
class Project:
    """A project that was opened.

    Parameters
    ----------
    archive, incoming
        The container, and the file that it is.
    members
        Names in the container, by the same in small letters.
    codes, variables
        Names by id.
    one_line_end
        CRLF in its texts counts as one character.
    notes
        Texts by id.
    """

    archive: Archive
    incoming: Incoming
    members: Mapping[str, str]
    codes: Mapping[str, str]
    variables: Mapping[str, str]
    one_line_end: bool
    notes: dict[str, str] = field(default_factory=dict)


def read_sources(incoming: Incoming) -> Iterator[AnnotatedText]:
    """Read the sources of a project.

    Raises
    ------
    ReadError
        If it is no project, or a text is not in it.
    GoldError
        If a selection is outside its text, or points to a code that there is not.
    """
    archive = incoming.guarded(lambda: Archive(incoming.data, incoming.limits))
    name = next((member for member in archive.members if member.lower().endswith(".qde")), None)
    if name is None:
        raise incoming.damaged("there is no project.qde in it")
    root = incoming.guarded(lambda: archive.xml(name))
    trees = (read_codes(codes) for codes in root.iterfind("{*}CodeBook/{*}Codes"))
    codes = {code.guid: code.name for tree in trees for code in every_code(tree)}
    variables = {plain_guid(one.get("guid", "")): one.get("name", "") for one in root.iterfind(_VARIABLES)}
    members = {member.lower(): member for member in archive.members}
    one_line_end = root.get("origin", "").startswith(_ONE_LINE_END)
    project = Project(archive, incoming, members, codes, variables, one_line_end)
    for note in root.iterfind("{*}Notes/{*}Note"):
        project.notes[plain_guid(note.get("guid", ""))] = _text(project, note)
    for sources in root.iterfind("{*}Sources"):
        for element in sources.iter(*("{*}" + name for name in _SOURCES)):
            yield _source(project, element)


def _source(project: Project, element: etree._Element) -> AnnotatedText:
    name = element.get("name", "") or element.get("guid", "")
    place = f"{project.incoming.place}, source {plain_path(name)!r}"
    text = _text(project, element)
    facts = {"id": name, **dict(_values(project, element))}
    facts["note"] = (element.findtext("{*}Description") or "").strip()
    marks = [mark for one in element.iterfind("{*}PlainTextSelection") for mark in _selected(project, one, place)]
    marks += [Mark(0, len(text), label, place) for label in _labels(project, element, place)]
    return from_facts(from_words(facts, place), text, marks, skip=project.incoming.skip)


def _text(project: Project, element: etree._Element) -> str:
    """Give a source's text: what stands in the project itself, or in a file of the container, and nowhere else."""
    content = element.findtext("{*}PlainTextContent")
    path = element.get("plainTextPath", "")
    if content is not None or not path:
        return content or ""
    wanted = f"sources/{path.removeprefix(_INTERNAL)}".lower()  # the standard writes it small, some programs large
    member = project.members.get(wanted)
    if not path.startswith(_INTERNAL) or member is None:
        raise project.incoming.damaged(f"the text {plain_path(path.removeprefix(_INTERNAL))} is not in it")
    data: bytes = project.incoming.guarded(lambda: project.archive.read(member))
    text: str = project.incoming.guarded(lambda: data.decode("utf-8-sig"))
    return text.replace("\r\n", "\n") if project.one_line_end else text


def _values(project: Project, element: etree._Element) -> Iterator[tuple[str, str]]:
    for value in element.iterfind("{*}VariableValue"):
        references = (plain_guid(one.get("targetGUID", "")) for one in value.iterfind("{*}VariableRef"))
        names = [project.variables[guid] for guid in references if guid in project.variables]
        stated = [one.text or "" for one in value if isinstance(one.tag, str) and one.tag.endswith("Value")]
        yield from zip(names, stated, strict=False)


def _selected(project: Project, selection: etree._Element, place: str) -> Iterator[Mark]:
    guid = selection.get("guid", "")
    place = f"{place}, selection {plain_path(guid)}"
    start, end = (_position(selection.get(name, ""), place) for name in ("startPosition", "endPosition"))
    references = [plain_guid(one.get("targetGUID", "")) for one in selection.iter("{*}NoteRef")]
    memos = [selection.findtext("{*}Description") or "", *(project.notes.get(one, "") for one in references)]
    memo = "\n".join(dict.fromkeys(memo.strip() for memo in memos if memo.strip()))  # we write each twice
    yield from (Mark(start, end, label, place, memo) for label in _labels(project, selection, place))


def _labels(project: Project, element: etree._Element, place: str) -> Iterator[str]:
    for reference in element.iterfind("{*}Coding/{*}CodeRef"):
        guid = plain_guid(reference.get("targetGUID", ""))
        if guid not in project.codes:
            hint = "export it again from the program that wrote it"
            raise GoldError(f"the code {guid[:40]!r} is not in the codebook", kind="gold", place=place, hint=hint)
        yield project.codes[guid]


def _position(stated: str, place: str) -> int:
    found = _POSITION.fullmatch(stated)
    if found is None:
        hint = "it counts Unicode code points from 0"
        raise GoldError(f"{stated[:40]!r} is no position in a text", kind="gold", place=place, hint=hint)
    return int(found[1])
