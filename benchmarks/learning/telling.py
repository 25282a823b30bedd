"""Tell the project's own texts from real ones: where that is easy, they are another kind of text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from sklearn.model_selection import GroupKFold

from learning.rows import SEED, Row
from learning.train import count_features, fit, weigh
from tokenwatch.evaluate.baselines import FOLDS
from tokenwatch.measure.bootstrap import Figure, Integers, measure, number_groups
from tokenwatch.measure.confusion import accuracy, confusion_rows

STRONGEST = 20
"""Features shown of each side."""
COMMON = 100
"""Words of a text's skeleton: the commonest of all, which are of grammar and of no subject."""
BEGINNING = 150
"""Words of a beginning: nearly every text has as many, so that length tells nothing."""
WRITTEN = "as they stand"
STRIPPED = "without marks, digits and capitals"
UNCOUNTED = "the same, and without words of number and time"
BEGINNINGS = f"{STRIPPED}, first {BEGINNING} words"
SKELETONS = f"of these, the {COMMON} commonest words only"
_MARKUP = re.compile(r"https?://\S+|\]\([^)]*\)|<[^>]*>|&\w+;|^\s*(?:[-*+>]|\d+[.)])\s+", re.MULTILINE)
_MARKS = re.compile(r"[^a-z\s]+")
_COUNTED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|per"
    r"|minutes?|hours?|days?|weeks?|months?|years?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
"""Words of number and time; the months that are other words, too, go with them."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How well the two are told apart in one guise of the texts.

    Parameters
    ----------
    right
        Share told rightly, cross-validated.
    own, real
        The strongest features of either side, strongest first.
    """

    right: Figure
    own: tuple[str, ...]
    real: tuple[str, ...]


def strip(text: str) -> str:
    r"""Take out marks of Markdown and HTML, digits, punctuation and capitals: small letters and spaces are left.

    Examples
    --------
    >>> strip("## Our 3 *Aims*\n- [Listen](https://example.org) to Ann's club")
    'our aims listen to ann s club'
    """
    return " ".join(_MARKS.sub(" ", _MARKUP.sub(" ", text).lower()).split())


def begin(text: str) -> str:
    """Give the first words of a stripped text."""
    return " ".join(strip(text).split()[:BEGINNING])


def uncount(text: str) -> str:
    """Take words of number and time out of a stripped text, too.

    Examples
    --------
    >>> uncount("Two members met on Monday, 3 March, for an hour.")
    'members met on for an'
    """
    return " ".join(_COUNTED.sub(" ", strip(text)).split())


def is_counted(feature: str) -> bool:
    """Say whether a feature is a number or a word of time."""
    return any(map(str.isdigit, feature)) or _COUNTED.search(feature) is not None


def commonest(texts: Sequence[str]) -> frozenset[str]:
    """Give the words that stand in most stripped texts."""
    words = [set(strip(text).split()) for text in texts]
    numbers: dict[str, int] = {}
    for word in sorted(word for found in words for word in found):
        numbers[word] = numbers.get(word, 0) + 1
    return frozenset(sorted(numbers, key=lambda word: (-numbers[word], word))[:COMMON])


def balance(own: Sequence[Row], real: Sequence[Row]) -> list[Row]:
    """Draw as many of each with a fixed seed, the own ones first."""
    number, draw = min(len(own), len(real)), random.Random(SEED)
    return [*draw.sample(list(own), number), *draw.sample(list(real), number)]


def tell_apart(own: Sequence[Row], real: Sequence[Row], *, jobs: int) -> dict[str, Telling]:
    """Measure how well own texts are told from real ones, as they stand and with what gives them away taken out.

    Parameters
    ----------
    own
        Their `repo` is whoever wrote them, so that no writer is learnt from and answered for at once.
    real
        Documents of the gold.
    jobs
        Processes.

    Returns
    -------
    dict
        By what was done to the texts.
    """
    rows = balance(own, real)
    frame = commonest([row.text for row in rows])
    guises: dict[str, Callable[[str], str]] = {
        WRITTEN: str,
        STRIPPED: strip,
        UNCOUNTED: uncount,
        BEGINNINGS: begin,
        SKELETONS: lambda text: " ".join(word for word in begin(text).split() if word in frame),
    }
    is_own = np.repeat([1, 0], len(rows) // 2)
    groups = number_groups([row.repo for row in rows])
    texts = [[guise(row.text) for row in rows] for guise in guises.values()]
    told = Parallel(n_jobs=jobs)(delayed(_tell)(guise, is_own, groups) for guise in texts)
    return dict(zip(guises, told, strict=True))


def _tell(texts: Sequence[str], is_own: Integers, groups: Integers) -> Telling:
    counts = count_features(texts)
    predicted = np.zeros_like(is_own)
    for seen, unseen in GroupKFold(FOLDS).split(texts, groups=groups):
        learnt, asked, _ = weigh(counts.tables, seen, unseen)
        predicted[unseen] = fit(learnt, is_own[seen]).predict(asked)
    everything = np.arange(len(texts))
    learnt, _, columns = weigh(counts.tables, everything, everything)
    weights = fit(learnt, is_own).coef_[0]
    names = np.concatenate(counts.names)[columns]
    order = [str(name) for name in names[np.argsort(weights, kind="stable")]]
    right = measure(accuracy, confusion_rows(is_own, predicted, 2), groups)
    return Telling(right, strongest(reversed(order)), strongest(order))


def strongest(features: Iterable[str]) -> tuple[str, ...]:
    """Keep the first `STRONGEST` features of which none is a part of another: runs of characters repeat a word.

    Examples
    --------
    >>> strongest(["two", " tw", "wo ", " **", "per"])
    ('two', ' **', 'per')
    """
    kept: list[str] = []
    for feature in features:
        if len(kept) == STRONGEST:
            break
        word = feature.strip()
        if not any(word in other or other.strip() in word for other in kept):
            kept.append(feature)
    return tuple(kept)
