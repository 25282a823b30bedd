"""Put labels and texts together: the labels are the project's, most of the texts are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from english.treebank import is_commercial, open_text
from labelling.gold_format import as_gold
from labelling.standoff import find_texts, join, write_records
from labelling.standoff_files import read_standoff

ROOT = Path(__file__).parents[2]
CORPORA = ROOT / "corpora"

GOLD = Path("gold") / "dev.jsonl"
BULK = Path("bulk") / "bulk.jsonl.gz"
REAL = {"real/gold": GOLD, "real/bulk": BULK}
"""Labels without words, and the file under the texts' folder that holds their texts."""
TREEBANKS = (Path("ud") / "en_ewt-ud-train.conllu.gz", Path("ud") / "en_gum-ud-train.conllu.gz")
"""Reviews, letters, news, talks: everyday text in which hardly a sentence speaks of involving people."""
WORDS = 500
"""Least words of an everyday document; shorter ones of the treebank are put together."""
SENTENCES = 5
"""Sentences of a paragraph, since the treebanks' own paragraphs are often one sentence."""


def gather(texts: Path, folder: Path) -> tuple[Path, list[Path], list[str]]:
    """Write gold files to learn from.

    Parameters
    ----------
    texts
        Folder with ``gold/dev.jsonl``, ``bulk/bulk.jsonl.gz`` and the treebanks under ``ud/``.
    folder
        To write into.

    Returns
    -------
    tuple
        The gold file to measure on, the further files to learn from, and what is missing, one line each.
    """
    missing = [
        f"{texts / path}: there is no such file" for path in (GOLD, BULK, *TREEBANKS) if not (texts / path).exists()
    ]
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
    files.append(folder / "everyday.jsonl")
    write_records(files[-1], everyday(path for path in (texts / name for name in TREEBANKS) if path.exists()))
    return texts / GOLD, files, missing


def everyday(treebanks: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Make documents of everyday text in which every sentence counts as one that is on something else.

    Nobody has labelled them; a sentence in a thousand may speak of involvement after all. They carry no verdict.
    """
    for path in treebanks:
        for number, sentences in enumerate(_documents(path)):
            parts = [sentences[start : start + SENTENCES] for start in range(0, len(sentences), SENTENCES)]
            text = "\n\n".join(" ".join(part) for part in parts)
            name = path.name.partition("-ud-")[0]
            yield {"id": f"{name}-{number}", "repo": name, "text": text, "complete": True, "passages": []}


def _documents(path: Path) -> Iterator[list[str]]:
    sentences: list[str] = []
    is_free = True
    for line in open_text(path):
        if line.startswith("# newdoc id = "):
            is_free = is_commercial(line.removeprefix("# newdoc id = "))
            if sum(len(sentence.split()) for sentence in sentences) >= WORDS:
                yield sentences
                sentences = []
        elif is_free and line.startswith("# text = "):
            sentences.append(line.removeprefix("# text = "))
    if sentences:
        yield sentences
