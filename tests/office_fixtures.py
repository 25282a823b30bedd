"""Tiny OpenDocument and PowerPoint files made by hand, for the readers' tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from readers_fixtures import zipped
from tokenwatch.readers.draft import Draft, Piece

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in (
        *((name, f"{_OASIS}{name}:1.0") for name in ("office", "text", "table", "style", "form", "meta", "chart")),
        ("presentation", f"{_OASIS}presentation:1.0"),
        ("draw", f"{_OASIS}drawing:1.0"),
        ("svg", f"{_OASIS}svg-compatible:1.0"),
        ("fo", f"{_OASIS}xsl-fo-compatible:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xlink", "http://www.w3.org/1999/xlink"),
        ("field", "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"),
        ("officeooo", "http://openoffice.org/2009/office"),
        ("loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"),
    )
)
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OOXML = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def odf(
    body: str,
    *,
    kind: str = "text",
    made: str = "",
    named: str = "",
    meta: str = "",
    prolog: str = "",
    manifest: str = "",
    more: Mapping[str, str] | None = None,
) -> bytes:
    """An OpenDocument file of a kind: its body, the styles made for single paragraphs, the named ones, the metadata."""
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"{prolog}<office:document-content {_ODF}><office:automatic-styles>{made}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF}><office:styles>{named}</office:styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    return zipped(parts | {name: text.replace("NAMESPACES", _ODF, 1) for name, text in (more or {}).items()})


def flat_odf(body: str, *, kind: str = "text") -> bytes:
    """An OpenDocument file that is a single XML file."""
    return (
        f'<?xml version="1.0"?><office:document {_ODF} office:mimetype="application/vnd.oasis.opendocument.{kind}">'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()


@dataclass(frozen=True)
class Slide:
    """A slide of a PowerPoint file: its shapes, and the parts beside it by the last word of their relation's type."""

    shapes: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    attributes: str = ""


def pptx(
    slides: Sequence[Slide], *, order: Sequence[int] = (), layout: str = "", master: str = "", prolog: str = ""
) -> bytes:
    """A PowerPoint file.

    Parts beside a slide are related as ``r`` and their type (``rchart``). With `order` slides are shown by their
    numbers in it; a number that no slide has makes one that is missing.
    """
    shown = order or range(1, len(slides) + 1)
    ids = "".join(f'<p:sldId id="{256 + at}" r:id="r{number}"/>' for at, number in enumerate(shown))
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations({"r1": ("officeDocument", "ppt/presentation.xml")}),
        "ppt/presentation.xml": f"{prolog}<p:presentation {_OOXML}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": _relations(
            {f"r{number}": ("slide", f"slides/slide{number}.xml") for number in {*shown}}
        ),
        "ppt/slideLayouts/l.xml": _page("sldLayout", layout),
        "ppt/slideLayouts/_rels/l.xml.rels": _relations({"r1": ("slideMaster", "../slideMasters/m.xml")}),
        "ppt/slideMasters/m.xml": _page("sldMaster", master),
    }
    for number, slide in enumerate(slides, start=1):
        related = {"rlayout": ("slideLayout", "../slideLayouts/l.xml")}
        for kind, content in slide.parts.items():
            parts[f"ppt/{kind}/{kind}{number}.xml"] = content.replace("NAMESPACES", _OOXML, 1)
            related[f"r{kind}"] = (kind, f"../{kind}/{kind}{number}.xml")
        parts[f"ppt/slides/slide{number}.xml"] = _page("sld", slide.shapes, slide.attributes)
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = _relations(related)
    return zipped(parts)


def shape(
    *texts: str, role: str = "", slot: str = "", at: tuple[int, int] | None = None, style: str = "", about: str = ""
) -> str:
    """A shape of a slide with a paragraph for each text; a text that begins with ``<`` is taken as XML."""
    stated = "".join(f' {name}="{value}"' for name, value in (("type", role), ("idx", slot)) if value)
    fills = f"<p:ph{stated}/>" if stated else ""
    frame = f'<a:xfrm><a:off x="{at[0]}" y="{at[1]}"/><a:ext cx="10" cy="10"/></a:xfrm>' if at else ""
    written = "".join(
        f"<a:p>{text if text.startswith('<') else f'<a:r><a:t>{text}</a:t></a:r>'}</a:p>" for text in texts
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x" {about}/><p:cNvSpPr/><p:nvPr>{fills}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{frame}</p:spPr><p:txBody><a:lstStyle>{style}</a:lstStyle>{written}</p:txBody></p:sp>"
    )


def notes_page(*shapes: str) -> str:
    """The part that holds the speaker's notes of a slide."""
    return f"<p:notes NAMESPACES><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:notes>"


def _page(name: str, shapes: str, attributes: str = "") -> str:
    return f"<p:{name} {_OOXML} {attributes}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:{name}>"


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    made = (
        f'<Relationship Id="{name}" Type="{_TYPES}{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f"<Relationships>{''.join(made)}</Relationships>"


def told(draft: Draft) -> tuple[Piece, ...]:
    """Give the pieces with words: the heading of a slide without a title has none."""
    return tuple(piece for piece in draft.pieces if piece.text)
