"""Compile the codebook's wordings to spaCy matchers.

Finite wordings go to one PhraseMatcher, which runs over a whole text at next to no cost. Open wordings (with
gaps, stems or slots) go to token Matchers, which cost several times the tokeniser, so that each is run only on
sentences that hold its words (`tokenwatch.language.gate`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Any

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from tokenwatch.codebook.wording import GAP, Element, expand_wording, is_finite, parse_wording
from tokenwatch.language.gate import Need, OpenWordings

HYPHENS = ("-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2212")
"""Hyphen, Unicode hyphen, no-break hyphen, figure dash, en dash, minus: each is met where a hyphen was meant."""
_JOINS = (*HYPHENS, "\u00ad", " ", "", "- ")
"""What may stand where a wording has a hyphen; the last is a hyphen left behind by a line end."""
MAX_SLOT = 8
"""Most tokens of one person phrase; the longest in the roles has seven ("people who draw on care and support")."""
_DATE_WORDS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday"
).split()
GROUP_ATTRIBUTE = "tokenwatch_group"
UNBOUNDED = 1_000_000
"""Tokens that an optional role phrase may take: it runs on as long as the role does; no sentence has so many."""
NO_GROUPS: Mapping[int, str] = MappingProxyType({})
"""Where no people have been looked for."""

if not Token.has_extension(GROUP_ATTRIBUTE):
    Token.set_extension(GROUP_ATTRIBUTE, default="")

TokenPattern = dict[str, Any]
Cutter = Callable[[str], list[str]]
"""From a phrase to its tokens."""


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
        self.open_misses = OpenWordings(nlp.vocab)
        cut = make_cutter(nlp)
        self._add(cut, wordings, "+")
        self._add(cut, near_misses or {}, "-")

    def _add(self, cut: Cutter, wordings: Mapping[str, Iterable[str]], sign: str) -> None:
        opened = self.open if sign == "+" else self.open_misses
        for key, texts in wordings.items():
            finite: list[str] = []
            for elements in map(parse_wording, texts):
                if is_finite(elements):
                    finite += [variant for phrase in expand_wording(elements) for variant in spellings(phrase)]
                else:
                    opened.add(sign + key, list(token_patterns(cut, elements)), needs(cut, elements))
            if finite:
                self.phrases.add(sign + key, [Doc(opened.vocab, cut(text)) for text in dict.fromkeys(finite)])

    def find_phrases(self, doc: Doc | Span) -> list[tuple[str, int, int]]:
        """Find finite wordings: ``(key, first token, token after the last)``, ascending."""
        return self._kept(self._phrases(doc))

    def find_all(self, sentence: Span, groups: Mapping[int, str] = NO_GROUPS) -> list[tuple[str, int, int]]:
        """Find finite and open wordings in one sentence, with token indices in the whole Doc.

        Parameters
        ----------
        sentence
            The sentence; for wordings with ``{lived}`` and the like its tokens carry `GROUP_ATTRIBUTE`.
        groups
            The same role groups by token of the Doc.
        """
        hits = self._phrases(sentence) + self.open.find(sentence, groups)
        # Where nothing is found, no near-miss can take it away.
        if any(key[0] == "+" for key, _, _ in hits):
            hits += self.open_misses.find(sentence, groups)
        return self._kept(hits)

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
    # A copy: the pipeline's own tokeniser remembers 10,000 words, and has its room for the words of the texts.
    tokenizer = copy(nlp.tokenizer)

    @cache
    def cut_word(word: str) -> tuple[str, ...]:
        return tuple(token.text for token in tokenizer(word))

    return lambda text: [token for word in text.split() for token in cut_word(word)]


def spellings(phrase: str) -> list[str]:
    """Give the spellings of a phrase that count as the same: every hyphen, none, a space; both apostrophes.

    Examples
    --------
    >>> spellings("co-led")[:2], "coled" in spellings("co-led")
    (['co-led', 'co‐led'], True)
    """
    variants = [phrase.replace("-", join) for join in _JOINS] if "-" in phrase else [phrase]
    return [text for variant in variants for text in dict.fromkeys((variant, variant.replace("'", "’")))]


def token_patterns(cut: Cutter, elements: tuple[Element, ...]) -> Iterator[list[TokenPattern]]:
    """Turn an open wording into token patterns: one for each way in which the tokeniser may cut its words."""
    for choice in product(*(_alternatives(cut, element) for element in elements)):
        yield [token for tokens in choice for token in tokens]


def needs(cut: Cutter, elements: tuple[Element, ...]) -> Iterator[Need]:
    """Give for each place of an open wording the words of which a sentence must hold one, where there are such."""
    reach = 0
    for element in elements:
        words = frozenset() if element.optional else _needed_words(cut, element)
        if words:
            yield Need(words, reach)
            reach = 0
        reach += _most_tokens(cut, element, is_need=bool(words))


def _needed_words(cut: Cutter, element: Element) -> frozenset[str]:
    if element.kind == "slot" and element.values[0] not in ("number", "money", "date"):
        groups = ("lived", "community") if element.values[0] == "people" else element.values
        return frozenset(f"{{{group}}}" for group in groups)
    if element.kind == "words":
        alternatives = _words(cut, element.values)
        if all(alternatives):
            return frozenset(word for tokens in alternatives for word in _first_words(tokens[0]))
    return frozenset()


def _most_tokens(cut: Cutter, element: Element, *, is_need: bool) -> int:
    """Give the most tokens that an element takes; behind a needed slot it is counted from the slot's last token."""
    if element.kind == "gap":
        return GAP
    alternatives = _alternatives(cut, element)
    if not is_need and any("_" in token for tokens in alternatives for token in tokens):
        return UNBOUNDED
    return max(map(len, alternatives))


