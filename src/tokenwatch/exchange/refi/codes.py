"""The codebook as a tree of codes: kinds, levels, what can be checked, who speaks, dimensions with their indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tokenwatch.codebook.schema import Codebook
from tokenwatch.exchange.annotations import AnnotatedText
from tokenwatch.exchange.labels import INDICATOR, LABELS, meaning, read_label
from tokenwatch.exchange.packing import for_xml, make_guid

if TYPE_CHECKING:
    from lxml import etree

_FOLDERS = {
    "kind": "Kind of statement",
    "level": "Level of participation",
    "specific": "Can it be checked",
    "lived_voice": "Whose words",
    "voices": "Voices",
}
_OTHERS = "Of another codebook"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a tree.

    Parameters
    ----------
    guid
        Its id: the same for the same place in the tree.
    name
        Of one that can be applied, its label in `tokenwatch.exchange.labels`.
    description
        What it means.
    codes
        Those below it.
    codable
        Whether it can be applied; else it is a folder.
    """

    guid: str
    name: str
    description: str = ""
    codes: tuple[Code, ...] = ()
    codable: bool = True


def code_tree(codebook: Codebook, texts: Iterable[AnnotatedText] = ()) -> tuple[Code, ...]:
    """Make the tree of a codebook, with a folder for what only the texts know.

    Examples
    --------
    >>> from tokenwatch.codebook import load_codebook
    >>> [code.name for code in code_tree(load_codebook())][:2]
    ['Kind of statement', 'Level of participation']
    """
    folders = [
        _folder(name, [label for label, read in LABELS.items() if read.field == field], codebook)
        for field, name in _FOLDERS.items()
    ]
    dimensions = tuple(
        _folder(dimension.label, _indicators(codebook, dimension.id), codebook, dimension.definition)
        for dimension in codebook.dimensions.values()
    )
    folders.append(Code(make_guid("folder", "Indicators"), "Indicators", codes=dimensions, codable=False))
    others = {label for text in texts for span in text.spans for label in span.labels if not _is_known(label, codebook)}
    return (*folders, _folder(_OTHERS, sorted(others), codebook)) if others else tuple(folders)


def add_codes(parent: etree._Element, codes: Iterable[Code]) -> None:
    """Write codes below an element, in its own namespace."""
    from lxml import etree

    space = etree.QName(parent).namespace
    for code in codes:
        attributes = {"guid": code.guid, "name": for_xml(code.name), "isCodable": str(code.codable).lower()}
        element = etree.SubElement(parent, etree.QName(space, "Code"), attributes)
        if code.description:
            etree.SubElement(element, etree.QName(space, "Description")).text = for_xml(code.description)
        add_codes(element, code.codes)


def read_codes(parent: etree._Element) -> tuple[Code, ...]:
    """Read the codes right below an element, each with those below it."""
    return tuple(
        Code(
            plain_guid(element.get("guid", "")),
            element.get("name", ""),
            (element.findtext("{*}Description") or "").strip(),
            read_codes(element),
            element.get("isCodable") in ("true", "1"),
        )
        for element in parent.iterfind("{*}Code")
    )


def every_code(codes: Iterable[Code]) -> Iterator[Code]:
    """Give all codes of a tree, each before those below it."""
    for code in codes:
        yield code
        yield from every_code(code.codes)


def plain_guid(guid: str) -> str:
    """Give an id in one form: programs write it in capitals or in braces too.

    Examples
    --------
    >>> plain_guid("{36B3D037-5270-5AA0-9BFE-AC2B0336D503}")
    '36b3d037-5270-5aa0-9bfe-ac2b0336d503'
    """
    return guid.strip().strip("{}").lower()


def _folder(name: str, labels: Iterable[str], codebook: Codebook, description: str = "") -> Code:
    codes = tuple(Code(make_guid("code", label), label, meaning(label, codebook)) for label in labels)
    return Code(make_guid("folder", name), name, description, codes, codable=False)


def _indicators(codebook: Codebook, dimension: str) -> list[str]:
    return [INDICATOR + one.id for one in codebook.indicators.values() if one.dimension == dimension]


def _is_known(label: str, codebook: Codebook) -> bool:
    read = read_label(label)
    return read is not None and (read.field != "indicators" or read.value in codebook.indicators)
