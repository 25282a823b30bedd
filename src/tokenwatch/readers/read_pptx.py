"""PowerPoint files (.pptx): slides as they are shown, with what stands on them and the speaker's notes."""

from __future__ import annotations

from tokenwatch.readers.archive import Archive
from tokenwatch.readers.draft import Draft, Piece, unread_note
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.ooxml.parts import holds, main_part, properties, related_id, relations
from tokenwatch.readers.refusals import damaged
from tokenwatch.readers.slides import slide_notes

FORMAT = "pptx"
LABEL = "PowerPoint (.pptx)"
SUFFIXES = (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm")


def recognises(data: bytes) -> bool:
    """Say whether bytes are a PowerPoint container."""
    return holds(data, "ppt/presentation")


def read(data: bytes, limits: Limits) -> Draft:
    """Read a PowerPoint file.

    Its pages are its slides, in the order in which they are shown. What stands on all slides (dates, footers, slide
    numbers, masters and layouts) is left out, and so are hidden shapes; hidden slides are read, and said to be hidden.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``, ``"encrypted"`` or ``"too large"``.
    """
    from tokenwatch.readers.pptx.slides import Slides

    archive = Archive(data, limits)
    parts = _slide_parts(archive)
    slides = Slides(archive)
    pieces: list[Piece] = []
    hidden: list[int] = []
    for number, part in enumerate(parts[: limits.pages], start=1):
        if part:
            found, is_hidden = slides.read(part, number)
            pieces += found
            hidden += [number] * is_hidden
    missing = [number for number, part in enumerate(parts[: limits.pages], start=1) if not part]
    title, author = properties(archive)
    notes = slide_notes(count=len(parts), most=limits.pages, hidden=hidden, missing=missing)
    return Draft(
        tuple(pieces), title=title, byline=author, n_pages=len(parts), notes=(*notes, *unread_note(slides.unread))
    )


def _slide_parts(archive: Archive) -> list[str]:
    """Give the slides in the order in which they are shown; ``""`` for one that the file lacks.

    Their names say nothing of their order: a slide that is moved keeps its name.
    """
    main = main_part(archive, "ppt/presentation.xml")
    parts = {relation.identifier: relation.target for relation in relations(archive, main)}
    listed = [parts.get(related_id(one), "") for one in archive.xml(main).iter("{*}sldId")]
    if not any(listed):
        raise damaged("none of its slides is there")
    return listed
