"""Scan one long document, or many short ones, in a fresh process: CPU seconds and memory."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from timing.clock import peak_mib, pin_to_one_core
from timing.ours import WARM_UP, scan_all
from tokenwatch.document import Document
from tokenwatch.language import load


def main() -> None:
    """Read the job from the file named, write the result to the standard output."""
    pin_to_one_core()
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        texts = json.load(file)["texts"]
    nlp = load()
    scan_all(nlp, [Document.from_text(WARM_UP)])
    start = time.process_time()
    statements = scan_all(nlp, [Document.from_text(text) for text in texts])
    seconds = time.process_time() - start
    json.dump({"seconds": seconds, "mib": peak_mib(), "statements": statements}, sys.stdout)


if __name__ == "__main__":
    main()
