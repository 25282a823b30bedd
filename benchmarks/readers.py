"""Measure what the readers keep of a file, beside other tools, and write the page.

``python benchmarks/readers.py`` writes ``benchmarks/readers.md``. ``--write-floors`` also writes
``benchmarks/fidelity/floors.toml``, which the tests hold tokenwatch to, from what was measured; lowering a floor is a
decision: say in the commit why. The parts are in ``benchmarks/fidelity``.
"""

from __future__ import annotations

import argparse
import math
import sys
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

from environments import NotInstalledError
from fidelity.compare import Outcome, Outcomes
from fidelity.measures import Reading, score
from fidelity.page import outdated, to_markdown, unexplained
from fidelity.reference import SAMPLES, load_reference, sample_names
from fidelity.tools import OURS, PEERS, NoReadingError, prepare, read_ours, versions

HERE = Path(__file__).parent
REASONS = HERE / "fidelity" / "reasons.toml"
FLOORS = HERE / "fidelity" / "floors.toml"
MADE_BY = "<!-- Made by benchmarks/readers.py; change that, not this. -->\n"
_AT_ONCE = 2
"""Peers that read at the same time; nothing is timed."""


def main() -> int:
    """Measure and write; 1 where a figure below another tool's has no reason in ``fidelity/reasons.toml``."""
    options = _options()
    told = {"Python": sys.version.split()[0], OURS: version(OURS)}
    python = None
    if not options.no_peers:
        try:
            python = prepare(options.peers / "readers")
            told |= versions(python)
        except (NotInstalledError, NoReadingError) as error:
            print(f"measured without the other tools, which could not be installed: {error}")
    outcomes = measure(python)
    if options.write_floors:
        FLOORS.write_text(_floors(outcomes), encoding="utf-8")
    if python is None:
        print("the page is left as it was: it needs the other tools")
        return 0
    reasons = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    page = to_markdown(outcomes, reasons, told)
    (HERE / "readers.md").write_text(MADE_BY + page, encoding="utf-8")
    print(page)
    for name in outdated(outcomes, reasons):
        print(f"this reason is not needed any more: {name}")
    lacking = unexplained(outcomes, reasons)
    for name in lacking:
        print(f"below another tool, and no reason given: {name}")
    return 1 if lacking else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", type=Path, default=Path(".venv-peers"), help="where peers are installed")
    parser.add_argument("--no-peers", action="store_true", help="leave the other tools out, and the page as it is")
    parser.add_argument("--write-floors", action="store_true", help="take what was measured as the new floors")
    return parser.parse_args()


def measure(python: Path | None) -> Outcomes:
    """Read every sample with every tool that takes it.

    Parameters
    ----------
    python
        The peers' Python; without it tokenwatch is measured alone.
    """
    outcomes: dict[str, dict[str, Outcome]] = {}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for sample in sample_names():
            path = SAMPLES / sample
            outcomes[sample] = {OURS: _outcome(sample, read_ours, path)}
            peers = [peer for peer in PEERS if python is not None and peer.takes(path)]
            jobs = {peer.name: pool.submit(_outcome, sample, peer.read, python, path) for peer in peers}
            outcomes[sample] |= {name: job.result() for name, job in jobs.items()}
            print(f"{sample}: {', '.join(outcomes[sample])}", flush=True)
    return outcomes


def _outcome(sample: str, read: Callable[..., Reading], *files: Path | None) -> Outcome:
    try:
        return score(read(*files), load_reference(sample))
    except NoReadingError as error:
        return str(error)


def _floors(outcomes: Outcomes) -> str:
    """Give tokenwatch's own figures as TOML, rounded down."""
    parts = ["# Made by benchmarks/readers.py --write-floors."]
    for sample, by_tool in outcomes.items():
        ours = by_tool[OURS]
        if not isinstance(ours, str):
            lines = [f'"{name}" = {math.floor(v * 1000) / 1000:.3f}' for name, v in ours.items() if v is not None]
            parts.append("\n".join((f'["{sample}"]', *lines)))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
