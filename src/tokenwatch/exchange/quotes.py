"""Ranges that come with their own words: the words say whether the program that wrote them counts as we do."""

from __future__ import annotations

from tokenwatch.errors import GoldError


def settle(text: str, start: int, end: int, quote: str | None, place: str) -> tuple[int, int]:
    r"""Give a range in code points, where its words show that it was counted in UTF-16 units instead.

    Line ends may differ: browsers make CRLF one.

    Parameters
    ----------
    text
        The text.
    start, end
        The range as the file says.
    quote
        The words as the file gives them; ``None`` or ``""`` where it gives none, and the range is taken as it is.
    place
        Where in the file, for the error.

    Raises
    ------
    GoldError
        If the words stand at neither.

    Examples
    --------
    >>> settle("\N{BUG} crawls", 3, 9, "crawls", "a.json")
    (2, 8)
    """
    if not quote or not 0 <= start < end:
        return start, end
    for range_ in ((start, end), (_points(text, start), _points(text, end))):
        if _plain(text[slice(*range_)]) == _plain(quote):
            return range_
    message = f"the words at {start} to {end} are {text[start:end][:40]!r}, not {quote[:40]!r}"
    raise GoldError(message, kind="gold", place=place, hint="the text was changed, or the program counts otherwise")


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _points(text: str, units: int) -> int:
    """Give the number of code points in the first so many UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))
