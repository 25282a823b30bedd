"""Only sentences with a hit are parsed, and nothing else of the Doc changes."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from parses import read_examples
from tokenwatch.errors import OptionError
from tokenwatch.language import load
from tokenwatch.language.cascade import LONGEST, SyntaxComponent, copy_sentence, write_back
from tokenwatch.language.syntax import is_parsed

PARSED = (
    "Tenants chose the contractor.",
    "The plan was co-produced with carers.",
    "Two patients sit on our board.",
    "The trust consulted carers in May.",
)
UNPARSED = ("The roof leaks.", "Many tenants keep dogs.", "The lift was mended in May.")
ATTRIBUTES = ["POS", "TAG", "LEMMA", "MORPH", "DEP", "HEAD", "SENT_START"]


@pytest.fixture(scope="module")
def unparsed() -> Language:
    """A pipeline that parses nothing."""
    return load(pipeline="none")


@pytest.fixture(scope="module")
def clear_pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Path of somebody's pipeline with an untrained parser in CLEAR labels and no tagger."""
    nlp = spacy.blank("en")
    parser: Any = nlp.add_pipe("parser")
    examples = [
        Example(nlp.make_doc(doc.text), doc) for doc in (one.to_doc("CLEAR", nlp.vocab) for one in read_examples()[:3])
    ]
    parser.initialize(lambda: examples, nlp=nlp)
    path = tmp_path_factory.mktemp("pipelines") / "clear"
    nlp.to_disk(path)
    return str(path)


def _values(doc: Doc) -> list[list[int]]:
    values: list[list[int]] = doc.to_array([*ATTRIBUTES]).tolist()
    return values


def _facts(doc: Doc) -> dict[str, list[tuple[int, int, str, str]]]:
    return {group: [(s.start, s.end, s.label_, s.id_) for s in spans] for group, spans in doc.spans.items()}


def test_only_sentences_with_a_hit_are_parsed(nlp: Language) -> None:
    doc = nlp(" ".join([*PARSED, *UNPARSED]))
    assert [sentence.text for sentence in doc.sents if is_parsed(sentence)] == list(PARSED)


def test_match_names_the_sentences_that_are_parsed_and_changes_nothing(nlp: Language, unparsed: Language) -> None:
    component: Any = nlp.get_pipe("tokenwatch")
    doc = unparsed(" ".join([*PARSED, *UNPARSED]))
    before = _values(doc)
    assert [sentence.text for sentence in component.syntax.match(doc)] == list(PARSED)
    assert _values(doc) == before


@settings(max_examples=6)
@given(st.permutations([*PARSED, *UNPARSED]))
def test_sentences_end_where_they_ended_before(texts: list[str]) -> None:
    text = " ".join(texts)
    ends = [sentence.end for sentence in load()(text).sents]
    assert ends == [sentence.end for sentence in load(pipeline="none")(text).sents]
    assert len(ends) == len(texts)


@settings(max_examples=6)
@given(st.permutations([*PARSED, *UNPARSED]))
def test_a_sentence_is_parsed_alike_wherever_it_stands(texts: list[str]) -> None:
    nlp = load()
    names = ("pos_", "tag_", "dep_", "lemma_")

    def read(sentences: Any) -> dict[str, list[tuple[Any, ...]]]:
        return {
            sentence.text: [
                (*(getattr(token, name) for name in names), str(token.morph), token.head.i - token.i)
                for token in sentence
            ]
            for sentence in sentences
        }

    alone = {text: table for one in PARSED for text, table in read(nlp(one).sents).items()}
    together = read(nlp(" ".join(texts)).sents)
    assert {text: together[text] for text in PARSED} == alone


