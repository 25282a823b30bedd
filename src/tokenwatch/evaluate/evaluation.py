"""Evaluation and its parts: plain records, no library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tokenwatch.measure.bootstrap import Figure
from tokenwatch.measure.confusion import Confusion

SCHEMA = 1
"""Version of the JSON form of an evaluation. Raise it when a key changes its meaning or goes."""


@dataclass(frozen=True, slots=True)
class GoldSummary:
    """What was measured on: name, digest and sizes of the gold files, and how far two readings agreed.

    Parameters
    ----------
    name, sha256
        Of the gold file.
    voices_sha256
        Of the file of voices; ``""`` without one.
    n_documents, n_repositories, n_passages, n_excerpts
        Sizes.
    agreed
        For each label, the share of it that both readings gave, 0 to 1; 1 too where the file tells of one reading only.
    """

    name: str
    sha256: str
    voices_sha256: str
    n_documents: int
    n_repositories: int
    n_passages: int
    n_excerpts: int
    agreed: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class GenreRow:
    """The verdict on the documents of one genre of the gold.

    Parameters
    ----------
    genre
        As the gold file says.
    n, right
        Documents, and those with the right verdict.
    wrongly_tokenistic
        Called tokenistic although the gold says otherwise: the error that does most harm.
    """

    genre: str
    n: int
    right: int
    wrongly_tokenistic: int


@dataclass(frozen=True, slots=True)
class GivenRow:
    """How far one verdict can be believed where it is given.

    Parameters
    ----------
    label
        The verdict.
    n, right
        Documents to which it was given, without those held back, and those of which the gold says the same.
    """

    label: str
    n: int
    right: int


@dataclass(frozen=True, slots=True)
class AboutCheck:
    """Documents that discuss or criticise involvement: how many were wrongly called tokenistic.

    Parameters
    ----------
    n, tokenistic
        Gold ``about`` documents, and those called tokenistic.
    n_critical, critical_tokenistic
        The same for those with a passage of critique; the last must be 0.
    ids
        The documents called tokenistic, in the order of the file.
    """

    n: int
    tokenistic: int
    n_critical: int
    critical_tokenistic: int
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Evaluation:
    """All figures on one gold file.

    Parameters
    ----------
    gold
        What was measured on.
    figures
        By name, such as ``verdict.macro_f1``.
    baselines
        What stands beside, by name of the figure: the figures on labels for majority, keyword count and TF-IDF; empty
        where they were not asked for, or the gold has too few repositories.
    confusions
        Of verdict, presence and kind.
    bins
        Documents by the probability of their verdict: its mean, the share that is right, their number.
    curve
        Share of documents answered, their number, macro-F1 of the verdict on them.
    given
        Each verdict that was given, and how often it was right.
    genres
        The verdict by genre.
    about
        The check on documents that discuss involvement.
    ids
        Versions of what answered.
    caveats
        What the figures must be read with, on this gold file.
    notes
        What could not be measured, and why.
    """

    gold: GoldSummary
    figures: Mapping[str, Figure]
    baselines: Mapping[str, Mapping[str, Figure]]
    confusions: Mapping[str, Confusion]
    bins: tuple[tuple[float, float, int], ...]
    curve: tuple[tuple[float, int, float | None], ...]
    given: tuple[GivenRow, ...]
    genres: tuple[GenreRow, ...]
    about: AboutCheck
    ids: Mapping[str, str]
    caveats: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the evaluation as plain JSON values, its figures by name, with what they must be read with."""
        return {
            "schema": SCHEMA,
            "gold": asdict(self.gold),
            "figures": {name: asdict(figure) for name, figure in self.figures.items()},
            "baselines": {
                method: {name: asdict(figure) for name, figure in figures.items()}
                for method, figures in self.baselines.items()
            },
            "confusions": {name: asdict(confusion) for name, confusion in self.confusions.items()},
            "calibration_curve": [{"said": said, "right": right, "n": n} for said, right, n in self.bins],
            "coverage_curve": [{"coverage": coverage, "n": n, "macro_f1": value} for coverage, n, value in self.curve],
            "given": [asdict(row) for row in self.given],
            "genres": [asdict(row) for row in self.genres],
            "about": asdict(self.about),
            "ids": dict(self.ids),
            "caveats": list(self.caveats),
            "notes": list(self.notes),
        }
