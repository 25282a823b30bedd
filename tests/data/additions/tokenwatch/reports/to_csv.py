"""The statements as comma-separated values: one row each, for a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO

from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook

FORMAT = "csv"
SUFFIX = ".csv"


def render(assessment: Assessment, *, codebook: Codebook | None = None) -> str:
    """Render an assessment's statements; neither the codebook's words nor the text around them is needed."""
    rows = [(statement.kind, statement.level, statement.text) for statement in assessment.statements]
    file = StringIO()
    csv.writer(file, lineterminator="\n").writerows([("kind", "level", "text"), *rows])
    return file.getvalue()
