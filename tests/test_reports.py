from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import BID, HOSTILE, STATEMENTS, make_abstained, make_assessment, make_hostile, make_verdict
from pages import Page
from tokenwatch.analysis import Programme, Statement
from tokenwatch.assessment import PRESENCES, VERDICTS, Assessment, Dimension, Levels, Verdict
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Block, Document
from tokenwatch.errors import OptionError
from tokenwatch.reports import (
    find_renderer,
    render,
    report_formats,
    to_html,
    to_markdown,
    to_terminal,
    voice_words,
    words,
)
from tokenwatch.reports.build import build_report
from tokenwatch.reports.clean import clean_tree, show_unseen
from tokenwatch.reports.marks import anchors_of, mark_text
from tokenwatch.reports.panels import MOST_VOICES
from tokenwatch.reports.text_tree import Mark, MarkedText
from tokenwatch.reports.tree import Cell, Point, Points, Section, Table

READABLE = ("html", "markdown", "terminal")


def strings_of(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, tuple):
        return [text for item in node for text in strings_of(item)]
    if is_dataclass(node):
        return [text for field in fields(node) for text in strings_of(getattr(node, field.name))]
    return []


def with_verdict(label: str, probability: float = 0.7) -> Assessment:
    return make_assessment(verdict=make_verdict(label, probability))


# --- all formats ---


def test_formats_are_found_by_their_files_names() -> None:
    assert {"html", "json", "markdown", "terminal"} <= set(report_formats())


@pytest.mark.parametrize("name", report_formats())
def test_each_format_has_a_suffix_and_gives_the_same_bytes(name: str) -> None:
    renderer = find_renderer(name)
    assert renderer.SUFFIX.startswith(".")
    assert renderer.render(make_assessment()) == renderer.render(make_assessment())


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(OptionError, match="html, json, markdown, terminal"):
        find_renderer("pdf")


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize(("label", "phrase"), words.VERDICT_WORDS.items())
def test_the_answer_is_in_plain_words_with_how_sure(name: str, label: str, phrase: str) -> None:
    text = " ".join(render(with_verdict(label), name).replace("\\", "").split())
    assert phrase in text
    assert "fairly sure, about 7 in 10 (70%)" in text
    assert "fake" not in text


@pytest.mark.parametrize("name", READABLE)
def test_where_it_abstained_no_label_is_an_answer(name: str) -> None:
    text = render(make_abstained(), name)
    # The form offers every label, for the reader to choose the right one.
    text = " ".join((Page(text).without("wrong") if name == "html" else text).split())
    assert "No verdict." in text
    assert "The text has 12 words." in text
    assert "tokenistic" not in text
    assert not any(phrase in text for phrase in words.VERDICT_WORDS.values())
    assert "in 10" not in text


@pytest.mark.parametrize("name", READABLE)
def test_reasons_questions_voices_and_notes_are_shown(name: str) -> None:
    assessment = make_assessment()
    document = replace(assessment.document, notes=("2 of 9 pages are scanned and were not read",))
    text = " ".join(render(replace(assessment, document=document), name).split())
    assert text.index("2 of 9 pages") < text.index("claims more than it shows")
    assert "nothing specific backs the word" in text
    assert "41 parents filled in a survey" in text
    assert "Dolores Achterberg" in text
    assert "Will parents be paid for their time" in text
    assert "it shows a survey" in text
    assert "not stated" in text


@pytest.mark.parametrize("name", READABLE)
def test_a_page_is_named_where_there_is_one(name: str) -> None:
    statements = (replace(STATEMENTS[0], page=7), *STATEMENTS[1:])
    assert "page 7" in render(make_assessment(statements=statements), name)


@pytest.mark.parametrize("name", READABLE)
def test_control_and_direction_characters_never_come_through(name: str) -> None:
    text = render(make_hostile(), name)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "U+202E" in text.replace("\\", "")


def test_json_is_ascii_and_holds_the_label_even_where_it_abstained() -> None:
    text = render(make_hostile(), "json")
    assert text.isascii()
    assert json.loads(render(make_abstained(), "json"))["verdict"]["label"] == "tokenistic"


# --- words ---


