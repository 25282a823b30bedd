"""Reports: of each subject one tree, and one renderer a file.

The subjects are one reading (here), two versions of a document (`comparison`) and a whole corpus (`overview`). A
renderer is a module beside its subject named ``to_<format>.py`` with

- ``FORMAT``: its name, as users type it;
- ``SUFFIX``: the ending of its files;
- ``render(subject, *, codebook=None) -> str``, where `subject` is the assessment or the comparison.

It is found by its file's name; nothing else needs a change. A corpus has one page, whose `render` takes no codebook.
"""

from __future__ import annotations

from typing import Any, Protocol

from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook
from tokenwatch.discovery import find_names, import_named
from tokenwatch.errors import OptionError


class Renderer(Protocol):
    """What a ``to_<format>.py`` offers."""

    FORMAT: str
    SUFFIX: str

    def render(self, subject: Any, /, *, codebook: Codebook | None = None) -> str:
        """Give the report as a string."""


def report_formats(subject: str = "") -> tuple[str, ...]:
    """Name the formats there are, in alphabetical order.

    Parameters
    ----------
    subject
        ``"comparison"`` for two versions of a document; by default one reading.

    Examples
    --------
    >>> report_formats()
    ('html', 'json', 'markdown', 'terminal')
    """
    return find_names(_room_of(subject), "to_")


def find_renderer(name: str, subject: str = "") -> Renderer:
    """Find the renderer of a format.

    Parameters
    ----------
    name
        The format's.
    subject
        As for `report_formats`.

    Raises
    ------
    OptionError
        If there is none of that name; the hint lists those there are.
    """
    formats = report_formats(subject)
    if name not in formats:
        hint = "use " + ", ".join(formats)
        raise OptionError(f"there is no report format {name!r}", kind="option", place="--format", hint=hint)
    return import_named(_room_of(subject), "to_", name, Renderer)


def render(assessment: Assessment, name: str = "html", *, codebook: Codebook | None = None) -> str:
    """Render an assessment in the format of that name.

    Raises
    ------
    OptionError
        If there is no such format.
    """
    return find_renderer(name).render(assessment, codebook=codebook)


def _room_of(subject: str) -> str:
    return f"{__name__}.{subject}" if subject else __name__
