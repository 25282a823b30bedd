"""Compile the codebook's wordings to spaCy matchers.

Finite wordings go to one PhraseMatcher, which runs over a whole text at next to no cost. Open wordings (with
gaps, stems or slots) go to token Matchers, which cost several times the tokeniser, so that each is run only on
sentences that hold its words (`tokenwatch.language.gate`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
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
_JOINS = (*HYPHENS, "\u00ad", " ", "", "- ", " -")
"""What may stand where a wording has a hyphen; the last two are hyphens beside which a line ended."""
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
Alternatives = list[list[TokenPattern]]
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
        self.open_misses: dict[str, OpenWordings] = {}
        cut = make_cutter(nlp)
        with _no_memory(nlp.tokenizer):
            self._add(cut, wordings, "+")
            self._add(cut, near_misses or {}, "-")

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
        for key in self.open_misses.keys() & {key[1:] for key, _, _ in hits}:
            hits += self.open_misses[key].find(sentence, groups)
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


def spellings(phrase: str) -> list[str]:
    """Give the spellings of a phrase that count as the same: every hyphen, none, a space; both apostrophes.

    Examples
    --------
    >>> spellings("co-led")[:2], "coled" in spellings("co-led")
    (['co-led', 'co‐led'], True)
    """
    variants = [phrase.replace("-", join) for join in _JOINS] if "-" in phrase else [phrase]
    return [text for variant in variants for text in dict.fromkeys((variant, variant.replace("'", "’")))]


def token_patterns(choices: Iterable[Alternatives]) -> Iterator[list[TokenPattern]]:
    """Give the token patterns of an open wording: one for each way in which the tokeniser may cut its words."""
    for choice in product(*choices):
        yield [token for tokens in choice for token in tokens]


def needs(elements: Iterable[Element], choices: Iterable[Alternatives]) -> Iterator[Need]:
    """Give for the places of an open wording the words of which a sentence must hold one, where there are such."""
    reach = 0
    for element, choice in zip(elements, choices, strict=True):
        most = GAP if element.kind == "gap" else max(map(len, choice))
        if element.kind == "words" and all(choice):
            yield Need(_words_at(choice, 0), reach)
            if most > 1:
                yield Need(_words_at(choice, -1), most - 1)
            reach = 1
        elif groups := _groups(element):
            if not element.optional:
                yield Need(frozenset(f"{{{group}}}" for group in groups), reach)
            # Counted from the slot's last token; one that may be missing runs on for as long as a role does.
            reach = UNBOUNDED if element.optional else 1
        else:
            reach += most


def stems(elements: tuple[Element, ...]) -> Iterator[str]:
    """Give the letters without which an open wording is not found, however a hyphen is written."""
    for element in elements:
        if element.kind == "stem" and not element.optional:
            yield element.values[0].split("-")[-1]


def _words_at(choice: Alternatives, place: int) -> frozenset[str]:
    words = (tokens[place]["LOWER"] for tokens in choice)
    return frozenset(word for given in words for word in ([given] if isinstance(given, str) else given["IN"]))


def _groups(element: Element) -> tuple[str, ...]:
    """Give the role groups that a slot stands for, none where it is no slot for people."""
    if element.kind != "slot" or element.values[0] in ("number", "money", "date"):
        return ()
    return ("lived", "community") if element.values[0] == "people" else element.values


def alternatives(cut: Cutter, element: Element) -> Alternatives:
    """Give the ways in which the tokens of one place of an open wording may look."""
    if element.kind == "gap":
        return [[{"IS_SPACE": False, "OP": f"{{0,{GAP}}}"}]]
    if element.kind == "slot":
        found = _slot(element.values[0])
    elif element.kind == "stem":
        found = _stem(element.values[0])
    else:
        found = _words(cut, element.values)
    return [*found, []] if element.optional else found


def _words(cut: Cutter, words: tuple[str, ...]) -> Alternatives:
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


def _stem(stem: str) -> Alternatives:
    hyphen = "[" + re.escape("".join(HYPHENS) + "\u00ad") + "]?"
    joined: TokenPattern = {"LOWER": {"REGEX": "^" + hyphen.join(map(re.escape, stem.split("-")))}}
    if "-" not in stem:
        return [[joined]]
    *whole, last = stem.split("-")
    cut: list[TokenPattern] = []
    for word in whole:
        cut += [{"LOWER": {"IN": [word, word + "-"]}}, {"LOWER": {"IN": list(HYPHENS)}, "OP": "?"}]
    return [[joined], [*cut, {"LOWER": {"REGEX": "^" + re.escape(last)}}]]


def _slot(name: str) -> Alternatives:
    if name == "number":
        return [[{"LIKE_NUM": True}]]
    if name == "money":
        return [
            [{"IS_CURRENCY": True}, {"LIKE_NUM": True}],
            [{"LIKE_NUM": True}, {"LOWER": {"IN": ["pounds", "euros", "dollars", "pence"]}}],
        ]
    if name == "date":
        return [[{"LOWER": {"IN": _DATE_WORDS}}], [{"LOWER": {"REGEX": r"^(?:19|20)\d\d$"}}]]
    return [[{"_": {GROUP_ATTRIBUTE: group}, "OP": "+"}] for group in _groups(Element("slot", (name,)))]


def longest(doc: Doc, hits: Iterable[tuple[str, int, int]], label: Callable[[str], str]) -> list[Span]:
    """Make spans of hits, the longer one where two overlap: ``label_`` by `label`, ``id_`` the key."""
    return list(filter_spans([Span(doc, start, end, label=label(key), span_id=key) for key, start, end in hits]))
