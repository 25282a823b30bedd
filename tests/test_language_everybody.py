"""The component on pipelines that are not ours alone: saved, copied into other processes, kept in a DocBin."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from tokenwatch.language import load_english
from tokenwatch.language.voices import decode_voice

TEXTS = [
    "In May 2024 six carers chose the new contractor. “Nobody asked us,” said Ama Boateng, a carer.",
    "We gave them tea and biscuits.",
    "",
]

Facts = list[dict[str, list[tuple[int, int, str, str]]]]


def facts(docs: Iterable[Doc]) -> Facts:
    return [
        {group: [(span.start, span.end, span.label_, span.id_) for span in spans] for group, spans in doc.spans.items()}
        for doc in docs
    ]


@pytest.fixture(scope="module", params=["blank", "trained"])
def pipeline(request: pytest.FixtureRequest, own_codebook: str) -> Language:
    """Somebody's pipeline with the component and their own codebook at its end."""
    nlp = spacy.blank("en") if request.param == "blank" else load_english(exclude=("ner", "trainable_lemmatizer"))
    nlp.add_pipe("tokenwatch", config={"codebook": own_codebook})
    return nlp


@pytest.fixture(scope="module")
def found(pipeline: Language) -> Facts:
    """What one process finds."""
    result = facts(pipeline.pipe(TEXTS))
    assert result[0]["statements"]
    assert result[0]["voices"]
    assert [span[3] for span in result[1]["indicators"]] == ["tea-and-biscuits"]
    return result


def test_two_processes_find_what_one_finds(pipeline: Language, found: Facts) -> None:
    assert facts(pipeline.pipe(TEXTS, n_process=2, batch_size=1)) == found


def test_it_comes_back_from_disk(pipeline: Language, found: Facts, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    assert again.pipe_names == pipeline.pipe_names
    assert facts(again.pipe(TEXTS)) == found


def test_it_comes_back_from_bytes(pipeline: Language, found: Facts) -> None:
    again = spacy.util.load_model_from_config(pipeline.config).from_bytes(pipeline.to_bytes())
    assert facts(again.pipe(TEXTS)) == found


def test_saving_twice_gives_the_same_bytes(pipeline: Language) -> None:
    component: Any = pipeline.get_pipe("tokenwatch")
    assert component.to_bytes() == component.to_bytes()


def test_a_doc_bin_keeps_every_group_with_label_and_id(pipeline: Language, found: Facts, tmp_path: Path) -> None:
    kept = DocBin(docs=pipeline.pipe(TEXTS))
    kept.to_disk(tmp_path / "docs.spacy")
    back = list(DocBin().from_disk(tmp_path / "docs.spacy").get_docs(spacy.blank("en").vocab))
    assert [doc.text for doc in back] == TEXTS
    # An empty group of an empty Doc is nothing to keep.
    assert facts(back)[:2] == found[:2]
    assert decode_voice(back[0].spans["voices"][0]).name == "Ama Boateng"


def test_a_saved_pipeline_brings_its_codebook_along(own_codebook: str, tmp_path: Path) -> None:
    moved = tmp_path / "moved.toml"
    moved.write_bytes(Path(own_codebook).read_bytes())
    nlp = spacy.blank("en")
    nlp.add_pipe("tokenwatch", name="mine", config={"codebook": str(moved)})
    nlp.to_disk(tmp_path / "saved")
    moved.unlink()
    doc = spacy.load(tmp_path / "saved")(TEXTS[1])
    assert [span.id_ for span in doc.spans["indicators"]] == ["tea-and-biscuits"]


def test_every_factory_is_an_entry_point() -> None:
    ours = {point.name: point for point in entry_points(group="spacy_factories") if point.name.startswith("tokenwatch")}
    assert {"tokenwatch", "tokenwatch_statements", "tokenwatch_voices"} <= ours.keys()
    for point in ours.values():
        assert callable(point.load())
    assert Language.has_factory("tokenwatch")