def test_a_programme_that_is_shared_without_a_sentence_says_why() -> None:
    verdict = Verdict("shared", {**dict.fromkeys(VERDICTS, 0.1), "shared": 0.6}, False, "Because.")
    billed = Programme(is_programme=True, n_speakers=3, n_lived=1)
    report = build_report(make_assessment(genre="programme", verdict=verdict, levels=Levels(), programme=billed))
    assert report.answer[-1] == "It is read so because somebody with lived experience is on the programme."
    assert "on the programme" in str(report.easy[0])
    shown = build_report(make_assessment(verdict=verdict, levels=Levels(5, 4), programme=billed))
    assert len(shown.answer) == 2
    assert "on the programme" not in str(shown.easy[0])


def test_a_page_names_the_file_and_not_its_folders() -> None:
    document = Document.from_text(BID, source="/home/jo/bids/open-kitchen.md", title="Open Kitchen")
    for name in ("html", "markdown", "terminal"):
        page = render(make_assessment(document=document), name)
        assert "open-kitchen" in page.replace("\\", "")
        assert "/home/jo" not in page


@given(st.floats(0, 1))
def test_chances_never_claim_certainty(probability: float) -> None:
    (percent,) = map(int, re.findall(r"\((\d+)%\)", words.chances(probability)))
    assert 1 <= percent <= 99
    assert abs(percent - 100 * probability) <= 1
    assert "10 in 10" not in words.chances(probability)
    assert "0 in 10" not in words.chances(probability)


def test_the_second_reading_is_named_where_it_is_likely() -> None:
    assert "Next most likely: people are heard, about 3 in 10 (25%)" in words.sure_sentence(make_assessment())
    assert "said this" not in words.sure_sentence(make_assessment())
    verdict = replace(make_assessment().verdict, abstained=False, tested=(11, 22))
    tested = words.sure_sentence(make_assessment(verdict=verdict))
    assert "leaning this way, about" in tested
    assert "But in tests it said this of 22 documents, and 11 were so." in tested
    assert "Next" not in words.sure_sentence(with_verdict("shared", 0.96))


@pytest.mark.parametrize("level", range(6))
def test_every_level_has_words_and_silence_is_no_accusation(level: int) -> None:
    sentence = words.levels_sentence(make_assessment(levels=Levels(level, level)), load_codebook())
    assert sentence.startswith("It ")
    assert not re.search(r"\bno involvement\b", sentence)


def test_every_label_has_words() -> None:
    assert set(words.VERDICT_WORDS) == set(VERDICTS)
    assert set(words.PRESENCE_WORDS) == set(PRESENCES)


def test_a_claim_is_worded_not_backed_here() -> None:
    modest = replace(STATEMENTS[0], level=2)
    assert words.statement_label(modest, load_codebook()) == "claim, not backed here · consult"


def test_unknown_experience_is_not_stated() -> None:
    voice = make_assessment().voices[0]
    assert voice_words.lived_words(replace(voice, lived=None)) == "experience not stated"
    assert voice_words.lived_words(replace(voice, lived=False)) == "named by post or profession"


def test_a_programme_counts_whom_it_bills() -> None:
    programme = make_assessment(programme=Programme(True, 7, 2))
    said = "People on the programme: 7; of these, with lived experience as the text says: 2."
    assert voice_words.voices_sentence(programme) == said
    unknown = make_assessment(programme=Programme(True, 7, None))
    assert voice_words.voices_sentence(unknown).endswith("not stated.")


# --- the tree ---


@given(st.text(st.characters()))
def test_cleaning_leaves_nothing_unseen_and_is_done_once(text: str) -> None:
    shown = show_unseen(text)
    shown.encode("utf-8")
    assert show_unseen(shown) == shown


def test_cleaning_reaches_every_string() -> None:
    table = Table(("a\u202e",), ((Cell("b\x1b", ("c\u2066",)),),))
    assert strings_of(clean_tree(table)) == ["a[U+202E]", "b[U+001B]", "c[U+2066]"]


def test_no_string_of_a_report_needs_cleaning() -> None:
    report = build_report(make_hostile())
    assert [text for text in strings_of(report) if show_unseen(text) != text] == []


def test_ten_sides_are_always_listed() -> None:
    report = build_report(make_assessment(dimensions={"power": Dimension("shown", ("s1", "gone"))}))
    table = next(part for part in report.panels[2].body if isinstance(part, Table))
    states = {row[0].text: row[1] for row in table.rows}
    assert len(states) == 10
    assert states["Power"] == Cell("● shown", ("s1",))
    assert states["Voice"].text == "○ not stated"


