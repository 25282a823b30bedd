"""Reports: one tree, and one renderer a file.

A renderer is a module here named ``to_<format>.py`` with

- ``FORMAT``: its name, as users type it;
- ``SUFFIX``: the ending of its files;
- ``render(assessment, *, codebook=None, with_text=False) -> str``.

It is found by its file's name; nothing else needs a change.
"""

from __future__ import annotations

from typing import Protocol, cast

from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook
from tokenwatch.discovery import find_names, import_named
from tokenwatch.errors import OptionError


class Renderer(Protocol):
    """What a ``to_<format>.py`` offers."""

    FORMAT: str
    SUFFIX: str

    def render(self, assessment: Assessment, *, codebook: Codebook | None = None, with_text: bool = False) -> str:
        """Give the report as a string."""


def report_formats() -> tuple[str, ...]:
    """Name the formats there are, in alphabetical order.

    Examples
    --------
    >>> report_formats()
    ('html', 'json', 'markdown', 'terminal')
    """
    return find_names(__name__, "to_")


def find_renderer(name: str) -> Renderer:
    """Find the renderer of a format.

    Raises
    ------
    OptionError
        If there is none of that name; the hint lists those there are.
    """
    formats = report_formats()
    if name not in formats:
        raise OptionError(
            f"there is no report format {name!r}",
            kind="option",
            place="--format",
            hint="use " + ", ".join(formats),
        )
    return cast(Renderer, import_named(__name__, "to_", name))


def render(assessment: Assessment, name: str = "html", *, codebook: Codebook | None = None) -> str:
    """Render an assessment in the format of that name.

    Raises
    ------
    OptionError
        If there is no such format.
    """
    return find_renderer(name).render(assessment, codebook=codebook)
