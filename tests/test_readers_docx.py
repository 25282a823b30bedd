"""Word files."""

from __future__ import annotations

import pytest

from readers_fixtures import docx, paragraph, table, zipped
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read


def _read(body: str, **parts: str) -> Document:
    return read(docx(body, **parts), name="bid.docx")


def _blocks(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks]


def _text(body: str, **parts: str) -> str:
    return _read(body, **parts).text


def _run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def test_headings_lists_and_quotations_by_style() -> None:
    def item(properties: str, text: str) -> str:
        return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    styled = (
        *(("Bid", "T"), ("Aims", "H1"), ("People", "Own"), ("More", "Out"), ("a carer", "L")),
        *(("Ask us first.", "Q"), ("x", "Round"), ("Aims ..... 3", "TOC1")),
    )
    body = "".join(paragraph(text, style) for text, style in styled)
    body += item('<w:numPr><w:ilvl w:val="2"/><w:numId w:val="4"/></w:numPr>', "deep")
    body += item('<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>', "no item")
    assert _blocks(_read(body)) == [
        ("heading", 1, "Bid"),
        ("heading", 1, "Aims"),
        ("heading", 2, "People"),
        ("heading", 3, "More"),
        ("list item", 1, "a carer"),
        ("quotation", 0, "Ask us first."),
        ("paragraph", 0, "x"),
        ("list item", 3, "deep"),
        ("paragraph", 0, "no item"),
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    changed = (
        f"<w:ins>{_run(' hold the budget')}</w:ins>"
        "<w:del><w:r><w:delText> are consulted</w:delText></w:r></w:del>"
        f"<w:moveFrom>{_run(' gone')}</w:moveFrom><w:moveTo>{_run(' and chair')}</w:moveTo>"
    )
    deleted_row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('old row')}</w:tc></w:tr>"
    kept_row = f"<w:tr><w:tc>{paragraph('new row')}</w:tc></w:tr>"
    body = paragraph("Carers", inside=changed) + f"<w:tbl>{deleted_row}{kept_row}</w:tbl>" + paragraph("End.")
    assert _text(body) == "Carers hold the budget and chair\n\nnew row\n\nEnd."


def test_hidden_text_is_left_out() -> None:
    hidden = _run("a", "<w:vanish/>") + _run("b", '<w:rStyle w:val="Hid"/>') + _run("c", '<w:vanish w:val="0"/>')
    assert _text(paragraph("Shown ", inside=hidden)) == "Shown c"


def test_form_answers_in_content_controls_and_old_fields() -> None:
    def control(content: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    marks = {name: f'<w:r><w:fldChar w:fldCharType="{name}"/></w:r>' for name in ("begin", "separate", "end")}
    code = "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>"
    field = marks["begin"] + code + marks["separate"] + _run("two days") + marks["end"]
    state = '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
    box = f"<w:r><w:fldChar><w:ffData>{state}</w:ffData></w:fldChar></w:r>"
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    body = (
        control(paragraph("We pay everyone."))
        + paragraph("Name: ", inside=control(_run("Jo")))
        + paragraph("", inside=control(_run("Click here to enter text."), "<w:showingPlcHdr/>"))
        + paragraph("Time: ", inside=field)
        + paragraph("", inside=box + _run("paid ") + sign + _run("unpaid"))
    )
    assert _text(body) == "We pay everyone.\n\nName: Jo\n\nTime: two days\n\n☑ paid ☐unpaid"


def test_tables_join_cells_and_flatten_nested_ones() -> None:
    nested = table([paragraph("10:00"), paragraph("Sam")])
    merged = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Across") + "</w:tc>"
    body = table([paragraph("Who"), paragraph("Role")], [paragraph("Day"), nested + "<w:p/>"])
    body += f"<w:tbl><w:tr>{merged}</w:tr></w:tbl>"
    assert [text for _, _, text in _blocks(_read(body))] == ["Who | Role", "Day | 10:00 | Sam", "Across"]


def test_notes_and_comments_follow_the_block_that_refers_to_them() -> None:
    body = paragraph(
        "They are paid.",
        inside='<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>',
    )
    in_row = paragraph("£20", inside='<w:r><w:endnoteReference w:id="1"/></w:r>')
    document = _read(
        body + table([in_row, paragraph("an hour")]) + paragraph("End."),
        footnotes=f'<w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Since May.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{paragraph("Raised twice.")}</w:endnote>',
        comments=f'<w:comment w:id="0" w:author="Rev">{paragraph("Is this so?")}</w:comment>',
    )
    assert [(kind, text) for kind, _, text in _blocks(document)] == [
        ("paragraph", "They are paid."),
        ("footnote", "Since May."),
        ("comment", "Is this so?"),
        ("table row", "£20 | an hour"),
        ("footnote", "Raised twice."),
        ("paragraph", "End."),
    ]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('You said, we did.')}</w:txbxContent>"
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert _text(paragraph("Around it.", inside=twice)) == "You said, we did.\n\nAround it."


def test_links_tabs_breaks_and_special_hyphens() -> None:
    inside = (
        f"<w:hyperlink>{_run('the ladder')}</w:hyperlink>"
        "<w:r><w:br/><w:t>co</w:t><w:noBreakHyphen/><w:t>lead</w:t><w:tab/><w:t>x</w:t></w:r>"
    )
    assert _text(paragraph("See ", inside=inside)) == "See the ladder\nco-lead x"


def test_pages_are_counted_by_what_word_left() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    turned = "<w:r><w:lastRenderedPageBreak/></w:r>"
    asked = _read(paragraph("One.") + paragraph("", inside=page) + paragraph("Two."))
    assert ([b.page for b in asked.blocks], asked.n_pages) == ([1, 2], 2)
    both = _read(paragraph("One.", inside=page) + paragraph("", inside=turned + _run("Two.")))
    assert ([b.page for b in both.blocks], both.n_pages) == ([1, 2], 2)
    none = _read(paragraph("One."))
    assert (none.blocks[0].page, none.n_pages) == (None, None)


def test_title_and_author_come_from_the_properties() -> None:
    document = _read(paragraph("Text."), core="<dc:title>Our bid</dc:title><dc:creator>Ama B.</dc:creator>")
    assert (document.title, document.byline) == ("Our bid", "Ama B.")


def test_the_main_part_may_have_another_name() -> None:
    assert read(docx(paragraph("Here."), main="word/document2.xml"), name="x").text == "Here."


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (docx(paragraph("x"), prolog='<!DOCTYPE d [<!ENTITY a "b">]>'), "damaged"),
        (docx(paragraph("x"), prolog='<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">'), "damaged"),
        (docx("<w:p>"), "damaged"),
        (docx("<w:smartTag>" * 400 + "</w:smartTag>" * 400), "damaged"),
        (docx(paragraph("x"))[:700], "damaged"),
        (docx(paragraph("a" * 2_000_000)), "too large"),
        (zipped({"[Content_Types].xml": "", "word/documentary.txt": ""}), "damaged"),
        (docx(""), "no text"),
    ],
)
def test_broken_and_hostile_files_are_refused(data: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, name="bad.docx")
    assert caught.value.kind == kind
    assert str(caught.value).startswith("bad.docx: ")


def test_limits_can_be_moved() -> None:
    data = docx(paragraph("word " * 300_000))
    assert read(data, name="x", limits=Limits(ratio=10_000)).n_words == 300_000
    for limits in (Limits(members=3), Limits(inflated=1000), Limits(characters=10, ratio=10_000)):
        with pytest.raises(ReadError) as caught:
            read(data, name="x", limits=limits)
        assert caught.value.kind == "too large"
