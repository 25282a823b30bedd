"""Join the trained parts into one pipeline, cut its strings to those it needs, and store half precision."""

from __future__ import annotations

import argparse
import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

LOGGER = logging.getLogger("pack")

LEAST_HASH = 2**20
"""Hashes are 64 bits long; the other whole numbers in an edit tree are lengths and places in a word."""
MOST_BYTES = 12_000_000
"""What the folder with pipeline, card, manifest and licence may take in the wheel."""
ROOM_FOR_PAPERS = 60_000
"""Kept free for card, manifest and licence: they take 45 kB."""
META = {
    "lang": "en",
    "name": "tokenwatch_ud",
    "version": "0.1.0",
    "description": "Small English pipeline on Universal Dependencies for policy documents",
    "author": "The tokenwatch developers",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8,<4",
}


def join(syntax: Path, names: Path) -> Language:
    """Return the syntax pipeline with the names component added; both must know the same word vectors.

    Raises
    ------
    SystemExit
        If they were trained with different vectors: only one table is shipped.
    """
    import spacy

    tables = [(part / "vocab" / "vectors").read_bytes() for part in (syntax, names)]
    if tables[0] != tables[1]:
        raise SystemExit(f"{syntax} and {names}: trained with different word vectors; train both with the same")
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(names, vocab=nlp.vocab))
    nlp.meta.update(META)
    nlp.meta["performance"] = {}
    # Where the training data lay is of no use to anybody else.
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    return nlp


def find_numbers(value: Any) -> Iterator[int]:
    """Yield every whole number inside nested lists and dictionaries."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from find_numbers(item)
    elif isinstance(value, int):
        yield value


def needed_strings(strings: Mapping[int, str], labels: Iterable[str], trees: Any) -> list[str]:
    """Return the strings of labels, features and edit trees in alphabetical order.

    The tokeniser brings its own, and the vectors' keys are looked up by hash and need none. Without the trees' strings
    the lemmatiser cannot be loaded.
    """
    kept = set(labels)
    kept |= {part for label in kept for feature in label.split("|") for part in [feature, *feature.split("=")]}
    numbers = (number for number in find_numbers(trees) if number > LEAST_HASH)
    return sorted(kept | {strings[number] for number in numbers if number in strings})


def prune_strings(path: Path) -> int:
    """Cut the pipeline's strings to those it needs, and return how many are left."""
    import srsly
    from spacy.strings import StringStore

    store = StringStore().from_disk(path / "vocab" / "strings.json")
    labels = srsly.read_json(path / "meta.json")["labels"].values()
    trees = [srsly.msgpack_loads(file.read_bytes()) for file in sorted(path.rglob("trees"))]
    known = {store[text]: text for text in store}
    kept = needed_strings(known, {str(label) for part in labels for label in part}, trees)
    srsly.write_json(path / "vocab" / "strings.json", kept)
    return len(kept)


def narrow_weights(path: Path) -> None:
    """Rewrite every stored model in half precision; scores change by less than a tenth of a point."""
    import numpy as np
    import srsly

    for file in sorted(path.rglob("model")):
        message = srsly.msgpack_loads(file.read_bytes())
        for params in message["params"]:
            for name, value in params.items():
                if isinstance(value, np.ndarray):
                    params[name] = value.astype(np.float16)
        file.write_bytes(srsly.msgpack_dumps(message))


def renumber(key_to_row: Mapping[int, int], size: int) -> tuple[dict[int, int], list[int]]:
    """Return keys with their rows numbered anew, those of the most keys first, and the old rows in that order.

    msgpack writes a number under 128 in one byte and one from 256 in three: with half of the keys on a few shared
    rows that saves a tenth of the keys' file.
    """
    sharing = [0] * size
    for row in key_to_row.values():
        sharing[row] += 1
    order = sorted(range(size), key=lambda row: (-sharing[row], row))
    new = {row: place for place, row in enumerate(order)}
    return {key: new[row] for key, row in key_to_row.items()}, order


def narrow_vectors(vocab: Path) -> None:
    """Rewrite the word vectors in half precision and with the shortest keys."""
    import numpy as np
    import srsly

    table = np.load(vocab / "vectors", allow_pickle=False)
    keys, order = renumber(srsly.read_msgpack(vocab / "key2row"), len(table))
    with (vocab / "vectors").open("wb") as target:
        np.save(target, table[order].astype(np.float16), allow_pickle=False)
    srsly.write_msgpack(vocab / "key2row", keys)


def folder_size(path: Path) -> int:
    """Return the bytes of all files under a folder."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def main() -> None:
    """Write the packed pipeline folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("syntax", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    nlp = join(options.syntax, options.names)
    if options.out.exists():
        shutil.rmtree(options.out)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(options.out)
    kept = prune_strings(options.out)
    narrow_weights(options.out)
    narrow_vectors(options.out / "vocab")
    size = folder_size(options.out)
    LOGGER.info("%s: %.2f MB, %d strings", options.out, size / 1e6, kept)
    if size > MOST_BYTES - ROOM_FOR_PAPERS:
        raise SystemExit(f"{options.out}: {size / 1e6:.2f} MB, too much for 12 MB with its papers; give fewer rows")


if __name__ == "__main__":
    main()
