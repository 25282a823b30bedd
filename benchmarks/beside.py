"""Time simpler work on the texts of a batch, in one process: the plain loop, phrases alone, a parse of everything."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from speed import pick_phrases
from timing.clock import wall_seconds
from timing.ours import WARM_UP
from timing.reference import Reference
from tokenwatch.document import Document
from tokenwatch.language import load_english
from tokenwatch.scan import scan_document

PARSED = 10
"""Every tenth text is parsed whole: it is the slowest step, and its cost grows evenly."""


def main() -> None:
    """Print seconds for all texts."""
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    scan_document(Document.from_text(WARM_UP))
    reference, english = Reference(texts, pick_phrases()), load_english()
    list(english.pipe([WARM_UP]))
    print(
        json.dumps(
            {
                "loop": wall_seconds(lambda: [scan_document(Document.from_text(text)) for text in texts]),
                "phrases": wall_seconds(reference),
                "parse": wall_seconds(lambda: list(english.pipe(texts[::PARSED]))) * PARSED,
            }
        )
    )


if __name__ == "__main__":
    main()
