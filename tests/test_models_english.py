"""The training code of the English pipeline, on toy data: nothing here trains or needs the treebanks."""

from __future__ import annotations

import collections
import gzip
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from english import contexts, convert, evaluate, fetch, manifest, pack, silver, sources, train, treebank, vectors
from english.lexicon import Lexicon, NameLists, city_words

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "src" / "tokenwatch" / "models" / "english"

CONLLU = """\
# newdoc id = council-minutes
# newpar
# sent_id = s1
1\tTenants\ttenant\tNOUN\tNNS\tNumber=Plur|Foreign=Yes\t3\tnsubj:pass\t_\t_
2-3\tweren't\t_\t_\t_\t_\t_\t_\t_\t_
2\twere\tbe\tAUX\tVBD\tTense=Past\t3\taux:pass\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tasked\task\tVERB\tVBN\tTense=Past|Voice=Pass\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# sent_id = s2
1\tPriya\tPriya\tPROPN\tNNP\tNumber=Sing\t3\tnsubj\t_\tEntity=(1-person-new)
2\tObi\tObi\tPROPN\tNNP\tNumber=Sing\t1\tflat:name\t_\t_
3\tchairs\tchair\tVERB\tVBZ\t_\t0\troot\t_\t_
4\tLeeds\tLeeds\tPROPN\tNNP\t_\t5\tcompound\t_\t_
5\tTransit\tTransit\tPROPN\tNNP\t_\t3\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newdoc id = GUM_whow_kettle
# sent_id = w1
1\tBoil\tboil\tVERB\tVB\t_\t0\troot\t_\t_
"""

