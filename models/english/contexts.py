"""Describe words by what stands beside them in unlabelled policy text and the treebanks' training text, by counting.

Each lower-cased word is counted with the words one and two places before and after it, each place apart, because a
parser's questions are about places; the counts become positive pointwise mutual information, and a truncated singular
value decomposition of that gives the vectors (Levy and Goldberg 2014, "Neural word embedding as implicit matrix
factorization"; context smoothing 0.75 from Levy, Goldberg and Dagan 2015). Same text, same vectors: counting has no
threads that race and no order of visits, and takes a minute where floret's skip-gram on the same text was estimated
at twenty.
"""

from __future__ import annotations

import collections
import gzip
import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

CONTEXTS = 6_000
"""Context words: the most frequent; rarer ones add columns that are nearly empty."""
PLACES = (-2, -1, 1, 2)
SMOOTHING = 0.75
WORDS, MINIMUM_COUNT, WIDTH = 40_000, 4, 96
"""Words described here: more than get rows of their own in the end, because the others' neighbours give them a
cluster. Width as that of the final table."""
TREEBANK_COPIES, TREEBANK_WEIGHT = 2, 20
"""The treebanks' text is 2 % of the policy text, yet it is the register of the parser's training sentences: its
neighbourhoods are counted twice, and a word there weighs as 20 of policy text when words are chosen *here*. Which words
get a vector in the end does not depend on it; see ``vectors.py``."""

Line = list[str]


def read_bulk(path: Path) -> Iterator[str]:
    """Yield each distinct text of a gzipped JSONL file with a ``text`` field once."""
    seen: set[bytes] = set()
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            text = json.loads(line)["text"] or ""
            digest = hashlib.sha256(text.encode()).digest()
            if digest not in seen:
                seen.add(digest)
                yield text


def read_corpora(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the raw text of every Doc in converted corpora."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("en").vocab
    for path in paths:
        for doc in DocBin().from_disk(path).get_docs(vocab):
            yield doc.text


def split_words(texts: Iterable[str]) -> Iterator[Line]:
    """Yield the words of every line with more than two, as spaCy's English tokeniser gives them."""
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    for text in texts:
        for line in text.split("\n"):
            words = [token.text for token in tokenizer(line) if not token.is_space]
            if len(words) > 2:
                yield words


def count_words(lines: Iterable[Line]) -> collections.Counter[str]:
    """Count the words of all lines."""
    return collections.Counter(itertools.chain.from_iterable(lines))


def lower(lines: Iterable[Line]) -> list[Line]:
    """Return the lines in lower case, one string for each word however often it stands."""
    known: dict[str, str] = {}
    return [[known.setdefault(word, word.lower()) for word in line] for line in lines]


def choose_words(policy: collections.Counter[str], treebanks: collections.Counter[str]) -> list[str]:
    """Return the words that are described, the weightiest first."""
    total = {word: policy[word] + TREEBANK_COPIES * treebanks[word] for word in policy | treebanks}
    weight = {word: n + TREEBANK_WEIGHT * treebanks[word] for word, n in total.items() if n >= MINIMUM_COUNT}
    return sorted(weight, key=lambda word: (-weight[word], word))[:WORDS]


def count_contexts(lines: Iterable[Line], words: list[str]) -> Any:
    """Return the sparse counts of words (rows) with their neighbours at each place (blocks of columns)."""
    import numpy as np
    from scipy import sparse

    rows = {word: row for row, word in enumerate(words)}
    size = len(words)
    # Two empty places between lines, so that no window reaches over a line's end.
    padded = itertools.chain.from_iterable([*(rows.get(word, size) for word in line), size, size] for line in lines)
    places = np.fromiter(padded, dtype=np.int64)
    blocks = []
    for offset in PLACES:
        centre = places[max(0, -offset) : len(places) - max(0, offset)]
        neighbour = places[max(0, offset) : len(places) - max(0, -offset)]
        known = (centre < size) & (neighbour < min(CONTEXTS, size))
        keys, counts = np.unique(centre[known] * CONTEXTS + neighbour[known], return_counts=True)
        pairs = (counts.astype(np.float32), (keys // CONTEXTS, keys % CONTEXTS))
        blocks.append(sparse.coo_matrix(pairs, shape=(size, CONTEXTS)))
    return sparse.hstack(blocks).tocoo()


def factorise(counts: Any, *, width: int = WIDTH) -> Any:
    """Return unit vectors, one row a word, from the counts' positive pointwise mutual information."""
    import numpy as np
    from scipy import sparse
    from sklearn.utils.extmath import randomized_svd

    of_word = np.asarray(counts.sum(axis=1)).ravel()
    of_context = np.asarray(counts.sum(axis=0)).ravel() ** SMOOTHING
    of_context /= of_context.sum()
    information = np.log(counts.data / (of_word[counts.row] * of_context[counts.col]))
    kept = information > 0
    entries = (information[kept].astype(np.float32), (counts.row[kept], counts.col[kept]))
    positive = sparse.csr_matrix(entries, shape=counts.shape)
    left, values, _ = randomized_svd(positive, width, n_oversamples=10, n_iter=3, random_state=0)
    vectors = left * np.sqrt(values)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def describe_words(bulk: list[Line], treebanks: list[Line]) -> tuple[list[str], Any]:
    """Return the words described (lower case, weightiest first) and their unit vectors, one row each."""
    policy, own = lower(bulk), lower(treebanks)
    words = choose_words(count_words(policy), count_words(own))
    return words, factorise(count_contexts(itertools.chain(policy, *[own] * TREEBANK_COPIES), words))
