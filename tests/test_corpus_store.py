import errno
from pathlib import Path

import pytest

from corpora_fixtures import CLAIM
from tokenwatch.corpus.score import Content, Scored, score_as_error
from tokenwatch.corpus.store import Store, write_whole
from tokenwatch.errors import StoreError, TokenwatchError

KEYS = [f"{number:032x}" for number in range(4)]


def shard(key: str, message: str = "late") -> Scored:
    return score_as_error(Content(key, text=CLAIM), TokenwatchError(message, kind="timed out"))


def test_a_store_knows_after_a_restart_what_is_done(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for key in KEYS[:2]:
        store.add(shard(key))
    again = Store(tmp_path)
    assert [again.is_done(key) for key in KEYS] == [True, True, False, False]
    assert not again.is_done(KEYS[0], retry_errors=True)
    assert again.readings(KEYS[1])[0][0]["error_kind"] == "timed out"


def test_the_later_reading_counts(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(shard(KEYS[0], "first"))
    store.add(shard(KEYS[0], "second"))
    for read in (store, Store(tmp_path)):
        assert [row["error"] for row in read.readings(KEYS[0])[0]] == ["second"]


@pytest.mark.parametrize("cut", [0, 5, -1])
def test_a_damaged_or_unfinished_shard_is_as_good_as_none(tmp_path: Path, cut: int) -> None:
    store = Store(tmp_path)
    for key in KEYS[:2]:
        store.add(shard(key))
    path = tmp_path / "000001.parquet"
    path.write_bytes(path.read_bytes()[:cut])
    (tmp_path / "000002.parquet.tmp").write_bytes(b"half")
    again = Store(tmp_path)
    assert [again.is_done(key) for key in KEYS[:2]] == [True, False]
    assert not list(tmp_path.glob("*.tmp"))
    again.add(shard(KEYS[1]))
    assert Store(tmp_path).is_done(KEYS[1])


@pytest.mark.parametrize("step", ["write_bytes", "replace", "fsync"])
def test_a_full_disk_is_told_and_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "plan.json"
    write_whole(path, b"before")
    with monkeypatch.context() as patched:
        if step == "fsync":
            patched.setattr("os.fsync", full)
        else:
            patched.setattr(Path, step, full)
        with pytest.raises(StoreError, match="No space left") as caught:
            write_whole(path, b"after")
    assert "goes on where it stopped" in caught.value.hint
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]
