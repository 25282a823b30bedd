"""Measure tokenwatch's own steps on one set of texts: a JSON job comes in, a JSON result goes out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from timing.clock import CASCADE, LEAST_SECONDS, Figure, measure, pin_to_one_core, seconds_of
from timing.reference import Reference
from timing.texts import count_words
from tokenwatch.assess import assess
from tokenwatch.classifiers import load_judge
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Document
from tokenwatch.language import extract_analysis, find_genre, load, load_english, make_doc, pipeline_id
from tokenwatch.language.cascade import NO_PARSER

PART = 3
"""Every third text goes through the whole pipeline: it is the slowest step, and its cost grows evenly."""

WARM_UP = "The tenants asked for a later bus, and in May 2024 six of them chose the new timetable. " * 5
"""Goes first, so that what is made on first use is not counted."""


def annotate(nlp: Language, documents: list[Document]) -> Iterator[Doc]:
    """Tokenise documents and run all components, in batches across documents."""
    return nlp.pipe(make_doc(nlp, document) for document in documents)


def exhaust(nlp: Language, documents: list[Document]) -> None:
    """Annotate and keep nothing."""
    for _ in annotate(nlp, documents):
        pass


def scan_all(nlp: Language, documents: list[Document]) -> int:
    """Go the whole way from documents to assessments, as `tokenwatch.scan_document` does; give the statements' number.

    Reading a file is not part of it.
    """
    book, statements = load_codebook(), 0
    judge = load_judge(None, codebook=book, pipeline=pipeline_id())
    for doc, document in zip(annotate(nlp, documents), documents, strict=True):
        found = extract_analysis(doc, document, book)
        found = replace(found, genre=find_genre(document, book, is_programme=found.programme.is_programme))
        assess(judge.judge_statements(found), document, book, {}, judge)
        statements += len(found.statements)
    return statements


def count_hits(documents: list[Document]) -> dict[str, int]:
    """Count sentences and tokens, and those of them that are parsed."""
    nlp, counts = load(), {"sentences": 0, "tokens": 0, "hit_sentences": 0, "hit_tokens": 0}
    for doc in annotate(nlp, documents):
        parsed = [sentence for sentence in doc.sents if any(token.pos for token in sentence)]
        counts["sentences"] += sum(1 for _ in doc.sents)
        counts["tokens"] += len(doc)
        counts["hit_sentences"] += len(parsed)
        counts["hit_tokens"] += sum(map(len, parsed))
    return counts


def measure_steps(texts: list[str], phrases: list[str]) -> dict[str, object]:
    """Measure every step beside the reference, and count how much had to be parsed."""
    documents = [Document.from_text(text) for text in texts]
    new = first_sight(texts, documents, phrases)
    cascade, rules = load(), load(pipeline=NO_PARSER)
    reference = Reference(texts, phrases)
    steps = {
        "tokeniser alone": reference.tokenise,
        "rules alone, no parser": lambda: exhaust(rules, documents),
        "cascade, language components": lambda: exhaust(cascade, documents),
        CASCADE: lambda: scan_all(cascade, documents),
    }
    figures = measure(count_words(texts), reference, steps)
    figures += measure_everything(texts[::PART], phrases)
    counts = {"texts": len(texts), "words": count_words(texts), "statements": scan_all(cascade, documents)}
    return {
        "figures": [figure.to_dict() for figure in figures],
        "counts": counts | count_hits(documents),
        "first_sight": new,
    }


def measure_everything(texts: list[str], phrases: list[str]) -> list[Figure]:
    """Measure the project's whole English pipeline on all sentences."""
    whole = load_english()
    steps = {"own pipeline on everything: tags, lemmas, parse, names": lambda: [None for _ in whole.pipe(texts)]}
    return measure(count_words(texts), Reference(texts, phrases), steps)[1:]


def first_sight(texts: list[str], documents: list[Document], phrases: list[str]) -> dict[str, float]:
    """Measure on words that this process has not met: a tokeniser remembers words, and then is several times as quick.

    Once only, since what has been met cannot be forgotten.
    """
    cascade = load()
    scan_all(cascade, [Document.from_text(WARM_UP)])
    fresh = Reference(texts, phrases), Reference(texts, phrases)
    before = seconds_of(fresh[0])
    seconds = seconds_of(lambda: scan_all(cascade, documents))
    beside = (before + seconds_of(fresh[1])) / 2
    return {"slower": beside / seconds_of(fresh[1], LEAST_SECONDS), "ratio": beside / seconds}


def main() -> None:
    """Read the job from the file named, write the result to the standard output."""
    pin_to_one_core()
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        job = json.load(file)
    json.dump(measure_steps(job["texts"], job["phrases"]), sys.stdout)


if __name__ == "__main__":
    main()
