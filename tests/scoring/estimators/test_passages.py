from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.estimator_checks import estimator_checks_generator

import hedge
from hedge.errors import InputError, ModelError
from hedge.scoring.passages.model import load_passage_model

NAMES = ("rust", "moss", "salt", "silt", "sand", "clay", "ice", "mud")
TEXTS = [f"{name} {verb} the pipes" for name in NAMES for verb in ("blocks", "may block")]
HEDGED = np.array(["may" in text for text in TEXTS])
TARGETS: dict[str, Any] = {
    "AssertivenessRegressor": np.where(HEDGED, 2.0, 8.0),
    "ScienceCertaintyRegressor": np.where(HEDGED, 2.0, 6.0),
    "AspectClassifier": np.stack([np.where(HEDGED, "open", "firm"), np.where(HEDGED, "low", "high")], axis=1),
    "UncertaintyClassifier": np.where(HEDGED, "open", "firm"),
}
ESTIMATORS = [getattr(hedge, name)() for name in TARGETS]
EACH = pytest.mark.parametrize("estimator", ESTIMATORS, ids=lambda each: type(each).__name__)


def target(estimator: Any) -> Any:
    return TARGETS[type(estimator).__name__]


@EACH
def test_parameters_clone_and_repr(estimator: Any) -> None:
    for name, value in estimator.get_params().items():
        assert estimator.set_params(**{name: value}) is estimator
    fitted = clone(estimator).fit(TEXTS, target(estimator))
    assert clone(fitted).get_params() == fitted.get_params() == estimator.get_params()
    assert not hasattr(clone(fitted), "model_")
    assert type(estimator).__name__ in repr(estimator)


@EACH
def test_fit_predict_score(estimator: Any) -> None:
    fitted = clone(estimator)
    assert fitted.fit(TEXTS, target(estimator)) is fitted
    found = fitted.predict(TEXTS)
    assert found.shape == target(estimator).shape
    assert fitted.score(TEXTS, target(estimator)) > 0.8
    np.testing.assert_array_equal(clone(estimator).fit(TEXTS, target(estimator)).predict(TEXTS), found)
    for index in (0, 1):
        np.testing.assert_array_equal(fitted.predict([TEXTS[index]])[0], found[index])
    assert fitted.predict([]).shape[0] == 0


@EACH
def test_cross_validation_search_and_pipeline(estimator: Any) -> None:
    assert cross_val_score(estimator, TEXTS, target(estimator), cv=4).mean() > 0.5
    (name, value), *_ = estimator.get_params().items()
    search = GridSearchCV(estimator, {name: [value]}, cv=2).fit(TEXTS, target(estimator))
    assert search.best_params_ == {name: value}
    pipeline = make_pipeline(FunctionTransformer(lambda texts: [text.strip() for text in texts]), clone(estimator))
    assert len(pipeline.fit(TEXTS, target(estimator)).predict(TEXTS)) == len(TEXTS)


