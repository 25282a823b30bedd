"""Statements and voices as displaCy draws them: marked where they stand, escaped, and of one file."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import spacy
from lxml import html
from spacy.language import Language
from spacy.tokens import Span

from assessments import HOSTILE, make_assessment, make_hostile
from tokenwatch.analysis import KINDS, STANCES
from tokenwatch.displacy import COLOURS, render_spans
from tokenwatch.document import Document
from tokenwatch.errors import OptionError
from tokenwatch.language import make_doc

TEXT = (
    "# Who decides\n\nIn May 2024 six carers chose the new contractor.\n\n"
    "“Nobody asked us <about> it,” said Ama Boateng, a carer."
)


def shown(markup: str) -> str:
    """The words that a reader sees, labels and white space left out."""
    tree = html.fragment_fromstring(markup, create_parent=True)
    for label in tree.xpath('//span[contains(@style, "absolute")]'):
        label.drop_tree() if label.getparent() is not None else None
    return re.sub(r"\s+", "", str(tree.text_content()))


def labels(markup: str) -> list[str]:
    found = re.findall(r"border-radius: 3px\">\s*(.*?)\s*</span>", markup)
    return [unescape(label) for label in found]


def test_a_doc_shows_statements_with_stance_and_voices_with_standing(nlp: Language) -> None:
    doc = nlp(make_doc(nlp, Document.from_text(TEXT)))
    markup = render_spans(doc)
    expected = [span.label_ for span in doc.spans["statements"]]
    assert expected
    assert [label for label in labels(markup) if label in STANCES] == expected
    assert [label for label in labels(markup) if label.startswith("voice")] == ["voice: quoted, lived"]


def test_an_assessment_shows_kind_and_level() -> None:
    markup = render_spans(make_assessment())
    assert {"claim 5", "practice 2", "plan 3", "critique 2", "voice: quoted, lived"} <= set(labels(markup))


def test_all_words_are_there_once_and_in_order(nlp: Language) -> None:
    doc = nlp(TEXT)
    words = "".join(TEXT.replace("# ", "").split())
    assert words in shown(render_spans(doc)).replace("#", "")


def test_what_stands_in_the_document_never_becomes_markup() -> None:
    markup = render_spans(make_hostile())
    assert "<script" not in markup
    assert "alert" in markup
    assert "\u202e" not in markup
    assert "\x1b" not in markup
    assert HOSTILE not in markup


def test_a_label_of_somebody_else_s_is_escaped() -> None:
    doc = spacy.blank("en")("We met them.")
    doc.spans["statements"] = [Span(doc, 0, 2, label="<b onclick=x>{0}")]
    markup = render_spans(doc)
    assert "<b" not in markup
    assert labels(markup) == ["<b onclick=x>{0}"]


@pytest.mark.parametrize("page", [False, True])
def test_nothing_is_loaded_from_anywhere(nlp: Language, page: bool) -> None:
    markup = render_spans(nlp(TEXT), page=page)
    assert not re.search(r"https?:|//|src=|@import|url\(|<script|<link", markup)
    assert markup.lstrip().startswith("<!DOCTYPE html>") is page


def test_a_notebook_shows_the_picture(nlp: Language) -> None:
    markup = render_spans(nlp(TEXT))
    assert markup._repr_html_() == str(markup)


def test_the_same_doc_gives_the_same_bytes(nlp: Language) -> None:
    assert render_spans(nlp(TEXT)) == render_spans(nlp(TEXT))


@pytest.mark.parametrize("given", ["a text", None, spacy.blank("en")("We met.")])
def test_what_holds_no_statements_is_refused_with_the_way_out(given: Any) -> None:
    with pytest.raises(OptionError, match="add_pipe"):
        render_spans(given)


def test_a_text_without_statements_is_shown_bare(nlp: Language) -> None:
    assert labels(render_spans(nlp("The boiler was replaced."))) == []
    assert labels(render_spans(nlp(""))) == []


def test_each_kind_and_stance_has_a_colour() -> None:
    assert set(COLOURS) == {*KINDS, *STANCES, "voice"} - {"none"}


def test_the_entry_for_spacy_universe_has_its_fields_and_runs(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(__file__).parents[1] / "docs" / "spacy-universe.json"
    entry = json.loads(path.read_text(encoding="utf-8"))
    # "category" takes what the page of the Universe offers.
    assert {"id", "title", "slogan", "description", "code_example", "author", "category", "tags"} <= entry.keys()
    assert set(entry["category"]) <= {"pipeline", "standalone", "visualizers"}
    assert entry["pip"] == "tokenwatch"
    names: dict[str, str] = {}
    exec("\n".join(entry["code_example"]), names)
    assert "asserted" in capsys.readouterr().out
    assert "asserted" in names["html"]
