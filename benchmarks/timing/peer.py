"""Measure one peer in its own environment: nothing of tokenwatch is installed there."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy

from timing.clock import measure, pin_to_one_core
from timing.reference import Reference
from timing.texts import count_words

Run = Callable[[str], object]
"""From a text to something that has been worked out, not merely promised."""


def context(phrases: list[str]) -> Run:
    """Make medspacy's ConText: who is meant, whether it is denied, when, over the same phrases."""
    import medspacy  # noqa: F401  # importing registers the factories
    from medspacy.target_matcher import TargetRule

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    targets: Any = nlp.add_pipe("medspacy_target_matcher")
    targets.add([TargetRule(phrase, "TERM") for phrase in phrases])
    nlp.add_pipe("medspacy_context")
    return lambda text: [entity._.is_negated for entity in nlp(text).ents]


def negspacy(phrases: list[str]) -> Run:
    """Make negspacy: which of the same phrases are denied."""
    import negspacy.negation  # noqa: F401  # importing registers the factory

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "TERM", "pattern": phrase} for phrase in phrases])
    nlp.add_pipe("negex", config={"ent_types": ["TERM"]})
    return lambda text: [entity._.negex for entity in nlp(text).ents]


def textacy(phrases: list[str]) -> Run:
    """Make three of textacy's readability indices."""
    from textacy.text_stats import readability

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")

    def run(text: str) -> list[float]:
        doc = nlp(text)
        indices = (readability.flesch_kincaid_grade_level, readability.gunning_fog_index, readability.smog_index)
        return [index(doc) for index in indices]

    return run


def proselint(phrases: list[str]) -> Run:
    """Make proselint with the checks that are on by default."""
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)
    return lambda text: LintFile(source="text", content=text).lint()


def textdescriptives(phrases: list[str]) -> Run:
    """Make TextDescriptives' counts and readability; its values are worked out when they are read."""
    import textdescriptives  # noqa: F401  # importing registers the factories

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("textdescriptives/descriptive_stats")
    nlp.add_pipe("textdescriptives/readability")

    def run(text: str) -> tuple[object, ...]:
        doc = nlp(text)
        return doc._.counts, doc._.token_length, doc._.sentence_length, doc._.syllables, doc._.readability

    return run


MAKERS = {
    "medspacy": context,
    "negspacy": negspacy,
    "textacy": textacy,
    "proselint": proselint,
    "textdescriptives": textdescriptives,
}


def main() -> None:
    """Measure the peer named in the job from the file named."""
    pin_to_one_core()
    logging.disable(logging.CRITICAL)
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        job = json.load(file)
    name, texts, phrases = job["peer"], job["texts"], job["phrases"]
    run = MAKERS[name](phrases)
    refused: set[int] = set()

    def all_texts() -> None:
        for number, text in enumerate(texts):
            try:
                run(text)
            except Exception:  # whatever it cannot read is counted, and timed as far as it came
                refused.add(number)

    figure = measure(count_words(texts), Reference(texts, phrases), {name: all_texts})[1]
    versions = {name: version(name), "spacy": version("spacy")}
    sys.stdout.write("\n" + json.dumps({"figure": figure.to_dict(), "versions": versions, "refused": len(refused)}))


if __name__ == "__main__":
    main()
