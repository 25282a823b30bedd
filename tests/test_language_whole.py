"""The one component for anybody's pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tokenwatch.errors import OptionError
from tokenwatch.language import load

TEXT = "The tenants had tea and biscuits. Six of them chose the paint"


def _found(nlp: Language) -> list[tuple[str, str]]:
    doc = nlp(TEXT)
    return [(span.text, span.id_) for span in doc.spans["indicators"]]


@pytest.fixture(scope="module")
def own(own_codebook: str) -> Language:
    return load(own_codebook)


def test_one_line_adds_everything(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert set(doc.spans) == {"blocks", "terms", "people", "indicators", "acts", "statements", "voices", "details"}
    assert [sentence.text for sentence in doc.sents] == TEXT.replace(". ", ".|").split("|")


def test_sentences_cut_before_are_kept(nlp: Language) -> None:
    cut = spacy.blank("en").add_pipe("sentencizer", config={"punct_chars": ["!"]})
    doc = nlp.get_pipe("tokenwatch")(cut(nlp.make_doc(TEXT)))
    assert len(list(doc.sents)) == 1


def test_a_user_s_codebook_comes_through_the_config(own: Language, nlp: Language) -> None:
    assert ("tea and biscuits", "tea-and-biscuits") in _found(own)
    assert ("tea and biscuits", "tea-and-biscuits") not in _found(nlp)


def test_it_survives_bytes(own: Language) -> None:
    other = spacy.blank("en")
    other.add_pipe("tokenwatch")
    assert _found(other.from_bytes(own.to_bytes())) == _found(own)


def test_it_survives_the_disk(own: Language, tmp_path: Path) -> None:
    own.to_disk(tmp_path / "pipeline")
    assert _found(spacy.load(tmp_path / "pipeline")) == _found(own)


def test_a_pipeline_that_is_nowhere_is_told_before_anything_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("the codebook was compiled in vain")

    monkeypatch.setattr("tokenwatch.language.component.load_codebook", refuse)
    with pytest.raises(OptionError, match="no_such"):
        spacy.blank("en").add_pipe("tokenwatch", config={"pipeline": "no_such"})


def test_docs_come_back_in_order_and_one_by_one(nlp: Language) -> None:
    component: Any = nlp.get_pipe("tokenwatch")
    taken: list[str] = []

    def texts() -> Iterator[Doc]:
        for text in ("Tenants met.", "", "Carers chose it.", "It rained.", "Patients spoke."):
            taken.append(text)
            yield nlp.make_doc(text)

    stream = component.pipe(texts(), batch_size=2)
    first = next(stream)
    assert first.text == "Tenants met."
    # No more is taken from the source than one batch.
    assert len(taken) == 2
    assert [first.text, *(doc.text for doc in stream)] == taken


def test_no_docs_give_none(nlp: Language) -> None:
    component: Any = nlp.get_pipe("tokenwatch")
    assert list(component.pipe([])) == []
