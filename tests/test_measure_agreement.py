"""Two sets of labels side by side: which units are one, what silence says, and the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluations import assess
from figures import value_of
from tokenwatch.analysis import Statement, Voice
from tokenwatch.assessment import Assessment
from tokenwatch.cli import run
from tokenwatch.document import Document
from tokenwatch.errors import GoldError, OptionError
from tokenwatch.gold import GoldDocument, GoldPassage, GoldVoice, read_as_gold
from tokenwatch.measure import agree, agreement_frame, keyness, keyness_frame, lived_voice_bias
from tokenwatch.measure.labels import pair_labels, pair_passages

TEXT = "Six tenants chose the builder. We value every voice. Nobody asked us."


def passage(words: str, **labels: Any) -> GoldPassage:
    start = TEXT.index(words)
    return GoldPassage(start, start + len(words), **labels)


def document(name: str, *passages: GoldPassage, **fields: Any) -> GoldDocument:
    return GoldDocument(name, TEXT, fields.pop("repo", name), passages=passages, **fields)


CHOSE = passage("Six tenants chose the builder.", kind="practice", level=5)
SHORTER = passage("Six tenants chose the builder", kind="plan", level=5)
VALUE = passage("We value every voice.", kind="claim", level=2)


def kinds(one: GoldDocument, other: GoldDocument) -> list[tuple[str | None, str | None]]:
    return [(a.kind if a else None, b.kind if b else None) for a, b in pair_passages(one, other)]


def test_passages_are_one_where_they_overlap() -> None:
    assert kinds(document("a", CHOSE, VALUE), document("a", VALUE, SHORTER)) == [
        ("practice", "plan"),
        ("claim", "claim"),
    ]


def test_each_passage_is_used_once() -> None:
    whole = passage("Six tenants chose the builder. We value every voice.", kind="claim", level=1)
    assert kinds(document("a", whole), document("a", CHOSE, VALUE)) == [("claim", "practice"), (None, "claim")]


@pytest.mark.parametrize(("complete", "said"), [(True, "none"), (False, None)])
def test_silence_says_none_only_where_every_sentence_was_looked_at(complete: bool, said: str | None) -> None:
    assert kinds(document("a", CHOSE), document("a", complete=complete)) == [("practice", said)]
    assert kinds(document("a", complete=complete), document("a", CHOSE)) == [(said, "practice")]


def test_a_label_that_one_side_never_gives_is_not_compared() -> None:
    first = [document("a", CHOSE, complete=True, verdict="heard")]
    second = [document("a", GoldPassage(CHOSE.start, CHOSE.end, kind="practice"), complete=True, presence="quoted")]
    assert list(pair_labels(first, second)) == ["kind"]


def test_documents_are_matched_by_id_and_must_be_the_same_text() -> None:
    with pytest.raises(GoldError, match="no document is in both"):
        agree([document("a", verdict="heard")], [document("b", verdict="heard")])
    with pytest.raises(GoldError, match="different texts for 'a'"):
        agree([document("a", verdict="heard")], [GoldDocument("a", "Another text.", "a", verdict="heard")])


def test_agreement_by_group() -> None:
    verdicts = ("heard", "heard"), ("none", "none"), ("none", "heard"), ("none", None)
    genres = ("bid", "bid", "report", "")
    sides = [
        [
            document(f"d{n}", verdict=pair[side], genre=genre)
            for n, (pair, genre) in enumerate(zip(verdicts, genres, strict=True))
        ]
        for side in (0, 1)
    ]
    found = agree(*sides, by="genre")
    assert [(one.group, one.label, one.figures["same"].value, one.figures["same"].n) for one in found] == [
        ("", "verdict", 0.6667, 3),
        ("bid", "verdict", 1.0, 2),
        ("report", "verdict", 0.0, 1),
    ]
    assert found[0].bias["heard"].value == 0.3333
    frame = agreement_frame(found)
    row = frame[(frame["group"] == "") & (frame["measure"] == "f1") & (frame["category"] == "heard")]
    assert row["value"].tolist() == [0.6667]
    with pytest.raises(OptionError, match="not grouped by 'colour'"):
        agree(*sides, by="colour")


def test_levels_are_compared_as_steps() -> None:
    labels = [(0, 0), (2, 2), (5, 5)]
    near, far = ([*labels, (0, 1)], [*labels, (0, 5)])
    kappas, alphas = [], []
    for pairs in (near, far):
        sides = [[document(f"d{n}", claimed_level=pair[side]) for n, pair in enumerate(pairs)] for side in (0, 1)]
        figures = agree(*sides)[0].figures
        kappas.append(value_of(figures["kappa"]))
        alphas.append(value_of(figures["alpha"]))
    assert kappas[0] > kappas[1] + 0.3
    assert alphas[0] > alphas[1] + 0.3


def test_tokenwatch_as_the_other_side() -> None:
    def scan(given: Document) -> Assessment:
        statement = Statement("s1", SHORTER.start, SHORTER.end, "", kind="plan", level=5)
        return assess(given, label="heard", abstained=given.source == "silent", statements=(statement,))

    gold = [document("a", CHOSE, VALUE, verdict="heard"), document("silent", verdict="heard")]
    said = read_as_gold(gold, scan)
    assert [one.verdict for one in said] == ["heard", None]  # an abstention is no answer
    assert kinds(gold[0], said[0]) == [("practice", "plan"), ("claim", "none")]
    by_label = {one.label: one for one in agree(gold, said)}
    assert by_label["verdict"].figures["same"].n == 1


def test_lived_voices_are_a_share_of_all_voices() -> None:
    def labelled(*lived: bool | None) -> tuple[GoldVoice, ...]:
        return tuple(GoldVoice("quoted", "", "", value, "x", ((0, 1),)) for value in lived)

    def heard(*lived: bool | None) -> list[Voice]:
        return [Voice("quoted", "", "", value, (), 0, 1, "x") for value in lived]

    excerpts = [
        GoldDocument("a", "x", "one", voices=labelled(True, None)),
        GoldDocument("b", "x", "one", voices=labelled(False, None)),
        GoldDocument("c", "x", "two", voices=labelled()),
    ]
    found = lived_voice_bias(excerpts, [heard(True, None), heard(True, False), heard()])
    assert (found.value, found.n) == (0.25, 3)


def test_keyness_ranks_what_marks_a_label_and_not_what_all_say() -> None:
    texts = ["tenants chose the builder"] * 20 + ["we value the voice of tenants"] * 20 + ["left out out out"] * 9
    labels = ["shared"] * 20 + ["tokenistic"] * 20 + [None] * 9
    words = keyness(texts, labels, "shared")
    assert {words[0].word, words[1].word} == {"builder", "chose"}
    assert {word.word for word in words[-4:]} == {"of", "value", "voice", "we"}
    assert (words[0].count, words[0].rest) == (20, 0)
    score = {word.word: word.score for word in words}
    assert abs(score["tenants"]) < 1.96 < score["chose"]
    assert "out" not in score
    assert keyness_frame(words)["word"].tolist() == [word.word for word in words]


def test_keyness_of_the_other_label_is_the_same_turned_round() -> None:
    texts, labels = ["a fair wage", "a fair wage", "a warm voice", "a co-produced voice"], list("xxyy")
    ours, theirs = (keyness(texts, labels, label, least=1) for label in "xy")
    assert {word.word: -word.score for word in ours} == {word.word: word.score for word in theirs}
    assert "co-produced" in {word.word for word in ours}


def test_a_word_is_the_same_within_quotation_marks() -> None:
    words = keyness(["a ‘co-production’ board", "our 'co-production' isn't yours"], list("xy"), "x", least=1)
    assert {word.word for word in words} == {"a", "co-production", "board", "our", "isn't", "yours"}


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_keyness_passes_over_missing_texts(missing: Any) -> None:
    texts, labels = ["a fair wage", "a warm voice"], ["x", "y"]
    assert keyness([*texts, missing], [*labels, "y"], "x", least=1) == keyness(texts, labels, "x", least=1)


@pytest.mark.parametrize("text", ["12", "word"])
def test_keyness_needs_two_words(text: str) -> None:
    with pytest.raises(OptionError, match="two different words"):
        keyness([text, text], ["x", "y"], "x")


@pytest.mark.parametrize(
    ("labels", "message"), [(["x", "x"], "2 of 2 texts"), (["y", "y"], "0 of 2"), (["x"], "1 labels")]
)
def test_keyness_needs_something_to_compare(labels: list[str], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        keyness(["a text", "a text"], labels, "x")


# --- the command ---


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = []
    for name, verdicts in (("A", ["heard", "none", "heard"]), ("B", ["heard", "none", "none"])):
        path = tmp_path / f"{name}.jsonl"
        records = [
            {"id": f"d{n}", "text": TEXT, "genre": "bid", "verdict": verdict} for n, verdict in enumerate(verdicts)
        ]
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        paths.append(str(path))
    return paths


def test_the_command_shows_tables(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["agree", *files, "--by", "genre"]) == 0
    shown = capsys.readouterr().out
    assert "ALL DOCUMENTS" in shown
    assert "BID" in shown
    assert "0.67" in shown


def test_the_command_gives_json(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["agree", *files, "--format", "json"]) == 0
    given = json.loads(capsys.readouterr().out)
    assert given["between"] == ["A.jsonl", "B.jsonl"]
    assert given["agreement"][0]["figures"]["same"]["value"] == 0.6667


def test_without_a_second_file_tokenwatch_is_the_other_side(
    files: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tokenwatch.evaluate.run.scan_unseen", lambda *_: lambda given: assess(given, label="heard"))
    assert run(["agree", files[0], "--format", "json"]) == 0
    given = json.loads(capsys.readouterr().out)
    assert given["between"] == ["A.jsonl", "tokenwatch"]
    assert {one["label"]: one["figures"]["same"]["value"] for one in given["agreement"]} == {"verdict": 0.6667}


@pytest.mark.parametrize("more", [["--format", "html"], ["--by", "colour"], ["--model", "rules"]])
def test_wrong_use_is_one_line(files: list[str], capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    assert run(["agree", *files, *more]) == 2
    assert capsys.readouterr().err.count("\n") == 1
