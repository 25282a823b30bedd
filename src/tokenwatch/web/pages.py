"""The pages: words and templates. Everything that comes from a document is escaped; a reading's markup is its own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from tokenwatch.errors import TokenwatchError
from tokenwatch.readers.formats import known_formats
from tokenwatch.reports.clean import show_unseen
from tokenwatch.reports.to_html import make_environment, script, style_sheet
from tokenwatch.reports.words import as_sentence

if TYPE_CHECKING:
    from jinja2 import Environment

    from tokenwatch.web.readings import Part, Upload

GENRES = {
    "": "I don’t know: work it out",
    "strategy": "Strategy or plan",
    "bid": "Funding bid or application",
    "protocol": "Research protocol",
    "programme": "Event programme",
    "report": "Report",
    "minutes": "Minutes of a meeting",
    "web page": "Web page",
    "commentary": "Article, blog or opinion",
    "advert": "Advert, or call for people to take part",
    "consultation": "Consultation",
    "other": "Something else",
}
"""Kinds of document as people call them."""
_OF_THE_COMMAND = re.compile(r"--\w|\btokenwatch\.|\blimits?=|\bthe limit \w|\bread_each\b|\bcommand\b")
"""What a hint says only to those who use the command or Python."""
_TRUST = re.compile(r",? *or, if you trust it,.*$", re.DOTALL)
"""The end of a hint that `tokenwatch.readers.limits.raise_limit` wrote."""
_MARK = "<!-- the page's own part -->"
"""Where a page's own part goes into the layout. Nothing that is escaped can hold it."""


def around(title: str) -> tuple[str, str]:
    """Give what stands before and after a page's own part, so that a page can be sent as it comes about."""
    before, after = _render("layout.html", title=show_unseen(title), mark=_MARK).split(_MARK)
    return before, after


def page(title: str, template: str, /, **values: Any) -> str:
    """Render a whole page.

    Parameters
    ----------
    title
        What the browser's tab shows.
    template, values
        The page's own part.
    """
    before, after = around(title)
    return before + _render(template, **values) + after


def start_page(  # noqa: PLR0913 (one parameter a thing to show)
    token: str,
    *,
    most: int,
    held: int,
    error: TokenwatchError | None = None,
    text: str = "",
    genre: str = "",
    forgotten: bool = False,
) -> str:
    """Render the page to begin with; with an error, the same page with what is wrong on top.

    Parameters
    ----------
    token
        Of this run.
    most
        Bytes of the largest file that is read.
    held
        How many documents are kept in memory.
    error
        What was wrong with what was given.
    text, genre
        What was filled in.
    forgotten
        Whether a document was forgotten just now.
    """
    values = {
        "token": token,
        "most": most,
        "held": held,
        "text": text,
        "genre": genre,
        "genres": GENRES,
        "formats": known_formats(),
        "forgotten": forgotten,
        "problem": None if error is None else problem_words(error),
    }
    return page("tokenwatch" if error is None else "Not read – tokenwatch", "start.html", **values)


def problem_page(title: str, hint: str, *, back: str = "") -> str:
    """Render a page that says what is wrong, with the way home, and the way back where there is one."""
    words = {"title": show_unseen(title), "hint": show_unseen(hint)}
    return page(f"{title} – tokenwatch", "problem.html", **words, back=back)


def error_page(error: TokenwatchError, *, back: str = "") -> str:
    """Render the page of an error."""
    title, hint = problem_words(error)
    return problem_page(title, hint, back=back)


def error_part(error: TokenwatchError) -> str:
    """Render an error as the rest of a page that has begun."""
    title, hint = problem_words(error)
    return _render("problem.html", title=title, hint=hint, back="")


def list_page(upload: Upload, token: str) -> str:
    """Render the list of documents in a file that holds several."""
    parts = [
        (part, problem_words(part.found) if isinstance(part.found, TokenwatchError) else None) for part in upload.parts
    ]
    return page(f"{upload.name} – tokenwatch", "list.html", upload=upload, parts=parts, token=token)


def reading_part(part: Part, body: str, *, token: str, held: int) -> str:
    """Render a reading with what can be done with it.

    Parameters
    ----------
    part
        The document.
    body
        Markup of its reading, by `tokenwatch.reports.to_html.render_body`.
    token
        Of this run.
    held
        How many documents are kept in memory.
    """
    from markupsafe import Markup

    return _render("reading.html", part=part, body=Markup(body), token=token, held=held)  # noqa: S704  # our renderer's


def progress_part(name: str) -> str:
    """Open the region in which lines tell how far a reading is."""
    return _render("progress.html", name=name)


def progress_line(words: str) -> str:
    """Render one such line."""
    return f"<p>{words}</p>\n"


PROGRESS_END = "</section>\n"


def problem_words(error: TokenwatchError) -> tuple[str, str]:
    """Say an error for a page: what is wrong, and what to do, without a word of the command's.

    Examples
    --------
    >>> problem_words(TokenwatchError("it is empty", place="a.txt", hint="split it, or, if you trust it, allow more"))
    ('a.txt: it is empty', 'Split it.')
    """
    hint = _TRUST.sub("", error.hint).strip()
    if not hint or _OF_THE_COMMAND.search(hint):
        hint = "save it again as .docx or .pdf, and give that"
    where = f"{error.place}: " if error.place else ""
    told = f"{where}{error.message}"
    return show_unseen(told[:1].upper() + told[1:] if not where else told), show_unseen(as_sentence(hint))


def style() -> str:
    """Give the style of all pages: that of a reading, and their own."""
    return style_sheet() + _render("page.css")


def page_script() -> str:
    """Give the script of all pages, without which they work as well."""
    return script() + _render("page.js")


def icon() -> str:
    """Give the small picture in the browser's tab."""
    return _render("icon.svg")


def _render(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values) + "\n"


@cache
def _environment() -> Environment:
    from jinja2 import PackageLoader

    return make_environment().overlay(loader=PackageLoader("tokenwatch.web"))
