"""Plain text and Markdown files."""

from __future__ import annotations

from tokenwatch.readers import read


def _blocks(data: str, name: str) -> list[tuple[str, str]]:
    document = read(data.encode(), name=name)
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_plain_text_keeps_its_layout() -> None:
    document = read(b"Notes\r\n\r\n- Ama chairs\r\n- Joe takes the co-\r\nproduction minutes\r\n", name="notes.txt")
    assert document.format == "text"
    assert document.text == "Notes\n\n- Ama chairs\n- Joe takes the co-production minutes\n"
    assert [block.kind for block in document.blocks] == ["paragraph", "list item", "list item"]
    raw = document.offsets.to_raw(document.text.index("Joe"))
    assert document.raw_text[raw : raw + 3] == "Joe"


def test_marks_in_plain_text_are_text() -> None:
    assert _blocks("We *really* mean it.", "a.txt") == [("paragraph", "We *really* mean it.")]


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
    assert _blocks("Ama chairs.\n\n<!-- draft\nhidden", "a.md") == [("paragraph", "Ama chairs.")]
    assert _blocks("Ama chairs.\n\n~~~\nhidden", "a.md") == [("paragraph", "Ama chairs.")]


def test_a_rule_under_a_list_makes_no_heading() -> None:
    assert _blocks("- one thing\n---\nAnother.", "a.md")[0] == ("list item", "one thing")


def test_long_runs_of_marks_are_read() -> None:
    for mark in ("*", "_", "`", "[", "<", "![", "\\", "~", "<!--"):
        _blocks("word " + mark * 20_000 + " word", "a.md")
