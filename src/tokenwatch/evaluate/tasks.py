"""Bring the engine's answers beside the gold labels: one `Task` for each label that is scored.

How a marked passage finds its answer: of the statements that overlap it by at least half of the shorter
of the two, the one whose kind comes first in the guidelines' order (critique, practice, plan, invite, claim,
explain, none); among equals the one that overlaps more, then the earlier. Without any, the answer is what the
engine said by silence: kind none, level 0, not specific, no lived voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tokenwatch.analysis import Statement
from tokenwatch.assess.passages import PRECEDENCE, find_own_words
from tokenwatch.assessment import Assessment
from tokenwatch.gold.documents import DOCUMENT_LABELS, PASSAGE_LABELS, GoldPassage
from tokenwatch.gold.readings import Reading, overlap
from tokenwatch.measure.bootstrap import Floats, Integers, number_groups

CONTESTED = 0.5
"""Weight of a label that the two readings did not both give: "contested labels count half" (gold read-me)."""


@dataclass(frozen=True)
class Task:
    """One label over many texts: what the gold says beside what the engine says.

    Parameters
    ----------
    name
        ``"verdict"``, ``"kind"`` …
    labels
        All labels, in their natural order.
    texts, repos
        The text that was judged and the repository it comes from.
    gold, predicted
        Indices into `labels`, shape (n,).
    agreed
        Whether both readings gave the gold label.
    """

    name: str
    labels: tuple[Any, ...]
    texts: tuple[str, ...]
    repos: tuple[str, ...]
    gold: Integers
    predicted: Integers
    agreed: tuple[bool, ...]

    @property
    def groups(self) -> Integers:
        """A number for each text's repository."""
        return number_groups(self.repos)

    @property
    def weights(self) -> Floats:
        """1 for an agreed label, `CONTESTED` for a contested one."""
        return np.where(np.asarray(self.agreed, dtype=bool), 1.0, CONTESTED)


def document_tasks(readings: Sequence[Reading]) -> dict[str, Task]:
    """Give the tasks on whole documents; a label that the gold does not hold gives no task."""
    answers: dict[str, tuple[str, Callable[[Assessment], Any]]] = {
        "verdict": ("verdict", lambda a: a.verdict.label),
        "presence": ("presence", lambda a: a.presence),
        "claimed": ("claimed_level", lambda a: a.levels.claimed),
        "evidenced": ("evidenced_level", lambda a: a.levels.evidenced),
        "programme": ("is_programme", lambda a: a.programme.is_programme),
    }
    tasks = {}
    for name, (key, answer) in answers.items():
        rows = [
            (gold.text, gold.repo, getattr(gold, key), answer(said), gold.agreed.get(key, True))
            for gold, said in ((reading.gold, reading.assessment) for reading in readings)
            if getattr(gold, key) is not None
        ]
        if rows:
            tasks[name] = _task(name, DOCUMENT_LABELS[key], rows)
    return tasks


def passage_tasks(readings: Sequence[Reading]) -> dict[str, Task]:
    """Give the tasks on marked passages; a label that the gold does not hold gives no task."""
    matched = [
        (reading.gold, passage, find_statement(passage, reading.assessment.statements), own_words)
        for reading in readings
        for own_words in (find_own_words(reading.assessment.voices),)
        for passage in reading.gold.passages
    ]
    tasks = {}
    for name, allowed in {**PASSAGE_LABELS, "kind": PRECEDENCE}.items():
        silence = "none" if name == "kind" else allowed[0]
        rows = [
            (
                gold.text[passage.start : passage.end],
                gold.repo,
                getattr(passage, name),
                # Whose words they are is told by the voices, also where a sentence says nothing of taking part.
                own_words.overlap(passage.start, passage.end)
                if name == "lived_voice"
                else silence
                if statement is None
                else getattr(statement, name),
                passage.agreed,
            )
            for gold, passage, statement, own_words in matched
            if getattr(passage, name) is not None
        ]
        if rows:
            tasks[name] = _task(name, allowed, rows)
    return tasks


def find_statement(passage: GoldPassage, statements: Iterable[Statement]) -> Statement | None:
    """Find the statement that answers for a passage, by the rule at the head of this module.

    Examples
    --------
    >>> said = Statement("s1", 10, 40, "Six tenants chose the builder.", kind="practice")
    >>> find_statement(GoldPassage(0, 42), [said]).id
    's1'
    """
    found = []
    for statement in statements:
        shared = overlap(passage, statement)
        if shared:
            found.append((PRECEDENCE.index(statement.kind), -shared, statement.start, statement))
    return min(found, key=lambda item: item[:3])[3] if found else None


def _task(name: str, labels: tuple[Any, ...], rows: list[tuple[str, str, Any, Any, bool]]) -> Task:
    index = {label: number for number, label in enumerate(labels)}
    texts, repos, gold, predicted, agreed = zip(*rows, strict=True)
    return Task(
        name,
        labels,
        texts,
        repos,
        np.array([index[label] for label in gold], dtype=np.int64),
        np.array([index[label] for label in predicted], dtype=np.int64),
        agreed,
    )
