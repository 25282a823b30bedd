"""Who does what to whom, from hand-made parses in Universal Dependencies and in spaCy's CLEAR labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from spacy.tokens import Doc, Token

from parses import SCHEMES, VOCAB, Example, read_examples
from tokenwatch.language import phrases, relations, syntax
from tokenwatch.language.syntax import find_arguments

EXAMPLES = read_examples()
ACTS = [example for example in EXAMPLES if "holders" not in example.expected]
"""Without posts and bodies, which have holders and no arguments."""
BOTH = pytest.mark.parametrize("scheme", SCHEMES)
LOOKUPS: dict[str, Callable[[syntax.Arguments], Iterable[Token]]] = {
    "agents": lambda found: _joined(found.agents),
    "patients": lambda found: _joined(found.patients),
    "recipients": lambda found: _joined(found.recipients),
    "company": lambda found: _joined(found.company),
    "beside": lambda found: _joined(found.beside),
    "around": lambda found: _joined(found.around),
    "members": lambda found: (one for agent in found.agents for one in phrases.makers_up(agent)),
    "explained": lambda found: (one for agent in found.agents for one in phrases.appositions(agent)),
}


def _joined(heads: Iterable[Token]) -> list[Token]:
    return [part for head in heads for part in phrases.joined(head)]


def _doc(words: str, heads: list[int], deps: str, pos: str, tags: str = "") -> Doc:
    return Doc(
        VOCAB,
        words=words.split(),
        heads=heads,
        deps=deps.split(),
        pos=pos.split(),
        tags=tags.split() or None,
    )


@BOTH
@pytest.mark.parametrize("example", ACTS, ids=lambda example: example.about)
def test_arguments_are_the_same_in_both_schemes(example: Example, scheme: str) -> None:
    doc = example.to_doc(scheme)
    found = find_arguments(example.find_act(doc))
    named = [name for name in LOOKUPS if name in example.expected]
    assert named
    words = {name: [token.text for token in LOOKUPS[name](found)] for name in named}
    assert words == {name: example.expected[name].split() for name in named}


@BOTH
@pytest.mark.parametrize("example", ACTS, ids=lambda example: example.about)
def test_negation_is_the_same_in_both_schemes(example: Example, scheme: str) -> None:
    doc = example.to_doc(scheme)
    assert find_arguments(example.find_act(doc)).negated == (example.expected.get("negated") == "yes")


@BOTH
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.about)
def test_the_hand_made_parses_are_trees_of_one_sentence(example: Example, scheme: str) -> None:
    doc = example.to_doc(scheme)
    assert [token.dep_ for token in doc if token.head.i == token.i] == ["ROOT"]
    (sentence,) = doc.sents
    assert set(sentence.root.subtree) == set(doc)
    assert syntax.is_parsed(sentence)


def test_a_sentence_without_parts_of_speech_or_relations_is_not_parsed() -> None:
    bare = Doc(VOCAB, words=["Tenants", "chose", "it"])
    tagged = Doc(VOCAB, words=["Tenants", "chose", "it"], pos=["NOUN", "VERB", "PRON"])
    assert not syntax.is_parsed(bare[:])
    assert not syntax.is_parsed(tagged[:])


def test_the_words_of_the_act_are_no_arguments_of_it() -> None:
    doc = _doc(
        "Members have the final say",
        [1, 1, 4, 4, 1],
        "nsubj ROOT det amod obj",
        "NOUN VERB DET ADJ NOUN",
    )
    found = find_arguments(doc[1:5])
    assert [token.text for token in found.agents] == ["Members"]
    assert found.patients == ()


@pytest.mark.parametrize(
    ("deps", "tags", "passive"),
    [
        ("nsubj:pass aux:pass ROOT", "NNS VBD VBN", True),
        ("nsubjpass auxpass ROOT", "NNS VBD VBN", True),
        ("nsubj aux ROOT", "NNS VBP VBN", False),
    ],
)
def test_passive(deps: str, tags: str, passive: bool) -> None:
    doc = _doc("Tenants had chosen", [2, 2, 2], deps, "NOUN AUX VERB", tags)
    assert relations.is_passive(doc[2]) == passive


def test_a_noun_is_never_passive() -> None:
    doc = _doc("choice made", [0, 0], "ROOT acl", "NOUN VERB", "NN VBN")
    assert not relations.is_passive(doc[0])
    assert relations.is_passive(doc[1])


def test_those_who_are_excepted_are_not_joined() -> None:
    doc = _doc("Carers , not nurses", [0, 3, 3, 0], "ROOT punct advmod conj", "NOUN PUNCT PART NOUN")
    assert [token.text for token in phrases.joined(doc[0])] == ["Carers"]


def test_a_climb_for_a_subject_ends() -> None:
    depth = syntax.DEPTH + 3
    words = " ".join(["Tenants", *["went"] * depth])
    doc = _doc(
        words, [1, 1, *range(1, depth)], " ".join(["nsubj", "ROOT", *["xcomp"] * (depth - 1)]), "X " * (depth + 1)
    )
    assert [token.text for token in syntax.find_subjects(doc[2])] == ["Tenants"]
    assert syntax.find_subjects(doc[depth]) == []


@pytest.mark.parametrize(
    ("words", "heads", "deps", "pos", "found"),
    [
        ("youth forum", [1, 1], "compound ROOT", "NOUN NOUN", ["youth"]),
        ("carers ’ assembly", [2, 0, 2], "nmod:poss case ROOT", "NOUN PART NOUN", ["carers"]),
        ("patient - led group", [2, 2, 3, 3], "npadvmod punct amod ROOT", "NOUN PUNCT VERB NOUN", ["patient"]),
        ("large group", [1, 1], "amod ROOT", "ADJ NOUN", []),
    ],
)
def test_nouns_before_a_head(words: str, heads: list[int], deps: str, pos: str, found: list[str]) -> None:
    doc = _doc(words, heads, deps, pos)
    assert [token.text for token in phrases.modifiers(doc[len(doc) - 1])] == found
