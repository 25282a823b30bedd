"""tokenwatch: tells real involvement from buzzword use.

What a document *claims* about co-production beside what it *shows*, who speaks in it, and a verdict with its
probability, with the sentences for all of it. What needs spaCy or a file format is imported when first used, so that
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

from tokenwatch.assessment import Assessment
from tokenwatch.codebook import Codebook, load_codebook
from tokenwatch.document import Document
from tokenwatch.errors import TokenwatchError
from tokenwatch.scan import scan

if TYPE_CHECKING:
    from tokenwatch.corpus import scan_corpus
    from tokenwatch.language import load
    from tokenwatch.readers import Limits, read, read_each, read_table
    from tokenwatch.version import VERSION as __version__  # noqa: N811  # the name that Python gives it

_LAZY = {
    "__version__": ("tokenwatch.version", "VERSION"),
    "Limits": ("tokenwatch.readers", "Limits"),
    "load": ("tokenwatch.language", "load"),
    "read": ("tokenwatch.readers", "read"),
    "read_each": ("tokenwatch.readers", "read_each"),
    "read_table": ("tokenwatch.readers", "read_table"),
    "scan_corpus": ("tokenwatch.corpus", "scan_corpus"),
}

__all__ = [
    "Assessment", "Codebook", "Document", "Limits", "TokenwatchError", "__version__", "load", "load_codebook", "read",
    "read_each", "read_table", "scan", "scan_corpus",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _LAZY:
        raise AttributeError(f"module 'tokenwatch' has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
