"""A codebook as plain dicts and back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tokenwatch.codebook import Codebook, load_codebook
from tokenwatch.codebook.convert import codebook_from_dict, codebook_to_dict
from tokenwatch.errors import CodebookError


def by_json(codebook: Codebook) -> Any:
    return json.loads(json.dumps(codebook_to_dict(codebook)))


def test_a_codebook_survives_json_whole() -> None:
    codebook = load_codebook()
    again = codebook_from_dict(by_json(codebook))
    assert again == codebook
    # Equality leaves the id out.
    assert again.id == codebook.id


def test_lists_come_back_as_tuples_that_can_be_hashed() -> None:
    again = codebook_from_dict(by_json(load_codebook()))
    for record in (*again.indicators.values(), *again.terms.values(), *again.roles.values(), *again.acts.values()):
        hash(record)
    assert all(isinstance(wordings, tuple) for wordings in again.cues.values())
    assert isinstance(again.levels, tuple)


def test_an_own_codebook_survives_too(own_codebook: str) -> None:
    codebook = load_codebook(own_codebook)
    again = codebook_from_dict(by_json(codebook))
    assert again.indicators["tea-and-biscuits"] == codebook.indicators["tea-and-biscuits"]
    assert again.id == codebook.id != load_codebook().id


def test_levels_that_may_be_missing_stay_missing() -> None:
    codebook = load_codebook()
    silent = [key for key, act in codebook.acts.items() if act.as_object is None]
    again = codebook_from_dict(by_json(codebook))
    assert silent
    assert all(again.acts[key].as_object is None for key in silent)


@pytest.mark.parametrize("room", ["indicators", "terms", "roles", "acts", "dimensions"])
def test_a_field_of_another_version_is_a_codebook_error(room: str) -> None:
    data = by_json(load_codebook())
    next(iter(data[room].values()))["mood"] = "sunny"
    with pytest.raises(CodebookError, match="mood") as caught:
        codebook_from_dict(data)
    assert caught.value.kind == "format"
    assert caught.value.hint


@pytest.mark.parametrize("data", [{}, {"indicators": []}, {"name": "x", "indicators": {"a": None}}])
def test_what_is_no_codebook_is_a_codebook_error(data: dict[str, Any]) -> None:
    with pytest.raises(CodebookError):
        codebook_from_dict(data)


def test_writing_changes_nothing() -> None:
    codebook = load_codebook()
    data = codebook_to_dict(codebook)
    data["indicators"]["co-chair"]["label"] = "changed"
    assert load_codebook().indicators["co-chair"].label != "changed"
