"""No measure on the development gold falls below its floor. Runs where the gold is at hand."""

import hashlib
from pathlib import Path

import pytest

from tokenwatch.evaluate import evaluate
from tokenwatch.evaluate.floors import find_below, read_floors

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold" / "dev.jsonl"
VOICES = GOLD.with_name("voices.dev.jsonl")
FLOORS = ROOT / "benchmarks" / "floors.toml"

pytestmark = pytest.mark.skipif(
    not (GOLD.exists() and FLOORS.exists()), reason="the gold is not part of the repository"
)


def test_no_measure_is_below_its_floor() -> None:
    pytest.importorskip("tokenwatch.scan")
    floors = read_floors(FLOORS)
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == floors.sha256, "the floors are for another gold file"
    evaluation = evaluate(GOLD, voices=VOICES, baselines=False)
    problems = find_below(evaluation, floors.values)
    assert not problems, "\n".join(problems)
