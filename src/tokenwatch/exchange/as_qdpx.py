"""REFI-QDA project (.qdpx): codebook, texts, coded selections and memos, for NVivo, ATLAS.ti, MAXQDA, QualCoder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tokenwatch.codebook.schema import Codebook
from tokenwatch.exchange.annotations import AnnotatedText
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.exchange.packing import pack
from tokenwatch.exchange.refi.project import make_project
from tokenwatch.exchange.refi.sources import read_sources

FORMAT = "qdpx"
SUFFIX = ".qdpx"


def write(texts: Sequence[AnnotatedText], codebook: Codebook) -> bytes:
    """Write a project with the whole codebook, also where nothing of it is applied."""
    project, files = make_project(texts, codebook)
    return pack({"project.qde": project} | {f"sources/{name}": content for name, content in files.items()})


def read(incoming: Incoming) -> Iterable[AnnotatedText]:
    """Read a project: what is coded in it, by whatever ids and in whatever order of the tree."""
    return read_sources(incoming)
