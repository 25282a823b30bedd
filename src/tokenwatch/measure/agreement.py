"""How far two sets of labels agree, label by label: two people's, or a person's and tokenwatch's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any

from tokenwatch.errors import OptionError
from tokenwatch.frames import make_frame
from tokenwatch.gold.documents import GoldDocument
from tokenwatch.measure.bias import label_bias
from tokenwatch.measure.bootstrap import Figure
from tokenwatch.measure.confusion import Confusion
from tokenwatch.measure.labels import LABELS, Pairs, pair_labels
from tokenwatch.measure.reliability import (
    cohen_kappa,
    confusion_matrix,
    f1_by_category,
    krippendorff_alpha,
    percent_agreement,
)

if TYPE_CHECKING:
    import pandas

GROUPINGS = ("genre", "repo")
"""What documents may be grouped by: what a gold file says of a document and is no label."""
ORDERED = ("claimed_level", "evidenced_level", "level")
"""Labels that are steps of a scale: kappa with quadratic weights, ordinal alpha."""
FIGURE_DTYPES = {
    "label": "str", "group": "str", "measure": "str", "category": "str", "value": "Float64", "low": "Float64",
    "high": "Float64", "n": "Int64",
}  # fmt: skip
"""Columns of `agreement_frame`."""


@dataclass(frozen=True)
class Agreement:
    """How far two sides agree on one label.

    Parameters
    ----------
    label
        ``"verdict"``, ``"kind"`` …
    group
        The genre or repository that it was measured on; ``""`` for all documents.
    figures
        ``"same"`` (share of units with the same label), ``"kappa"``, ``"alpha"``.
    f1, bias
        By category: the F1, and the second side's share less the first's.
    confusion
        The first side's labels in rows, the second's in columns.
    """

    label: str
    group: str
    figures: Mapping[str, Figure]
    f1: Mapping[Any, Figure]
    bias: Mapping[Any, Figure]
    confusion: Confusion

    def to_dict(self) -> dict[str, Any]:
        """Give the agreement as plain data, for JSON."""
        return {
            "label": self.label,
            "group": self.group,
            "figures": {name: _plain(figure) for name, figure in self.figures.items()},
            "f1": {str(name): _plain(figure) for name, figure in self.f1.items()},
            "bias": {str(name): _plain(figure) for name, figure in self.bias.items()},
            "confusion": asdict(self.confusion),
        }


def agree(first: Sequence[GoldDocument], second: Sequence[GoldDocument], *, by: str = "") -> tuple[Agreement, ...]:
    """Measure how far two sides agree on the documents that both labelled.

    Parameters
    ----------
    first, second
        As `tokenwatch.gold.read_gold` and `read_as_gold` give them.
    by
        Measure also within each of these groups: one of `GROUPINGS`, as the first side gives it.

    Returns
    -------
    tuple of Agreement
        All documents first, then group by group; each label that both sides gave. Intervals come from resampling
        whole repositories.

    Raises
    ------
    GoldError
        If no document is in both, or a text differs.
    OptionError
        If documents are not grouped by that.

    Examples
    --------
    >>> one = [GoldDocument(str(n), "…", str(n), verdict=v) for n, v in enumerate(["heard", "none", "none"])]
    >>> other = [GoldDocument(str(n), "…", str(n), verdict=v) for n, v in enumerate(["heard", "none", "about"])]
    >>> [(found.label, found.figures["same"].value) for found in agree(one, other)]
    [('verdict', 0.6667)]
    """
    if by and by not in GROUPINGS:
        raise OptionError(f"documents are not grouped by {by!r}", kind="option", hint="one of " + ", ".join(GROUPINGS))
    pairs = pair_labels(first, second)
    found = [_agreement(label, "", chosen) for label, chosen in pairs.items()]
    names = sorted({getattr(document, by) for chosen in pairs.values() for document in chosen.documents} if by else ())
    found += [
        _agreement(label, name or "not stated", chosen)
        for name in names
        for label, several in pairs.items()
        for chosen in [_choose(several, by, name)]
        if any(a is not None and b is not None for a, b in zip(chosen.first, chosen.second, strict=True))
    ]
    return tuple(found)


def agreement_frame(agreements: Iterable[Agreement]) -> pandas.DataFrame:
    """Give a row a figure, with the columns and dtypes of `FIGURE_DTYPES`.

    Parameters
    ----------
    agreements
        What `agree` gave.
    """
    rows = (
        {"label": found.label, "group": found.group, "measure": measure, "category": category, **_plain(figure)}
        for found in agreements
        for measure, category, figure in _figures(found)
    )
    return make_frame(rows, FIGURE_DTYPES)


def _figures(found: Agreement) -> list[tuple[str, str, Figure]]:
    return [
        *((name, "", figure) for name, figure in found.figures.items()),
        *(("f1", str(category), figure) for category, figure in found.f1.items()),
        *(("bias", str(category), figure) for category, figure in found.bias.items()),
    ]


def _agreement(label: str, group: str, pairs: Pairs) -> Agreement:
    ordered = label in ORDERED
    labels = LABELS[label]
    first, second, groups = pairs.first, pairs.second, pairs.groups
    return Agreement(
        label,
        group,
        figures={
            "same": percent_agreement(first, second, labels=labels, groups=groups),
            "kappa": cohen_kappa(first, second, labels=labels, weights="quadratic" if ordered else None, groups=groups),
            "alpha": krippendorff_alpha(
                [first, second], scale="ordinal" if ordered else "nominal", labels=labels, groups=groups
            ),
        },
        f1=f1_by_category(first, second, labels=labels, groups=groups),
        bias=label_bias(first, second, labels=labels, groups=groups),
        confusion=confusion_matrix(first, second, labels=labels),
    )


def _choose(pairs: Pairs, by: str, name: str) -> Pairs:
    kept = [getattr(document, by) == name for document in pairs.documents]
    return Pairs(
        tuple(compress(pairs.first, kept)),
        tuple(compress(pairs.second, kept)),
        tuple(compress(pairs.groups, kept)),
        tuple(compress(pairs.documents, kept)),
    )


def _plain(figure: Figure) -> dict[str, Any]:
    return {"value": figure.value, "low": figure.low, "high": figure.high, "n": figure.n}