def test_a_long_list_of_voices_is_cut_and_says_so() -> None:
    voices = make_assessment().voices[:1] * (MOST_VOICES + 4)
    assert "And 4 more." in strings_of(build_report(make_assessment(voices=voices)).panels[1])


def test_without_the_text_there_is_a_report_without_it() -> None:
    bare = Assessment.from_dict(json.loads(json.dumps(make_assessment().to_dict())))
    page = to_html.render(bare)
    assert "The text, with what was found" not in page
    assert "41 parents filled in a survey" in page
    assert 'href="#' not in page


# --- marks ---

LETTERS = st.text("ab \n", min_size=1, max_size=40)
SPANS = st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=8)


def place(spans: list[tuple[int, int]]) -> list[tuple[int, int, Mark]]:
    return [(start, end, Mark(f"m{n}", "claim", "", 0)) for n, (start, end) in enumerate(spans)]


@given(LETTERS, SPANS)
def test_pieces_give_back_every_block(text: str, spans: list[tuple[int, int]]) -> None:
    document = Document.from_text(text)
    marked = mark_text(document, place(spans))
    joined = ["".join(piece.text for piece in block.pieces) for block in marked.blocks]
    assert joined == [text[block.start : block.end] for block in document.blocks]


@given(LETTERS, SPANS)
def test_a_mark_covers_its_span_and_begins_once(text: str, spans: list[tuple[int, int]]) -> None:
    document = Document.from_text(text)
    marked = mark_text(document, place(spans))
    covered: dict[str, set[int]] = {}
    begun: list[str] = []
    for block, found in zip(document.blocks, marked.blocks, strict=True):
        position = block.start
        for piece in found.pieces:
            begun += [mark.anchor for mark in piece.begins]
            for mark in piece.under:
                covered.setdefault(mark.anchor, set()).update(range(position, position + len(piece.text)))
            position += len(piece.text)
    shown = {offset for block in document.blocks for offset in range(block.start, block.end)}
    wanted = {f"m{n}": set(range(*span)) & shown for n, span in enumerate(spans)}
    assert covered == {anchor: offsets for anchor, offsets in wanted.items() if offsets}
    assert sorted(begun) == sorted(covered) == sorted(anchors_of(marked))


# --- HTML ---


def test_every_link_of_a_page_has_its_place() -> None:
    for make in (make_assessment, make_abstained, make_hostile):
        page = Page(to_html.render(make()))
        ids = page.values("id")
        links = [value for value in page.values("href") if value.startswith("#")]
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in links} <= set(ids)
    assert "#s1" in Page(to_html.render(make_assessment())).values("href")


def test_a_page_is_whole_and_alone() -> None:
    html = to_html.render(make_assessment())
    page = Page(html)
    assert 'lang="en-GB"' in html
    assert not {"link", "img", "iframe", "object"} & set(page.tags)
    assert not re.findall(r"(?:https?:)?//[a-z]+[.:][^\s\"']+", html)
    assert not page.values("src")
    assert not {name for name in page.names_of_attributes() if name.startswith("on") or name == "style"}
    assert page.tags.count("h1") == 1


def test_a_page_runs_its_own_script_and_no_other() -> None:
    html = to_html.render(make_assessment())
    page = Page(html)
    (script,) = (element for element in page.elements if element.tag == "script")
    digest = b64encode(sha256(str(script.text).encode()).digest()).decode()
    (policy,) = (value for value in page.values("content") if "default-src" in value)
    # With scripts off, the form of corrections would be sent to wherever the page was fetched from.
    shut = "default-src 'none'; base-uri 'none'; form-action 'none'"
    assert policy == f"{shut}; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    assert "<script" not in to_html.render_fragment(make_assessment())


def test_hostile_text_stays_text() -> None:
    page = Page(to_html.render(make_hostile()))
    plain = Page(to_html.render(make_assessment()))
    assert set(page.tags) <= set(plain.tags) | {"strong"}  # the note, which the other has not
    assert page.names_of_attributes() <= plain.names_of_attributes() | {"role"}
    assert page.tags.count("script") == 1
    assert "<script>alert('x')</script>" in page.text
    assert not [value for value in page.values("href") if not value.startswith("#")]


def test_the_text_is_marked_with_style_level_label_and_reason() -> None:
    page = Page(to_html.render(make_assessment()))
    assert {"claim l5", "practice l2", "critique voice"} <= set(page.values("class"))
    assert "claim, not backed here · share power" in page.text
    by_id = {element.get("id"): element for element in page.elements}
    why = "".join(by_id[by_id["s1"].attrib["popovertarget"]].itertext())
    assert "says co-produced, with nothing to check" in why
    assert '"At the heart" and the like' in why
    assert "After: " in page.text


