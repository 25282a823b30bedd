"""OpenDocument texts, and what all OpenDocument files have in common."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office_fixtures import flat_odf, odf
from readers_fixtures import damaged, zipped
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.read_odt import read as read_odt
from tokenwatch.readers.read_odt import recognises

_SAMPLES = Path(__file__).parent / "data" / "samples"
_MADE = "".join(
    f'<style:style style:name="{name}" style:family="{family}"{parent}>{rest}</style:style>'
    for name, family, parent, rest in (
        ("Hid", "text", "", '<style:text-properties text:display="none"/>'),
        ("New", "paragraph", "", '<style:paragraph-properties fo:break-before="page"/>'),
        ("After", "paragraph", "", '<style:paragraph-properties fo:break-after="page"/>'),
        ("P1", "paragraph", ' style:parent-style-name="Quotations"', ""),
        ("P2", "paragraph", ' style:parent-style-name="Caption"', ""),
        ("P3", "paragraph", ' style:parent-style-name="Own"', ""),
        ("P4", "paragraph", ' style:parent-style-name="P4"', ""),
        ("P5", "paragraph", ' style:parent-style-name="Contents_20_1"', ""),
        ("Shown", "text", ' style:parent-style-name="Hid"', '<style:text-properties text:display="true"/>'),
    )
)
_NAMED = (
    '<style:style style:name="Own" style:family="paragraph" style:default-outline-level="2"/>'
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="Quotations" style:family="paragraph"/>'
    '<style:style style:name="Caption" style:family="paragraph"/>'
    '<style:style style:name="Contents_20_1" style:display-name="Contents 1" style:family="paragraph"/>'
)


def _draft(body: str, **parts: Any) -> Draft:
    return read_odt(odf(body, made=_MADE, named=_NAMED, **parts), Limits())


def _told(body: str, **parts: str) -> list[tuple[str, int, str]]:
    return [(piece.kind, piece.level, piece.text) for piece in _draft(body, **parts).pieces]


def _texts(body: str, **parts: str) -> list[str]:
    return [text for _, _, text in _told(body, **parts)]


def _p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def _row(*cells: str) -> str:
    made = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{made}</table:table-row>"


def test_headings_by_element_and_by_style() -> None:
    body = (
        _p("Bid", "Title") + '<text:h text:outline-level="3">Deep</text:h><text:h text:outline-level="9">Low</text:h>'
    )
    assert _told(body + _p("People", "P3") + _p("Round", "P4") + _p("Aims ... 3", "P5")) == [
        ("heading", 1, "Bid"),
        ("heading", 3, "Deep"),
        ("heading", 6, "Low"),
        ("heading", 2, "People"),
        ("paragraph", 0, "Round"),
    ]


def test_lists_in_lists_quotations_and_captions() -> None:
    inner = f"<text:list><text:list-item>{_p('a carer')}</text:list-item></text:list>"
    body = f"<text:list><text:list-header>{_p('People:')}</text:list-header>"
    body += f"<text:list-item>{_p('two of us')}{inner}</text:list-item><text:list-item>{_p('one')}</text:list-item>"
    assert _told(body + "</text:list>" + _p("Ask us.", "P1") + _p("Figure 1", "P2")) == [
        ("paragraph", 0, "People:"),
        ("list item", 1, "two of us"),
        ("list item", 2, "a carer"),
        ("list item", 1, "one"),
        ("quotation", 0, "Ask us."),
        ("caption", 0, "Figure 1"),
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = f"<text:deletion><office:change-info/>{_p('are consulted')}</text:deletion>"
    body = f"<text:tracked-changes><text:changed-region>{deleted}</text:changed-region></text:tracked-changes>"
    changes = '<text:change text:change-id="1"/><text:change-start/>hold the budget<text:change-end/>'
    assert _texts(body + _p(f"Carers {changes}.")) == ["Carers hold the budget."]


def test_what_is_hidden_is_left_out() -> None:
    spans = '<text:span text:style-name="Hid">no</text:span><text:span text:style-name="Shown">yes</text:span>'
    body = (
        _p(f"Shown {spans}")
        + f'<text:section text:display="none">{_p("hidden section")}</text:section>'
        + f'<text:section text:display="condition" text:is-hidden="true">{_p("hidden as well")}</text:section>'
        + f'<text:section text:name="s">{_p("open section")}</text:section>'
        + _p('gone<text:hidden-paragraph text:is-hidden="true"/>')
        + _p('<text:placeholder text:placeholder-type="text">&lt;Your name&gt;</text:placeholder>')
        + _p("<text:text-input>Click or tap here to enter text.</text:text-input>")
        + _p("<text:text-input>Rosa</text:text-input>")
        + f"<text:table-of-content>{_p('Aims 3')}</text:table-of-content>"
    )
    assert _texts(body) == ["Shown yes", "open section", "Rosa"]


def test_rows_keep_their_columns_and_take_in_nested_tables() -> None:
    nested = f"<table:table>{_row(_p('inner'), _p('x'))}</table:table>"
    wide = '<table:table-cell table:number-columns-spanned="2">' + _p("Across") + "</table:table-cell>"
    body = (
        "<table:table><table:table-header-rows>"
        + _row(_p("Who"), _p("Votes"), _p("Paid"))
        + "</table:table-header-rows>"
        + _row(_p("Rosa"), "", _p("hourly"))
        + f"<table:table-row>{wide}<table:covered-table-cell/>{_row(_p('z'))[17:-18]}</table:table-row>"
        + _row(_p("Nested"), nested)
        + "</table:table>"
    )
    told = ["Who | Votes | Paid", "Rosa | | hourly", "Across | | z", "Nested | inner | x"]
    assert _told(body) == [("table row", 0, text) for text in told]


def test_notes_and_comments_follow_the_block_that_refers_to_them() -> None:
    note = '<text:note text:note-class="{0}"><text:note-citation>1</text:note-citation>{1}</text:note>'
    remark = (
        "<office:annotation><dc:creator>Rev</dc:creator><dc:date>2026-01-01</dc:date>"
        "<loext:sender-initials>R</loext:sender-initials>{0}</office:annotation>"
    )
    foot = note.format("footnote", f"<text:note-body>{_p('Since May.')}</text:note-body>")
    end = note.format("endnote", f"<text:note-body>{_p('Raised twice.')}</text:note-body>")
    body = _p(f"They are{foot} paid{remark.format(_p('Is this so?'))}.")
    body += f"<table:table>{_row(_p(f'£20{end}'), _p('an hour'))}</table:table>" + _p("End.")
    assert _told(body) == [
        ("paragraph", 0, "They are paid."),
        ("footnote", 0, "Since May."),
        ("comment", 0, "Is this so?"),
        ("table row", 0, "£20 | an hour"),
        ("footnote", 0, "Raised twice."),
        ("paragraph", 0, "End."),
    ]


def test_boxes_and_descriptions_of_pictures() -> None:
    box = f"<draw:frame><draw:text-box>{_p('You said, we did.')}</draw:text-box></draw:frame>"
    picture = (
        '<draw:frame{0}><draw:image xlink:href="p.png"/><svg:title>{1}</svg:title><svg:desc>{2}</svg:desc></draw:frame>'
    )
    body = _p("Around " + box + "it.") + _p(picture.format("", "p.png", "Six tenants at a table."))
    body += _p(picture.format(' loext:decorative="true"', "A line", ""))
    assert _told(body) == [
        ("paragraph", 0, "Around it."),
        ("paragraph", 0, "You said, we did."),
        ("alt text", 0, "Six tenants at a table."),
    ]


def test_form_controls_give_their_answers_where_they_are_drawn() -> None:
    controls = {
        "a": '<form:textarea{0} form:current-value="We pay everyone."/>',
        "b": '<form:checkbox{0} form:label="Led by tenants" form:current-state="checked"/>',
        "c": '<form:listbox{0}><form:option form:label="Planning" form:current-selected="true"/>'
        '<form:option form:label="Delivery"/></form:listbox>',
        "d": '<form:password{0} form:current-value="secret"/>',
        "e": "<form:text{0}><text:p>one</text:p><text:p>two</text:p></form:text>",
    }
    forms = "".join(text.format(f' form:id="{name}"') for name, text in controls.items())
    mark = (
        '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMDROPDOWN">'
        '<field:param field:name="Dropdown_Selected" field:value="1"/>'
        '<field:param field:name="Dropdown_ListEntry" field:value="weekly"/>'
        '<field:param field:name="Dropdown_ListEntry" field:value="monthly"/></field:fieldmark>'
    )
    drawn = "".join(_p(f'<draw:control draw:control="{name}"/>') for name in (*controls, "nothing"))
    body = f"<office:forms><form:form>{forms}</form:form></office:forms>{drawn}" + _p("Paid " + mark)
    answers = ["We pay everyone.", "☑ Led by tenants", "Planning", "one\ntwo"]
    assert _told(body) == [*(("form field", 0, answer) for answer in answers), ("paragraph", 0, "Paid monthly")]


def test_white_space_is_what_the_author_made() -> None:
    body = _p('co\n   lead<text:s text:c="2"/>x<text:tab/>y<text:line-break/>z<!-- note --> end')
    assert _texts(body) == ["co lead  x\ty\nz end"]


@pytest.mark.parametrize(
    ("stated", "pages", "n_pages"),
    [("", [1, 2, 3, 4], 4), ("4", [1, 2, 3, 4], 4), ("9", [None] * 4, 9)],
)
def test_pages_are_told_where_the_breaks_make_up_the_stated_number(
    stated: str, pages: list[int | None], n_pages: int
) -> None:
    body = _p("One.", "New") + _p("Two.", "New") + _p("<text:soft-page-break/>Three.", "After") + _p("Four.")
    draft = _draft(body, meta=f'<meta:document-statistic meta:page-count="{stated}"/>' if stated else "")
    assert ([piece.page for piece in draft.pieces], draft.n_pages) == (pages, n_pages)


def test_a_page_breaks_once_in_a_row_of_cells_and_not_in_a_note() -> None:
    cell = _p("a<text:soft-page-break/>b")
    note = f"<text:note><text:note-body>{cell}</text:note-body></text:note>"
    draft = _draft(f"<table:table>{_row(cell, cell)}</table:table>" + _p("After." + note) + _p("End."))
    assert [(piece.text, piece.page) for piece in draft.pieces] == [
        ("ab | ab", 1),
        ("After.", 2),
        ("ab", 2),
        ("End.", 2),
    ]


def test_title_and_author_come_from_the_metadata() -> None:
    meta = "<dc:title>Our bid</dc:title><dc:creator>Last S.</dc:creator>"
    assert (_draft(_p("x"), meta=meta).title, _draft(_p("x"), meta=meta).byline) == ("Our bid", "Last S.")
    assert _draft(_p("x"), meta=meta + "<meta:initial-creator>Ama B.</meta:initial-creator>").byline == "Ama B."


def test_charts_give_their_words_and_a_broken_one_costs_only_itself() -> None:
    cells = "<table:table-cell/><table:table-cell><text:p>Votes</text:p></table:table-cell>"
    named = '<table:table-cell office:value-type="string"><text:p>Tenants</text:p></table:table-cell>'
    chart = (
        "<office:document-content NAMESPACES><office:body><office:chart><chart:chart><chart:title><text:p>Who votes"
        "</text:p></chart:title><chart:plot-area><chart:axis><chart:title><text:p>People</text:p></chart:title>"
        "</chart:axis></chart:plot-area><table:table><table:table-header-rows><table:table-row>"
        f"{cells}</table:table-row></table:table-header-rows><table:table-rows><table:table-row>{named}"
        "</table:table-row></table:table-rows></table:table></chart:chart></office:chart></office:body>"
        "</office:document-content>"
    )
    drawn = "".join(_p(f'<draw:frame><draw:object xlink:href="./{name}"/></draw:frame>') for name in ("A", "A", "B"))
    draft = _draft(drawn + _p("End."), more={"A/content.xml": chart, "B/content.xml": "<broken"})
    assert [(piece.kind, piece.text) for piece in draft.pieces] == [
        ("caption", "Who votes\nPeople\nVotes\nTenants"),
        ("paragraph", "End."),
    ]
    assert draft.notes == ("1 part beside the text (a chart, a diagram, notes) could not be read and was left out",)


def test_counts_in_the_file_are_never_believed() -> None:
    cell = f'<table:table-cell table:number-columns-repeated="100000000">{_p("x")}</table:table-cell>'
    empty = '<table:table-cell table:number-columns-repeated="100000000"/>' * 200
    deep = "<text:list><text:list-item>" * 60 + _p("deep") + "</text:list-item></text:list>" * 60
    body = _p('a<text:s text:c="2000000000"/>b') + deep
    body += f"<table:table><table:table-row>{cell}{empty}<table:table-cell>{_p('y')}</table:table-cell>"
    spaced, item, row = _texts(body + "</table:table-row></table:table>")
    assert (len(spaced), item, row.split(" | ")[0], row.count("|")) == (82, "deep", "x", 264)


def test_the_kind_is_told_by_the_stated_type() -> None:
    body = _p("Here.")
    assert [recognises(odf(body)), recognises(flat_odf(body)), recognises(odf("", kind="presentation"))] == [1, 1, 0]
    assert not recognises(zipped({"a.txt": "mimetypeapplication/vnd.oasis.opendocument.text"}))
    assert [piece.text for piece in read_odt(flat_odf(body), Limits()).pieces] == ["Here."]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (odf(_p("x"), manifest="<manifest:encryption-data/>"), "encrypted"),
        (odf(_p("x"), prolog='<!DOCTYPE d [<!ENTITY a "b">]>'), "damaged"),
        (odf("<text:p>"), "damaged"),
        (odf(_p("x"))[:400], "damaged"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "damaged"),
        (odf(_p("a" * 2_000_000)), "too large"),
        (odf(""), "no text"),
    ],
)
def test_broken_and_hostile_files_are_refused(data: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, name="bad.odt")
    assert (caught.value.kind, str(caught.value)[:9]) == (kind, "bad.odt: ")


def test_samples() -> None:
    bid = read(_SAMPLES / "funding_bid.odt")
    marks = (
        "title h1 body inserted footnote list1 list2 num1 num2 linktext cell1 merged nested sdtblock sdtinline textbox"
    )
    assert [mark for mark in marks.split() if f"zq{mark}" not in bid.text] == []
    assert "zqdeleted" not in bid.text
    assert [(block.kind, block.page) for block in bid.blocks if block.kind in ("comment", "footnote")] == [
        ("footnote", 1),
        ("comment", 1),
    ]
    programme = read(_SAMPLES / "event_programme.odt")
    assert "11:30 | Co-production in practice zqcop | Sam Lee | Expert by experience and co-lead" in programme.text


_WHOLE = flat_odf(
    _p("One <text:s/>two.")
    + f"<table:table>{_row(_p('a'), _p('b'))}</table:table>"
    + f"<text:list><text:list-item>{_p('c')}</text:list-item></text:list>"
)
_PACKED = (_SAMPLES / "event_programme.odt").read_bytes()


@given(st.sampled_from((_WHOLE, _PACKED)), st.data())
def test_a_file_cut_or_changed_anywhere_gives_a_draft_or_an_error(whole: bytes, data: st.DataObject) -> None:
    broken = damaged(whole, data)
    recognises(broken)
    with suppress(ReadError):
        assert isinstance(read_odt(broken, Limits()), Draft)
