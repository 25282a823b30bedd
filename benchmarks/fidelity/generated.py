"""The references that are too long to write out: what the program that made the samples put into them."""

from __future__ import annotations

import random
from collections.abc import Iterator

Line = list[str]

_SENTENCES = (
    "We will co-produce the service with people with lived experience of psychosis.",
    "Service users were consulted at the end of the project through a survey.",
    "A patient representative was invited to attend one meeting of the steering group.",
    "Our panel of experts by experience chose the outcomes and held a vote on the budget.",
    "The programme puts patients at the heart of everything we do.",
    "Peer researchers were paid at the same rate as academic staff and named as co-authors.",
    "Stakeholders will be engaged throughout the lifecycle of the project.",
    "“Nobody asked us what we wanted,” said one survivor of the ward.",
    "Lived experience voices will be showcased in a video at the launch event.",
    "The final decision rests with the clinical lead and the trust board.",
)
_SEED = 7
"""The one that the samples were made with; it says how many sentences each paragraph of the report has."""
_IN_REPORT = 1_310
_EMPTY_ROW, _FORMULA_ROW = 3, 4


def _sentences(first: int, count: int) -> str:
    numbers = range(first, first + count)
    return " ".join(f"Sentence {n:04d} of the report: {_SENTENCES[n % len(_SENTENCES)]}" for n in numbers)


def _notes() -> Iterator[Line]:
    for first in range(0, 40, 5):
        yield ["p", _sentences(first, 5)]


def _bids(formula: str) -> Iterator[Line]:
    yield ["row", "doc_id", "year", "text"]
    cells = {_EMPTY_ROW: "", _FORMULA_ROW: formula}
    for n in range(50):
        text = cells.get(n, _sentences(n, 4))
        yield ["row", f"d{n}", f"{2000 + n % 25}", *filter(None, [text])]


def _report() -> Iterator[Line]:
    draw, number, section = random.Random(_SEED), 0, 0
    while number < _IN_REPORT:
        section += 1
        yield ["h2", f"{section}. Section zqhead{section:03d} on co-production"]
        for _ in range(6):
            count = draw.randint(3, 6)
            yield ["p", _sentences(number, count)]
            number += count
        for letter in "ab":
            yield ["item", f"zqbullet{section:03d}{letter} efficient office for service users"]
        if section % 5 == 0:
            yield ["row", "Activity", "Who decides"]
            yield ["row", f"zqcell{section:03d} design", "Trust board"]
            yield ["row", "delivery", "Experts by experience"]


def _interleaved() -> Iterator[Line]:
    for page in range(3):
        for line in range(50):
            yield ["p", f"L{page}{line:02d} service users were asked to attend the"]
        for line in range(50):
            yield ["p", f"R{page}{line:02d} peer workers were paid for co-"]


def generate(name: str) -> list[Line]:
    """Give the lines of a reference by the name that its file gives.

    Raises
    ------
    KeyError
        Where no reference has this name.
    """
    makers = {
        "notes": _notes,
        "bids": lambda: _bids('=HYPERLINK("http://evil","x") formula-like text'),
        "bids without the formula": lambda: _bids(""),
        "two-column report": _report,
        "interleaved columns": _interleaved,
    }
    return list(makers[name]())
