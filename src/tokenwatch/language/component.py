"""What every component of tokenwatch has in common: a codebook, and `match` apart from `set_annotations`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.codebook import Codebook, load_codebook
from tokenwatch.codebook.convert import codebook_from_dict, codebook_to_dict

_FILE = "codebook.json"


class SpanGroupComponent(ABC):
    """A component that writes one span group.

    Subclasses say what they find (`match`, which changes nothing) and in which group it goes (`group`).

    Parameters
    ----------
    nlp
        The pipeline.
    name
        Name of the component in it.
    codebook
        Path of a codebook to merge over the default; ``None`` for the default alone.
    """

    group: str

    def __init__(self, nlp: Language, name: str, codebook: str | None = None) -> None:
        self.nlp = nlp
        self.name = name
        # A saved pipeline brings its codebook along; its config may name a file of the machine that it was made on.
        self.missing = codebook if codebook is not None and not Path(codebook).exists() else None
        self.codebook: Codebook = load_codebook(None if self.missing else codebook)
        self.prepare()

    @abstractmethod
    def prepare(self) -> None:
        """Build matchers from ``self.codebook``: called once, and again after `from_bytes`."""

    @abstractmethod
    def match(self, doc: Doc) -> list[Span]:
        """Find the spans, ascending; the Doc is not changed."""

    def set_annotations(self, doc: Doc, spans: list[Span]) -> None:
        """Write the spans: the only place that changes the Doc."""
        doc.spans[self.group] = spans

    def __call__(self, doc: Doc) -> Doc:
        """Find and write; raise `CodebookError` if there is no codebook where the config says."""
        if self.missing is not None:
            load_codebook(self.missing)
        self.set_annotations(doc, self.match(doc))
        return doc

    def to_bytes(self, *, exclude: Any = ()) -> bytes:
        """Give the codebook as bytes: all that the component needs to be itself again."""
        data: bytes = srsly.json_dumps(codebook_to_dict(self.codebook)).encode("utf-8")
        return data

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> SpanGroupComponent:
        """Take the codebook from what `to_bytes` gave."""
        self.missing = None
        codebook = codebook_from_dict(srsly.json_loads(data.decode("utf-8")))
        # Compiling is the slow part of loading a pipeline: not twice for the same content.
        if codebook != self.codebook:
            self.codebook = codebook
            self.prepare()
        return self

    def to_disk(self, path: str | Path, *, exclude: Any = ()) -> None:
        """Write the codebook into a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Any = ()) -> SpanGroupComponent:
        """Take the codebook from what `to_disk` wrote."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())
