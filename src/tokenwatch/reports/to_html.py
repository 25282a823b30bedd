"""The report as one HTML file, as a piece of a notebook, and as what stands in a page that is served.

The file is one and self-contained: no outside address in it, and a content policy that names its one script by its
hash and forbids all else. It works with scripts off; the script copies the questions and saves corrections. A notebook
gets neither script nor form. Everything that comes from a document goes through Jinja's escaping; nothing is marked
safe.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook
from tokenwatch.reports.build import build_report
from tokenwatch.reports.text_tree import BETWEEN
from tokenwatch.reports.tree import Report

if TYPE_CHECKING:
    from jinja2 import Environment

FORMAT = "html"
SUFFIX = ".html"
_HELPED = ("questions", "wrong")
"""Sections to which the script adds something."""


def render(assessment: Assessment, *, codebook: Codebook | None = None) -> str:
    """Render one assessment as a whole HTML document; see `tokenwatch.reports.build.build_report`."""
    return render_page(build_report(assessment, codebook))


def render_fragment(assessment: Assessment, *, codebook: Codebook | None = None) -> str:
    """Render one assessment as a ``div`` with its own style, for a notebook.

    Its anchors begin with a part of the document's digest, so that several may stand on one page.
    """
    prefix = f"tw-{assessment.document.sha256[:8]}-" if assessment.document.sha256[:8].isalnum() else "tw-"
    return _render("fragment.html", build_report(assessment, codebook), folded=True, prefix=prefix)


def render_page(report: Report) -> str:
    """Render any report tree as a whole HTML document."""
    used = any(section.key in _HELPED for section in report.sections)
    return _render("page.html", report, prefix="", script=script() if used else "")


def render_body(assessment: Assessment, *, codebook: Codebook | None = None, action: str = "", token: str = "") -> str:
    """Render one assessment as what stands inside a page's ``main``, for a server.

    Parameters
    ----------
    assessment, codebook
        As for `tokenwatch.reports.build.build_report`.
    action, token
        Where the form of corrections is sent, and what it carries to show that it comes from this page.
    """
    return _render("body.html", build_report(assessment, codebook), prefix="", action=action, token=token)


def style_sheet() -> str:
    """Give the style of a reading and its page."""
    return "\n".join(_environment().get_template(name).render() for name in ("page.css", "style.css"))


def script() -> str:
    """Give the script that adds comfort to a reading; without it all can still be read."""
    return _environment().get_template("reading.js").render()


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


def hash_of(text: str) -> str:
    """Give the hash by which a content policy names a script."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _render(template: str, report: Report, *, folded: bool = False, **fields: str) -> str:
    fields = {"action": "", "token": "", "between": BETWEEN, "script": ""} | fields
    fields["script_hash"] = hash_of(fields["script"])
    return _environment().get_template(template).render(report=report, folded=folded, **fields) + "\n"


@cache
def _environment() -> Environment:
    environment = make_environment()
    environment.globals["kind_of"] = lambda node: type(node).__name__
    return environment
