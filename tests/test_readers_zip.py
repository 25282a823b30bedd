"""Archives."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers_fixtures import damaged, docx, paragraph, zipped
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read, read_each
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.read_zip import read as read_zip
from tokenwatch.readers.read_zip import recognises

_SAMPLE = Path(__file__).parent / "data/samples/board_papers.zip"


def _locked(data: bytes) -> bytes:
    """Set the bit that says that a member is encrypted, in both places where it stands."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.index(b"PK\1\2") + 8] |= 1
    return bytes(changed)


def test_documents_are_members_in_their_order() -> None:
    draft = read_zip(zipped({"papers/": b"", "papers/b.txt": b"B", "a.txt": b"A"}), Limits())
    assert [(member.name, member.data) for member in draft.members] == [("papers/b.txt", b"B"), ("a.txt", b"A")]
    assert (draft.pieces, draft.text, draft.notes) == ((), None, ())


def test_what_only_a_computer_needs_is_left_out_and_named() -> None:
    needless = ("__MACOSX/._a.txt", ".DS_Store", "papers/.hidden/x.txt", "papers/~$bid.docx", "Thumbs.db")
    draft = read_zip(zipped({"a.txt": b"A", "not~$a.txt": b"B", **dict.fromkeys(needless, b"x")}), Limits())
    assert [member.name for member in draft.members] == ["a.txt", "not~$a.txt"]
    assert draft.notes == (
        "left out, as only a computer needs them: __MACOSX/._a.txt, .DS_Store, papers/.hidden/x.txt, "
        "papers/~$bid.docx, Thumbs.db",
    )
    many = read_zip(zipped({f".{number}": b"x" for number in range(9)}), Limits())
    assert many.notes[0].endswith(" and 4 more")


def test_names_are_only_shown() -> None:
    names = ("../../etc/cron.d/job", "C:\\Users\\jo\\bid.txt", "/etc/passwd", "a\x1b[31m\n.txt", "x" * 900, "..")
    draft = read_zip(zipped(dict.fromkeys(names, b"Six tenants")), Limits())
    assert [member.name for member in draft.members] == [
        "etc/cron.d/job",
        "Users/jo/bid.txt",
        "etc/passwd",
        "a\ufffd[31m\ufffd.txt",
        "x" * 200,
        "unnamed",
    ]


def test_one_bad_member_costs_the_others_nothing() -> None:
    bomb = zipped({"a.txt": b"A", "big.txt": b"0" * 3_000_000})
    draft = read_zip(bomb, Limits())
    assert [member.name for member in draft.members if not member.problem] == ["a.txt"]
    assert draft.members[-1].problem == "its part big.txt unpacks to over 200 times its size"
    damaged = zipped({"a.txt": b"Six tenants", "b.txt": b"chair it"}, method=zipfile.ZIP_STORED).replace(
        b"Six", b"Sex", 1
    )
    draft = read_zip(damaged, Limits())
    assert [member.name for member in draft.members if not member.problem] == ["b.txt"]


@pytest.mark.parametrize(
    ("data", "limits", "kind"),
    [
        (_locked(zipped({"a.txt": b"A"})), Limits(), "encrypted"),
        (zipped({"a.txt": b"A"}, method=zipfile.ZIP_LZMA), Limits(), "unsupported format"),
        (zipped({"a.txt": b"A"})[:-30], Limits(), "damaged"),
        (zipped({"a.txt": b"A", "b.txt": b"B"}), Limits(members=1), "too large"),
        (zipped({"a.txt": b"A" * 99}), Limits(inflated=50), "too large"),
    ],
    ids=["locked", "an unknown method", "cut off", "too many members", "too many bytes"],
)
def test_an_archive_of_which_nothing_can_be_had_says_why(data: bytes, limits: Limits, kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_zip(data, limits)
    assert caught.value.kind == kind


def test_asked_last_so_that_documents_are_no_archives() -> None:
    word = docx(paragraph("Six tenants chair it."))
    assert recognises(word)
    assert read(word, name="a.zip").format == "docx"
    assert not recognises(b"PK is no archive")
    outer = zipped({"inner/bid.docx": word}, method=zipfile.ZIP_STORED)
    assert read(outer, name="all.docx").source == "all.docx/inner/bid.docx"


def test_an_empty_archive_holds_no_text() -> None:
    for data in (zipped({}), zipped({"papers/": b""})):
        with pytest.raises(ReadError) as caught:
            read(data, name="all.zip")
        assert caught.value.kind == "no text"


def test_the_sample_gives_its_three_papers() -> None:
    found = [x for x in read_each(_SAMPLE) if isinstance(x, Document)]
    names = ["1 agenda.txt", "2 minutes.docx", "3 roof tenders.pdf"]
    assert [document.source.removeprefix(f"{_SAMPLE}/Board papers/") for document in found] == names
    assert [document.format for document in found] == ["text", "docx", "pdf"]
    assert read_zip(_SAMPLE.read_bytes(), Limits()).notes[0].count("._") == 2


@given(st.data())
def test_cut_or_changed_archives_give_a_draft_or_an_error(data: st.DataObject) -> None:
    whole = zipped({"a.txt": b"Six tenants" * 9, "b/c.txt": b"chair it", ".d": b""})
    with suppress(ReadError):
        assert isinstance(read_zip(damaged(whole, data), Limits()), Draft)
