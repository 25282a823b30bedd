"""Floors: written from what was measured, broken by what is worse."""

from dataclasses import replace
from pathlib import Path

import pytest

from evaluations import assess, perfect
from floors import find_below, read_floors, write_floors
from tokenwatch.errors import GoldError
from tokenwatch.evaluate import evaluate
from tokenwatch.gold import read_gold

GOLD = Path(__file__).parent / "data" / "gold_tiny.jsonl"


def test_what_was_measured_holds_its_own_floors(tmp_path: Path) -> None:
    best = evaluate(GOLD, baselines=False, scan=perfect(read_gold(GOLD)))
    path = tmp_path / "floors.toml"
    path.write_text(write_floors(best), encoding="utf-8")
    floors = read_floors(path)
    assert floors.sha256 == best.gold.sha256
    assert floors.values["verdict.macro_f1"] == 0.99
    assert floors.values["calibration.brier"] == 0.01
    assert find_below(best, floors.values) == []


def test_a_worse_engine_is_named_with_measure_and_figure() -> None:
    silent = evaluate(GOLD, baselines=False, scan=assess)
    problems = find_below(
        silent, {"verdict.accuracy": 0.2, "calibration.ece": 0.1, "presence.accuracy": 0.1, "voices.f1": 0}
    )
    assert problems[0] == "verdict.accuracy is 0.1, below its floor of 0.2"
    assert problems[1].startswith("calibration.ece is 0.5, above its ceiling")
    assert problems[2] == "voices.f1 was not measured; its floor is 0"
    assert len(problems) == 3


def test_the_ceiling_for_critics_is_zero_whatever_was_measured() -> None:
    silent = evaluate(GOLD, baselines=False, scan=assess)
    bad = replace(silent, about=replace(silent.about, critical_tokenistic=2))
    assert '"about.critical_tokenistic" = 0\n' in write_floors(bad)
    assert find_below(bad, {"about.critical_tokenistic": 0}) == [
        "about.critical_tokenistic is 2.0, above its ceiling of 0"
    ]


@pytest.mark.parametrize("content", ["", "[floors", '[gold]\nsha256 = "a"\nvoices_sha256 = ""\n[floors]\n"a" = "b"'])
def test_a_wrong_file_of_floors(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match="floors cannot be read"):
        read_floors(path)
