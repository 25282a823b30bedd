"""E-books."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readers_fixtures import damaged, zipped
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.read_epub import read as read_epub
from tokenwatch.readers.read_epub import recognises

_SAMPLE = Path(__file__).parent / "data/samples/funding_bid.epub"
_OPF = "http://www.idpf.org/2007/opf"
_CIPHER = '<e xmlns:x="http://www.w3.org/2001/04/xmlenc#"><x:CipherReference URI="{}"/></e>'


def _page(body: str) -> str:
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    return f'<?xml version="1.0"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'


def _epub(chapters: dict[str, str], *, spine: str = "", items: str = "", **parts: str) -> bytes:
    """A book whose chapters are read in their order, unless a spine is given; parts are further members."""
    listed = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    order = spine or "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    metadata = (
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Our\n plan</dc:title>'
        "<dc:creator>Ama B.</dc:creator><dc:creator>Second</dc:creator></metadata>"
    )
    package = f'<package xmlns="{_OPF}">{metadata}<manifest>{listed}{items}</manifest><spine>{order}</spine></package>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<c xmlns="urn:x"><rootfile full-path="OEBPS/book.opf"/></c>',
            "OEBPS/book.opf": package,
            **{f"OEBPS/{name}": text for name, text in chapters.items()},
            **parts,
        }
    )


def _texts(data: bytes) -> list[str]:
    return [piece.text for piece in read_epub(data, Limits()).pieces]


def test_chapters_come_in_the_order_of_the_spine() -> None:
    chapters = {"b.xhtml": _page("<h1>Two</h1><p>chair it.</p>"), "a.xhtml": _page("<p>Six tenants</p>")}
    spine = '<itemref idref="c1"/><itemref idref="c0"/><itemref idref="c1"/><itemref idref="nowhere"/>'
    draft = read_epub(_epub(chapters, spine=spine), Limits())
    assert [(piece.kind, piece.text) for piece in draft.pieces] == [
        ("paragraph", "Six tenants"),
        ("heading", "Two"),
        ("paragraph", "chair it."),
    ]
    assert (draft.title, draft.byline, draft.notes) == ("Our plan", "Ama B.", ())


def test_names_of_chapters_are_resolved_beside_the_package() -> None:
    items = (
        '<item id="x" href="text/our%20plan.xhtml#top" media-type="application/xhtml+xml"/>'
        '<item id="y" href="../outside.xhtml" media-type="application/xhtml+xml"/>'
    )
    parts = {"OEBPS/text/our plan.xhtml": _page("<p>Inside</p>"), "outside.xhtml": _page("<p>Outside</p>")}
    assert _texts(_epub({}, spine='<itemref idref="x"/><itemref idref="y"/>', items=items, **parts)) == [
        "Inside",
        "Outside",
    ]


def test_contents_pictures_and_hidden_text_are_left_out() -> None:
    items = (
        '<item id="n" href="toc.xhtml" media-type="application/xhtml+xml" properties="scripted nav"/>'
        '<item id="p" href="cover.svg" media-type="image/svg+xml"/>'
        '<item id="s" href="look.css" media-type="text/css"/>'
    )
    parts = {
        "OEBPS/toc.xhtml": _page("<p>Contents</p>"),
        "OEBPS/cover.svg": "<svg><text>Cover</text></svg>",
        "OEBPS/look.css": "/* .c {display: none} */ .a, p.b {visibility:hidden} @media x {.d{} .c {display: none}}",
    }
    body = '<p>We <span class="b x">secret</span>meet.</p><p class="a">hidden</p><p class="c">Shown</p>'
    spine = '<itemref idref="n"/><itemref idref="p"/><itemref idref="c0"/>'
    assert _texts(_epub({"a.xhtml": _page(body)}, spine=spine, items=items, **parts)) == ["We meet.", "Shown"]


def test_notes_follow_their_chapter() -> None:
    note = '<aside epub:type="footnote" id="f"><p>Since May.</p></aside>'
    chapters = {"a.xhtml": _page(f"<p>They are paid.</p>{note}<p>Well.</p>"), "b.xhtml": _page("<p>End.</p>")}
    assert [(piece.kind, piece.text) for piece in read_epub(_epub(chapters), Limits()).pieces] == [
        ("paragraph", "They are paid."),
        ("paragraph", "Well."),
        ("footnote", "Since May."),
        ("paragraph", "End."),
    ]
    assert "Kept." in _texts(_epub({"a.xhtml": _page("<p>Kept.</p>" + '<aside class="footnote">' * 99)}))


def test_protected_chapters() -> None:
    chapters = {"a.xhtml": _page("<p>Six tenants</p>"), "b.xhtml": _page("<p>chair it</p>")}
    fonts = {"META-INF/encryption.xml": _CIPHER.format("OEBPS/fonts/a.otf")}
    assert _texts(_epub(chapters, **fonts)) == ["Six tenants", "chair it"]
    draft = read_epub(_epub(chapters, **{"META-INF/encryption.xml": _CIPHER.format("OEBPS/a.xhtml")}), Limits())
    assert [piece.text for piece in draft.pieces] == ["chair it"]
    assert draft.notes == ("1 of 2 chapters are missing or protected against copying",)
    chapters.pop("b.xhtml")
    with pytest.raises(ReadError) as caught:
        read_epub(_epub(chapters, **{"META-INF/encryption.xml": _CIPHER.format("OEBPS/a.xhtml")}), Limits())
    assert caught.value.kind == "encrypted"


def test_damaged_books_say_so() -> None:
    whole = _epub({"a.xhtml": _page("<p>x</p>")})
    gone = '<item id="x" href="gone.xhtml" media-type="application/xhtml+xml"/>'
    entity = '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><c><rootfile full-path="&x;"/></c>'
    for data in (
        whole[:-40],
        zipped({"mimetype": "application/epub+zip"}),
        _epub({}, spine='<itemref idref="x"/>', items=gone),
        _epub({"a.xhtml": "x"}, **{"META-INF/container.xml": "<c/>"}),
        _epub({"a.xhtml": "x"}, **{"META-INF/container.xml": entity}),
    ):
        with pytest.raises(ReadError) as caught:
            read_epub(data, Limits())
        assert caught.value.kind == "damaged"


def test_no_more_is_unpacked_than_is_read() -> None:
    long = {f"{n}.xhtml": _page(f"<p>{n}: {'word ' * 400}</p>") for n in range(20)}
    assert len(read_epub(_epub(long), Limits(characters=5_000)).pieces) == 3


def test_recognised_by_its_type_or_its_parts() -> None:
    whole = _epub({"a.xhtml": _page("<p>Six tenants</p>")})
    assert recognises(whole)
    assert recognises(whole[:-40])
    assert recognises(zipped({"META-INF/container.xml": "<c/>", "OPS/book.opf": "<p/>"}))
    assert not recognises(zipped({"META-INF/container.xml": "<c/>", "score.xml": "<p/>"}))
    assert not recognises(zipped({"mimetype": "application/x-other", "META-INF/container.xml": "", "a.opf": ""}))
    assert read(whole, name="plan.zip").format == "epub"


def test_the_sample_is_read_whole() -> None:
    document = read(_SAMPLE)
    blocks = [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
    assert blocks[0] == ("paragraph", "Funding bid: zqtitle Nothing About Us")
    assert blocks[-1] == ("table row", "Clinical lead | £48,000 | Trust")
    assert ("footnote", "1 zqfootnote No payment policy exists yet.") in blocks
    assert (document.title, document.byline) == ("Funding bid", "A. Person")
    assert not [word for word in ("zqheader", "zqfooter", "zqhidden") if word in document.text]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_cut_or_changed_books_give_a_draft_or_an_error(data: st.DataObject) -> None:
    broken = damaged(_SAMPLE.read_bytes(), data)
    with suppress(ReadError):
        assert isinstance(read_epub(broken, Limits()), Draft)


@pytest.mark.parametrize("name", ["a&#10;b&#x202e;", "a" * 50_000])
def test_a_reason_is_one_line_whatever_the_file_calls_its_parts(name: str) -> None:
    container = f'<container><rootfiles><rootfile full-path="{name}"/></rootfiles></container>'
    with pytest.raises(ReadError) as caught:
        read(zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": container}))
    assert caught.value.message.isprintable()
    assert len(str(caught.value)) < 600
