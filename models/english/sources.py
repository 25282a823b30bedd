"""What the pipeline is made of, as ``sources.json`` says: files, versions, licences."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .treebank import is_commercial

HERE = Path(__file__).parent
MARKER = "# newdoc id = "


@dataclass(frozen=True)
class Source:
    """One treebank file: its place, the name it gets here, and the sha256 of its text without line-end changes.

    ``as_released`` is false where the text used here was put together from the treebank's own source files, so that
    the released one differs.
    """

    name: str
    repository: str
    commit: str
    path: str
    sha256_of_text: str
    as_released: bool


def read_sources() -> dict[str, Any]:
    """Read the whole of ``sources.json``."""
    content: dict[str, Any] = json.loads((HERE / "sources.json").read_text(encoding="utf8"))
    return content


def treebank_files() -> list[Source]:
    """Return the nine treebank files."""
    return [Source(**entry) for entry in read_sources()["files"]]


def commercial_part(text: str) -> str:
    """Return a treebank file's text without the documents whose licence forbids commercial use."""
    head, *documents = text.split(MARKER)
    return head + "".join(MARKER + part for part in documents if is_commercial(part.split("\n", 1)[0].strip()))


def checksum(data: bytes) -> str:
    """Return the sha256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
