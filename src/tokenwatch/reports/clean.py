"""Make strings from strangers safe to look at, in one place for every format.

Characters that turn the direction of writing or steer a terminal are shown as their code, since they could
make a quoted sentence read as another one.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

Node = TypeVar("Node")

_UNSEEN = re.compile(
    "["
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"  # controls, the escape character among them; not tab and line feed
    "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"  # Unicode's bidirectional controls (UAX 9, table 1)
    "\\u2028\\u2029"  # separators that some programs take for line ends
    "\\ud800-\\udfff"  # halves of surrogate pairs, which no UTF-8 file can hold
    "]"
)


def show_unseen(text: str) -> str:
    r"""Show control and direction characters as their code.

    Examples
    --------
    >>> show_unseen("abc\u202edef")
    'abc[U+202E]def'
    """
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def clean_tree(node: Node) -> Node:
    """Give a tree of records and tuples with `show_unseen` applied to every string in it."""
    result: Any = node
    if isinstance(node, str):
        result = show_unseen(node)
    elif isinstance(node, tuple):
        result = tuple(clean_tree(item) for item in node)
    elif is_dataclass(node) and not isinstance(node, type):
        result = type(node)(**{field.name: clean_tree(getattr(node, field.name)) for field in fields(node)})
    return result  # type: ignore[no-any-return]  # of the node's own kind
