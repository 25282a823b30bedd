"""Each factory delivers what it declares, and its defaults have one home."""

from __future__ import annotations

import inspect
from importlib.metadata import entry_points

import pytest
import spacy
from spacy.language import Language

FACTORIES = sorted(point.name for point in entry_points(group="spacy_factories") if point.name.startswith("tokenwatch"))


def test_the_factories_are_these() -> None:
    assert FACTORIES == [
        "tokenwatch",
        "tokenwatch_acts",
        "tokenwatch_blocks",
        "tokenwatch_details",
        "tokenwatch_indicators",
        "tokenwatch_people",
        "tokenwatch_sentences",
        "tokenwatch_statements",
        "tokenwatch_syntax",
        "tokenwatch_terms",
        "tokenwatch_voices",
    ]


@pytest.mark.parametrize("name", FACTORIES)
def test_defaults_are_those_of_the_class(name: str) -> None:
    component = spacy.blank("en").add_pipe(name)
    declared = Language.get_factory_meta(name).default_config
    parameters = inspect.signature(type(component)).parameters
    assert declared is not None
    assert declared == {key: parameters[key].default for key in declared}


def test_what_is_declared_is_written(row: Language) -> None:
    doc = row("We consulted six tenants in May 2024.")
    declared = {one for name in row.pipe_names for one in Language.get_factory_meta(name).assigns}
    written = {"doc.spans"} if doc.spans else set()
    written |= {f"token.{name.lower()}" for name in ("POS", "TAG", "LEMMA", "MORPH", "DEP") if doc.has_annotation(name)}
    written |= {"token.head"} if doc.has_annotation("HEAD") else set()
    written |= {"token.is_sent_start", "doc.sents"} if doc.has_annotation("SENT_START") else set()
    assert declared == written


def test_lemmas_of_the_users_own_pipeline_stay() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tokenwatch")
    doc = nlp.make_doc("We consulted six tenants in May 2024.")
    for token in doc:
        token.lemma_ = token.lower_
    assert [token.lemma_ for token in nlp.get_pipe("tokenwatch")(doc)] == [token.lower_ for token in doc]
