"""Files inside files, with readers that need no real format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tokenwatch.document import Document
from tokenwatch.errors import OptionError, ReadError
from tokenwatch.readers import Limits, containers, guard, read, read_each
from tokenwatch.readers.draft import Draft, Member, Piece


@pytest.fixture(autouse=True)
def _boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the reading process: bytes are JSON of [text, [name, bytes], …], or nothing that can be read."""

    def open_bytes(data: bytes, *, name: str, limits: Limits) -> guard.Opened:
        if not data.startswith(b"["):
            kind = "timed out" if data == b"slow" else "damaged"
            raise ReadError("it is broken", kind=kind, place=name, hint="mend it")
        text, *members = json.loads(data)
        draft = Draft(
            (Piece("paragraph", text),) if text else (),
            members=tuple(Member(inner, json.dumps(held).encode() if isinstance(held, list) else held.encode())
                          for inner, held in members),
        )  # fmt: skip
        return guard.Opened(name, "box", "", draft)

    monkeypatch.setattr("tokenwatch.readers.open_bytes", open_bytes)
    monkeypatch.setattr(containers, "open_bytes", open_bytes)


def _box(*content: object) -> bytes:
    return json.dumps(content).encode()


def _told(data: bytes, **limits: int) -> list[str]:
    found = read_each(data, name="box", limits=Limits(**limits))
    return [f"{x.source}={x.text}" if isinstance(x, Document) else f"{x.place}!{x.kind}" for x in found]


def test_a_document_of_its_own_comes_first_then_what_is_attached() -> None:
    mail = _box("Please find it", ["bid", ["Tenants chair it"]], ["old", ["", ["inner", ["Deep"]]]])
    assert _told(mail) == ["box=Please find it", "box/bid=Tenants chair it", "box/old/inner=Deep"]


def test_what_cannot_be_read_costs_the_others_nothing() -> None:
    assert _told(_box("", ["bad", "x"], ["good", ["Fine"]])) == ["box/bad!damaged", "box/good=Fine"]


def test_a_container_of_one_is_that_document_and_one_of_several_is_none() -> None:
    assert read(_box("", ["bid", ["Tenants chair it"]]), name="box").source == "box/bid"
    with pytest.raises(ReadError, match="it holds 2 documents") as caught:
        read(_box("", ["a", ["A"]], ["b", ["B"]]), name="box")
    assert (caught.value.kind, caught.value.place) == ("several documents", "box")


def test_reading_one_says_what_was_attached() -> None:
    document = read(_box("Dear all", *([f"{n}.docx", ["x"]] for n in range(7))), name="mail")
    assert document.notes == (
        "7 attached files are not part of this reading: 0.docx, 1.docx, 2.docx, 3.docx, 4.docx and 2 more",
    )
    assert read(_box("Dear all", ["one", ["x"]])).notes == ("1 attached file is not part of this reading: one",)


def test_a_file_that_cannot_be_taken_out_keeps_its_place() -> None:
    draft = Draft(members=(Member("a.docx", b"", "its part a.docx is broken"), Member("b", _box("Text"))))
    broken, sound = containers.each_document(guard.Opened("box", "zip", "", draft), Limits())
    assert str(broken) == "box/a.docx: its part a.docx is broken (unpack it, and give it by itself)"
    assert isinstance(sound, Document)


def test_boxes_in_boxes_end() -> None:
    nested: list[object] = ["", ["end", ["Text"]]]
    for _ in range(8):
        nested = ["", ["box", nested]]
    assert [told[-8:] for told in _told(json.dumps(nested).encode())] == ["too deep"]
    with pytest.raises(ReadError) as caught:
        read(json.dumps(nested).encode())
    assert caught.value.kind == "too deep"


def test_number_size_and_time_are_bounded() -> None:
    many = _box("", *([str(n), ["Text"]] for n in range(9)))
    assert _told(many, documents=2) == ["box/0=Text", "box/1=Text", "box!too large"]
    assert _told(many, inflated=5) == ["box/0=Text", "box/1=Text", "box!too large"]
    slow = _box("", *([str(n), "slow"] for n in range(9)))
    assert _told(slow) == ["box/0!timed out", "box/1!timed out", "box!too large"]


def test_an_empty_container_says_why() -> None:
    assert _told(_box("")) == ["box!no text"]
    draft = Draft(notes=("not read: bid.docx (protected by a password)",))
    found = list(containers.each_document(guard.Opened("box", "zip", "", draft), Limits()))
    assert "protected by a password" in str(found[0])


def test_a_document_is_given_back_and_nonsense_refused() -> None:
    document = Document.from_text("Six tenants")
    assert list(read_each(document)) == [document]
    with pytest.raises(OptionError):
        read_each(7)  # type: ignore[arg-type]  # a wrong type on purpose
    with pytest.raises(ReadError, match="no such file"):
        read_each(Path("nowhere.zip"))
