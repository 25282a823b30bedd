"""What the reading process tells of a reader that fails."""

from __future__ import annotations

from dataclasses import asdict
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

from tokenwatch.readers import Limits, formats
from tokenwatch.readers.child import answer
from tokenwatch.readers.refusals import damaged


def told_of(error: Exception, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    def read(data: bytes, limits: Limits) -> NoReturn:
        raise error

    monkeypatch.setattr(formats, "reader_named", lambda name: SimpleNamespace(FORMAT=name, read=read))
    told = answer(b"x", "read", "sketch", asdict(Limits()))["error"]
    assert isinstance(told, dict)
    return told


@pytest.mark.parametrize("error", [AttributeError("x"), NameError("x"), ImportError("x"), NotImplementedError("x")])
def test_a_mistake_of_the_reader_is_called_one(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    told = told_of(error, monkeypatch)
    assert told["kind"] == "internal"
    assert told["message"] == f"the reader of sketch made a mistake ({type(error).__name__})"
    assert "report it" in told["hint"]
    assert "--debug" in told["hint"]
    assert "fresh copy" not in told["hint"]


@pytest.mark.parametrize("error", [TypeError("x"), KeyError("x"), ValueError("x"), IndexError("x")])
def test_what_a_broken_file_makes_code_raise_is_put_down_to_the_file(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = told_of(error, monkeypatch)
    assert told["kind"] == "damaged"
    assert told["message"] == f"it could not be read as sketch ({type(error).__name__})"
    assert "fresh copy" in told["hint"]


def test_what_nobody_raised_on_purpose_has_its_traceback_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told = told_of(TypeError("six tenants"), monkeypatch)
    assert "in told_of" not in told["trace"]
    assert "in read" in told["trace"]
    assert told["trace"].rstrip().endswith("TypeError: six tenants")
    assert "six tenants" not in told["message"] + told["hint"]
    assert "trace" not in told_of(damaged("it is cut off"), monkeypatch)
