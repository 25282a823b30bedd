"""Make the word vectors that the encoders read beside a word's shape: one table from three sources.

For each word: what stands beside it (``contexts.py``), its Brown cluster, and the lists of names that hold it
(``lexicon.py``), side by side in one matrix, cut to 96 columns by one singular value decomposition. So a rare word
without counts still lies near the words of its cluster, and "Priya" near "Susan".

Words are chosen by policy text, general frequency and the name lists *alone*. To give each word of the treebanks'
training text a vector, as was tried first, teaches the parser that names have one: there hardly any name lacked it, in
new text two in five did. Chosen as they are now, the share without is alike in training and in new text.
"""

from __future__ import annotations

import argparse
import collections
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .contexts import WIDTH, count_words, describe_words, read_bulk, read_corpora, split_words
from .lexicon import Flags, Lexicon, read_lexicon

if TYPE_CHECKING:
    from spacy.language import Language

LOGGER = logging.getLogger("vectors")

OWN_ROWS = 14_500
"""Words with a row of their own: with the shared rows and their keys, what fits into 12 MB beside the weights."""
FORMS, LEAST_WEIGHT = 100_000, 2.0
"""Spellings with a vector before the name lists add theirs, and what such a one must weigh."""
FREQUENT, GENERAL_SHARE = 250_000, 0.1
"""General frequencies weigh as a tenth of the policy text; of them the 250,000 most frequent are looked at."""
SHARED_BY = 3
"""A cluster's row for certain names is shared by three words at least; with fewer, they take the names' row."""
PREFIXES = (4, 6, 8, 10, 13, 20)
"""Bits of the cluster's path that get columns: from word classes to near synonyms (4, 6, 10 and 20 after Ratinov and
Roth 2009, "Design challenges and misconceptions in named entity recognition")."""
CLUSTER_WEIGHT, LIST_WEIGHT = 1.0, 0.45
"""Lengths of the parts beside the contexts' 1: clusters as much as contexts, each list half. Set once, not tuned."""
GUESSED_FROM, NEIGHBOURS = 25_000, 8
"""A word without a cluster gets that of most of its eight nearest neighbours among the 25,000 weightiest words."""


@dataclass(frozen=True, order=True)
class Row:
    """What the words of one row have in common; ``word`` (lower case) is empty where the row is shared."""

    word: str
    cluster: int
    flags: Flags


@dataclass(frozen=True)
class Contexts:
    """Words described by their neighbours (lower case, weightiest first) and their unit vectors."""

    words: Sequence[str]
    vectors: Any


def weigh(counts: Mapping[str, int], lexicon: Lexicon) -> collections.Counter[str]:
    """Return the weight of each spelling: its count in policy text, and its general frequency."""
    import math

    weight: collections.Counter[str] = collections.Counter(counts)
    scale = GENERAL_SHARE * sum(counts.values())
    known = (word for word in lexicon.log_frequency if word in lexicon.clusters)
    for word in sorted(known, key=lexicon.log_frequency.__getitem__, reverse=True)[:FREQUENT]:
        weight[word] += scale * math.exp(lexicon.log_frequency[word])  # type: ignore[assignment]  # a Counter takes floats
    return weight


def choose_forms(weight: collections.Counter[str], described: set[str], lexicon: Lexicon) -> list[str]:
    """Return the spellings that get a vector: the weightiest of which anything is known, then the name lists'."""
    known = (word for word, share in weight.most_common() if share >= LEAST_WEIGHT)
    forms = [word for word in known if word.lower() in described or word in lexicon.clusters][:FORMS]
    chosen = set(forms)
    return forms + [word for word in lexicon.names.words() if word not in chosen]


