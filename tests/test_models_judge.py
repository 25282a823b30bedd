"""The texts that the shipped judge learns from."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from judge.__main__ import main
from judge.texts import everyday, gather

TREEBANK = """# newdoc id = weblog-one
# text = The bus was late.
1\tThe\t_
# text = We walked home.
# newdoc id = GUM_fiction_two
# text = Once upon a time there was a bus.
# newdoc id = GUM_news_three
# text = The bus company was sold.
"""


def test_everyday_text_is_made_of_treebanks_without_what_may_not_be_used(tmp_path: Path) -> None:
    path = tmp_path / "en_made-ud-train.conllu.gz"
    path.write_bytes(gzip.compress(TREEBANK.encode()))
    (record,) = everyday([path])
    assert record["text"] == "The bus was late. We walked home. The bus company was sold."
    assert record["complete"]
    assert "verdict" not in record


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    _, files, missing = gather(tmp_path, tmp_path)
    assert len(missing) == 4
    assert any("bulk.jsonl.gz: there is no such file" in line for line in missing)
    assert {path.name for path in files} == {"own-train.jsonl", "everyday.jsonl"}


def test_nothing_is_learnt_where_texts_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["judge", "--texts", str(tmp_path), "--out", str(tmp_path / "model")])
    assert main() == 1
    assert "missing: " in capsys.readouterr().err
    assert not (tmp_path / "model").exists()
