"""The examples in the docstrings do what they say."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import tokenwatch

SOURCE = Path(tokenwatch.__file__).parent
# Run as programs of their own, not imported.
_PROGRAMS = ("__main__.py", "child.py")
MODULES = [
    "tokenwatch." + ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted(SOURCE.rglob("*.py"))
    if path.name not in _PROGRAMS and ">>>" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SOURCE.parents[1])
    module = importlib.import_module(name.removesuffix(".__init__"))
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed


def test_there_are_examples() -> None:
    assert len(MODULES) > 100