def test_the_same_reason_stands_once() -> None:
    first = STATEMENTS[0]
    places = range(first.start, first.start + 39)
    statements = tuple(replace(first, id=f"s{n}", start=n, end=n + 1) for n in places)
    page = Page(to_html.render(make_assessment(statements=statements, voices=())))
    assert len(page.values("popovertarget")) == 39
    assert len(set(page.values("popovertarget"))) == 1


def test_a_page_is_under_300_kilobytes_beside_its_text() -> None:
    sentences = [
        f"In part {n} of the work the tenants of the estate chose a builder from a list of five." for n in range(1_000)
    ]
    text = "\n\n".join(sentences)
    document = Document.from_text(text)
    starts = [block.start for block in document.blocks]
    statements = tuple(
        replace(STATEMENTS[n % 4], id=f"s{n}", start=start, end=start + len(words), text=words, why=f"why {n % 200}")
        for n, (start, words) in enumerate(zip(starts, sentences, strict=True))
    )
    html = to_html.render(make_assessment(document=document, statements=statements, voices=()))
    assert len(Page(html).values("popovertarget")) == 1_000
    assert len(html.encode()) - len(text.encode()) < 300_000


def test_the_questions_are_ready_to_copy() -> None:
    page = Page(to_html.render(make_assessment()))
    copied = "".join(next(element.text or "" for element in page.elements if element.get("readonly") is not None))
    assert copied.startswith("Questions about “Open Kitchen: a bid to the Harbour Trust”")
    assert "1. " in copied


def test_the_picture_has_a_text_alternative() -> None:
    page = Page(to_html.render(make_assessment()))
    assert any("claimed 5 (share power), shown 2 (consult)" in label for label in page.values("aria-label"))


def test_a_sentence_is_quoted_once_and_pointed_to_after_that() -> None:
    assessment = make_assessment()
    reason = next(reason for reason in assessment.reasons if reason.statements)
    html = to_html.render(replace(assessment, reasons=(reason, reason)))
    assert html.count("<blockquote>") == to_html.render(replace(assessment, reasons=(reason,))).count("<blockquote>")
    assert html.count("Quoted above:") == 1


def test_no_level_of_headings_is_left_out_in_the_text() -> None:
    blocks = (Block("heading", 0, 4, level=3), Block("heading", 6, 10, level=1), Block("heading", 12, 17, level=4))
    document = replace(Document.from_text("Deep\n\nHigh\n\nLower"), blocks=blocks)
    html = to_html.render(make_assessment(document=document, statements=(), voices=()))
    assert re.findall(r"<h(\d)", html[html.index('<div class="text">') :])[:3] == ["3", "3", "4"]