def guess_clusters(contexts: Contexts, lexicon: Lexicon) -> dict[str, int]:
    """Return a cluster for each described word that has none, from its neighbours."""
    import numpy as np

    row = {word: place for place, word in enumerate(contexts.words)}
    known = [word for word in contexts.words[:GUESSED_FROM] if lexicon.cluster(word)]
    unknown = [word for word in contexts.words if not lexicon.cluster(word)]
    if len(known) <= NEIGHBOURS:
        return {}
    of_known = contexts.vectors[[row[word] for word in known]]
    guesses: dict[str, int] = {}
    for start in range(0, len(unknown), 2_000):
        part = unknown[start : start + 2_000]
        likeness = contexts.vectors[[row[word] for word in part]] @ of_known.T
        nearest = np.argpartition(-likeness, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
        for word, places, shares in zip(part, nearest, likeness, strict=True):
            votes: collections.Counter[int] = collections.Counter()
            for place in places:
                votes[lexicon.cluster(known[place])] += shares[place]
            guesses[word] = votes.most_common(1)[0][0]
    return guesses


def give_rows(forms: Sequence[str], contexts: Contexts, lexicon: Lexicon, *, own: int = OWN_ROWS) -> dict[str, Row]:
    """Say for each spelling which row it takes: one of its own, or one shared by its cluster and lists."""
    described, guesses = set(contexts.words), guess_clusters(contexts, lexicon)
    rows: dict[str, Row] = {}
    owners: set[Row] = set()
    for form in forms:
        word, flags = form.lower(), lexicon.names.flags(form)
        row = Row(word, lexicon.cluster(form) or guesses.get(word, 0), flags)
        if word in described and (row in owners or len(owners) < own):
            owners.add(row)
            rows[form] = row
        else:
            rows[form] = Row("", row.cluster, flags)
    sharing = collections.Counter(row for row in rows.values() if not row.word)
    for form, row in rows.items():
        if not row.word and sharing[row] < SHARED_BY and any(row.flags):
            rows[form] = Row("", 0, row.flags)
    return rows


def order_rows(rows: Mapping[str, Row]) -> list[Row]:
    """Return the distinct rows: own ones by weight, then the shared ones."""
    own = dict.fromkeys(row for row in rows.values() if row.word)
    return [*own, *sorted({row for row in rows.values() if not row.word})]


def context_block(rows: Sequence[Row], contexts: Contexts) -> Any:
    """Return each row's context vector; a shared row takes the mean direction of its cluster's own rows."""
    import numpy as np

    place = {word: number for number, word in enumerate(contexts.words)}
    width = contexts.vectors.shape[1]
    centres: dict[int, Any] = collections.defaultdict(lambda: np.zeros(width, dtype=np.float32))
    block = np.zeros((len(rows), width), dtype=np.float32)
    for number, row in enumerate(rows):
        if row.word:
            block[number] = contexts.vectors[place[row.word]]
            centres[row.cluster] += block[number]
    for number, row in enumerate(rows):
        if not row.word and row.cluster:
            block[number] = centres[row.cluster] / (np.linalg.norm(centres[row.cluster]) + 1e-9)
    return block


def cluster_block(rows: Sequence[Row], bits: int) -> Any:
    """Return one column for each path of so many bits, with the rows whose cluster lies under it."""
    import numpy as np
    from scipy import sparse

    mask = 2**bits - 1
    column = {path: number for number, path in enumerate(sorted({row.cluster & mask for row in rows}))}
    filled = [(number, column[row.cluster & mask]) for number, row in enumerate(rows) if row.cluster]
    weight = np.full(len(filled), CLUSTER_WEIGHT / len(PREFIXES) ** 0.5, dtype=np.float32)
    places = ([number for number, _ in filled], [path for _, path in filled])
    return sparse.csr_matrix((weight, places), shape=(len(rows), len(column)))


def build_table(rows: Sequence[Row], contexts: Contexts, *, width: int = WIDTH) -> Any:
    """Return the unit vectors of all rows, single precision."""
    import numpy as np
    from scipy import sparse
    from sklearn.utils.extmath import randomized_svd

    lists = np.array([row.flags for row in rows], dtype=np.float32) * LIST_WEIGHT
    blocks = [sparse.csr_matrix(context_block(rows, contexts))]
    blocks += [cluster_block(rows, bits) for bits in PREFIXES]
    joined = sparse.hstack([*blocks, sparse.csr_matrix(lists)]).tocsr()
    left, values, _ = randomized_svd(joined, width, n_oversamples=20, n_iter=4, random_state=0)
    table = left * values
    return (table / (np.linalg.norm(table, axis=1, keepdims=True) + 1e-9)).astype(np.float32)


def with_vectors(rows: Mapping[str, Row], order: Sequence[Row], table: Any) -> Language:
    """Return a blank English pipeline that knows the vectors, for ``initialize.vectors`` in the configurations."""
    import spacy
    from spacy.vectors import Vectors  # type: ignore[import-not-found]  # compiled, without stubs

    nlp = spacy.blank("en")
    vectors = Vectors(strings=nlp.vocab.strings, shape=table.shape, name="tokenwatch")
    vectors.data[:] = table
    place = {row: number for number, row in enumerate(order)}
    for form, row in rows.items():
        vectors.add(nlp.vocab.strings.add(form), row=place[row])
    nlp.vocab.vectors = vectors
    return nlp


def main() -> None:
    """Write the word vectors as a blank pipeline."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("bulk", type=Path, help="gzipped JSONL with a field text")
    parser.add_argument("out", type=Path)
    parser.add_argument("--treebanks", type=Path, nargs="*", default=[], help="converted training corpora")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    lexicon = read_lexicon()
    bulk = list(split_words(read_bulk(options.bulk)))
    contexts = Contexts(*describe_words(bulk, list(split_words(read_corpora(options.treebanks)))))
    weight = weigh(count_words(bulk), lexicon)
    rows = give_rows(choose_forms(weight, set(contexts.words), lexicon), contexts, lexicon)
    order = order_rows(rows)
    with_vectors(rows, order, build_table(order, contexts)).to_disk(options.out)
    LOGGER.info("%d words, %d rows, %d of their own", len(rows), len(order), sum(bool(row.word) for row in order))


if __name__ == "__main__":
    main()
