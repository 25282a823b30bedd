"""What only PowerPoint files have; what all presentations share is in ``test_readers_slides.py``."""

from __future__ import annotations

from office_fixtures import Slide, notes_page, pptx, shape, told
from tokenwatch.readers import Limits, read_pptx

_PROMPT = "Click to add text"
_LAYOUT = (
    shape(_PROMPT, role="body", slot="1", at=(50, 50), style="<a:lvl2pPr><a:buNone/></a:lvl2pPr>")
    + shape(_PROMPT, role="subTitle", slot="2", style="<a:lvl1pPr><a:buNone/></a:lvl1pPr>")
    + shape("Click to add a title", role="title")
    + shape("Our Trust, working together")
)
_MASTER = (
    "<p:txStyles><p:bodyStyle>"
    + "".join(f'<a:lvl{level}pPr><a:buChar char="•"/></a:lvl{level}pPr>' for level in range(1, 9))
    + "<a:lvl9pPr><a:buNone/></a:lvl9pPr></p:bodyStyle></p:txStyles>"
)


def _slide(*shapes: str, **parts: str) -> list[tuple[str, int, str]]:
    data = pptx([Slide("".join(shapes), parts)], layout=_LAYOUT, master=_MASTER)
    return [(piece.kind, piece.level, piece.text) for piece in told(read_pptx.read(data, Limits()))]


def test_slides_come_in_the_order_in_which_they_are_shown() -> None:
    slides = [Slide(shape(f"made {n}")) for n in (1, 2, 3)]
    draft = read_pptx.read(pptx(slides, order=(3, 1, 9, 2)), Limits())
    assert [(piece.text, piece.page, piece.place) for piece in told(draft)] == [
        ("made 3", 1, "slide 1"),
        ("made 1", 2, "slide 2"),
        ("made 2", 4, "slide 4"),
    ]
    assert (draft.n_pages, draft.notes) == (4, ("slide 3 is missing from the file",))


def test_titles_come_first_and_bullets_follow_layout_and_master() -> None:
    own = '<a:pPr lvl="0"><a:buNone/></a:pPr><a:r><a:t>own</a:t></a:r>'
    deep = '<a:pPr lvl="{0}"/><a:r><a:t>level {0}</a:t></a:r>'
    body = shape("point", own, deep.format(1), deep.format(2), deep.format(8), role="body", slot="1")
    boxed = shape('<a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr><a:r><a:t>numbered</a:t></a:r>', "plain")
    title = shape("Who decides", "here?", role="ctrTitle")
    assert _slide(body, shape("Trust", role="subTitle", slot="2"), boxed, title) == [
        ("heading", 1, "Who decides\nhere?"),
        ("list item", 1, "point"),
        ("paragraph", 0, "own"),
        ("paragraph", 0, "level 1"),
        ("list item", 3, "level 2"),
        ("paragraph", 0, "level 8"),
        ("paragraph", 0, "Trust"),
        ("list item", 1, "numbered"),
        ("paragraph", 0, "plain"),
    ]


def test_what_stands_on_every_slide_and_prompts_are_left_out() -> None:
    around = (shape("Spring 2026", role=role, slot="9") for role in ("dt", "ftr", "sldNum", "hdr"))
    prompts = shape(_PROMPT, role="body", slot="1") + shape("Click to add a title", role="title")
    number = shape('<a:fld type="slidenum"><a:t>7</a:t></a:fld>')
    hidden = shape("old wording", about='hidden="1"')
    assert _slide(*around, prompts, number, hidden, shape("Shown.")) == [("paragraph", 0, "Shown.")]


def test_tables_groups_and_the_second_version_of_a_drawing() -> None:
    def row(*cells: str) -> str:
        made = (f"<a:tc><a:txBody><a:p><a:r><a:t>{cell}</a:t></a:r></a:p></a:txBody></a:tc>" for cell in cells)
        return f"<a:tr>{''.join(made)}</a:tr>"

    table = (
        "<p:graphicFrame><a:tbl>"
        + row("Who", "Votes", "Paid")
        + row("Rosa", "", "hourly")
        + "</a:tbl></p:graphicFrame>"
    )
    group = f"<p:grpSp><p:grpSp>{shape('deep in')}</p:grpSp></p:grpSp>"
    versions = f"<mc:Choice>{shape('new')}</mc:Choice><mc:Fallback>{shape('old')}</mc:Fallback>"
    twice = f"<mc:AlternateContent>{versions}</mc:AlternateContent>"
    assert _slide(table, group, twice) == [
        ("table row", 0, "Who | Votes | Paid"),
        ("table row", 0, "Rosa | | hourly"),
        ("paragraph", 0, "deep in"),
        ("paragraph", 0, "new"),
    ]


def test_descriptions_of_pictures_unless_a_program_made_them() -> None:
    pictures = [
        'descr="Six tenants at a table."',
        'descr="A picture containing text. Description automatically generated"',
        'descr="IMG 2041.jpg" title="Bars drawn by hand"',
    ]
    made = "".join(
        f'<p:pic><p:nvPicPr><p:cNvPr id="1" name="Picture 1" {about}/></p:nvPicPr></p:pic>' for about in pictures
    )
    mark = '<a:extLst><adec:decorative val="1"/></a:extLst>'
    decoration = f'<p:pic><p:nvPicPr><p:cNvPr descr="A line">{mark}</p:cNvPr></p:nvPicPr></p:pic>'
    assert _slide(made, decoration) == [
        ("alt text", 0, "Six tenants at a table."),
        ("alt text", 0, "Bars drawn by hand"),
    ]


