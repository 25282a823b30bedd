"""What stands in words for what is drawn: a picture, a chart, a ticked box."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BY_PROGRAM = re.compile(
    r"generated\s+(?:automatically|with\s+\w+\s+confidence)|automatically\s+generated|AI-generated"
    r"|générée? automatiquement|automatisch (?:generiert|gegenereerd)|generada automáticamente|generata automaticamente"
    r"|\A(?:A|An)\s+(?:picture|image|screenshot)\s+containing\s",
    re.IGNORECASE,
)
"""What programs add to a description that they guessed, and how their guesses begin."""
_NAME = re.compile(
    r"(?:picture|image|photo|graphic|logo|icon|chart|diagram|object|group|shape|text ?box|rectangle|line|table)\s*\d*"
    r"|https?://\S*|.*\.(?:png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|svg|webp|heic|eps|ico|pdf|ai|psd)",
    re.IGNORECASE,
)
"""What programs fill in when a picture is put in: its file, its address, its number."""
_FEWEST_WORDS = 2
"""Words of a description that somebody wrote for readers; a single one ("logo", "build") says nothing of a picture."""
WINGDINGS = {0xFE: "☑", 0xFD: "☒", 0xFC: "☑", 0xA8: "☐", 0x6F: "☐", 0x52: "☑", 0x54: "☒", 0xA3: "☐"}
"""Boxes of the Wingdings fonts, by the last byte of their code points."""
_MOST_LABELS = 200
"""Labels that are taken of one chart. Nobody reads more off a slide: beyond it is a table of dates."""


def written(text: str | None) -> str:
    """Give the description of a picture if a person wrote it, else ``""``.

    Examples
    --------
    >>> written("Two tenants at the site meeting."), written("image1.png"), written("Picture 4")
    ('Two tenants at the site meeting.', '', '')
    """
    plain = _plain(text or "")
    return "" if _BY_PROGRAM.search(plain) or _NAME.fullmatch(plain) else plain


def says_something(alt: str) -> bool:
    """Say whether the description of a picture on a page is more than a word."""
    return len(alt.split()) >= _FEWEST_WORDS


def box_sign(ticked: bool) -> str:
    """Give the sign for a box of a form."""
    return "☑" if ticked else "☐"


def chart_caption(titles: Iterable[str], series: Iterable[str], categories: Iterable[str]) -> str:
    r"""Give the words that a chart shows: each title on a line, then the names of its series, then its categories.

    Examples
    --------
    >>> chart_caption(["Who votes"], ["Votes"], ["Patients", "Staff"])
    'Who votes\nVotes\nPatients, Staff'
    """
    lines = [*map(_plain, titles), _listed(series), _listed(categories)]
    # A chart of one series is, where nobody named it, named after the series.
    return "\n".join(dict.fromkeys(line for line in lines if line))


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(list(dict.fromkeys(plain for label in labels if (plain := _plain(label))))[:_MOST_LABELS])


def _plain(text: str) -> str:
    return " ".join(text.split())
