"""The most frequent claims without evidence."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tokenwatch.overview.records import Claims, Count, Wording

if TYPE_CHECKING:
    import pandas

MOST_WORDINGS = 30
"""Wordings and terms listed: what a reader takes in."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def words_of(text: str) -> list[str]:
    """Give the words as they are compared: small letters, no punctuation, one apostrophe.

    Examples
    --------
    >>> words_of("People’s voices – at the Heart!")
    ["people's", 'voices', 'at', 'the', 'heart']
    """
    return _WORD.findall(text.casefold().replace("’", "'"))


def find_claims(results: pandas.DataFrame, statements: pandas.DataFrame) -> Claims:
    """Find the claims that nothing specific backs, in documents that claim more than they show.

    Parameters
    ----------
    results, statements
        What `load_results` and `load_statements` gave.
    """
    beyond = results[results["answered"] & (results["claimed"] > results["evidenced"]).fillna(False)]
    unbacked = (statements["kind"] == "claim") & ~statements["specific"].fillna(False).astype(bool)
    found = statements[unbacked & statements["document_id"].isin(beyond["id"])]
    holders: dict[str, set[str]] = {}
    term_holders: dict[str, set[str]] = {}
    texts: dict[str, Counter[str]] = {}
    terms: dict[str, set[str]] = {}
    for document, text, cell in zip(found["document_id"], found["text"], found["terms"].fillna(""), strict=True):
        key = " ".join(words_of(text))
        own = {term for term in cell.split("; ") if term}
        holders.setdefault(key, set()).add(document)
        texts.setdefault(key, Counter())[" ".join(text.split())] += 1
        terms.setdefault(key, set()).update(own)
        for term in own:
            term_holders.setdefault(term, set()).add(document)
    shared = sorted((key for key in holders if len(holders[key]) > 1), key=lambda key: (-len(holders[key]), key))
    return Claims(
        n_documents=found["document_id"].nunique(),
        n_statements=len(found),
        wordings=tuple(
            Wording(usual(texts[key]), len(holders[key]), tuple(sorted(terms[key]))) for key in shared[:MOST_WORDINGS]
        ),
        n_wordings=len(shared),
        terms=_counted(term_holders),
    )


def usual(texts: Counter[str]) -> str:
    """Give the text that comes most often; of several the first by its letters."""
    return min(texts, key=lambda text: (-texts[text], text))


def _counted(holders: dict[str, set[str]]) -> tuple[Count, ...]:
    counts = sorted((Count(name, len(those)) for name, those in holders.items()), key=lambda one: (-one.n, one.name))
    return tuple(counts[:MOST_WORDINGS])
