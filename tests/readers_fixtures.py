"""Tiny Word, Excel and PDF files made by hand, for the readers' tests."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

from hypothesis import strategies as st

from pdf_fixtures import pdf_file

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWN = {"chart": "c:chartSpace", "diagramData": "dgm:dataModel", "aFChunk": "html"}
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
        ("paragraph", "Strong", "Strong line", "<w:rPr><w:b/></w:rPr>"),
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
    """A Word file with a body, and any of footnotes, endnotes, comments, core (its properties) and what is drawn.

    What is drawn has its kind of relation ("chart") as its identifier.
    """
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
    for name, tag in _DRAWN.items():
        if name in parts:
            made[f"word/{name}.xml"] = f"<{tag} {_SPACES}>{parts[name]}</{tag}>"
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


def xlsx(*sheets: str, workbook: str = "", strings: Sequence[str] = (), styles: str = "", **beside: str) -> bytes:
    """An Excel workbook of sheets named Sheet1, Sheet2 …, given as what stands in the sheet's element.

    A sheet that begins with ``"hidden:"`` is hidden. Of what stands beside cells, each part (comments, threadedComment,
    drawing, with charts as chart) belongs to the first sheet.
    """
    hidden = {True: ' state="hidden"', False: ""}
    tabs = "".join(
        f'<sheet name="Sheet{n}" r:id="sheet{n}"{hidden[sheet.startswith("hidden:")]}/>'
        for n, sheet in enumerate(sheets, start=1)
    )
    made = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f"<workbook {_SPACES}>{workbook}<sheets>{tabs}</sheets></workbook>",
        "xl/sharedStrings.xml": f"<sst>{''.join(f'<si>{string}</si>' for string in strings)}</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
    }
    related = {"sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}
    listed = "".join(
        f'<Relationship Id="sheet{n + 1}" Type="x/worksheet" Target="s{n}.xml"/>' for n in range(len(sheets))
    )
    made["xl/_rels/workbook.xml.rels"] = _relations(related).replace("<Relationships>", f"<Relationships>{listed}")
    for n, sheet in enumerate(sheets):
        made[f"xl/s{n}.xml"] = f"<worksheet>{sheet.removeprefix('hidden:')}</worksheet>"
    made |= {f"xl/{name}.xml": f"<{name} {_SPACES}>{text}</{name}>" for name, text in beside.items()}
    made["xl/_rels/s0.xml.rels"] = _relations({name: f"{name}.xml" for name in beside if name != "chart"})
    made["xl/_rels/drawing.xml.rels"] = _relations({name: f"{name}.xml" for name in beside if name == "chart"})
    return zipped(made)


def damaged(whole: bytes, data: st.DataObject) -> bytes:
    """Cut a file somewhere and change some of its bytes, as Hypothesis draws it."""
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for place in data.draw(st.lists(st.integers(0, len(broken) - 1), max_size=4)) if broken else ():
        broken[place] = data.draw(st.integers(0, 255))
    return bytes(broken)


def _relations(targets: dict[str, str]) -> str:
    made = (f'<Relationship Id="{t}" Type="{_RELATIONS}/{t}" Target="{x}"/>' for t, x in targets.items())
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
    return pdf_file(objects)


def _content(shown: Sequence[Shown] | None) -> bytes:
    if shown is None:
        return b"q 500 0 0 700 40 60 cm /I Do Q"
    parts = []
    for x, y, size, text in shown:
        font = "F2" if text.startswith("*") else "F1"
        plain = text.removeprefix("*").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(f"BT /{font} {size} Tf {x} {y} Td ({plain}) Tj ET".encode("cp1252"))
    return b"\n".join(parts)


def pdf_bomb(mebibytes: int) -> bytes:
    """A PDF of a few kilobytes whose one page unpacks to the given size of text operators."""
    operators = b"BT /F1 12 Tf (we were asked ) Tj ET\n" * (2**20 // 35)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(operators) for _ in range(mebibytes)) + packer.flush()
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 11 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    return pdf_file({
        1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>",
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", 5: b"<<>>", 10: page, 11: stream,
    })  # fmt: skip
