"""Web pages."""

from __future__ import annotations

import pytest

from tokenwatch.errors import ReadError
from tokenwatch.readers import read


def _blocks(markup: str) -> list[tuple[str, str]]:
    document = read(f"<!doctype html><html>{markup}</html>".encode(), name="page.html")
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def _text(markup: str) -> str:
    return "\n".join(text for _, text in _blocks(markup))


def test_the_article_is_kept_and_what_is_around_it_left() -> None:
    markup = """<head><title>Get involved &amp; decide</title><meta name="author" content="Ama Boateng">
    <style>p{color:red}</style><script>var stakeholders = "engaged";</script></head>
    <body class="has-sidebar"><div id="cookie-banner"><p>We use cookies</p></div>
    <header><p>City Council</p></header><nav><ul><li>Home</li></ul></nav>
    <main><h1>The panel</h1><p>Six tenants <b>chair</b> it<br>in turn.</p>
    <div class="share-your-story"><p>Joe told his story.</p></div>
    <blockquote><p>Nobody asked us.</p></blockquote>
    <ul><li>One<ul><li>Two</li></ul></li></ul>
    <table><caption>Who sits</caption><tr><th>Name<th>Role<tr><td>Sam<td>co-lead</table>
    <figure><img src="x.png"><figcaption>The first meeting</figcaption></figure>
    <p hidden>hidden</p><p style="display: none">hidden</p><p aria-hidden="true">hidden</p>
    <p>Open <svg><title>icon</title></svg><span hidden>not</span> to all.</p>
    <aside>Related: award won</aside></main><footer>Privacy</footer><noscript>Enable it</noscript></body>"""
    document = read(f"<html>{markup}</html>".encode(), name="page.html")
    assert (document.title, document.byline) == ("Get involved & decide", "Ama Boateng")
    assert _blocks(markup) == [
        ("heading", "The panel"),
        ("paragraph", "Six tenants chair it\nin turn."),
        ("paragraph", "Joe told his story."),
        ("quotation", "Nobody asked us."),
        ("list item", "One"),
        ("list item", "Two"),
        ("caption", "Who sits"),
        ("table row", "Name | Role"),
        ("table row", "Sam | co-lead"),
        ("caption", "The first meeting"),
        ("paragraph", "Open to all."),
    ]


def test_a_small_main_is_not_taken_for_the_page() -> None:
    assert "Tenants" in _text("<main><p>Search</p></main><p>Tenants and carers chose the contractor in May.</p>")


def test_teasers_are_not_taken_for_the_page() -> None:
    around = "<h1>News</h1><p>We list what the four panels decided this spring.</p>"
    text = _text(f"{around}<article><p>Read on</p></article>")
    assert "four panels" in text


def test_a_page_that_is_all_menu_is_still_read() -> None:
    assert _text("<nav><p>Six tenants chair it.</p></nav>") == "Six tenants chair it."


def test_cells_with_nested_tables_become_rows_of_their_own() -> None:
    markup = "<table><tr><td>Monday</td><td><table><tr><td>10:00</td><td>Sam</td></tr></table></td></tr></table>"
    assert _text(markup) == "Monday\n10:00 | Sam"


def test_unclosed_and_crossed_tags_lose_nothing() -> None:
    assert _text("<p>One <b>two <i>three</b> four</i><p>Five</div></span><li>Six<li>Seven") == (
        "One two three four\nFive\nSix\nSeven"
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'<html><head><meta charset="windows-1252"></head><p>Caf\xe9 \x93co\x94</p>', "Café “co”"),
        (b"\xff\xfe" + "<html><p>naïve</p></html>".encode("utf-16-le"), "naïve"),
        (b"\xef\xbb\xbf<html><p>na\xc3\xafve</p></html>", "naïve"),
        (b"<html><p>a&nbsp;b &lt;script&gt; &#8220;c&rdquo;</p></html>", "a b <script> “c”"),
    ],
)
def test_encodings_and_entities(data: bytes, expected: str) -> None:
    assert read(data, name="x").text == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 30_000 + "tenants",
        "<b>" * 30_000 + "tenants",
        "<li>" * 30_000 + "tenants",
        "<table><tr><td>" * 3_000 + "tenants",
        "<p " + " ".join(f"a{n}=1" for n in range(30_000)) + ">tenants",
        "<span hidden>" * 5_000 + "</span>" * 5_000 + "tenants",
    ],
)
def test_deep_wide_and_unclosed_markup_is_read(markup: str) -> None:
    assert _text(f"<body>{markup}") == "tenants"


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(ReadError) as caught:
        read(b"<html><script>engage()</script></html>", name="x.html")
    assert caught.value.kind == "no text"
