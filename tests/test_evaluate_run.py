"""The whole way, from a gold file to the page."""

import json
from pathlib import Path

import pytest

from evaluations import assess, perfect
from tokenwatch.evaluate import Evaluation, evaluate
from tokenwatch.evaluate.report import build_sections, to_markdown, to_terminal
from tokenwatch.gold import read_gold

GOLD = Path(__file__).parent / "data" / "gold_tiny.jsonl"
VOICES = Path(__file__).parent / "data" / "voices_tiny.jsonl"


@pytest.fixture(scope="module")
def best() -> Evaluation:
    return evaluate(GOLD, baselines=False, scan=perfect(read_gold(GOLD)))


@pytest.fixture(scope="module")
def silent() -> Evaluation:
    return evaluate(GOLD, voices=VOICES, baselines=False, scan=assess)


def test_an_engine_that_knows_the_gold_is_perfect(best: Evaluation) -> None:
    errors = ("calibration.ece", "calibration.brier", "calibration.brier_base")
    wrong = {
        name: figure.value
        for name, figure in best.figures.items()
        if name not in errors and figure.n and figure.value != 1
    }
    assert wrong == {}
    assert best.figures["calibration.brier"].value == 0
    assert best.about.tokenistic == 0


def test_an_engine_that_says_nothing(silent: Evaluation) -> None:
    assert silent.figures["verdict.accuracy"].value == 0.1
    assert silent.figures["presence.accuracy"].value == 0.1
    assert silent.figures["programme.f1"].value == 0
    assert silent.figures["speakers.close"].value == 0
    assert silent.figures["voices.recall"].value == 0
    assert silent.figures["voices.false_alarm"].value == 0
    assert silent.figures["voices.precision"].value is None
    assert (silent.gold.n_documents, silent.gold.n_repositories) == (10, 9)
    assert silent.gold.agreed["verdict"] == 0.9


def test_a_critic_called_tokenistic_is_counted() -> None:
    harsh = evaluate(GOLD, baselines=False, scan=lambda document: assess(document, label="tokenistic"))
    assert (harsh.about.n, harsh.about.tokenistic) == (2, 2)
    assert (harsh.about.n_critical, harsh.about.critical_tokenistic) == (1, 1)
    assert harsh.about.ids == ("stairs-blog", "ladder-explained")
    assert sum(row.wrongly_tokenistic for row in harsh.genres) == 7


def test_abstaining_is_measured() -> None:
    known = perfect(read_gold(GOLD))
    half = evaluate(
        GOLD,
        baselines=False,
        scan=lambda document: (
            known(document) if len(document.text) % 2 else assess(document, label="about", abstained=True)
        ),
    )
    answered = sum(len(document.text) % 2 for document in read_gold(GOLD))
    assert 0 < answered < 10
    assert half.figures["verdict.coverage"].value == answered / 10
    assert half.figures["verdict.macro_f1_answered"].value == 1
    assert half.figures["verdict.macro_f1_answered"].n == answered


def test_baselines_stand_beside() -> None:
    evaluation = evaluate(GOLD, baselines=True, scan=assess)
    assert set(evaluation.baselines) == {"majority", "keywords", "tfidf"}
    assert evaluation.baselines["majority"]["verdict.accuracy"].value == 0.3


def test_a_small_gold_has_no_baselines_and_says_so(tmp_path: Path) -> None:
    small = tmp_path / "gold.jsonl"
    small.write_text('{"id": "a", "text": "Words.", "verdict": "none"}\n', encoding="utf-8")
    evaluation = evaluate(small, scan=assess)
    assert evaluation.baselines == {}
    assert "no baselines" in evaluation.notes[0]
    assert "no baselines" in to_markdown(evaluation)


def test_a_gold_without_labels_gives_no_figures(tmp_path: Path) -> None:
    bare = tmp_path / "gold.jsonl"
    bare.write_text('{"id": "a", "text": "Words."}\n', encoding="utf-8")
    evaluation = evaluate(bare, baselines=False, scan=assess)
    assert evaluation.figures == {}
    assert "1 documents" in to_terminal(evaluation)


def test_the_page_says_what_concerns_the_file(silent: Evaluation) -> None:
    for page in (to_markdown(silent), " ".join(to_terminal(silent).split())):
        for words in ("verdict.macro_f1", "resampling whole repositories", "Weighed:", "Agreed:"):
            assert words in page
        for words in ("this project's gold", "Readings:", "Majority:"):
            assert words not in page


def test_a_file_of_one_reader_and_one_source_has_neither_weights_nor_intervals(tmp_path: Path) -> None:
    plain = tmp_path / "gold.jsonl"
    plain.write_text('{"id": "a", "text": "Words.", "verdict": "none"}\n', encoding="utf-8")
    page = to_terminal(evaluate(plain, baselines=False, scan=assess)).lower()
    assert "verdict.macro_f1" in page
    for words in ("weighed", "agreed", "resampling"):
        assert words not in page


def test_the_page_is_the_same_every_time(silent: Evaluation) -> None:
    again = evaluate(GOLD, voices=VOICES, baselines=False, scan=assess)
    assert to_markdown(again) == to_markdown(silent)
    assert again == silent


def test_the_terminal_page_keeps_its_width(silent: Evaluation) -> None:
    assert max(len(line) for line in to_terminal(silent).splitlines()) <= 112


def test_tables_are_rectangular(silent: Evaluation) -> None:
    for section in build_sections(silent):
        assert all(len(row) == len(section.head) for row in section.rows), section.title


def test_the_dictionary_is_plain_json(silent: Evaluation) -> None:
    data = silent.to_dict()
    assert json.loads(json.dumps(data, allow_nan=False))["figures"]["verdict.accuracy"]["value"] == 0.1
    assert data["confusions"]["verdict"]["labels"][0] == "shared"
    assert sum(sum(row) for row in data["confusions"]["kind"]["counts"]) == data["gold"]["n_passages"]
