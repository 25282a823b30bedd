"""Look at what would be published: ``make release PYTHONS="python3.11 python3.13"``.

Builds the wheel and the source package into ``dist/``, has twine check them, looks at their contents and size, and with
each Python named installs each of the two into an empty environment and reads a document with it.
"""

from __future__ import annotations

import shutil
import sys
import tarfile
import zipfile
from collections import Counter
from pathlib import Path

from check_wheel import BUILD, ROOT, run

DIST = ROOT / "dist"
TOOLS = ROOT / "build" / "release"
MOST_BYTES = 40_000_000
"""Of each of the two: what a slow line still fetches in a few minutes."""
WANTED = (
    "PKG-INFO",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CITATION.cff",
    "Makefile",
    "constraints.txt",
    "tests/conftest.py",
)
UNWANTED = (".pyc", ".ipynb_checkpoints", ".venv", "/build/", "/shared/")


def build() -> list[Path]:
    """Build both, and check them as the index would."""
    shutil.rmtree(DIST, ignore_errors=True)
    run(sys.executable, "-m", "hatchling", "build", "--directory", DIST)
    built = sorted(DIST.iterdir())
    run(sys.executable, "-m", "venv", "--clear", TOOLS)
    run(TOOLS / "bin" / "python", "-m", "pip", "install", "--quiet", "twine")
    print(run(TOOLS / "bin" / "python", "-m", "twine", "check", "--strict", *built))
    return built


def names_in(path: Path) -> list[str]:
    """List what is in a wheel, or in a source package without its folder's name."""
    if path.suffix == ".whl":
        return zipfile.ZipFile(path).namelist()
    with tarfile.open(path) as archive:
        return [name.partition("/")[2] for name in archive.getnames()]


def look_into(path: Path) -> None:
    """Refuse what lacks something, holds what does not belong there, or is too large; else say what it holds."""
    names = names_in(path)
    size = path.stat().st_size
    missing = [name for name in WANTED if name not in names] if path.suffix == ".gz" else []
    strange = [name for name in names if any(part in f"/{name}" for part in UNWANTED)]
    if missing or strange or size > MOST_BYTES:
        sys.exit(f"{path.name}: {size:,} bytes, lacks {missing}, holds {strange}")
    held = Counter(name.split("/")[0] for name in names if "/" in name)
    print(f"{path.name}: {size / 1e6:.1f} MB;", ", ".join(f"{folder} {n} files" for folder, n in sorted(held.items())))


def install_and_read(path: Path, python: str) -> None:
    """Install one of the two into an empty environment, and read the sample bid by command and in Python."""
    place = BUILD / "release"
    run(python, "-m", "venv", "--clear", place)
    run(place / "bin" / "python", "-m", "pip", "install", "--quiet", path)
    said = run(place / "bin" / "tokenwatch", "scan", ROOT / "corpora" / "samples" / "bid.md", cwd=place)
    version = run(place / "bin" / "tokenwatch", "--version", cwd=place).strip()
    if "claims more than it shows" not in said:
        sys.exit(f"{python} with {path.name} reads the sample bid as:\n{said}")
    print(f"{version} from {path.name} reads the sample bid on {run(python, '--version').strip()}")


if __name__ == "__main__":
    for package in build():
        look_into(package)
        for interpreter in sys.argv[1:] or [sys.executable]:
            install_and_read(package, interpreter)
