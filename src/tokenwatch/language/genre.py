"""What kind of document a text is, by words in its title, headings and first lines."""

from __future__ import annotations

import re
from typing import cast

from tokenwatch.analysis import Genre
from tokenwatch.codebook import Codebook
from tokenwatch.document import Document

PREFIX = "genre_"
OPENING = 250
"""Characters in which a guide says that it is one: the title and a first sentence."""
TOP = 600
"""Characters at the top that count beside title and headings: what a document is stands on its first half page."""
_SPELLED: dict[str, str] = {"webpage": "web page"}


def find_genre(document: Document, codebook: Codebook, *, is_programme: bool) -> Genre:
    """Give the genre with most different cues; a cue in the title counts three times.

    Parameters
    ----------
    document
        Any document.
    codebook
        Its ``genre_…`` cues are looked for.
    is_programme
        Whether people are billed to speak: then it is a programme whatever its words.

    Returns
    -------
    str
        One of `tokenwatch.analysis.GENRES`; ``"other"`` where no cue is found.
    """
    if is_programme:
        return "programme"
    top = document.text[:TOP].lower()
    headings = [document.text[block.start : block.end].lower() for block in document.blocks if block.kind == "heading"]
    points = {
        name: 3 * _count(words, document.title.lower()) + _count(words, " \n ".join([top, *headings]))
        for name, words in codebook.cues.items()
        if name.startswith(PREFIX)
    }
    best = max(points, key=lambda name: points[name], default="")
    if not points.get(best):
        return "other"
    genre = best.removeprefix(PREFIX)
    return cast(Genre, _SPELLED.get(genre, genre))


def says_that_it_teaches(document: Document, codebook: Codebook) -> bool:
    """Say whether title, first headings or first line present a guide, a template or an explanation."""
    return _count(codebook.cues["teaching"], f"{document.title} \n {document.text[:OPENING]}".lower()) > 0


def _count(words: tuple[str, ...], text: str) -> int:
    """Count the different cues in a text."""
    # Most cues are not in the text at all, and to see that takes no pattern.
    return sum(word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None for word in words)
