"""Names of people in a few sentences, by the entity recogniser, to be left out of tables."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from spacy.language import Language

from tokenwatch.language.trained import load_english

_UNREAD = ("tagger", "morphologizer", "parser", "trainable_lemmatizer")
_PERSON = ("PER", "PERSON")
"""What the project's pipeline and spaCy's own call a person."""
_ADDRESSED = re.compile(
    r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Rev|Cllr|Councillor)\.? ((?:[A-Z][\w'’-]+ ?){1,3})"
)
"""A form of address with what is written large behind it: a name whatever it looks like."""
_TWO_LARGE = re.compile(r"\b[A-Z][\w'’-]+ (?:[A-Z][\w'’.-]* )?[A-Z][\w'’-]+")


def find_addressed(text: str) -> set[str]:
    """Find the names that stand behind a form of address.

    Examples
    --------
    >>> find_addressed("A letter from Cllr Amina Begum")
    {'Amina Begum'}
    """
    return {match[1].strip() for match in _ADDRESSED.finditer(text)}


def find_names_of_people(texts: Collection[str]) -> set[str]:
    """Find what look like names of people.

    A recogniser with an F1 of 0.69 on names misses some and takes some places for people: it is to leave names out, and
    tells nothing about anybody.

    Parameters
    ----------
    texts
        Sentences; of titles, in which all is written large, it takes every other for somebody. Those without two words
        in a row that are written large are not looked at.

    Returns
    -------
    set of str

    Examples
    --------
    >>> sorted(find_names_of_people(["In May Joan Price and six other tenants chose it with Dr Patel."]))
    ['Joan Price', 'Patel']
    """
    wanted = [text for text in dict.fromkeys(texts) if _TWO_LARGE.search(text)]
    names = {name for text in texts for name in find_addressed(text)}
    whole = [text.encode("utf-8", "replace").decode() for text in wanted]  # without halves of surrogate pairs
    for doc in _recogniser().pipe(whole) if whole else ():
        names.update(span.text for span in doc.ents if span.label_ in _PERSON)
    return names


@cache
def _recogniser() -> Language:
    return load_english(exclude=_UNREAD)
