"""Compile the codebook's wordings to spaCy matchers.

Finite wordings go to one PhraseMatcher, which runs over a whole text at next to no cost. Open wordings (with
gaps, stems or slots) go to token Matchers, which cost several times the tokeniser, so that each is run only on
sentences that hold its words (`tokenwatch.language.gate`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import MappingProxyType
from typing import Any

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from tokenwatch.codebook import Indicator, Role, Term
from tokenwatch.codebook.wording import expand_wording, is_finite, parse_wording
from tokenwatch.language.gate import OpenWordings, slot_ids
from tokenwatch.language.patterns import Cutter, alternatives, needs, spellings, stems, token_patterns

NO_GROUPS: Mapping[int, str] = MappingProxyType({})
"""Where no people have been looked for."""


class WordingMatcher:
    """Find the wordings of many records at once.

    Parameters
    ----------
    nlp
        Pipeline whose tokeniser and vocabulary are used.
    wordings
        Wordings by key, in the language of `tokenwatch.codebook.wording`.
    near_misses
        Wordings by the same keys; a hit that overlaps one of its own near-misses is dropped.
    """

    def __init__(
        self,
        nlp: Language,
        wordings: Mapping[str, Iterable[str]],
        near_misses: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self.phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.open = OpenWordings(nlp.vocab)
        self.open_misses: dict[str, OpenWordings] = {}
        cut = make_cutter(nlp)
        with _no_memory(nlp.tokenizer):
            self._add(cut, wordings, "+")
            self._add(cut, near_misses or {}, "-")

    @classmethod
    def of_records(cls, nlp: Language, records: Mapping[str, Indicator | Role | Term]) -> WordingMatcher:
        """Make one of a codebook's records, by their ids."""
        return cls(
            nlp,
            {key: record.wordings for key, record in records.items()},
            {key: record.near_misses for key, record in records.items()},
        )

    def _add(self, cut: Cutter, wordings: Mapping[str, Iterable[str]], sign: str) -> None:
        for key, texts in wordings.items():
            finite: list[str] = []
            for elements in map(parse_wording, texts):
                if is_finite(elements):
                    finite += [variant for phrase in expand_wording(elements) for variant in spellings(phrase)]
                else:
                    choices = [alternatives(cut, element) for element in elements]
                    patterns = list(token_patterns(choices))
                    self._open(sign, key).add(sign + key, patterns, needs(elements, choices), stems(elements))
            if finite:
                self.phrases.add(sign + key, [Doc(self.open.vocab, cut(text)) for text in dict.fromkeys(finite)])

    def _open(self, sign: str, key: str) -> OpenWordings:
        return self.open if sign == "+" else self.open_misses.setdefault(key, OpenWordings(self.open.vocab))

    def find_phrases(self, doc: Doc | Span) -> list[tuple[str, int, int]]:
        """Find finite wordings: ``(key, first token, token after the last)``, ascending."""
        return self._kept(self._phrases(doc))

    def find_all(
        self, doc: Doc, sentences: Iterable[Span], groups: Mapping[int, str] = NO_GROUPS
    ) -> Iterator[list[tuple[str, int, int]]]:
        """Find finite and open wordings in some sentences of a Doc.

        Parameters
        ----------
        doc
            The Doc; for wordings with ``{lived}`` and the like its tokens carry `GROUP_ATTRIBUTE`.
        sentences
            Sentences of it.
        groups
            The same role groups by token of the Doc.

        Yields
        ------
        list of tuple
            For each sentence its hits, with token indices in the Doc, ascending.
        """
        # Taken at once: to make a Token of each word would take most of the time.
        lowers, slots = doc.to_array("LOWER").tolist(), slot_ids(groups)
        for sentence in sentences:
            words = lowers[sentence.start : sentence.end]
            hits = self._phrases(sentence) + self.open.find(sentence, words, slots)
            # Where nothing is found, no near-miss can take it away.
            for key in self.open_misses.keys() & {key[1:] for key, _, _ in hits}:
                hits += self.open_misses[key].find(sentence, words, slots)
            yield self._kept(hits) if hits else []

    def _phrases(self, doc: Doc | Span) -> list[tuple[str, int, int]]:
        return [(doc.vocab.strings[key], start, end) for key, start, end in self.phrases(doc)]

    @staticmethod
    def _kept(hits: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
        missed = {(key[1:], token) for key, start, end in hits if key[0] == "-" for token in range(start, end)}
        kept = {
            (key[1:], start, end)
            for key, start, end in hits
            if key[0] == "+" and not any((key[1:], token) in missed for token in range(start, end))
        }
        return sorted(kept, key=lambda hit: (hit[1], -hit[2], hit[0]))


def make_cutter(nlp: Language) -> Cutter:
    """Give the pipeline's tokeniser as a function on strings that cuts each word once.

    spaCy cuts at white space first, so that what stands between is cut alike in every phrase. A codebook has some
    50,000 spellings made of 4,000 words: cutting each phrase took more than half of the time to load.
    """

    @cache
    def cut_word(word: str) -> tuple[str, ...]:
        return tuple(token.text for token in nlp.make_doc(word))

    return lambda text: [token for word in text.split() for token in cut_word(word)]


@contextmanager
def _no_memory(tokenizer: Any) -> Iterator[None]:
    """Keep a tokeniser from remembering: it has room for 10,000 words, which those of the texts need."""
    room = getattr(tokenizer, "max_cache_size", None)
    if room is None:
        # Somebody's own tokeniser.
        yield
        return
    tokenizer.max_cache_size = 0
    try:
        yield
    finally:
        tokenizer.max_cache_size = room


def longest(doc: Doc, hits: Iterable[tuple[str, int, int]], label: Callable[[str], str]) -> list[Span]:
    """Make spans of hits, the longer one where two overlap: ``label_`` by `label`, ``id_`` the key."""
    return list(filter_spans([Span(doc, start, end, label=label(key), span_id=key) for key, start, end in hits]))
