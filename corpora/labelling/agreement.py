"""How far two readers agree: Cohen's kappa and Krippendorff's alpha, weighted for levels, and tables of confusion.

They are of two readers who labelled the same; unit labels are compared on the units that at least one of them
labelled, so that the many that both passed over do not flatter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from labelling.labels import CHOICES, LEVELS, Labels, PassageLabel
from tokenwatch.measure import cohen_kappa, krippendorff_alpha
from tokenwatch.measure.reliability import Scale

Pairs = list[tuple[object, object]]


def report(first: dict[str, Labels], second: dict[str, Labels]) -> str:
    """Write the agreement of two readers over the documents that both labelled, as Markdown."""
    shared = sorted(first.keys() & second.keys())
    pairs = document_pairs([first[key] for key in shared], [second[key] for key in shared])
    units = unit_pairs([first[key] for key in shared], [second[key] for key in shared])
    lines = [
        f"{len(shared)} documents, {len(units['kind'])} units that either labelled",
        "",
        "| label | same | kappa | alpha |",
        "|---|---|---|---|",
    ]
    for name, values in (pairs | units).items():
        weighted = name.endswith("level")
        figures = (same(values), kappa(values, weighted=weighted), alpha(values, weighted=weighted))
        lines.append(f"| {name} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")
    one_by_one = [*by_category(units["kind"]), "", *by_category(pairs["verdict"])]
    return "\n".join([*lines, "", *one_by_one, "", *table(units["kind"]), "", *table(pairs["verdict"])])


def document_pairs(first: Sequence[Labels], second: Sequence[Labels]) -> dict[str, Pairs]:
    """Give for each document label the pairs of what the two readers said."""
    names = (*CHOICES, *LEVELS, "is_programme")
    return {name: [(a.document[name], b.document[name]) for a, b in zip(first, second, strict=True)] for name in names}


def unit_pairs(first: Sequence[Labels], second: Sequence[Labels]) -> dict[str, Pairs]:
    """Give for each unit label the pairs of what the two readers said of units that either labelled."""
    none = PassageLabel()
    both = [
        (a.passages.get(unit, none), b.passages.get(unit, none))
        for a, b in zip(first, second, strict=True)
        for unit in sorted(a.passages.keys() | b.passages.keys())
    ]
    names = ("kind", "level", "specific", "lived_voice")
    return {name: [(getattr(a, name), getattr(b, name)) for a, b in both] for name in names}


def same(pairs: Pairs) -> float:
    """Give the share of pairs that are equal, 0 to 1; 1 where there is none."""
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 1.0


def kappa(pairs: Pairs, *, weighted: bool = False) -> float:
    """Give Cohen's kappa, quadratically weighted on request; 1 where both readers always said the same one thing."""
    first, second = _sides(pairs)
    value = cohen_kappa(first, second, weights="quadratic" if weighted else None, groups=[0] * len(pairs)).value
    return 1.0 if value is None else value


def alpha(pairs: Pairs, *, weighted: bool = False) -> float:
    """Give Krippendorff's alpha of two readers, for names or, weighted, for numbers with squared distances.

    1 where both always said the same one thing.

    Examples
    --------
    >>> alpha([("a", "a"), ("b", "b"), ("a", "b")])
    0.4444
    """
    scale: Scale = "interval" if weighted else "nominal"
    value = krippendorff_alpha(_sides(pairs), scale=scale, groups=[0] * len(pairs)).value
    return 1.0 if value is None else value


def _sides(pairs: Pairs) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """Give what each reader said. All pairs are then put into one group: no interval is wanted here."""
    first, second = zip(*pairs, strict=True) if pairs else ((), ())
    return first, second


def by_category(pairs: Pairs) -> list[str]:
    """Write for each label how often it was given, and the kappa of giving it or any other."""
    names = sorted({str(value) for pair in pairs for value in pair})
    rows = []
    for name in names:
        given: Pairs = [(str(a) == name, str(b) == name) for a, b in pairs]
        first, second = (sum(bool(pair[side]) for pair in given) for side in (0, 1))
        rows.append(f"| {name} | {first} | {second} | {kappa(given):.3f} |")
    return ["| label | first | second | kappa against all others |", "|---|---|---|---|", *rows]


def table(pairs: Pairs) -> list[str]:
    """Write a table of confusion: rows the first reader, columns the second."""
    names = sorted({str(value) for pair in pairs for value in pair})
    counts = Counter((str(a), str(b)) for a, b in pairs)
    rows = [f"| {row} | " + " | ".join(str(counts[row, column]) for column in names) + " |" for row in names]
    return ["| first \\ second | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|", *rows]
