"""No measure on the development gold falls below its floor. Runs where the texts are at hand."""

import hashlib
from pathlib import Path

import pytest

from floors import find_below, read_floors
from judge.texts import gather
from tokenwatch.evaluate import evaluate
from tokenwatch.training import cross_validated_scan

ROOT = Path(__file__).parents[1]
TEXTS = ROOT.parent / "shared"
GOLD = TEXTS / "gold" / "dev.jsonl"
VOICES = GOLD.with_name("voices.dev.jsonl")
FLOORS = ROOT / "benchmarks" / "floors.toml"

pytestmark = pytest.mark.skipif(
    not (GOLD.exists() and FLOORS.exists()), reason="the gold is not part of the repository"
)


def test_no_measure_is_below_its_floor(tmp_path: Path) -> None:
    floors = read_floors(FLOORS)
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == floors.sha256, "the floors are for another gold file"
    gold, also, missing = gather(TEXTS, tmp_path)
    assert not missing
    # No document is judged by what has seen its repository: the shipped judge has seen them all.
    scan = cross_validated_scan(gold, also=also, jobs=2)
    problems = find_below(evaluate(gold, voices=VOICES, baselines=False, scan=scan), floors.values)
    assert not problems, "\n".join(problems)
