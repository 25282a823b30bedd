"""``tokenwatch scan --annotate``."""

from __future__ import annotations

import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assessments import BID, make_assessment
from readers_fixtures import docx, paragraph, zipped
from tokenwatch.assessment import Assessment
from tokenwatch.cli import run
from tokenwatch.document import Document

WORDS = [line.lstrip("#- ") for line in BID.splitlines() if line.strip("|- ")]


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the engine: no test here needs a model."""

    def scan(document: Document, **options: Any) -> Assessment:
        return make_assessment(document=document)

    monkeypatch.setattr(sys.modules["tokenwatch.scan"], "scan", scan)


@pytest.fixture
def bid(tmp_path: Path) -> Path:
    path = tmp_path / "bid.docx"
    path.write_bytes(docx("".join(map(paragraph, WORDS))))
    return path


def test_a_copy_is_written_beside_and_the_report_goes_where_it_goes(
    bid: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, copy = bid.read_bytes(), tmp_path / "new" / "copy.docx"
    assert run(["scan", str(bid), "--annotate", str(copy), "--format", "json"]) == 0
    out = capsys.readouterr()
    assert out.out.startswith("{")
    assert out.err == f"{copy}\n"
    assert bid.read_bytes() == before
    assert zipfile.ZipFile(copy).read("word/comments.xml").count(b'w:author="tokenwatch"') == 6
    assert [path.name for path in copy.parent.iterdir()] == ["copy.docx"]
    first = copy.read_bytes()
    assert run(["scan", str(bid), "--annotate", str(copy)]) == 0  # an earlier copy is written over
    assert copy.read_bytes() == first


def test_the_original_is_never_written_over(bid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = bid.read_bytes()
    link = bid.with_name("link.docx")
    link.symlink_to(bid)
    for place in (str(bid), str(link), str(bid.parent / "x" / ".." / bid.name)):
        assert run(["scan", str(bid), "--annotate", place]) == 2
        assert "is taken" in capsys.readouterr().err
    out = str(bid.with_name("page.docx"))
    assert run(["scan", str(bid), "--out", out, "--annotate", out]) == 2
    assert bid.read_bytes() == before


@pytest.mark.parametrize("name", ["copy.pdf", "copy", "copy.docm"])
def test_the_name_has_to_fit_the_format(bid: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["scan", str(bid), "--annotate", str(bid.with_name(name))]) == 2
    assert "give it a name that ends in .docx" in capsys.readouterr().err
    assert not bid.with_name(name).exists()


def test_one_document_from_a_file_at_a_time(bid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = str(bid.with_name("copy.docx"))
    for arguments in ([str(bid), str(bid)], ["-"], [str(bid), "--text-column", "text"]):
        assert run(["scan", *arguments, "--annotate", copy]) == 2
        assert capsys.readouterr().err.startswith("tokenwatch: --annotate: a copy is made of ")
    assert not Path(copy).exists()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("bid.md", b"# A bid\n\nTenants chose it.", "notes cannot be written into markdown"),
        ("bids.zip", zipped({"a.txt": "Tenants chose it."}), "notes cannot be written into zip"),
        ("gone.docx", None, "there is no such file"),
    ],
)
def test_what_cannot_be_annotated_gives_one_line_and_status_3(
    tmp_path: Path, name: str, content: bytes | None, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert run(["scan", str(path), "--annotate", str(tmp_path / "copy.docx")]) == 3
    err = capsys.readouterr().err
    assert why in err
    assert err.count("\n") == 1


def test_a_signed_file_is_read_and_told_to_have_no_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, copy = tmp_path / "signed.docx", tmp_path / "copy.docx"
    path.write_bytes(docx("".join(map(paragraph, WORDS))))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("_xmlsignatures/origin.sigs", "")
    assert run(["scan", str(path), "--annotate", str(copy)]) == 3
    out = capsys.readouterr()
    assert "claims more than it shows" in " ".join(out.out.split())
    assert "no copy: it is signed" in out.err
    assert not copy.exists()


def test_nothing_is_written_through_a_link_that_waits_in_the_folder(bid: Path) -> None:
    other, copy = bid.with_name("other.txt"), bid.with_name("copy.docx")
    other.write_text("someone else's", encoding="utf-8")
    copy.with_name(".copy.docx.part").symlink_to(other)
    assert run(["scan", str(bid), "--annotate", str(copy)]) == 0
    assert other.read_text(encoding="utf-8") == "someone else's"
    assert zipfile.is_zipfile(copy)
    assert not copy.is_symlink()


def test_a_place_that_cannot_be_written_leaves_nothing(bid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = bid.with_name("folder.docx")
    folder.mkdir()
    assert run(["scan", str(bid), "--annotate", str(folder)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert sorted(path.name for path in bid.parent.iterdir()) == ["bid.docx", "folder.docx"]


def test_a_file_that_changes_meanwhile_is_told(
    bid: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def scan(document: Document, **options: Any) -> Assessment:
        return make_assessment(document=replace(document, sha256="another"))

    monkeypatch.setattr(sys.modules["tokenwatch.scan"], "scan", scan)
    assert run(["scan", str(bid), "--annotate", str(bid.with_name("copy.docx"))]) == 2
    assert "has changed since" in capsys.readouterr().err
