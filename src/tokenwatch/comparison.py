"""Two versions of one document: which statements came, went and changed.

Pure data: this module imports no library.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from tokenwatch.analysis import Statement
from tokenwatch.assessment import Assessment

What = Literal[
    "came", "went", "became specific", "no longer specific", "level rose", "level fell", "kind changed", "reworded",
]  # fmt: skip
WHATS: tuple[str, ...] = get_args(What)

SCHEMA = 1
"""Version of the JSON form. Raise it when a key changes its meaning or goes; a new key needs no raise."""

ALIKE = 1 / 3
"""Words that two statements share, as a part of all the words of both, from which they are two wordings of one: a
sentence that is kept whole while twice its words are added just reaches it. By chance, two statements of the
documents in ``corpora/samples`` share 0.16 of their words at most, of one document 0.21."""
NEAR = 12
"""How far apart in the order of a word's holders two statements may stand to be tried. It keeps the work in line
with the number of statements where a word stands in all of them; rewritten sentences rarely move further."""

_WORD = re.compile(r"[^\W_]+")
_TYPESETTING = str.maketrans("‘’“”–—\u2011", "''\"\"---")
"""Marks that programs put for each other when a text is saved again."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one statement.

    Parameters
    ----------
    old, new
        The statement in each version; ``None`` where it is not there.
    what
        One or more of `WHATS`, in their order.
    """

    old: Statement | None
    new: Statement | None
    what: tuple[What, ...]


@dataclass(frozen=True)
class Comparison:
    """Two versions of one document, and what became of their statements.

    Parameters
    ----------
    old, new
        The readings.
    changes
        In the order of the new text; then those that went, in the order of the old one. With the unchanged ones
        they hold each statement of both versions once.
    n_unchanged
        Statements that are in both, with the same words and the same judgement, wherever they stand.
    """

    old: Assessment
    new: Assessment
    changes: tuple[Change, ...]
    n_unchanged: int

    @property
    def counts(self) -> dict[str, int]:
        """How often each of `WHATS` happened; one change may be several."""
        found: Counter[str] = Counter(what for change in self.changes for what in change.what)
        return {what: found[what] for what in WHATS}

    @property
    def same_reader(self) -> bool:
        """Whether both were read as the same genre, with one codebook, pipeline and model."""
        return self.old.ids == self.new.ids and self.old.genre == self.new.genre

    def to_dict(self) -> dict[str, Any]:
        """Give the JSON form (schema `SCHEMA`): both answers without their statements, and the changes."""
        return {
            "schema": SCHEMA,
            "old": _side(self.old),
            "new": _side(self.new),
            "same_reader": self.same_reader,
            "counts": self.counts,
            "n_unchanged": self.n_unchanged,
            "changes": [
                {"what": list(change.what), "old": _statement(change.old), "new": _statement(change.new)}
                for change in self.changes
            ],
        }


def compare(old: Assessment, new: Assessment) -> Comparison:
    """Compare two versions of one document, statement by statement.

    Statements with the same words are paired first, then the most alike, each once. White space, case and the
    form of quotation marks and dashes make no difference; nor does the place.

    Parameters
    ----------
    old, new
        Readings of the two versions, with the same codebook, pipeline and model to be comparable.

    Returns
    -------
    Comparison
    """
    partner = {j: i for i, j in pair_statements(old.statements, new.statements)}
    met = [
        _change(old.statements[partner[j]] if j in partner else None, statement)
        for j, statement in enumerate(new.statements)
    ]
    taken = set(partner.values())
    gone = [_change(statement, None) for i, statement in enumerate(old.statements) if i not in taken]
    changes = tuple(change for change in (*met, *gone) if change.what)
    return Comparison(old, new, changes, len(met) + len(gone) - len(changes))


def pair_statements(old: Sequence[Statement], new: Sequence[Statement]) -> list[tuple[int, int]]:
    """Pair the statements of two versions by their words: the numbers of old and new, each at most once."""
    pairs = list(_pair_identical(old, new))
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    left = {i: _words(statement.text) for i, statement in enumerate(old) if i not in taken_old}
    right = {j: _words(statement.text) for j, statement in enumerate(new) if j not in taken_new}
    for i, j in _best_first(left, right):
        if i in left and j in right:
            del left[i], right[j]
            pairs.append((i, j))
    return sorted(pairs)


def _pair_identical(old: Sequence[Statement], new: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for j, statement in enumerate(new):
        waiting[_normal(statement.text)].append(j)
    for i, statement in enumerate(old):
        if queue := waiting[_normal(statement.text)]:
            yield i, queue.popleft()


def _normal(text: str) -> str:
    return " ".join(text.translate(_TYPESETTING).split()).casefold()


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_normal(text)))


def _best_first(left: dict[int, frozenset[str]], right: dict[int, frozenset[str]]) -> list[tuple[int, int]]:
    """Give the pairs that are alike enough: the most alike first, and of equals those that moved least.

    Everything here treats old and new alike, so that the way back gives the same pairs.
    """
    scored = []
    for i, j in _candidates(left, right):
        shared = len(left[i] & right[j])
        score = shared / (len(left[i]) + len(right[j]) - shared)
        if score >= ALIKE:
            scored.append((-score, abs(i - j), i + j, i, j))
    return [(i, j) for *_, i, j in sorted(scored)]


def _candidates(left: dict[int, frozenset[str]], right: dict[int, frozenset[str]]) -> set[tuple[int, int]]:
    """Give the pairs worth trying: those that share a rare word."""
    holders = Counter(word for side in (left, right) for words in side.values() for word in words)
    index_left, index_right = _index(left, holders), _index(right, holders)
    return {
        (i, j)
        for word, places in index_left.items()
        if word in index_right
        for n, i in enumerate(places)
        for j in index_right[word][max(n - NEAR, 0) : n + NEAR + 1]
    }


def _index(side: dict[int, frozenset[str]], holders: Counter[str]) -> dict[str, list[int]]:
    """Give the statements by their rarer words.

    Two sets of which each shares at least the part `ALIKE` of its words with the other must have one of their
    rarest words in common if all but that part, and one more, are looked at: nothing alike is missed by this.
    """
    index: dict[str, list[int]] = defaultdict(list)
    for number, words in side.items():
        rarest = sorted(words, key=lambda word: (holders[word], word))
        for word in rarest[: len(words) - _least(len(words)) + 1]:
            index[word].append(number)
    return index


def _least(n_words: int) -> int:
    """Give the fewest words that a statement of so many shares with one that is alike."""
    return max(int(n_words * ALIKE), 1)


def _change(old: Statement | None, new: Statement | None) -> Change:
    if old is None or new is None:
        return Change(old, new, ("came",) if old is None else ("went",))
    happened: dict[What, bool] = {
        "became specific": new.specific and not old.specific,
        "no longer specific": old.specific and not new.specific,
        "level rose": new.level > old.level,
        "level fell": new.level < old.level,
        "kind changed": new.kind != old.kind,
        "reworded": _normal(new.text) != _normal(old.text),
    }
    return Change(old, new, tuple(what for what, did in happened.items() if did))


def _side(assessment: Assessment) -> dict[str, Any]:
    document, verdict, levels = assessment.document, assessment.verdict, assessment.levels
    return {
        "document": {
            **{key: getattr(document, key) for key in ("source", "title", "sha256", "n_words")},
            "genre": assessment.genre,
        },
        "verdict": {
            **{key: getattr(verdict, key) for key in ("label", "abstained", "why", "judged")},
            "probabilities": dict(verdict.probabilities),
        },
        "levels": {"claimed": levels.claimed, "evidenced": levels.evidenced, "gap": levels.gap},
        "presence": assessment.presence,
        "dimensions": {name: dimension.state for name, dimension in assessment.dimensions.items()},
        "n_statements": len(assessment.statements),
        "n_specific": sum(statement.specific for statement in assessment.statements),
        "ids": dict(assessment.ids),
    }


def _statement(statement: Statement | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    keys = ("id", "start", "end", "text", "page", "place", "heading", "kind", "level", "specific", "lived_voice")
    return {**{key: getattr(statement, key) for key in keys}, "stance": statement.slots.stance}
