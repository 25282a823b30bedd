"""Rich Text."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readers_fixtures import damaged
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read
from tokenwatch.readers.draft import Draft, Piece
from tokenwatch.readers.read_rtf import read as read_rtf
from tokenwatch.readers.read_rtf import recognises

_SAMPLE = Path(__file__).parent / "data/samples/funding_bid.rtf"
_STYLES = (
    rb"{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}{\s2\sbasedon1 Own;}{\s3\outlinelevel2 Chapter;}{\s4 Title;}"
    rb"{\s5 Quote;}{\s6 caption;}{\s7 toc 1;}{\s8\sbasedon8 Round;}{\*\cs9 Strong;}}"
)


def _pieces(body: bytes, head: bytes = rb"\ansi\ansicpg1252") -> tuple[Piece, ...]:
    return read_rtf(b"{\\rtf1" + head + b" " + body + b"}", Limits()).pieces


def _texts(body: bytes, head: bytes = rb"\ansi\ansicpg1252") -> list[str]:
    return [piece.text.strip() for piece in _pieces(body, head)]


def _kinds(body: bytes) -> list[tuple[str, int, str]]:
    return [(piece.kind, piece.level, piece.text.strip()) for piece in _pieces(body)]


def test_headings_lists_and_quotations_by_style() -> None:
    styled = rb"".join(rb"\pard\s%d t%d\par" % (number, number) for number in range(9))
    assert _kinds(_STYLES + styled) == [
        ("paragraph", 0, "t0"),
        ("heading", 1, "t1"),
        ("heading", 1, "t2"),
        ("heading", 3, "t3"),
        ("heading", 1, "t4"),
        ("quotation", 0, "t5"),
        ("caption", 0, "t6"),
        ("paragraph", 0, "t8"),
    ]
    assert _kinds(rb"\pard\outlinelevel1 Aims\par\pard We meet.") == [
        ("heading", 2, "Aims"),
        ("paragraph", 0, "We meet."),
    ]


def test_list_marks_are_no_text() -> None:
    old = rb"\pard{\pntext\'B7\tab}{\*\pn\pnlvlblt}one\par"
    new = rb"\pard{\listtext 1.\tab}\ls3\ilvl1 two\par\pard none"
    assert _kinds(old + new) == [("list item", 1, "one"), ("list item", 2, "two"), ("paragraph", 0, "none")]


def test_characters_in_the_code_page_of_their_font() -> None:
    fonts = (
        rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 Mincho;}"
        rb"{\f3\fcharset2 Wingdings;}}"
    )
    body = fonts + rb"\deff0 caf\'e9 {\f1 \'e4\'e0} {\f2 \'82\'a0\'83\'5c} {\f3 \'fe\'a8}"
    assert _texts(body) == ["café да あソ ☑☐"]
    assert _texts(rb"caf\'8e", rb"\mac") == ["café"]
    assert _texts(rb"\'e4\'e0", rb"\ansi\ansicpg1251") == ["да"]
    assert _texts(rb"na\'efve", rb"\ansi\ansicpg999999999999") == ["naïve"]


def test_unicode_with_its_stand_ins() -> None:
    assert _texts(rb"\u8220?We\u8221\'94 {\uc2 \u960 pi}r{\uc0 \u960 s} \u-10179?\u-8694?") == [
        "“We” πrπs 🤊".replace("🤊", "\U0001f60a")
    ]
    assert _texts(rb"a{\u8364}b\u55357 ?") == ["a€b\ufffd"]
    assert _texts(rb"{\upr{\field old}{\*\ud{\u8364?new}}}") == ["€new"]


def test_signs_and_breaks() -> None:
    text = rb"co\_led\~by us\emdash\lquote so\rquote\tab\{x\}\\ a\line b\-c"
    assert _texts(text) == ["co\u2011led\xa0by us—‘so’\t{x}\\ a\nb\xadc"]
    assert _texts(b"one\\\ntwo\r\nthree\\par four") == ["one", "twothree", "four"]


def test_deletions_hidden_text_and_headers_are_left_out() -> None:
    body = (
        rb"{\header Our Trust\par}{\footerf page {\field{\*\fldinst PAGE}{\fldrslt 1}}}{\*\revtbl{Rev;}}"
        rb"They {\deleted are consulted}{\revised hold the budget}{\v secret}{\v0 .}"
        rb"{\*\unknown {\par nothing}}{\xe\v index}"
    )
    assert _texts(body) == ["They hold the budget."]
    assert _texts(rb"Kept {\deleted gone{\footnote\pard\plain its note}}{\v{\*\annotation\plain remark}}.") == [
        "Kept ."
    ]
    assert _texts(rb"{\v a\plain b}\v c\v0 d\deleted e\deleted0 f{\mvf g}") == ["bdf"]


def test_form_answers() -> None:
    def field(instruction: bytes, result: bytes) -> bytes:
        return rb"{\field{\*\fldinst " + instruction + rb"}{\fldrslt " + result + rb"}}"

    drop = rb"{ FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl Never}{\*\ffl Often}}}}"
    assert _texts(
        field(rb"HYPERLINK http://x.example", b"ladder")
        + b"; "
        + field(rb"FORMTEXT {\*\formfield{\*\ffdeftext prompt}}", b"two days")
        + b"; "
        + field(rb"FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres1}}", b"")
        + field(rb"FORMCHECKBOX {\*\formfield{\fftype1\ffres0\ffdefres1}}", b"")
        + field(drop, b"")
        + field(rb'SYMBOL 168 \\f "Wingdings"', b"?")
    ) == ["ladder; two days; ☑ ☐ Often☐"]


def test_tables_become_rows_and_nested_ones_flat() -> None:
    row = rb"\trowd\cellx1\cellx2\pard\intbl Who\cell Role\par again\cell\row"
    nested = (
        rb"\trowd\pard\intbl Day\cell\pard\intbl\itap2 10:00\nestcell Sam\nestcell"
        rb"{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl\cell\row"
    )
    unended = rb"\pard\intbl last\cell"
    assert _texts(row + nested + rb"\pard after\par" + unended) == [
        "Who | Role\nagain",
        "Day | 10:00 | Sam",
        "after",
        "last",
    ]


def test_notes_and_comments_follow_the_block_that_refers_to_them() -> None:
    body = (
        rb"They are paid.{\super\chftn{\footnote\pard \chftn Since May.\par Twice.}}"
        rb"{\*\atnid R}{\*\atnauthor Rev}\chatn{\*\annotation{\*\atndate 7}Is this so?}\par"
        rb"\pard\intbl \'a320{\*\footnote Raised.}\cell an hour\cell\row\pard End."
    )
    assert [(kind, text) for kind, _, text in _kinds(body)] == [
        ("paragraph", "They are paid."),
        ("footnote", "Since May."),
        ("footnote", "Twice."),
        ("comment", "Is this so?"),
        ("table row", "£20 | an hour"),
        ("footnote", "Raised."),
        ("paragraph", "End."),
    ]


def test_boxes_and_pictures() -> None:
    box = rb"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard You said, we did.\par}}{\shprslt{\*\do twice}}}"
    described = rb"{\*\picprop{\sp{\sn wzDescription}{\sv Six tenants}}}"
    picture = rb"{\*\shppict{\pict" + described + rb"\pngblip 89504e47}}{\nonshppict{\pict 00}}"
    assert _kinds(box + rb"Around it." + picture + rb"{\object{\*\objdata 0102}{\result Shown}}") == [
        ("paragraph", 0, "You said, we did."),
        ("alt text", 0, "Six tenants"),
        ("paragraph", 0, "Around it.Shown"),
    ]


def test_pages_are_those_that_the_author_began() -> None:
    draft = read_rtf(rb"{\rtf1 One.\par\page Two.\par{\footnote\page x}Same.}", Limits())
    assert ([piece.page for piece in draft.pieces], draft.n_pages) == ([1, 2, 2, None], 2)
    assert read_rtf(rb"{\rtf1 One.}", Limits()).n_pages is None


def test_title_and_author() -> None:
    draft = read_rtf(rb"{\rtf1{\info{\title {\b Our} b\'edd}{\author Ama B.}{\company Us}}x}", Limits())
    assert (draft.title, draft.byline) == ("Our bíd", "Ama B.")


def test_recognised_by_its_beginning() -> None:
    assert recognises(b"\xef\xbb\xbf{\\rtf1 x}")
    assert not recognises(b"{rtf1 x}")
    assert not recognises(b" " * 100 + b"{\\rtf1 x}")
    assert read(b"{\\rtf1 Six tenants chair it.}", name="bid.doc").format == "rtf"


def test_raw_bytes_and_broken_groups_do_no_harm() -> None:
    assert _texts(rb"a{\*\blob\bin4 }}}}b}c") == ["ac"]
    assert _texts(rb"a\bin3 }}}b") == ["ab"]
    assert _texts(rb"a\bin999999999999999 b") == ["a"]
    assert _texts(b"{" * 5_000 + b"deep" + b"}" * 6_000 + b"on") == ["deepon"]
    assert len(_pieces(rb"{\footnote a" * 5_000)) < 50
    assert len(_pieces(rb"{\shptxt a" * 5_000)) < 50
    assert _texts(rb"\itap2000000000 a\nestcell b\nestrow\row") == ["a", "b"]
    assert _texts(rb"\uc-5\u65?b\uc2000000000\u66 ccc") == ["A?bB"]
    assert _texts(rb"\ls-1\ilvl-9\s-4\f-7\outlinelevel-3 x") == ["x"]


def test_what_is_too_long_is_cut_and_said_so() -> None:
    document = read(b"{\\rtf1 " + b"We meet. \\par " * 900 + b"}", name="long.rtf", limits=Limits(characters=1_000))
    assert document.notes == ("only the first 1,000 characters were read; the file holds more",)
    assert len(read_rtf(b"{\\rtf1 " + b"We meet. \\par " * 9_000, Limits(characters=1_000)).pieces) < 500


def test_the_sample_keeps_what_word_shows() -> None:
    document = read(_SAMPLE)
    blocks = [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
    assert ("heading", "Funding bid: zqtitle Nothing About Us") in blocks
    assert ("list item", "zqnum2 share minutes") in blocks
    assert ("footnote", "zqfootnote No payment policy exists yet.") in blocks
    assert ("comment", "zqcomment is this tokenistic?") in blocks
    assert ("table row", "Nested | zqnested inner | x") in blocks
    assert ("paragraph", "Name: zqsdtinline Jo") in blocks
    assert not [word for word in ("zqheader", "zqfooter", "zqhidden", "zqdeleted") if word in document.text]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_cut_or_changed_files_give_a_draft_or_an_error(data: st.DataObject) -> None:
    broken = damaged(_SAMPLE.read_bytes(), data, signs=b"{}\\*'-0u\xff")
    with suppress(ReadError):
        assert isinstance(read_rtf(broken, Limits()), Draft)


@pytest.mark.parametrize(
    "soup", [rb"{\*", rb"\u", rb"\'", rb"\'g1", rb"{\field{\*\fldinst", rb"\upr", rb"{\stylesheet{", b""]
)
def test_ends_in_the_middle_of_a_word(soup: bytes) -> None:
    assert [piece.text for piece in read_rtf(b"{\\rtf1 x" + soup, Limits()).pieces][:1] in (["x"], ["xg1"])
