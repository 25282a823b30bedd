"""The report as one HTML file, and as a piece of a notebook.

One self-contained file: no outside address, no script, and a content policy that forbids both. Everything
that comes from a document goes through Jinja's escaping; nothing is marked safe.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook
from tokenwatch.reports.build import build_report
from tokenwatch.reports.tree import Report

if TYPE_CHECKING:
    from jinja2 import Environment

FORMAT = "html"
SUFFIX = ".html"


def render(assessment: Assessment, *, codebook: Codebook | None = None, with_text: bool = True) -> str:
    """Render one assessment as a page.

    Parameters
    ----------
    assessment, codebook
        As for `tokenwatch.reports.build.build_report`.
    with_text
        Not used: the page always holds the text, since the reasons point into it.

    Returns
    -------
    str
        A whole HTML document.
    """
    return render_page(build_report(assessment, codebook))


def render_fragment(assessment: Assessment, *, codebook: Codebook | None = None) -> str:
    """Render one assessment as a ``div`` with its own style, for a notebook.

    Its anchors begin with a part of the document's digest, so that several may stand on one page.
    """
    prefix = f"tw-{assessment.document.sha256[:8]}-" if assessment.document.sha256[:8].isalnum() else "tw-"
    return _render("fragment.html", build_report(assessment, codebook), prefix=prefix)


def render_page(report: Report) -> str:
    """Render any report tree as a whole HTML document."""
    return _render("page.html", report, prefix="")


def render_body(assessment: Assessment, *, codebook: Codebook | None = None, action: str = "", token: str = "") -> str:
    """Render one assessment as what stands inside a page's ``main``."""
    return _render("body.html", build_report(assessment, codebook), prefix="")


def style_sheet() -> str:
    """Give the style of a reading."""
    return _environment().get_template("style.css").render()


def script() -> str:
    """Give the script that adds comfort to a reading; nothing depends on it."""
    return ""


def make_environment() -> Environment:
    """Make the one kind of Jinja environment that pages come from: it escapes all, and knows no undefined names."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("tokenwatch.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _render(template: str, report: Report, *, prefix: str) -> str:
    return _environment().get_template(template).render(report=report, prefix=prefix) + "\n"


@cache
def _environment() -> Environment:
    environment = make_environment()
    environment.globals["kind_of"] = lambda node: type(node).__name__
    return environment
