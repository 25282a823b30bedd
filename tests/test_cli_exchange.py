"""``tokenwatch export`` and ``tokenwatch import``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from assessments import BID, make_assessment
from tokenwatch.assessment import Assessment
from tokenwatch.cli import run
from tokenwatch.document import Document
from tokenwatch.exchange import exchange_formats, find_format
from tokenwatch.gold import read_gold

GOLD = Path(__file__).parent / "data" / "gold_tiny.jsonl"


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the engine: no test here needs a model."""

    def scan(document: Document, **options: Any) -> Assessment:
        return make_assessment(document=document)

    monkeypatch.setattr(sys.modules["tokenwatch.scan"], "scan", scan)


@pytest.mark.parametrize("name", [name for name in exchange_formats() if name != "qdc"])
def test_a_gold_file_goes_the_round(name: str, tmp_path: Path) -> None:
    there, back = tmp_path / "new" / f"there{find_format(name).SUFFIX}", tmp_path / "back.jsonl"
    assert run(["export", str(GOLD), "--format", name, "--out", str(there)]) == 0
    assert run(["import", str(there), "--format", name, "--out", str(back)]) == 0
    before, after = read_gold(GOLD), read_gold(back)
    assert [(one.id, one.text, one.repo, one.verdict) for one in after] == [
        (one.id, one.text, one.repo, one.verdict) for one in before
    ]


def test_a_document_is_read_corrected_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bid, tasks, gold = tmp_path / "bid.txt", tmp_path / "tasks.jsonl", tmp_path / "gold.jsonl"
    bid.write_text(BID, encoding="utf-8")
    assert run(["export", str(bid), "--format", "prodigy", "--out", str(tasks)]) == 0
    assert "1 text, " in capsys.readouterr().err
    assert run(["import", str(tasks), "--format", "prodigy", "--out", str(gold)]) == 3
    assert "nobody has accepted" in capsys.readouterr().err
    assert not gold.exists()
    task = json.loads(tasks.read_text(encoding="utf-8"))
    task["spans"] = [span | {"label": "plan"} for span in task["spans"] if span["label"] == "claim"]
    lines = [task | {"answer": "accept"}, {"text": "Later.", "answer": "ignore"}]
    tasks.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert run(["import", str(tasks), "--format", "prodigy", "--out", str(gold)]) == 0
    assert "1 text left out" in capsys.readouterr().err
    (document,) = read_gold(gold)
    assert [passage.kind for passage in document.passages] == ["plan"]
    assert document.passages[0].level is None


def test_what_cannot_be_read_is_said_and_the_rest_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bid, out = tmp_path / "bid.txt", tmp_path / "out.qdpx"
    bid.write_text(BID, encoding="utf-8")
    assert run(["export", str(tmp_path / "no.txt"), str(bid), "--format", "qdpx", "--out", str(out)]) == 3
    assert "no.txt: there is no such file" in capsys.readouterr().err
    assert out.exists()
    out.unlink()
    assert run(["export", str(tmp_path / "no.txt"), "--format", "qdpx", "--out", str(out)]) == 3
    assert not out.exists()


@pytest.mark.parametrize("command", ["export", "import"])
def test_wrong_use_is_one_line(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(GOLD.read_bytes())
    assert run([command, str(gold), "--format", "atlas", "--out", str(tmp_path / "x")]) == 2
    assert "no exchange format 'atlas' (use cas, docbin" in capsys.readouterr().err
    assert run([command, str(gold), "--format", "doccano", "--out", str(gold)]) == 2
    assert "is one of the sources" in capsys.readouterr().err
    assert gold.read_bytes() == GOLD.read_bytes()
    assert run([command, str(gold), "--format", "doccano", "--out", "x" * 5000]) == 2
    assert "cannot be written: File name too long" in capsys.readouterr().err


def test_a_label_of_ones_own_is_named_and_can_be_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there, back = tmp_path / "there.jsonl", tmp_path / "back.jsonl"
    there.write_text('{"text": "We ask.", "label": [[0, 2, "nice"], [0, 7, "claim"]]}\n', encoding="utf-8")
    assert run(["import", str(there), "--format", "doccano", "--out", str(back)]) == 3
    assert "there.jsonl:1, label 1: there is no label 'nice'" in capsys.readouterr().err
    assert run(["import", str(there), "--format", "doccano", "--out", str(back), "--skip", "nice"]) == 0
    assert [passage.kind for passage in read_gold(back)[0].passages] == ["claim"]


def test_a_limit_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out.jsonl")
    assert run(["import", str(GOLD), "--format", "doccano", "--out", out, "--limit", "size=9"]) == 3
    assert "--limit size=18" in capsys.readouterr().err
