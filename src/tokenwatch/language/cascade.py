"""The factory ``tokenwatch_syntax``: a parser for the few sentences that speak of involvement.

Parsing costs some thirty times what tokeniser and phrase matching cost. So only sentences with a hit are parsed, many
at a time and across documents. What the parser finds is written back to the whole Doc: all that comes behind reads
one Doc, whether a tenth of it was parsed here or all of it by somebody's bigger pipeline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from tokenwatch.analysis import PEOPLE
from tokenwatch.language.spans import sentence_starts, sentences_with, spans_of
from tokenwatch.language.trained import load_parser

_WRITTEN = ("POS", "TAG", "MORPH", "DEP", "HEAD")
NO_PARSER = "none"
"""Name of the pipeline that parses nothing: the rules then go by the order of words."""
BATCH = 128
"""Documents whose sentences are parsed together, and sentences that go through the network at once. Larger batches
were no faster on grant texts of 60 to 600 words."""
LONGEST = 150
"""Tokens of a sentence that is still parsed. What is longer is a list or a table that lost its line ends; a parse of
it is noise and costs most of all."""


_NOT_ALONE = frozenset(("op", "ops", "ed", "eds"))
"""What is no word without its "co-"."""


@Language.factory(
    "tokenwatch_syntax",
    assigns=["token.pos", "token.tag", "token.morph", "token.dep", "token.head"],
    default_config={"pipeline": None},
)
def create_syntax(nlp: Language, name: str, pipeline: str | None) -> SyntaxComponent:
    """Make the component."""
    return SyntaxComponent(pipeline)


class SyntaxComponent:
    """Parse the sentences that hold an involvement term, an indicator, or people of the work with an act.

    On ordinary text these are three in a hundred; sentences in which only staff act would be six more.

    A Doc that has been parsed already is left as it is.

    Parameters
    ----------
    pipeline
        Name or path of a spaCy pipeline with a parser; ``None`` for the project's own, `NO_PARSER` for none.
    """

    def __init__(self, pipeline: str | None = None) -> None:
        self.parser = None if pipeline == NO_PARSER else load_parser(pipeline)

    def match(self, doc: Doc) -> list[Span]:
        """Find the sentences to parse."""
        if self.parser is None or doc.has_annotation("DEP"):
            return []
        alone = _starts(doc, "terms", "term") | _starts(doc, "indicators")
        people = _starts(doc, "people", *PEOPLE, "ambiguous")
        beside = _starts(doc, "terms", "loose term") | _starts(doc, "acts", "act")
        return [
            sentence
            for sentence in sentences_with(doc, alone | people)
            for inside in [range(sentence.start, sentence.end)]
            if len(sentence) <= LONGEST and (not alone.isdisjoint(inside) or not beside.isdisjoint(inside))
        ]

    def __call__(self, doc: Doc) -> Doc:
        """Parse one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """Parse many Docs, their sentences in common batches; the Docs come back in order."""
        source = iter(stream)
        while batch := list(islice(source, batch_size)):
            wanted = [self.match(doc) for doc in batch]
            parsed = self._parse([sentence for sentences in wanted for sentence in sentences])
            for doc, sentences in zip(batch, wanted, strict=True):
                write_back(doc, [(sentence, next(parsed)) for sentence in sentences])
                yield doc

    def _parse(self, sentences: list[Span]) -> Iterator[Doc]:
        """Give the parse of each sentence; one that stands several times, as in forms and tables, is parsed once."""
        if self.parser is None:
            return
        words = [tuple(token.text for token in sentence) for sentence in sentences]
        left = Counter(words)
        first = dict(zip(reversed(words), reversed(sentences), strict=True))
        parsed = self.parser.pipe([copy_sentence(self.parser, first[key]) for key in left], batch_size=BATCH)
        waiting: dict[tuple[str, ...], Doc] = {}
        for key in words:
            doc = waiting[key] if key in waiting else next(parsed)
            left[key] -= 1
            if left[key]:
                waiting[key] = doc
            else:
                waiting.pop(key, None)
            yield doc

    def to_bytes(self, *, exclude: Any = ()) -> bytes:
        """Give nothing: which parser is read stands in the pipeline's configuration."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> SyntaxComponent:
        """Take what `to_bytes` gave."""
        return self


def _starts(doc: Doc, group: str, *labels: str) -> set[int]:
    """Give where the spans of a group begin that have one of these labels, or any."""
    return {span.start for span in spans_of(doc, group) if not labels or span.label_ in labels}


def copy_sentence(parser: Language, sentence: Span) -> Doc:
    """Make a Doc of one sentence in the parser's own vocabulary, without the prefixes that it takes for words."""
    tokens = _without_prefixes(sentence)
    return Doc(
        parser.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
    )


def _without_prefixes(sentence: Span) -> list[Token]:
    """Leave out "co" and its hyphen: the tokeniser cuts "co-design" in three, and the trees hold few such words."""
    tokens = list(sentence)
    prefixes = {
        first.i
        for first, hyphen, base in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if first.lower_ == "co"
        and hyphen.text == "-"
        and base.lower_ not in _NOT_ALONE
        and base.is_alpha
        and not (first.whitespace_ or hyphen.whitespace_)
    }
    return [token for token in tokens if token.i not in prefixes and token.i - 1 not in prefixes]


def write_back(doc: Doc, parses: list[tuple[Span, Doc]]) -> None:
    """Write the parses of some sentences into the whole Doc; its sentences stay as they are.

    Parameters
    ----------
    doc
        The whole Doc.
    parses
        Sentences of it, each with its own parsed copy.
    """
    if not parses:
        return
    values = np.zeros((len(doc), len(_WRITTEN)), dtype="uint64")
    # In a sentence that was not parsed all hangs on the first token, its root: that keeps the boundaries.
    starts = np.array(sentence_starts(doc))
    places = np.arange(len(doc))
    heads = starts[np.searchsorted(starts, places, side="right") - 1] - places
    values[starts, _WRITTEN.index("DEP")] = doc.vocab.strings.add("ROOT")
    compound = doc.vocab.strings.add("compound")
    for sentence, parsed in parses:
        read = np.array([token.i for token in _without_prefixes(sentence)])
        values[read, :-1] = parsed.to_array(list(_WRITTEN[:-1]))
        heads[read] = read[_heads_under_one_root(parsed)] - read
        for left_out in set(range(sentence.start, sentence.end)) - set(read.tolist()):
            # A prefix hangs on the word behind its hyphen.
            values[left_out, _WRITTEN.index("DEP")] = compound
            heads[left_out] = read[np.searchsorted(read, left_out)] - left_out
        for token in parsed:
            for text in (token.tag_, token.dep_, str(token.morph)):
                doc.vocab.strings.add(text)
    values[:, -1] = heads.astype("uint64")
    doc.from_array(list(_WRITTEN), values)  # type: ignore[arg-type]  # spaCy names an array type of thinc


def _heads_under_one_root(parsed: Doc) -> list[int]:
    """Give the place of each token's head; where the parser saw two sentences, the second hangs on the first."""
    root = next((token.i for token in parsed if token.head.i == token.i), 0)
    return [root if token.head.i == token.i else token.head.i for token in parsed]