IOB2 = """\
# sent_id = s2
1\tPriya\tB-PER\t-\tx
2\tObi\tI-PER\t-\tx
3\tchairs\tO\t-\tx
4\tLeeds\tB-ORG\t-\tx
5\tTransit\tI-ORG\t-\tx
6\t.\tB-O\t-\tx
# sent_id = s1
1\tTenants\tO\t-\tx
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.conllu.gz").write_bytes(gzip.compress(CONLLU.encode()))
    (tmp_path / "small.iob2").write_text(IOB2, encoding="utf8")
    return tmp_path


@pytest.fixture
def sentences(folder: Path) -> list[treebank.Sentence]:
    found = treebank.read_conllu(folder / "small.conllu.gz")
    return list(convert.with_names(found, folder / "small.iob2", silver=False))


def word(form: str, pos: str = "PROPN", head: int = 0, entity: str = "") -> treebank.Word:
    return treebank.Word(form, form, pos, "", "", head, "dep", space_after=True, entity=entity)


def test_a_treebank_is_read_without_its_non_commercial_genres(sentences: list[treebank.Sentence]) -> None:
    assert [sentence.identifier for sentence in sentences] == ["s1", "s2"]
    first = sentences[0].words
    assert [item.form for item in first] == ["Tenants", "were", "n't", "asked", "."]
    assert [item.head for item in first] == [2, 2, 3, 3, 3]
    assert [item.relation for item in first] == ["nsubj:pass", "aux:pass", "advmod", "ROOT", "punct"]
    assert [item.features for item in first[:2]] == ["Number=Plur", "Tense=Past"]
    assert [item.space_after for item in first] == [True, False, True, False, True]
    assert sentences[1].words[1].relation == "flat"


def test_a_token_whose_words_do_not_spell_it_is_an_error() -> None:
    rows = [line.split("\t") for line in CONLLU.replace("weren't", "wasn't").splitlines()[3:7]]
    with pytest.raises(ValueError, match=r"weren't.*wasn't"):
        treebank.parse_words(rows)


def test_names_are_taken_only_where_the_words_are_the_same(sentences: list[treebank.Sentence]) -> None:
    assert sentences[0].names is None
    assert sentences[1].names == ((0, 1, "PER"), (3, 4, "ORG"))


def test_names_in_brackets_are_the_proper_nouns_round_the_head() -> None:
    words = (
        word("the", "DET", 2, "(1-organization-new(2-x"),
        word("old", "ADJ", 2, "2)"),
        word("Bank", "PROPN", 5),
        word("of", "ADP", 4),
        word("Leeds", "PROPN", 2, "(3-place-new)1)"),
        word("met", "VERB", 5),
        word("her", "PRON", 5, "(4-person-giv)"),
    )
    assert silver.silver_names(words) == ((2, 4, "ORG"),)


def test_a_document_is_laid_out_with_its_breaks(sentences: list[treebank.Sentence]) -> None:
    words, names = convert.lay_out(sentences, None)
    text = "".join(item.form + " " * item.space_after for item in words)
    assert text == "Tenants weren't asked.\n\nPriya Obi chairs Leeds Transit."
    assert names == [(6, 7, "PER"), (9, 10, "ORG")]
    assert (words[5].pos, words[5].head) == ("SPACE", 4)
    assert [words[place].head for place in (6, 8, 10)] == [8, 8, 8]


def test_a_doc_says_that_names_are_unknown(sentences: list[treebank.Sentence]) -> None:
    import spacy

    vocab = spacy.blank("en").vocab
    unknown, known = (convert.make_doc(vocab, [sentence], None) for sentence in sentences)
    assert not unknown.has_annotation("ENT_IOB")
    assert [(name.text, name.label_) for name in known.ents] == [("Priya Obi", "PER"), ("Leeds Transit", "ORG")]
    assert [token.dep_ for token in unknown][:2] == ["nsubj:pass", "aux:pass"]


@given(seed=st.integers(0, 99), count=st.integers(1, 30))
def test_packing_loses_no_sentence_and_mixes_no_documents(seed: int, count: int) -> None:
    words = (word("Yes", "INTJ"), word(".", "PUNCT"))
    made = [treebank.Sentence(str(n), str(n // 7), False, words, None if n % 3 else ()) for n in range(count)]
    samples = list(convert.pack(made, random.Random(seed)))
    assert [sentence.identifier for sample in samples for sentence in sample] == [str(n) for n in range(count)]
    assert all(len({(item.document, item.names is None) for item in sample}) == 1 for sample in samples)


def test_a_heading_loses_its_full_stop_and_keeps_its_heads(sentences: list[treebank.Sentence]) -> None:
    class Always(random.Random):
        def random(self) -> float:
            return 0.0

    heading = convert.as_heading(sentences[0], Always())
    assert [item.form for item in heading.words] == ["Tenants", "were", "n't", "asked"]
    assert heading.starts_paragraph
    hung = treebank.Sentence("x", "d", False, tuple(word(form, head=4) for form in "a b c d .".split()))
    assert convert.as_heading(hung, Always()) is hung


LINES = [
    *["tenants chose the contractor".split()] * 8,
    *["residents chose the architect".split()] * 8,
    *["Priya met the residents in Leeds".split()] * 6,
    *["Olu met the tenants in Hull".split()] * 6,
]
NAMES = NameLists(first=frozenset({"Priya", "Olu"}), last=frozenset(), city=frozenset({"Hull"}), country=frozenset())
CLUSTERS = {"tenants": 5, "residents": 5, "chose": 9, "met": 9, "the": 2, "in": 18, "Zed": 77}
LEXICON = Lexicon(CLUSTERS, {"tenants": -9.0, "Zed": -0.5, "unclustered": -0.1}, NAMES)


def toy_contexts() -> vectors.Contexts:
    words = contexts.choose_words(contexts.count_words(contexts.lower(LINES)), collections.Counter())
    counts = contexts.count_contexts(contexts.lower(LINES), words)
    return vectors.Contexts(words, contexts.factorise(counts, width=4))


def test_contexts_are_counted_place_by_place_and_not_over_a_line_end() -> None:
    words = ["a", "b"]
    counts = contexts.count_contexts([["a", "b"], ["b", "a"]], words).toarray()
    at = {place: counts[:, n * contexts.CONTEXTS :][:, :2] for n, place in enumerate(contexts.PLACES)}
    assert at[1].tolist() == [[0, 1], [1, 0]]
    assert at[-1].tolist() == [[0, 1], [1, 0]]
    assert not at[2].any()
    assert not at[-2].any()


def test_words_in_the_same_places_lie_near_each_other() -> None:
    toy = toy_contexts()
    place = {item: number for number, item in enumerate(toy.words)}
    likeness = toy.vectors @ toy.vectors.T
    assert likeness[place["tenants"], place["residents"]] > likeness[place["tenants"], place["met"]]
    assert np.allclose(np.linalg.norm(toy.vectors, axis=1), 1, atol=1e-5)


def test_frequencies_weigh_only_where_there_is_a_cluster() -> None:
    weight = vectors.weigh({"tenants": 100}, LEXICON)
    assert weight["Zed"] == pytest.approx(0.1 * 100 * np.exp(-0.5))
    assert weight["tenants"] > 100
    assert "unclustered" not in weight


def test_words_are_chosen_by_weight_and_lists() -> None:
    weight = collections.Counter({"the": 9, "Zed": 5, "nothing": 4, "rare": 1})
    assert vectors.choose_forms(weight, {"the", "rare"}, LEXICON) == ["the", "Zed", "Hull", "Olu", "Priya"]


def test_rare_words_share_the_row_of_their_cluster_and_lists() -> None:
    toy = vectors.Contexts(["the", "tenants"], np.eye(2, dtype=np.float32))
    none, first = (False,) * 4, (True, False, False, False)
    rows = vectors.give_rows(["the", "The", "tenants", "Zed", "Priya", "Olu"], toy, LEXICON, own=1)
    assert rows["the"] == rows["The"] == vectors.Row("the", 2, none)
    assert rows["tenants"] == vectors.Row("", 5, none)
    assert rows["Zed"] == vectors.Row("", 77, none)
    assert rows["Priya"] == rows["Olu"] == vectors.Row("", 0, first)


def test_a_word_without_cluster_takes_its_neighbours() -> None:
    words = [f"w{n}" for n in range(10)]
    clusters = {item: 3 if n < 9 else 4 for n, item in enumerate(words)}
    near = np.ones((11, 2), dtype=np.float32)
    near[9] = -1
    toy = vectors.Contexts([*words, "new"], near)
    assert vectors.guess_clusters(toy, Lexicon(clusters, {}, NAMES)) == {"new": 3}


def test_the_table_is_the_same_twice_and_holds_names_together(tmp_path: Path) -> None:
    toy = toy_contexts()
    forms = ["tenants", "residents", "the", "met", "Priya", "Olu", "Hull"]
    rows = vectors.give_rows(forms, toy, LEXICON, own=6)
    order = vectors.order_rows(rows)
    tables = [vectors.build_table(order, toy, width=7) for _ in range(2)]
    assert tables[0].tobytes() == tables[1].tobytes()
    assert np.allclose(np.linalg.norm(tables[0], axis=1), 1, atol=1e-5)
    nlp = vectors.with_vectors(rows, order, tables[0])
    nlp.to_disk(tmp_path / "vectors")
    assert nlp.vocab.has_vector("Priya")
    assert not nlp.vocab.has_vector("priya")
    assert nlp.vocab["Priya"].similarity(nlp.vocab["Olu"]) > nlp.vocab["Priya"].similarity(nlp.vocab["the"])


def test_a_word_of_two_cities_is_a_city_and_one_of_one_long_name_is_not() -> None:
    assert city_words([["Leeds"], ["New", "York"], ["New", "Orleans"], ["Le", "Mans"]]) == {"Leeds", "New"}


def test_a_cluster_is_found_under_other_cases() -> None:
    lexicon = Lexicon({"leeds": 1, "Hull": 2}, {}, NAMES)
    assert [lexicon.cluster(item) for item in ("Leeds", "HULL", "hull", "York")] == [1, 2, 0, 0]


def test_settings_are_read() -> None:
    assert train.read_settings(["training.max_steps=20", "paths.train=a=b"]) == {
        "training.max_steps": 20,
        "paths.train": "a=b",
    }
    with pytest.raises(SystemExit, match="no value"):
        train.read_settings(["training.max_steps"])


def test_strings_of_labels_and_edit_trees_stay() -> None:
    strings = {2**40: "ies", 2**41: "tenants", 7: "short"}
    kept = pack.needed_strings(strings, ["Number=Plur|Tense=Past", "nsubj"], [{"orig": 2**40, "subst": [7]}])
    assert "ies" in kept
    assert {"nsubj", "Number", "Plur", "Number=Plur"} <= set(kept)
    assert not {"tenants", "short"} & set(kept)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=40))
def test_rows_numbered_anew_are_the_same_rows(rows: list[int]) -> None:
    keys = dict(enumerate(rows))
    renewed, order = pack.renumber(keys, 7)
    assert sorted(order) == list(range(7))
    assert {key: order[row] for key, row in renewed.items()} == keys
    shares = collections.Counter(renewed.values())
    assert [shares[row] for row in range(7)] == sorted((shares[row] for row in range(7)), reverse=True)


def test_parts_trained_on_different_vectors_are_not_joined(tmp_path: Path) -> None:
    for part in ("syntax", "names"):
        (tmp_path / part / "vocab").mkdir(parents=True)
        (tmp_path / part / "vocab" / "vectors").write_bytes(part.encode())
    with pytest.raises(SystemExit, match="different word vectors"):
        pack.join(tmp_path / "syntax", tmp_path / "names")


def test_a_break_is_counted_apart_and_a_wrong_tag_is_wrong(tmp_path: Path, sentences: list[treebank.Sentence]) -> None:
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    gold = convert.make_doc(nlp.vocab, sentences, None)
    DocBin(attrs=convert.ATTRIBUTES, docs=[gold]).to_disk(tmp_path / "small.spacy")
    rules: Any = nlp.add_pipe("attribute_ruler")
    for token in gold:
        rules.add([[{"ORTH": token.text}]], {"TAG": "NNP" if token.text == "Tenants" else token.tag_})
    scores = evaluate.score(nlp, tmp_path / "small.spacy")
    # Eleven words and one break: one tag is wrong, and counted plainly the break is a second miss.
    assert scores["tag"] == pytest.approx(10 / 11, abs=1e-4)
    assert scores["tag_breaks_counted"] == pytest.approx(2 * 10 / (11 + 12), abs=1e-4)


def test_the_commercial_part_of_a_file_is_kept() -> None:
    text = "# head\n# newdoc id = GUM_news_a\nx\n# newdoc id = GUM_fiction_b\ny\n# newdoc id = GUM_bio_c\nz\n"
    assert sources.commercial_part(text) == "# head\n# newdoc id = GUM_news_a\nx\n# newdoc id = GUM_bio_c\nz\n"
    assert sources.commercial_part(CONLLU) == CONLLU.split("# newdoc id = GUM", maxsplit=1)[0]


@pytest.mark.parametrize(("as_released", "accepted"), [(True, False), (False, True)])
def test_another_text_is_accepted_only_where_the_release_differs(
    tmp_path: Path, as_released: bool, accepted: bool
) -> None:
    source = sources.Source("small.gz", "owner/name", "c0ffee", "small", "0" * 64, as_released)
    assert fetch.store(source, CONLLU.encode(), tmp_path) is accepted
    assert "GUM_whow" not in gzip.decompress((tmp_path / "small.gz").read_bytes()).decode()


def test_sources_name_nine_files_at_whole_commits_with_licences() -> None:
    files = sources.treebank_files()
    assert len({source.name for source in files}) == 9
    assert all(len(source.commit) == 40 and len(source.sha256_of_text) == 64 for source in files)
    homes = {entry["repository"] for entry in sources.read_sources()["treebanks"]}
    assert {source.repository for source in files} == homes
    assert all(entry["licence"] for part in ("treebanks", "packages") for entry in sources.read_sources()[part])


def test_every_package_that_training_needs_is_pinned_and_named() -> None:
    lines = (ROOT / "models" / "requirements.txt").read_text(encoding="utf8").splitlines()
    pinned = {line.split("==")[0] for line in lines if line and not line.startswith("#")}
    assert pinned == {entry["name"] for entry in sources.read_sources()["packages"]}
    assert all("==" in line for line in lines if line and not line.startswith("#"))


SCORES = {
    "ewt-test": {
        "uas": 0.8512,
        "uas_breaks_counted": 0.841,
        "las_breaks_counted": 0.8,
        "names_f_PER": 0.7,
        "las_obl:agent": 0.9,
    }
}


def test_scores_are_written_between_the_cards_marks() -> None:
    card = manifest.fill_card("a\n<!-- scores: made -->\nold\n<!-- end of scores -->\nb\n", SCORES)
    assert card.startswith("a\n<!-- scores: made -->\n| measure | wanted |")
    assert card.endswith("<!-- end of scores -->\nb\n")
    assert "| UAS | 0.865 | 0.851 |  |  |  | 0.841 |" in card
    assert "F by name: PER 0.70." in card
    assert "F by relation: `obl:agent` 0.90." in card
    assert "old" not in card
    assert manifest.fill_card(card, SCORES) == card
    with pytest.raises(ValueError, match="lacks"):
        manifest.fill_card("a card without marks", SCORES)


def test_the_shipped_folder_is_what_its_manifest_says() -> None:
    if not (SHIPPED / "pipeline").exists() or not (SHIPPED / "manifest.json").exists():
        pytest.skip("no trained pipeline here")
    told = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf8"))
    assert told["files"] == manifest.file_checksums(SHIPPED / "pipeline")
    assert told["scores"]["ewt-test"].keys() >= manifest.BARS.keys()
    assert pack.folder_size(SHIPPED) <= pack.MOST_BYTES
    card = (SHIPPED / "README.md").read_text(encoding="utf8")
    assert manifest.fill_card(card, told["scores"]) == card
