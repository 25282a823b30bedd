"""What a reader could check in a sentence: numbers, dates, amounts, names, bodies, changes."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Span, Token

from tokenwatch.analysis import Support
from tokenwatch.language.parts import Parts
from tokenwatch.language.patterns import DATE_WORDS

_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)|\d{1,2}:\d\d", re.IGNORECASE)
_HALVES = frozenset(("am", "pm", "a.m.", "p.m."))
"""What the tokeniser cuts off the number of a clock time."""
_MONEY = re.compile(r"[£$€]\s?\d|\b\d[\d,.]*\s?(?:pounds|euros|dollars)\b", re.IGNORECASE)
_SMALL_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen half "
    "hundreds dozens thousands".split()
)
_MONTHS = frozenset((*DATE_WORDS, "spring", "summer", "autumn", "winter")) - {"may"}
"""Months, weekdays and seasons; "may" is mostly a verb, and looked at apart."""


def find_support(parts: Parts) -> tuple[Support, ...]:
    """Find what a reader could check: numbers, dates, amounts, names, bodies, changes."""
    text = parts.span.text
    found: list[Support] = []
    if _has_number(parts.span):
        found.append("number")
    if _has_date(parts.span) or parts.has("rhythm"):
        found.append("date")
    if _MONEY.search(text) or parts.has("pay"):
        found.append("amount")
    if _has_name(parts.span):
        found.append("name")
    if parts.has("body"):
        found.append("body")
    if parts.has("change"):
        found.append("change")
    return tuple(found)


def _has_number(span: Span) -> bool:
    """Say whether something is counted: not a year, a clock time, an enumeration or a number in a name."""
    return any(
        is_count(token) and (token.i > span.start or not token.is_digit) and not _is_dated(token.i, span)
        for token in span
    )


def is_count(token: Token) -> bool:
    """Say whether a word is a number that counts something, in letters or digits: not a year."""
    return token.lower_ in _SMALL_NUMBERS or (token.is_digit and not _YEAR.fullmatch(token.text))


def _is_dated(index: int, span: Span) -> bool:
    """Say whether a number stands beside a month or weekday, or before "am" or "pm"."""
    around = span.doc[max(index - 1, span.start) : min(index + 2, span.end)]
    return any(_is_month(token) for token in around) or around[-1].lower_ in _HALVES


def _is_month(token: Token) -> bool:
    """Say whether a word is a month, weekday or season; "May" only with a capital and a number beside it."""
    if token.text != "May":
        return token.lower_ in _MONTHS
    return any(token.nbor(step).is_digit for step in (-1, 1) if 0 <= token.i + step < len(token.doc))


def _has_date(span: Span) -> bool:
    return bool(_CLOCK.search(span.text)) or any(_is_month(token) or _YEAR.fullmatch(token.text) for token in span)


def _has_name(span: Span) -> bool:
    """Say whether two capitalised words stand together past the sentence's beginning: a person or a named body."""
    tokens = [token for token in span if not token.is_space]
    if sum(token.is_title or token.is_upper for token in tokens) > 0.6 * len(tokens):
        return False
    return any(
        first.is_title and second.is_title and first.is_alpha and second.is_alpha
        for first, second in pairwise(tokens[1:])
    ) or any(token.is_upper and token.is_alpha and len(token) > 2 for token in tokens[1:])
