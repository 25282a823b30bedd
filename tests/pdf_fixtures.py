"""Tiny PDF files made by hand, with whatever a page can hold: places, rules, pictures, fields, notes, files."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

A4 = (595, 842)
_FIRST_PAGE = 100
_FIRST_NOTE = 10_000


@dataclass(frozen=True)
class Page:
    """Operators of a page, further entries of its dictionary, and its annotations' dictionaries."""

    content: str = ""
    entries: str = ""
    annotations: Sequence[str] = ()


def show(x: float, y: float, text: str, *, size: float = 10, font: str = "F1") -> str:
    """One line of text at a place; F1 is Helvetica, F2 its bold."""
    return f"BT /{font} {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET"


def turned(x: float, y: float, text: str, *, cosine: float, sine: float, size: float = 10) -> str:
    """One line of text turned about its beginning."""
    return f"BT /F1 {size} Tf {cosine} {sine} {-sine} {cosine} {x} {y} Tm ({_escaped(text)}) Tj ET"


def column(texts: Iterable[str], *, left: float, top: float, leading: float = 12, size: float = 10) -> list[str]:
    """Lines of text, one under the other."""
    return [show(left, top - leading * index, text, size=size) for index, text in enumerate(texts)]


def picture(left: float = 0, bottom: float = 0, width: float = A4[0], height: float = A4[1]) -> str:
    """A grey picture."""
    return f"q {width} 0 0 {height} {left} {bottom} cm /I Do Q"


def grid(columns: Sequence[float], rows: Sequence[float]) -> str:
    """Rules at the given places, all across."""
    across = [f"{columns[0]} {y} m {columns[-1]} {y} l S" for y in rows]
    down = [f"{x} {rows[0]} m {x} {rows[-1]} l S" for x in columns]
    return "\n".join([*across, *down])


def made(
    *pages: Page | str | Sequence[str],
    catalog: str = "",
    objects: Mapping[int, bytes | str] | None = None,
) -> bytes:
    """A PDF of pages, with further entries of its catalogue and further objects (numbers 20 to 99)."""
    parts: dict[int, bytes] = {
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        5: b"<<>>",
        6: stream(b"\x80", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"),
    }
    kids = []
    for index, given in enumerate(pages):
        page = given if isinstance(given, Page) else Page(given if isinstance(given, str) else "\n".join(given))
        number = _FIRST_PAGE + 2 * index
        kids.append(f"{number} 0 R")
        notes = []
        for note in page.annotations:
            notes.append(_FIRST_NOTE + len(parts))
            parts[notes[-1]] = f"<</Type/Annot/F 4/P {number} 0 R{note}>>".encode("cp1252")
        listed = " ".join(f"{note} 0 R" for note in notes)
        parts[number] = (
            f"<</Type/Page/Parent 2 0 R/Contents {number + 1} 0 R/Annots[{listed}]{page.entries}"
            "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</I 6 0 R>>>>>>"
        ).encode()
        parts[number + 1] = stream(page.content.encode("cp1252"))
        catalog = catalog.replace(f"@annots{index}", listed)
    parts[1] = f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode("cp1252")
    parts[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}/MediaBox[0 0 {A4[0]} {A4[1]}]>>".encode()
    for number, content in (objects or {}).items():
        parts[number] = content.encode("cp1252") if isinstance(content, str) else content
    return _file(parts)


def form(page: Page | Sequence[str], *fields: str) -> bytes:
    """A PDF of one page with form fields."""
    base = page if isinstance(page, Page) else Page("\n".join(page))
    widgets = [f"/Subtype/Widget{field}" for field in fields]
    return made(
        Page(base.content, base.entries, [*base.annotations, *widgets]),
        catalog="/AcroForm<</Fields[@annots0]/DR<<>>/DA(/F1 10 Tf)>>",
    )


def stream(content: bytes, entries: str = "") -> bytes:
    """A stream object."""
    return f"<<{entries}/Length {len(content)}>>stream\n".encode("cp1252") + content + b"\nendstream"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Mapping[int, bytes]) -> bytes:
    """A PDF of numbered objects: 1 is its catalogue, 5 what it says of itself."""
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


def bomb(mebibytes: int) -> bytes:
    """A PDF of a few kilobytes whose one page unpacks to the given size of text operators."""
    operators = b"BT /F1 12 Tf (we were asked ) Tj ET\n" * (2**20 // 35)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(operators) for _ in range(mebibytes)) + packer.flush()
    return made("", objects={_FIRST_PAGE + 1: stream(packed, "/Filter/FlateDecode")})
