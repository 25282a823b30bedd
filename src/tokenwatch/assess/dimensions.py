"""The ten dimensions: shown, partly, or not stated."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from tokenwatch.analysis import OWN_ORGANISATION, Analysis, Detail, Finding, Statement, Voice
from tokenwatch.assess.levels import OWN_KINDS
from tokenwatch.assess.passages import DENIED
from tokenwatch.assessment import DIMENSIONS, Dimension, DimensionState

NEAR = 1_500
"""Characters on either side of a passage in which people take part, or speak, within which a detail is one of their
involvement: half a page, not tuned. A sum or a ramp farther away is a service's, and says nothing of who has a say."""

STRAY = 1
"""Statements that criticise or explain which a text may hold more than tell: a guide or a complaint holds many."""
TOGETHER = 3
"""Different details within `NEAR` that stand by themselves: a club whose members vote, sign the cheques and meet on
Tuesdays need not say that anybody is involved. Chosen by reading the details that stood alone in the training texts."""

_SPEAKING = ("author", "speaker", "first person")
_MARKS = ("“", '"', "‘", "'", "«", "„", ">")
QUOTE = 30
"""Characters of words that somebody speaks: what is shorter in quotation marks is a title, or kept at arm's length."""

_Found = tuple[DimensionState, str]
"""What one piece of evidence makes of its dimension, and the id of its statement; ``""`` where it stands in none."""


def find_dimensions(analysis: Analysis) -> Mapping[str, Dimension]:
    """Say of each dimension whether the text shows it.

    *Shown*: a genuine indicator stands in a specific statement, a detail that can be checked by itself is told beside
    people who take part, or people speak for themselves by name. *Partly*: a genuine indicator stands in a claim or in
    an unspecific plan, a detail is promised, or people speak without a name. *Not stated*: nothing of this. Silence is
    never a no.

    Parameters
    ----------
    analysis
        With judged statements.

    Returns
    -------
    mapping
        From each of `DIMENSIONS` to its state and the ids of the statements that show it.
    """
    found: dict[str, list[_Found]] = {name: [] for name in DIMENSIONS}
    for finding in analysis.findings:
        statement = statement_of(analysis, finding)
        if finding.indicator == OWN_ORGANISATION:
            # Its name says it, in a title as well as in a sentence.
            found[finding.dimension].append(("shown", statement.id if statement else ""))
        elif statement is not None and _is_told(statement) and finding.polarity == "genuine":
            found[finding.dimension].append(("shown" if statement.specific else "partly", statement.id))
    for detail in find_details(analysis):
        statement = statement_of(analysis, detail.finding)
        planned = detail.planned or (statement is not None and statement.kind == "plan")
        found[detail.finding.dimension].append(("partly" if planned else "shown", statement.id if statement else ""))
    for voice in analysis.voices:
        if voice.lived and (voice.kind in _SPEAKING or _is_quotation(voice)):
            found["voice"].append(("shown" if voice.name else "partly", ""))
    return {name: _state(found[name]) for name in DIMENSIONS}


def find_details(analysis: Analysis) -> tuple[Detail, ...]:
    """Give the details that count, in the order of the text.

    A detail can be checked by itself, so that its sentence need not speak of people taking part, and the judge may have
    put it aside as "none". But it must be about them: near a statement that tells of people taking part, or near one of
    them speaking. In a sentence that criticises, denies or explains it counts nowhere.

    Parameters
    ----------
    analysis
        With judged statements.
    """
    told = [one.start for one in analysis.statements if _is_told(one)]
    people = sorted(told + [voice.start for voice in analysis.voices if voice.lived])
    talk = [one.start for one in analysis.statements if not _is_told(one)]
    places = [detail.finding.start for detail in analysis.details]

    def counts(detail: Detail) -> bool:
        statement = statement_of(analysis, detail.finding)
        if statement is not None:
            return _is_told(statement)
        beside = len(_around(people, detail.finding))
        together = {analysis.details[index].finding.indicator for index in _around(places, detail.finding)}
        about_people = beside > 0 or len(together) >= TOGETHER
        return about_people and len(_around(talk, detail.finding)) <= beside + STRAY

    return () if analysis.teaches else tuple(filter(counts, analysis.details))


def _around(starts: Sequence[int], finding: Finding) -> range:
    """Give which of these places, ascending, lie within `NEAR` of a finding."""
    return range(bisect_left(starts, finding.start - NEAR), bisect_right(starts, finding.end + NEAR))


def statement_of(analysis: Analysis, finding: Finding) -> Statement | None:
    """Give the statement in which a finding stands, if it was judged to be one."""
    before = bisect_right(analysis.statements, finding.start, key=lambda statement: statement.start)
    nearest = analysis.statements[before - 1] if before else None
    return nearest if nearest is not None and finding.start < nearest.end else None


def _is_told(statement: Statement) -> bool:
    return statement.kind in OWN_KINDS and statement.slots.stance not in DENIED


def _is_quotation(voice: Voice) -> bool:
    """Say whether the words are somebody's own: what "residents told us" is in the writer's."""
    return voice.kind == "quoted" and voice.text.startswith(_MARKS) and len(voice.text) >= QUOTE


def _state(found: Iterable[_Found]) -> Dimension:
    pieces = list(found)
    ids = tuple(dict.fromkeys(key for _, key in pieces if key))
    states = {state for state, _ in pieces}
    return Dimension(next((state for state in ("shown", "partly") if state in states), "not stated"), ids)
