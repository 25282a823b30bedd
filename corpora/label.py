"""Label texts: ``list``, ``show``, ``check``, ``agree``. See corpora/README.md."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from labelling.agreement import report  # noqa: E402  (the folder is a set of scripts, not a package)
from labelling.labels import Labels, read_labels  # noqa: E402
from labelling.units import frozen_units, identifiers, read_text  # noqa: E402


def show(corpus: Path, identifier: str) -> None:
    """Print a document cut into numbered units."""
    text = read_text(corpus, identifier)
    print(f"== {identifier}")
    for unit in frozen_units(corpus, identifier):
        print(f"[{unit.number}] ({unit.block}) {' '.join(text[unit.start : unit.end].split())}")


def load(corpus: Path, reader: str, only: str = "") -> dict[str, Labels]:
    """Read all label files of a reader; exit with every problem where there are any."""
    found: dict[str, Labels] = {}
    problems: list[str] = []
    paths = sorted((corpus / "labels" / reader).glob(f"{only or '*'}.json"))
    for path in paths:
        try:
            units = frozen_units(corpus, path.stem)
            found[path.stem] = read_labels(path, len(units), read_text(corpus, path.stem))
        except ValueError as error:
            problems.append(str(error))
    if problems or not paths:
        sys.exit("\n".join(problems) or f"no label files for {reader}/{only or '*'}")
    return found


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=HERE / "own", help="folder with texts/, units/ and labels/")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="ids of all documents")
    commands.add_parser("show", help="a document in numbered units").add_argument("id", nargs="+")
    commands.add_parser("check", help="label files against the schema").add_argument(
        "what", help="reader, or reader/id"
    )
    agree = commands.add_parser("agree", help="agreement of two readers")
    agree.add_argument("readers", nargs=2)
    arguments = parser.parse_args()
    if arguments.command == "list":
        print("\n".join(identifiers(arguments.corpus)))
    elif arguments.command == "show":
        for identifier in arguments.id:
            show(arguments.corpus, identifier)
    elif arguments.command == "check":
        reader, _, only = arguments.what.partition("/")
        print(f"{len(load(arguments.corpus, reader, only))} label files are sound")
    else:
        first, second = (load(arguments.corpus, reader) for reader in arguments.readers)
        print(report(first, second))


if __name__ == "__main__":
    main()
