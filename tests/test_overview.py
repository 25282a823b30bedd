from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from pathlib import Path
from typing import Any

import lxml.html
import pandas
import pytest

from tokenwatch.assessment import VERDICTS
from tokenwatch.errors import OptionError, ReadError
from tokenwatch.frames import DOCUMENT_DTYPES, STATEMENT_DTYPES, make_frame
from tokenwatch.overview import Overview, groups, make, make_overview
from tokenwatch.overview.groups import wilson
from tokenwatch.overview.records import Share
from tokenwatch.overview.tables import read_date
from tokenwatch.reports.overview.to_html import render, share_words

HOSTILE = "</script><script>alert(1)</script>\"'<b> </style> \u202eevil\u202c \x1b[31m {{ 7*7 }}"


def document(name: str, verdict: str = "heard", levels: tuple[int, int] = (2, 2), **fields: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": f"Title of {name}",
        "genre": "bid",
        "verdict": verdict,
        **{f"p_{label}": 0.8 if label == verdict else 0.05 for label in VERDICTS},
        "abstained": False,
        "claimed": levels[0],
        "evidenced": levels[1],
        "gap": levels[0] - levels[1],
        "presence": "mentioned",
        "error": "",
        **fields,
    }


def unreadable(name: str, kind: str = "damaged") -> dict[str, Any]:
    return {"id": name, "error": f"{name} cannot be read", "error_kind": kind, "error_hint": f"mend what is {kind}"}


def results(*rows: dict[str, Any], **more: list[Any]) -> pandas.DataFrame:
    return make_frame(rows, DOCUMENT_DTYPES).assign(**more)


def claim(document_id: str, text: str, **fields: Any) -> dict[str, Any]:
    given = {"kind": "claim", "specific": False, "terms": "co-production; voice"}
    return {"document_id": document_id, "text": text, **given, **fields}


def statements(*rows: dict[str, Any]) -> pandas.DataFrame:
    return make_frame(rows, STATEMENT_DTYPES)


def counts(shares: Any) -> dict[str, int]:
    return {share.label: share.count for share in shares if share.count}


# --- counting ---


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)  # the last is the example of Newcombe (1998), Statistics in Medicine 17, table I
def test_wilson_gives_the_published_intervals(count: int, n: int, low: float, high: float) -> None:
    assert wilson(count, n) == pytest.approx((low, high), abs=5e-5)


def test_an_abstention_is_no_answer_and_counts_in_no_share() -> None:
    doubtful = document("c", "tokenistic", (5, 0), abstained=True, presence="deciding")
    made = make_overview(results(document("a"), document("b", "shared", (5, 4)), doubtful, unreadable("d")))
    total = made.total
    assert (total.n, total.n_verdict, total.n_abstained, total.n_unreadable) == (4, 2, 1, 1)
    assert counts(total.verdicts) == {"shared": 1, "heard": 1}
    assert {share.n for share in (*total.verdicts, *total.presences)} == {2}
    assert counts(total.presences) == {"mentioned": 2}
    assert (total.claimed.mean, total.evidenced.mean, total.claimed.median) == (3.5, 3.0, 3.5)
    assert [(gap.name, gap.n) for gap in made.gaps] == [("0", 1), ("1", 1)]
    last = made.documents[-1]
    assert (last.id, last.verdict, last.probability, last.claimed, last.presence) == ("c", "", None, None, "")


def test_groups_follow_any_column_with_missing_ones_apart() -> None:
    frame = results(document("a"), document("b"), document("c", "none"), funder=["Trust", None, "Trust"])
    (grouping,) = make_overview(frame, by=["funder"]).groupings
    assert [(group.name, group.n) for group in grouping.groups] == [("Trust", 2), ("(not stated)", 1)]
    assert counts(grouping.groups[0].verdicts) == {"heard": 1, "none": 1}
    assert make_overview(frame).groupings[0].column == "genre"


def test_small_groups_are_marked_by_their_verdicts_not_their_documents() -> None:
    rows = [document(f"d{n}") for n in range(groups.FEWEST)]
    assert not make_overview(results(*rows)).groupings[0].groups[0].too_few
    rows[0]["abstained"] = True
    assert make_overview(results(*rows)).groupings[0].groups[0].too_few


def test_many_groups_are_folded_and_their_documents_point_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST_GROUPS", 2)
    frame = results(*(document(name) for name in "abcdef"), town=["Ayr", "Ayr", "Bath", "Bath", "Cork", "Deal"])
    made = make_overview(frame, by=["town"])
    (grouping,) = made.groupings
    assert grouping.n_folded == 2
    assert [group.n for group in grouping.groups] == [2, 2, 2]
    assert {row.id: grouping.groups[row.groups[0]].n for row in made.documents} == dict.fromkeys("abcdef", 2)
    assert next(row.groups for row in made.documents if row.id == "f") == (2,)


def test_a_document_scored_twice_counts_once() -> None:
    made = make_overview(results(document("a"), document("a"), document("b")))
    assert (made.total.n, made.n_repeated) == (2, 1)
    assert "1 row left out" in render(made)


