"""Tiny Word and Excel files made by hand, and ways to break any file, for the readers' tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

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


def zipped(members: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """A zip container, whose bytes do not hang on the clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.comment = comment
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
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


def damaged(whole: bytes, data: st.DataObject, *, signs: bytes = bytes(range(256))) -> bytes:
    """Cut a file somewhere and change some of its bytes, as Hypothesis draws it, to some that the format minds."""
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for place in data.draw(st.lists(st.integers(0, len(broken) - 1), max_size=9)) if broken else ():
        broken[place] = data.draw(st.sampled_from(signs))
    return bytes(broken)


def _relations(targets: dict[str, str]) -> str:
    made = (f'<Relationship Id="{t}" Type="{_RELATIONS}/{t}" Target="{x}"/>' for t, x in targets.items())
    return f"<Relationships>{''.join(made)}</Relationships>"
