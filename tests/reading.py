"""Read who does what in any sentence, also in those that the cascade would not look at.

The pipeline reads sentences that speak of involvement. To measure how well it tells who acts, the same steps run here
on every sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.document import Document
from tokenwatch.language import make_doc
from tokenwatch.language.cascade import copy_sentence, write_back
from tokenwatch.language.participation import find_participation, main_act
from tokenwatch.language.slots import read_slots
from tokenwatch.language.spans import SortedSpans, trim
from tokenwatch.language.statements import gather_parts

PEOPLE = ("people", "both", "reader")
"""Actors for whom the class of the act counts as well; for all others it is enough that none of these is read."""
_GROUPS = ("terms", "people", "indicators", "acts", "blocks")


@dataclass(frozen=True)
class Reading:
    """What is read in one text: its sentence in which people reach the highest level."""

    actor: str
    act: str
    level: int
    time: str
    negated: bool


def read_texts(nlp: Language, texts: Iterable[str]) -> list[Reading]:
    """Read texts of one or a few sentences.

    Parameters
    ----------
    nlp
        What `tokenwatch.language.load` gives, with any parser or none.
    texts
        The texts.
    """
    docs = [make_doc(nlp, Document.from_text(text)) for text in texts]
    return read_docs(nlp, docs)


def read_docs(nlp: Language, docs: list[Doc]) -> list[Reading]:
    """Read Docs of one or a few sentences; those that have been parsed keep their parse."""
    component: Any = nlp.get_pipe("tokenwatch")
    for doc in docs:
        _mark(component, doc)
    _parse(component, [doc for doc in docs if not doc.has_annotation("DEP")])
    return [_read(component.behind[0].codebook, doc) for doc in docs]


def _mark(component: Any, doc: Doc) -> None:
    component.blocks(doc)
    if not doc.has_annotation("SENT_START"):
        component.sentences(doc)
    *parts, acts = component.before
    for part in parts:
        part(doc)
    doc.spans["acts"] = [
        Span(doc, start, end, label=label, span_id=name)
        for hits in acts.matcher.find_all(doc, doc.sents)
        for key, start, end in hits
        for label, _, name in [key.partition(" ")]
    ]


def _parse(component: Any, docs: list[Doc]) -> None:
    parser = component.syntax.parser
    if parser is None:
        return
    sentences = [sentence for doc in docs for sentence in doc.sents]
    parsed = parser.pipe([copy_sentence(parser, sentence) for sentence in sentences])
    for doc in docs:
        write_back(doc, [(sentence, next(parsed)) for sentence in list(doc.sents)])


def _read(codebook: Any, doc: Doc) -> Reading:
    groups = {name: SortedSpans(doc, name) for name in _GROUPS}
    found = []
    for sentence in doc.sents:
        span = trim(sentence)
        inside = {name: spans.inside(span) for name, spans in groups.items()}
        parts = gather_parts(span, None, inside)
        act = main_act(find_participation(parts, codebook))
        slots = read_slots(parts, codebook, act)
        # A stance graver than "negated" hides it: "carers were never asked" is criticised.
        negated = slots.stance == "negated" or (act is not None and act.negated)
        found.append(Reading(slots.actor, slots.act, slots.act_level, slots.time, negated))
    return max(found, key=lambda reading: (reading.actor in ("people", "both"), reading.level))


def has_actor(reading: Reading, label: Mapping[str, Any]) -> bool:
    """Say whether the actor is read right: the same of `PEOPLE`, or none of them."""
    return reading.actor == label["actor"] if label["actor"] in PEOPLE else reading.actor not in PEOPLE


def has_act(reading: Reading, label: Mapping[str, Any]) -> bool:
    """Say whether the act's class is read right; it counts only where one of `PEOPLE` acts."""
    return label["actor"] not in PEOPLE or (reading.act or "none") == label["act"]


def is_right(reading: Reading, label: Mapping[str, Any]) -> bool:
    """Say whether actor and act are read right."""
    return has_actor(reading, label) and has_act(reading, label)
