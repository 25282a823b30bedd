"""OpenDocument texts (.odt): what a reader of the document sees, tracked changes as if accepted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tokenwatch.readers.draft import TRACKED, Draft, unread_note
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.odf.names import child
from tokenwatch.readers.odf.package import is_odf, open_odf

if TYPE_CHECKING:
    from lxml import etree

FORMAT = "odt"
LABEL = "OpenDocument"
SUFFIXES = (".odt", ".ott", ".fodt")


def recognises(data: bytes) -> bool:
    """Say whether bytes are an OpenDocument text, packed or flat."""
    return is_odf(data, "text")


def read(data: bytes, limits: Limits) -> Draft:
    """Read an OpenDocument text.

    Headers and footers, deletions, hidden text, tables of contents and indexes are left out; footnotes, endnotes and
    comments follow the block that refers to them, and the words of a frame the paragraph that it is anchored in.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``, ``"encrypted"`` or ``"too large"``.
    """
    from tokenwatch.readers.odf.body import Body
    from tokenwatch.readers.odf.charts import Charts
    from tokenwatch.readers.odf.forms import read_controls
    from tokenwatch.readers.odf.styles import Styles

    package = open_odf(data, limits)
    root = package.body("text", "text part")
    charts = Charts(package)
    body = Body(Styles(package), read_controls(root), charts)
    pieces = body.walk(root)
    # Breaks that the author made are not all there are: they tell pages only where they make up the whole number.
    if (body.n_pages or 1) != (package.n_pages or body.n_pages):
        pieces = [replace(piece, page=None) for piece in pieces]
    return Draft(
        tuple(pieces),
        title=package.title,
        byline=package.author,
        n_pages=package.n_pages or body.n_pages,
        notes=(*((TRACKED,) if _has_changes(root) else ()), *unread_note(charts.unread)),
    )


def _has_changes(root: etree._Element) -> bool:
    tracked = child(root, "text:tracked-changes")
    return tracked is not None and len(tracked) > 0
