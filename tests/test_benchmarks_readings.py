"""The labels of who acts in real passages, and the measure on them."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

import readings
from reading import Reading, is_right

ROOT = Path(__file__).parents[1]

LABELS = readings.read_lines(readings.LABELS)
ACTORS = {"people", "staff", "both", "reader", "unstated"}
ACTS = {
    "decide", "lead", "design", "research", "deliver", "advise", "be asked", "be told", "attend", "receive", "none",
}  # fmt: skip


def test_labels_are_sound_and_hold_no_text() -> None:
    assert len(LABELS) == 220
    assert len({(label["id"], label["start"]) for label in LABELS}) == 220
    for label in LABELS:
        readers = ("reader1", "reader2", "settled")
        assert set(label) == {"repo", "commit", "path", "id", "start", "end", "sha256", "part", *readers}
        assert label["part"] in (readings.SEEN, readings.UNSEEN)
        assert re.fullmatch("[0-9a-f]{64}", label["sha256"])
        assert all(label[one].keys() == {"actor", "act"} for one in readers)
        assert {label[one]["actor"] for one in readers} <= ACTORS
        assert {label[one]["act"] for one in readers} <= ACTS
        assert label["settled"] in (label["reader1"], label["reader2"])


def test_the_agreement_is_what_the_page_says() -> None:
    page = (readings.LABELS.parent / "README.md").read_text(encoding="utf-8")
    acts = sum(label["reader1"]["act"] == label["reader2"]["act"] for label in LABELS)
    actors = sum(label["reader1"]["actor"] == label["reader2"]["actor"] for label in LABELS)
    both = sum(label["reader1"] == label["reader2"] for label in LABELS)
    assert f"act {acts} of 220" in page
    assert f"actor {actors} of 220" in page
    assert f"both {both} of 220" in page


def test_a_passage_that_reads_otherwise_is_left_out(tmp_path: Path) -> None:
    text = "Here. Tenants chose it. There."
    label = {"id": "a", "start": 6, "end": 23, "sha256": hashlib.sha256(b"Tenants chose it.").hexdigest()}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    others = [label | {"end": 22}, label | {"id": "b"}]
    assert readings.find_passages([label, *others], gold) == [(label, "Tenants chose it.")]


@pytest.mark.parametrize(
    ("actor", "act", "label", "right"),
    [
        ("people", "decide", ("people", "decide"), True),
        ("people", "decide", ("people", "lead"), False),
        ("people", "decide", ("both", "decide"), False),
        ("staff", "lead", ("unstated", "design"), True),
        ("", "", ("staff", "design"), True),
        ("", "", ("people", "none"), False),
        ("reader", "", ("reader", "none"), True),
        ("reader", "decide", ("staff", "decide"), False),
    ],
)
def test_what_counts_as_right(actor: str, act: str, label: tuple[str, str], right: bool) -> None:
    assert is_right(Reading(actor, act, 0, "", False), {"actor": label[0], "act": label[1]}) == right
