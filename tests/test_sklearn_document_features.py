"""The transformer of documents keeps scikit-learn's contract; `check_estimator` tests next to nothing of it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pytest
from sklearn.base import clone
from sklearn.exceptions import SkipTestWarning
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import check_estimator

from assessments import make_abstained, make_assessment
from tokenwatch.analysis import Programme
from tokenwatch.assessment import Assessment
from tokenwatch.document import Document
from tokenwatch.errors import OptionError, ReadError, TokenwatchError
from tokenwatch.sklearn import DocumentFeatures
from tokenwatch.sklearn.families import FAMILIES, features_of, read_features

DEED = "In May 2024 six tenants chose the new contractor and sat on the panel that signed it. " * 3
WORD = "Co-production is at the heart of all we do and we value every voice on this journey. " * 3
OTHER = "The boiler was replaced on Tuesday and the invoice was paid in full within thirty days. " * 3


def features(**options: Any) -> DocumentFeatures:
    return DocumentFeatures(**({"model": "rules"} | options))


def test_a_row_for_each_document_and_a_name_for_each_column() -> None:
    found = features().fit_transform([DEED, WORD])
    names = features().get_feature_names_out()
    assert found.shape == (2, len(names))
    assert found.dtype == np.float64
    assert len(set(names)) == len(names)
    row = dict(zip(names, found[0], strict=True))
    assert (row["evidenced"], row["gap"], row["share_practice"]) == (5, 0, 1)


def test_the_values_are_those_of_the_scan(scan_text: Callable[[str], Assessment]) -> None:
    (row,) = features().transform([WORD])
    np.testing.assert_equal(row, list(read_features(scan_text(WORD)).values()))


@pytest.mark.parametrize("missing", [None, float("nan"), pandas.NA, pandas.NaT, "", "  \n"])
def test_a_missing_text_is_a_row_of_missing_values(missing: object) -> None:
    found = features().fit_transform([DEED, missing])
    assert np.isnan(found[1]).all()
    assert not np.isnan(found[0]).all()


def test_texts_files_documents_and_assessments_give_the_same(
    tmp_path: Path, scan_text: Callable[[str], Assessment]
) -> None:
    path = tmp_path / "bid.txt"
    path.write_text(DEED, encoding="utf-8")
    found = features().transform([DEED, path, Document.from_text(DEED), scan_text(DEED)])
    for row in found[1:]:
        np.testing.assert_equal(row, found[0])


def test_a_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ReadError, match="nowhere"):
        features().transform([Path("nowhere.txt")])


@pytest.mark.parametrize("given", [DEED, DEED.encode(), Path("bid.txt"), Document.from_text(DEED), 7])
def test_a_single_text_is_refused_with_the_way_out(given: object) -> None:
    for method in (features().fit, features().transform, features().fit_transform):
        with pytest.raises(OptionError, match="several texts are needed"):
            method(given)


@pytest.mark.parametrize("given", [pandas.DataFrame({"text": [DEED]}), np.array([[DEED]])])
def test_a_table_is_refused_with_the_way_out(given: object) -> None:
    with pytest.raises(OptionError, match=r'give one column: table\["text"\]'):
        features().fit(given)


def test_what_is_no_text_is_named_with_its_row() -> None:
    with pytest.raises(OptionError, match="row 1: a int among the texts"):
        features().transform([DEED, 7])


@pytest.mark.parametrize("given", [[], np.array([], dtype=object), pandas.Series([], dtype="str")])
def test_no_document_gives_no_row_and_all_columns(given: object) -> None:
    assert features().fit_transform(given).shape == (0, len(features_of(tuple(FAMILIES))))


def test_families_choose_columns_and_their_order() -> None:
    names = features(families=["voices", "levels"]).get_feature_names_out()
    assert list(names) == [*FAMILIES["voices"], *FAMILIES["levels"]]


@pytest.mark.parametrize("families", ["levels", ["level"]])
def test_a_family_that_is_not_there_is_named(families: object) -> None:
    with pytest.raises(OptionError, match=r"families is .*level.*size, levels"):
        features(families=families).fit([DEED])


def test_pandas_output_has_names_and_keeps_the_index() -> None:
    texts = pandas.Series([DEED, None], index=["a", "b"])
    table = features().set_output(transform="pandas").fit_transform(texts)
    assert list(table.columns) == list(features().get_feature_names_out())
    assert list(table.index) == ["a", "b"]
    assert table.dtypes.eq("float64").all()
    assert features().set_output(transform="pandas").fit_transform([]).shape[0] == 0


def test_parameters_go_in_and_out_and_a_clone_has_them() -> None:
    options: dict[str, Any] = {
        "families": ["levels"], "genre": "bid", "codebook": None, "pipeline": "none", "model": "rules", "n_jobs": 2,
    }  # fmt: skip
    one = DocumentFeatures(**options)
    assert one.get_params() == clone(one).get_params() == options
    assert one.set_params(genre="report").get_params()["genre"] == "report"


def test_fitting_learns_nothing_and_says_so() -> None:
    one = features()
    before = one.__dict__.copy()
    first = one.fit([WORD]).transform([DEED])
    np.testing.assert_equal(one.fit([OTHER]).transform([DEED]), first)
    np.testing.assert_equal(features().transform([DEED]), first)
    assert one.__dict__ == before
    assert not one.__sklearn_tags__().requires_fit
    assert one.__sklearn_tags__().input_tags.string


def test_options_reach_the_scan() -> None:
    with pytest.raises(TokenwatchError, match="there is no genre 'poem'"):
        features(genre="poem").transform([DEED])


def test_it_pickles() -> None:
    one = features(families=["levels"]).set_output(transform="pandas").fit([DEED])
    pandas.testing.assert_frame_equal(pickle.loads(pickle.dumps(one)).transform([DEED]), one.transform([DEED]))


def test_several_processes_give_the_same() -> None:
    texts = [DEED, None, WORD]
    np.testing.assert_equal(features(n_jobs=2).transform(texts), features().transform(texts))


def test_scikit_learn_s_own_checks_pass() -> None:
    with pytest.warns(SkipTestWarning, match="requires input"):  # most of them need numbers
        check_estimator(features())


def test_what_was_not_judged_is_missing(scan_text: Callable[[str], Assessment]) -> None:
    german = scan_text("Die Mieterinnen und Mieter haben im Mai die neue Firma gewählt und das war gut so. " * 3)
    found = read_features(german)
    assert found.pop("n_words") == german.document.n_words
    assert np.isnan(list(found.values())).all()


def test_a_verdict_that_was_held_back_has_no_probabilities() -> None:
    held, given = read_features(make_abstained()), read_features(make_assessment())
    assert np.isnan(held["p_tokenistic"])
    assert given["p_tokenistic"] == 0.62


def test_what_is_not_stated_is_not_read_as_no() -> None:
    found = read_features(make_assessment(statements=(), voices=()))
    assert np.isnan([found["share_practice"], found["share_lived_voices"], found["n_speakers"]]).all()
    assert found["statements_per_1000"] == 0


def test_a_programme_is_counted_by_people_and_minutes() -> None:
    programme = Programme(
        True, 4, 1, 0, {"lived": 1, "professional": 3}, {"lived": 10, "professional": 30}, "professional", "lived"
    )
    found = read_features(make_assessment(programme=programme))
    assert (found["share_lived_speakers"], found["share_lived_minutes"], found["opened_by_lived"]) == (0.25, 0.25, 0)
    untimed = read_features(make_assessment(programme=Programme(True, 4, 1, 0, {"lived": 1})))
    assert np.isnan([untimed["share_lived_minutes"], untimed["opened_by_lived"]]).all()


@pytest.fixture(scope="module")
def readings(scan_text: Callable[[str], Assessment]) -> list[Assessment]:
    return [scan_text(text) for text in (DEED, WORD, OTHER)] * 4


LABELS = np.array(["deed", "word", "other"] * 4)


def chain() -> Pipeline:
    model = LogisticRegression()
    return make_pipeline(features(), SimpleImputer(keep_empty_features=True), StandardScaler(), model)


def test_a_grid_is_searched_over_the_features(readings: list[Assessment]) -> None:
    grid = {"documentfeatures__families": [["size"], ["levels", "rates"]], "logisticregression__C": [0.1, 1.0]}
    search = GridSearchCV(chain(), grid, cv=2, error_score="raise").fit(readings, LABELS)
    assert search.best_score_ == 1
    assert list(search.best_estimator_[:-1].get_feature_names_out()) == [*FAMILIES["levels"], *FAMILIES["rates"]]


def test_groups_stay_together_when_it_is_cross_validated(readings: list[Assessment]) -> None:
    groups = np.repeat(range(4), 3)
    found = cross_val_predict(chain(), readings, LABELS, groups=groups, cv=GroupKFold(4))
    assert found.tolist() == LABELS.tolist()
