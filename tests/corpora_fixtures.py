"""Small corpora for the tests of batches, and ways for a worker to fail."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from tokenwatch.corpus.score import Scored, Task, score

SHARED = "In May 2024 six tenants chose the new contractor and set the timetable with staff. " * 6
CLAIM = "We will co-produce everything with residents, who are at the heart of all we do. " * 6
PLAIN = "The road was mended in March and the budget for gritting was kept as it had been. " * 6
NAMED = (
    "Ruth Abara, a tenant, said: “We chose the builder ourselves and nobody stopped us.” "
    "In May 2024 Ruth Abara and five other tenants chose the new contractor with staff. " * 5
)


def write_lines(path: Path, rows: Iterable[object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def many_rows(number: int) -> list[dict[str, object]]:
    texts = (SHARED, CLAIM, PLAIN)
    return [{"id": f"d{place}", "text": f"Part {place}. {texts[place % 3]}", "year": place} for place in range(number)]


def score_poison(task: Task) -> Scored:
    """Score, but end the process at a text that says so, and sleep at another."""
    for content in task.contents:
        if "poison" in content.text:
            os._exit(7)
    return score(task)


def score_badly(task: Task) -> Scored:
    raise ModuleNotFoundError("No module named 'tokenwatch'")
