"""Measure accuracy on a gold file and write the page, and the floors where asked.

``python benchmarks/accuracy.py GOLD.jsonl --voices VOICES.jsonl`` writes ``benchmarks/accuracy.md``;
``--write-floors`` also writes ``benchmarks/floors.toml`` from what was measured. Lowering a floor is a
decision: say in the commit why.
"""

import argparse
from pathlib import Path

from tokenwatch.evaluate import evaluate
from tokenwatch.evaluate.floors import find_below, read_floors, write_floors
from tokenwatch.evaluate.report import to_markdown, to_terminal

HERE = Path(__file__).parent
MADE_BY = "<!-- Made by benchmarks/accuracy.py; change that, not this. -->\n"


def main() -> int:
    """Measure, write, and say which floors are broken; 1 if any is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="labelled documents, JSONL")
    parser.add_argument("--voices", type=Path, help="excerpts with labelled voices, JSONL")
    parser.add_argument("--no-baselines", action="store_true", help="leave out the half minute they take")
    parser.add_argument("--write-floors", action="store_true", help="write floors.toml from what is measured")
    options = parser.parse_args()
    evaluation = evaluate(options.gold, voices=options.voices, baselines=not options.no_baselines)
    print(to_terminal(evaluation))
    (HERE / "accuracy.md").write_text(MADE_BY + to_markdown(evaluation), encoding="utf-8")
    if options.write_floors:
        (HERE / "floors.toml").write_text(write_floors(evaluation), encoding="utf-8")
    problems = find_below(evaluation, read_floors(HERE / "floors.toml").values)
    for problem in problems:
        print(f"BELOW THE FLOOR: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
