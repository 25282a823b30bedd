"""REFI-QDA codebook (.qdc): the tree of codes alone, to code with from the start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tokenwatch.codebook.schema import Codebook
from tokenwatch.errors import OptionError
from tokenwatch.exchange.annotations import AnnotatedText
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.exchange.refi.codes import add_codes, code_tree

FORMAT = "qdc"
SUFFIX = ".qdc"
_SPACE = "{urn:QDA-XML:codebook:1.0}"


def write(texts: Sequence[AnnotatedText], codebook: Codebook) -> bytes:
    """Write the codes; of the texts, only the labels that the codebook does not know."""
    from lxml import etree

    root = etree.Element(f"{_SPACE}CodeBook", origin="tokenwatch", nsmap={None: _SPACE.strip("{}")})
    add_codes(etree.SubElement(root, f"{_SPACE}Codes"), code_tree(codebook, texts))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def read(incoming: Incoming) -> Iterable[AnnotatedText]:
    """Refuse: a codebook holds no texts."""
    message = "a .qdc holds codes and no texts, so there is nothing to learn from"
    raise OptionError(message, kind="option", place=incoming.name, hint="export the project instead: --format qdpx")
