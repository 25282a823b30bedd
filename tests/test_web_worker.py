from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tokenwatch.document import Document
from tokenwatch.errors import ReadError, TokenwatchError
from tokenwatch.readers import Limits
from tokenwatch.web import tasks
from tokenwatch.web.worker import LIMITS, SCANNING, Worker

SAMPLES = Path(__file__).parent / "data" / "samples"
BID = b"In May 2024 six tenants chose the new contractor for the roof of the tower."


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """The real process, with the shipped model."""
    worker = Worker()
    worker.start()
    yield worker
    worker.close()


def gone(pid: int) -> bool:
    """Wait until there is no such process, or it is one that only its parent has not taken leave of."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        with contextlib.suppress(FileNotFoundError):
            if "Z" in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]:
                return True
        time.sleep(0.05)
    return False


def test_it_reads_and_scans_in_a_process_of_its_own(worker: Worker) -> None:
    async def scanned() -> Any:
        (document,) = await worker.read(BID * 4, "bid.txt")
        assert isinstance(document, Document)
        return await worker.scan(document, "bid")

    assessment = asyncio.run(scanned())
    assert assessment.genre == "bid"
    assert assessment.levels.evidenced == 5
    assert worker.ready
    assert worker.waiting == 0
    assert worker.pid not in (None, os.getpid())


def test_it_reads_the_files_inside_a_file(worker: Worker) -> None:
    found = asyncio.run(worker.read((SAMPLES / "board_papers.zip").read_bytes(), "board papers.zip"))
    assert len(found) == 3


def test_what_cannot_be_read_is_an_error_and_no_end(worker: Worker) -> None:
    before = worker.pid
    with pytest.raises(ReadError) as caught:
        asyncio.run(worker.read((SAMPLES / "funding_bid.doc").read_bytes(), "bid.doc"))
    assert caught.value.place == "bid.doc"
    assert worker.pid == before


def test_a_process_that_dies_is_told_and_replaced(worker: Worker) -> None:
    assert worker.pid is not None

    async def killed() -> None:
        asking = asyncio.create_task(worker.read((SAMPLES / "report_two_column_30pp.pdf").read_bytes(), "a.pdf"))
        await asyncio.sleep(0.01)
        os.kill(worker.pid or 0, signal.SIGKILL)
        with pytest.raises(TokenwatchError) as caught:
            await asking
        assert caught.value.kind == "lost"

    dead = worker.pid
    asyncio.run(killed())
    assert gone(dead)
    assert len(asyncio.run(worker.read(BID, "bid.txt"))) == 1
    assert worker.pid != dead


@pytest.mark.parametrize("given", [BID, BID * 50_000], ids=["before it answers", "before it has taken its task"])
def test_a_process_that_hangs_is_ended_and_replaced(given: bytes) -> None:
    worker = Worker()
    worker.start()
    try:
        hung = worker.pid
        assert hung is not None
        asyncio.run(worker.read(BID, "bid.txt"))
        worker.extra = -89.0  # a second is left for reading
        os.kill(hung, signal.SIGSTOP)
        with pytest.raises(TokenwatchError) as caught:
            asyncio.run(asyncio.wait_for(worker.read(given, "bid.txt"), 30))
        assert caught.value.kind == "lost"
        assert gone(hung)
        assert worker.pid not in (None, hung)
    finally:
        worker.close()


def test_who_waits_can_be_called_off_and_leaves_the_others_alone(worker: Worker) -> None:
    async def called_off() -> list[Any]:
        asking = [asyncio.create_task(worker.read(BID, f"{number}.txt")) for number in range(4)]
        await asyncio.sleep(0)
        for task in asking[1:3]:
            task.cancel()
        return await asyncio.gather(*asking, return_exceptions=True)

    first, second, third, fourth = asyncio.run(called_off())
    assert (first[0].source, fourth[0].source) == ("0.txt", "3.txt")
    assert isinstance(second, asyncio.CancelledError)
    assert isinstance(third, asyncio.CancelledError)


def test_closing_leaves_no_process() -> None:
    worker = Worker()
    worker.start()
    pid = worker.pid
    assert pid is not None
    worker.close()
    assert gone(pid)
    assert worker.pid is None


def test_the_process_ends_with_a_server_that_was_killed() -> None:
    code = (
        "import time; from tokenwatch.web.worker import Worker\n"
        "if __name__ == '__main__':\n"
        "    worker = Worker(); worker.start(); print(worker.pid, flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        pid = int(server.stdout.readline())
        time.sleep(0.5)
        server.kill()
    assert gone(pid)


def test_a_reading_that_is_lost_says_that_its_page_stays_so(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker.pid is not None
    monkeypatch.setattr(worker, "extra", 1.0 - SCANNING)
    os.kill(worker.pid, signal.SIGSTOP)
    with pytest.raises(TokenwatchError) as caught:
        asyncio.run(worker.scan(Document.from_text("Six tenants chair it."), None))
    assert caught.value.kind == "lost"
    assert "open this page again changes nothing" in caught.value.hint


def failing(error: Exception) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_a_mistake_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    for raised, kind in ((ValueError("odd"), "internal"), (MemoryError(), "memory"), (ReadError("x", kind="y"), "y")):
        monkeypatch.setattr(tasks, "_TASKS", {"read": failing(raised)})
        answer = tasks._answer("read", (), Limits())
        assert isinstance(answer, TokenwatchError)
        assert answer.kind == kind
        assert "odd" not in str(answer)


def test_an_archive_gives_a_list_that_fits_a_page() -> None:
    assert LIMITS.documents <= 100


def test_what_is_called_off_while_it_is_read_goes_no_further(worker: Worker) -> None:
    async def called_off() -> None:
        hung = worker.pid
        assert hung is not None
        os.kill(hung, signal.SIGSTOP)  # it is at work, and does not answer
        asking = asyncio.create_task(worker.read(BID, "bid.txt"))
        while worker._turn is None and not asking.done():
            await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert len(await worker.read(BID, "other.txt")) == 1
        assert gone(hung)

    asyncio.run(called_off())
