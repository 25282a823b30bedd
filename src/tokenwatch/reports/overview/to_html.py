"""A whole corpus as one HTML file, which works with scripts off.

The one script sorts and filters the table of documents. The content policy names it by its hash, so that nothing
that comes from a document could run, were it ever to get past the escaping.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tokenwatch.overview.groups import FEWEST, MOST_GROUPS
from tokenwatch.overview.records import Cluster, Overview, Share
from tokenwatch.overview.reuse import FEWEST_WORDS, THRESHOLD
from tokenwatch.reports.clean import clean_tree
from tokenwatch.reports.to_html import hash_of, make_environment
from tokenwatch.reports.words import VERDICT_WORDS, counted

if TYPE_CHECKING:
    from jinja2 import Environment

FORMAT = "html"
SUFFIX = ".html"
LONGEST_CELL = 300
"""Characters of a title, a name or a reason: a cell longer than that is no title."""
NOTHING = "–"

_SCRIPT = "overview.js"
_MANY = 1_000
"""Documents from which a tenth of a per cent is more than one of them."""
_PRESENCE_WORDS = {
    "absent": "not mentioned",
    "mentioned": "spoken about",
    "quoted": "quoted",
    "speaking": "write, speak or present",
    "deciding": "have a seat where things are decided",
}
"""Of people with lived experience, as the head of a column."""


def render(overview: Overview) -> str:
    """Render a corpus as a whole HTML document. All that comes from documents and tables is escaped."""
    environment = _environment()
    script = environment.get_template(_SCRIPT).render()
    page = environment.get_template("overview.html")
    return page.render(overview=clean_tree(overview), script_hash=hash_of(script)) + "\n"


def share_words(share: Share) -> str:
    """Say a share with its numbers and interval.

    Examples
    --------
    >>> share_words(Share("heard", 5, 10, 0.237, 0.763))
    '50 % (24–76), 5 of 10'
    """
    if share.value is None or share.low is None or share.high is None:
        return NOTHING
    digits = 1 if share.n >= _MANY else 0
    value, low, high = (f"{100 * part:.{digits}f}" for part in (share.value, share.low, share.high))
    return f"{value} % ({low}–{high}), {share.count:,} of {share.n:,}"


def first_words(cluster: Cluster) -> str:
    """Say who used a wording first, as far as the dates tell.

    Examples
    --------
    >>> first_words(Cluster("…", 1, 3, ("a", "b", "c"), ("a",), "2020", 1, 1))
    'First: a (2020). 1 of them has no date, and may be earlier.'
    """
    if not cluster.first:
        return "Which was first is not known: none of them has a date."
    names = ", ".join(_clip(name) for name in cluster.first)
    more = cluster.n_first - len(cluster.first)
    names += f" and {more:,} more" if more else ""
    tied = "First, and not told apart by date: " if cluster.n_first > 1 else "First: "
    undated = cluster.n_undated
    verbs = "has no date, and may be earlier" if undated == 1 else "have no date, and may be earlier"
    doubt = f" {undated:,} of them {verbs}." if undated else ""
    return f"{tied}{names} ({cluster.first_date}).{doubt}"


def _clip(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"


def _figure(value: float | None, form: str = "{:.2f}") -> str:
    return NOTHING if value is None else form.format(value)


@cache
def _environment() -> Environment:
    environment = make_environment()
    environment.filters |= {
        "clip": _clip, "counted": counted, "figure": _figure, "first_words": first_words, "share_words": share_words,
    }  # fmt: skip
    environment.globals |= {
        "verdict_words": VERDICT_WORDS,
        "presence_words": _PRESENCE_WORDS,
        "few": FEWEST,
        "most_groups": MOST_GROUPS,
        "few_words": FEWEST_WORDS,
        "threshold": THRESHOLD,
    }
    return environment
