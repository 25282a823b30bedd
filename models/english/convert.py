"""Turn treebank sentences into spaCy training Docs, laid out as running text is.

A paragraph break is a whitespace token of one or two newlines (POS ``SPACE``), attached to the word before it.
Training Docs are of mixed length, from a lone sentence to five; Docs for scoring are whole documents, so that no
sentence boundary is given away but those that a reader of the text sees too.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import logging
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .silver import silver_names
from .treebank import Name, Sentence, Word, read_conllu, read_names

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

LOGGER = logging.getLogger("convert")

LENGTHS = (1, 2, 3, 5)
"""Sentences in a training Doc: one in four is alone, as the cascade sends them. Docs longer than five cost the parser
an oracle search that took over half of the training time."""
HEADING_SHARE, HEADING_WORDS = 0.04, 14
"""One in twenty-five of the sentences under 14 words loses its full stop and stands as a paragraph of its own, as
headings and list items do. Set by eye; other shares were not tried."""
BREAKS = ("\n\n", "\n")
ATTRIBUTES = "ORTH SPACY POS TAG MORPH LEMMA HEAD DEP SENT_START ENT_IOB ENT_TYPE".split()


def with_names(sentences: Iterable[Sentence], names: Path | None, *, silver: bool) -> Iterator[Sentence]:
    """Add names from an IOB2 file or from GUM's brackets; where the file splits the words otherwise: None."""
    known = read_names(names) if names else {}
    for sentence in sentences:
        words, found = known.get(sentence.identifier, ([], []))
        if words and words == [word.form for word in sentence.words]:
            yield dataclasses.replace(sentence, names=tuple(found))
        elif silver:
            yield dataclasses.replace(sentence, names=silver_names(sentence.words))
        else:
            yield sentence


def as_heading(sentence: Sentence, chance: random.Random) -> Sentence:
    """Return a short sentence now and then without its full stop, as a paragraph of its own."""
    words = sentence.words
    if not 3 < len(words) < HEADING_WORDS or words[-1].form != "." or chance.random() > HEADING_SHARE:
        return sentence
    if any(word.head == len(words) - 1 for word in words):
        return sentence
    return dataclasses.replace(sentence, words=words[:-1], starts_paragraph=True)


def pack(sentences: Iterable[Sentence], chance: random.Random) -> Iterator[list[Sentence]]:
    """Cut documents into training samples of mixed length; names known and unknown are never mixed."""
    for waiting in whole(sentences):
        while waiting:
            length = chance.choice(LENGTHS)
            sample = [as_heading(sentence, chance) for sentence in waiting[:length]]
            del waiting[:length]
            yield sample


def whole(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Group sentences by document; where names are unknown the document is cut, as they are not scored."""
    for _, group in itertools.groupby(sentences, key=lambda item: (item.document, item.names is None)):
        yield list(group)


def line_break(form: str, head: int) -> Word:
    """Return the whitespace token that stands for a paragraph break."""
    return Word(form, form, "SPACE", "_SP", "", head, "dep", space_after=False, entity="")


def lay_out(sentences: list[Sentence], chance: random.Random | None) -> tuple[list[Word], list[Name]]:
    """Join sentences into one list of words with heads and names counted from its start.

    ``chance`` draws the kind of each paragraph break; without it every break is a blank line.
    """
    words: list[Word] = []
    names: list[Name] = []
    for number, sentence in enumerate(sentences):
        if number and sentence.starts_paragraph:
            words[-1] = dataclasses.replace(words[-1], space_after=False)
            words.append(line_break(chance.choice(BREAKS) if chance else BREAKS[0], len(words) - 1))
        elif number:
            words[-1] = dataclasses.replace(words[-1], space_after=True)
        start = len(words)
        words += [dataclasses.replace(word, head=word.head + start) for word in sentence.words]
        here = [(first + start, last + start, label) for first, last, label in sentence.names or ()]
        # A heading may have lost its full stop, and with it a name that the stop ended.
        names += [name for name in here if name[1] < len(words)]
    words[-1] = dataclasses.replace(words[-1], space_after=False)
    return words, names


def make_doc(vocab: Vocab, sentences: list[Sentence], chance: random.Random | None) -> Doc:
    """Make one Doc; its names are "missing" where its sentences' names are unknown."""
    from spacy.tokens import Doc, Span

    words, names = lay_out(sentences, chance)
    doc = Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space_after for word in words],
        pos=[word.pos for word in words],
        tags=[word.tag for word in words],
        morphs=[word.features for word in words],
        lemmas=[word.lemma for word in words],
        heads=[word.head for word in words],
        deps=[word.relation for word in words],
    )
    spans = [Span(doc, first, last + 1, label=label) for first, last, label in names]
    doc.set_ents(spans, default="missing" if sentences[0].names is None else "outside")
    return doc


def main() -> None:
    """Convert one CoNLL-U file into a DocBin."""
    import spacy
    from spacy.tokens import DocBin

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("conllu", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--names", type=Path, help="IOB2 file with PER, ORG and LOC")
    parser.add_argument("--silver", action="store_true", help="names from GUM's entity brackets (training only)")
    parser.add_argument("--whole", action="store_true", help="whole documents, for scoring")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    chance = None if options.whole else random.Random(options.seed)
    vocab = spacy.blank("en").vocab
    sentences = with_names(read_conllu(options.conllu), options.names, silver=options.silver)
    samples = whole(sentences) if chance is None else pack(sentences, chance)
    docs = [make_doc(vocab, sample, chance) for sample in samples]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    DocBin(attrs=ATTRIBUTES, docs=docs).to_disk(options.out)
    tokens, names = sum(map(len, docs)), sum(len(doc.ents) for doc in docs)
    LOGGER.info("%s: %d docs, %d tokens, %d names", options.out.name, len(docs), tokens, names)


if __name__ == "__main__":
    main()
