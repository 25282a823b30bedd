"""Measure whether a hundred pages of everyday text, put before or behind a document, change what is said of it.

``make length TEXTS=…``: documents of ``gold/dev.jsonl``, with the test part of the EWT treebank, of which
the shipped judge has seen nothing. It has seen the documents; that does not matter here, as they are compared with
themselves. Takes some minutes.
"""

import argparse
import hashlib
from pathlib import Path

from judge.texts import everyday
from tokenwatch.assessment import Assessment
from tokenwatch.document import Document
from tokenwatch.gold import read_gold
from tokenwatch.scan import scan_document

TREEBANK = Path("ud") / "en_ewt-ud-test.conllu.gz"
WORDS = 50_000
"""A hundred pages."""


def main() -> None:
    """Compare, and print what changed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path, help="folder with gold/ and ud/")
    parser.add_argument("--documents", type=int, default=20)
    options = parser.parse_args()
    pages = "\n\n".join(record["text"] for record in everyday([options.texts / TREEBANK])) + "\n\n"
    pages *= WORDS // len(pages.split()) + 1
    found = sorted(read_gold(options.texts / "gold" / "dev.jsonl"), key=lambda gold: _digest(gold.id))
    changed = {(place, what): 0 for place in ("behind", "before") for what in ("statements", "presence", "verdict")}
    for gold in found[: options.documents]:
        alone = scan_document(Document.from_text(gold.text))
        longer = {"behind": (f"{gold.text}\n\n{pages}", 0), "before": (pages + gold.text, len(pages))}
        for place, (text, offset) in longer.items():
            read = scan_document(Document.from_text(text))
            here = range(offset, offset + len(gold.text))
            changed[place, "statements"] += _statements(alone, 0, range(len(gold.text))) != _statements(
                read, offset, here
            )
            changed[place, "presence"] += alone.presence != read.presence
            changed[place, "verdict"] += alone.verdict.label != read.verdict.label
    for (place, what), n in changed.items():
        print(f"{len(pages.split())} words {place}: {what} changed in {n} of {options.documents}")


def _digest(identifier: str) -> str:
    return hashlib.sha256(identifier.encode()).hexdigest()


def _statements(assessment: Assessment, offset: int, here: range) -> list[tuple[int, str, int, bool]]:
    return [(s.start - offset, s.kind, s.level, s.specific) for s in assessment.statements if s.start in here]


if __name__ == "__main__":
    main()