def test_years_come_from_the_column_that_is_named_or_called_so() -> None:
    frame = results(*(document(name) for name in "abc"), Year=[2020, 2021, 2020], sent=["2019-05-01", "soon", None])
    years = {group.name: group.n for group in make_overview(frame).groupings[1].groups}
    assert years == {"2020": 2, "2021": 1}
    named = make_overview(frame, date="sent")
    assert (named.date_column, named.n_undated) == ("sent", 2)
    assert {group.name for group in named.groupings[1].groups} == {"2019", "(not stated)"}


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2021", "2021"),
        (2021.0, "2021"),
        (pandas.Timestamp(2021, 3, 4), "2021-03-04"),
        ("2021-13", ""),
        ("March 2021", ""),
        (None, ""),
        (pandas.NaT, ""),
    ],
)
def test_dates_are_read_as_they_are_written_and_never_guessed(value: Any, date: str) -> None:
    assert read_date(value) == date


def test_claims_are_counted_by_documents_that_claim_more_than_they_show() -> None:
    frame = results(
        document("a", "tokenistic", (5, 0)),
        document("b", "tokenistic", (4, 2)),
        document("even", levels=(2, 2)),
        document("unsure", "tokenistic", (5, 0), abstained=True),
    )
    wording = "People are at the heart of it."
    found = make_overview(
        frame,
        statements(
            claim("a", wording),
            claim("a", wording),
            claim("b", "people are  at the HEART of it", terms="heart"),
            claim("b", "Something else"),
            claim("b", "Twelve met in May.", specific=True),
            claim("b", "We will ask.", kind="plan"),
            claim("even", wording),
            claim("unsure", wording),
        ),
    ).claims
    assert found is not None
    assert (found.n_documents, found.n_statements, found.n_wordings) == (2, 4, 1)
    (most,) = found.wordings
    assert (most.text, most.n, most.terms) == (wording, 2, ("co-production", "heart", "voice"))
    assert {term.name: term.n for term in found.terms} == {"co-production": 2, "voice": 2, "heart": 1}


def test_reasons_for_what_could_not_be_read_are_counted() -> None:
    made = make_overview(results(unreadable("a"), unreadable("b", "needs OCR"), unreadable("c", "needs OCR")))
    assert [(one.reason, one.hint, one.n) for one in made.unread] == [
        ("needs OCR", "mend what is needs OCR", 2),
        ("damaged", "mend what is damaged", 1),
    ]
    assert (made.total.n_verdict, made.documents, made.gaps) == (0, (), ())
    assert made.total.verdicts[0].value is None


def test_the_largest_gaps_come_first_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "MOST_ROWS", 2)
    rows = (document("a"), document("b", levels=(5, 0)), document("c", levels=(3, 1)), unreadable("d"))
    made = make_overview(results(*rows))
    assert [row.id for row in made.documents] == ["b", "c"]
    assert made.n_left_out == 1
    assert "1 further one left out" in page_text(made)


# --- what is wrong with the tables ---


def test_missing_columns_are_named() -> None:
    with pytest.raises(ReadError, match="the results lack the columns p_about, presence"):
        make_overview(results().drop(columns=["presence", "p_about"]))
    with pytest.raises(ReadError, match="the statements lack the column kind"):
        make_overview(results(document("a")), statements().drop(columns="kind"))


def test_unknown_columns_are_refused_with_the_nearest() -> None:
    frame = results(document("a"), funder=["x"])
    with pytest.raises(OptionError, match=r"--by: the results have no column 'founder' .did you mean funder"):
        make_overview(frame, by=["founder"])
    with pytest.raises(OptionError, match="--date: the results have no column 'when'"):
        make_overview(frame, date="when")


def test_statements_of_another_batch_are_refused_and_stray_ones_counted() -> None:
    with pytest.raises(OptionError, match="none of the statements"):
        make_overview(results(document("a")), statements(claim("elsewhere", "x")))
    made = make_overview(results(document("a")), statements(claim("elsewhere", "x"), claim("a", "y")))
    assert made.n_unmatched == 1


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_file_says_what_its_table_says(tmp_path: Path, suffix: str) -> None:
    frame = results(document("007", "none"), document("b", abstained=True), unreadable("c"), funder=["NA", "x", None])
    path = tmp_path / f"results{suffix}"
    if suffix == ".csv":
        frame.to_csv(path, index=False)
    else:
        frame.to_parquet(path, index=False)
    assert make_overview(path, by=["funder"]) == make_overview(frame, by=["funder"])
    assert make_overview(path).documents[0].id == "007"


def test_files_that_are_no_tables_are_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "results.parquet"
    damaged.write_bytes(b"PAR1 nothing")
    wrong = tmp_path / "results.csv"
    results(document("a")).assign(claimed="many").to_csv(wrong, index=False)
    for path, reason in (
        (damaged, "cannot be read as a table"),
        (wrong, "the column claimed"),
        (tmp_path / "none.csv", "no such file"),
        (tmp_path / "results.xlsx", "no table of results"),
    ):
        with pytest.raises(ReadError, match=reason) as caught:
            make_overview(path)
        assert caught.value.place == str(path)
        assert caught.value.hint


# --- the page ---


