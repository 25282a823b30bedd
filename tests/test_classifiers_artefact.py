"""What is kept of a judge, and which ones are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from allotments import write_gold
from tokenwatch.assess import RULES
from tokenwatch.classifiers import load_judge, read_manifest
from tokenwatch.classifiers.artefact import SHIPPED, known_texts
from tokenwatch.codebook import load_codebook
from tokenwatch.errors import ModelError
from tokenwatch.gold import read_gold
from tokenwatch.language import pipeline_id
from tokenwatch.training import train

IDS = {"codebook": load_codebook().id, "pipeline": pipeline_id()}


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
    assert load_judge(model, **IDS).id == manifest["id"]
    texts = [document.text for document in read_gold(gold)]
    assert known_texts(model, [*texts, "another"]) == len(texts)


def test_learning_twice_gives_the_same_bytes(model: Path, gold: Path, tmp_path: Path) -> None:
    train([gold], tmp_path / "again")
    for path in model.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_who_trains_again_into_a_folder_gets_the_new_judge(model: Path, tmp_path: Path) -> None:
    first = load_judge(model, **IDS)
    train([write_gold(tmp_path / "more.jsonl", n_repositories=11)], model)
    assert load_judge(model, **IDS).id == read_manifest(model)["id"] != first.id


@pytest.mark.parametrize("key", ["codebook", "pipeline"])
def test_a_judge_of_another_codebook_or_pipeline_is_refused(model: Path, key: str) -> None:
    with pytest.raises(ModelError, match=f"goes with another {key}.*train it anew"):
        load_judge(model, **(IDS | {key: "other"}))


def test_the_shipped_one_gives_way_to_the_rules_instead() -> None:
    assert load_judge(codebook="own", pipeline=pipeline_id()) is RULES
    assert load_judge("rules", **IDS) is RULES


def test_the_shipped_judge_goes_with_what_is_shipped() -> None:
    judge = load_judge(**IDS)
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
        load_judge(model, **IDS)
    assert caught.value.place == str(model)
