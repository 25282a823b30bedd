"""A comparison as JSON: both answers and the changes."""

from __future__ import annotations

from tokenwatch.codebook.schema import Codebook
from tokenwatch.comparison import Comparison
from tokenwatch.reports.to_json import dump

FORMAT = "json"
SUFFIX = ".json"


def render(comparison: Comparison, *, codebook: Codebook | None = None) -> str:
    """Render a comparison as `Comparison.to_dict` gives it; labels need no codebook's words."""
    return dump(comparison.to_dict())
