"""One family of errors."""

from __future__ import annotations

import pickle

import pytest

from tokenwatch.errors import CodebookError, GoldError, OptionError, ReadError, TokenwatchError

FAMILY = [TokenwatchError, ReadError, CodebookError, OptionError, GoldError]


@pytest.mark.parametrize(
    ("place", "hint", "text"),
    [
        ("bid.pdf", "check the path", "bid.pdf: there is no such file (check the path)"),
        ("bid.pdf", "", "bid.pdf: there is no such file"),
        ("", "check the path", "there is no such file (check the path)"),
        ("", "", "there is no such file"),
    ],
)
def test_the_text_names_place_culprit_and_next_step(place: str, hint: str, text: str) -> None:
    assert str(ReadError("there is no such file", place=place, hint=hint)) == text


@pytest.mark.parametrize("cls", FAMILY)
def test_every_error_is_of_the_family_and_survives_a_worker_process(cls: type[TokenwatchError]) -> None:
    error = cls("it broke", kind="damaged", place="a.docx", hint="save it again", trace="line 3")
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is cls
    assert isinstance(back, TokenwatchError)
    assert (str(back), back.to_dict(), back.trace) == (str(error), error.to_dict(), "line 3")
    assert "line 3" not in str(back) + str(back.to_dict())


def test_to_dict_holds_the_contract_s_keys_and_no_place() -> None:
    error = ReadError("it broke", kind="damaged", place="/home/ama/a.docx", hint="save it again")
    assert error.to_dict() == {"kind": "damaged", "message": "it broke", "hint": "save it again"}
