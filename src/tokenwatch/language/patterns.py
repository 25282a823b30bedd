"""From wordings to spaCy's token patterns, and to the words without which a sentence holds none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from spacy.tokens import Token

from tokenwatch.codebook.wording import GAP, Element
from tokenwatch.language.gate import Need, TokenPattern

HYPHENS = ("-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2212")
"""Hyphen, Unicode hyphen, no-break hyphen, figure dash, en dash, minus: each is met where a hyphen was meant."""
_JOINS = (*HYPHENS, "\u00ad", " ", "", "- ", " -")
"""What may stand where a wording has a hyphen; the last two are hyphens beside which a line ended."""
DATE_WORDS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday"
).split()
GROUP_ATTRIBUTE = "tokenwatch_group"
"""Name under which a token carries the role group of its people while `{lived}` and the like are looked for."""
UNBOUNDED = 1_000_000
"""Tokens that an optional role phrase may take: it runs on as long as the role does; no sentence has so many."""

if not Token.has_extension(GROUP_ATTRIBUTE):
    Token.set_extension(GROUP_ATTRIBUTE, default="")

Alternatives = list[list[TokenPattern]]
Cutter = Callable[[str], list[str]]
"""From a phrase to its tokens."""


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
        return [[{"LOWER": {"IN": DATE_WORDS}}], [{"LOWER": {"REGEX": r"^(?:19|20)\d\d$"}}]]
    return [[{"_": {GROUP_ATTRIBUTE: group}, "OP": "+"}] for group in _groups(Element("slot", (name,)))]