def _first_words(token: TokenPattern) -> list[str]:
    lower = token["LOWER"]
    return [lower] if isinstance(lower, str) else list(lower["IN"])


def _alternatives(cut: Cutter, element: Element) -> list[list[TokenPattern]]:
    if element.kind == "gap":
        return [[{"IS_SPACE": False, "OP": f"{{0,{GAP}}}"}]]
    if element.kind == "slot":
        alternatives = _slot(element.values[0])
    elif element.kind == "stem":
        alternatives = _stem(element.values[0])
    else:
        alternatives = _words(cut, element.values)
    return [*alternatives, []] if element.optional else alternatives


def _words(cut: Cutter, words: tuple[str, ...]) -> list[list[TokenPattern]]:
    single: list[str] = []
    several: list[list[TokenPattern]] = []
    for text in dict.fromkeys(spelling for word in words for spelling in spellings(word)):
        tokens = [token.lower() for token in cut(text)]
        if len(tokens) == 1:
            single.append(tokens[0])
        elif not any(hyphen in tokens for hyphen in HYPHENS[1:]):
            several.append([{"LOWER": {"IN": list(HYPHENS)}} if word == "-" else {"LOWER": word} for word in tokens])
    # spaCy compares every list of words with all those before it, so that a list of one would cost start-up time.
    alone: TokenPattern = {"LOWER": single[0] if len(single) == 1 else {"IN": single}}
    return ([[alone]] if single else []) + several


def _stem(stem: str) -> list[list[TokenPattern]]:
    hyphen = "[" + re.escape("".join(HYPHENS) + "\u00ad") + "]?"
    joined: TokenPattern = {"LOWER": {"REGEX": "^" + hyphen.join(map(re.escape, stem.split("-")))}}
    if "-" not in stem:
        return [[joined]]
    *whole, last = stem.split("-")
    cut: list[TokenPattern] = []
    for word in whole:
        cut += [{"LOWER": {"IN": [word, word + "-"]}}, {"LOWER": {"IN": list(HYPHENS)}, "OP": "?"}]
    return [[joined], [*cut, {"LOWER": {"REGEX": "^" + re.escape(last)}}]]


def _slot(name: str) -> list[list[TokenPattern]]:
    if name == "number":
        return [[{"LIKE_NUM": True}]]
    if name == "money":
        return [
            [{"IS_CURRENCY": True}, {"LIKE_NUM": True}],
            [{"LIKE_NUM": True}, {"LOWER": {"IN": ["pounds", "euros", "dollars", "pence"]}}],
        ]
    if name == "date":
        return [[{"LOWER": {"IN": _DATE_WORDS}}], [{"LOWER": {"REGEX": r"^(?:19|20)\d\d$"}}]]
    groups = ("lived", "community") if name == "people" else (name,)
    return [[{"_": {GROUP_ATTRIBUTE: group}, "OP": "+"}] for group in groups]


def longest(doc: Doc, hits: Iterable[tuple[str, int, int]], label: Callable[[str], str]) -> list[Span]:
    """Make spans of hits, the longer one where two overlap: ``label_`` by `label`, ``id_`` the key."""
    return list(filter_spans([Span(doc, start, end, label=label(key), span_id=key) for key, start, end in hits]))
