"""What three simple methods reach on the same labels: a figure without them says little.

Majority class, a tree on the density of involvement words, and TF-IDF with logistic regression, the last two
cross-validated by repository. They learn from the gold file itself (other repositories of it); the engine's
rules do not, so a baseline has that advantage.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from sklearn.decomposition import KernelPCA
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline, make_union
from sklearn.tree import DecisionTreeClassifier

from tokenwatch.errors import GoldError
from tokenwatch.evaluate.tasks import Task
from tokenwatch.measure.bootstrap import Floats, Integers

FOLDS = 8
"""Folds of whole repositories, as in the published baselines of the gold; at least so many are needed."""
KEYWORDS = re.compile(
    r"co-?(?:produc|design|creat)|involv|engag|lived experience|empower|at the heart"
    r"|communit|participat|consult",
    re.IGNORECASE,
)
"""The buzzwords that a naive count would look for; the same as in the gold's own baselines."""
TREE_DEPTH = 3
"""At most eight steps on the one scale of density: enough to be fair, too few to learn single documents."""
PENALTY = 10.0
"""Inverse strength of the logistic regression's penalty: the gold's own recipe, not tuned here."""
TASKS = ("verdict", "presence", "claimed", "evidenced", "kind", "level", "specific")
"""The labels that the baselines are made for: those whose baselines the gold publishes."""


def predict_baselines(tasks: Mapping[str, Task]) -> dict[str, dict[str, Task]]:
    """Let the baselines answer.

    Parameters
    ----------
    tasks
        By name, with the engine's answers; those not in `TASKS` are passed over.

    Returns
    -------
    dict
        Baseline (``"majority"``, ``"keywords"``, ``"tfidf"``) by task by name: the same tasks with the
        baseline's answers in `predicted`.

    Raises
    ------
    GoldError
        If a task has fewer than `FOLDS` repositories.
    """
    chosen = {name: task for name, task in tasks.items() if name in TASKS}
    answers: dict[str, dict[str, Task]] = {"majority": {}, "keywords": {}, "tfidf": {}}
    for texts in dict.fromkeys((task.texts, task.repos) for task in chosen.values()):
        together = {name: task for name, task in chosen.items() if (task.texts, task.repos) == texts}
        for method, predicted in _predict_together(together).items():
            answers[method] |= {name: replace(task, predicted=predicted[name]) for name, task in together.items()}
    return answers


def _predict_together(tasks: Mapping[str, Task]) -> dict[str, dict[str, Integers]]:
    """Answer for tasks on the same texts: their features are made once a fold, not once a task."""
    first = next(iter(tasks.values()))
    n_repos = len(set(first.repos))
    if n_repos < FOLDS:
        raise GoldError(
            f"the baselines need {FOLDS} repositories to cross-validate, the gold has {n_repos}",
            kind="too small",
            hint="evaluate without baselines",
        )
    texts = np.asarray(first.texts, dtype=object)
    density = np.array([[keyword_density(text)] for text in first.texts])
    majority = {name: np.full_like(t.gold, np.bincount(t.gold).argmax()) for name, t in tasks.items()}
    tree = {name: np.zeros_like(task.gold) for name, task in tasks.items()}
    linear = {name: np.zeros_like(task.gold) for name, task in tasks.items()}
    for train, test in GroupKFold(FOLDS).split(texts, groups=np.asarray(first.repos)):
        seen, unseen = _tfidf(texts[train], texts[test])
        for name, task in tasks.items():
            classifier = DecisionTreeClassifier(max_depth=TREE_DEPTH, class_weight="balanced", random_state=0)
            tree[name][test] = classifier.fit(density[train], task.gold[train]).predict(density[test])
            linear[name][test] = _logistic(seen, task.gold[train], unseen)
    return {"majority": majority, "keywords": tree, "tfidf": linear}


def keyword_density(text: str) -> float:
    """Give the number of involvement words a thousand words.

    Examples
    --------
    >>> keyword_density("We engage communities.")
    666.6666666666666
    """
    return 1000 * len(KEYWORDS.findall(text)) / max(1, len(text.split()))


def _tfidf(train: Any, test: Any) -> tuple[Floats, Floats]:
    """Give words and characters as TF-IDF, turned onto as many axes as there are training texts.

    A penalised linear model lies in the span of its training texts, and a turn does not change the penalty:
    the model on these few hundred axes is the one on the tens of thousands of words, in a tenth of the time.
    Centring, which KernelPCA adds, goes into the intercept, which is not penalised.
    """
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
    turn = KernelPCA(kernel="linear", eigen_solver="dense", remove_zero_eig=True)
    features = make_pipeline(make_union(words, characters), turn)
    return features.fit_transform(train), features.transform(test)


def _logistic(seen: Floats, labels: Integers, unseen: Floats) -> Integers:

    if len(set(labels.tolist())) == 1:
        return np.full(len(unseen), labels[0])
    model = LogisticRegression(C=PENALTY, class_weight="balanced", max_iter=2000)
    predicted: Integers = model.fit(seen, labels).predict(unseen)
    return predicted
