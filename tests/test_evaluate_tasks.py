"""Which statement answers for a marked passage, and what the engine is shown."""

from pathlib import Path

import pytest

from evaluations import assess
from tokenwatch.analysis import Kind, Statement
from tokenwatch.assessment import Assessment
from tokenwatch.document import Document
from tokenwatch.evaluate.tasks import document_tasks, find_statement, passage_tasks
from tokenwatch.gold import GoldDocument, GoldPassage, read_gold
from tokenwatch.gold.readings import scan_all

DATA = Path(__file__).parent / "data"


def statement(start: int, end: int, kind: Kind) -> Statement:
    return Statement(f"{kind} {start}", start, end, "x" * (end - start), kind=kind)


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([], None),
        ([statement(100, 120, "practice")], None),
        ([statement(90, 190, "practice")], None),
        ([statement(40, 140, "practice")], "practice 40"),
        ([statement(0, 60, "claim"), statement(60, 100, "practice")], "practice 60"),
        ([statement(0, 60, "explain"), statement(60, 100, "none")], "explain 0"),
        ([statement(0, 40, "claim"), statement(40, 100, "claim")], "claim 40"),
        ([statement(0, 50, "claim"), statement(50, 100, "claim")], "claim 0"),
        ([statement(0, 100, "claim"), statement(99, 140, "critique")], "claim 0"),
    ],
)
def test_the_statement_for_a_passage(statements: list[Statement], expected: str | None) -> None:
    found = find_statement(GoldPassage(0, 100), statements)
    assert (found.id if found else None) == expected
    found_in_reverse = find_statement(GoldPassage(0, 100), statements[::-1])
    assert found_in_reverse == found


def test_silence_is_an_answer() -> None:
    gold = GoldDocument("a", "Six tenants chose.", "r", passages=(GoldPassage(0, 18, "practice", 5, True, False),))
    tasks = passage_tasks(scan_all([gold], assess))
    assert tasks["kind"].labels[tasks["kind"].predicted[0]] == "none"
    assert tasks["level"].predicted.tolist() == [0]
    assert tasks["specific"].predicted.tolist() == [0]
    assert tasks["specific"].gold.tolist() == [1]


def test_labels_that_the_gold_lacks_make_no_task() -> None:
    readings = scan_all([GoldDocument("a", "Words.", "r", verdict="none")], assess)
    assert set(document_tasks(readings)) == {"verdict"}
    assert passage_tasks(readings) == {}


def test_the_engine_sees_text_and_title_only() -> None:
    seen: list[Document] = []

    def scan(document: Document) -> Assessment:
        seen.append(document)
        return assess(document)

    scan_all(read_gold(DATA / "gold_tiny.jsonl"), scan)
    assert seen[0].title == "Plots for all: the first year"
    assert seen[0].source == "allotment-panel"
    assert "green/plots" not in repr(seen[0])


def test_contested_labels_weigh_half() -> None:
    tasks = document_tasks(scan_all(read_gold(DATA / "gold_tiny.jsonl"), assess))
    assert tasks["verdict"].weights.tolist() == [1, 1, 1, 1, 1, 1, 1, 0.5, 1, 1]
