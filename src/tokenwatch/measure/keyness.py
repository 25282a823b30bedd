"""Which words mark the texts of one label: log-odds with an informative Dirichlet prior.

Monroe, Colaresi & Quinn (2008), Fightin' Words, Political Analysis 16, 372-403, section 3.5.1. The prior is the whole
corpus, so that rare words do not come first by chance and common ones do not for being common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tokenwatch.errors import OptionError
from tokenwatch.frames import make_frame
from tokenwatch.measure.bootstrap import Floats

if TYPE_CHECKING:
    import pandas

PRIOR_WORDS = 500
"""Words that the prior is worth: about the length of a short document, so that one document's favourite word does
not outweigh what all of them say. The paper chooses it by the size of a text too."""
WORD = r"(?u)\b[^\W\d_]\w*(?:['’-]\w+)*"
"""A word begins with a letter, and keeps the apostrophes and hyphens within it: "co-produced" is one, and the quotation
mark behind it is no part of it."""
KEYNESS_DTYPES = {"word": "str", "score": "Float64", "log_odds": "Float64", "count": "Int64", "rest": "Int64"}
"""Columns of `keyness_frame`."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word and how much more it is used in the texts of one label.

    Parameters
    ----------
    word
        In lower case.
    score
        `log_odds` over its standard deviation: above 1.96 or below -1.96 is more than chance, for a word that was
        asked for. Of a thousand words that nobody asked for, fifty are beyond by chance.
    log_odds
        Logarithm of the odds in the texts of the label, less that in the rest.
    count, rest
        How often it stands in the texts of the label, and in the rest.
    """

    word: str
    score: float
    log_odds: float
    count: int
    rest: int


def keyness(texts: Iterable[str], labels: Sequence[Any], label: Any, *, least: int = 5) -> tuple[Keyword, ...]:
    """Compare the words of the texts of one label with those of all others.

    Parameters
    ----------
    texts
        Documents or statements.
    labels
        The label of each; texts without one (``None``, NaN), and labels without a text, are passed over.
    label
        The label that is compared with the rest.
    least
        Words that stand fewer times in all texts together are left out.

    Returns
    -------
    tuple of Keyword
        The strongest mark of the label first, the strongest mark of the rest last.

    Raises
    ------
    OptionError
        If no text has the label, all have it, there are not as many labels as texts, or not two different words.

    Examples
    --------
    >>> texts = ["tenants chose the builder", "tenants chose the colours", "we value the voice of tenants"]
    >>> [word.word for word in keyness(texts, ["shared", "shared", "none"], "shared", least=2)]
    ['chose', 'tenants', 'the']
    """
    import pandas

    all_texts = list(texts)
    if len(all_texts) != len(labels):
        message = f"there are {len(all_texts)} texts and {len(labels)} labels"
        raise OptionError(message, kind="option", hint="give one label for each text")
    pairs = zip(all_texts, labels, strict=True)
    given = [(text, said) for text, said in pairs if not (pandas.isna(text) or pandas.isna(said))]
    ours = np.array([said == label for _, said in given], dtype=bool)
    if not ours.any() or ours.all():
        raise OptionError(
            f"there is nothing to compare: {int(ours.sum())} of {len(ours)} texts are {label!r}",
            kind="option",
            hint="it needs texts with the label and texts with another",
        )
    words, table = _count_words([text for text, _ in given])
    count, rest = (np.asarray(table[chosen].sum(0)).ravel().astype(np.float64) for chosen in (ours, ~ours))
    total = count + rest
    prior = PRIOR_WORDS * total / total.sum()
    difference = _log_odds(count + prior) - _log_odds(rest + prior)
    scores = difference / np.sqrt(1 / (count + prior) + 1 / (rest + prior))
    found = (
        Keyword(str(words[i]), round(float(scores[i]), 4), round(float(difference[i]), 4), int(count[i]), int(rest[i]))
        for i in np.flatnonzero(total >= least)
    )
    return tuple(sorted(found, key=lambda keyword: (-keyword.score, keyword.word)))


def keyness_frame(keywords: Iterable[Keyword]) -> pandas.DataFrame:
    """Give a row a word, with the columns and dtypes of `KEYNESS_DTYPES`."""
    return make_frame(({name: getattr(word, name) for name in KEYNESS_DTYPES} for word in keywords), KEYNESS_DTYPES)


def _count_words(texts: Sequence[str]) -> tuple[npt.NDArray[Any], Any]:
    """Give the words, and how often each stands in each text."""
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(token_pattern=WORD)
    if len({word for text in texts for word in counter.build_analyzer()(text)}) < 2:
        message = "the texts do not hold two different words"
        raise OptionError(message, kind="option", hint="give texts that say something")
    table = counter.fit_transform(texts)
    return counter.get_feature_names_out(), table


def _log_odds(used: Floats) -> Floats:
    result: Floats = np.log(used / (used.sum() - used))
    return result