def test_two_documents_share_a_notebook_without_clashing() -> None:
    other = make_assessment(document=Document.from_text(BID + "More."))
    html = make_assessment()._repr_html_() + to_html.render_fragment(other)
    ids = Page(html).values("id")
    assert len(ids) == len(set(ids))
    assert "<html" not in html
    style = html[html.index("<style>") + len("<style>") : html.index("</style>")]
    rules = re.findall(r"([^{}]+)\{", re.sub(r"@(?:media|supports)[^{]*\{", "", style))
    assert len(rules) > 40
    for rule in rules:
        assert all(selector.strip().startswith(".tokenwatch") for selector in re.split(r",(?![^(]*\))", rule)), rule


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrasts_reach_level_aa_in_light_dark_and_print() -> None:
    style = (Path(to_html.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
    schemes = [_colours(block) for block in re.findall(r"\.tokenwatch \{[^}]*--paper[^}]*\}", style)]
    assert len(schemes) == 3
    for scheme in schemes:
        for ground in ("paper", "panel"):
            for name in set(scheme) - {"paper", "panel"}:
                light, dark = sorted((_luminance(scheme[ground]), _luminance(scheme[name])), reverse=True)
                least = 3.0 if name == "line" else 4.5  # WCAG 2.2: 1.4.11 for borders, 1.4.3 for text
                assert (light + 0.05) / (dark + 0.05) >= least, (name, ground)


# --- Markdown and terminal ---


def test_markdown_escapes_every_mark_of_a_document() -> None:
    text = to_markdown.render(make_hostile())
    assert not re.search(r"(?<!\\)<", text)
    assert not re.search(r"(?<!\\)\[link", text)


@given(st.text(max_size=60))
def test_markdown_escaping_keeps_to_one_line(text: str) -> None:
    escaped = to_markdown.escape(text)
    assert "\n" not in escaped
    assert re.sub(r"\\(.)", r"\1", escaped) == " ".join(text.split())


def test_the_terminal_keeps_to_its_width_and_is_plain_unless_asked() -> None:
    for make in (make_assessment, make_hostile):
        lines = to_terminal.render(make(), width=60).splitlines()
        assert max(map(len, lines)) <= 60
        assert "\x1b" not in "".join(lines)
    assert "\x1b[1m" in to_terminal.render(make_assessment(), colour=True)


def test_the_terminal_is_short() -> None:
    many = tuple(Statement(f"s{n}", 0, 4, "word " * 400, kind="claim") for n in range(60))
    assessment = make_assessment(
        statements=many,
        voices=make_assessment().voices * 20,
        reasons=tuple(replace(make_assessment().reasons[0], statements=tuple(s.id for s in many)) for _ in range(20)),
        questions=("Who decides?",) * 30,
    )
    text = to_terminal.render(assessment)
    assert len(text.splitlines()) <= 100
    assert "… and 16 more" in text


def test_hostile_is_hostile() -> None:
    assert show_unseen(HOSTILE) != HOSTILE
    assert isinstance(build_report(make_hostile()).sections[2].body[0], MarkedText)


@pytest.mark.parametrize("name", READABLE)
def test_each_part_of_several_is_told_with_its_own_answer(name: str) -> None:
    whole = make_assessment()
    part = replace(whole, document=replace(whole.document, title="The later bus"))
    silent = replace(make_abstained(), document=replace(whole.document, title="A forum"))
    several = replace(whole, sections=(part, silent))
    shown = " ".join(re.sub(r"<[^>]+>", "", render(several, name)).split())
    assert "This file holds 2 parts" in shown
    told = shown[shown.index("The 2 parts, each by itself") :]
    assert words.verdict_sentence(part) in told[: told.index("A forum")]
    assert "No verdict." in told[told.index("A forum") :]
    assert "parts" not in render(whole, name)


def points_of(section: Section) -> tuple[Point, ...]:
    points = section.body[0]
    assert isinstance(points, Points)
    return points.points


def test_the_sentences_of_a_part_lead_into_the_text_of_the_whole() -> None:
    whole = make_assessment()
    part_text = BID[2:]
    moved = tuple(replace(s, start=s.start - 2, end=s.end - 2) for s in whole.statements)
    part = replace(whole, document=replace(Document.from_text(part_text), start=2), statements=moved)
    report = build_report(replace(whole, sections=(part,)))
    section = next(section for section in report.sections if section.key == "parts")
    (point,) = points_of(section)
    reasons = next(section for section in report.sections if section.key == "reasons")
    assert point.evidence == points_of(reasons)[0].evidence
    assert all(evidence.anchor for evidence in point.evidence)


def test_slides_are_slides_and_quotation_marks_stand_inside_others() -> None:
    paper = replace(make_assessment().document, n_pages=5)
    assert build_report(make_assessment(document=paper)).about.endswith("5 pages")
    shown = tuple(replace(block, page=2, place="slide 2") for block in paper.blocks)
    assert build_report(make_assessment(document=replace(paper, blocks=shown))).about.endswith("5 slides")
    statement = replace(STATEMENTS[0], heading="“I had never been asked”")
    assert words.place_words(statement).endswith("under “‘I had never been asked’”")


def test_a_reading_and_a_document_are_a_line_each() -> None:
    for shown in (make_assessment(), make_abstained(), make_assessment().document):
        assert len(repr(shown)) < 200
    assert "no verdict" in repr(make_abstained())


def test_the_terminal_ends_with_the_ids() -> None:
    assessment = make_assessment()
    ids = {"tokenwatch": "0.1.0", "codebook": "cb-1", "pipeline": "syntax-4", "models": "rules"}
    lines = to_terminal.render(replace(assessment, ids=ids)).splitlines()
    assert lines[-1] == "tokenwatch 0.1.0, codebook cb-1, pipeline syntax-4, models rules"
    assert assessment.document.sha256 not in "".join(lines)
