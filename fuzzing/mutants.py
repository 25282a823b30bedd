"""Scan thousands of harmed files, and watch time, memory and what is left behind.

    python fuzzing/mutants.py --number 5000 --seed 1
    python fuzzing/mutants.py --folder FOLDER        # the files that lie there, in place of mutants

One process scans them all, as a batch or the page does. It must outlive every file; each gives a scan or one
`ReadError`, within the deadline plus two seconds and 1.2 GiB, and nothing is written anywhere. What breaks a rule
is kept in ``--keep``. Memory is watched on Linux.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Thread

from mutations import mutate

SAMPLES = Path(__file__).parents[1] / "tests" / "data" / "samples"
MOST_SECONDS = 2.0
"""Over the deadline of the reader."""
MOST_MEMORY = 1.2 * 2**30
"""Bytes that this process and its reading process may take together."""


def main() -> None:
    """Scan, report, and fail where a rule was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument(
        "--scanned", type=int, default=20_000, help="characters of a mutant that are scanned; read is all"
    )
    parser.add_argument("--keep", type=Path, default=Path("build/fuzzing"))
    options = parser.parse_args()
    keep = options.keep.resolve()
    files = _files(options.folder.resolve()) if options.folder else _mutants(options.number, options.seed)
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as empty:
        os.chdir(empty)
        _forbid(keep)
        watch = Watch()
        watch.start()
        for number, (name, data) in enumerate(files, 1):
            seconds, outcome, wrong = _watched(watch, name, data, sys.maxsize if options.folder else options.scanned)
            slowest = max(slowest, (seconds, f"{name}: {outcome}"))
            outcomes[outcome] += 1
            if wrong:
                broken.append(f"{name}: {wrong}")
                keep.mkdir(parents=True, exist_ok=True)
                (keep / name.replace("/", "_")).write_bytes(data if isinstance(data, bytes) else data.read_bytes())
                print(broken[-1], flush=True)
            if options.folder:
                print(f"{seconds:6.1f} s {watch.most_of_file / 2**20:6,.0f} MiB  {name!r:40} {outcome}", flush=True)
            elif number % 250 == 0:
                print(f"{number:,} files, {watch.most / 2**20:,.0f} MiB at most, slowest {slowest}", flush=True)
        left = [*Path(empty).rglob("*")]
    print(json.dumps(dict(outcomes.most_common()), indent=1))
    print(
        f"slowest: {slowest[0]:.1f} s, {slowest[1]}; memory at most {watch.most / 2**20:,.0f} MiB; left behind: {left}"
    )
    print(f"broken: {len(broken)}")
    if broken or left:
        raise SystemExit(1)


def _watched(watch: Watch, name: str, data: bytes | Path, most: int) -> tuple[float, str, str]:
    """Scan a file; give the seconds that it took, how it went, and what was wrong with that."""
    watch.begin()
    started = time.perf_counter()
    outcome, wrong = _scan(name, data, most=most)
    seconds = time.perf_counter() - started
    if seconds > _deadline() + MOST_SECONDS:
        wrong = f"took {seconds:.1f} s"
    if watch.most_of_file > MOST_MEMORY:
        wrong = f"took {watch.most_of_file / 2**20:,.0f} MiB"
    return seconds, outcome, wrong


def _scan(name: str, data: bytes | Path, *, most: int) -> tuple[str, str]:
    """Read whatever the file holds, and scan the most of it; give how it went, and what was wrong with that."""
    from tokenwatch import TokenwatchError
    from tokenwatch.document import Document
    from tokenwatch.readers import read_each
    from tokenwatch.scan import scan_document

    try:
        documents = [*read_each(data, name=name)] if isinstance(data, bytes) else [*read_each(data)]
        for document in documents:
            if isinstance(document, Document):
                scan_document(document if len(document.text) <= most else Document.from_text(document.text[:most]))
    except TokenwatchError as error:
        message = str(error)
        wrong = (
            "" if "\n" not in message and error.hint and len(message) < 600 else f"not one clear reason: {message!r}"
        )
        return f"{error.kind}", wrong
    except Exception as error:
        return "mistake", f"{type(error).__name__}: {error}"
    return "scanned", ""


def _deadline() -> float:
    from tokenwatch.readers import DEFAULT_LIMITS

    return DEFAULT_LIMITS.seconds


class Watch(Thread):
    """Sees how much memory this process and its reading process take together, twenty times a second.

    Attributes
    ----------
    most, most_of_file : int
        Bytes, since the beginning, and since the last file.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = self.most_of_file = 0

    def run(self) -> None:
        """Look until the process ends."""
        while True:
            self.most_of_file = max(self.most_of_file, sum(map(_resident, (os.getpid(), *_children()))))
            self.most = max(self.most, self.most_of_file)
            time.sleep(0.05)

    def begin(self) -> None:
        """Begin with another file."""
        self.most_of_file = 0


def _children() -> list[int]:
    found: list[int] = []
    for path in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # a thread that has just ended; the watch must go on
            found += map(int, path.read_text().split())
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):  # it has just ended
        return 0


def _forbid(keep: Path) -> None:
    """Fail on any connection, and on any file opened to be written in this process but those that are kept."""

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event == "socket.connect":
            raise RuntimeError(f"a connection was tried: {arguments}")
        if event != "open" or not isinstance(arguments[0], str):  # a number is a pipe to the reading process
            return
        path, mode = arguments[0], arguments[1]
        if isinstance(mode, str) and set(mode) & set("wxa+") and path != os.devnull and Path(path).parent != keep:
            raise RuntimeError(f"a file was opened to be written: {path}")

    sys.addaudithook(look)


def _mutants(number: int, seed: int) -> Iterator[tuple[str, bytes | Path]]:
    samples = [path for path in sorted(SAMPLES.glob("*.*")) if path.suffix not in (".toml",) and path.stem != "README"]
    for index in range(number):
        random = Random(f"{seed}/{index}")
        sample = samples[index % len(samples)]
        yield f"{index}-{sample.name}", mutate(sample.read_bytes(), random)


def _files(folder: Path) -> Iterator[tuple[str, bytes | Path]]:
    for path in sorted(folder.iterdir()):
        yield path.name, path


if __name__ == "__main__":
    main()
