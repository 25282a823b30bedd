"""The project's own labelled texts, and the tool that checks them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from labelling.agreement import alpha, by_category, kappa, report, same
from labelling.draw import Stratum, draw, read_strata, write_corpus
from labelling.gold_format import as_gold, read_genres
from labelling.labels import Labels, PassageLabel, check, read_reader
from labelling.settle import as_record, differences, settle
from labelling.units import cut, frozen_units, identifiers, read_text
from tokenwatch.assessment import VERDICTS
from tokenwatch.gold import read_gold

CORPORA = Path(__file__).parents[1] / "corpora"

OWN = CORPORA / "own"
IDS = list(identifiers(OWN))
RUN = 12
"""Words in a row that no two texts may share: two writers hit on eleven by chance, on twelve hardly ever."""
SOUND: dict[str, Any] = {
    "id": "x", "verdict": "heard", "presence": "mentioned", "claimed_level": 2, "evidenced_level": 2,
    "is_programme": False, "n_speakers": 0, "n_lived": 0, "passages": [[1, "practice", 2, True, False]], "voices": [],
}  # fmt: skip


@pytest.mark.parametrize("reader", ["first", "second", "settled"])
def test_every_text_is_labelled_and_every_label_file_is_sound(reader: str) -> None:
    assert sorted(read_reader(OWN, reader)) == IDS


def test_every_text_has_one_line_of_metadata() -> None:
    lines = [line for path in OWN.glob("meta.*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    assert sorted(json.loads(line)["id"] for line in lines) == IDS


def test_no_two_texts_share_a_run_of_twelve_words() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for identifier in IDS:
        words = re.findall(r"[^\W\d_]+", read_text(OWN, identifier).lower())  # marks of tables are no words
        for run in {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}:
            assert seen.setdefault(run, identifier) == identifier, (identifier, seen[run], " ".join(run))


def test_units_cover_the_words_of_the_text_in_order() -> None:
    text = "# Aims\n\n- Tenants choose.\n- Staff listen. We ask."
    units = cut(text)
    assert [text[unit.start : unit.end] for unit in units][-1] == "We ask."
    assert [unit.start for unit in units] == sorted(unit.start for unit in units)


def test_a_sound_record_has_no_problems() -> None:
    assert list(check(SOUND, 3, "text")) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"verdict": "fine"}, "verdict is 'fine'"),
        ({"claimed_level": 6}, "claimed_level is 6"),
        ({"is_programme": 1}, "true or false"),
        ({"passages": [[4, "claim", 2, False, False]]}, "there is no unit 4"),
        ({"passages": [[1, "practise", 2, True, False]]}, "kind 'practise'"),
        ({"passages": [[1, "practice", 2, False, False]]}, "practice is specific"),
        ({"passages": [[1, "none", 2, False, False]]}, "none has level 0"),
        ({"passages": [[1, "claim", 2, False, False]] * 2}, "unit 1 is labelled twice"),
        ({"passages": [[1, "claim"]]}, "write [unit"),
        ({"voices": [{"kind": "quoted", "name": "Ann", "role": "", "lived": True, "words": ""}]}, "stands so in"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(change: dict[str, Any], reason: str) -> None:
    assert any(reason in problem for problem in check(SOUND | change, 3, "text"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for folder in ("texts", "labels"):
        (tmp_path / folder).mkdir()
    (tmp_path / "texts" / "x.md").write_text("Tenants choose. Staff listen. We ask.", encoding="utf-8")
    return tmp_path


def test_a_broken_label_file_is_named_with_line_and_reason(corpus: Path) -> None:
    broken = [json.dumps(SOUND), "{oops", json.dumps(SOUND), "[]", json.dumps({"id": "nowhere"}), '{"id": "x"}']
    (corpus / "labels" / "first.jsonl").write_text("\n".join(broken), encoding="utf-8")
    with pytest.raises(ValueError, match="not JSON") as caught:
        read_reader(corpus, "first")
    reasons = [
        "2: not JSON",
        "3: x is labelled twice",
        "4: not an object",
        "5: nowhere: there is no text",
        "6: x: no ver",
    ]
    for line, reason in zip(str(caught.value).splitlines(), reasons, strict=True):
        assert f"first.jsonl:{reason}" in line
    with pytest.raises(ValueError, match="second: no label files"):
        read_reader(corpus, "second")


def test_a_changed_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    text = tmp_path / "texts" / "x.md"
    text.write_text("One. Two.", encoding="utf-8")
    assert len(frozen_units(tmp_path, "x")) == 2
    text.write_text("One. Two. Three.", encoding="utf-8")
    with pytest.raises(ValueError, match="another than the one that was cut"):
        frozen_units(tmp_path, "x")


def test_agreement_of_two_readers() -> None:
    document = {name: SOUND[name] for name in ("verdict", "presence", "claimed_level", "evidenced_level")}
    document["is_programme"] = False
    first = {"x": Labels("x", document, {1: PassageLabel("practice", 4, True), 2: PassageLabel("claim", 3)})}
    second = {"x": Labels("x", document, {1: PassageLabel("practice", 4, True)})}
    assert "1 documents, 2 units" in report(first, second)
    assert by_category([("a", "a"), ("b", "a")])[2:] == ["| a | 1 | 2 | 0.000 |", "| b | 1 | 0 | 0.000 |"]
    assert alpha([(1, 1), (5, 5), (1, 2)], weighted=True) > alpha([(1, 1), (5, 5), (1, 5)], weighted=True)
    assert alpha([("a", "a")]) == 1.0
    assert same([("a", "a"), ("a", "b")]) == 0.5
    assert kappa([("a", "a"), ("b", "b")]) == 1.0
    assert kappa([("a", "b"), ("b", "a")]) == -1.0


VOICE = {"kind": "quoted", "name": "Ann", "role": "", "lived": True, "words": "We chose the door"}


def readings() -> tuple[Labels, Labels]:
    document = {key: SOUND[key] for key in SOUND if key not in ("id", "passages", "voices")}
    first = Labels("x", document, {1: PassageLabel("practice", 4, True), 2: PassageLabel("claim", 3)}, (VOICE,))
    second = Labels("x", document | {"verdict": "shared"}, {1: PassageLabel("practice", 4, True)})
    return first, second


def test_differences_are_written_without_whose_they_are() -> None:
    first, second = readings()
    texts = {"x": ["Tenants choose.", "Staff listen."]}
    lines = list(differences({"x": first}, {"x": second}, texts))
    assert lines[:2] == ["== x", "verdict: heard | shared"]
    assert "[2] claim 3 | none 0" in lines
    assert "    Staff listen." in lines
    swapped = list(differences({"x": second}, {"x": first}, texts))
    assert swapped == lines


def test_a_third_reader_settles_what_differs_and_nothing_else() -> None:
    first, second = readings()
    with pytest.raises(ValueError, match="not settled: verdict, unit 2"):
        settle(first, second, None)
    third = Labels("x", {"verdict": "shared", "presence": "absent"}, {1: PassageLabel(), 2: PassageLabel()})
    settled = settle(first, second, third)
    assert settled.document["verdict"] == "shared"
    assert settled.document["presence"] == "mentioned"
    assert settled.passages == {1: PassageLabel("practice", 4, True), 2: PassageLabel()}
    assert settled.voices == ()
    assert settle(first, second, Labels("x", third.document, third.passages, (VOICE,))).voices == (VOICE,)
    assert list(check(as_record(settled), 2, "We chose the door")) == []


def test_the_third_reader_settled_the_first_two() -> None:
    first, second, third = (read_reader(OWN, name, partial=name == "third") for name in ("first", "second", "third"))
    settled = read_reader(OWN, "settled")
    assert {key: settle(first[key], second[key], third.get(key)) for key in settled} == settled


def test_splits_hold_every_text_once_and_every_verdict() -> None:
    splits = json.loads((OWN / "splits.json").read_text(encoding="utf-8"))
    assert sorted(splits["train"] + splits["test"]) == IDS
    for part in splits:
        assert {record["verdict"] for record in as_gold(OWN, "settled", part)} == set(VERDICTS)


def test_as_gold_writes_what_evaluate_reads(tmp_path: Path) -> None:
    record = next(as_gold(OWN, "settled"))
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    (read,) = read_gold(path)
    assert read.id == record["id"] == IDS[0]
    assert read.genre == read_genres(OWN)[read.id]
    assert read.n_speakers is None or read.is_programme
    with pytest.raises(ValueError, match="there is no split 'dev'"):
        next(as_gold(OWN, "settled", "dev"))


TEXTS = [{"id": f"t{number}", "text": f"{word} word " * 30, "repo": "a/b"} for number, word in enumerate("abcdefgh")]


def test_draw_keeps_to_its_strata_and_takes_no_text_twice() -> None:
    strata = [Stratum("a to d", 2, pattern="^[a-d] "), Stratum("any", 9), Stratum("other source", 3, repo="x/y")]
    drawn = list(draw([*TEXTS, TEXTS[0] | {"id": "again"}], strata, without=["t3"]))
    texts = [record["text"] for record in drawn]
    assert len(texts) == len(set(texts)) == 7
    assert all(record["text"][0] in "abc" for record in drawn if record["stratum"] == "a to d")
    assert "t3" not in {record["id"] for record in drawn}
    assert list(draw(list(reversed(TEXTS)), strata)) == list(draw(TEXTS, strata))
    assert not list(draw(TEXTS, [Stratum("long", 5, words=(100, 200))]))


def test_draw_by_doubt_takes_the_least_sure() -> None:
    plain = "The road will be closed for resurfacing on Monday and Tuesday, and buses will go by the bridge. " * 4
    mixed = "We will involve residents in the works. Twelve residents met once. Co-production is often a badge. " * 4
    texts = [{"id": "plain", "text": plain}, {"id": "mixed", "text": mixed}]
    (drawn,) = draw(texts, [Stratum("doubtful", 1, doubtful=True)])
    assert drawn["id"] == "mixed"


def test_strata_are_read_and_a_broken_file_is_named(tmp_path: Path) -> None:
    assert sum(stratum.n for stratum in read_strata(CORPORA / "real" / "strata.toml")) == 330
    path = tmp_path / "strata.toml"
    path.write_text("[a]\nhow_many = 3\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"strata\.toml: .*how_many"):
        read_strata(path)


def test_a_drawn_corpus_can_be_shown(tmp_path: Path) -> None:
    assert write_corpus(draw(TEXTS, [Stratum("any", 2)]), tmp_path) == 2
    index = [json.loads(line) for line in (tmp_path / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in index] == sorted(identifiers(tmp_path), key=[r["id"] for r in index].index)
    assert index[0]["repo"] == "a/b"
    assert index[0]["stratum"] == "any"
