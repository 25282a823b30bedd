"""Measure speed, memory and growth, beside spaCy's tokeniser and beside other tools, and write the page.

``python benchmarks/speed.py`` writes ``benchmarks/speed.md``. Every measurement runs in a process of its own on one
core; the parts are in ``benchmarks/timing``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path
from typing import Any

from environments import NotInstalledError
from timing.clock import ONE_THREAD, fit_slope
from timing.peers import PEERS, Peer, prepare
from timing.report import ORDINARY, to_markdown
from timing.texts import count_words, read_bulk, read_folder, read_ordinary, repeat_to
from tokenwatch.codebook import load_codebook
from tokenwatch.codebook.wording import expand_wording, is_finite, parse_wording

HERE = Path(__file__).parent
MADE_BY = "<!-- Made by benchmarks/speed.py; change that, not this. -->\n"
PHRASES = 300
"""Phrases that the reference and the peers look for, as many as in the study that the bars come from."""
BULK_TEXTS = 240
"""Texts of the bulk set, drawn evenly: about as many words as the ordinary text has."""
LENGTHS = (1_000, 10_000, 50_000, 100_000, 250_000, 500_000)
NUMBERS = (30, 120, 480, 960)

Result = dict[str, Any]


def main() -> int:
    """Measure what there are texts for, write the page; 0 also where there is nothing to measure."""
    options = _options()
    sets = dict(_sets(options))
    if not sets:
        print(f"nothing measured: there is no {options.ud}, no {options.bulk}, and no --text")
        return 0
    phrases = pick_phrases()
    results: Result = {"versions": {name: version(name) for name in ("tokenwatch", "spacy", "numpy")}, "sets": {}}
    results["versions"] |= {"Python": sys.version.split()[0]}
    for name, texts in sets.items():
        print(f"{name}: {len(texts)} texts", flush=True)
        results["sets"][name] = run_child("timing.ours", {"texts": texts, "phrases": phrases})
    first = next(iter(sets.values()))
    peers = [] if options.no_peers else PEERS
    results["peers"] = [measure_peer(peer, first, phrases, options.peers) for peer in peers]
    results["lengths"] = [grow([repeat_to(first, words)]) for words in LENGTHS]
    last = list(sets.values())[-1]
    thirty = last[:: max(len(last) // NUMBERS[0], 1)][: NUMBERS[0]]
    results["numbers"] = [grow(thirty * (number // NUMBERS[0])) for number in NUMBERS]
    results["slopes"] = {
        name: fit_slope([row["words"] for row in results[name]], [row["seconds"] for row in results[name]])
        for name in ("lengths", "numbers")
    }
    page = to_markdown(results)
    print(page)
    (HERE / "speed.md").write_text(MADE_BY + page, encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ud", type=Path, default=Path("../shared/ud"), help="folder with the treebanks EWT and GUM")
    parser.add_argument("--bulk", type=Path, default=Path("../shared/bulk/bulk.jsonl.gz"), help="texts, JSONL")
    parser.add_argument("--text", type=Path, help="folder of .txt files to measure instead of the treebanks")
    parser.add_argument("--peers", type=Path, default=Path(".venv-peers"), help="where peers are installed")
    parser.add_argument("--no-peers", action="store_true", help="leave the other tools out")
    return parser.parse_args()


def _sets(options: argparse.Namespace) -> Iterator[tuple[str, list[str]]]:
    """Give the sets of texts that are there, ordinary text first."""
    if options.text:
        yield "Text of your own", read_folder(options.text)
    elif options.ud.exists():
        yield ORDINARY, read_ordinary(options.ud)
    if options.bulk.exists():
        yield "Bulk: descriptions of grants", read_bulk(options.bulk, BULK_TEXTS)


def pick_phrases() -> list[str]:
    """Pick finite phrases from the codebook, terms before roles."""
    book = load_codebook()
    terms = (text for term in book.terms.values() for text in term.wordings)
    roles = (text for role in book.roles.values() for text in role.wordings)
    wordings = chain(terms, roles)
    phrases = (
        phrase for wording in map(parse_wording, wordings) if is_finite(wording) for phrase in expand_wording(wording)
    )
    return list(islice(dict.fromkeys(phrases), PHRASES))


def grow(texts: list[str]) -> Result:
    """Scan texts in a fresh process and give seconds, MiB, words and statements."""
    print(f"growth: {len(texts):,} texts, {count_words(texts):,} words", flush=True)
    return {"texts": len(texts), "words": count_words(texts), **run_child("timing.growth", {"texts": texts})}


def measure_peer(peer: Peer, texts: list[str], phrases: list[str], folder: Path) -> Result:
    """Measure a peer; where it cannot be installed or run, say so."""
    print(f"peer: {peer.name}", flush=True)
    row: Result = {"name": peer.name, "does": peer.does}
    try:
        python = prepare(peer, folder.absolute())
        job = {"peer": peer.name, "texts": texts, "phrases": phrases}
        return row | run_child("timing.peer", job, python=python)
    except NotInstalledError as error:
        return row | {"problem": f"could not be installed: {shorten(str(error))}"}
    except ChildFailedError as error:
        return row | {"problem": f"did not run: {shorten(str(error))}"}


class ChildFailedError(Exception):
    """A child process failed; the message is the last line of its error."""


def run_child(module: str, job: Result, *, python: Path | None = None) -> Result:
    """Run a part of the measurement in a process of its own: what comes in and goes out is JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "job.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        done = subprocess.run(
            [str(python or sys.executable), "-m", module, str(path)],
            cwd=HERE,
            env=os.environ | ONE_THREAD,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise ChildFailedError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else str(done.returncode))
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


def shorten(problem: str) -> str:
    """Make a message fit for a cell of a table."""
    return problem.replace("|", "/")[:120]


if __name__ == "__main__":
    raise SystemExit(main())
