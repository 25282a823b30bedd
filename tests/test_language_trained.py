"""The project's own English pipeline, and pipelines by name. The trained weights are part of the package."""

from __future__ import annotations

import pickle
import socket
from typing import Any

import pytest
import spacy
from spacy.language import Language

from tokenwatch.language import load_english
from tokenwatch.language.trained import OWN, UNREAD, load_parser


@pytest.fixture(scope="module")
def english() -> Language:
    return load_english()


def _weights(nlp: Language) -> list[Any]:
    models = [component.model for _, component in nlp.components if hasattr(component, "model")]
    nodes = [node for model in models for node in model.walk()]
    return [node.get_param(name) for node in nodes for name in node.param_names if node.has_param(name)]


def test_it_knows_the_relations_that_tell_who_acts(english: Language) -> None:
    parser: Any = english.get_pipe("parser")
    assert set(parser.labels) >= {
        "nsubj",
        "nsubj:pass",
        "aux:pass",
        "obl:agent",
        "acl:relcl",
        "obj",
        "conj",
        "appos",
        "xcomp",
        "ROOT",
    }


def test_it_has_all_components(english: Language) -> None:
    assert set(english.pipe_names) >= {"tagger", "morphologizer", "parser", "trainable_lemmatizer", "ner"}
    ner: Any = english.get_pipe("ner")
    assert len(ner.labels) == 3
    assert {name[:3] for name in ner.labels} == {"PER", "ORG", "LOC"}


@pytest.mark.parametrize(
    ("text", "subject", "relation"),
    [
        ("Tenants chose the contractor.", "Tenants", "nsubj"),
        ("Tenants were consulted by the council.", "Tenants", "nsubj:pass"),
        ("Tenants were consulted by the council.", "council", "obl:agent"),
        ("The tenants who came in May chose the paint.", "came", "acl:relcl"),
    ],
)
def test_it_tells_subject_from_agent(english: Language, text: str, subject: str, relation: str) -> None:
    (token,) = [token for token in english(text) if token.text == subject]
    assert token.dep_ == relation


def test_every_annotation_is_written(english: Language) -> None:
    doc = english("We can’t stay. Ruth Obi, who chairs the co-op, said so in Leeds.")
    for name in ("TAG", "POS", "MORPH", "LEMMA", "DEP", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(name), name
    assert len(list(doc.sents)) == 2


@pytest.mark.parametrize(
    "text",
    ["We can’t stay; the co-op's e.g. £3.50-a-day rule (ask ruth@example.org) isn't ours…", "", "\n\n", "\U0001f600"],
)
def test_words_are_cut_as_spacy_cuts_them(english: Language, text: str) -> None:
    assert [token.text for token in english(text)] == [token.text for token in spacy.blank("en")(text)]


def test_each_call_gives_a_pipeline_of_its_own(english: Language) -> None:
    other = load_english()
    text = "Nine tenants were asked by Ruth Obi to choose."
    before = english(text).to_json()
    assert other(text).to_json() == before
    tagger: Any = other.get_pipe("tagger")
    tagger.model.get_ref("softmax").get_param("W").fill(0)
    other.vocab.vectors.data.fill(0)
    assert english(text).to_json() == before
    assert other(text).to_json() != before


def test_what_is_left_out_is_not_loaded() -> None:
    assert set(load_english(exclude=UNREAD).pipe_names).isdisjoint(UNREAD)


def test_loading_runs_no_pickle_and_asks_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("a pipeline is data")

    for name in ("load", "loads", "Unpickler"):
        monkeypatch.setattr(pickle, name, refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert load_english().pipe_names


def test_no_pickle_lies_in_the_folder() -> None:
    files = [path for path in OWN.rglob("*") if path.is_file()]
    assert files
    assert not [path.name for path in files if path.suffix in (".pkl", ".pickle", ".pt", ".joblib")]
    # A pickle of protocol 2 or later begins with this byte and the protocol's number.
    openings = {path.name: path.read_bytes()[:2] for path in files}
    assert not [name for name, opening in openings.items() if opening in {bytes((0x80, n)) for n in range(2, 6)}]


def test_half_precision_is_widened(english: Language) -> None:
    weights = _weights(english)
    assert weights
    assert {str(array.dtype) for array in weights} == {"float32"}
    assert str(english.vocab.vectors.data.dtype) == "float32"


def test_the_shipped_weights_are_of_half_precision() -> None:
    shipped = spacy.load(OWN)
    assert {str(array.dtype) for array in _weights(shipped)} == {"float16"}


def test_a_parser_is_loaded_once_and_without_what_nobody_reads() -> None:
    assert load_parser() is load_parser()
    assert set(load_parser().pipe_names).isdisjoint(UNREAD)
    assert "parser" in load_parser().pipe_names
