"""Search for inputs that break the parsers which are tokenwatch's own, led by the code that they reach.

    python fuzzing/guided.py rtf -max_total_time=300

The first word is a target, one of `TARGETS`; the rest goes to libFuzzer. What it finds lies in ``build/fuzzing`` and
becomes a test of the reader.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from random import Random

import atheris

from mutations import mutate

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "tests" / "data" / "samples"
FOUND = ROOT / "build" / "fuzzing"
_SECONDS_AN_INPUT = 5
"""An input of a few kB that takes longer shows a step that is not linear."""

with atheris.instrument_imports(include=["tokenwatch.readers", "tokenwatch.structure", "tokenwatch.sections"]):
    from tokenwatch.document import Document
    from tokenwatch.errors import ReadError
    from tokenwatch.readers import assembly, cleaning, hyphens
    from tokenwatch.readers.draft import within_limits
    from tokenwatch.readers.limits import Limits
    from tokenwatch.readers.protocol import draft_from_dict, draft_to_dict
    from tokenwatch.sections import find_sections

LIMITS = Limits(characters=50_000, inflated=2**22, pages=20)


def _reader(name: str) -> Callable[[bytes], None]:
    """Give what a reader is asked: bytes to a draft, through the wire, to a document whose blocks lie in its text."""
    with atheris.instrument_imports(include=["tokenwatch.readers"]):
        reader = import_module(f"tokenwatch.readers.read_{name}")

    def check(data: bytes) -> None:
        try:
            reader.recognises(data)
            draft = within_limits(reader.read(data, LIMITS), LIMITS)
            assert draft_from_dict(draft_to_dict(draft)) == draft
            document = assembly.assemble(draft, source="x", format_name=name, sha256="")
        except ReadError:
            return
        _look(document)

    return check


def _look(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end
    for part in find_sections(document):
        assert document.text[part.start : part.start + len(part.text)] == part.text


def _text(data: bytes) -> None:
    _look(Document.from_text(data.decode("utf-8", "replace")))


def _clean(data: bytes) -> None:
    raw = data.decode("utf-8", "replace")
    for tidy in (False, True):
        text, offsets = cleaning.clean(raw, hyphens.Words((raw,)), tidy=tidy)
        places = [offsets.to_raw(place) for place in range(len(text))]
        assert places == sorted(set(places)) or tidy
        assert all(0 <= place < len(raw) for place in places)


TARGETS: dict[str, tuple[Callable[[], Callable[[bytes], None]], str]] = {
    "clean": (lambda: _clean, ".txt"),
    "text": (lambda: _text, ".md"),
    **{
        name: (lambda name=name: _reader(name), suffix)  # type: ignore[misc]  # mypy infers no default of a lambda
        for name, suffix in (
            ("rtf", ".rtf"), ("html", ".html"), ("markdown", ".md"), ("eml", ".eml"), ("csv", ".csv"),
            ("docx", ".docx"), ("odt", ".odt"), ("odp", ".odp"), ("pptx", ".pptx"), ("xlsx", ".xlsx"), ("ods", ".ods"),
            ("epub", ".epub"), ("zip", ".zip"),
        )
    },
}  # fmt: skip
"""What may be searched, and the suffix of the samples to begin with. A PDF's bytes are PDFium's to parse."""


def _harm(data: bytes, max_size: int, seed: int) -> bytes:
    """Harm a member inside a container and pack it again: bytes flipped from outside only break its checksums."""
    harmed = mutate(data, Random(seed))
    return harmed if len(harmed) <= max_size else data[:max_size]


def main() -> None:
    """Run libFuzzer on the target named first."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit("name a target: " + ", ".join(TARGETS))
    name, *options = sys.argv[1:]
    make, suffix = TARGETS[name]
    seeds, own = FOUND / "seeds" / suffix[1:], FOUND / "corpus" / name
    for folder in (seeds, own):
        folder.mkdir(parents=True, exist_ok=True)
    for path in SAMPLES.glob(f"*{suffix}"):
        (seeds / path.name).write_bytes(path.read_bytes())
    os.chdir(FOUND)
    settings = [f"-timeout={_SECONDS_AN_INPUT}", f"-artifact_prefix={name}-", "-max_len=60000", "-rss_limit_mb=1200"]
    packed = any(path.read_bytes().startswith(b"PK") for path in seeds.iterdir())
    arguments = [sys.argv[0], *settings, *options, str(own), str(seeds)]
    atheris.Setup(arguments, make(), **({"custom_mutator": _harm} if packed else {}))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