@EACH
def test_scikit_learn_checks(estimator: Any) -> None:
    """The general checks of scikit-learn that do not feed a table of numbers, as these estimators read texts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        checks = list(estimator_checks_generator(clone(estimator)))
        assert checks
        for checked, check in checks:
            check(checked)


@EACH
def test_bad_input(estimator: Any) -> None:
    y = target(estimator)
    with pytest.raises(NotFittedError):
        clone(estimator).predict(TEXTS)
    for texts in ("one text", [1.0, 2.0], [], None, [b"bytes"]):
        with pytest.raises(InputError):
            clone(estimator).fit(texts, y)
    with pytest.raises(ValueError, match="inconsistent"):
        clone(estimator).fit(TEXTS[:3], y)
    with pytest.raises(ValueError, match=r"NaN|nan|1 class|dimension|least"):
        clone(estimator).fit(TEXTS, np.full(len(TEXTS), np.nan))


@EACH
def test_shipped_models(estimator: Any) -> None:
    shipped = type(estimator).pretrained()
    assert shipped.get_params() | {"encoder": False} == estimator.get_params() | {"encoder": False}
    texts = ["The bridge is safe.", "", "I guess the bridge might be safe, though it is unclear."]
    together = shipped.predict(texts)
    assert len(together) == 3
    for text, found in zip(texts, together, strict=True):
        np.testing.assert_array_equal(shipped.predict([text])[0], found)


def test_probabilities_match_the_classes() -> None:
    for name in ("AspectClassifier", "UncertaintyClassifier"):
        fitted = getattr(hedge, name)().fit(TEXTS, TARGETS[name])
        tables, classes = fitted.predict_proba(TEXTS), fitted.classes_
        if name == "UncertaintyClassifier":
            tables, classes = [tables], [classes]
        for table, names in zip(tables, classes, strict=True):
            assert table.shape == (len(TEXTS), len(names))
            assert table.sum(axis=1) == pytest.approx(1)


def test_an_aspect_with_one_class_is_kept() -> None:
    labels = np.stack([np.where(HEDGED, "open", "firm"), np.full(len(TEXTS), "same")], axis=1)
    fitted = hedge.AspectClassifier().fit(TEXTS, labels)
    np.testing.assert_array_equal(fitted.predict(TEXTS), labels)


def test_bounds_are_an_option() -> None:
    ratings = 100.0 * TARGETS["ScienceCertaintyRegressor"]
    assert hedge.ScienceCertaintyRegressor().fit(TEXTS, ratings).predict(TEXTS).max() == 6
    assert hedge.ScienceCertaintyRegressor(bounds=None).fit(TEXTS, ratings).predict(TEXTS).max() > 400


def test_the_encoder_reads_on_demand(tmp_path: Path) -> None:
    ratings = TARGETS["ScienceCertaintyRegressor"]
    fitted = hedge.ScienceCertaintyRegressor(encoder=True).fit(TEXTS, ratings)
    named = dict(fitted.explain("mud may block the pipes", most=1000))
    assert "s:mean_uncertain:uncertain" in named
    assert not any("science" in name or "probes" in name for name in named)
    assert sum(named.values()) + fitted.model_.linear.bias[0] == pytest.approx(
        fitted.predict(["mud may block the pipes"])[0]
    )
    assert named["states"] != 0
    fitted.model_.save(tmp_path, "own")
    kept = load_passage_model(tmp_path, "own")
    np.testing.assert_allclose(kept.scores(TEXTS), fitted.model_.scores(TEXTS), atol=1e-9)
    assert not hedge.ScienceCertaintyRegressor.pretrained(encoder=False).encoder
    assert hedge.ScienceCertaintyRegressor.pretrained().encoder


def test_explanations_name_the_hedge() -> None:
    fitted = hedge.AssertivenessRegressor().fit(TEXTS, TARGETS["AssertivenessRegressor"])
    assert dict(fitted.explain("mud may block the pipes", most=200))["w:may"] < 0


def test_models_survive_saving(tmp_path: Path) -> None:
    model = hedge.AssertivenessRegressor().fit(TEXTS, TARGETS["AssertivenessRegressor"]).model_
    model.save(tmp_path, "own")
    np.testing.assert_allclose(load_passage_model(tmp_path, "own").scores(TEXTS), model.scores(TEXTS), atol=1e-4)
    (tmp_path / "bad.npz").write_bytes(b"no archive")
    np.savez(tmp_path / "other.npz", values=np.zeros(3))
    for name in ("bad", "other", "none"):
        with pytest.raises(ModelError):
            load_passage_model(tmp_path, name)


@pytest.mark.parametrize("text", ["", "  \n", "... !"])
def test_a_text_without_a_word_has_no_rating(text: str) -> None:
    # As `Document.assertiveness` is None then, certainty "na" and every aspect not present.
    for estimator in (
        hedge.AssertivenessRegressor.pretrained(),
        hedge.ScienceCertaintyRegressor.pretrained(encoder=False),
    ):
        nothing, something = estimator.predict([text, "It may rain."])
        assert np.isnan(nothing)
        assert np.isfinite(something)
        assert estimator.predict([]).shape == (0,)