def test_a_sentence_that_stands_often_is_parsed_once(unparsed: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    component = SyntaxComponent()
    parser: Any = component.parser
    handed: list[str] = []
    pipe = parser.pipe

    def counting(docs: list[Doc], **options: Any) -> Any:
        handed.extend(doc.text.strip() for doc in docs)
        return pipe(docs, **options)

    monkeypatch.setattr(parser, "pipe", counting)
    texts = [f"{PARSED[0]} {PARSED[1]} {PARSED[0]}", f"{PARSED[2]} {PARSED[0]}"]
    docs = list(component.pipe(unparsed.pipe(texts)))
    assert handed == [text.replace("co-produced", "produced") for text in PARSED[:3]]
    alone = component(unparsed(PARSED[0]))
    for doc in docs:
        for sentence in doc.sents:
            if sentence.text == PARSED[0]:
                assert _values(sentence.as_doc()) == _values(alone)


def test_a_second_root_hangs_on_the_first() -> None:
    nlp = spacy.blank("en")
    doc = Doc(
        nlp.vocab, words=["It", "rained", "Tenants", "chose", "it"], sent_starts=[True, False, True, False, False]
    )
    first, second = list(doc.sents)
    parse = Doc(
        nlp.vocab,
        words=["Tenants", "chose", "it"],
        heads=[0, 1, 1],
        deps=["ROOT", "ROOT", "obj"],
        pos=["NOUN", "VERB", "PRON"],
    )
    write_back(doc, [(second, parse)])
    assert [sentence.text for sentence in doc.sents] == [first.text, second.text]
    assert [token.head.text for token in second] == ["Tenants", "Tenants", "chose"]


def test_a_prefix_is_not_read_as_a_word() -> None:
    nlp = spacy.blank("en")
    words = ["Co", "-", "chairs", "met", "the", "co", "-", "leads", "."]
    doc = Doc(
        nlp.vocab,
        words=words,
        spaces=[False, False, True, True, True, False, False, False, False],
        sent_starts=[True, *[False] * 8],
    )
    (sentence,) = doc.sents
    handed = copy_sentence(nlp, sentence)
    assert [token.text for token in handed] == ["chairs", "met", "the", "leads", "."]
    parse = Doc(
        nlp.vocab,
        words=[token.text for token in handed],
        heads=[1, 1, 3, 1, 1],
        deps=["nsubj", "ROOT", "det", "obj", "punct"],
    )
    write_back(doc, [(sentence, parse)])
    assert [token.head.text for token in doc] == [
        "chairs",
        "chairs",
        "met",
        "met",
        "leads",
        "leads",
        "leads",
        "met",
        "met",
    ]
    assert doc[0].dep_ == "compound"


def test_nothing_to_write_changes_nothing() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["It", "rained"], sent_starts=[True, False])
    before = _values(doc)
    write_back(doc, [])
    assert _values(doc) == before
    assert not doc.has_annotation("DEP")


@pytest.mark.parametrize("text", ["", "  \n\n ", "The roof leaks. Many tenants keep dogs.", "\U0001f600 ..."])
def test_a_doc_without_hits_is_not_touched(nlp: Language, unparsed: Language, text: str) -> None:
    doc = nlp(text)
    assert not any(token.dep_ or token.pos_ for token in doc)
    assert _values(doc) == _values(unparsed(text))


@pytest.mark.parametrize("scheme", ["UD", "CLEAR"])
def test_a_doc_that_was_parsed_before_keeps_its_parse(nlp: Language, scheme: str) -> None:
    for example in read_examples():
        before = _values(example.to_doc(scheme, nlp.vocab))
        doc = nlp.get_pipe("tokenwatch")(example.to_doc(scheme, nlp.vocab))
        assert _values(doc) == before


@settings(max_examples=6)
@given(st.lists(st.sampled_from([*PARSED, *UNPARSED, "", " ".join([*UNPARSED, *PARSED])]), max_size=7))
def test_many_docs_give_what_each_gives_alone(texts: list[str]) -> None:
    nlp = load()
    alone = [nlp(text) for text in texts]
    for size in (1, 3):
        many = list(nlp.pipe(texts, batch_size=size))
        assert [doc.text for doc in many] == texts
        assert list(map(_values, many)) == list(map(_values, alone))
        assert list(map(_facts, many)) == list(map(_facts, alone))


