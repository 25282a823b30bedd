"""Writing a project: codes, variables, sources with coded selections, and notes, in the order of the schema.

``endPosition`` is the position after the last character. The standard's words ("defined by the first and the last
character") leave it open; three examples in its own annex A.2, written by a real program, settle it: "granola" stands
at 62 to 69, and two selections of 56 and of 60 characters end 56 and 60 after their start. QualCoder slices so too, and
pyrefiqda, the independent reader of the tests, carries the numbers as they are.

A memo is written twice, as description and as note: some programs show the one, some the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tokenwatch.codebook.schema import Codebook
from tokenwatch.exchange.annotations import AnnotatedSpan, AnnotatedText
from tokenwatch.exchange.facts import FACTS, as_words, facts_of
from tokenwatch.exchange.labels import Value
from tokenwatch.exchange.packing import for_xml, make_guid
from tokenwatch.exchange.refi.codes import add_codes, code_tree

if TYPE_CHECKING:
    from lxml import etree

_SPACE = "{urn:QDA-XML:project:1.0}"
_VALUES = {str: ("Text", "TextValue"), bool: ("Boolean", "BooleanValue"), int: ("Integer", "IntegerValue")}
"""How the standard calls a type of variable, and the element of its value."""
_USER = make_guid("user", "tokenwatch")
_NAME = 60
"""Characters of its words that name a selection."""
ASTRAL = (
    "This text holds {count} characters above U+FFFF, such as emoji. The standard counts each as one. Some programs "
    "count two, and show the selections behind them too far to the left."
)


def make_project(texts: Sequence[AnnotatedText], codebook: Codebook) -> tuple[bytes, dict[str, bytes]]:
    """Make the project file, and the files of its sources by their names."""
    from lxml import etree

    root = etree.Element(f"{_SPACE}Project", nsmap={None: _SPACE.strip("{}")})
    root.attrib.update({"name": "tokenwatch", "origin": "tokenwatch", "creatingUserGUID": _USER})
    _add(_add(root, "Users"), "User", guid=_USER, name="tokenwatch")
    add_codes(_add(_add(root, "CodeBook"), "Codes"), code_tree(codebook, texts))
    _add_variables(root)
    sources, files, notes = _add(root, "Sources"), {}, dict[str, tuple[str, str]]()
    for text in texts:
        guid = make_guid("source", text.id)
        # A mark of byte order that is of the text itself needs one before it: whoever reads the file takes one away.
        files[f"{guid}.txt"] = text.text.encode("utf-8-sig" if text.text.startswith("\ufeff") else "utf-8")
        _add_source(sources, text, guid, notes)
    if not texts:
        root.remove(sources)
    if notes:
        _add_notes(root, notes)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8"), files


def _add(parent: etree._Element, tag: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    from lxml import etree

    element = etree.SubElement(parent, _SPACE + tag, {key: for_xml(value) for key, value in attributes.items()})
    if text is not None:
        element.text = for_xml(text)
    return element


def _add_variables(root: etree._Element) -> None:
    variables = _add(root, "Variables")
    for name, kind in FACTS.items():
        if name != "note":
            _add(variables, "Variable", guid=make_guid("variable", name), name=name, typeOfVariable=_VALUES[kind][0])


def _add_source(sources: etree._Element, text: AnnotatedText, guid: str, notes: dict[str, tuple[str, str]]) -> None:
    by = {} if text.checked else {"creatingUser": _USER}
    source = _add(
        sources, "TextSource", guid=guid, name=text.title or text.id, plainTextPath=f"internal://{guid}.txt", **by
    )
    if text.note:
        _add(source, "Description", text.note)
    for span in text.spans:
        _add_selection(source, text, span, notes)
    if count := sum(char > "\uffff" for char in text.text):
        _add_note(source, make_guid("astral", text.id), ("Offsets", ASTRAL.format(count=count)), notes)
    facts = facts_of(text)
    facts.pop("note", None)
    _add_values(source, facts)


def _add_selection(
    source: etree._Element, text: AnnotatedText, span: AnnotatedSpan, notes: dict[str, tuple[str, str]]
) -> None:
    key = (text.id, span.start, span.end)
    words = " ".join(text.text[span.start : span.end].split())
    by = {} if text.checked else {"creatingUser": _USER}
    place = {"startPosition": str(span.start), "endPosition": str(span.end)}
    selection = _add(source, "PlainTextSelection", guid=make_guid("selection", *key), name=words[:_NAME], **place, **by)
    if span.memo:
        _add(selection, "Description", span.memo)
    for label in span.labels:
        coding = _add(selection, "Coding", guid=make_guid("coding", label, *key), **by)
        _add(coding, "CodeRef", targetGUID=make_guid("code", label))
    if span.memo:
        _add_note(selection, make_guid("note", *key), ("Why", span.memo), notes)


def _add_note(parent: etree._Element, guid: str, note: tuple[str, str], notes: dict[str, tuple[str, str]]) -> None:
    notes[guid] = note
    _add(parent, "NoteRef", targetGUID=guid)


def _add_values(source: etree._Element, facts: Mapping[str, Value]) -> None:
    for name, value in facts.items():
        element = _add(source, "VariableValue")
        _add(element, "VariableRef", targetGUID=make_guid("variable", name))
        _add(element, _VALUES[type(value)][1], as_words(value))


def _add_notes(root: etree._Element, notes: Mapping[str, tuple[str, str]]) -> None:
    element = _add(root, "Notes")
    for guid, (name, text) in notes.items():
        _add(_add(element, "Note", guid=guid, name=name), "PlainTextContent", text)
