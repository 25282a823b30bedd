"""Collect what there is to learn from: the gold, and beside it texts that were labelled since.

A row is a text with its labels and the repository that it comes from, which is what the cross-validation divides by.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joblib import Parallel, delayed

from labelling.labels import PassageLabel, read_reader
from labelling.standoff import find_texts, join
from labelling.standoff_files import read_standoff
from labelling.units import Unit, cut, frozen_units, read_text
from tokenwatch.evaluate.tasks import Task

ROOT = Path(__file__).parents[2]

DOCUMENTS = {"verdict": "verdict", "presence": "presence", "claimed": "claimed_level", "evidenced": "evidenced_level"}
"""Labels of documents, by the name of the task."""
PASSAGES = ("kind", "level", "specific")
UNLABELLED = 1
"""Most rows that no reader named, and so of kind none, for each row that one did: more would drown the rest and cost
time. With one, own text is as many rows as the sentences of the gold's documents."""
SEED = 20240917


@dataclass(frozen=True, slots=True)
class Row:
    """A text to learn from.

    Parameters
    ----------
    text, repo
        The text, and where it comes from.
    labels
        By the name of the task.
    named
        Whether a reader named it; a unit that none named is of kind none.
    """

    text: str
    repo: str
    labels: Mapping[str, Any]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the labelled text.

    Parameters
    ----------
    documents, passages
        Rows to learn from; either may be empty.
    note
        What is to be said of it on the page; ``""`` for nothing.
    """

    documents: tuple[Row, ...]
    passages: tuple[Row, ...]
    note: str = ""


def encode(rows: Sequence[Row], task: Task) -> list[int]:
    """Give each row's label of a task as an index into the task's labels."""
    index = {label: number for number, label in enumerate(task.labels)}
    return [index[row.labels[task.name]] for row in rows]


def gold_rows(tasks: Iterable[Task]) -> tuple[Row, ...]:
    """Give the rows of tasks on the same texts, in their order.

    Raises
    ------
    ValueError
        If the tasks are on different texts: a label that the gold gives only here and there.
    """
    tasks = list(tasks)
    first = tasks[0]
    if any((task.texts, task.repos) != (first.texts, first.repos) for task in tasks):
        raise ValueError("every document needs every label of documents, and every passage every label of passages")
    named = [{task.name: task.labels[task.gold[number]] for task in tasks} for number in range(len(first.texts))]
    return tuple(Row(text, repo, labels) for text, repo, labels in zip(first.texts, first.repos, named, strict=True))


def read_real(standoff: Path, texts: Path, *, without: Iterable[str] = (), jobs: int = 1) -> Part:
    """Read real texts whose labels stand elsewhere: documents, and every sentence of them.

    Parameters
    ----------
    standoff
        Folder with ``documents.jsonl`` and ``passages.jsonl``.
    texts
        JSONL file of the texts; ``.gz`` as it is.
    without
        Ids of documents to leave out.
    jobs
        Processes that cut texts into sentences, a tenth of a second each.

    Raises
    ------
    ValueError
        If a label file is not sound, or no text of it was found.
    """
    labels, problems = read_standoff(standoff), list[str]()
    joined = join(labels, find_texts([texts], labels, problems), problems)
    if not joined:
        raise ValueError("\n".join([f"none of the texts of {standoff} stand in {texts}", *problems]))
    left_out = set(without)
    records = [record for record in joined if record["id"] not in left_out]
    documents = tuple(Row(record["text"], record["repo"], _document_labels(record)) for record in records)
    units = Parallel(n_jobs=jobs)(delayed(cut)(record["text"]) for record in records)
    passages = tuple(row for record, cuts in zip(records, units, strict=True) for row in _sentences(record, cuts))
    note = f"{len(problems)} texts or passages were not found as they were labelled." if problems else ""
    return Part(documents, passages, note)


def _document_labels(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: record[key] for name, key in DOCUMENTS.items()}


def _sentences(record: Mapping[str, Any], units: Iterable[Unit]) -> Iterator[Row]:
    """Give the labelled passages as they stand, then every other sentence as none."""
    text, repo, passages = record["text"], record["repo"], record["passages"]
    for passage in passages:
        yield Row(text[passage["start"] : passage["end"]], repo, {name: passage[name] for name in PASSAGES})
    for unit in units:
        if not any(unit.start < passage["end"] and passage["start"] < unit.end for passage in passages):
            yield _unit_row(text[unit.start : unit.end], repo, None)


def _unit_row(text: str, repo: str, label: PassageLabel | None) -> Row:
    said = label or PassageLabel()
    return Row(text, repo, {name: getattr(said, name) for name in PASSAGES}, label is not None)


def read_own(corpus: Path) -> Part:
    """Read the project's own texts with their settled labels.

    Whoever wrote a text, told by the letter of the file that lists it, stands for its repository.
    """
    writers = {
        json.loads(line)["id"]: path.suffixes[-2] for path in corpus.glob("meta.*.jsonl") for line in path.open()
    }
    labels = read_reader(corpus, "settled")
    documents, passages = [], []
    for identifier, said in labels.items():
        text, writer = read_text(corpus, identifier), f"own{writers[identifier]}"
        documents.append(Row(text, writer, _document_labels(said.document)))
        passages += [
            _unit_row(text[unit.start : unit.end], writer, said.passages.get(unit.number))
            for unit in frozen_units(corpus, identifier)
        ]
    return Part(tuple(documents), tuple(passages))


def thin(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Keep `UNLABELLED` rows that no reader named for each that one did, drawn with a fixed seed."""
    named = [row for row in rows if row.named]
    others = [row for row in rows if not row.named]
    wanted = min(len(others), UNLABELLED * len(named))
    return (*named, *random.Random(SEED).sample(others, wanted))
