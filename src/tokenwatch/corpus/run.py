"""The main path of a batch: list the documents, score what has no reading yet, put the tables together."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tokenwatch.corpus.engines import find_engine, finish
from tokenwatch.corpus.options import BatchOptions
from tokenwatch.corpus.plan import Plan, bind_settings, make_plan
from tokenwatch.corpus.progress import Progress, choose_progress
from tokenwatch.corpus.results import check_suffix, read_results, write_results
from tokenwatch.corpus.score import Content, Task, current_ids
from tokenwatch.corpus.sources import Sources
from tokenwatch.corpus.store import Store, writing
from tokenwatch.corpus.summary import Summary, sum_up
from tokenwatch.errors import StoreError

if TYPE_CHECKING:
    import pandas

_MOST_DOCUMENTS = 64
"""Documents of a shard: some 3 s of work on short texts, so that no process waits long for the last one."""
_MOST_BYTES = 1_000_000
"""Bytes of a shard: a document may have as many characters, and then is one by itself."""
_LEAST_FILE = 30_000
"""Bytes that a file counts for at least: opening one costs as much as scanning some pages."""


def scan_corpus(
    sources: Any,
    *,
    out: str | Path | None = None,
    statements: str | Path | None = None,
    jobs: int | None = None,
    engine: Any = None,
    progress: bool | Progress | None = None,
    **settings: Any,
) -> pandas.DataFrame:
    """Scan many documents, and give a table with a row for each.

    Parameters
    ----------
    sources
        One or several of: paths of files and folders, globs, tables of texts (``.jsonl``, ``.csv``, ``.parquet``), and
        pandas DataFrames.
    out
        File for the table, ``.parquet`` or ``.csv``. Beside it a folder ``<name>.run`` keeps what is done: the same
        call again goes on where it stopped. Without it the table is only given back.
    statements
        File for a table with one row a statement.
    jobs
        Processes; by default one a core.
    engine
        ``None`` for this machine; the address of a Dask scheduler, a `distributed.Client`, or any
        `concurrent.futures.Executor`.
    progress
        ``True`` for a bar, ``False`` for nothing, or an object of your own; by default a bar where somebody looks.
    **settings
        See `BatchOptions`: ``text_column``, ``genre``, ``codebook``, ``limits``, ``names``, ``timeout`` …

    Returns
    -------
    pandas.DataFrame
        Columns and dtypes of `tokenwatch.frames.DOCUMENT_DTYPES`, then those carried through from tables. A document
        that cannot be read has its `error`, and missing values for answers.

    Raises
    ------
    OptionError
        If a source is not there, or a setting is not sound or another than before.
    StoreError
        If the results cannot be written; what is done stays, and the same call goes on.

    Examples
    --------
    >>> import pandas
    >>> text = "In May 2024 six tenants chose the builder. " * 9
    >>> bids = pandas.DataFrame({"id": ["b1"], "text": [text], "year": [2024]})
    >>> table = scan_corpus(bids, jobs=1, progress=False)
    >>> table[["id", "evidenced", "year"]].values.tolist()
    [['b1', 5, 2024]]
    """
    options = BatchOptions.of(settings)
    with tempfile.TemporaryDirectory(prefix="tokenwatch-") as folder:
        target = Path(folder) / "results.parquet" if out is None else Path(out)
        written = None if statements is None else Path(statements)
        run_batch(sources, target, written, options, jobs=jobs, engine=engine, progress=choose_progress(progress))
        return read_results(target)


def run_batch(  # noqa: PLR0913 (one parameter a choice)
    sources: Any,
    out: Path,
    statements: Path | None,
    options: BatchOptions,
    *,
    jobs: int | None,
    engine: Any,
    progress: Progress,
) -> Summary:
    """Do what is missing of a batch, and write its tables.

    Parameters
    ----------
    sources, out, statements, jobs, engine
        As for `scan_corpus`.
    options
        Settings.
    progress
        What is told how far it is.

    Raises
    ------
    OptionError, StoreError
        As `scan_corpus`.
    """
    folder = out.with_name(out.name + ".run")
    tables = [path for path in (out, statements) if path is not None]
    for path in tables:
        check_suffix(path)
    listed = Sources(sources, options, own=[*tables, folder])
    ids = current_ids(options)
    workers = find_engine(engine, jobs, options.timeout)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(folder):
        bind_settings(folder, options, ids)
        plan = make_plan(folder, listed, limit=options.limit)
        store = Store(folder)
        tasks = _Tasks(plan, store, options, ids)
        slowest: list[tuple[float, str]] = []
        with progress.over(plan.n_contents, tasks.count_done()):
            for scored in finish(iter(tasks), workers):
                store.add(scored)
                slowest = sorted([*slowest, *((taken, key) for key, taken in scored.seconds)], reverse=True)[:5]
                progress.advance(scored.n_contents, sum(scored.errors.values()))
        write_results(plan, store, out, statements)
        return sum_up(plan, store, out, slowest)


@dataclass(frozen=True)
class _Tasks:
    """Shards of what has no reading yet, made as they are asked for."""

    plan: Plan
    store: Store
    options: BatchOptions
    ids: dict[str, str]

    def count_done(self) -> int:
        retry = self.options.retry_errors
        keys = {item.key for item in self.plan.items() if self.store.is_done(item.key, retry_errors=retry)}
        return len(keys)

    def __iter__(self) -> Iterator[Task]:
        taken: set[bytes] = set()
        shard: list[Content] = []
        weight = 0
        for item, content in self.plan.contents():
            digest = bytes.fromhex(item.key)
            if digest in taken or self.store.is_done(item.key, retry_errors=self.options.retry_errors):
                continue
            taken.add(digest)
            cost = item.size if item.table >= 0 else max(item.size, _LEAST_FILE)
            if shard and (weight + cost > _MOST_BYTES or len(shard) == _MOST_DOCUMENTS):
                yield Task(tuple(shard), self.options, self.ids)
                shard, weight = [], 0
            shard.append(content)
            weight += cost
        if shard:
            yield Task(tuple(shard), self.options, self.ids)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep a second run out of a folder; the system lets go of the lock when this process ends, however it ends.

    Raises
    ------
    StoreError
        If another run is at work there.
    """
    try:
        import fcntl
    except ImportError:  # Windows has no such lock
        yield
        return
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            hint = "wait for it, or name another --out"
            message = "another run is writing these results"
            raise StoreError(message, kind="in use", place=str(folder), hint=hint) from error
        except OSError:
            # A file system without locks is no reason not to run.
            pass
        yield