def test_notes_and_comments_of_both_kinds() -> None:
    said = notes_page(
        shape("<a:r/>", role="sldImg"), shape("Name them.", "Say why.", role="body"), shape("4", role="sldNum")
    )
    old = '<p:cmLst NAMESPACES><p:cm authorId="0"><p:text>Is this so?</p:text></p:cm></p:cmLst>'
    words = "<p188:txBody><a:p><a:r><a:t>{0}</a:t></a:r></a:p></p188:txBody>"
    answer = f"<p188:replyLst><p188:reply>{words.format('It is.')}</p188:reply></p188:replyLst>"
    new = f"<p188:cmLst NAMESPACES><p188:cm>{answer}{words.format('Who says?')}</p188:cm></p188:cmLst>"
    first, second = Slide(shape("A"), {"comments": old, "notesSlide": said}), Slide(shape("B"), {"comments": new})
    draft = read_pptx.read(pptx([first, second]), Limits())
    assert [(piece.kind, piece.text, piece.place) for piece in told(draft)] == [
        ("paragraph", "A", "slide 1"),
        ("comment", "Is this so?", "slide 1"),
        ("footnote", "Name them.", "notes to slide 1"),
        ("footnote", "Say why.", "notes to slide 1"),
        ("paragraph", "B", "slide 2"),
        ("comment", "Who says?", "slide 2"),
        ("comment", "It is.", "slide 2"),
    ]
    assert {piece.page for piece in told(draft)[:4]} == {1}


def _point(name: str, text: str, about: str = "") -> str:
    return f'<dgm:pt modelId="{name}" {about}><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'


def test_diagrams_are_read_in_their_own_order() -> None:
    points = (
        _point("0", "", 'type="doc"')
        + _point("c", "Tell")
        + _point("b", "who asks")
        + _point("a", "Ask")
        + _point("x", "no", 'type="pres"')
        + '<dgm:pt modelId="p"><dgm:prSet phldr="1"/><dgm:t><a:p><a:r><a:t>[Text]</a:t></a:r></a:p></dgm:t></dgm:pt>'
        + _point("lost", "Alone")
    )
    ties = (("0", "a", 0), ("0", "c", 1), ("a", "b", 0), ("b", "a", 0))
    made = "".join(f'<dgm:cxn srcId="{above}" destId="{below}" srcOrd="{place}"/>' for above, below, place in ties)
    data = f"<dgm:dataModel NAMESPACES><dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{made}</dgm:cxnLst></dgm:dataModel>"
    frame = '<p:graphicFrame><dgm:relIds r:dm="rdiagramData" r:lo="x"/></p:graphicFrame>'
    assert _slide(frame, diagramData=data) == [
        ("list item", 1, "Ask"),
        ("list item", 2, "who asks"),
        ("list item", 1, "Tell"),
        ("list item", 1, "Alone"),
    ]


def test_charts_give_titles_series_and_categories_and_no_numbers() -> None:
    def kept(name: str, cache: str, *labels: str) -> str:
        points = "".join(f"<c:pt><c:v>{label}</c:v></c:pt>" for label in labels)
        return f"<c:{name}><c:strRef><c:{cache}>{points}</c:{cache}></c:strRef></c:{name}>"

    compared = kept("cat", "strCache", "Tenants", "Staff") + kept("val", "numCache", "1", "9")
    series = [f"<c:ser>{kept('tx', 'strCache', name)}{compared}</c:ser>" for name in ("2025", "2026")]
    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>Who votes</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    data = f"<c:chartSpace NAMESPACES><c:chart>{title}{''.join(series)}</c:chart></c:chartSpace>"
    frame = '<p:graphicFrame><c:chart r:id="rchart"/></p:graphicFrame>'
    assert _slide(frame, frame, chart=data) == [("caption", 0, "Who votes\n2025, 2026\nTenants, Staff")]


def test_charts_with_categories_in_levels_and_of_the_newer_kind() -> None:
    frame = '<p:graphicFrame><c:chart r:id="r{0}"/></p:graphicFrame>'
    level = "<c:lvl><c:pt><c:v>{0}</c:v></c:pt></c:lvl>"
    cache = f"<c:multiLvlStrCache>{level.format('Tenants')}{level.format('2026')}</c:multiLvlStrCache>"
    levels = f"<c:chartSpace NAMESPACES><c:ser><c:cat>{cache}</c:cat></c:ser></c:chartSpace>"
    names = '<c:strDim type="cat"><c:lvl><c:pt idx="0">Asked</c:pt><c:pt idx="1">Heard</c:pt></c:lvl></c:strDim>'
    numbers = '<c:numDim type="val"><c:lvl><c:pt idx="0">90</c:pt></c:lvl></c:numDim>'
    series = "<c:series><c:tx><c:txData><c:v>Homes</c:v></c:txData></c:tx></c:series>"
    newer = f"<c:chartSpace NAMESPACES><c:chartData>{names}{numbers}</c:chartData>{series}</c:chartSpace>"
    assert _slide(frame.format("chart"), chart=levels) == [("caption", 0, "Tenants, 2026")]
    assert _slide(frame.format("chartEx"), chartEx=newer) == [("caption", 0, "Homes\nAsked, Heard")]


def test_a_broken_part_beside_the_slides_costs_only_itself() -> None:
    draft = read_pptx.read(pptx([Slide(shape("A"), {"notesSlide": "<broken", "comments": "<broken"})]), Limits())
    assert [piece.text for piece in told(draft)] == ["A"]
    assert draft.notes == ("2 parts beside the text (a chart, a diagram, notes) could not be read and were left out",)


def test_a_shape_without_a_place_stands_where_its_layout_has_it() -> None:
    filled = shape("below", role="body", slot="1")
    assert [text for _, _, text in _slide(filled, shape("above", at=(50, 0)))] == ["above", "below"]
