"""The tools: tokenwatch as it is called, the others each in a process of its own that may hang or die."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from environments import install
from fidelity.measures import Reading
from fidelity.words import headings_of, plain_of
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers import read_each

HERE = Path(__file__).parent
OURS = "tokenwatch"
_SECONDS = 120
"""Wall time that a peer has for a sample; the slowest took 11 s on two busy cores."""


class NoReadingError(Exception):
    """A tool gave nothing of a sample; the message says why, in one line."""


@dataclass(frozen=True)
class Peer:
    """A tool to be measured beside.

    Parameters
    ----------
    name
        Name of its package, and of its function in ``fidelity/peer.py``.
    suffixes
        The formats that it says it takes, among those of the samples, with a blank between.
    plain
        Whether it gives plain text, in which nothing says what is a heading.
    """

    name: str
    suffixes: str
    plain: bool = False

    def takes(self, sample: Path) -> bool:
        """Say whether a sample is of a format that the tool says it takes."""
        return sample.suffix in self.suffixes.split()

    def read(self, python: Path, sample: Path) -> Reading:
        """Read a sample in a process of its own.

        Raises
        ------
        NoReadingError
            If it fails, takes too long or gives no text.
        """
        printed = _run([str(python), "-I", "-B", str(HERE / "peer.py"), self.name, str(sample)], seconds=_SECONDS)
        text: str = json.loads(printed.splitlines()[-1])
        if not text.strip():
            raise NoReadingError("gives no text, and no error")
        return Reading(text) if self.plain else Reading(plain_of(text), tuple(headings_of(text)))


PEERS = (
    Peer("kreuzberg", ".csv .doc .docx .eml .epub .html .md .ods .odt .pdf .pptx .rtf .txt .xlsx .zip"),
    Peer("markitdown", ".csv .docx .epub .html .md .pdf .pptx .txt .xlsx .zip"),
    Peer("trafilatura", ".html"),
    Peer("python-docx", ".docx"),
    Peer("pypdf", ".pdf", plain=True),
    Peer("pdfplumber", ".pdf", plain=True),
)


def read_ours(sample: Path) -> Reading:
    """Read a sample with tokenwatch, the files in it included.

    Raises
    ------
    NoReadingError
        If it or a file in it cannot be read.
    """
    texts: list[str] = []
    headings: list[str] = []
    try:
        for found in read_each(sample):
            if not isinstance(found, Document):
                raise found
            texts.append(found.text)
            headings += [found.text[block.start : block.end] for block in found.blocks if block.kind == "heading"]
    except ReadError as error:
        raise NoReadingError(f"{error.kind}: {error.message}") from error
    return Reading("\n\n".join(texts), tuple(headings))


def prepare(folder: Path) -> Path:
    """Install the peers where they are not yet, and give their Python.

    Raises
    ------
    NotInstalledError
        If the installer fails.
    """
    wanted = HERE / "peers.txt"
    return install(folder, ("--requirement", str(wanted)), wanted.read_text(encoding="utf-8"))


def versions(python: Path) -> dict[str, str]:
    """Give the versions of the peers that are installed."""
    found: dict[str, str] = json.loads(_run([str(python), "-I", "-B", str(HERE / "peer.py")]))
    return found


def _run(command: list[str], *, seconds: int | None = None) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise NoReadingError(f"still at it after {seconds} s") from error
    if done.returncode:
        lines = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise NoReadingError(lines[-1] if lines else f"ended with {done.returncode}")
    return done.stdout
