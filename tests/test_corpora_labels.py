"""The project's own labelled texts, and the tool that checks them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

CORPORA = Path(__file__).parents[1] / "corpora"
sys.path.insert(0, str(CORPORA))

from labelling.agreement import kappa, report, same  # noqa: E402
from labelling.labels import Labels, PassageLabel, check, read_labels  # noqa: E402
from labelling.units import cut, frozen_units, identifiers, read_text  # noqa: E402

OWN = CORPORA / "own"
IDS = list(identifiers(OWN))
RUN = 12
"""Words in a row that no two texts may share: two writers hit on eleven by chance, on twelve hardly ever."""
SOUND: dict[str, Any] = {
    "id": "x", "verdict": "heard", "presence": "mentioned", "claimed_level": 2, "evidenced_level": 2,
    "is_programme": False, "n_speakers": 0, "n_lived": 0, "passages": [[1, "practice", 2, True, False]], "voices": [],
}  # fmt: skip


@pytest.mark.parametrize("reader", ["first", "second"])
def test_every_text_is_labelled_and_every_label_file_is_sound(reader: str) -> None:
    paths = sorted((OWN / "labels" / reader).glob("*.json"))
    assert [path.stem for path in paths] == IDS
    for path in paths:
        labels = read_labels(path, len(frozen_units(OWN, path.stem)), read_text(OWN, path.stem))
        assert labels.id == path.stem


def test_every_text_has_one_line_of_metadata() -> None:
    lines = [line for path in OWN.glob("meta.*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    assert sorted(json.loads(line)["id"] for line in lines) == IDS


def test_no_two_texts_share_a_run_of_twelve_words() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for identifier in IDS:
        words = read_text(OWN, identifier).lower().split()
        for run in {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}:
            assert seen.setdefault(run, identifier) == identifier, (identifier, seen[run], " ".join(run))


def test_units_cover_the_words_of_the_text_in_order() -> None:
    text = "# Aims\n\n- Tenants choose.\n- Staff listen. We ask."
    units = cut(text)
    assert [text[unit.start : unit.end] for unit in units][-1] == "We ask."
    assert [unit.start for unit in units] == sorted(unit.start for unit in units)


def test_a_sound_record_has_no_problems() -> None:
    assert list(check(SOUND, "x", 3, "text")) == []


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
        ({"id": "y"}, "the file's name says 'x'"),
        ({"voices": [{"kind": "quoted", "name": "Ann", "role": "", "lived": True, "words": ""}]}, "stands so in"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(change: dict[str, Any], reason: str) -> None:
    assert any(reason in problem for problem in check(SOUND | change, "x", 3, "text"))


def test_a_missing_label_and_broken_json_are_named(tmp_path: Path) -> None:
    assert next(iter(check({"id": "x"}, "x", 3, "text"))).startswith("no verdict")
    path = tmp_path / "x.json"
    path.write_text("{\n oops", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.json:2: not JSON"):
        read_labels(path, 3, "text")


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
    assert same([("a", "a"), ("a", "b")]) == 0.5
    assert kappa([("a", "a"), ("b", "b")]) == 1.0
    assert kappa([("a", "b"), ("b", "a")]) == -1.0
