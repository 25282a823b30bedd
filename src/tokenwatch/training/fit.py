"""Learn a judge from labelled documents.

Everything is divided by repository: documents of one site resemble each other. What a verdict is learnt from are
statements judged by models that have not seen their documents, as it will be when the judge is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from tokenwatch.analysis import Analysis
from tokenwatch.assess.context import read_contexts
from tokenwatch.classifiers.features import TEXT, describe_statement
from tokenwatch.classifiers.judge import LearntJudge
from tokenwatch.classifiers.signs import describe_document
from tokenwatch.classifiers.table import WeightTable
from tokenwatch.errors import GoldError
from tokenwatch.gold.documents import GoldPassage
from tokenwatch.training.examples import Example
from tokenwatch.training.linear import Features, LinearClassifier

INNER_FOLDS = 3
"""Parts in which statements are judged for the verdict to learn from: three cost four fits in all."""
UNSAVED = "not saved"


def kind_classifier() -> LinearClassifier:
    """Make the classifier of kinds. Penalty and balance were tried by cross-validation; the figures are flat there."""
    return LinearClassifier(C=0.1, balance=0.6, least=2, text=TEXT)


def specific_classifier() -> LinearClassifier:
    """Make the classifier that says whether a statement can be checked."""
    return LinearClassifier(C=0.1, balance=0.3, least=2, text=TEXT)


def verdict_classifier() -> LinearClassifier:
    """Make the classifier of verdicts.

    A strong penalty: there are some sixty signs for some hundred documents. Weaker ones were no better, and stronger
    ones unsure of everything.
    """
    return LinearClassifier(C=0.005, balance=0.3, standardise=True)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Statements with their labels: features, kind, whether specific, number of the document, its repository."""

    features: list[Features]
    labels: list[GoldPassage]
    documents: list[int]
    repos: list[str]


def learn(examples: Sequence[Example]) -> LearntJudge:
    """Learn a judge.

    Parameters
    ----------
    examples
        Labelled documents of at least three repositories, with statements of two kinds and documents of two verdicts.

    Returns
    -------
    LearntJudge
        The same examples always give the same.

    Raises
    ------
    GoldError
        If there is too little to learn from; it says what is missing.
    """
    _check(examples)
    rows = _rows(examples)
    # One thread: sums of floats in another order would give other last digits.
    with threadpool_limits(1):
        kinds, specific = _fit_statements(rows, np.ones(len(examples), dtype=bool))
        labelled = [number for number, example in enumerate(examples) if example.gold.verdict is not None]
        judged = _judge_unseen(examples, rows)
        signs = [describe_document(judged[number]) for number in labelled]
        verdicts = verdict_classifier().fit(signs, [str(examples[number].gold.verdict) for number in labelled]).table_
    usual = {name: float(np.mean([sign[name] for sign in signs])) for name in signs[0]}
    return LearntJudge(UNSAVED, kinds, specific, verdicts, usual)


def _check(examples: Sequence[Example]) -> None:
    kinds = {label.kind for example in examples for label in example.labels() if label is not None}
    verdicts = {example.gold.verdict for example in examples} - {None}
    repos = {example.gold.repo for example in examples}
    needs = {
        f"passages of two kinds, {len(kinds)} found": len(kinds) < 2,
        f"documents of two verdicts, {len(verdicts)} found": len(verdicts) < 2,
        f"documents of {INNER_FOLDS} repositories, {len(repos)} found": len(repos) < INNER_FOLDS,
    }
    missing = [need for need, lacking in needs.items() if lacking]
    if missing:
        raise GoldError(
            f"too little to learn from: it needs {'; '.join(missing)}",
            kind="too small",
            hint="label more documents: passages with a kind, and each document with a verdict",
        )


def _rows(examples: Sequence[Example]) -> _Rows:
    rows = _Rows([], [], [], [])
    for number, example in enumerate(examples):
        found = zip(example.analysis.statements, read_contexts(example.analysis), example.labels(), strict=True)
        for statement, context, label in found:
            if label is not None:
                rows.features.append(describe_statement(statement, context))
                rows.labels.append(label)
                rows.documents.append(number)
                rows.repos.append(example.gold.repo)
    return rows


def _fit_statements(rows: _Rows, seen: np.ndarray) -> tuple[WeightTable, WeightTable]:
    """Learn kinds and specifics from the statements of some documents."""
    chosen = [place for place, number in enumerate(rows.documents) if seen[number]]
    features = [rows.features[place] for place in chosen]
    labels = [rows.labels[place] for place in chosen]
    repos = [rows.repos[place] for place in chosen]
    kinds = _fit(kind_classifier(), features, [str(label.kind) for label in labels], repos)
    told = [str(bool(label.specific)).lower() for label in labels]
    return kinds, _fit(specific_classifier(), features, told, repos)


def _fit(
    classifier: LinearClassifier, features: Sequence[Features], labels: Sequence[str], repos: Sequence[str]
) -> WeightTable:
    """Learn a table; where all labels are the same, as in a small file nothing may be specific, that is the answer."""
    if len(set(labels)) == 1:
        return WeightTable((labels[0],), (), np.zeros(0), np.zeros((0, 1)), np.zeros(1), {})
    return classifier.fit(features, labels, repos).table_


def _judge_unseen(examples: Sequence[Example], rows: _Rows) -> list[Analysis]:
    """Judge the statements of each document by what was learnt from other repositories."""
    judged: list[Analysis] = [example.analysis for example in examples]
    repos = [example.gold.repo for example in examples]
    for train, test in GroupKFold(INNER_FOLDS).split(repos, groups=repos):
        seen = np.zeros(len(examples), dtype=bool)
        seen[train] = True
        kinds, specific = _fit_statements(rows, seen)
        judge = LearntJudge(UNSAVED, kinds, specific, kinds, {})
        for number in test.tolist():
            judged[number] = judge.judge_statements(examples[number].analysis)
    return judged
