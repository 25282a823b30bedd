"""Markdown files."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read, read_markdown
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.markdown import parser


def _blocks(data: str) -> list[tuple[str, str]]:
    document = read(data.encode(), name="a.md")
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_markdown_becomes_blocks_without_marks() -> None:
    text = """---
title: "Our way of working"
author: Joan Petty
---
How we work
===========

We *will* **co-produce** it with [the panel](https://example.org/panel_(new) "see") and
__pay__ people; see `this`[^1].

> Nobody asked
> us before.

- first, ~~ask~~ listen
  - then decide

| Who | Role |
|:---|---|
| Sam \\| Jo | co-lead |

```python
stakeholders = engage()
```
<!-- a note to
ourselves -->
[ref]: https://example.org
[^1]: They get £20 an hour.

snake_case_names and 2 * 3 * 4 stay.
"""
    document = read(text.encode(), name="work.md")
    assert (document.title, document.byline, document.format) == (
        "Our way of working",
        "Joan Petty",
        "markdown",
    )
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", "How we work"),
        ("paragraph", "We will co-produce it with the panel and pay people; see this."),
        ("quotation", "Nobody asked us before."),
        ("list item", "first, ask listen"),
        ("list item", "then decide"),
        ("table row", "Who | Role"),
        ("table row", "Sam | Jo | co-lead"),
        ("footnote", "They get £20 an hour."),
        ("paragraph", "snake_case_names and 2 * 3 * 4 stay."),
    ]


def test_an_open_comment_hides_the_rest_and_an_open_fence_too() -> None:
    assert _blocks("Ama chairs.\n\n<!-- draft\nhidden") == [("paragraph", "Ama chairs.")]
    assert _blocks("Ama chairs.\n\n~~~\nhidden") == [("paragraph", "Ama chairs.")]


def test_a_rule_under_a_list_makes_no_heading() -> None:
    assert _blocks("- one thing\n---\nAnother.")[0] == ("list item", "one thing")


def test_long_runs_of_marks_are_read() -> None:
    for mark in ("*", "_", "`", "[", "<", "![", "\\", "~", "<!--"):
        _blocks("word " + mark * 20_000 + " word")


def test_markdown_notes_are_footnotes_with_all_their_paragraphs() -> None:
    text = "They are paid[^a] well^[£20 an hour].\n\n[^a]: Since May,\n    by the hour.\n\n    In cash.\n\nEnd."
    assert _blocks(text) == [
        ("paragraph", "They are paid well."),
        ("footnote", "£20 an hour"),
        ("footnote", "Since May, by the hour."),
        ("footnote", "In cash."),
        ("paragraph", "End."),
    ]


def test_markdown_quotations_run_on_and_keep_their_paragraphs() -> None:
    text = "He said:\n> Nobody asked\nus before.\n>\n> > We were told.\n\n> [!NOTE]\n> Ask first."
    assert _blocks(text) == [
        ("paragraph", "He said:"),
        ("quotation", "Nobody asked us before."),
        ("quotation", "We were told."),
        ("quotation", "Ask first."),
    ]


def test_markdown_tables_need_no_outer_bars() -> None:
    text = "Who | Role | Paid\n:--|:-:|--:\nSam | | [yes](pay.md)\n**Jo** | chair\n\nNo | table here"
    assert _blocks(text) == [
        ("table row", "Who | Role | Paid"),
        ("table row", "Sam | | yes"),
        ("table row", "Jo | chair"),
        ("paragraph", "No | table here"),
    ]


def test_markdown_lists_keep_their_depth_and_their_boxes() -> None:
    text = "1. ask\n   - [x] pay\n   - [ ] listen\n     to all\n2. decide\n\n   with them\n\nIn\n2026. we met."
    document = read(text.encode(), name="a.md")
    assert [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks] == [
        ("list item", 1, "ask"),
        ("list item", 2, "☑ pay"),
        ("list item", 2, "☐ listen to all"),
        ("list item", 1, "decide"),
        ("paragraph", 0, "with them"),
        ("paragraph", 0, "In 2026. we met."),
    ]


def test_markdown_lines_of_a_paragraph_belong_together_however_short() -> None:
    assert _blocks("We met.\nThey left.\\\nWe &amp; they wrote.") == [
        ("paragraph", "We met. They left. We & they wrote.")
    ]


def test_markdown_code_and_escaped_marks_keep_their_signs() -> None:
    assert _blocks("Run `read_<format>.py *a* \\n` or \\*not\\* \\<b> [`x_y_z`](u).") == [
        ("paragraph", "Run read_<format>.py *a* \\n or *not* <b> x_y_z.")
    ]


def test_html_inside_markdown_is_read_as_html() -> None:
    text = (
        "Before.\n\n<table><tr><td>Sam</td>\n<td>co-lead</td></tr></table>\n\n<details>\n<summary>More</summary>\n\n"
        "*We* <b>chair</b> it.\n\n</details>\n\n<blockquote>Ask us.</blockquote>\n\n"
        "<script>\n\nengage()\n</script>\nEnd."
    )
    assert _blocks(text) == [
        ("paragraph", "Before."),
        ("table row", "Sam | co-lead"),
        ("paragraph", "More"),
        ("paragraph", "We chair it."),
        ("quotation", "Ask us."),
        ("paragraph", "End."),
    ]


def test_pictures_in_markdown_give_their_descriptions() -> None:
    text = "![build](b.svg) [![Six tenants sit](a.png)](x) We met.\n\n![The panel\nat work][p]\n\n[p]: p.png"
    assert _blocks(text) == [
        ("paragraph", "We met."),
        ("alt text", "Six tenants sit"),
        ("alt text", "The panel at work"),
    ]


@pytest.mark.parametrize(
    ("front", "title", "byline"),
    [
        ("---\ntitle: Plan\nauthor:\n  - Ama B.\n  - name: Joan P.\n    role: chair\n---\n", "Plan", "Ama B., Joan P."),
        ("---\nauthors: [Ama B., 'Joan P.']\ntags:\n  - panel\n---\n", "", "Ama B., Joan P."),
        ('+++\ntitle = "Plan"\nauthors = ["Ama B."]\n+++\n', "Plan", "Ama B."),
    ],
)
def test_front_matter_states_title_and_authors(front: str, title: str, byline: str) -> None:
    document = read((front + "Text.").encode(), name="a.md")
    assert (document.title, document.byline, document.text) == (title, byline, "Text.")


def test_text_beyond_the_limit_is_told() -> None:
    for name in "a.txt":
        document = read(b"Six tenants chair it.", name=name, limits=Limits(characters=11))
        assert (document.text, len(document.notes)) == ("Six tenants", 1)
    comments = b"<!-- a -->" * 100 + b"End."
    assert read_markdown.read(comments, Limits(characters=11)).notes == (
        "only the first 44 characters of it were looked at",
    )


def test_breaks_bullets_and_definitions_in_markdown_part_words() -> None:
    text = (
        "| Who | Role |\n|-|-|\n| Sam<br>Lee | chair |\n\n• one\n• two\n\nPanel\n: Six tenants\n\n::: note\nAsk.\n:::"
    )
    assert _blocks(text) == [
        ("table row", "Who | Role"),
        ("table row", "Sam Lee | chair"),
        ("list item", "one"),
        ("list item", "two"),
        ("paragraph", "Panel"),
        ("paragraph", "Six tenants"),
        ("paragraph", "Ask."),
    ]


def test_code_fenced_inside_a_list_is_left_out_of_markdown() -> None:
    text = "1. Ask.\n\n    ```\n    stakeholders = engage()\n    ```\n\n    Then decide."
    assert _blocks(text) == [("list item", "Ask."), ("paragraph", "Then decide.")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (">" * 1_000 + " hidden", "what stands deeper than 16 lists or quotations inside each other was left out"),
        ("- a\n" * 50, "only what the first 100 steps of reading found was read; the file holds more"),
        ("a\n" * 51, "only the first 1,000 characters, or 50 lines, of its Markdown were read"),
        ("![" * 200, "only the first 100 marks inside lines were looked at; the others stand in the text"),
    ],
)
def test_what_markdown_is_left_unread_is_told(text: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "_STEPS", 100)
    assert told in read_markdown.read(text.encode(), Limits(characters=1_000, blocks=50)).notes


def test_a_page_break_before_a_fence_does_not_hide_it() -> None:
    assert _blocks("Ask.\n\n```\ncode\n\f```\n\nDecide.") == [("paragraph", "Ask."), ("paragraph", "Decide.")]


def test_pictures_inside_descriptions_of_pictures_are_read() -> None:
    assert read_markdown.read(b"![" * 2_000 + b"](a)" * 2_000, Limits()).pieces


_MARK = st.sampled_from([*"#>|-*_`[]()!^~<:\\ \n\t1.", "word", "\n\n", "```", "<p>", "[^a]:", "|-|"])
_MARKS = st.lists(_MARK, max_size=80)


@given(_MARKS)
def test_any_marks_give_a_draft(marks: list[str]) -> None:
    assert isinstance(read_markdown.read("".join(marks).encode(), Limits()), Draft)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_draft_or_an_error(data: bytes) -> None:
    with suppress(ReadError):
        assert isinstance(read_markdown.read(data, Limits()), Draft)