def page_of(made: Overview) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(made))


def page_text(made: Overview) -> str:
    (main,) = page_of(made).xpath("//main")
    return " ".join(main.text_content().split())


def hostile() -> Overview:
    rows = [document(f"{HOSTILE}{n}", "tokenistic", (5, 0), title=HOSTILE, genre=HOSTILE) for n in range(2)]
    sentence = f"{HOSTILE} says that everybody took part in all of it"
    frame = results(*rows, {**unreadable(HOSTILE), "error_kind": HOSTILE}, date=["2020", "2021", None])
    frame = frame.rename(columns={"source": HOSTILE}).assign(**{HOSTILE: HOSTILE, "codebook_id": HOSTILE})
    found = statements(*(claim(f"{HOSTILE}{n}", sentence, terms=HOSTILE) for n in range(2)))
    return make_overview(frame, found, by=["genre", HOSTILE])


def test_the_one_script_is_the_one_that_the_policy_names() -> None:
    text = render(hostile())
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = lxml.html.document_fromstring(text)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    shut = "default-src 'none'; base-uri 'none'; form-action 'none'"
    assert policy == f"{shut}; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//@src | //@onclick | //@onload | //b | //link | //iframe")


def test_what_strangers_wrote_stays_words() -> None:
    text = render(hostile())
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "[U+202E]evil" in text
    assert "{{ 7*7 }}" in text
    assert "alert(1)" in page_of(hostile()).xpath("string(//table[contains(@class, 'documents')])")


def test_the_page_fetches_nothing_and_points_nowhere_else() -> None:
    text = render(hostile())
    assert not re.search(r"https?:|url\(|@import|\ssrc=", text)
    ids = page_of(hostile()).xpath("//@id")
    assert len(ids) == len(set(ids))
    for name in page_of(hostile()).xpath("//@aria-labelledby"):
        assert name in ids


def test_the_table_of_documents_is_there_without_the_script() -> None:
    made = make_overview(results(document("a", "tokenistic", (5, 1)), document("b", abstained=True), funder=["x", "y"]))
    rows = [
        [cell.text_content() for cell in row] for row in page_of(made).xpath("//table[@class='documents']/tbody/tr")
    ]
    assert rows == [
        ["a", "Title of a", "bid", "tokenistic", "0.80", "5", "1", "4", "mentioned"],
        ["b", "Title of b", "bid", "no verdict", "–", "–", "–", "–", ""],
    ]
    (form,) = page_of(made).xpath("//form")
    assert "hidden" in form.attrib


def test_the_filter_offers_the_groups_that_the_rows_name() -> None:
    frame = results(document("a"), document("b", genre="strategy"), year=[2020, 2021])
    page = page_of(make_overview(frame))
    offered = set(page.xpath("//select//option/@value")) - {""}
    named = {name for row in page.xpath("//tr/@data-groups") for name in row.split()}
    assert offered == named == {"0-0", "0-1", "1-0", "1-1"}


def test_figures_have_words_beside_them() -> None:
    made = make_overview(results(document("a"), document("b", levels=(4, 2))))
    page = page_of(made)
    for drawing in page.xpath("//svg"):
        assert drawing.get("aria-hidden") == "true" or drawing.get("aria-label")
    assert "Documents by gap: 0: 1; 1: 0; 2: 1" in page.xpath("//svg/@aria-label")
    assert "100 % (34–100), 2 of 2" in page_text(made)
    assert "too few to compare" in page_text(made)


@pytest.mark.parametrize(
    "rows", [(), (unreadable("a"),), (document("a", abstained=True),)], ids=["none", "errors", "abstained"]
)
def test_a_page_without_any_verdict_says_so(rows: tuple[dict[str, Any], ...]) -> None:
    text = page_text(make_overview(results(*rows), statements()))
    assert "No document has a verdict" in text
    assert "%)" not in text
    assert "nan" not in text.lower().split()


def test_without_statements_the_page_says_how_to_get_them() -> None:
    text = page_text(make_overview(results(document("a"))))
    assert "tokenwatch batch … --statements FILE" in text
    assert "--statements FILE" not in page_text(make_overview(results(document("a")), statements()))


def test_the_page_says_what_it_is_not() -> None:
    text = page_text(make_overview(results(document("a"))))
    assert "It is not a ranking" in text
    assert "not how common tokenism is" in text
    assert "benchmarks/accuracy.md" in text


def test_runs_of_several_codebooks_are_told() -> None:
    frame = results(document("a"), document("b"), codebook_id=["cb-1", "cb-2"])
    assert "cb-1, cb-2 (several: such verdicts are not to be compared)" in page_text(make_overview(frame))


def test_years_stand_in_their_order() -> None:
    frame = results(*(document(str(number)) for number in range(4)), year=["2024", "2021", "2024", "2023"])
    names = [group.name for group in make_overview(frame, by=("year",)).groupings[0].groups]
    assert names == ["2021", "2023", "2024"]


def test_small_shares_of_many_show_a_decimal() -> None:
    assert share_words(Share("shared", 52, 26_797, 0.0015, 0.0025)) == "0.2 % (0.1–0.2), 52 of 26,797"
