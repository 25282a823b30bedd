"""Measure a batch: how fast beside simpler work on the same texts, by how many processes, and what a stop costs.

``python benchmarks/batch.py BULK`` writes ``batch.md``; with ``--kills N`` a run is killed so many times instead, with
all its processes, and compared with an undisturbed one. All figures but the ratios depend on the machine.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timing.clock import ONE_THREAD, wall_seconds
from timing.texts import count_words, read_bulk

HERE = Path(__file__).parent
BATCH = [sys.executable, "-m", "tokenwatch", "batch"]
LEAST, MOST = 5.0, 25.0
"""Seconds after which a run is killed: from before its first shard to well into its work."""


def main() -> int:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bulk", type=Path)
    parser.add_argument("--texts", type=int, default=3_000)
    parser.add_argument("--kills", type=int, default=0)
    wanted = parser.parse_args()
    os.environ.update(ONE_THREAD)
    texts = read_bulk(wanted.bulk, wanted.texts)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "texts.jsonl"
        rows = ({"id": f"t{number}", "text": text} for number, text in enumerate(texts))
        table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        if wanted.kills:
            return kill_and_resume(table, wanted.kills)
        lines = measure(table, texts)
    (HERE / "batch.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 0


def measure(table: Path, texts: list[str]) -> list[str]:
    """Time the batch and what it is compared with, on the same texts, and give the page."""
    words = count_words(texts)
    start = wall_seconds(lambda: batch(table, "start.parquet", "--limit", "1", "--jobs", "1"))
    one = wall_seconds(lambda: batch(table, "one.parquet", "--jobs", "1"))
    held: list[float] = []
    two = wall_seconds(lambda: batch(table, "two.parquet", "--jobs", "2", held=held))
    again = wall_seconds(lambda: batch(table, "two.parquet", "--jobs", "2"))
    same = table.with_name("one.parquet").read_bytes() == table.with_name("two.parquet").read_bytes()
    beside = json.loads(subprocess.check_output([sys.executable, __file__.replace("batch.py", "beside.py"), table]))
    rate = words / (one - start)
    rows = [
        ("`tokenwatch batch --jobs 1`", rate),
        ("`tokenwatch batch --jobs 2`", words / (two - start)),
        ("`scan_document` in a loop, models loaded", words / beside["loop"]),
        ("tokeniser + PhraseMatcher alone", words / beside["phrases"]),
        ("the project's English pipeline on every sentence", words / beside["parse"]),
    ]
    return [
        "# What a batch costs",
        "",
        f"{len(texts):,} texts, {words:,} words, drawn evenly from public records of grants and trials.",
        "Start-up is taken off. Written by `make batch BULK=…`. Words a second are this machine's; ratios travel.",
        "",
        "| | words a second | beside one process |",
        "|---|--:|--:|",
        *(f"| {name} | {figure:,.0f} | {figure / rate:.2f} |" for name, figure in rows),
        "",
        f"- Two processes do {(one - start) / (two - start):.2f} times the work of one, start-up taken off; "
        f"{one / two:.2f} times with it.",
        f"- Start-up, to the table of one document: {start:.1f} s.",
        f"- The same command again, with nothing left to do: {again:.1f} s.",
        f"- The process that gives out the work held {first_third(held):.0f} MiB on average in the first third "
        f"of its time, {first_third(held[::-1]):.0f} in the last.",
        f"- The tables of one and of two processes are the same bytes: {'yes' if same else 'NO'}.",
    ]


def batch(table: Path, out: str, *more: str, held: list[float] | None = None) -> None:
    """Run the command; note now and then what memory its own process holds, in MiB, once it is at work."""
    command = [*BATCH, str(table), "--out", str(table.with_name(out)), *more]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shard = table.with_name(f"{out}.run") / "000000.parquet"
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        time.sleep(0.2)
        if held is not None and shard.exists() and (size := read_size(status)):
            held.append(size)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, BATCH)


def read_size(status: Path) -> float:
    """Give the MiB that a process holds now, 0 where it has ended or the system does not say."""
    try:
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def first_third(values: list[float]) -> float:
    """Give the mean of the first third of some values."""
    return statistics.fmean(values[: max(len(values) // 3, 1)]) if values else math.nan


def kill_and_resume(table: Path, kills: int) -> int:
    """Kill a run with all its processes at random moments, go on each time, and compare."""
    out, chance, reached = table.with_name("killed.parquet"), random.Random(8), 0
    command = [*BATCH, str(table), "--jobs", "2", "--out", str(out)]
    for number in range(kills):
        process = subprocess.Popen(
            command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(chance.uniform(LEAST, MOST))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            reached += 1
        shards = len(list(out.with_name("killed.parquet.run").glob("[0-9]*[0-9].parquet")))
        print(f"kill {number + 1}: {process.returncode}, {shards} shards", flush=True)
        if process.returncode == 0:
            break
    batch(table, out.name, "--jobs", "2")
    batch(table, "whole.parquet", "--jobs", "2")
    same = out.read_bytes() == table.with_name("whole.parquet").read_bytes()
    print(f"killed {reached} times; the table is {'the same bytes' if same else 'NOT THE SAME'}")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
