from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import STATEMENTS, make_abstained, make_assessment, make_hostile
from tokenwatch.analysis import KINDS, Statement
from tokenwatch.assessment import Assessment, Dimension, Levels, Verdict
from tokenwatch.comparison import ALIKE, WHATS, Comparison, compare
from tokenwatch.document import Document
from tokenwatch.reports.comparison import to_html, to_terminal
from tokenwatch.reports.comparison.build import HEADINGS, build_report
from tokenwatch.reports.to_json import dump
from tokenwatch.reports.tree import Points, Table

REWRITTEN = [
    ("The café is co-produced with local people.", "The café has been co-produced with six local people."),
    ("Tenants were consulted on the repairs.", "In May 2024, 40 tenants were consulted on the repairs contract."),
    ("We will involve carers in the evaluation.", "We will pay carers who help us in the evaluation."),
    ("Young people sit on our board.", "Two young people now sit on our board and vote."),
]
WORDS = "tenants carers asked chose the board staff with in March café paid".split()


def stated(*texts: str, **fields: Any) -> Assessment:
    found = tuple(Statement(f"s{n}", 0, 1, text, kind="claim", level=3) for n, text in enumerate(texts, 1))
    return make_assessment(statements=tuple(replace(one, **fields) for one in found))


def whats(comparison: Comparison) -> list[tuple[str, ...]]:
    return [change.what for change in comparison.changes]


statements = st.builds(
    Statement,
    st.just("s"),
    st.just(0),
    st.just(1),
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    kind=st.sampled_from(KINDS),
    level=st.integers(0, 5),
    specific=st.booleans(),
)
assessments = st.lists(statements, max_size=8).map(lambda found: make_assessment(statements=tuple(found)))


@given(assessments, assessments)
def test_every_statement_is_there_once(old: Assessment, new: Assessment) -> None:
    comparison = compare(old, new)
    before = Counter(id(change.old) for change in comparison.changes if change.old)
    now = Counter(id(change.new) for change in comparison.changes if change.new)
    assert before.total() + comparison.n_unchanged == len(old.statements)
    assert now.total() + comparison.n_unchanged == len(new.statements)
    assert before.keys() <= set(map(id, old.statements))
    assert now.keys() <= set(map(id, new.statements))
    assert set(before.values()) | set(now.values()) <= {1}


@given(assessments)
def test_nothing_differs_from_itself(assessment: Assessment) -> None:
    comparison = compare(assessment, assessment)
    assert comparison.changes == ()
    assert comparison.n_unchanged == len(assessment.statements)


@given(assessments, assessments)
def test_the_way_back_is_the_mirror(old: Assessment, new: Assessment) -> None:
    opposite = {"came": "went", "became specific": "no longer specific", "level rose": "level fell"}
    opposite |= {back: there for there, back in opposite.items()}
    there, back = compare(old, new), compare(new, old)
    assert there.n_unchanged == back.n_unchanged
    mirrored = [(id(c.old), id(c.new), {opposite.get(what, what) for what in c.what}) for c in back.changes]
    for change in there.changes:
        mirrored.remove((id(change.new), id(change.old), set(change.what)))
    assert mirrored == []


@pytest.mark.parametrize(("before", "now"), REWRITTEN)
def test_a_rewritten_sentence_is_found_again_among_others(before: str, now: str) -> None:
    others = [other for pair in REWRITTEN for other in pair[1:] if pair[0] != before]
    comparison = compare(stated(before), stated(*others, now))
    (change,) = [change for change in comparison.changes if change.old]
    assert change.new is not None
    assert (change.new.text, change.what) == (now, ("reworded",))


def test_what_shares_too_few_words_went_and_came() -> None:
    assert whats(compare(stated("Tenants chose the contractor."), stated("Staff met on Tuesday in the hall."))) == [
        ("came",),
        ("went",),
    ]


