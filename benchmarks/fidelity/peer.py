"""Read one sample with one tool, in the peers' own environment: nothing of tokenwatch is installed there.

``python peer.py TOOL FILE`` prints JSON: the text as Markdown, or as plain text where the tool gives no Markdown, and
whether it tells headings. ``python peer.py`` prints the versions of the tools.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib.metadata import version


def kreuzberg(path: str) -> str:
    """Read with kreuzberg, which gives Markdown on demand."""
    from kreuzberg import ExtractionConfig, extract_file_sync

    asked = ExtractionConfig(output_format="markdown", use_cache=False, disable_ocr=True)
    return str(extract_file_sync(path, config=asked).content)


def markitdown(path: str) -> str:
    """Read with markitdown."""
    from markitdown import MarkItDown

    return str(MarkItDown(enable_plugins=False).convert(path).text_content)


def trafilatura(path: str) -> str:
    """Read with trafilatura, asked for Markdown with what it keeps of a page's structure."""
    from trafilatura import extract

    with open(path, "rb") as file:  # noqa: PTH123  # also run by older Pythons
        page = file.read()
    return extract(page, output_format="markdown", include_tables=True, include_formatting=True) or ""


def python_docx(path: str) -> str:
    """Read with python-docx: paragraphs and tables in their order, headings by the names of their styles."""
    from docx import Document
    from docx.table import Table

    lines = []
    for block in Document(path).iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            style = block.style.name if block.style is not None else ""
            lines.append(f"# {block.text}" if style.startswith(("Heading", "Title")) else block.text)
    return "\n\n".join(lines)


def pypdf(path: str) -> str:
    """Read with pypdf, page by page."""
    from pypdf import PdfReader

    return "\n\n".join(page.extract_text() for page in PdfReader(path).pages)


def pdfplumber(path: str) -> str:
    """Read with pdfplumber, page by page."""
    from pdfplumber import open as open_pdf

    with open_pdf(path) as pdf:
        return "\n\n".join(page.extract_text() or "" for page in pdf.pages)


TOOLS: dict[str, Callable[[str], str]] = {
    "kreuzberg": kreuzberg,
    "markitdown": markitdown,
    "trafilatura": trafilatura,
    "python-docx": python_docx,
    "pypdf": pypdf,
    "pdfplumber": pdfplumber,
}


def main() -> None:
    """Do what the command line says; an error ends with its message as the last line of the standard error."""
    if len(sys.argv) == 1:
        sys.stdout.write(json.dumps({name: version(name) for name in TOOLS}))
        return
    text = TOOLS[sys.argv[1]](sys.argv[2])
    sys.stdout.write("\n" + json.dumps(text))  # behind whatever a tool prints of itself


if __name__ == "__main__":
    main()
