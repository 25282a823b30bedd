"""Word files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers_fixtures import damaged, docx, paragraph, table, zipped
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read
from tokenwatch.readers.draft import TRACKED, Draft, Member
from tokenwatch.readers.read_docx import read as read_docx
from tokenwatch.readers.read_docx import recognises

_SAMPLES = Path(__file__).parent / "data" / "samples"


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


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next() -> None:
    deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    parts = (f"<w:p>{deleted}{_run('Carers ')}</w:p>", f"<w:p>{deleted}{_run('hold ')}</w:p>", paragraph("it.", "Q"))
    assert _blocks(_read("".join(parts))) == [("quotation", 0, "Carers hold it.")]
    last = table([f"<w:p>{deleted}{_run('in a cell')}</w:p>", paragraph("x")])
    assert _text(last) == "in a cell | x"


def test_a_deleted_cell_is_left_out() -> None:
    cell = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph('gone')}</w:tc>"
    row = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc>{cell}<w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    assert _text(row) == "a | b"


def test_hidden_text_is_left_out() -> None:
    hidden = _run("a", "<w:vanish/>") + _run("b", '<w:rStyle w:val="Hid"/>') + _run("c", '<w:vanish w:val="0"/>')
    assert _text(paragraph("Shown ", inside=hidden)) == "Shown c"


def _control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _field(data: str, result: str = "") -> str:
    begin, separate, end = (f'<w:fldChar w:fldCharType="{name}"' for name in ("begin", "separate", "end"))
    code = "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>"
    shown = f"<w:r>{separate}/></w:r>{result}" if result else ""
    return f"<w:r>{begin}><w:ffData>{data}</w:ffData></w:fldChar></w:r>{code}{shown}<w:r>{end}/></w:r>"


def _check(*, default: int = 0, checked: str = "") -> str:
    return _field(f'<w:checkBox><w:default w:val="{default}"/>{checked}</w:checkBox>')


def test_answers_in_content_controls() -> None:
    body = (
        _control(paragraph("We pay everyone."))
        + _control(paragraph("A part of the text."), "<w:docPartObj/>")
        + paragraph("Name: ", inside=_control(_run("Jo")))
        + paragraph("", inside=_control(_run("4 May")))
        + paragraph("", inside=_control(_run("Click here to enter text."), "<w:showingPlcHdr/>"))
        + _control(paragraph("Aims", "H1"))
        + paragraph("After it.")
    )
    assert [(kind, text) for kind, _, text in _blocks(_read(body))] == [
        ("form field", "We pay everyone."),
        ("paragraph", "A part of the text."),
        ("paragraph", "Name: Jo"),
        ("form field", "4 May"),
        ("heading", "Aims"),
        ("paragraph", "After it."),
    ]


def test_answers_in_old_forms() -> None:
    entries = "".join(f'<w:listEntry w:val="{text}"/>' for text in ("Idea", "Planning"))
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    body = (
        paragraph("Time: ", inside=_field("<w:textInput/>", _run("two days")))
        + paragraph("", inside=_field("<w:textInput/>", _run("Eleven of us.")))
        + paragraph("Empty: ", inside=_field("<w:textInput/>", _run("\u2002" * 5)))
        + paragraph("", inside=_check(checked="<w:checked/>") + _run("paid ") + _check(default=1) + _run("named "))
        + paragraph("", inside=_check(default=1, checked='<w:checked w:val="0"/>') + _run("asked ") + sign + _run("no"))
        + paragraph("Stage: ", inside=_field(f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>'))
        + paragraph("Stage: ", inside=_field(f"<w:ddList>{entries}</w:ddList>"))
        + paragraph("Stage: ", inside=_field(f'<w:ddList><w:result w:val="99"/>{entries}</w:ddList>'))
    )
    assert [(kind, text) for kind, _, text in _blocks(_read(body))] == [
        ("paragraph", "Time: two days"),
        ("form field", "Eleven of us."),
        ("paragraph", "Empty:"),
        ("paragraph", "☑ paid ☑ named"),
        ("paragraph", "☐ asked ☐no"),
        ("paragraph", "Stage: Planning"),
        ("paragraph", "Stage: Idea"),
        ("paragraph", "Stage:"),
    ]


def test_short_bold_lines_are_headings() -> None:
    def bold(text: str, properties: str = "<w:b/>") -> str:
        return paragraph("", inside=_run(text, properties))

    body = (
        paragraph("Bid", "H1")
        + bold("How were people involved?")
        + paragraph("They chose the question.")
        + bold("We were not asked.")
        + bold("Half", "<w:b/>").replace("</w:p>", _run(" bold") + "</w:p>")
        + paragraph("Payment", "Strong")
        + paragraph("Twenty pounds.")
        + paragraph("", "Strong", _run("Not bold", '<w:b w:val="0"/>'))
        + table([bold("In a table")])
        + bold("Nothing below")
    )
    assert [block for block in _blocks(_read(body)) if block[0] == "heading"] == [
        ("heading", 1, "Bid"),
        ("heading", 2, "How were people involved?"),
        ("heading", 2, "Payment"),
    ]


def test_bold_says_nothing_where_most_is_bold_or_many_lines_are() -> None:
    def bold(*texts: str) -> str:
        return "".join(paragraph(text, "Strong") for text in texts)

    rest = "".join(paragraph(f"Text {n}.") for n in range(5))
    assert not [kind for kind, _, _ in _blocks(_read(bold("a", "b", "c") + rest)) if kind == "heading"]
    assert not [
        kind for kind, _, _ in _blocks(_read(bold("a") + paragraph("x.") + bold("b", "c"))) if kind == "heading"
    ]
    assert [level for kind, level, _ in _blocks(_read(bold("Our bid", "Aims") + rest)) if kind == "heading"] == [1, 1]


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


def _drawing(inside: str, **attributes: str) -> str:
    stated = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<w:r><w:drawing><wp:inline><wp:docPr{stated}/>{inside}</wp:inline></w:drawing></w:r>"


def test_descriptions_of_pictures_follow_their_block() -> None:
    old = '<w:r><w:pict><v:shape alt="The vote"/></w:pict></w:r>'
    inside = _drawing("", descr="Six tenants at a table") + _drawing("", descr="image1.png") + old
    row = table([paragraph("a", inside=_drawing("", title="A plan of the yard")), paragraph("b")])
    assert [(kind, text) for kind, _, text in _blocks(_read(paragraph("See.", inside=inside) + row))] == [
        ("paragraph", "See."),
        ("alt text", "Six tenants at a table"),
        ("alt text", "The vote"),
        ("table row", "a | b"),
        ("alt text", "A plan of the yard"),
    ]


def test_words_of_charts_and_diagrams_are_read_once() -> None:
    chart = "<c:title><c:tx><c:rich><a:p><a:r><a:t>Who decides</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    point = "<dgm:pt modelId='1'><dgm:t><a:p><a:r><a:t>Ask first</a:t></a:r></a:p></dgm:t></dgm:pt>"
    drawn = _drawing('<c:chart r:id="chart"/>') + _drawing('<dgm:relIds r:dm="diagramData"/>')
    document = _read(
        paragraph("Votes.", inside=drawn) + paragraph("Again.", inside=drawn),
        chart=chart,
        diagramData=f"<dgm:ptLst>{point}</dgm:ptLst>",
    )
    assert [(kind, text) for kind, _, text in _blocks(document)] == [
        ("paragraph", "Votes."),
        ("caption", "Who decides"),
        ("caption", "Ask first"),
        ("paragraph", "Again."),
    ]


def test_a_broken_chart_costs_only_itself() -> None:
    drawn = _drawing('<c:chart r:id="chart"/>')
    assert _text(paragraph("Votes.", inside=drawn), chart="<c:title>") == "Votes."


def test_an_embedded_part_of_the_text_is_a_member() -> None:
    made = read_docx(docx(paragraph("Text.") + '<w:altChunk r:id="aFChunk"/>', aFChunk="<p>More.</p>"), Limits())
    assert [(member.name, b"More." in member.data) for member in made.members] == [("word/aFChunk.xml", True)]
    assert isinstance(made.members[0], Member)


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
    assert read(data, name="x", limits=Limits(ratio=10_000, characters=2_000_000)).n_words == 300_000
    assert read(data, name="x", limits=Limits(characters=9, ratio=10_000)).text == "word word"
    for limits in (Limits(members=3), Limits(inflated=1000)):
        with pytest.raises(ReadError) as caught:
            read(data, name="x", limits=limits)
        assert caught.value.kind == "too large"


def test_the_samples_keep_their_answers() -> None:
    form = read(_SAMPLES / "bid_form_legacy.docx")
    for expected in (
        "A2 Is it led by people who live on the estate? | ☑ Yes ☐ No",
        "A3 Stage that the project has reached | Planning",
        "☒ Yes, by the hour",
        "B2 Rate: £12.60 an hour, childcare on top",
    ):
        assert expected in form.text.replace("   ", "").replace("  ", " ")
    kinds = {form.text[block.start : block.end][:12]: block.kind for block in form.blocks}
    assert (kinds["Eleven resid"], kinds["Six tenants "]) == ("form field", "alt text")
    assert form.text.count("five residents score each bid") == 1
    assert "zqdeleted" not in read(_SAMPLES / "funding_bid.docx").text


_BODY = (
    paragraph("Aims", "H1")
    + paragraph("One.", inside=_control(_run("two")) + _check() + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    + table([paragraph("a"), paragraph("b")])
)
_NOTE = f'<w:footnote w:id="1">{paragraph("Since May.")}</w:footnote>'


@given(st.data())
def test_a_file_cut_or_changed_anywhere_gives_a_draft_or_an_error(data: st.DataObject) -> None:
    if data.draw(st.booleans()):
        broken = damaged(docx(_BODY, footnotes=_NOTE), data)
    else:
        broken = docx(damaged(_BODY.encode(), data).decode("utf-8", "replace"), footnotes=_NOTE)
    recognises(broken)
    with suppress(ReadError):
        assert isinstance(read_docx(broken, Limits()), Draft)


def test_changes_that_wait_are_told_of() -> None:
    plain = docx(paragraph("We paid six carers."))
    assert read_docx(plain, Limits()).notes == ()
    deleted = "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
    assert read_docx(docx(paragraph("We paid", inside=deleted)), Limits()).notes == (TRACKED,)
