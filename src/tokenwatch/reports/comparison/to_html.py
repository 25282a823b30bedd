"""A comparison as one HTML file: self-contained, without a script, everything from the documents escaped."""

from __future__ import annotations

from tokenwatch.codebook.schema import Codebook
from tokenwatch.comparison import Comparison
from tokenwatch.reports.comparison.build import build_report
from tokenwatch.reports.to_html import render_page

FORMAT = "html"
SUFFIX = ".html"


def render(comparison: Comparison, *, codebook: Codebook | None = None) -> str:
    """Render a comparison as a whole HTML document; see `tokenwatch.reports.comparison.build.build_report`."""
    return render_page(build_report(comparison, codebook))
