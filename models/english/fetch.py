"""Fetch the treebanks from their public homes at the commits this pipeline was trained on.

``PYTHONPATH=models python -m english.fetch FOLDER``, then ``make train-english DATA=FOLDER``. GUM's non-commercial
genres are cut out before anything is written. Each file is compared with the one used for the shipped weights: some
training files were put together from the treebanks' own source files, so a difference there is told and is no error;
a difference in another file is one.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import urllib.request
from pathlib import Path

from .sources import Source, checksum, commercial_part, treebank_files

LOGGER = logging.getLogger("fetch")
HOME = "https://raw.githubusercontent.com"


def store(source: Source, raw: bytes, folder: Path) -> bool:
    """Write one file's commercial part, compressed; return False where it should equal the one used and does not."""
    data = commercial_part(raw.decode("utf8")).encode("utf8")
    with gzip.GzipFile(folder / source.name, "wb", mtime=0) as target:
        target.write(data)
    same = checksum(data) == source.sha256_of_text
    LOGGER.info("%s: %s", source.name, "as used for the shipped weights" if same else "differs from the file used")
    return same or not source.as_released


def fetch(source: Source) -> bytes:
    """Fetch one file at its commit."""
    address = f"{HOME}/{source.repository}/{source.commit}/{source.path}"
    with urllib.request.urlopen(address, timeout=120) as answer:
        data: bytes = answer.read()
    return data


def main() -> None:
    """Fetch all nine files into one folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    logging.basicConfig(level=logging.INFO)
    folder.mkdir(parents=True, exist_ok=True)
    differing = [source.name for source in treebank_files() if not store(source, fetch(source), folder)]
    if differing:
        raise SystemExit(f"{', '.join(differing)}: not the text used, so scores will not compare; see sources.json")


if __name__ == "__main__":
    main()
