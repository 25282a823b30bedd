import pickle
from collections import Counter
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas
import pyarrow
import pyarrow.parquet
import pytest

from corpora_fixtures import SHARED, score_badly, score_poison
from tokenwatch.corpus import engines
from tokenwatch.corpus.engines import Engine, find_engine, finish, local_engine
from tokenwatch.corpus.options import BatchOptions
from tokenwatch.corpus.score import Content, Scored, Task, current_ids, score, timed_out
from tokenwatch.deadlines import deadline
from tokenwatch.errors import OptionError, TokenwatchError


def tasks(*texts: tuple[str, ...], **settings: Any) -> list[Task]:
    options = BatchOptions.of(settings)
    ids = current_ids(options)
    return [
        Task(tuple(Content(f"{place:016x}{number:016x}", text=text) for number, text in enumerate(shard)), options, ids)
        for place, shard in enumerate(texts)
    ]


def rows(scored: Scored) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pyarrow.parquet.read_table(pyarrow.BufferReader(scored.documents)).to_pylist()
    return found


class Here(Executor):
    """Works in this process, at once."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args))
        except BaseException as error:
            future.set_exception(error)
        return future


def test_a_document_that_ends_its_worker_costs_nobody_else() -> None:
    given = tasks((SHARED, "poison " * 50, SHARED), (SHARED,))
    found = [row for scored in finish(iter(given), local_engine(2), work=score_poison) for row in rows(scored)]
    assert Counter(row["error_kind"] for row in found) == {"": 3, "crashed": 1}
    assert len({row["key"] for row in found}) == 4


def test_a_worker_that_cannot_work_is_told_and_not_taken_for_a_bad_document() -> None:
    engine = Engine(Here, 1, None, lambda executor: None)
    with pytest.raises(OptionError, match="No module named 'tokenwatch'"):
        list(finish(iter(tasks((SHARED,))), engine, work=score_badly))


def test_a_worker_with_another_version_is_told() -> None:
    (task,) = tasks((SHARED,))
    other = Task(task.contents, task.options, dict(task.ids) | {"codebook": "another"})
    with pytest.raises(OptionError, match="codebook"):
        score(other)


def test_few_shards_are_made_ahead() -> None:
    made: list[int] = []

    def source() -> Any:
        for number, task in enumerate(tasks(*((SHARED,),) * 12)):
            made.append(number)
            yield task

    engine = Engine(Here, 2, None, lambda executor: None)
    for done, _ in enumerate(finish(source(), engine)):
        assert len(made) - done <= 5


def test_a_silent_cluster_is_not_waited_for() -> None:
    class Silent(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            return Future()

    engine = Engine(Silent, 1, 0.01, lambda executor: None)
    assert [row["error"] for scored in finish(iter(tasks((SHARED,))), engine) for row in rows(scored)] == [""]


def test_what_takes_too_long_is_interrupted() -> None:
    def busy() -> None:
        while True:
            pass

    with pytest.raises(TokenwatchError, match=r"0\.05 seconds") as caught, deadline(0.05, timed_out(0.05)):
        busy()
    assert caught.value.kind == "timed out"


def test_a_document_that_takes_too_long_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    from tokenwatch.corpus import score as module

    real = module._scan

    def slow(document: Any, options: Any) -> Any:
        while "slow" in document.text:
            pass
        return real(document, options)

    monkeypatch.setattr(module, "_scan", slow)
    score(tasks((SHARED,))[0])
    found = rows(score(tasks((SHARED, "slow " * 60, SHARED), timeout=3.0)[0]))
    assert [row["error_kind"] for row in found] == ["", "timed out", ""]
    assert "--timeout 6" in found[1]["error_hint"]


@pytest.mark.parametrize("error", [ValueError("odd"), MemoryError(), RecursionError("deep")])
def test_a_mistake_of_ours_is_a_row(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    from tokenwatch.corpus import score as module

    def fail(document: Any, options: Any) -> Any:
        raise error

    monkeypatch.setattr(module, "_scan", fail)
    (row,) = rows(score(tasks((SHARED,))[0]))
    assert row["error_kind"] in ("internal", "memory")
    assert row["error_hint"]


def test_what_is_no_engine_is_told() -> None:
    with pytest.raises(OptionError, match="DataFrame is no engine"):
        find_engine(pandas.DataFrame(), None, 1.0)


def test_a_task_travels() -> None:
    (task,) = tasks((SHARED,))
    assert pickle.loads(pickle.dumps(task)) == task


def test_processes_that_end_with_any_document_are_no_documents_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Here):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(BrokenExecutor("out of memory"))
            return future

    monkeypatch.setattr(engines, "local_engine", lambda jobs: Engine(Broken, 1, None, lambda executor: None))
    with pytest.raises(OptionError, match="end, 8 in one shard"):
        list(finish(iter(tasks(tuple(SHARED + str(number) for number in range(20)))), engines.local_engine(1)))


def test_a_pool_that_broke_between_two_shards_is_replaced() -> None:
    started: list[Executor] = []

    class BreaksOnce(Here):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            if self is started[0]:
                raise BrokenExecutor("a worker has ended")
            return super().submit(fn, *args)

    def start() -> Executor:
        started.append(BreaksOnce())
        return started[-1]

    engine = Engine(start, 1, None, lambda executor: None)
    assert sum(scored.n_contents for scored in finish(iter(tasks((SHARED,), (SHARED,))), engine)) == 2
    assert len(started) == 2


def test_a_file_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    (task,) = tasks((SHARED,))
    (tmp_path / "a.txt").write_text(SHARED)
    content = Content("0" * 32, path=str(tmp_path / "a.txt"), sha256="1" * 64)
    (row,) = rows(score(replace(task, contents=(content,))))
    assert row["error_kind"] == "changed"
