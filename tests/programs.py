"""Programs that some tests need and that pip cannot install: Debian's Chromium, LibreOffice, qpdf, poppler.

Where one is missing its tests are skipped and named; with ``TOKENWATCH_PROGRAMS=required``, as in CI, they fail.
"""

from __future__ import annotations

import os
import shutil

import pytest

PACKAGES = {
    "chromium": "chromium",
    "soffice": "libreoffice-writer-nogui",
    "qpdf": "qpdf",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
}
"""Package of each program, by the program's name."""


def find_program(name: str) -> str:
    """Give a program's path; skip the test where there is none."""
    path = shutil.which(name)
    if path is None:
        reason = f"needs {name}: install Debian's {PACKAGES[name]}, or see .ci/run"
        if os.environ.get("TOKENWATCH_PROGRAMS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return path
