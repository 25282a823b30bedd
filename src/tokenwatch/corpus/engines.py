"""Where shards are scored: processes of this machine by joblib's loky, or a Dask cluster.

An engine is a `concurrent.futures.Executor`: one loop (`finish`) feeds any of them. It holds few shards at a time, so
that memory does not grow with the list, and sees to it that a document which ends or hangs its worker costs itself
alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass, replace
from typing import Any

from tokenwatch.corpus.score import Scored, Task, score, score_as_error, timed_out
from tokenwatch.errors import OptionError, TokenwatchError

_AHEAD = 2
"""Shards under way for each worker: one at work, one waiting for it."""
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Environment of local workers: threads of a BLAS in each would fight for the cores."""
_DEATHS = ("KilledWorker", "CommClosedError", "FutureCancelledError")
"""What Dask calls the end of a worker."""
_PATIENCE = 600.0
"""Seconds without any shard from a cluster, after which those under way are scored here: a scheduler that has lost a
worker has been seen to wait for ever."""

_MOST_DEATHS = 8
"""Documents of a shard that may end their process: more are not bad documents but a machine without memory."""

Work = Callable[[Task], Scored]
_Going = Generator[Scored, None, Executor]


@dataclass(frozen=True)
class Engine:
    """Workers.

    Parameters
    ----------
    start
        Makes the executor; called again when it has broken.
    width
        How many workers it has.
    patience
        Seconds without a result after which the shards under way are taken back; ``None`` to wait for ever, where
        workers end by themselves.
    stop
        Ends the executor, at once.
    """

    start: Callable[[], Executor]
    width: int
    patience: float | None
    stop: Callable[[Executor], None]


def find_engine(engine: Any, jobs: int | None, timeout: float) -> Engine:
    """Choose where to work.

    Parameters
    ----------
    engine
        ``None`` for this machine (or the cluster of an active ``joblib.parallel_config(backend="dask")``), the
        address of a Dask scheduler, a `distributed.Client`, or any `concurrent.futures.Executor`.
    jobs
        Processes on this machine; ``None`` for one a core.
    timeout
        Seconds a document may take.

    Raises
    ------
    OptionError
        If there is no such engine, or it does not answer.
    """
    if engine is None:
        engine = _active_client()
    patience = max(_PATIENCE, 4 * timeout)
    if isinstance(engine, str):
        client = _connect(engine)
        return replace(_dask(client, patience), stop=lambda executor: client.close())
    if hasattr(engine, "get_executor"):
        return _dask(engine, patience)
    if isinstance(engine, Executor):
        return Engine(lambda: engine, jobs or 1, None, lambda executor: None)
    if engine is not None:
        hint = "give the address of a Dask scheduler, a distributed.Client or a concurrent.futures.Executor"
        raise OptionError(f"a {type(engine).__name__} is no engine", kind="engine", hint=hint)
    return local_engine(jobs)


def local_engine(jobs: int | None) -> Engine:
    """Give processes of this machine."""
    from joblib import cpu_count
    from joblib.externals.loky import ProcessPoolExecutor

    width = jobs or cpu_count()
    return Engine(
        start=lambda: ProcessPoolExecutor(max_workers=width, env=_ONE_THREAD),
        width=width,
        patience=None,
        stop=lambda executor: executor.shutdown(wait=True, kill_workers=True),  # type: ignore[call-arg]  # loky's own
    )


def finish(tasks: Iterator[Task], engine: Engine, *, work: Work = score) -> Iterator[Scored]:
    """Score shards, and give each as it is done.

    Parameters
    ----------
    tasks
        The shards; few are taken ahead of those that are done.
    engine
        Who works.
    work
        What is done with a shard.

    Raises
    ------
    TokenwatchError
        If the workers cannot do it at all.
    """
    executor = engine.start()
    under_way: dict[Future[Scored], Task] = {}
    try:
        for task in tasks:
            while True:
                try:
                    future = executor.submit(work, task)
                    break
                except BrokenExecutor:
                    # A worker has ended since the last look, and what was under way has failed with it.
                    executor = yield from _collect(under_way, executor, engine, work)
            under_way[future] = task
            while len(under_way) >= _AHEAD * engine.width:
                executor = yield from _collect(under_way, executor, engine, work)
        while under_way:
            executor = yield from _collect(under_way, executor, engine, work)
    finally:
        for future in under_way:
            future.cancel()
        engine.stop(executor)


