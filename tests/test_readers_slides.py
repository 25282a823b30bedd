"""Presentations: PowerPoint's and OpenDocument's."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office_fixtures import Slide, flat_odf, odf, pptx, shape, told
from readers_fixtures import damaged, zipped
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read, read_docx, read_odp, read_pptx
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.slides import slide_notes

_SAMPLES = Path(__file__).parent / "data" / "samples"


def _page(*shapes: str, attributes: str = "") -> str:
    return f"<draw:page {attributes}>{''.join(shapes)}</draw:page>"


def _frame(text: str, role: str = "", more: str = "") -> str:
    stated = f'presentation:class="{role}" ' if role else ""
    return f"<draw:frame {stated}{more}><draw:text-box>{text}</draw:text-box></draw:frame>"


def _p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def _deck(*pages: str, made: str = "") -> Draft:
    return read_odp.read(odf("".join(pages), kind="presentation", made=made), Limits())


def test_hidden_slides_are_read_and_said_to_be_hidden() -> None:
    draft = read_pptx.read(pptx([Slide(shape("A")), Slide(shape("B"), attributes='show="0"')]), Limits())
    assert ([piece.text for piece in told(draft)], draft.notes) == (["A", "B"], ("slide 2 is hidden",))
    unseen = '<style:drawing-page-properties presentation:visibility="hidden"/>'
    made = f'<style:style style:name="dp" style:family="drawing-page">{unseen}</style:style>'
    odp = _deck(_page(_frame(_p("A"))), _page(_frame(_p("B")), attributes='draw:style-name="dp"'), made=made)
    assert ([piece.text for piece in told(odp)], odp.notes) == (["A", "B"], ("slide 2 is hidden",))


_DOWN_COLUMNS = ((10, 10), (10, 60), (60, 10), (60, 60))
_RIGHT_COLUMN_FIRST = ((60, 10), (60, 60), (10, 10), (10, 60))
_NEARLY_A_ROW = ((60, 60), (60, 10), (10, 14))
_NO_ROW = ((60, 60), (60, 10), (10, 17))


def _as_pptx(places: tuple[tuple[int, int], ...]) -> list[str]:
    shapes = (shape(f"{x},{y}", at=(x, y)) for x, y in places)
    return [piece.text for piece in told(read_pptx.read(pptx([Slide("".join(shapes))]), Limits()))]


def _as_odp(places: tuple[tuple[int, int], ...]) -> list[str]:
    size = 'svg:width="10mm" svg:height="1cm"'
    where = (
        f'svg:x="{x}mm" svg:y="{y}mm"' if at % 2 else f'svg:x="{x / 10}cm" svg:y="{y / 10}cm"'
        for at, (x, y) in enumerate(places)
    )
    shapes = (_frame(_p(f"{x},{y}"), more=f"{stated} {size}") for stated, (x, y) in zip(where, places, strict=True))
    return [piece.text for piece in told(_deck(_page(*shapes)))]


@pytest.mark.parametrize("read_places", [_as_pptx, _as_odp])
def test_shapes_are_read_as_an_eye_goes_over_them(
    read_places: Callable[[tuple[tuple[int, int], ...]], list[str]],
) -> None:
    assert read_places(_DOWN_COLUMNS) == ["10,10", "10,60", "60,10", "60,60"]
    assert read_places(_RIGHT_COLUMN_FIRST) == ["10,10", "60,10", "10,60", "60,60"]
    assert read_places(_NEARLY_A_ROW) == ["10,14", "60,10", "60,60"]
    assert read_places(_NO_ROW) == ["60,10", "10,17", "60,60"]


def test_opendocument_slides() -> None:
    outline = f"<text:list><text:list-item>{_p('point')}</text:list-item></text:list>"
    notes = (
        f"<presentation:notes>{_frame(_p('Name them.'), 'notes')}{_frame(_p('4'), 'page-number')}</presentation:notes>"
    )
    remark = f"<office:annotation><dc:creator>Rev</dc:creator>{_p('Is this so?')}</office:annotation>"
    remark += remark.replace("office:", "officeooo:").replace("Is this so?", "Who says?")
    draft = _deck(
        _page(
            _frame(outline + _p("bare"), "outline"),
            _frame(_p("Trust"), "subtitle"),
            *(_frame(_p("Spring 2026"), role) for role in ("header", "footer", "date-time")),
            _frame(_p("Click to add text"), "outline", 'presentation:placeholder="true"'),
            _frame(_p("Who") + _p("decides?"), "title"),
            remark,
            notes,
        ),
        _page(f"<draw:g><draw:g>{_frame(_p('deep in'))}</draw:g></draw:g>"),
    )
    assert [(piece.kind, piece.level, piece.text, piece.place) for piece in told(draft)] == [
        ("heading", 1, "Who\ndecides?", "slide 1"),
        ("list item", 1, "point", "slide 1"),
        ("list item", 1, "bare", "slide 1"),
        ("paragraph", 0, "Trust", "slide 1"),
        ("comment", 0, "Is this so?", "slide 1"),
        ("comment", 0, "Who says?", "slide 1"),
        ("footnote", 0, "Name them.", "notes to slide 1"),
        ("paragraph", 0, "deep in", "slide 2"),
    ]
    assert draft.n_pages == 2


def test_no_more_slides_than_allowed_are_read() -> None:
    few = Limits(pages=1)
    for draft in (
        read_pptx.read(pptx([Slide(shape("A")), Slide(shape("B"))]), few),
        read_odp.read(odf(_page(_frame(_p("A"))) * 2, kind="presentation"), few),
    ):
        assert (len(told(draft)), draft.notes) == (1, ("only the first 1 of 2 slides were read",))


def test_a_deck_is_told_by_its_parts() -> None:
    deck = pptx([Slide()])
    assert read_pptx.recognises(deck)
    assert not read_docx.recognises(deck)
    assert not read_pptx.recognises(zipped({"[Content_Types].xml": "", "ppt.txt": "ppt/presentation.xml"}))
    assert read_odp.recognises(flat_odf("", kind="presentation"))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pptx([Slide(shape("x"))], prolog='<!DOCTYPE d [<!ENTITY a "b">]>'), "damaged"),
        (pptx([Slide("<p:sp>")]), "damaged"),
        (pptx([Slide(shape("x"))])[:700], "damaged"),
        (pptx([], order=(4,)), "damaged"),
        (pptx([Slide("<p:grpSp>" * 400 + "</p:grpSp>" * 400)]), "damaged"),
        (pptx([Slide(shape("a" * 2_000_000))]), "too large"),
        (pptx([Slide()]), "no text"),
        (odf("", kind="presentation", manifest="<manifest:encryption-data/>"), "encrypted"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}), "damaged"),
    ],
)
def test_broken_and_hostile_files_are_refused(data: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, name="bad")
    assert caught.value.kind == kind


@pytest.mark.parametrize("name", ["strategy_deck.pptx", "strategy_deck.odp"])
def test_the_sample_is_the_same_in_both_formats(name: str) -> None:
    deck = read(_SAMPLES / name)
    assert [(block.kind, block.level, block.where, deck.text[block.start : block.end]) for block in deck.blocks] == [
        ("heading", 1, "slide 1", "zqslidetitle Co-production strategy"),
        ("paragraph", 0, "slide 1", "zqsubtitle Invented Trust"),
        ("heading", 1, "slide 2", "Who decides?"),
        ("list item", 1, "slide 2", "zqbul1 Trust board"),
        ("list item", 2, "slide 2", "zqbul2 Patient reference group (advisory)"),
        ("footnote", 0, "notes to slide 2", "zqnotes Remember to mention service users here."),
        ("heading", 1, "slide 3", "Table"),
        ("table row", 0, "slide 3", "Step | Lead"),
        ("table row", 0, "slide 3", "zqptcell Design | Staff"),
        ("paragraph", 0, "slide 3", "zqgroup You said, we did"),
        ("heading", 1, "slide 4", "zqhiddenslide"),
        ("heading", 1, "slide 5", "Chart"),
        ("caption", 0, "slide 5", "Votes\nzqchartcat Patients, Staff"),
    ]
    assert (deck.n_pages, deck.notes) == (5, ("slide 4 is hidden",))


def test_the_sample_with_columns_out_of_order() -> None:
    deck = read(_SAMPLES / "deck_groups_notes.pptx")
    third = [deck.text[block.start : block.end] for block in deck.blocks if block.page == 3]
    assert third[1:3] == ["You said: the town hall is too far.", "We moved the meeting to the laundry room."]
    assert "Spring assembly 2026, draft" not in deck.text
    assert [block.kind for block in deck.blocks if block.page == 5] == ["heading", *["list item"] * 3, "alt text"]


def test_several_slides_are_named_together() -> None:
    assert slide_notes(count=5, most=9, hidden=(1, 2)) == ("slides 1 and 2 are hidden",)


_DECKS = tuple((_SAMPLES / f"strategy_deck.{suffix}").read_bytes() for suffix in ("pptx", "odp"))
_FLAT = flat_odf(_page(_frame(_p("a"), "title"), _frame(_p("b"), more='svg:x="1cm" svg:y="1cm"')), kind="presentation")


@given(st.sampled_from((*_DECKS, _FLAT)), st.data())
def test_a_file_cut_or_changed_anywhere_gives_a_draft_or_an_error(whole: bytes, data: st.DataObject) -> None:
    broken = damaged(whole, data)
    for reader in (read_pptx, read_odp):
        reader.recognises(broken)
        with suppress(ReadError):
            assert isinstance(reader.read(broken, Limits()), Draft)
