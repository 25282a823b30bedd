"""Every factory by itself, on anybody's pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin, Span

from tokenwatch.errors import CodebookError
from tokenwatch.language.spans import spans_of

TEXT = (
    "Two patients sit on our board. “Nobody asked us about the rota,” said Ama Boateng, a carer. We will co-produce it."
)
GROUPS = {
    "tokenwatch_blocks": "blocks",
    "tokenwatch_terms": "terms",
    "tokenwatch_people": "people",
    "tokenwatch_indicators": "indicators",
    "tokenwatch_acts": "acts",
    "tokenwatch_statements": "statements",
    "tokenwatch_voices": "voices",
}


def _pipeline(*names: str) -> Language:
    nlp = spacy.blank("en")
    for name in ("sentencizer", *names):
        nlp.add_pipe(name)
    return nlp


def _voices(**config: str) -> Any:
    return spacy.blank("en").add_pipe("tokenwatch_voices", config=config)


def _facts(spans: list[Span]) -> list[tuple[int, int, str, str]]:
    return [(span.start, span.end, span.label_, span.id_) for span in spans]


@pytest.mark.parametrize(("name", "group"), GROUPS.items())
def test_a_factory_alone_writes_its_group_and_no_other(name: str, group: str) -> None:
    assert set(_pipeline(name)(TEXT).spans) == {group}


@pytest.mark.parametrize("name", ["tokenwatch_terms", "tokenwatch_people"])
def test_a_factory_alone_finds_something(name: str) -> None:
    doc = _pipeline(name)(TEXT)
    assert list(doc.spans[GROUPS[name]])


def test_the_sentences_factory_cuts_sentences() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tokenwatch_sentences")
    assert [sentence.text for sentence in nlp("Dr. B. Jones came. We met.").sents] == ["Dr. B. Jones came.", "We met."]


def test_single_factories_in_a_row_find_what_the_whole_finds(nlp: Language, row: Language) -> None:
    one, other = nlp(TEXT), row(TEXT)
    assert {group: _facts(spans_of(one, group)) for group in one.spans} == {
        group: _facts(spans_of(other, group)) for group in other.spans
    }


@pytest.mark.parametrize(
    "name", ["tokenwatch_terms", "tokenwatch_people", "tokenwatch_statements", "tokenwatch_voices"]
)
def test_match_changes_nothing(name: str) -> None:
    nlp = _pipeline(name)
    doc = nlp.get_pipe("sentencizer")(nlp.make_doc(TEXT))
    component: Any = nlp.get_pipe(name)
    component.match(doc)
    assert not doc.spans


def test_a_component_comes_back_from_its_bytes_and_from_disk(own_codebook: str, tmp_path: Path) -> None:
    mine = _voices(codebook=own_codebook)
    by_bytes = _voices().from_bytes(mine.to_bytes())
    mine.to_disk(tmp_path / "part")
    by_disk = _voices().from_disk(tmp_path / "part")
    assert "tea-and-biscuits" in mine.codebook.indicators
    assert by_bytes.codebook == by_disk.codebook == mine.codebook


def test_a_saved_pipeline_needs_its_codebook_file_no_more(own_codebook: str, tmp_path: Path) -> None:
    path = tmp_path / "moved.toml"
    path.write_bytes(Path(own_codebook).read_bytes())
    nlp = spacy.blank("en")
    mine: Any = nlp.add_pipe("tokenwatch_voices", config={"codebook": str(path)})
    nlp.to_disk(tmp_path / "pipeline")
    path.unlink()
    again: Any = spacy.load(tmp_path / "pipeline").get_pipe("tokenwatch_voices")
    assert again.codebook == mine.codebook


def test_a_codebook_that_is_nowhere_is_named() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tokenwatch_voices", config={"codebook": "nowhere.toml"})
    with pytest.raises(CodebookError, match="nowhere"):
        nlp("We met.")


def test_span_groups_travel_in_a_doc_bin_with_label_and_id(nlp: Language) -> None:
    doc = nlp(TEXT)
    bin_ = DocBin(docs=[doc], store_user_data=True)
    (back,) = DocBin().from_bytes(bin_.to_bytes()).get_docs(spacy.blank("en").vocab)
    assert set(back.spans) == set(doc.spans)
    for group in doc.spans:
        assert _facts(spans_of(back, group)) == _facts(spans_of(doc, group))
