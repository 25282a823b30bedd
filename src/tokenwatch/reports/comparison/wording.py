"""Plain words for what became of a document and of its statements."""

from __future__ import annotations

from collections.abc import Iterable

from tokenwatch.analysis import Statement
from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook
from tokenwatch.comparison import Comparison
from tokenwatch.reports.words import KIND_LABELS, VERDICT_WORDS, as_sentence, chances, shown_words

LIMITS = (
    "These are two readings by a computer program. They are a set of questions with the page to look at, not proof.",
    "A sentence that went does not mean that the thing is no longer done, nor one that came that it now is. “Not "
    "stated” does not mean no.",
    "Better words are not better involvement. It cannot tell whether what is new in the text is true.",
    "A verdict is often wrong, and a few words may tip it. That it changed is a reason to read the sentences, and no "
    "finding by itself.",
    "Which sentence became which goes by the words they share: at least a third. A sentence written anew, split or "
    "merged may stand as one that went and one that came.",
    "It says nothing of any person, and not why anything was changed.",
    "Do not use it alone to refuse or to grant money, or to rank people or groups.",
)


def answer(comparison: Comparison, codebook: Codebook) -> tuple[str, str]:
    """Give the answer in two sentences: what is shown and claimed, and the verdict."""
    return _levels_sentence(comparison, codebook), _verdict_sentence(comparison.old, comparison.new)


def _levels_sentence(comparison: Comparison, codebook: Codebook) -> str:
    old, new = comparison.old, comparison.new
    unread = [name for name, side in (("old", old), ("new", new)) if not side.verdict.judged]
    if unread:
        which = f"the {unread[0]} one is" if len(unread) == 1 else "they are"
        return f"The two versions cannot be compared: {which} not mainly English."
    if is_same(comparison):
        return "Nothing changed in what the document says about people taking part."
    shows = {"more": "more than the old", "less": "less than the old", "same": "as much as the old"}
    shown = more_or_less(old.levels.evidenced, new.levels.evidenced)
    claims = {"more": "more", "less": "less", "same": "as much"}[more_or_less(old.levels.claimed, new.levels.claimed)]
    before = "" if shown == "same" else f"; the old one {shown_words(old.levels.evidenced, codebook)}"
    return (
        f"The new version shows {shows[shown]} and claims {claims}: "
        f"it {shown_words(new.levels.evidenced, codebook)}{before}."
    )


def is_same(comparison: Comparison) -> bool:
    """Say whether no statement and no answer changed; probabilities may have."""
    return not comparison.changes and _answers(comparison.old) == _answers(comparison.new)


def _answers(assessment: Assessment) -> tuple[object, ...]:
    verdict = assessment.verdict
    states = {name: dimension.state for name, dimension in assessment.dimensions.items()}
    return assessment.levels, assessment.presence, verdict.abstained or verdict.label, states


def _verdict_sentence(old: Assessment, new: Assessment) -> str:
    if old.verdict.abstained and new.verdict.abstained:
        return "No verdict on either version."
    if old.verdict.abstained:
        return f"No verdict on the old version; the new one is read as {_verdict_words(new)}."
    if new.verdict.abstained:
        return f"No verdict on the new version; the old one is read as {_verdict_words(old)}."
    if old.verdict.label == new.verdict.label:
        return f"The verdict stays {_verdict_words(old)} before, {_chance(new)} now."
    return f"The verdict goes from {_verdict_words(old)}, to {_verdict_words(new)}."


def _verdict_words(assessment: Assessment) -> str:
    label = assessment.verdict.label
    return f"{label} ({VERDICT_WORDS[label]}), {_chance(assessment)}"


def verdict_cell(assessment: Assessment) -> str:
    """Give the verdict with its probability; where it abstained, only that there is none."""
    verdict = assessment.verdict
    return "no verdict" if verdict.abstained else f"{verdict.label}, {_chance(assessment)}"


def _chance(assessment: Assessment) -> str:
    return chances(assessment.verdict.probabilities.get(assessment.verdict.label, 0.0))


def more_or_less(old: int, new: int) -> str:
    """Say in one word how two amounts differ.

    Examples
    --------
    >>> more_or_less(2, 4)
    'more'
    """
    return "same" if old == new else "more" if new > old else "less"


def counts_sentence(comparison: Comparison) -> str:
    """Say how many sentences about people taking part there are, stayed, came, went and changed."""
    came, went = comparison.counts["came"], comparison.counts["went"]
    changed = len(comparison.changes) - came - went
    return (
        f"Sentences about people taking part: {len(comparison.old.statements)} in the old version, "
        f"{len(comparison.new.statements)} in the new. Unchanged {comparison.n_unchanged}, changed {changed}, "
        f"came {came}, went {went}."
    )


def change_words(what: Iterable[str], old: Statement, new: Statement, codebook: Codebook) -> str:
    """Say in a sentence what became of a statement that is in both versions."""
    return as_sentence("; ".join(_what_words(one, old, new, codebook) for one in what))


def _what_words(what: str, old: Statement, new: Statement, codebook: Codebook) -> str:
    if what in ("level rose", "level fell"):
        return f"{what} from {level_words(old.level, codebook)} to {level_words(new.level, codebook)}"
    if what == "kind changed":
        before, now = (KIND_LABELS.get(kind, "mentioned") for kind in (old.kind, new.kind))
        return f"kind changed: “{before}” before, “{now}” now"
    return what


def level_words(level: int, codebook: Codebook) -> str:
    """Give a level as its number and name."""
    return f"{level} ({codebook.levels[level].name})"
