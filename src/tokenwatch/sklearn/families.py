"""The features of a document, each a name and how it is read off an assessment.

What is not stated is never read as "no": a share of nothing, and what could not be judged, is missing (NaN).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import get_args

from tokenwatch.analysis import KINDS, VOICE_KINDS
from tokenwatch.assessment import DIMENSIONS, PRESENCES, VERDICTS, Assessment
from tokenwatch.codebook.schema import Polarity

Read = Callable[[Assessment], float]

MISSING = math.nan
SAID_KINDS = tuple(kind for kind in KINDS if kind != "none")
POLARITIES: tuple[str, ...] = get_args(Polarity)
STATES = {"not stated": 0.0, "partly": 1.0, "shown": 2.0}
"""How much a document states of a dimension, in steps: 0 says that it states nothing, not that there is nothing."""
WORDS = 1_000
"""Words on which counts are brought, so that long documents compare with short ones."""


def _share(part: float | None, whole: float | None) -> float:
    return part / whole if part is not None and whole else MISSING


def _n_speakers(assessment: Assessment) -> float:
    number = assessment.programme.n_speakers
    return MISSING if number is None else number


def _probability(label: str, assessment: Assessment) -> float:
    verdict = assessment.verdict
    return MISSING if verdict.abstained else verdict.probabilities.get(label, 0.0)


def _n_kind(kind: str, assessment: Assessment) -> int:
    return sum(statement.kind == kind for statement in assessment.statements)


def _share_kind(kind: str, assessment: Assessment) -> float:
    return _share(_n_kind(kind, assessment), len(assessment.statements))


def _share_true(name: str, assessment: Assessment) -> float:
    statements = assessment.statements
    return _share(sum(bool(getattr(statement, name)) for statement in statements), len(statements))


def _n_voices(kind: str, assessment: Assessment) -> int:
    return sum(voice.kind == kind for voice in assessment.voices)


def _share_lived_voices(assessment: Assessment) -> float:
    voices = assessment.voices
    return _share(sum(voice.lived is True for voice in voices), len(voices))


def _n_indicators(polarity: str, assessment: Assessment) -> int:
    return sum(finding.polarity == polarity for finding in assessment.findings)


def _per_words(count: Callable[[Assessment], float], assessment: Assessment) -> float:
    return _share(WORDS * count(assessment), assessment.document.n_words)


def _dimension(name: str, assessment: Assessment) -> float:
    dimension = assessment.dimensions.get(name)
    return MISSING if dimension is None else STATES[dimension.state]


def _share_lived_speakers(assessment: Assessment) -> float:
    return _share(assessment.programme.n_lived, assessment.programme.n_speakers)


def _share_lived_minutes(assessment: Assessment) -> float:
    minutes = assessment.programme.minutes
    return _share(minutes.get("lived", 0), sum(minutes.values()))


def _first_is_lived(assessment: Assessment) -> float:
    opens = assessment.programme.opens
    return float(opens == "lived") if opens else MISSING


FAMILIES: Mapping[str, Mapping[str, Read]] = {
    "size": {"n_words": lambda a: a.document.n_words},
    "levels": {
        "claimed": lambda a: a.levels.claimed,
        "evidenced": lambda a: a.levels.evidenced,
        "gap": lambda a: a.levels.gap,
        "presence": lambda a: PRESENCES.index(a.presence),
    },
    "verdict": {f"p_{label}": partial(_probability, label) for label in VERDICTS},
    "kinds": {
        **{f"share_{kind}": partial(_share_kind, kind) for kind in SAID_KINDS},
        "share_specific": partial(_share_true, "specific"),
        "share_lived_voice": partial(_share_true, "lived_voice"),
    },
    "rates": {
        "statements_per_1000": partial(_per_words, lambda a: len(a.statements)),
        **{f"{kind}_per_1000": partial(_per_words, partial(_n_kind, kind)) for kind in SAID_KINDS},
        **{f"{name}_indicators_per_1000": partial(_per_words, partial(_n_indicators, name)) for name in POLARITIES},
    },
    "dimensions": {f"dimension_{name}": partial(_dimension, name) for name in DIMENSIONS},
    "voices": {
        "voices_per_1000": partial(_per_words, lambda a: len(a.voices)),
        **{
            f"{kind.replace(' ', '_')}_voices_per_1000": partial(_per_words, partial(_n_voices, kind))
            for kind in VOICE_KINDS
        },
        "share_lived_voices": _share_lived_voices,
    },
    "programme": {
        "is_programme": lambda a: a.programme.is_programme,
        "n_speakers": _n_speakers,
        "share_lived_speakers": _share_lived_speakers,
        "share_lived_minutes": _share_lived_minutes,
        "opened_by_lived": _first_is_lived,
    },
}
"""Families of features, in the order of the columns; `DocumentFeatures` takes any of them."""
_ALWAYS = FAMILIES["size"]
"""What is known of a text in a language that was not read."""


def features_of(families: tuple[str, ...]) -> dict[str, Read]:
    """Give the features of some families by name.

    Examples
    --------
    >>> list(features_of(("levels",)))
    ['claimed', 'evidenced', 'gap', 'presence']
    """
    return {name: read for family in families for name, read in FAMILIES[family].items()}


def read_features(assessment: Assessment, families: tuple[str, ...] = tuple(FAMILIES)) -> dict[str, float]:
    """Read the features off an assessment.

    Parameters
    ----------
    assessment
        Of one document.
    families
        Which ones, in which order.

    Returns
    -------
    dict
        Value by name. Where the text is not mainly English nothing of it was read: all but its length is missing.

    Examples
    --------
    >>> from tokenwatch import Document, scan
    >>> text = "In May 2024 six tenants chose the new contractor. " * 3
    >>> found = read_features(scan(Document.from_text(text), model="rules"))
    >>> found["evidenced"], found["share_practice"], found["share_lived_speakers"]
    (5.0, 1.0, nan)
    """
    judged = assessment.verdict.judged
    chosen = features_of(families).items()
    return {name: float(read(assessment)) if judged or name in _ALWAYS else MISSING for name, read in chosen}
