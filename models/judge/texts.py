"""Put labels and texts together: the labels are the project's, most of the texts are not."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORPORA = ROOT / "corpora"
# The scripts of the corpora are no package: what reads labels for the labellers reads them here.
sys.path.insert(0, str(CORPORA))
from labelling.gold_format import as_gold  # noqa: E402
from labelling.standoff import find_texts, join, write_records  # noqa: E402
from labelling.standoff_files import read_standoff  # noqa: E402

GOLD = Path("gold") / "dev.jsonl"
BULK = Path("bulk") / "bulk.jsonl.gz"
REAL = {"real/gold": GOLD, "real/bulk": BULK}
"""Labels without words, and the file under the texts' folder that holds their texts."""


def gather(texts: Path, folder: Path) -> tuple[Path, list[Path], list[str]]:
    """Write gold files to learn from.

    Parameters
    ----------
    texts
        Folder with ``gold/dev.jsonl`` and ``bulk/bulk.jsonl.gz``.
    folder
        To write into.

    Returns
    -------
    tuple
        The gold file to measure on, the further files to learn from, and what is missing, one line each.
    """
    missing = [f"{texts / path}: there is no such file" for path in (GOLD, BULK) if not (texts / path).exists()]
    files = []
    for name, path in REAL.items():
        if (texts / path).exists():
            standoff = read_standoff(CORPORA / name)
            records = join(standoff, find_texts([texts / path], standoff, missing), missing)
            files.append(folder / f"{name.replace('/', '-')}.jsonl")
            write_records(files[-1], records)
    files.append(folder / "own-train.jsonl")
    # The other quarter of our own texts is kept to measure on.
    write_records(files[-1], as_gold(CORPORA / "own", "settled", "train"))
    return texts / GOLD, files, missing
