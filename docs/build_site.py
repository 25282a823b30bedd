"""Gather the pages of the project into one folder, from which the site is built: ``make docs``.

The pages link to each other across the whole project, as they do where the sources are read; so they keep their places.
"""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "build" / "docs"
PAGES = (
    "*.md",
    "docs/**/*.md",
    "benchmarks/*.md",
    "corpora/**/*.md",
    "models/**/*.md",
    "src/tokenwatch/models/**/*.md",
)


def main() -> None:
    """Copy the pages."""
    shutil.rmtree(TARGET, ignore_errors=True)
    for page in sorted({page for pattern in PAGES for page in ROOT.glob(pattern)}):
        target = TARGET / page.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)


if __name__ == "__main__":
    main()
