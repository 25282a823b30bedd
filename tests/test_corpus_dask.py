"""Scoring on a cluster: on this machine, in processes, as a cluster elsewhere would."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import joblib
import pytest

from corpora_fixtures import many_rows, write_lines
from tokenwatch import scan_corpus
from tokenwatch.corpus import run as run_module
from tokenwatch.errors import OptionError

distributed = pytest.importorskip("distributed", reason="the cluster's engine is an extra")
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(run_module, "_MOST_DOCUMENTS", 2)
    return write_lines(tmp_path / "t.jsonl", many_rows(24))


def run(table: Path, name: str, **settings: Any) -> bytes:
    out = table.with_name(name)
    scan_corpus(table, out=out, progress=False, **settings)
    return out.read_bytes()


def test_the_same_table_from_processes_and_from_a_cluster_that_loses_a_worker(client: Any, table: Path) -> None:
    here = run(table, "two.parquet", jobs=2)
    assert run(table, "one.parquet", jobs=1) == here
    assert run(table, "cluster.parquet", engine=client) == here

    killed: list[int] = []

    def kill() -> None:
        shards = table.with_name("killed.parquet.run")
        while not list(shards.glob("0000*.parquet")):
            time.sleep(0.02)
        killed.append(1)
        client.run(_end, workers=[next(iter(client.scheduler_info(n_workers=-1)["workers"]))], on_error="ignore")

    killer = threading.Thread(target=kill)
    killer.start()
    assert run(table, "killed.parquet", engine=client) == here
    killer.join()
    assert killed


def test_an_address_and_joblibs_own_way_reach_the_cluster(client: Any, table: Path) -> None:
    expected = run(table, "client.parquet", engine=client)
    assert run(table, "address.parquet", engine=client.scheduler.address) == expected
    with joblib.parallel_config(backend="dask"):
        assert run(table, "joblib.parquet") == expected


def test_no_answer_is_told(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_: Any, **__: Any) -> None:
        raise OSError("Timed out trying to connect")

    monkeypatch.setattr(distributed, "Client", silent)
    with pytest.raises(OptionError, match="no scheduler answers"):
        run(table, "r.parquet", engine="tcp://127.0.0.1:9")


def test_without_dask_the_extra_is_named(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(OptionError, match="not installed") as caught:
        run(table, "r.parquet", engine="tcp://127.0.0.1:9")
    assert "tokenwatch[dask]" in caught.value.hint


def _end() -> None:
    import os

    os._exit(1)
