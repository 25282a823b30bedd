"""Statements and voices as displaCy draws spans: for whoever knows spaCy's pictures from their notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import spacy
from spacy import displacy
from spacy.tokens import Doc

from tokenwatch.analysis import Statement, Voice, standing_of
from tokenwatch.assessment import Assessment
from tokenwatch.errors import OptionError
from tokenwatch.language import make_doc
from tokenwatch.language.spans import spans_of
from tokenwatch.language.tokeniser import bound_affixes
from tokenwatch.language.voices import decode_voice
from tokenwatch.reports.clean import show_unseen

COLOURS = {
    "practice": "#8fcdd8", "claim": "#f0b98a", "plan": "#c3bbef", "critique": "#eeaac6", "explain": "#cfd1d8",
    "invite": "#cfd1d8", "asserted": "#8fcdd8", "negated": "#eeaac6", "criticised": "#eeaac6", "defined": "#cfd1d8",
    "quoted": "#bfe0a5", "asked": "#cfd1d8", "invited": "#cfd1d8", "voice": "#bfe0a5",
}  # fmt: skip
"""Colour by kind, stance or ``"voice"``: light tints of those of the HTML report, so that black letters on the lightest
and on the darkest have a contrast of 11 to 1 or more. The label says in words what the colour says."""


@dataclass(frozen=True, slots=True)
class _Span:
    """A range of characters with what is written under it."""

    start: int
    end: int
    style: str
    label: str


class Markup(str):
    """HTML that a notebook shows as what it is."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def render_spans(given: Doc | Assessment, *, page: bool = False) -> Markup:
    """Draw statements and voices with displaCy (style ``"span"``).

    Parameters
    ----------
    given
        A Doc that has gone through ``nlp.add_pipe("tokenwatch")``: statements with their stance; or an `Assessment`:
        statements with kind and level.
    page
        Give a whole page, not a piece of one.

    Returns
    -------
    Markup
        A `str` of HTML; a notebook shows the picture. All that comes from the document is escaped, and nothing is
        loaded from anywhere.

    Raises
    ------
    OptionError
        If it is neither, or a Doc without statements and voices because the component never saw it.

    Examples
    --------
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("tokenwatch")
    >>> html = render_spans(nlp("In May 2024 six tenants chose the new contractor."))
    >>> "asserted" in html, "http" in html
    (True, False)
    """
    if isinstance(given, Assessment):
        doc, spans = _tokenised(given), list(_of_assessment(given))
    elif isinstance(given, Doc) and {"statements", "voices"} & set(given.spans):
        doc, spans = given, list(_of_doc(given))
    else:
        hint = 'give an Assessment, or a Doc from a pipeline with nlp.add_pipe("tokenwatch")'
        raise OptionError("there are no statements and voices to draw", kind="spans", hint=hint)
    colours = {span.label: COLOURS.get(span.style, COLOURS["explain"]) for span in spans}
    parts = list(_parts(doc, spans))
    html = displacy.render(parts, style="span", manual=True, page=page, jupyter=False, options={"colors": colours})
    return Markup(html)


def _of_doc(doc: Doc) -> Iterator[_Span]:
    for span in spans_of(doc, "statements"):
        yield _Span(span.start_char, span.end_char, span.label_, escape(show_unseen(span.label_)))
    yield from (_of_voice(decode_voice(span)) for span in spans_of(doc, "voices"))


def _of_assessment(assessment: Assessment) -> Iterator[_Span]:
    for statement in assessment.statements:
        yield _Span(statement.start, statement.end, statement.kind, _label(statement))
    yield from map(_of_voice, assessment.voices)


def _label(statement: Statement) -> str:
    level = f" {statement.level}" if statement.level else ""
    return escape(f"{statement.kind}{level}")


def _of_voice(voice: Voice) -> _Span:
    return _Span(voice.start, voice.end, "voice", escape(f"voice: {voice.kind}, {standing_of(voice)}"))


def _tokenised(assessment: Assessment) -> Doc:
    nlp = spacy.blank("en")
    bound_affixes(nlp.tokenizer)
    return make_doc(nlp, assessment.document)


def _parts(doc: Doc, spans: Iterable[_Span]) -> Iterator[dict[str, Any]]:
    """Cut a Doc into its blocks: displaCy asks at each token for each span, so that a long text would take hours."""
    waiting = sorted(spans, key=lambda span: (span.start, -span.end))
    for block in spans_of(doc, "blocks") or [doc[:]]:
        here = [span for span in waiting if span.start < block.end_char and block.start_char < span.end]
        waiting = [span for span in waiting if span.end > block.end_char]
        yield {
            "text": show_unseen(block.text),
            "tokens": [show_unseen(token.text) for token in block],
            "spans": [_placed(doc, span, block.start, block.end) for span in here],
        }


def _placed(doc: Doc, span: _Span, first: int, last: int) -> dict[str, Any]:
    """Give a span as displaCy reads it, in tokens of the block from `first` to `last`."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    start, end = (found.start, found.end) if found is not None else (first, first)
    return {"start_token": max(start, first) - first, "end_token": min(end, last) - first, "label": span.label}
