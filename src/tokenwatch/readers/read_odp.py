"""OpenDocument presentations (.odp): slides with what stands on them, and the speaker's notes."""

from __future__ import annotations

from tokenwatch.readers.draft import Draft, unread_note
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.odf.names import attribute, odf_name
from tokenwatch.readers.odf.package import is_odf, open_odf
from tokenwatch.readers.slides import slide_notes

FORMAT = "odp"
LABEL = "OpenDocument"
SUFFIXES = (".odp", ".otp", ".fodp")


def recognises(data: bytes) -> bool:
    """Say whether bytes are an OpenDocument presentation, packed or flat."""
    return is_odf(data, "presentation")


def read(data: bytes, limits: Limits) -> Draft:
    """Read an OpenDocument presentation.

    Its pages are its slides. Footers, dates, slide numbers and prompts that nobody filled in are left out; hidden
    slides are read, and said to be hidden.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``, ``"encrypted"`` or ``"too large"``.
    """
    from tokenwatch.readers.odf.charts import Charts
    from tokenwatch.readers.odf.forms import read_controls
    from tokenwatch.readers.odf.slides import Slides
    from tokenwatch.readers.odf.styles import Styles

    package = open_odf(data, limits)
    root = package.body("presentation", "slides")
    styles = Styles(package)
    charts = Charts(package)
    slides = Slides(styles, read_controls(root), charts)
    pages = [element for element in root if odf_name(element) == "draw:page"]
    read_pages = list(enumerate(pages[: limits.pages], start=1))
    hidden = [n for n, page in read_pages if styles.get("drawing-page", attribute(page, "draw:style-name")).hidden]
    pieces = [piece for number, page in read_pages for piece in slides.slide(page, number)]
    notes = slide_notes(count=len(pages), most=limits.pages, hidden=hidden)
    return Draft(
        tuple(pieces),
        title=package.title,
        byline=package.author,
        n_pages=len(pages),
        notes=(*notes, *unread_note(charts.unread)),
    )
