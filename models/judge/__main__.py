"""Learn the judge that is shipped: ``python -m judge --texts FOLDER``, or ``make train TEXTS=FOLDER``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from judge.card import write_card
from judge.texts import gather
from tokenwatch.classifiers.artefact import SHIPPED
from tokenwatch.evaluate import evaluate
from tokenwatch.training import cross_validated_scan, train

JOBS = 2
KEPT = ("verdict.", "kind.", "level.", "specific.", "claimed.", "evidenced.", "presence.", "calibration.")
"""Figures that go into the manifest."""


def main() -> int:
    """Gather, measure by cross-validation, learn from everything, keep it with its card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="folder with gold/, bulk/ and ud/")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder to write")
    parser.add_argument("--partial", action="store_true", help="go on where texts are missing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        gold, files, missing = gather(options.texts, Path(folder))
        for line in missing:
            sys.stderr.write(f"missing: {line}\n")
        if missing and not options.partial:
            sys.stderr.write("nothing learnt: give the folder that holds them, or --partial to go on without\n")
            return 1
        about: dict[str, Any] = {}
        if gold.exists():
            files = [gold, *files]
            scan = cross_validated_scan(gold, also=files[1:], jobs=JOBS)
            evaluation = evaluate(gold, scan=scan, baselines=False)
            figures = {name: figure for name, figure in evaluation.figures.items() if name.startswith(KEPT)}
            about["scores"] = {
                name: [round(value, 3) if value is not None else None for value in (f.value, f.low, f.high)]
                for name, f in figures.items()
            }
            about["tested"] = {row.label: [row.right, row.n] for row in evaluation.given}
        identity = train(files, options.out, jobs=JOBS, about=about)
        if gold.exists():
            write_card(options.out, evaluation)
    sys.stdout.write(f"{identity} in {options.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
