"""Measure CPU time on one core, as ratios within one process. Standard library only: peers' environments run it."""

from __future__ import annotations

import math
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROUNDS = 3
"""Rounds of which the median counts, as in the study that the bars come from."""
LEAST_SECONDS = 0.3
"""CPU time for which the reference runs in a round: shorter is mostly the clock's and the processor's own unrest."""
REFERENCE = "tokeniser + PhraseMatcher (the reference)"
CASCADE = "cascade, every output"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Environment of every child: set before numpy is imported, or it is not heeded."""

Step = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """What one step took on the same words.

    Parameters
    ----------
    name
        What ran.
    words_per_second
        White-space words in a second of CPU time.
    ratio
        The reference's CPU time divided by the step's, median of the rounds: 1 is as fast as the reference.
    """

    name: str
    words_per_second: float
    ratio: float

    def to_dict(self) -> dict[str, object]:
        """Give it as JSON can hold it."""
        return asdict(self)


def pin_to_one_core() -> None:
    """Stay on the core that the system gave, where it lets a process choose."""
    if hasattr(os, "sched_setaffinity"):
        # The 39th field of Linux's own account of a process; its name, in brackets, may hold spaces.
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        os.sched_setaffinity(0, {int(fields[36])})


def measure(words: int, reference: Step, steps: Mapping[str, Step], *, rounds: int = ROUNDS) -> list[Figure]:
    """Run every step once to warm up, then in rounds, the reference right before and right after each step.

    A machine that others use slows down and speeds up by half within a minute, so that only neighbours compare.

    Returns
    -------
    list of Figure
        The reference's first, then the steps' in their order.
    """
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in steps}
    for step in (reference, *steps.values()):
        step()
    for _ in range(rounds):
        for name, step in steps.items():
            before, seconds, after = (
                seconds_of(reference, LEAST_SECONDS),
                seconds_of(step),
                seconds_of(reference, LEAST_SECONDS),
            )
            taken[name].append(((before + after) / 2, seconds))
    beside = statistics.median(seconds for pairs in taken.values() for seconds, _ in pairs)
    figures = [Figure(REFERENCE, words / beside, 1.0)]
    for name, pairs in taken.items():
        ratio = statistics.median(reference_seconds / seconds for reference_seconds, seconds in pairs)
        figures.append(Figure(name, words / statistics.median(seconds for _, seconds in pairs), ratio))
    return figures


def seconds_of(step: Step, at_least: float = 0.0) -> float:
    """Give the CPU seconds of one run; short ones are repeated for `at_least` seconds in all."""
    runs, start = 0, time.process_time()
    while True:
        step()
        runs += 1
        taken = time.process_time() - start
        if taken >= at_least:
            return taken / runs


def wall_seconds(step: Step) -> float:
    """Give the seconds on the wall of one run: what processes beside this one take counts too."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def peak_mib() -> float:
    """Give the most memory that this process has held, in MiB."""
    status = Path("/proc/self/status")
    if status.exists() and (held := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        # What getrusage says of a child on Linux begins with its parent's peak.
        return int(held[1]) / 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / (1024 if sys.platform == "darwin" else 1)


def fit_slope(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Give the slope of a straight line through the logarithms: 1 is time in proportion to size, 2 its square.

    Examples
    --------
    >>> round(fit_slope([1, 10, 100], [2, 20, 200]), 3), round(fit_slope([1, 10, 100], [1, 100, 10_000]), 3)
    (1.0, 2.0)
    """
    return statistics.linear_regression(list(map(math.log, sizes)), list(map(math.log, values))).slope
