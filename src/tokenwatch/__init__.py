"""tokenwatch: tells real involvement from buzzword use.

What a document *claims* about co-production beside what it *shows*, who speaks in it, and a verdict with its
probability, with the sentences for all of it. The names below are imported when first used, so that
``import tokenwatch`` costs next to nothing.

Examples
--------
>>> import tokenwatch
>>> text = "We will co-produce everything with residents, who are at the heart of all we do. " * 5
>>> tokenwatch.scan(tokenwatch.Document.from_text(text)).levels.evidenced
0
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tokenwatch.assessment import Assessment
    from tokenwatch.codebook import Codebook, load_codebook
    from tokenwatch.document import Document
    from tokenwatch.errors import TokenwatchError
    from tokenwatch.evaluate import evaluate
    from tokenwatch.language import load
    from tokenwatch.readers import read
    from tokenwatch.scan import scan
    from tokenwatch.version import VERSION as __version__

_HOMES = {
    "Assessment": "tokenwatch.assessment",
    "Codebook": "tokenwatch.codebook",
    "Document": "tokenwatch.document",
    "TokenwatchError": "tokenwatch.errors",
    "evaluate": "tokenwatch.evaluate",
    "load": "tokenwatch.language",
    "load_codebook": "tokenwatch.codebook",
    "read": "tokenwatch.readers",
    "scan": "tokenwatch.scan",
}

__all__ = [
    "Assessment", "Codebook", "Document", "TokenwatchError", "__version__", "evaluate", "load", "load_codebook", "read", "scan",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name == "__version__":
        return import_module("tokenwatch.version").VERSION
    if name not in _HOMES:
        raise AttributeError(f"module 'tokenwatch' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
