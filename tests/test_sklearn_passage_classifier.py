"""The estimators of passages keep scikit-learn's contract, on labels that are nobody's but the user's."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas
import pytest
import sklearn
from sklearn.base import clone
from sklearn.exceptions import NotFittedError, SkipTestWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_predict, cross_validate
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.utils.estimator_checks import check_estimator

from tokenwatch.errors import OptionError
from tokenwatch.sklearn import PassageClassifier, PassageFeatures
from tokenwatch.sklearn.slots import describe_passage

WHO = ("tenants", "carers", "patients", "residents", "pupils", "members")
TEXTS = [f"Six {who} chose the new contractor in May 2024." for who in WHO]
TEXTS += [f"We will put {who} at the heart of all we do." for who in WHO]
LABELS = ["deed"] * len(WHO) + ["word"] * len(WHO)
GROUPS = [*WHO, *WHO]


def test_slots_say_who_does_what_and_words_do_not_stand_among_them() -> None:
    found = describe_passage("Tenants chose the contractor.")
    assert {"actor=people", "act=decide", "time=past"} <= found.keys()
    assert not [name for name in found if name.startswith(("word=", "heading="))]


def test_a_passage_in_which_nobody_takes_part_has_empty_slots() -> None:
    found = describe_passage("The boiler was replaced.")
    assert found["act="] > 0
    assert found["rules say=none"] > 0


def test_of_two_statements_the_slots_of_both_are_there() -> None:
    found = describe_passage("Tenants chose the contractor. We will consult patients.")
    assert {"act=decide", "act=be asked"} <= found.keys()


def test_features_have_names_and_are_as_long_as_they_should_be() -> None:
    features = PassageFeatures(sparse_output=False)
    table = features.fit_transform(TEXTS)
    names = list(features.get_feature_names_out())
    assert table.shape == (len(TEXTS), len(names)) == (len(TEXTS), len(set(names)))
    words = [place for place, name in enumerate(names) if name.startswith("word=")]
    assert np.allclose((table[:, words] ** 2).sum(axis=1), 1)
    assert table[0, names.index("act=decide")] > 0
    assert table[len(WHO), names.index("act=decide")] == 0


def test_sparse_and_dense_are_the_same_and_fit_transform_is_both() -> None:
    sparse = PassageFeatures().fit(TEXTS)
    dense = PassageFeatures(sparse_output=False).fit(TEXTS)
    assert np.array_equal(sparse.transform(TEXTS).toarray(), dense.transform(TEXTS))
    assert np.array_equal(PassageFeatures(sparse_output=False).fit_transform(TEXTS), dense.transform(TEXTS))


def test_pandas_output_has_names_and_keeps_the_index() -> None:
    texts = pandas.Series(TEXTS, index=[f"p{number}" for number in range(len(TEXTS))])
    features = PassageFeatures(sparse_output=False).set_output(transform="pandas")
    table = features.fit_transform(texts)
    assert list(table.columns) == list(features.get_feature_names_out())
    assert list(table.index) == list(texts.index)


def test_rare_words_and_slots_are_left_out() -> None:
    all_, common = (PassageFeatures(min_df=least).fit(TEXTS).get_feature_names_out() for least in (1, 3))
    assert {"word=tenants", "word=contractor", "act=decide"} <= set(all_)
    assert "word=tenants" not in common
    assert {"word=contractor", "act=decide"} <= set(common)


def test_the_fewest_passages_may_be_a_share_for_words_and_slots_alike() -> None:
    of_number, of_share = (PassageFeatures(min_df=least).fit(TEXTS) for least in (3, 3 / len(TEXTS)))
    assert list(of_number.get_feature_names_out()) == list(of_share.get_feature_names_out())


def test_passages_are_read_as_documents_are() -> None:
    clean, raw = (
        "In May 2024 six tenants chose the contractor.",
        "In May 2024 six ten\u00adants chose the con-\ntractor.",
    )
    assert (PassageFeatures().fit([clean]).transform([raw]) != PassageFeatures().fit_transform([clean])).nnz == 0
    assert PassageFeatures().fit_transform(["Half a pair: \ud800 it is."]).shape[0] == 1


def test_without_slots_it_is_a_bag_of_words() -> None:
    names = PassageFeatures(slots=False).fit(TEXTS).get_feature_names_out()
    assert {name.partition("=")[0] for name in names} == {"word"}


def test_a_foreign_label_is_learnt_and_told_of_words_not_seen() -> None:
    model = PassageClassifier().fit(TEXTS, LABELS)
    assert model.predict(["Ten volunteers picked the architect in June 2023."]).tolist() == ["deed"]
    assert model.score(TEXTS, LABELS) == 1


@pytest.mark.parametrize("labels", [[0] * 6 + [1] * 6, [False] * 6 + [True] * 6, ["b", "c", "a"] * 4])
def test_labels_may_be_of_any_type(labels: list[Any]) -> None:
    model = PassageClassifier(C=1000.0).fit(TEXTS, labels)
    assert model.classes_.tolist() == sorted(set(labels))
    assert set(model.predict(TEXTS).tolist()) <= set(labels)
    assert np.allclose(model.predict_proba(TEXTS).sum(axis=1), 1)
    assert model.predict_proba(TEXTS).shape == (len(TEXTS), len(set(labels)))


@pytest.mark.parametrize("given", ["a text", b"a text", 7])
def test_a_single_text_is_refused_with_the_way_out(given: object) -> None:
    with pytest.raises(OptionError, match="several texts are needed"):
        PassageFeatures().fit(given)
    with pytest.raises(OptionError, match="several texts are needed"):
        PassageClassifier().fit(given, ["a"])
    with pytest.raises(OptionError, match="several texts are needed"):
        PassageClassifier().fit(TEXTS, LABELS).predict(given)


def test_a_missing_text_is_named_and_never_guessed() -> None:
    with pytest.raises(OptionError, match=r"no text in row 1, 3 .*dropna"):
        PassageClassifier().fit(["We met.", None, "We ate.", " "], ["a", "b", "a", "b"])
    with pytest.raises(OptionError, match="no text in row 0"):
        PassageClassifier().fit(TEXTS, LABELS).predict([None])


@pytest.mark.parametrize(
    "make",
    [
        lambda labels: [*labels, None],
        lambda labels: [*labels, float("nan")],
        lambda labels: pandas.Series([*labels, pandas.NA], dtype="string"),
    ],
)
def test_a_missing_label_is_named(make: Callable[[list[str]], Any]) -> None:
    labels = make(LABELS[:-1])
    with pytest.raises(OptionError, match="no label in row 11"):
        PassageClassifier().fit(TEXTS, labels)


@pytest.mark.parametrize(
    ("texts", "labels", "message"),
    [([], [], "nothing to tell apart"), (["We met."], ["a"], "nothing to tell apart"), (TEXTS, ["a"], "12 texts")],
)
def test_too_little_to_learn_from_is_told(texts: list[str], labels: list[str], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        PassageClassifier().fit(texts, labels)
    with pytest.raises(OptionError, match="no text to learn from"):
        PassageFeatures().fit([])


def test_none_and_one_passage_are_answered() -> None:
    model = PassageClassifier().fit(TEXTS, LABELS)
    assert model.predict([]).shape == (0,)
    assert model.predict_proba([]).shape == (0, 2)
    assert model.predict(TEXTS[:1]).tolist() == ["deed"]
    assert PassageFeatures().fit(TEXTS[:1]).transform([]).shape[0] == 0


def test_what_has_learnt_nothing_says_so() -> None:
    with pytest.raises(NotFittedError):
        PassageClassifier().predict(TEXTS)
    with pytest.raises(NotFittedError):
        PassageFeatures().transform(TEXTS)


def test_parameters_go_in_and_out_and_a_clone_has_learnt_nothing() -> None:
    model = PassageClassifier(C=3.0, class_weight="balanced", min_df=2, slots=False).fit(TEXTS, LABELS)
    copy = clone(model)
    assert copy.get_params() == model.get_params()
    assert not hasattr(copy, "classes_")
    assert copy.set_params(C=5.0).C == 5.0


def test_to_fit_twice_is_to_fit_once() -> None:
    model = PassageClassifier().fit(TEXTS[::-1], LABELS)
    once = PassageClassifier().fit(TEXTS, LABELS).predict_proba(TEXTS)
    assert np.array_equal(model.fit(TEXTS, LABELS).predict_proba(TEXTS), once)


def test_it_pickles() -> None:
    model = PassageClassifier().fit(TEXTS, LABELS)
    again = pickle.loads(pickle.dumps(model))
    assert np.array_equal(again.predict_proba(TEXTS), model.predict_proba(TEXTS))


def test_the_parameters_of_the_features_reach_them() -> None:
    without = PassageClassifier(slots=False, min_df=6).fit(TEXTS, LABELS).features_
    assert "word=tenants" not in without.get_feature_names_out()
    assert not without.slots_.vocabulary_


def test_a_grid_is_searched_with_groups_kept_together() -> None:
    grid = {"C": [0.1, 1.0], "slots": [True, False]}
    search = GridSearchCV(PassageClassifier(), grid, cv=GroupKFold(3), error_score="raise")
    search.fit(TEXTS, LABELS, groups=GROUPS)
    assert search.best_score_ == 1
    found = cross_val_predict(PassageClassifier(), TEXTS, LABELS, groups=GROUPS, cv=GroupKFold(3))
    assert found.tolist() == LABELS


def test_the_features_go_before_any_classifier() -> None:
    chain = make_pipeline(PassageFeatures(), LogisticRegression())
    grid = {"passagefeatures__min_df": [1, 2]}
    assert GridSearchCV(chain, grid, cv=2, error_score="raise").fit(TEXTS, LABELS).best_score_ == 1
    assert Pipeline([("model", PassageClassifier())]).fit(TEXTS, LABELS).score(TEXTS, LABELS) == 1


def test_weights_decide_between_readers_who_disagree() -> None:
    texts, labels = [TEXTS[0], TEXTS[0], TEXTS[-1]], ["word", "deed", "word"]
    for weights, answer in (([9, 1, 1], "word"), ([1, 9, 1], "deed")):
        model = PassageClassifier(C=100.0).fit(texts, labels, sample_weight=weights)
        assert model.predict(texts[:1]).tolist() == [answer]


def test_weights_are_routed_through_pipeline_and_cross_validation() -> None:
    texts, labels = [TEXTS[0], TEXTS[-1]] * 6, ["deed", "word", "word", "deed"] * 3
    weights = [1.0, 1.0, 0.0, 0.0] * 3
    with sklearn.config_context(enable_metadata_routing=True):
        model = PassageClassifier().set_fit_request(sample_weight=True)
        chain = Pipeline([("model", model)]).fit(texts, labels, sample_weight=weights)
        assert chain.score(texts[:2], labels[:2]) == 1
        found = cross_validate(
            model.set_score_request(sample_weight=True), texts, labels, params={"sample_weight": weights}, cv=3
        )
    assert found["test_score"].tolist() == [1, 1, 1]


def test_scikit_learn_s_own_checks_pass() -> None:
    for estimator in (PassageFeatures(), PassageClassifier()):
        with pytest.warns(SkipTestWarning, match="requires input"):  # most of them need numbers
            check_estimator(estimator)


def test_an_own_codebook_changes_what_is_seen(own_codebook: str) -> None:
    text = ["Tenants got tea and biscuits."]
    names = PassageFeatures(codebook=own_codebook).fit(text).get_feature_names_out()
    assert "indicator=tea-and-biscuits" in names
    assert "indicator=tea-and-biscuits" not in PassageFeatures().fit(text).get_feature_names_out()