def test_a_sentence_kept_whole_in_three_times_its_words_is_the_same_and_in_more_is_another() -> None:
    longer = "tenants chose it in a hall near home today"
    assert len(set(longer.split())) * ALIKE == 3
    assert whats(compare(stated("tenants chose it"), stated(longer))) == [("reworded",)]
    assert whats(compare(stated("tenants chose it"), stated(f"{longer} together"))) == [("came",), ("went",)]


def test_place_white_space_case_and_quotation_marks_make_no_difference() -> None:
    old = stated("We asked 'young people'.", "Carers  decide.", "Tenants vote.")
    new = stated("tenants vote.", "Carers\ndecide.", "We asked ‘young people’.")
    assert compare(old, new).changes == ()


def test_the_closest_are_paired_first() -> None:
    old = stated("Tenants chose the new contractor in May.", "Tenants chose the contractor.")
    new = stated("Tenants chose the new contractor in June.")
    first, second = compare(old, new).changes
    assert first.old == old.statements[0]
    assert (second.old, second.what) == (old.statements[1], ("went",))


def test_sentences_that_share_all_words_but_one_keep_their_order() -> None:
    old = stated(*(f"Workshop {n} with parents in the hall" for n in range(80)))
    new = stated(*(f"Workshop {n} with ten parents in the hall" for n in range(80)))
    pairs = [(change.old, change.new) for change in compare(old, new).changes]
    assert pairs == list(zip(old.statements, new.statements, strict=True))


@pytest.mark.parametrize(
    ("before", "now", "what"),
    [
        ({"specific": False}, {"specific": True}, "became specific"),
        ({"specific": True}, {"specific": False}, "no longer specific"),
        ({"level": 2}, {"level": 4}, "level rose"),
        ({"level": 4}, {"level": 2}, "level fell"),
        ({"kind": "claim"}, {"kind": "practice"}, "kind changed"),
    ],
)
def test_another_judgement_of_the_same_words_is_a_change(
    before: dict[str, object], now: dict[str, object], what: str
) -> None:
    comparison = compare(stated("Tenants vote.", **before), stated("Tenants vote.", **now))
    assert whats(comparison) == [(what,)]
    assert comparison.counts == {**dict.fromkeys(WHATS, 0), what: 1}


def test_the_json_form_holds_both_answers_and_each_change() -> None:
    data = json.loads(dump(compare(make_assessment(), make_assessment(statements=STATEMENTS[1:])).to_dict()))
    assert (data["schema"], data["n_unchanged"], data["counts"]["went"]) == (1, len(STATEMENTS) - 1, 1)
    (change,) = data["changes"]
    assert (change["what"], change["new"], change["old"]["id"]) == (["went"], None, "s1")
    assert (data["old"]["verdict"]["label"], data["old"]["levels"]["gap"]) == ("tokenistic", 3)
    assert (data["old"]["n_statements"], data["new"]["n_statements"]) == (5, 4)
    assert data["same_reader"] is True


def heard(**changes: object) -> Assessment:
    verdict = Verdict("heard", {"heard": 0.8, "shared": 0.2}, False, "")
    return make_assessment(**{"verdict": verdict, "levels": Levels(5, 3), **changes})


def test_the_answer_says_what_is_shown_and_the_verdict() -> None:
    first, second = build_report(compare(make_assessment(), heard())).answer
    assert first.startswith("The new version shows more than the old and claims as much: it shows a panel")
    assert first.endswith("; the old one shows a survey, a meeting or another way of asking people.")
    assert second == (
        "The verdict goes from tokenistic (claims more than it shows), about 6 in 10 (62%), "
        "to heard (people are heard), about 8 in 10 (80%)."
    )
    assert build_report(compare(heard(), make_assessment())).answer[0].startswith("The new version shows less")


