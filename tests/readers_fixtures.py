"""Tiny Word and PDF files made by hand, for the readers' tests."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{rest}</w:style>'
    for kind, identifier, name, rest in (
        ("paragraph", "T", "Title", ""),
        ("paragraph", "H1", "heading 1", ""),
        ("paragraph", "H2", "heading 2", ""),
        ("paragraph", "Own", "Our heading", '<w:basedOn w:val="H2"/>'),
        ("paragraph", "Out", "Chapter", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        ("paragraph", "L", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
        ("paragraph", "Q", "Quote", ""),
        ("paragraph", "TOC1", "toc 1", ""),
        ("paragraph", "Round", "Round", '<w:basedOn w:val="Round"/>'),
        ("character", "Hid", "Hidden", "<w:rPr><w:vanish/></w:rPr>"),
    )
)


def paragraph(text: str, style: str = "", inside: str = "") -> str:
    """One paragraph of WordprocessingML: a run with the text, then whatever else."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{properties}{run}{inside}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table whose cells are given as WordprocessingML."""
    made = ("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def docx(body: str, *, prolog: str = "", main: str = "word/document.xml", **parts: str) -> bytes:
    """A Word file with a body, and any of footnotes, endnotes, comments and core (its properties)."""
    made = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations({"officeDocument": main}),
        main: f"{prolog}<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{_STYLES}</w:styles>",
    }
    related = {"styles": "styles.xml"}
    for name in ("footnotes", "endnotes", "comments"):
        if name in parts:
            made[f"word/{name}.xml"] = f"<w:{name} {_SPACES}>{parts[name]}</w:{name}>"
            related[name] = f"{name}.xml"
    if "core" in parts:
        made["docProps/core.xml"] = f'<core xmlns:dc="http://purl.org/dc/elements/1.1/">{parts["core"]}</core>'
    made[f"word/_rels/{main.rpartition('/')[2]}.rels"] = _relations(related)
    return zipped(made)


def zipped(members: dict[str, str]) -> bytes:
    """A zip container."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _relations(targets: dict[str, str]) -> str:
    made = (
        f'<Relationship Id="r{n}" Type="{_RELATIONS}/{t}" Target="{x}"/>' for n, (t, x) in enumerate(targets.items())
    )
    return f"<Relationships>{''.join(made)}</Relationships>"


Shown = tuple[float, float, float, str]
"""Left, baseline, font size, text; a text that begins with ``*`` is bold."""


def pdf(*pages: Sequence[Shown] | None, fields: Sequence[tuple[str, str, float]] = (), title: str = "") -> bytes:
    """A PDF with lines of text at places, and text fields (name, value, baseline) on its first page.

    A page given as ``None`` in `pages` holds only a picture.
    """
    objects: dict[int, bytes] = {}
    first = 10
    kids, annotations = [], []
    for index, (name, value, y) in enumerate(fields):
        number = 500 + index
        annotations.append(f"{number} 0 R")
        box = f"[60 {y - 20} 500 {y}]"
        objects[number] = (
            f"<</Type/Annot/Subtype/Widget/FT/Tx/T({name})/V({value})/Rect{box}/F 4/P {first} 0 R>>".encode("cp1252")
        )
    for index, shown in enumerate(pages):
        number = first + 2 * index
        kids.append(f"{number} 0 R")
        content = _content(shown)
        annots = f"/Annots[{' '.join(annotations)}]" if annotations and not index else ""
        objects[number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {number + 1} 0 R{annots}"
            "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</I 6 0 R>>>>>>"
        ).encode()
        objects[number + 1] = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    form = f"/AcroForm<</Fields[{' '.join(annotations)}]/DR<<>>/DA(/F1 10 Tf)>>" if annotations else ""
    objects[1] = f"<</Type/Catalog/Pages 2 0 R{form}>>".encode()
    objects[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    objects[3] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects[4] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"
    objects[5] = f"<</Title({title})>>".encode("cp1252")
    objects[6] = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream"
    )
    return _file(objects)


def _content(shown: Sequence[Shown] | None) -> bytes:
    if shown is None:
        return b"q 500 0 0 700 40 60 cm /I Do Q"
    parts = []
    for x, y, size, text in shown:
        font = "F2" if text.startswith("*") else "F1"
        plain = text.removeprefix("*").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(f"BT /{font} {size} Tf {x} {y} Td ({plain}) Tj ET".encode("cp1252"))
    return b"\n".join(parts)


def _file(objects: dict[int, bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in sorted(places.items()):
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(b"trailer<</Size %d/Root 1 0 R/Info 5 0 R>>\nstartxref\n%d\n%%%%EOF" % (max(objects) + 1, start))
    return out.getvalue()


def pdf_bomb(mebibytes: int) -> bytes:
    """A PDF of a few kilobytes whose one page unpacks to the given size of text operators."""
    operators = b"BT /F1 12 Tf (we were asked ) Tj ET\n" * (2**20 // 35)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(operators) for _ in range(mebibytes)) + packer.flush()
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 11 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    return _file({
        1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>",
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", 5: b"<<>>", 10: page, 11: stream,
    })  # fmt: skip
