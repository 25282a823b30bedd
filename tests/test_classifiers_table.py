"""Tables of weights: what they answer, and how they are kept."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.classifiers.table import WeightTable
from tokenwatch.training.linear import LinearClassifier

TABLE = WeightTable(
    ("dry", "rain"),
    ("cloud", "word=drip", "word=sun"),
    np.array([1.0, 2.0, 1.0]),
    np.array([[0.0, 1.0], [0.0, 3.0], [2.0, 0.0]]),
    np.zeros(2),
    {"word": 1.0},
)


def test_what_is_not_known_counts_nothing() -> None:
    assert TABLE.probabilities({"wind": 5.0, "word=storm": 1.0}) == {"dry": 0.5, "rain": 0.5}


def test_words_share_one_length_and_rare_ones_take_more_of_it() -> None:
    alone, beside = TABLE.probabilities({"word=drip": 1.0}), TABLE.probabilities({"word=drip": 1.0, "word=sun": 1.0})
    assert alone == pytest.approx(TABLE.probabilities({"word=drip": 7.0}))
    assert 0.5 < beside["rain"] < alone["rain"]
    shares = dict(TABLE.contributions({"word=drip": 1.0, "word=sun": 1.0}, "rain"))
    assert shares["word=drip"] == pytest.approx(1.5 * 2 / 5**0.5)
    assert shares["word=sun"] < 0


@given(st.dictionaries(st.sampled_from(["cloud", "word=drip", "word=sun", "other"]), st.floats(0.1, 50), max_size=4))
def test_contributions_and_probabilities_tell_the_same(example: dict[str, float]) -> None:
    probabilities = TABLE.probabilities(example)
    assert sum(probabilities.values()) == pytest.approx(1)
    for_rain = sum(weight for _, weight in TABLE.contributions(example, "rain"))
    assert (probabilities["rain"] > probabilities["dry"]) == (for_rain > 1e-12) or abs(for_rain) < 1e-9


def test_saved_and_loaded_it_answers_the_same(tmp_path: Path) -> None:
    TABLE.save(tmp_path, "weather")
    first = [path.read_bytes() for path in sorted(tmp_path.iterdir())]
    loaded = WeightTable.load(tmp_path, "weather")
    assert loaded.probabilities({"cloud": 1.0}) == TABLE.probabilities({"cloud": 1.0})
    loaded.save(tmp_path, "weather")
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == first


def test_a_table_that_does_not_fit_its_names_is_refused(tmp_path: Path) -> None:
    TABLE.save(tmp_path, "weather")
    path = tmp_path / "weather.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"features": ["cloud"]}))
    with pytest.raises(ValueError, match="weights for 1 features"):
        WeightTable.load(tmp_path, "weather")


def test_an_array_of_objects_is_not_loaded(tmp_path: Path) -> None:
    TABLE.save(tmp_path, "weather")
    trap = np.array([{"run": "me"}], dtype=object)
    np.savez_compressed(tmp_path / "weather.npz", scale=trap, weights=trap, intercept=trap)
    with pytest.raises(ValueError, match="allow_pickle"):
        WeightTable.load(tmp_path, "weather")


DAYS = [{"word=drip": 1.0, "cloud": 3.0}, {"word=drip": 2.0}, {"word=sun": 1.0}, {"word=sun": 1.0, "cloud": 0.5}]
WEATHER = ["rain", "rain", "dry", "dry"]


def test_the_estimator_learns_and_its_table_answers_as_it_does() -> None:
    model = LinearClassifier(C=10, text={"word": 1.0}).fit(DAYS, WEATHER)
    assert model.predict(DAYS).tolist() == WEATHER
    assert model.predict_proba(DAYS)[0].tolist() == list(model.table_.probabilities(DAYS[0]).values())


def test_a_rare_feature_does_not_count() -> None:
    model = LinearClassifier(least=2, text={"word": 1.0}).fit([*DAYS, {"once": 1.0}], [*WEATHER, "dry"])
    assert "once" not in model.table_.features


def test_what_one_source_alone_has_does_not_count() -> None:
    days = [*DAYS, {"word=ada": 1.0}, {"word=ada": 1.0}]
    groups = ["a", "b", "a", "b", "c", "c"]
    model = LinearClassifier(least=2, text={"word": 1.0}).fit(days, [*WEATHER, "dry", "dry"], groups)
    assert model.table_.features == ("cloud", "word=drip", "word=sun")


def test_standardised_features_weigh_the_same_on_any_scale() -> None:
    small = LinearClassifier(standardise=True).fit(DAYS, WEATHER)
    large = LinearClassifier(standardise=True).fit([{k: 100 * v for k, v in day.items()} for day in DAYS], WEATHER)
    assert small.predict_proba(DAYS[:1]) == pytest.approx(
        large.predict_proba([{k: 100 * v for k, v in DAYS[0].items()}]), abs=0.002
    )


def test_one_class_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="the same label: dry"):
        LinearClassifier().fit(DAYS, ["dry"] * 4)


def test_it_is_an_estimator_like_any_other() -> None:
    from sklearn.base import clone
    from sklearn.model_selection import cross_val_score

    model = clone(LinearClassifier(C=10, text={"word": 1.0}))
    assert cross_val_score(model, DAYS * 3, WEATHER * 3, cv=2).mean() == 1.0