def test_where_nothing_changed_it_says_so() -> None:
    report = build_report(compare(make_assessment(), make_assessment()))
    assert report.answer[0] == "Nothing changed in what the document says about people taking part."
    assert report.answer[1].startswith("The verdict stays tokenistic")
    for changed in ({"presence": "deciding"}, {"dimensions": {"power": Dimension("shown")}}, {"statements": ()}):
        assert "Nothing" not in build_report(compare(make_assessment(), make_assessment(**changed))).answer[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (make_abstained, heard, "old version; the"),
        (heard, make_abstained, "new version; the"),
        (make_abstained,) * 2 + ("either",),
    ],
)
def test_a_verdict_that_abstained_is_named_nowhere(
    old: Callable[[], Assessment], new: Callable[[], Assessment], said: str
) -> None:
    comparison = compare(old(), new())
    report = build_report(comparison)
    assert report.answer[1].startswith(f"No verdict on {'' if said == 'either' else 'the '}{said}")
    for page in (to_html.render(comparison), to_terminal.render(comparison)):
        assert "tokenistic" not in page
        assert "no verdict" in page
        assert "cannot say" in page


def test_what_was_not_read_is_not_compared() -> None:
    unread = make_abstained()
    unread = replace(unread, verdict=replace(unread.verdict, judged=False), statements=(), levels=Levels())
    report = build_report(compare(make_assessment(), unread))
    assert report.answer[0] == "The two versions cannot be compared: the new one is not mainly English."
    table = report.sections[0].body[0]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[1]] == ["Shown level", "2 (consult)", "not read", "cannot say"]
    assert {row[2].text for row in table.rows} == {"not read", "no verdict"}


def test_another_reader_is_noted() -> None:
    assert build_report(compare(make_assessment(), make_assessment())).notes == ()
    for other in ({"ids": {"models": "else"}}, {"genre": "report"}):
        (note,) = build_report(compare(make_assessment(), make_assessment(**other))).notes
        assert "not read alike" in note


def test_each_change_stands_once_under_the_first_heading_that_fits() -> None:
    new = replace(STATEMENTS[0], specific=True, kind="practice", level=4)
    comparison = compare(make_assessment(), make_assessment(statements=(new, *STATEMENTS[2:])))
    sections = {section.title: section for section in build_report(comparison).sections}
    assert "Grew specific: can be checked now (1)" in sections
    assert "Went: only in the old version (1)" in sections
    points = sections["Grew specific: can be checked now (1)"].body[0]
    assert isinstance(points, Points)
    (point,) = points.points
    assert point.text == (
        "Became specific; level fell from 5 (share power) to 4 (collaborate); "
        "kind changed: “claim, not backed here” before, “shown” now."
    )
    assert [quote.place for quote in point.evidence] == ["under “Why we are asking”"] * 2
    assert not any(title.startswith("Read as another") for title in sections)
    assert HEADINGS.keys() == set(WHATS)


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for comparison in (compare(make_assessment(), heard(statements=STATEMENTS[2:])), compare(heard(), make_hostile())):
        lines = to_terminal.render(comparison, width=width).splitlines()
        assert max(map(len, lines)) <= width
        assert "\x1b" not in "".join(lines)
        assert "\u202e" not in "".join(lines)


def test_a_terminal_says_how_many_it_leaves_out() -> None:
    distinct = [f"{chr(97 + n) * 5} {chr(97 + n) * 7} decide" for n in range(12)]
    assert "… and 4 more" in to_terminal.render(compare(stated(), stated(*distinct)))


def test_the_page_takes_nothing_in_and_lets_nothing_out() -> None:
    for page in (to_html.render(compare(make_hostile(), heard())), to_html.render(compare(heard(), make_hostile()))):
        assert "<script" not in page
        assert "\u202e" not in page
        assert page.count("</style>") == 1
        assert not re.search(r"(?:src|href)=[\"']?(?!#)", page)
        assert "default-src 'none'; " in page
        assert "script-src &#39;none&#39;" in page


def test_folders_stay_with_whoever_made_the_report() -> None:
    document = Document.from_text("Tenants vote.", source="/home/somebody/bid-2.md")
    page = to_html.render(compare(make_assessment(), make_assessment(document=document)))
    assert "bid-2.md" in page
    assert "somebody" not in page
