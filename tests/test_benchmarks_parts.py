"""What each part of the labelled text brings: what is learnt from and what is not, and how the page says it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union

from evaluations import assess
from labelling.units import cut
from learning.compare import difference, figure, sort_out
from learning.page import ALL, GOLD, OWN, OWN_ALONE, REAL, RULES, Findings, to_markdown, verdict
from learning.rows import UNLABELLED, Row, _sentences, gold_rows, thin
from learning.telling import (
    BEGINNING,
    SKELETONS,
    STRIPPED,
    UNCOUNTED,
    WRITTEN,
    Telling,
    begin,
    is_counted,
    strip,
    strongest,
    tell_apart,
    uncount,
)
from learning.train import answer_all, count_features, folds, weigh
from page_parts import show
from tokenwatch.evaluate.baselines import FOLDS, predict_baselines
from tokenwatch.evaluate.tasks import Task, document_tasks
from tokenwatch.gold import read_gold
from tokenwatch.gold.readings import scan_all
from tokenwatch.measure.bootstrap import Figure

ROOT = Path(__file__).parents[1]

TEXTS = [
    "Tenants chose the door.", "Tenants chose the blue door, and we paid.", "The pump is oiled in spring.",
    "We asked tenants about the pump.", "Spring came late, and the door stuck.",
]  # fmt: skip


@pytest.fixture(scope="module")
def tasks() -> list[Task]:
    return list(document_tasks(scan_all(read_gold(ROOT / "tests" / "data" / "gold_tiny.jsonl"), assess)).values())[:4]


def made_up(name: str = "verdict", *, repos: int = 10) -> Task:
    gold = np.arange(2 * repos) % 2
    texts = tuple(f"{'tenants chose' if label else 'oil the pump'} {number}" for number, label in enumerate(gold))
    names = tuple(f"repo {number // 2}" for number in range(2 * repos))
    return Task(name, (False, True), texts, names, gold, 1 - gold, (True,) * len(gold))


def test_features_are_weighed_as_the_baseline_weighs_them() -> None:
    seen, unseen = np.array([0, 1, 2, 3]), np.array([4])
    counts = count_features(TEXTS)
    learnt, asked, columns = weigh(counts.tables, seen, unseen)
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    both = make_union(words, characters)
    assert learnt.toarray() == pytest.approx(both.fit_transform(TEXTS[:4]).toarray())
    assert asked.toarray() == pytest.approx(both.transform(TEXTS[4:]).toarray())
    assert np.concatenate(counts.names)[columns].tolist() == [
        name.partition("__")[2] for name in both.get_feature_names_out()
    ]


def test_no_repository_is_learnt_from_and_answered_for() -> None:
    repos = np.asarray([f"repo {number // 2}" for number in range(20)] + ["repo 1", "repo 12", "own.a"])
    sources = np.repeat([0, 1, 2], [20, 2, 1])
    found = list(folds(repos, sources, [0, 1, 2], 0))
    assert len(found) == FOLDS
    assert sorted(np.concatenate([test for test, _ in found])) == list(range(20))
    for test, seen in found:
        assert not set(repos[test]) & set(repos[seen])
        assert {21, 22} <= set(seen)
        assert (20 in seen) == ("repo 1" not in repos[test])


def test_one_fold_where_no_repository_is_shared() -> None:
    repos = np.asarray(["repo 1", "repo 2", "own.a"])
    [(test, seen)] = folds(repos, np.array([0, 0, 1]), [1], 0)
    assert test.tolist() == [0, 1]
    assert seen.tolist() == [2]


def test_the_gold_alone_gives_what_the_baseline_gives(tasks: list[Task]) -> None:
    answers = answer_all(tasks, {"gold": gold_rows(tasks)}, {GOLD: ("gold",)}, jobs=1)[GOLD]
    theirs = predict_baselines({task.name: task for task in tasks})["tfidf"]
    for name, task in theirs.items():
        assert np.array_equal(answers[name], task.predicted)


def test_a_part_is_learnt_from_only_where_it_is_asked_for() -> None:
    task = made_up()
    # The part says the opposite of the gold, over and over.
    part = tuple(
        Row(text, "own.a", {"verdict": not label})
        for text, label in zip(task.texts, task.gold, strict=True)
        for _ in range(9)
    )
    parts = {"gold": gold_rows([task]), "own": part}
    answers = answer_all([task], parts, {GOLD: ("gold",), OWN: ("gold", "own")}, jobs=1)
    assert np.array_equal(answers[GOLD]["verdict"], task.gold)
    assert np.array_equal(answers[OWN]["verdict"], 1 - task.gold)


def test_tasks_on_other_texts_are_refused() -> None:
    task = made_up()
    with pytest.raises(ValueError, match="every document needs every label"):
        gold_rows([task, replace(made_up("presence"), texts=task.texts[::-1])])


def test_sentences_that_no_reader_named_are_none() -> None:
    text = "Tenants chose the door. The roof leaks. Rain came."
    labels = {"kind": "practice", "level": 4, "specific": True}
    record = {"text": text, "repo": "a/b", "passages": [{"start": 0, "end": 23, "lived_voice": False, **labels}]}
    nothing = {"kind": "none", "level": 0, "specific": False}
    assert list(_sentences(record, cut(text))) == [
        Row("Tenants chose the door.", "a/b", labels),
        Row("The roof leaks.", "a/b", nothing, named=False),
        Row("Rain came.", "a/b", nothing, named=False),
    ]


def test_thin_keeps_every_named_row() -> None:
    rows = [Row(str(number), "own.a", {}, named=number % 10 == 0) for number in range(100)]
    kept = thin(rows)
    assert [row for row in kept if row.named] == [row for row in rows if row.named]
    assert len(kept) == 10 * (1 + UNLABELLED)
    assert kept == thin(rows)
    assert thin(rows[:1]) == tuple(rows[:1])


def test_what_is_stripped() -> None:
    assert strip("# Our 3 *Aims*\n\n1. [Listen](https://example.org/a) to Ann’s club &amp; pay") == (
        "our aims listen to ann s club pay"
    )
    assert uncount("Two members met on Monday, 3 March, for half an hour.") == "members met on for an"
    assert len(begin("word " * 999).split()) == BEGINNING


@pytest.mark.parametrize(("feature", "counted"), [("2025", True), ("two", True), (" wo", False), ("community", False)])
def test_what_is_a_number(feature: str, counted: bool) -> None:
    assert is_counted(feature) == counted


def test_a_part_of_a_stronger_feature_is_not_shown() -> None:
    assert strongest(["two", " tw", "two years", " | ", "per"]) == ("two", " | ", "per")


def test_own_and_real_are_told_apart_by_a_word_of_their_own() -> None:
    own = [Row(f"Here is Zebra {number} for you", f"own.{number}", {}) for number in range(12)]
    real = [Row(f"There was nothing {number} of it", f"repo {number}", {}) for number in range(20)]
    told = tell_apart(own, real, jobs=1)
    assert told[WRITTEN].right.n == 24
    assert told[WRITTEN].right.value == 1
    assert any("zebra" in feature for feature in told[STRIPPED].own)


def test_differences_are_drawn_together() -> None:
    task = made_up("specific")
    found = difference(task, task.gold, task.predicted)
    assert (found.value, found.low, found.high) == (1, 1, 1)
    same = difference(task, task.gold, task.gold)
    assert (same.value, same.low, same.high) == (0, 0, 0)
    assert figure(task, task.gold).value == 1


def test_what_can_be_told_of_differences() -> None:
    found = {
        "kind": Figure(0.1, 0.05, 0.2, None, 9),
        "level": Figure(-0.1, -0.2, -0.05, None, 9),
        "specific": Figure(0.0, -0.1, 0.1, None, 9),
        "verdict": Figure(None, None, None, None, 0),
    }
    assert sort_out(found) == (["kind"], ["level"], ["specific", "verdict"])
    assert verdict({name: found[name] for name in ("kind", "level")}) == (
        "better in kind +0.10 (+0.05 to +0.20); worse in level -0.10 (-0.20 to -0.05)."
    )
    assert show(found["verdict"]) == "–"


def test_the_page() -> None:
    tasks = {"documents": [made_up("verdict")], "passages": [made_up("specific")]}
    sets = {
        "documents": (RULES, GOLD, "gold + bulk", OWN, ALL, OWN_ALONE),
        "passages": (RULES, GOLD, REAL, OWN, ALL, OWN_ALONE),
    }
    right = (ALL, OWN)
    answers = {
        kind: {
            name: {task.name: task.gold if name in right else task.predicted for task in tasks[kind]}
            for name in sets[kind]
        }
        for kind in tasks
    }
    told = Telling(Figure(0.9, 0.8, 1.0, None, 20), ("two", "2025") * 10, (" | ",) * 20)
    telling = dict.fromkeys((WRITTEN, STRIPPED, UNCOUNTED, SKELETONS), told)
    page = to_markdown(Findings(["About."], tasks, answers, {kind: {GOLD: 20} for kind in tasks}, telling))
    assert "lies above 0 for 2 of 2 labels, below for 0, and around 0 for 0" in page
    assert "| gold alone | 20 | 0.00 (0.00 to 0.00) |" in page
    assert "| the rules as they stand | – |" in page
    assert "20 of the 20 strongest features of own texts are numbers" in page
    assert "`·¦·`" in page
