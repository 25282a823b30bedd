"""Gather the pages of the project into one folder, from which the site is built: ``make docs``.

The pages link to each other across the whole project, as they do where the sources are read; so they keep their places.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "build" / "docs"
PAGES = (
    "*.md",
    "docs/**/*.md",
    "benchmarks/*.md",
    "corpora/*.md",
    "corpora/*/README.md",
    "models/**/*.md",
    "src/tokenwatch/models/**/*.md",
    "notebooks/*.md",
    "fuzzing/README.md",
    "tests/data/samples/README.md",
    "docs/site.css",
)
LINK = re.compile(r"\]\(([^)#:\s]+)\)")


def main() -> None:
    """Copy the pages, and the files that they link to."""
    shutil.rmtree(TARGET, ignore_errors=True)
    pages = {page for pattern in PAGES for page in ROOT.glob(pattern)}
    linked = {(page.parent / link).resolve() for page in pages for link in LINK.findall(page.read_text("utf-8"))}
    for page in sorted(pages | {file for file in linked if file.is_file()}):
        target = TARGET / page.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)


if __name__ == "__main__":
    main()
