"""From a reading or a gold file to the neutral record, and from the neutral record to a line of a gold file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tokenwatch.analysis import STANDINGS, Statement, Voice
from tokenwatch.assessment import Assessment
from tokenwatch.exchange.annotations import AnnotatedSpan, AnnotatedText, Mark, annotate_text
from tokenwatch.exchange.facts import FACTS, facts_of, in_order, sound
from tokenwatch.exchange.labels import INDICATOR, Value
from tokenwatch.gold.documents import PASSAGE_LABELS, GoldDocument, GoldPassage, GoldVoice, read_gold

_LIVED = dict(zip(STANDINGS, (True, False, None), strict=True))
_STANDING_OF = {lived: standing for standing, lived in _LIVED.items()}


def from_assessment(assessment: Assessment) -> AnnotatedText:
    """Make the record of a reading: its statements, voices and hits of indicators are spans.

    Where the verdict abstained, it is left out.

    Examples
    --------
    >>> from tokenwatch import Document, scan
    >>> reading = scan(Document.from_text("Our plan is fully co-produced with tenants.", source="plan.txt"))
    >>> [span.labels for span in from_assessment(reading).spans][0]
    ('claim', 'level 5', 'not specific', 'no lived voice')
    """
    document, verdict = assessment.document, assessment.verdict
    answers: dict[str, Value] = {}
    if verdict.judged:
        answers |= {"presence": assessment.presence, "is_programme": assessment.programme.is_programme}
        answers |= {"claimed_level": assessment.levels.claimed, "evidenced_level": assessment.levels.evidenced}
    if not verdict.abstained:
        answers["verdict"] = verdict.label
    text = AnnotatedText(
        id=sound(document.source or document.sha256 or document.title),
        text=sound(document.text),
        title=sound(document.title),
        genre=assessment.genre,
        answers=in_order(answers),
        note=sound(verdict.why).strip(),
        checked=False,
    )
    possible = (mark for mark in _found(assessment) if 0 <= mark.start < mark.end <= len(document.text))
    return annotate_text(text, possible)


def read_gold_texts(path: str | Path) -> tuple[AnnotatedText, ...]:
    """Make the records of a gold file: its passages, and its voices where it has them.

    Raises
    ------
    GoldError
        As `tokenwatch.gold.read_gold`; also where two passages of one range contradict each other.
    """
    return tuple(_from_gold(gold, f"{Path(path).name}, {gold.id}") for gold in read_gold(path))


def to_record(text: AnnotatedText) -> dict[str, Any]:
    """Make the gold record of a text: only what is there becomes a label.

    Hits of indicators are no labels of a gold file and stay out.

    Examples
    --------
    >>> from tokenwatch.exchange.annotations import AnnotatedSpan
    >>> to_record(AnnotatedText("a", "We co-produce.", spans=(AnnotatedSpan(0, 14, kind="claim"),)))
    {'id': 'a', 'text': 'We co-produce.', 'passages': [{'start': 0, 'end': 14, 'kind': 'claim'}]}
    """
    facts = facts_of(text)
    record: dict[str, Any] = {"id": facts.pop("id", ""), "text": text.text, **facts}
    record["passages"] = [passage for span in text.spans if len(passage := _passage(span)) > 2]
    voices = [_voice(voice, text.text[span.start : span.end]) for span in text.spans for voice in span.voices]
    return record | ({"voices": voices} if voices else {})


def with_own_ids(texts: Iterable[AnnotatedText]) -> tuple[AnnotatedText, ...]:
    """Give every text an id of its own: a second one of the same id has a number behind it."""
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    named = []
    for text in texts:
        own = text.id
        while own in taken:
            seen[text.id] += 1
            own = f"{text.id} ({seen[text.id] + 1})"
        taken.add(own)
        named.append(replace(text, id=own))
    return tuple(named)


def _from_gold(gold: GoldDocument, place: str) -> AnnotatedText:
    answers = {name: value for name in FACTS if (value := getattr(gold, name, None)) is not None}
    for name in ("id", "title", "genre", "repo", "note"):
        answers.pop(name)
    if not gold.complete:
        del answers["complete"]
    text = AnnotatedText(
        id=sound(gold.id),
        text=sound(gold.text),
        title=sound(gold.title),
        genre=sound(gold.genre),
        repo="" if gold.repo == gold.id else sound(gold.repo),
        answers=answers,
        note=sound(gold.note).strip(),
    )
    marks = [
        Mark(passage.start, passage.end, label, f"{place}, passages {number}", sound(passage.note).strip())
        for number, passage in enumerate(gold.passages, 1)
        for label in _labels(passage)
    ]
    # A voice stands at the first place of its words, of its name where it has none, else of its role.
    voices = (Mark(*voice.spans[0], _voice_label(voice), place) for voice in gold.voices)
    return annotate_text(text, [*marks, *voices])


def _found(assessment: Assessment) -> Iterator[Mark]:
    for one in assessment.statements:
        score = one.probabilities.get(one.kind)
        for label in _labels(one):
            yield Mark(one.start, one.end, label, memo=sound(one.why).strip(), score=score)
    for voice in assessment.voices:
        yield Mark(voice.start, voice.end, _voice_label(voice))
    for finding in assessment.findings:
        yield Mark(finding.start, finding.end, INDICATOR + finding.indicator)


def _labels(said: GoldPassage | Statement) -> tuple[str, ...]:
    """Give the labels of what is said of a passage; a field that is ``None`` says nothing."""
    return AnnotatedSpan(said.start, said.end, **{name: getattr(said, name) for name in PASSAGE_LABELS}).labels


def _voice_label(voice: GoldVoice | Voice) -> str:
    return f"voice: {voice.kind}, {_STANDING_OF[voice.lived]}"


def _passage(span: AnnotatedSpan) -> dict[str, Any]:
    stated = {name: value for name in PASSAGE_LABELS if (value := getattr(span, name)) is not None}
    note = {"note": span.memo} if span.memo and stated else {}
    return {"start": span.start, "end": span.end, **stated, **note}


def _voice(voice: str, words: str) -> dict[str, Any]:
    kind, standing = voice.split(", ")
    return {"kind": kind, "lived": _LIVED[standing], "words": words}
