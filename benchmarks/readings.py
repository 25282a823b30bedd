"""Measure who acts, on passages of real documents that two readers labelled.

``make readings GOLD=…``: the labels stand in ``corpora/readings/actors.jsonl`` without
their text, which is taken from GOLD; a passage that is not there, or reads otherwise, is left out and counted.
Rules are made by looking at the errors of one part; only the other part says how well they read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from reading import PEOPLE, Reading, has_act, has_actor, is_right, read_texts
from tokenwatch.language import load
from tokenwatch.overview.groups import wilson

ROOT = Path(__file__).parents[1]
LABELS = ROOT / "corpora" / "readings" / "actors.jsonl"

SEEN, UNSEEN = "seen", "unseen"
"""Parts of the labels: whose errors whoever changes the rules may look at, and whose nobody does."""

MEASURES: dict[str, Callable[[Reading, Mapping[str, Any]], bool]] = {
    "actor": has_actor,
    "act": has_act,
    "both": is_right,
}


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read a file with one JSON object on a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def find_passages(labels: list[dict[str, Any]], gold: Path) -> list[tuple[dict[str, Any], str]]:
    """Give the labelled passages with their text, those left out whose text is not the one that was labelled."""
    texts = {document["id"]: document["text"] for document in read_lines(gold)}
    found = [(label, texts.get(label["id"], "")[label["start"] : label["end"]]) for label in labels]
    return [(label, text) for label, text in found if hashlib.sha256(text.encode()).hexdigest() == label["sha256"]]


def main() -> int:
    """Measure and print; 1 where no passage was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("gold", type=Path, help="labelled documents, JSONL")
    parser.add_argument("--pipeline", help="a spaCy pipeline to parse with, or 'none'")
    parser.add_argument("--show", action="store_true", help="list the seen passages that are read otherwise")
    options = parser.parse_args()
    labels = read_lines(LABELS)
    if not options.gold.exists():
        print(f"{options.gold} is not here: the labels hold no text, so that there is nothing to measure")
        return 1
    passages = find_passages(labels, options.gold)
    if not passages:
        print(f"none of the labelled passages stands in {options.gold}")
        return 1
    readings = read_texts(load(pipeline=options.pipeline), [text for _, text in passages])
    read = [(reading, label) for reading, (label, _) in zip(readings, passages, strict=True)]
    for part in (SEEN, UNSEEN):
        _print_shares(part, [one for one in read if one[1]["part"] == part], len(labels))
    if options.show:
        for reading, (label, text) in zip(readings, passages, strict=True):
            if label["part"] == SEEN and not is_right(reading, label["settled"]):
                _print_wrong(reading, label["settled"], text)
    return 0


def _print_shares(part: str, read: list[tuple[Reading, dict[str, Any]]], n_labels: int) -> None:
    number = len(read)
    if not number:
        return
    print(
        f"{part}: {number} of {n_labels} passages; share right, with a 95 % interval, beside reader 1 read by reader 2"
    )
    for name, is_so in MEASURES.items():
        right = sum(is_so(reading, label["settled"]) for reading, label in read)
        low, high = wilson(right, number)
        other = sum(is_so(_as_reading(label["reader2"]), label["reader1"]) for _, label in read)
        print(f"{name:6} {right / number:.2f} ({low:.2f} to {high:.2f}), readers {other / number:.2f}")


def _as_reading(label: Mapping[str, str]) -> Reading:
    return Reading(label["actor"], label["act"], 0, "", False)


def _print_wrong(reading: Reading, label: Mapping[str, str], text: str) -> None:
    actor = label["actor"] if label["actor"] in PEOPLE else "none of the people"
    print(f"\n{text.strip()}\n  labelled {actor}: {label['act']}; read {reading.actor or '-'}: {reading.act or '-'}")


if __name__ == "__main__":
    raise SystemExit(main())
