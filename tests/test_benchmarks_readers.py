"""What the readers keep of the samples does not become less, and the measures measure what they say."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from environments import NotInstalledError
from fidelity.compare import READING, best_by_format, shortfalls
from fidelity.measures import MEASURES, Reading, score, words_missing
from fidelity.page import UNEXPLAINED, outdated, to_markdown, unexplained
from fidelity.reference import SAMPLES, Reference, load_reference, sample_names
from fidelity.tools import NoReadingError, Peer, prepare, read_ours
from fidelity.words import headings_of, plain_of, words_of

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"

FLOORS = tomllib.loads((BENCHMARKS / "fidelity" / "floors.toml").read_text(encoding="utf-8"))
LINES = (
    ("h1", "Our plan"),
    ("p", "Six tenants chose it. Staff helped."),
    ("row", "Who", "Votes"),
    ("row", "Rosa Lind", "1"),
    ("p", "Staff"),
)
PLAN = Reference(LINES, answers=("chose it",), notes=("zqnote No fee.",), forbidden=("Accept all",), either="2")
TEXT = "Our plan\n\nSix tenants chose it.2 Staff helped.\n\nWho | Votes\n\nRosa Lind | 1\n\nStaff\n\nzqnote No fee."


def of_plan(text: str = TEXT, headings: tuple[str, ...] | None = ("Our plan",)) -> dict[str, float | None]:
    return score(Reading(text, headings), PLAN)


@pytest.mark.parametrize("sample", sorted(FLOORS))
def test_no_sample_is_read_worse_than_before(sample: str) -> None:
    reading, reference = read_ours(SAMPLES / sample), load_reference(sample)
    scores = score(reading, reference)
    below = {name: scores[name] for name, floor in FLOORS[sample].items() if (scores[name] or 0) < floor}
    assert not below, f"missing: {' '.join(words_missing(reading, reference)[:40])}"


def test_a_sample_without_a_floor_is_one_that_cannot_be_read() -> None:
    for sample in set(sample_names()) - set(FLOORS):
        with pytest.raises(NoReadingError, match="unsupported format"):  # else: readers.py --write-floors
            read_ours(SAMPLES / sample)


def test_every_sample_has_a_reference() -> None:
    files = {path.name for path in SAMPLES.iterdir() if path.is_file() and path.name != "README.md"}
    assert files == set(sample_names())
    told = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(Path(name).stem in told and Path(name).suffix in told for name in files)


def test_a_reference_is_perfect_beside_itself() -> None:
    for sample in sample_names():
        reference = load_reference(sample)
        scores = score(Reading(reference.text, tuple(reference.headings)), reference)
        assert {name: value for name, value in scores.items() if value not in (None, 1.0)} == {}, sample


def test_a_perfect_reading_has_only_ones() -> None:
    assert set(of_plan().values()) == {1.0}


@pytest.mark.parametrize(
    ("measure", "text", "value"),
    [
        ("words", TEXT.replace("tenants", "te nants"), 16 / 17),
        ("clean", TEXT + " Accept all.", 18 / 20),
        ("clean", TEXT + TEXT, 18 / 36),
        ("left out", TEXT + " Accept all.", 0),
        ("left out", TEXT + " Accept.", 1),
        ("order", TEXT.replace("Six tenants chose it.2 Staff helped.", "Staff helped. Six tenants chose it."), 2 / 5),
        ("order", TEXT.replace("tenants chose", "tenants then chose"), 3 / 5),
        ("cells", TEXT.replace("Rosa Lind", "Rosa 1 Lind").replace("| 1", ""), 3 / 4),
        ("rows", TEXT.replace("Who | Votes\n\nRosa Lind | 1", "Who Rosa Lind\n\nVotes 1"), 0),
        ("answers", TEXT.replace("chose", "choose"), 0),
        ("notes", TEXT.replace("No fee", "no other fee"), 0),
        ("markers", TEXT.replace("zqnote", ""), 0),
    ],
)
def test_a_measure_sees_what_it_is_for(measure: str, text: str, value: float) -> None:
    assert of_plan(text)[measure] == pytest.approx(value)


def test_headings_are_those_that_the_tool_calls_so() -> None:
    assert (of_plan(headings=())["headings"], of_plan(headings=())["true headings"]) == (0.0, None)
    assert of_plan(headings=("Our plan", "Staff", "2"))["true headings"] == 0.5
    assert of_plan(headings=None)["headings"] is None


def test_what_is_forbidden_may_be_said_where_it_belongs() -> None:
    told = Reference((("h1", "Who decides"), ("h2", "1. Staff")), forbidden=("Who decides – 1",))
    assert score(Reading("Who decides\n\n1. Staff"), told)["left out"] == 1
    assert score(Reading("Who decides\n\n1. Staff\n\nWho decides – 1"), told)["left out"] == 0


def test_order_in_columns_read_straight_across_is_lost() -> None:
    columns = Reference(tuple(("p", f"{side}{line} people came by.") for side in "LR" for line in range(9)))
    across = " ".join(f"L{line} people came by. R{line} people came by." for line in range(9))
    assert score(Reading(columns.text), columns)["order"] == 1
    assert score(Reading(across), columns)["order"] == 0


@given(st.text(alphabet="Our plan. Six|1\n☒", max_size=60))
def test_every_measure_is_a_share_or_nothing(text: str) -> None:
    scores = of_plan(text, headings=(text,))
    assert list(scores) == list(MEASURES)
    assert all(value is None or 0 <= value <= 1 for value in scores.values())


def test_words_are_the_same_however_they_are_typeset() -> None:
    assert words_of("Co‑produced o\xadﬃces’ café") == words_of("co-produced offices' café")
    assert words_of("co-produce") != words_of("coproduce")
    assert words_of("co-produce", hyphens=False) == ["co", "produce"]


def test_marks_of_markdown_are_no_words() -> None:
    markdown = "## 1\\. *Who* decides?\n<!-- Slide 1 -->\n- [x] [we](https://example.org/a) &amp; ![them](a.png)[^1]\n"
    assert words_of(plain_of(markdown)) == ["1", "who", "decides", "☒", "we", "them", "1"]
    assert headings_of(markdown) == ["1. Who decides?"]


def outcomes(ours: Any, theirs: Any) -> dict[str, dict[str, Any]]:
    blank: dict[str, float | None] = dict.fromkeys(MEASURES)
    made = {"tokenwatch": ours, "peer": theirs}
    return {"plan.odt": {tool: got if isinstance(got, str) else blank | got for tool, got in made.items()}}


def test_the_page_tells_where_tokenwatch_is_below() -> None:
    made = outcomes({"words": 0.9, "clean": 1.0}, {"words": 1.0, "clean": 0.5})
    assert [(gap.measure, gap.best, gap.tools) for gap in shortfalls(made)] == [("words", 1.0, ("peer",))]
    assert f"| plan.odt | words | 0.900 | peer 1.000 | {UNEXPLAINED} |" in to_markdown(made, {}, {"peer": "1.0"})
    assert unexplained(made, {}) == ["plan.odt: words"]
    reasons = {"plan.odt": {"words": "A watermark is not read.", "clean": "No longer so."}}
    assert "| A watermark is not read. |" in to_markdown(made, reasons, {})
    assert (unexplained(made, reasons), outdated(made, reasons)) == ([], ["plan.odt: clean"])


def test_a_sample_that_cannot_be_read_is_told_and_counts_nought() -> None:
    made = outcomes("unsupported format: not yet", {"words": 0.5})
    assert [(gap.measure, gap.ours) for gap in shortfalls(made)] == [(READING, None)]
    page = to_markdown(made, {}, {})
    assert "tokenwatch does not read it: unsupported format: not yet" in page
    assert best_by_format(made) == {"odt": {"words": (("peer",), 0.5)}}
    assert list(shortfalls(outcomes("not yet", "nor this one"))) == []


def test_a_peer_that_fails_says_why_in_a_line() -> None:
    with pytest.raises(NoReadingError, match="Error"):
        Peer("nothing", ".txt").read(Path(sys.executable), SAMPLES / "notes.txt")


def test_peers_that_cannot_be_installed_stop_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("environments.sys.executable", "/bin/false")
    with pytest.raises(NotInstalledError):
        prepare(tmp_path / "peers")


def test_alone_tokenwatch_is_measured_and_the_page_left_as_it_is() -> None:
    page = BENCHMARKS / "readers.md"
    before = page.read_bytes()
    command = [sys.executable, str(BENCHMARKS / "readers.py"), "--no-peers"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "the page is left as it was" in done.stdout
    assert page.read_bytes() == before
