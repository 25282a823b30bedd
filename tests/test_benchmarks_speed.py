"""What the speed page is worked out from: texts, slopes, the page. Nothing here is timed."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from environments import NotInstalledError
from timing.clock import CASCADE, REFERENCE, fit_slope, measure
from timing.peers import Peer, prepare
from timing.report import ORDINARY, to_markdown
from timing.texts import count_words, read_bulk, read_folder, read_ordinary, repeat_to

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"

TREEBANK = """# newdoc id = one
# newpar
# sent_id = 1
# text = The bus came late.
1\tThe\tthe\tDET

# text = Nobody minded.
# newpar
# text = We walked.
# newdoc id = two
# text = A second paper.
"""


def results(**changes: Any) -> dict[str, Any]:
    figures = [
        {"name": REFERENCE, "words_per_second": 400_000.0, "ratio": 1.0},
        {"name": CASCADE, "words_per_second": 40_000.0, "ratio": 0.1},
    ]
    counts = {"texts": 2, "words": 90, "sentences": 10, "tokens": 100}
    counts |= {"hit_sentences": 1, "hit_tokens": 20, "statements": 1}
    row = {"texts": 1, "words": 500_000, "seconds": 20.0, "mib": 600.0, "statements": 7}
    found = {
        "versions": {"spacy": "3.8"},
        "sets": {ORDINARY: {"figures": figures, "counts": counts, "first_sight": {"slower": 2.0, "ratio": 0.18}}},
        "peers": [{"name": "medspacy", "does": "ConText", "problem": "could not be installed: no such package"}],
        "lengths": [row],
        "numbers": [row],
        "slopes": {"lengths": 1.0, "numbers": 1.3},
    }
    return found | changes


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_slope_is_the_power(power: float) -> None:
    sizes = [1_000, 10_000, 500_000]
    assert fit_slope(sizes, [3 * size**power for size in sizes]) == pytest.approx(power)


def test_documents_of_a_treebank_keep_their_paragraphs(tmp_path: Path) -> None:
    for name in ("en_ewt-ud-test", "en_gum-ud-dev", "en_gum-ud-test"):
        with gzip.open(tmp_path / f"{name}.conllu.gz", "wt", encoding="utf-8") as file:
            file.write(TREEBANK)
    assert read_ordinary(tmp_path) == ["The bus came late. Nobody minded.\n\nWe walked.", "A second paper."] * 3


def test_bulk_texts_are_drawn_evenly(tmp_path: Path) -> None:
    path = tmp_path / "bulk.jsonl"
    path.write_text("".join(json.dumps({"text": str(number)}) + "\n" for number in range(10)), encoding="utf-8")
    assert read_bulk(path, 3) == ["0", "3", "6"]
    assert read_bulk(path, 99) == [str(number) for number in range(10)]


def test_a_folder_is_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("second", encoding="utf-8")
    (tmp_path / "a.txt").write_text("first", encoding="utf-8")
    (tmp_path / "c.md").write_text("not read", encoding="utf-8")
    assert read_folder(tmp_path) == ["first", "second"]


@given(st.lists(st.sampled_from(["one two three", "four\n\nfive six"]), min_size=1), st.integers(1, 200))
def test_a_long_text_is_as_long_as_asked_up_to_a_paragraph(texts: list[str], words: int) -> None:
    assert words <= count_words([repeat_to(texts, words)]) < words + 3


def test_no_text_cannot_be_made_long() -> None:
    with pytest.raises(ValueError, match="no text"):
        repeat_to(["", " \n\n "], 10)


def test_every_step_is_set_beside_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    # A clock that stands still but for what the steps say they took.
    now = [0.0]

    def taking(seconds: float) -> Any:
        return lambda: now.__setitem__(0, now[0] + seconds)

    monkeypatch.setattr("timing.clock.time.process_time", lambda: now[0])
    figures = measure(100, taking(0.5), {"slow": taking(5.0), "quick": taking(0.25)})
    assert [(figure.name, figure.ratio) for figure in figures] == [(REFERENCE, 1.0), ("slow", 0.1), ("quick", 2.0)]
    assert [figure.words_per_second for figure in figures] == [200.0, 20.0, 400.0]


def test_a_peer_that_cannot_be_installed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("environments.sys.executable", "/bin/false")
    with pytest.raises(NotInstalledError):
        prepare(Peer("nothing", "nothing"), tmp_path)


def test_the_page_says_which_bars_are_met() -> None:
    page = to_markdown(results())
    rows = {line.split(" | ")[0].strip("| "): line for line in page.splitlines() if "met" in line}
    verdicts = {name: "not met" not in line for name, line in rows.items() if name.startswith(("casc", "slope", "MiB"))}
    assert [name for name, met in verdicts.items() if not met] == [
        "cascade with every output on ordinary text: at least 0.15",
        "slope of time over numbers: at most 1.1",
    ]
    assert len(verdicts) == 4


def test_the_page_tells_the_hit_rate_and_a_peer_that_is_missing() -> None:
    page = to_markdown(results())
    assert "10.0% of the sentences" in page
    assert "20.0% of the tokens" in page
    assert "could not be installed: no such package" in page


def test_the_page_tells_how_it_stands_on_new_words() -> None:
    page = to_markdown(results())
    assert "takes 2.0 times as long" in page
    assert "stands at 0.180" in page


def test_without_texts_nothing_is_measured(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "absent")
    command = [sys.executable, str(BENCHMARKS / "speed.py"), "--ud", nowhere, "--bulk", nowhere]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("nothing measured: there is no")
