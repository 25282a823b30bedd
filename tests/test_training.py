"""Learning from a user's own labels, and measuring it honestly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from allotments import write_gold
from tokenwatch.analysis import Analysis, Statement
from tokenwatch.classifiers import LearntJudge
from tokenwatch.classifiers.table import WeightTable
from tokenwatch.cli import make_app
from tokenwatch.document import Document
from tokenwatch.errors import GoldError
from tokenwatch.evaluate import evaluate
from tokenwatch.gold import GoldDocument, GoldPassage
from tokenwatch.scan import scan_document
from tokenwatch.training import cross_validate, cross_validated_scan, learn, read_examples, train
from tokenwatch.training.examples import Example, find_passage


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_gold(tmp_path_factory.mktemp("gold") / "allotments.jsonl")


@pytest.fixture(scope="module")
def examples(gold: Path) -> list[Example]:
    return read_examples([gold])


def test_a_statement_takes_the_label_of_the_passage_that_it_is() -> None:
    statement = Statement("s1", 10, 40, "x")
    near, far = GoldPassage(8, 44, "practice"), GoldPassage(35, 90, "claim")
    assert find_passage(statement, [far, near]) == near
    assert find_passage(statement, [far]) is None


@pytest.mark.parametrize(("complete", "kinds"), [(True, ["claim", "none"]), (False, ["claim", None])])
def test_what_no_reader_marked_is_none_only_where_all_was_read(complete: bool, kinds: list[str | None]) -> None:
    passages = (GoldPassage(0, 40, "claim"),)
    gold = GoldDocument("a", "x" * 100, "repo", passages=passages, complete=complete)
    statements = (Statement("s1", 0, 40, "x"), Statement("s2", 50, 90, "x"))
    labels = Example(gold, Analysis(20, "en", "other", statements=statements)).labels()
    assert [label and label.kind for label in labels] == kinds


def test_labels_of_one_text_in_two_files_are_put_together(gold: Path, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in gold.read_text().splitlines()]
    bare = tmp_path / "bare.jsonl"
    bare.write_text("".join(json.dumps(line | {"passages": [], "verdict": "none"}) + "\n" for line in lines))
    together = read_examples([bare, gold])
    assert len(together) == len(lines)
    assert {example.gold.verdict for example in together} == {"none"}
    assert all(example.gold.passages for example in together)


def test_it_learns_to_tell_them_apart(examples: list[Example]) -> None:
    judge = learn(examples)
    text = (
        "Eleven tenants chose the gardener in April 2024. Four residents sat on the panel that picked the paint. " * 2
    )
    assessment = scan_document(Document.from_text(text), model=judge)
    assert {statement.kind for statement in assessment.statements} == {"practice"}
    assert assessment.verdict.label == "shared"
    assert assessment.ids["models"] == judge.id
    assert all(statement.why for statement in assessment.statements)


def test_nobody_is_judged_by_what_has_seen_them(examples: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    empty = WeightTable(("none",), (), np.zeros(0), np.zeros((0, 1)), np.zeros(1), {})

    def remember(part: list[Example]) -> LearntJudge:
        return LearntJudge("", empty, empty, empty, {example.gold.repo: 1.0 for example in part})

    monkeypatch.setattr("tokenwatch.training.cross_validation.learn", remember)
    measured = [example.gold.repo != "repo-7" for example in examples]
    judges = list(cross_validate(examples, measured))
    marked = [example.gold.repo for example, on in zip(examples, measured, strict=True) if on]
    assert len(judges) == len(marked)
    for repo, judge in zip(marked, judges, strict=True):
        assert repo not in judge.usual
        assert "repo-7" in judge.usual
        assert len(judge.usual) >= 6


def test_a_figure_by_cross_validation(gold: Path) -> None:
    evaluation = evaluate(gold, baselines=False, scan=cross_validated_scan(gold))
    assert evaluation.figures["verdict.macro_f1"].value == 1.0
    assert evaluation.ids["models"] == "cross-validated"


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [({"verdict": "about"}, "two verdicts, 1"), ({"passages": [], "complete": False}, "two kinds, 0")],
)
def test_too_little_to_learn_from_is_said(tmp_path: Path, fields: dict[str, Any], lacking: str) -> None:
    path = write_gold(tmp_path / "thin.jsonl", **fields)
    with pytest.raises(GoldError, match=f"too little to learn from: .*{lacking}"):
        train([path], tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_where_nothing_is_specific_nothing_is_learnt_of_that(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in write_gold(tmp_path / "vague.jsonl").read_text().splitlines()]
    for line in lines:
        line["passages"] = [passage | {"specific": False} for passage in line["passages"]]
    (tmp_path / "vague.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    train([tmp_path / "vague.jsonl"], tmp_path / "model")
    document = Document.from_text("Nine tenants will choose the new manager in May 2030. " * 6)
    assert {statement.checkable for statement in scan_document(document, model=tmp_path / "model").statements} == {0.0}


def test_too_few_repositories_are_said(tmp_path: Path) -> None:
    path = write_gold(tmp_path / "few.jsonl", n_repositories=4)
    with pytest.raises(GoldError, match="documents of 6 repositories, there are 4"):
        cross_validated_scan(path)


def test_the_commands(gold: Path, tmp_path: Path, own_codebook: str) -> None:
    run, app, model = CliRunner(), make_app(), str(tmp_path / "model")
    trained = run.invoke(app, ["train", str(gold), "--out", model, "--codebook", own_codebook])
    assert trained.exit_code == 0, trained.output
    assert "statements of 24 documents" in trained.stdout
    document = tmp_path / "note.md"
    document.write_text("Nine tenants chose the new manager in May 2024. " * 3, encoding="utf-8")
    scanned = run.invoke(app, ["scan", str(document), "--model", model, "--codebook", own_codebook, "--format", "json"])
    assert json.loads(scanned.stdout)["ids"]["models"].startswith("judge-")


def test_a_figure_on_what_the_model_has_seen_is_refused(gold: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    train([gold], model)
    with pytest.raises(GoldError, match=r"learnt from 24 of these 24 texts.*--cross-validate"):
        evaluate(gold, baselines=False, model=model)
    other = write_gold(tmp_path / "other.jsonl", n_repositories=3)
    changed = [json.loads(line) for line in other.read_text().splitlines()]
    other.write_text("".join(json.dumps(r | {"text": r["text"] + " Printed twice."}) + "\n" for r in changed))
    assert evaluate(other, baselines=False, model=model).figures["verdict.accuracy"].value == 1.0
