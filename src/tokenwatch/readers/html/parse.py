"""Parse a web page in linear time, and no more of it than may be read."""

from __future__ import annotations

import re

from tokenwatch.readers.html.page import Page, TooMuchError

_LONG_NUMBER = re.compile(r"(&#[0-9]{30})[0-9]+")
"""A character's number, of which seven digits say all; Python makes no number of over 4,300, and raises."""


def parse_page(markup: str, most: int) -> tuple[Page, bool]:
    """Parse markup.

    Parameters
    ----------
    markup
        Of a whole page, or a piece of one.
    most
        Characters of text that may be read.

    Returns
    -------
    Page
        What was found.
    bool
        Whether that is all; else it is a little more than may be read.
    """
    page = Page(most)
    try:
        page.feed(with_marks_closed(markup))
        page.close()
    except TooMuchError:
        return page, False
    return page, True


def with_marks_closed(text: str) -> str:
    """Make markup that is never closed plain text, for which the parser would look through the rest again and again.

    Examples
    --------
    >>> with_marks_closed("<p>a <!-- b <p>c <i"), with_marks_closed("<![CDATA[<p>")
    ('<p>a  b <p>c &lt;i', '<!CDATA[<p>')
    """
    text = _LONG_NUMBER.sub(r"\1", text)
    text = text.replace("<![", "<!")  # in a web page, that ends at the next ">" like any odd declaration
    end = text.rfind("-->") + 1
    text = text[:end] + text[end:].replace("<!--", "")
    end = text.rfind(">") + 1
    return text[:end] + text[end:].replace("<", "&lt;")
