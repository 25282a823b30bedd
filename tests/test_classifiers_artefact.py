"""What is kept of a judge, and which ones are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from allotments import write_gold
from tokenwatch import Document, scan
from tokenwatch.analysis import Analysis
from tokenwatch.assess import RULES
from tokenwatch.assessment import VERDICTS, Levels, Reason, Verdict
from tokenwatch.classifiers import LearntJudge, load_judge, read_manifest
from tokenwatch.classifiers.artefact import SHIPPED, known_texts
from tokenwatch.codebook import load_codebook
from tokenwatch.errors import ModelError
from tokenwatch.gold import read_gold
from tokenwatch.language import pipeline_id
from tokenwatch.scan import scan_document
from tokenwatch.training import train

WITH: Any = {"codebook": load_codebook(), "pipeline": pipeline_id()}
OTHER: Any = {"codebook": replace(load_codebook(), terms={}), "pipeline": "other"}


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_gold(tmp_path_factory.mktemp("gold") / "allotments.jsonl")


@pytest.fixture
def model(gold: Path, tmp_path: Path) -> Path:
    train([gold], tmp_path / "model")
    return tmp_path / "model"


def test_what_was_learnt_is_kept_with_what_it_was_learnt_from(model: Path, gold: Path) -> None:
    manifest = read_manifest(model)
    assert manifest["learnt_from"]["verdicts"] == {"about": 8, "shared": 8, "tokenistic": 8}
    assert load_judge(model, **WITH).id == manifest["id"]
    texts = [document.text for document in read_gold(gold)]
    assert known_texts(model, [*texts, "another"]) == len(texts)


def test_learning_twice_gives_the_same_bytes(model: Path, gold: Path, tmp_path: Path) -> None:
    train([gold], tmp_path / "again")
    for path in model.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_who_trains_again_into_a_folder_gets_the_new_judge(model: Path, tmp_path: Path) -> None:
    first = load_judge(model, **WITH)
    train([write_gold(tmp_path / "more.jsonl", n_repositories=11)], model)
    assert load_judge(model, **WITH).id == read_manifest(model)["id"] != first.id


@pytest.mark.parametrize(("given", "key"), [("codebook", "vocabulary"), ("pipeline", "pipeline")])
def test_a_judge_of_another_vocabulary_or_pipeline_is_refused(model: Path, given: str, key: str) -> None:
    with pytest.raises(ModelError, match=f"goes with another {key}.*train it anew"):
        load_judge(model, **(WITH | {given: OTHER[given]}))


def test_the_shipped_one_gives_way_to_the_rules_instead() -> None:
    assert load_judge(**(WITH | {"codebook": OTHER["codebook"]})) is RULES
    assert load_judge("rules", **WITH) is RULES


def test_an_indicator_more_leaves_the_judge_in_place(own_codebook: str) -> None:
    assert load_codebook(own_codebook).id != load_codebook().id
    assert load_codebook(own_codebook).vocabulary_id == load_codebook().vocabulary_id
    reading = scan_document(Document.from_text("Tenants got tea and biscuits. " * 20), codebook=own_codebook)
    assert reading.ids["models"] == read_manifest()["id"]
    own = load_judge(codebook=load_codebook(own_codebook), pipeline=pipeline_id())
    assert isinstance(own, LearntJudge)
    assert not own.tested, "it was not tested with this codebook"


def test_a_term_more_makes_it_give_way(tmp_path: Path) -> None:
    term = '[[term]]\nid = "tea-time"\nwordings = ["tea time"]\nlevel = 3\n'
    (tmp_path / "own.toml").write_text(term, encoding="utf-8")
    assert load_codebook(tmp_path / "own.toml").vocabulary_id != load_codebook().vocabulary_id


def test_a_verdict_says_how_often_it_was_right_in_tests() -> None:
    judge = load_judge(**WITH)
    assert isinstance(judge, LearntJudge)
    assert set(judge.tested) <= set(VERDICTS)
    assert all(0 <= right <= given for right, given in judge.tested.values())
    reading = scan(Path(__file__).parents[1] / "corpora" / "samples" / "bid.md")
    assert not reading.verdict.abstained
    assert reading.verdict.tested == judge.tested[reading.verdict.label]
    assert scan(Document.from_text("Too short.")).verdict.tested is None


def test_a_judge_written_by_hand_judges_and_an_unfinished_one_is_refused() -> None:
    class Doubtful(LearntJudge):
        """Says of everything that it is about involvement."""

        def judge_document(self, analysis: Analysis, levels: Levels) -> tuple[Verdict, list[Reason]]:
            return Verdict("about", dict.fromkeys(VERDICTS, 0.2), False, "It always is."), []

    shipped = load_judge(**WITH)
    assert isinstance(shipped, LearntJudge)
    own = Doubtful("mine", shipped.kinds, shipped.specific, shipped.verdicts, shipped.usual)
    reading = scan_document(Document.from_text("Six tenants chose the builder. " * 20), model=own)
    assert (reading.verdict.label, reading.ids["models"]) == ("about", "mine")
    with pytest.raises(ModelError, match="object: a judge must have id and judge_statements and judge_document"):
        scan_document(Document.from_text("Six tenants."), model=object())  # type: ignore[arg-type]  # no judge


def test_the_shipped_judge_goes_with_what_is_shipped() -> None:
    judge = load_judge(**WITH)
    assert judge.id == read_manifest()["id"]
    assert (SHIPPED / "README.md").read_text(encoding="utf-8").startswith(f"# The judge {judge.id}")


def _spoil(model: Path, what: str) -> None:
    path = model / "manifest.json"
    manifest = json.loads(path.read_text())
    match what:
        case "no manifest":
            path.unlink()
        case "no JSON":
            path.write_text("{")
        case "another format":
            path.write_text(json.dumps(manifest | {"format": 99}))
        case "no usual":
            del manifest["usual"]
            path.write_text(json.dumps(manifest))
        case "no table":
            (model / "kinds.npz").unlink()
        case "another table":
            (model / "kinds.npz").write_bytes((model / "specific.npz").read_bytes())
        case "cut off":
            (model / "kinds.npz").write_bytes((model / "kinds.npz").read_bytes()[:100])


@pytest.mark.parametrize(
    "what", ["no manifest", "no JSON", "another format", "no usual", "no table", "another table", "cut off"]
)
def test_a_damaged_folder_is_named(model: Path, what: str) -> None:
    _spoil(model, what)
    with pytest.raises(ModelError, match="no sound model in") as caught:
        load_judge(model, **WITH)
    assert caught.value.place == str(model)
