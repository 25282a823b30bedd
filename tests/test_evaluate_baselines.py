"""Baselines: by repository, and only where there are enough of them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evaluations import assess
from tokenwatch.errors import GoldError
from tokenwatch.evaluate.baselines import keyword_density, predict_baselines
from tokenwatch.evaluate.tasks import document_tasks, passage_tasks
from tokenwatch.gold import GoldDocument, read_gold
from tokenwatch.gold.readings import scan_all

DATA = Path(__file__).parent / "data"


def test_three_methods_answer_for_every_label() -> None:
    readings = scan_all(read_gold(DATA / "gold_tiny.jsonl"), assess)
    tasks = document_tasks(readings)
    answers = predict_baselines(tasks)
    assert set(answers) == {"majority", "keywords", "tfidf"}
    for answered in answers.values():
        assert set(answered) == {"verdict", "presence", "claimed", "evidenced"}
        for name, task in answered.items():
            assert task.predicted.shape == tasks[name].gold.shape
            assert np.array_equal(task.gold, tasks[name].gold)
    majority = answers["majority"]["verdict"]
    assert {majority.labels[index] for index in majority.predicted} == {"tokenistic"}


def test_too_few_repositories() -> None:
    readings = scan_all(read_gold(DATA / "gold_tiny.jsonl"), assess)
    with pytest.raises(GoldError, match="8 repositories"):
        predict_baselines({"kind": replace(passage_tasks(readings)["kind"], repos=("one",) * 15)})


def test_a_word_learnt_in_one_repository_helps_in_another() -> None:
    words = {"heard": "We held a survey and counted the forms.", "none": "The pump is oiled in spring."}
    documents = [
        GoldDocument(f"{label} {number}", f"{text} Page {number}.", f"repo {number}", verdict=label)
        for number in range(8)
        for label, text in words.items()
    ]
    task = predict_baselines(document_tasks(scan_all(documents, assess)))["tfidf"]["verdict"]
    assert np.array_equal(task.predicted, task.gold)


def test_nothing_is_learnt_from_the_same_repository() -> None:
    # The word of each repository tells its label, and stands nowhere else.
    documents = [
        GoldDocument(f"{n} {m}", f"{word} {word} {m}", word, verdict="heard" if n % 2 else "none")
        for n, word in enumerate(["ash", "birch", "cedar", "dogwood", "elm", "fir", "gorse", "hazel"])
        for m in range(3)
    ]
    task = predict_baselines(document_tasks(scan_all(documents, assess)))["tfidf"]["verdict"]
    assert np.mean(task.predicted == task.gold) <= 0.5


def test_keyword_density() -> None:
    assert keyword_density("We engage the community here.") == 400
    assert keyword_density("") == 0