def _collect(under_way: dict[Future[Scored], Task], executor: Executor, engine: Engine, work: Work) -> _Going:
    """Give what is done; after a death, score here what was under way, and give the executor to go on with."""
    if not under_way:
        engine.stop(executor)
        return engine.start()
    done, _ = wait(under_way, timeout=engine.patience, return_when=FIRST_COMPLETED)
    lost = [] if done else list(under_way)
    for future in done:
        error = None if future.cancelled() else future.exception()
        if error is None and not future.cancelled():
            del under_way[future]
            yield future.result()
        elif error is None or _is_death(error):
            lost.append(future)
        else:
            raise _unable(error) from error
    if any(map(_has_broken, lost)):
        # All its futures have failed with it.
        lost = list(under_way)
        engine.stop(executor)
        executor = engine.start()
    for future in lost:
        future.cancel()
        yield from rescue(under_way.pop(future), work)
    return executor


def rescue(task: Task, work: Work = score) -> Iterator[Scored]:
    """Score a shard in a process of its own: whole, and if that process ends, content by content.

    Yields
    ------
    Scored
        One for the shard, or one for each content; an error in the place of what ended its process.

    Raises
    ------
    OptionError
        If it is no document's fault: the processes end with nearly any.
    """
    engine = local_engine(1)
    executor = engine.start()
    parts, given_up = [task], 0
    try:
        while parts:
            part = parts.pop(0)
            start = time.monotonic()
            try:
                yield executor.submit(work, part).result()
            except BrokenExecutor:
                engine.stop(executor)
                executor = engine.start()
                if len(part.contents) > 1:
                    parts = [replace(part, contents=(content,)) for content in part.contents]
                else:
                    given_up += 1
                    if given_up == _MOST_DEATHS:
                        raise _no_process() from None
                    yield _given_up(part, time.monotonic() - start)
    finally:
        engine.stop(executor)


def _no_process() -> OptionError:
    hint = "see that there is memory for them: some 1 GiB each; fewer --jobs need less"
    return OptionError(f"the processes that scan end, {_MOST_DEATHS} in one shard", kind="engine", hint=hint)


def _given_up(task: Task, seconds: float) -> Scored:
    if seconds >= task.options.timeout:
        return score_as_error(task.contents[0], timed_out(task.options.timeout))
    hint = "split it, or look at it by itself: tokenwatch scan"
    error = TokenwatchError("scanning it ended its process", kind="crashed", hint=hint)
    return score_as_error(task.contents[0], error)


def _has_broken(future: Future[Scored]) -> bool:
    return future.done() and not future.cancelled() and isinstance(future.exception(), BrokenExecutor)


def _is_death(error: BaseException) -> bool:
    return isinstance(error, BrokenExecutor | CancelledError) or type(error).__name__ in _DEATHS


def _unable(error: BaseException) -> BaseException:
    """Say why workers cannot work: a shard holds every error of a document, so that this is none."""
    if isinstance(error, TokenwatchError):
        return error
    hint = "install the same tokenwatch on every worker; the page on clusters says what it needs"
    return OptionError(f"a worker cannot work: {type(error).__name__}: {str(error)[:200]}", kind="engine", hint=hint)


def _active_client() -> Any:
    """Give the client of joblib's Dask backend, where the user has chosen it."""
    from joblib.parallel import get_active_backend

    return getattr(get_active_backend()[0], "client", None)


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        hint = "pip install 'tokenwatch[dask]'"
        raise OptionError("a cluster needs Dask, which is not installed", kind="engine", hint=hint) from error
    try:
        return Client(address, timeout=30)  # type: ignore[no-untyped-call]  # its own types are missing
    except (OSError, ValueError, TimeoutError) as error:
        hint = "give the scheduler's address as it prints it, such as tcp://10.0.0.4:8786"
        raise OptionError("no scheduler answers there", kind="engine", place=address, hint=hint) from error


def _dask(client: Any, patience: float) -> Engine:
    width = max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
    return Engine(
        start=lambda: client.get_executor(pure=False),
        width=width,
        patience=patience,
        stop=lambda executor: executor.shutdown(wait=False),
    )
