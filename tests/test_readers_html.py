"""Web pages."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readers_fixtures import damaged
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read, read_html
from tokenwatch.readers.draft import Draft

_SAMPLES = Path(__file__).parent / "data" / "samples"


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


def test_articles_beside_each_other_are_all_kept_and_opened() -> None:
    markup = (
        "<main><h1>News</h1><article><h2>One</h2><p>Six tenants chair it.<article><p>A comment.</p></article></article>"
        "<article><p>Two</p></article></main>"
    )
    pieces = read_html.read(f"<html><body>{markup}".encode(), Limits()).pieces
    assert [(piece.text, piece.opens) for piece in pieces] == [
        ("News", False),
        ("One", True),
        ("Six tenants chair it.", False),
        ("A comment.", False),
        ("Two", True),
    ]
    alone = read_html.read(b"<html><body><article><h2>One</h2><p>Six tenants chair it.</article>", Limits()).pieces
    assert not any(piece.opens for piece in alone)


def test_the_sample_blog_keeps_all_its_posts() -> None:
    document = read(_SAMPLES / "blog_four_posts.html")
    openings = [document.text[block.start : block.end] for block in document.blocks if block.opens]
    assert openings == [
        "The later bus is coming, and we chose it",
        "What a “residents’ forum” turned out to be",
        "Who was paid for what last year",
        "The laundry room has a key again",
    ]
    assert ("alt text", "Rosa and Sam hold up the panel’s first signed contract.") in [
        (block.kind, document.text[block.start : block.end]) for block in document.blocks
    ]
    assert "Tagged" not in document.text


def test_lists_of_links_go_only_where_they_are_menus() -> None:
    links = "".join(f"<li><a href='/{name}'>{name} page</a></li>" for name in ("home", "news", "events"))
    partners = links.replace("page", "partner")
    text = _text(f"<body><ul>{links}</ul><h1>Us</h1><p>Our partners:</p><ul>{partners}</ul><p>End.</p><ul>{links}</ul>")
    assert text == "Us\nOur partners:\nhome partner\nnews partner\nevents partner\nEnd."
    few = "<li><a href='/a'>The one report</a></li>"
    assert "The one report" in _text(f"<body><p>We met.</p><ul>{few}</ul>")


def test_banners_of_vendors_and_skip_links_are_left_out() -> None:
    text = _text(
        '<body><a class="govuk-link skip-link" href="#m">Skip</a><div id="onetrust-banner-sdk"><p>Cookies?</p></div>'
        '<div class="nhsuk-footer"><p>Foot</p></div><div class="patient-consent"><p>She was asked first.</p></div>'
    )
    assert text == "She was asked first."


def test_quotations_at_the_side_of_an_article_stay() -> None:
    markup = (
        "<article><p>They met.</p><aside><blockquote>Nobody asked us.</blockquote></aside><aside>Ad</aside></article>"
    )
    assert _blocks(markup) == [("paragraph", "They met."), ("quotation", "Nobody asked us.")]


def test_descriptions_of_pictures_follow_their_paragraph() -> None:
    markup = '<p>We <img alt="" src=a><img alt="two tenants at a table"> met.</p><img alt="logo"><p>End.</p>'
    assert _blocks(markup) == [
        ("paragraph", "We met."),
        ("alt text", "two tenants at a table"),
        ("paragraph", "End."),
    ]


def test_forms_that_are_filled_in_give_their_answers() -> None:
    markup = """<form><label>Name: <input value="Jo Lee"></label><input type=hidden value=x>
    <input name=q value="Search">
    <p>How?</p><textarea>We chair it.
    In turn.</textarea><select><option>Pick one<option selected>Budget<option>Travel</select>
    <p><input type=checkbox checked> paid <input type=checkbox> unpaid</p><textarea></textarea></form>"""
    assert _blocks(markup) == [
        ("paragraph", "Name:"),
        ("form field", "Jo Lee"),
        ("paragraph", "How?"),
        ("form field", "We chair it.\nIn turn."),
        ("form field", "Budget"),
        ("paragraph", "☑ paid ☐ unpaid"),
    ]


def test_questions_that_open_and_close_are_headings() -> None:
    assert _blocks("<h3><button>Who decides?</button></h3><p>We do.</p><button>Send</button>") == [
        ("heading", "Who decides?"),
        ("paragraph", "We do."),
    ]


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        (
            '<meta name="citation_author" content="A. One"><meta name="citation_author" content="B. Two">',
            "A. One, B. Two",
        ),
        ('<meta property="article:author" content="https://example.org/me">', ""),
        ('<script type="application/ld+json">{"@type":"Article","author":{"name":"Rosa Lind"}}</script>', "Rosa Lind"),
        ('<script type="application/ld+json">{"@graph":[{"author":["Al", {"name":"Bo"}]}]}</script>', "Al, Bo"),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", ""),
        ('<script>{"author":"none"}</script>', ""),
    ],
)
def test_who_wrote_it_stands_in_the_head(head: str, byline: str) -> None:
    assert read(f"<html><head>{head}</head><body><p>Text.</p>".encode(), name="x").byline == byline


def test_pictures_inside_the_page_cost_no_text() -> None:
    page = b"<html><body><p>One.<img src='data:image/png;base64," + b"A" * 10_000 + b"'></p><p>Two.</p>"
    draft = read_html.read(page, Limits(characters=100))
    assert ([piece.text for piece in draft.pieces], draft.notes) == (["One.", "Two."], ())


def test_too_much_markup_is_cut_and_said_so() -> None:
    document = read(b"<html><body>" + b"<p>One.</p>" * 1_000, name="x", limits=Limits(characters=100))
    assert document.notes == ("only the first 100 characters were read; the file holds more",)
    draft = read_html.read(b"<html><body><p>One.</p>" + b"<hr class='wide'>" * 1_000, Limits(characters=100))
    assert draft.notes == ("only the first 800 characters of its markup were read",)
    draft = read_html.read(b"<html><body><p>" + b"We met. " * 1_000, Limits(characters=900))
    assert [len(piece.text) > 900 for piece in draft.pieces] == [True]
    draft = read_html.read(b"<html><body><p>One.</p><p title='" + b"x" * 1_000, Limits(characters=100))
    assert [piece.text for piece in draft.pieces] == ["One."]


def test_a_character_of_a_thousand_digits_costs_no_page() -> None:
    assert (
        _text("<p>We met&#" + "9" * 5_000 + ";.</p><p title='&#" + "9" * 5_000 + ";'>Then.</p>")
        == "We met\ufffd.\nThen."
    )


@pytest.mark.parametrize("mark", ["<!--", "<![CDATA[", "<a ", "<!", "<?", "</a ", "<a b='"])
def test_marks_that_are_never_closed_are_read_in_one_go(mark: str) -> None:
    for end in ("", ">"):
        read_html.read(f"<html><body><p>Tenants</p>{mark * 50_000}{end}".encode(), Limits())


@settings(max_examples=80)
@given(st.data())
def test_cut_or_changed_pages_give_a_draft_or_an_error(data: st.DataObject) -> None:
    broken = damaged((_SAMPLES / "blog_four_posts.html").read_bytes(), data)
    with suppress(ReadError):
        assert isinstance(read_html.read(broken, Limits()), Draft)
