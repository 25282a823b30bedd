"""Label texts: draw, show, check, compare, settle; write them as gold or without words. See corpora/README.md."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from labelling.agreement import report
from labelling.draw import draw, read_strata, write_corpus
from labelling.gold_format import as_gold
from labelling.labels import read_reader
from labelling.settle import as_record, differences, settle
from labelling.standoff import (
    check_voices,
    find_texts,
    from_corpus,
    from_gold,
    join,
    write_records,
    write_standoff,
)
from labelling.standoff_files import Standoff, read_lines, read_standoff
from labelling.units import frozen_units, identifiers, unit_texts

HERE = Path(__file__).parent


def draw_documents(arguments: argparse.Namespace) -> str:
    """Draw documents to label from a JSONL file of texts into a new corpus."""
    problems: list[str] = []
    texts = (line.record for line in read_lines(arguments.source, problems))
    without = [line.record["id"] for path in arguments.without for line in read_lines(path, problems)]
    drawn = draw(texts, read_strata(arguments.strata), without=without)
    written = f"{write_corpus(drawn, arguments.corpus)} documents in {arguments.corpus}"
    return "\n".join([*problems, written])


def write_gold(arguments: argparse.Namespace) -> str:
    """Write the corpus with the labels of one reader as a gold file for ``tokenwatch evaluate``."""
    records = list(as_gold(arguments.corpus, arguments.reader, arguments.split))
    write_records(arguments.out, records)
    return f"{len(records)} documents in {arguments.out}"


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


def standoff(arguments: argparse.Namespace) -> str:
    """Write the labels of a label corpus without words."""
    return _write(from_corpus(arguments.corpus), arguments.out)


def standoff_gold(arguments: argparse.Namespace) -> str:
    """Write the labels of a gold file without words."""
    return _write(from_gold(arguments.gold, arguments.voices), arguments.out)


def _write(labels: Standoff, folder: Path) -> str:
    write_standoff(labels, folder)
    return f"{_counts(labels)} in {folder}"


def _counts(labels: Standoff) -> str:
    voices = f", {len(labels.voices)} passages with voices" if labels.voices else ""
    return f"{len(labels.documents)} documents, {len(labels.passages)} passages{voices}"


def join_texts(arguments: argparse.Namespace) -> str:
    """Join labels without words with their texts into a gold file; what is missing is named, the rest written."""
    labels, problems = read_standoff(arguments.standoff), list[str]()
    joined = join(labels, find_texts(arguments.texts, labels, problems), problems)
    write_records(arguments.out, joined)
    written = f"{len(joined)} of {len(labels.documents)} documents in {arguments.out}"
    if problems:
        raise ValueError("\n".join([*problems, written]))
    return written


def check_standoff(arguments: argparse.Namespace) -> str:
    """Check labels without words, and, where texts are given, that they are the texts that were labelled."""
    labels, problems = read_standoff(arguments.standoff), list[str]()
    if arguments.texts:
        texts = find_texts(arguments.texts, labels, problems)
        join(labels, texts, problems)
        check_voices(labels, texts, problems)
    if problems:
        raise ValueError("\n".join(problems))
    return f"{_counts(labels)} are sound"


def _add_standoff(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the commands for labels without words."""
    out, texts = "folder to write into", "JSONL files of objects with id and text; .gz as they are"
    command("standoff", standoff).add_argument("out", type=Path, help=out)
    gold = command("standoff-gold", standoff_gold)
    gold.add_argument("gold", type=Path, help="gold file, JSONL")
    gold.add_argument("out", type=Path, help=out)
    gold.add_argument("--voices", type=Path, help="JSONL file of excerpts in which every voice is labelled")
    joined = command("join", join_texts)
    checked = command("check-standoff", check_standoff)
    for added, number in ((joined, "+"), (checked, "*")):
        added.add_argument("standoff", type=Path, help="folder with documents.jsonl and passages.jsonl")
        added.add_argument("texts", type=Path, nargs=number, help=texts)
    joined.add_argument("out", type=Path, help="gold file to write")


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=HERE / "own", help="folder with texts/, units/ and labels/")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], str]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=run.__doc__)
        added.set_defaults(run=run)
        return added

    drawn = command("draw", draw_documents)
    drawn.add_argument("source", type=Path, help="JSONL, one object with id and text a line; .gz as it is")
    drawn.add_argument("strata", type=Path, help="TOML file of what to draw; corpora/real/strata.toml is one")
    drawn.add_argument("--without", type=Path, nargs="*", default=[], help="gold files whose documents are not drawn")
    gold = command("gold", write_gold)
    gold.add_argument("out", type=Path, help="gold file to write")
    gold.add_argument("--reader", default="settled", help="folder or file under labels/; settled if not given")
    gold.add_argument("--split", default="", help="part of the corpus, as splits.json names it")
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
    _add_standoff(command)
    arguments = parser.parse_args()
    try:
        print(arguments.run(arguments))
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
