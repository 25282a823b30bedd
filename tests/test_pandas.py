"""The accessor of pandas: the same columns and dtypes whatever is in it, under the user's own index."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pandas
import pytest

import tokenwatch.pandas  # adds the accessor
from tokenwatch.errors import OptionError
from tokenwatch.frames import STATEMENT_DTYPES
from tokenwatch.pandas import SCORE_DTYPES

DEED = "In May 2024 six tenants chose the new contractor. Nadia Okonkwo, a tenant, said: “We signed it.” " * 2
# A worker in this process: what starts processes is tested with `scan_corpus` itself.
HERE = {"engine": ThreadPoolExecutor(1), "model": "rules"}
INDEX = pandas.Index(["f", "a", "a", "c", "b", "e"], name="ref")
TEXTS = pandas.Series([DEED, None, float("nan"), "  ", DEED, 7], index=INDEX, name="answer")


@pytest.fixture(scope="module")
def scored() -> pandas.DataFrame:
    frame: pandas.DataFrame = TEXTS.tokenwatch.score(**HERE)
    return frame


def test_the_accessor_comes_with_its_own_import_alone() -> None:
    code = (
        "import pandas, tokenwatch, tokenwatch.corpus, tokenwatch.frames; print(hasattr(pandas.Series, 'tokenwatch'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_row_for_each_text_under_its_index(scored: pandas.DataFrame) -> None:
    pandas.testing.assert_index_equal(scored.index, TEXTS.index)
    assert scored["evidenced"].tolist()[0] == scored["evidenced"].tolist()[4] == 5


def test_a_missing_text_stays_missing_and_says_why(scored: pandas.DataFrame) -> None:
    missing = scored.iloc[[1, 2, 3, 5]]
    told = ("error", "error_kind", "error_hint")
    assert missing.drop(columns=list(told)).isna().all(axis=None)
    assert set(missing["error_kind"]) == {"no text"}
    assert set(scored.iloc[[0, 4]]["error"]) == {""}


def test_columns_and_dtypes_are_the_same_however_many_rows(scored: pandas.DataFrame) -> None:
    empty = TEXTS.iloc[:0].tokenwatch.score(**HERE)
    assert list(scored.columns) == list(empty.columns) == list(SCORE_DTYPES)
    assert scored.dtypes.equals(empty.dtypes)
    assert scored.dtypes.astype(str).to_dict() == {
        name: str(pandas.Series([], dtype=dtype).dtype) for name, dtype in SCORE_DTYPES.items()
    }
    assert len(empty) == 0


def test_a_table_is_scored_by_the_column_named_and_takes_the_answers(scored: pandas.DataFrame) -> None:
    table = pandas.DataFrame({"answer": TEXTS.iloc[[0, 1]], "title": ["x", "y"], "id": [1, 2]})
    found = table.tokenwatch.score("answer", **HERE)
    pandas.testing.assert_frame_equal(found, scored.iloc[[0, 1]])
    assert table.join(found).shape == (2, 3 + len(SCORE_DTYPES))


def test_readings_stand_where_their_texts_stand() -> None:
    found = TEXTS.tokenwatch.scan(model="rules")
    pandas.testing.assert_index_equal(found.index, TEXTS.index)
    assert found.name == "answer"
    assert [reading is None for reading in found] == [False, True, True, True, False, True]
    assert found.iloc[0].levels.evidenced == 5
    assert TEXTS.iloc[:0].tokenwatch.scan().dtype == object
    assert TEXTS.to_frame().tokenwatch.scan("answer", model="rules").iloc[0] == found.iloc[0]


def test_statements_stand_under_the_index_of_their_text_without_names() -> None:
    found = TEXTS.tokenwatch.statements(**HERE)
    dtypes = {name: dtype for name, dtype in STATEMENT_DTYPES.items() if name != "document_id"}
    assert list(found.columns) == list(dtypes)
    assert found.index.name == "ref"
    assert set(found.index) == {"f", "b"}
    assert (found.loc["f", "text"].tolist()) == found.loc["b", "text"].tolist()
    assert not found["text"].str.contains("Okonkwo").any()
    none = TEXTS.iloc[1:3].to_frame().tokenwatch.statements("answer", **HERE)
    assert none.dtypes.equals(found.dtypes)
    assert len(none) == 0


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(OptionError, match=r"there is no column 'text' .its columns are 'answer'"):
        TEXTS.to_frame().tokenwatch.score()
    twice = pandas.concat([TEXTS, TEXTS], axis=1)
    with pytest.raises(OptionError, match="'answer' names 2 columns"):
        twice.tokenwatch.score("answer")


def test_a_setting_that_is_not_there_is_named() -> None:
    with pytest.raises(OptionError, match="there is no setting 'modle'"):
        TEXTS.tokenwatch.score(modle="rules")


def test_the_module_says_what_it_adds() -> None:
    assert {"SCORE_DTYPES", "SeriesAccessor", "TableAccessor"} == set(tokenwatch.pandas.__all__)
