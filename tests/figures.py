"""Parts of a figure that a test needs: a figure may lack them, and then the test fails here."""

from __future__ import annotations

from tokenwatch.measure import Figure


def value_of(figure: Figure) -> float:
    """Give its value."""
    assert figure.value is not None
    return figure.value


def interval(figure: Figure) -> tuple[float, float]:
    """Give both ends of its interval."""
    assert figure.low is not None
    assert figure.high is not None
    return figure.low, figure.high


def width(figure: Figure) -> float:
    """Give how wide its interval is."""
    low, high = interval(figure)
    return high - low
