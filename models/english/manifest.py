"""Write the manifest beside the packed pipeline, and its scores into the model card."""

from __future__ import annotations

import argparse
import gzip
import importlib.metadata
import json
import platform
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .contexts import WIDTH
from .evaluate import RELATIONS
from .pack import META, folder_size
from .sources import HERE, checksum, read_sources, treebank_files

LIBRARIES = ("spacy", "thinc", "numpy", "scipy", "scikit-learn")
BARS = {"uas": 0.865, "las": 0.835, "pos": 0.95, "sentence_f": 0.85, "lemma": 0.95, "names_f": 0.72}
"""What was asked for on EWT test before training began."""
ROWS = {
    "uas": "UAS",
    "las": "LAS",
    "pos": "POS",
    "sentence_f": "sentence F",
    "lemma": "lemma",
    "names_f": "names F",
    "tag": "PTB tag",
    "features": "features",
}
LABELS = ("PER", "ORG", "LOC")
CORPORA = {"ewt-test": "EWT test", "ewt-dev": "EWT dev", "gum-test": "GUM test", "gum-dev": "GUM dev"}
TABLE = re.compile(r"(<!-- scores[^>]*-->\n).*?(<!-- end of scores -->)", re.DOTALL)

Scores = Mapping[str, Mapping[str, float]]


def file_checksums(folder: Path) -> dict[str, str]:
    """Return the sha256 of every file under a folder."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): checksum(file.read_bytes()) for file in files}


def check_data(folder: Path) -> dict[str, str]:
    """Say of each treebank file whether it is the one in ``sources.json``: "as named", or the sha256 of its text."""
    state = {}
    for source in treebank_files():
        found = checksum(gzip.decompress((folder / source.name).read_bytes()))
        state[source.name] = "as named" if found == source.sha256_of_text else found
    return state


def read_training(configurations: Mapping[str, Path]) -> dict[str, dict[str, Any]]:
    """Return seed and number of updates of each part, from the configuration that training stored with it."""
    from spacy.util import load_config

    parts = {}
    for part, path in configurations.items():
        config = load_config(path / "config.cfg")
        parts[part] = {"seed": config["system"]["seed"], "updates": config["training"]["max_steps"]}
    return parts


def library_versions() -> dict[str, str]:
    """Return the versions of Python and the libraries that compute here, and those of the word lists as pinned."""
    lines = (HERE.parent / "requirements.txt").read_text(encoding="utf8").splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line)
    return {
        "python": platform.python_version(),
        **{library: importlib.metadata.version(library) for library in LIBRARIES},
        **pins,
    }


def score_table(scores: Scores) -> str:
    """Return the card's table of scores in Markdown, in hundredths, with the bars beside the test set's."""
    lines = [f"| measure | wanted | {' | '.join(CORPORA.values())} | EWT test, breaks counted |", "|---" * 7 + "|"]
    for measure, label in ROWS.items():
        bar = f"{BARS[measure]:.3f}" if measure in BARS else ""
        cells = [cell(scores, corpus, measure) for corpus in CORPORA]
        cells.append(cell(scores, "ewt-test", f"{measure}_breaks_counted"))
        lines.append(f"| {label} | {bar} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", by_label(scores)]) + "\n"


def cell(scores: Scores, corpus: str, measure: str) -> str:
    """Return one figure with three places, or nothing where it was not taken."""
    value = scores.get(corpus, {}).get(measure)
    return "" if value is None else f"{value:.3f}"


def by_label(scores: Scores) -> str:
    """Return the test set's names and relations, label by label, as two sentences."""
    test = scores.get("ewt-test", {})
    names = ", ".join(f"{label} {test[key]:.2f}" for label in LABELS if (key := f"names_f_{label}") in test)
    relations = ", ".join(f"`{label}` {test[key]:.2f}" for label in RELATIONS if (key := f"las_{label}") in test)
    return f"EWT test, F by name: {names}.\nEWT test, labelled F by relation: {relations}."


def fill_card(card: str, scores: Scores) -> str:
    """Return the model card with its table of scores renewed.

    Raises
    ------
    ValueError
        If the card lacks the two markers that the table stands between.
    """
    if not TABLE.search(card):
        raise ValueError("the card lacks <!-- scores … --> and <!-- end of scores -->; put them back")
    return TABLE.sub(lambda found: found[1] + score_table(scores) + found[2], card)


def main() -> None:
    """Write ``manifest.json`` and renew the card's scores in the folder that holds ``pipeline``."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with the treebanks")
    for part in ("syntax", "names", "names-gold"):
        parser.add_argument(f"--{part}", type=Path, required=True, help="what training wrote")
    options = parser.parse_args()
    scores: Scores = json.loads(options.scores.read_text(encoding="utf8"))
    parts = {"syntax": options.syntax, "names": options.names, "names_gold": options.names_gold}
    pipeline = options.folder / "pipeline"
    manifest = {
        "name": META["name"],
        "version": META["version"],
        "licence": META["license"],
        "bytes": folder_size(pipeline),
        "scores": scores,
        "training": read_training(parts),
        "vectors": {"width": WIDTH, "seed": 0},
        "sources": read_sources(),
        "data": check_data(options.data),
        "versions": library_versions(),
        "files": file_checksums(pipeline),
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (options.folder / "manifest.json").write_text(text + "\n", encoding="utf8")
    card = options.folder / "README.md"
    card.write_text(fill_card(card.read_text(encoding="utf8"), scores), encoding="utf8")


if __name__ == "__main__":
    main()
