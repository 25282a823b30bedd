"""Label texts: ``list``, ``show``, ``check``, ``agree``, ``differ``, ``settle``. See corpora/README.md."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from labelling.agreement import report  # noqa: E402  (the folder is a set of scripts, not a package)
from labelling.labels import read_reader  # noqa: E402
from labelling.settle import as_record, differences, settle  # noqa: E402
from labelling.units import frozen_units, identifiers, unit_texts  # noqa: E402


def list_documents(arguments: argparse.Namespace) -> str:
    """Give the ids of all documents."""
    return "\n".join(identifiers(arguments.corpus))


def show(arguments: argparse.Namespace) -> str:
    """Write documents cut into numbered units."""
    lines = []
    for identifier in arguments.id:
        units, texts = frozen_units(arguments.corpus, identifier), unit_texts(arguments.corpus, identifier)
        lines.append(f"== {identifier}")
        lines += [f"[{unit.number}] ({unit.block}) {text}" for unit, text in zip(units, texts, strict=True)]
    return "\n".join(lines)


def check(arguments: argparse.Namespace) -> str:
    """Check a reader's label files."""
    found = read_reader(arguments.corpus, arguments.reader, partial=arguments.partial)
    return f"the labels of {len(found)} documents are sound"


def agree(arguments: argparse.Namespace) -> str:
    """Measure the agreement of two readers."""
    return report(*(read_reader(arguments.corpus, reader) for reader in (arguments.first, arguments.second)))


def differ(arguments: argparse.Namespace) -> str:
    """Write what a third reader is to settle."""
    first, second = (read_reader(arguments.corpus, reader) for reader in (arguments.first, arguments.second))
    texts = {identifier: unit_texts(arguments.corpus, identifier) for identifier in first}
    return "\n".join(differences(first, second, texts))


def settle_all(arguments: argparse.Namespace) -> str:
    """Write ``labels/settled.jsonl`` from two readers and a third."""
    first, second = (read_reader(arguments.corpus, reader) for reader in (arguments.first, arguments.second))
    third = read_reader(arguments.corpus, arguments.third, partial=True)
    settled, problems = [], []
    for key in sorted(first.keys() & second.keys()):
        try:
            settled.append(settle(first[key], second[key], third.get(key)))
        except ValueError as error:
            problems.append(str(error))
    if problems:
        raise ValueError("\n".join(problems))
    path = arguments.corpus / "labels" / "settled.jsonl"
    lines = (json.dumps(as_record(labels), ensure_ascii=False) for labels in settled)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return f"{len(settled)} documents settled in {path}"


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=HERE / "own", help="folder with texts/, units/ and labels/")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], str]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=run.__doc__)
        added.set_defaults(run=run)
        return added

    command("list", list_documents)
    command("show", show).add_argument("id", nargs="+")
    checked = command("check", check)
    checked.add_argument("reader", help="folder or file under labels/")
    checked.add_argument("--partial", action="store_true", help="a third reader's file, which names differences only")
    for name, run in (("agree", agree), ("differ", differ), ("settle", settle_all)):
        added = command(name, run)
        added.add_argument("first")
        added.add_argument("second")
        if name == "settle":
            added.add_argument("third")
    arguments = parser.parse_args()
    try:
        print(arguments.run(arguments))
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
