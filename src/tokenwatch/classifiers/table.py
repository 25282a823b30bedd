"""A linear classifier as a table of named weights: small, readable, and loaded without running anything.

scikit-learn learns it (`tokenwatch.training.linear`). To use it takes a sum of a few hundred numbers, so nothing of
scikit-learn is imported when a document is read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class WeightTable:
    """Weights by feature and class.

    Parameters
    ----------
    classes
        The answers, ascending or in the guidelines' order.
    features
        Names of the features; one that is not among them counts nothing.
    scale
        Shape (features,): what a feature's value is multiplied with; of a family of text, how rare the word is.
    weights
        Shape (features, classes).
    intercept
        Shape (classes,).
    text
        Families of features that are counts of words, ``family=word``, and the length to which the known words of
        one example are brought together.
    """

    classes: tuple[str, ...]
    features: tuple[str, ...]
    scale: Floats
    weights: Floats
    intercept: Floats
    text: Mapping[str, float]

    @cached_property
    def rows(self) -> dict[str, int]:
        """Row of each feature."""
        return {name: row for row, name in enumerate(self.features)}

    @cached_property
    def families(self) -> list[str]:
        """Family of text of each feature, ``""`` for one that is no word."""
        return [family_of(name, self.text) for name in self.features]

    @cached_property
    def scales(self) -> list[float]:
        """Scale of each feature, as plain numbers: faster one by one than an array."""
        found: list[float] = self.scale.tolist()
        return found

    def probabilities(self, example: Mapping[str, float]) -> dict[str, float]:
        """Give the probability of each class.

        Parameters
        ----------
        example
            Value by name of feature.

        Examples
        --------
        >>> table = WeightTable(("yes", "no"), ("rain",), np.ones(1), np.array([[2.0, 0.0]]), np.zeros(2), {})
        >>> round(table.probabilities({"rain": 1.0})["yes"], 2)
        0.88
        """
        rows, values = self._scaled(example)
        scores = self.intercept + (np.asarray(values) @ self.weights[rows] if rows else 0.0)
        exponentials = np.exp(scores - scores.max())
        return dict(zip(self.classes, (exponentials / exponentials.sum()).tolist(), strict=True))

    def contributions(self, example: Mapping[str, float], answer: str) -> list[tuple[str, float]]:
        """Give what each feature adds to the score of an answer, the most first.

        Counted against the mean of all answers, since only differences decide; what speaks against it is below 0.
        """
        column = self.classes.index(answer)
        rows, values = self._scaled(example)
        weights = self.weights[rows]
        added = (np.asarray(values) * (weights[:, column] - weights.mean(axis=1))).tolist() if rows else []
        found = [(self.features[row], weight) for row, weight in zip(rows, added, strict=True)]
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def _scaled(self, example: Mapping[str, float]) -> tuple[list[int], list[float]]:
        rows = self.rows
        known = [(rows[name], value) for name, value in example.items() if name in rows]
        scaled = scale_example(((self.families[row], value, self.scales[row]) for row, value in known), self.text)
        return [row for row, _ in known], scaled

    def save(self, folder: Path, name: str) -> None:
        """Write ``name.json`` and ``name.npz``; the same table always gives the same bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"classes": self.classes, "text": self.text, "features": self.features}, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        np.savez_compressed(
            folder / f"{name}.npz",
            intercept=self.intercept,
            scale=self.scale.astype(np.float32),
            weights=self.weights.astype(np.float16),
        )

    @classmethod
    def load(cls, folder: Path, name: str) -> WeightTable:
        """Read what `save` wrote. Only numbers and names are read, nothing is run.

        Raises
        ------
        OSError, ValueError, KeyError, zipfile.BadZipFile
            If a file is missing or holds something else.
        """
        data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        with (folder / f"{name}.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            scale, weights, intercept = (arrays[key].astype(np.float64) for key in ("scale", "weights", "intercept"))
        table = cls(tuple(data["classes"]), tuple(data["features"]), scale, weights, intercept, data["text"])
        size = len(table.features)
        if (
            scale.shape != (size,)
            or weights.shape != (size, len(table.classes))
            or intercept.shape != weights.shape[1:]
        ):
            raise ValueError(f"{folder / name}.npz: {weights.shape} weights for {size} features")
        return table


def family_of(name: str, text: Mapping[str, float]) -> str:
    """Give the family of text that a feature is of, ``""`` for none.

    Examples
    --------
    >>> family_of("word=rain", {"word": 1.0}), family_of("time=now", {"word": 1.0})
    ('word', '')
    """
    family = name.partition("=")[0]
    return family if family in text else ""


def scale_example(known: Iterable[tuple[str, float, float]], text: Mapping[str, float]) -> list[float]:
    """Scale the features of one example: counts of words as TF-IDF of a set length, all others by a factor.

    Parameters
    ----------
    known
        Family of text, value and scale of each feature.
    text
        As in `WeightTable`.

    Returns
    -------
    list of float
        In the same order.
    """
    squares = dict.fromkeys(text, 0.0)
    scaled: list[tuple[str, float]] = []
    for family, value, scale in known:
        if family:
            size = (1 + math.log(value)) * scale
            squares[family] += size * size
        else:
            size = value * scale
        scaled.append((family, size))
    lengths = {family: text[family] / math.sqrt(square) for family, square in squares.items() if square}
    return [size * lengths[family] if family else size for family, size in scaled]
