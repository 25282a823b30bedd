"""What a run came to, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenwatch.corpus.plan import Plan
from tokenwatch.corpus.store import Store


@dataclass(frozen=True)
class Summary:
    """What came of the documents of a run.

    Parameters
    ----------
    out
        The table.
    n_rows
        Its rows.
    n_documents, n_contents
        Documents named, and how many of them differ.
    verdicts
        Rows by verdict; ``"no verdict"`` where it abstained.
    errors
        Rows by the kind of their error.
    slowest
        Ids of what took longest in this run, with seconds, slowest first.
    """

    out: Path
    n_rows: int
    n_documents: int
    n_contents: int
    verdicts: Mapping[str, int]
    errors: Mapping[str, int]
    slowest: Sequence[tuple[str, float]]

    @property
    def n_errors(self) -> int:
        """How many rows hold an error."""
        return sum(self.errors.values())

    def __str__(self) -> str:
        """Say it in a few lines."""
        lines = [f"{self.out}: {self.n_rows:,} rows, {self.n_documents:,} documents"]
        if twice := self.n_documents - self.n_contents:
            lines[0] += f", {twice:,} of them the same as another and scored once"
        lines += [f"  {count:>9,}  {name}" for name, count in self.verdicts.items()]
        if self.errors:
            lines.append(f"not read: {self.n_errors:,}")
            lines += [f"  {count:>9,}  {name}" for name, count in self.errors.items()]
        if self.slowest:
            lines.append("slowest: " + ", ".join(f"{name} ({seconds:.1f} s)" for name, seconds in self.slowest))
        return "\n".join(lines)


def sum_up(plan: Plan, store: Store, out: Path, slowest: Sequence[tuple[float, str]]) -> Summary:
    """Count what came of each document.

    Parameters
    ----------
    plan, store
        The list and its readings.
    out
        The table.
    slowest
        Seconds and keys.
    """
    verdicts, errors = Counter[str](), Counter[str]()
    names: dict[str, str] = {}
    wanted = {key for _, key in slowest}
    for item in plan.items():
        if item.key in wanted:
            names.setdefault(item.key, item.id)
        for row in store.readings(item.key)[0]:
            if row["error"]:
                errors[row["error_kind"]] += 1
            else:
                verdicts["no verdict" if row["abstained"] else row["verdict"]] += 1
    return Summary(
        out,
        verdicts.total() + errors.total(),
        plan.n_documents,
        plan.n_contents,
        dict(verdicts.most_common()),
        dict(errors.most_common()),
        [(names[key], seconds) for seconds, key in slowest],
    )