def test_a_sentence_that_is_too_long_is_left_out(nlp: Language) -> None:
    def is_read(n_tokens: int) -> bool:
        # "Tenants chose" and the full stop are three.
        doc = nlp("Tenants chose " + "tiles " * (n_tokens - 3) + ".")
        assert len(doc) == n_tokens
        return is_parsed(doc[:])

    assert is_read(LONGEST)
    assert not is_read(LONGEST + 1)


def test_none_parses_nothing(unparsed: Language) -> None:
    doc = unparsed(" ".join(PARSED))
    assert not any(token.dep_ or token.pos_ for token in doc)
    assert len(doc.spans["statements"]) == len(PARSED)


def test_a_pipeline_that_is_nowhere_is_named_with_a_hint() -> None:
    with pytest.raises(OptionError, match="no_such") as caught:
        load(pipeline="no_such")
    assert "spacy download" in str(caught.value.hint)


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(OptionError, match="no parser"):
        SyntaxComponent(str(tmp_path / "bare"))


def test_somebody_s_own_pipeline_parses_in_its_labels(clear_pipeline: str) -> None:
    doc = load(pipeline=clear_pipeline)(" ".join([*PARSED, *UNPARSED]))
    assert doc.has_annotation("DEP")
    # "co" and its hyphen hang on their word as "compound", whatever the labels.
    known = {"compound", "", "ROOT", "dep", "nsubj", "nsubjpass", "auxpass", "agent", "pobj", "dobj", "det", "punct"}
    assert {token.dep_ for token in doc} <= known
    assert len(list(doc.sents)) == len(PARSED) + len(UNPARSED)
    # It has no tagger, so that the rules go by the order of words.
    assert not any(map(is_parsed, doc.sents))
    assert _facts(doc) == _facts(load(pipeline="none")(doc.text))


def test_a_parser_is_loaded_once(clear_pipeline: str) -> None:
    assert SyntaxComponent(clear_pipeline).parser is SyntaxComponent(clear_pipeline).parser
    assert SyntaxComponent().parser is SyntaxComponent(None).parser


def test_the_factory_parses_on_anybody_s_pipeline(nlp: Language) -> None:
    row = spacy.blank("en")
    for name in ("sentences", "terms", "people", "indicators", "acts", "syntax"):
        row.add_pipe(f"tokenwatch_{name}")
    text = " ".join([*PARSED, *UNPARSED])
    assert _values(row(text)) == _values(nlp(text))
    component: Any = row.get_pipe("tokenwatch_syntax")
    assert component.from_bytes(component.to_bytes())


def _by_disk(nlp: Language, folder: Path) -> Language:
    nlp.to_disk(folder / "saved")
    return spacy.load(folder / "saved")


def _by_bytes(nlp: Language, folder: Path) -> Language:
    other = spacy.blank("en")
    other.add_pipe("tokenwatch")
    return other.from_bytes(nlp.to_bytes())


def _by_pickle(nlp: Language, folder: Path) -> Language:
    copy: Language = pickle.loads(pickle.dumps(nlp))
    return copy


@pytest.mark.parametrize("travel", [_by_disk, _by_bytes, _by_pickle])
def test_a_pipeline_that_travelled_reads_the_same(
    nlp: Language, tmp_path: Path, travel: Callable[[Language, Path], Language]
) -> None:
    text = " ".join([*PARSED, *UNPARSED])
    other = travel(nlp, tmp_path)
    assert other is not nlp
    assert _values(other(text)) == _values(nlp(text))
    assert _facts(other(text)) == _facts(nlp(text))


def test_none_travels_with_the_configuration(unparsed: Language, tmp_path: Path) -> None:
    assert not _by_disk(unparsed, tmp_path)(PARSED[0]).has_annotation("DEP")


def test_a_parse_travels_in_a_doc_bin(nlp: Language) -> None:
    doc = nlp(" ".join([*PARSED, *UNPARSED]))
    bin_ = DocBin(attrs=ATTRIBUTES, docs=[doc])
    (back,) = DocBin().from_bytes(bin_.to_bytes()).get_docs(spacy.blank("en").vocab)
    assert _values(back) == _values(doc)
    assert [token.tag_ for token in back] == [token.tag_ for token in doc]
    assert _facts(back) == _facts(doc)
