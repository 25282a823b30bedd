"""The conference charter of Patients Included as a checklist: what a programme says, clause by clause.

The charter (patientsincluded.org, 2015) has five clauses. A programme that does not speak of one may still keep it:
the answer then is "not stated", and a question to ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tokenwatch.analysis import Analysis
from tokenwatch.assessment import Clause, DimensionState
from tokenwatch.codebook import Codebook


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a programme shows: the analysis, ids of its indicators, and which of the charter's cues its text holds."""

    analysis: Analysis
    indicators: frozenset[str]
    cues: frozenset[str]

    def any_of(self, *indicators: str) -> bool:
        return not self.indicators.isdisjoint(indicators)

    @property
    def lived_speakers(self) -> bool:
        return bool(self.analysis.programme.n_lived)


def _both(first: bool, second: bool) -> DimensionState:
    return "shown" if first and second else "partly" if first or second else "not stated"


def _planning(seen: _Seen) -> DimensionState:
    if seen.any_of("planning-committee-member", "agenda-set-by-people"):
        return "shown"
    lived_members = any(voice.lived and voice.kind == "member" for voice in seen.analysis.voices)
    return "partly" if lived_members or "charter_planned_with" in seen.cues else "not stated"


def _delivery(seen: _Seen) -> DimensionState:
    return _both(seen.lived_speakers, "charter_audience" in seen.cues or seen.any_of("invited-as-audience"))


def _expenses(seen: _Seen) -> DimensionState:
    return _both(seen.any_of("expenses-covered", "paid-for-time", "paid-at-rate"), "charter_bursary" in seen.cues)


def _access(seen: _Seen) -> DimensionState:
    return _both(seen.any_of("access-arrangements", "papers-made-accessible"), "charter_access" in seen.cues)


def _online(seen: _Seen) -> DimensionState:
    if "charter_online" not in seen.cues:
        return "not stated"
    return "shown" if "charter_free" in seen.cues else "partly"


CLAUSES: Mapping[str, tuple[str, Callable[[_Seen], DimensionState]]] = {
    "planning": ("People with the experience help to plan the event, its themes and its speakers.", _planning),
    "delivery": ("They speak or run sessions, and are welcome in the audience.", _delivery),
    "expenses": ("Their travel and stay are paid, and there are free places or bursaries.", _expenses),
    "access": ("Access needs are met, and every session is open to them.", _access),
    "online": ("It can be followed online, free of charge where possible.", _online),
}
"""The five clauses in plain words, with what is looked for."""


def check_charter(analysis: Analysis, text: str, codebook: Codebook) -> tuple[Clause, ...]:
    """Check a programme against the charter.

    Parameters
    ----------
    analysis
        What was found.
    text
        The document's text, for words that are no indicator of their own ("livestream").
    codebook
        For these words: its ``charter_…`` cues.

    Returns
    -------
    tuple of Clause
        Five, in the charter's order; empty where the document is no programme.
    """
    if not analysis.programme.is_programme:
        return ()
    names = [name for name in codebook.cues if name.startswith("charter_")]
    cues = frozenset(name for name in names if _holds(text, codebook.cues[name]))
    seen = _Seen(analysis, frozenset(finding.indicator for finding in analysis.findings), cues)
    return tuple(Clause(name, words, check(seen)) for name, (words, check) in CLAUSES.items())


def _holds(text: str, wordings: Iterable[str]) -> bool:
    pattern = "|".join(map(re.escape, wordings))
    return bool(re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE))
