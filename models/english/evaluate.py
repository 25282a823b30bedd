"""Score a pipeline with spaCy's own scorer on whole documents, tokenised by spaCy from their text.

Paragraph breaks stand in the text as blank lines, as in real documents. spaCy's scorer passes over predicted whitespace
tokens but counts the reference's, so that each break is a miss whatever was predicted; here breaks are left out on both
sides, and what the scorer says with them counted stands beside it (``…_breaks_counted``).
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LOGGER = logging.getLogger("evaluate")

MEASURES = {
    "uas": "dep_uas",
    "las": "dep_las",
    "pos": "pos_acc",
    "tag": "tag_acc",
    "features": "morph_acc",
    "lemma": "lemma_acc",
    "sentence_f": "sents_f",
    "names_f": "ents_f",
}
WITH_BREAKS = ("uas", "las", "pos", "tag", "lemma")
"""Measures of tokens, which breaks lower."""
RELATIONS = tuple("nsubj nsubj:pass aux:pass obl:agent obj acl:relcl conj advmod obl root".split())
"""Relations that tell who did what to whom."""


def without_breaks(doc: Doc) -> None:
    """Take a reference's whitespace tokens out of the scores, in place.

    Their relation becomes ``punct``, which the scorer ignores; a missing one would not do, because spaCy 3.8's
    ``Scorer.score_deps`` carries the places of missing relations over from one document to the next.
    """
    from spacy.tokens.morphanalysis import MorphAnalysis

    for token in doc:
        if token.is_space:
            token.tag_, token.pos_, token.lemma_, token.dep_ = "", "", "", "punct"
            token.morph = MorphAnalysis(doc.vocab)


def flatten(scores: Mapping[str, Any], counted: Mapping[str, Any]) -> dict[str, float]:
    """Return one flat table of spaCy's scores (0 to 1, four places), without those that could not be taken."""
    table = {name: scores.get(theirs) for name, theirs in MEASURES.items()}
    table |= {f"{name}_breaks_counted": counted.get(MEASURES[name]) for name in WITH_BREAKS}
    named = scores.get("ents_per_type") or {}
    table |= {f"names_f_{label}": named[label]["f"] for label in sorted(named)}
    relations = scores.get("dep_las_per_type") or {}
    table |= {f"las_{label}": relations[label]["f"] for label in RELATIONS if label in relations}
    return {name: round(value, 4) for name, value in table.items() if value is not None}


def score(nlp: Language, corpus: Path) -> dict[str, float]:
    """Return the scores of a pipeline on one converted corpus."""
    from spacy.scorer import Scorer
    from spacy.tokens import DocBin
    from spacy.training import Example

    references = list(DocBin().from_disk(corpus).get_docs(nlp.vocab))
    predicted = nlp.pipe((doc.text for doc in references), batch_size=64)
    examples = [Example(guess, doc) for guess, doc in zip(predicted, references, strict=True)]
    scorer = Scorer(nlp)
    counted = scorer.score(examples)
    for doc in references:
        without_breaks(doc)
    return flatten(scorer.score(examples), counted)


def load(path: Path) -> Language:
    """Load a pipeline, packed or as training writes it, and compute as ``tokenwatch.language.load_english`` does."""
    import spacy

    from tokenwatch.language import trained

    nlp = spacy.load(path)
    for _, component in nlp.components:
        if hasattr(component, "model"):
            trained._widen(component.model)
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype("float32")
    return nlp


def main() -> None:
    """Score one pipeline on several corpora and write the figures as JSON: corpus, measure, figure."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    nlp = load(options.pipeline)
    figures = {}
    for corpus in options.corpora:
        figures[corpus.stem] = score(nlp, corpus)
        LOGGER.info("%s %s", corpus.stem, json.dumps(figures[corpus.stem]))
    options.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
