"""Classifiers for labels of one's own, and features for other classifiers."""

from __future__ import annotations

import json
import pickle
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_score
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import estimator_checks_generator

from hedge import CertaintyClassifier, CertaintyFeatures, load_estimator
from hedge.analysis import Pipeline
from hedge.errors import InputError, ModelError, ModelMissingError, OptionError
from hedge.scoring.estimators.certainty_model import FEATURE_SETS
from hedge.scoring.estimators.certainty_reading import read_texts
from hedge.scoring.estimators.certainty_summary import SUMMARY

NAMES = ("rust", "moss", "salt", "silt", "sand", "clay", "ice", "mud")
TEXTS = [
    sentence
    for name in NAMES
    for sentence in (
        f"The {name} blocks the pipes.",
        f"The {name} may block the pipes.",
        f"It is unclear whether {name} blocks the pipes.",
    )
]
LABELS = np.array(["firm", "open", "none"] * len(NAMES))
GROUPS = np.repeat(np.arange(len(NAMES)), 3)


@pytest.fixture(scope="module")
def fitted() -> CertaintyClassifier:
    return CertaintyClassifier().fit(TEXTS, LABELS)


@pytest.mark.parametrize(
    "estimator",
    [CertaintyClassifier(), CertaintyFeatures(), CertaintyFeatures(detail="full")],
    ids=("classifier", "summary", "full"),
)
def test_scikit_learn_checks(estimator: Any) -> None:
    """Those of scikit-learn's checks that do not feed a table of numbers, as these estimators read texts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        checks = list(estimator_checks_generator(estimator))
        assert checks
        for checked, check in checks:
            check(checked)


def test_unseen_words_are_told_by_how_they_are_said(fitted: CertaintyClassifier) -> None:
    new = ["The frost cracks the tiles.", "The frost may crack the tiles.", "It is unclear whether frost cracks tiles."]
    assert fitted.predict(new).tolist() == ["firm", "open", "none"]
    table = fitted.predict_proba(new)
    assert table.shape == (3, 3)
    np.testing.assert_allclose(table.sum(axis=1), 1)
    np.testing.assert_array_equal(fitted.classes_[table.argmax(axis=1)], fitted.predict(new))
    assert fitted.score(TEXTS, LABELS) == 1.0


def test_labels_of_any_kind_come_back_as_they_are() -> None:
    for labels in (np.array([3, 1, 0] * len(NAMES)), np.array([True, False, False] * len(NAMES))):
        again = CertaintyClassifier().fit(TEXTS, labels)
        assert again.predict(TEXTS[:1]).dtype == labels.dtype
        assert again.predict_proba(TEXTS).shape == (len(TEXTS), len(set(labels.tolist())))


def test_cross_validation_by_group_search_and_tables(fitted: CertaintyClassifier) -> None:
    folds = GroupKFold(4)
    assert cross_val_score(CertaintyClassifier(), TEXTS, LABELS, groups=GROUPS, cv=folds).min() > 0.8
    search = GridSearchCV(CertaintyClassifier(), {"C": [0.01, 1.0]}, cv=2).fit(TEXTS, LABELS)
    assert search.best_params_["C"] in (0.01, 1.0)
    frame = pd.DataFrame({"text": TEXTS, "length": [len(text) for text in TEXTS]})
    np.testing.assert_array_equal(fitted.predict(frame[["text"]]), fitted.predict(TEXTS))
    np.testing.assert_array_equal(fitted.predict(np.array(TEXTS)[:, None]), fitted.predict(TEXTS))
    with pytest.raises(InputError, match="one column"):
        fitted.predict(frame)


def test_features_are_chosen_by_what_tells_the_labels_apart() -> None:
    """Where labels hang on one word, words are enough; where they hang on the form of the clause, they are not."""
    topics = ["water" if number % 2 else "stone" for number in range(len(NAMES) * 2)]
    texts = [f"The {topic} near the {name} fell." for topic, name in zip(topics, NAMES * 2, strict=True)]
    by_word = CertaintyClassifier().fit(texts, topics)
    assert by_word.model_.encoder.lengths.tolist() == list(FEATURE_SETS["words"])
    assert all(name.startswith("text:") for name in by_word.model_.encoder.names)
    present = ("melts", "grows", "sinks", "blows", "breaks", "stops", "turns", "moves", "starts", "changes")
    past = ("melted", "grew", "sank", "blew", "broke", "stopped", "turned", "moved", "started", "changed")
    texts = [f"The kite {verb}." for verb in (*present, *past)]
    by_form = CertaintyClassifier().fit(texts, ["now"] * 10 + ["then"] * 10)
    assert by_form.model_.encoder.lengths.tolist() != list(FEATURE_SETS["words"])
    assert by_form.predict(["The kite burns.", "The kite burned."]).tolist() == ["now", "then"]
    with pytest.raises(OptionError, match="features"):
        CertaintyClassifier(features="some").fit(TEXTS, LABELS)


def test_weights_of_samples_and_classes_count() -> None:
    texts, labels = ["It may rain."] * 3, ["a", "a", "b"]
    assert CertaintyClassifier(min_count=1).fit(texts, labels).predict(texts[:1]).tolist() == ["a"]
    weighted = CertaintyClassifier(min_count=1).fit(texts, labels, sample_weight=[1, 1, 9])
    assert weighted.predict(texts[:1]).tolist() == ["b"]
    heavy = CertaintyClassifier(min_count=1, class_weight={"b": 9.0}).fit(texts, labels)
    assert heavy.predict(texts[:1]).tolist() == ["b"]
    with pytest.raises(OptionError, match="class_weight"):
        CertaintyClassifier(class_weight={"c": 2.0}).fit(texts, labels)


def test_explanations_add_up(fitted: CertaintyClassifier) -> None:
    text = "The frost may crack the tiles."
    everything = fitted.explain(text, most=10_000)
    logits = np.log(fitted.predict_proba([text])[0])
    bias = fitted.model_.bias
    number = fitted.classes_.tolist().index("open")
    expected = (logits - logits.mean())[number] - (bias - bias.mean())[number]
    assert sum(value for _, value in everything) == pytest.approx(expected)
    assert any("may" in name for name, value in everything[:20] if value > 0)
    assert fitted.explain(text, "firm")[0][1] < 0
    with pytest.raises(OptionError, match="firm"):
        fitted.explain(text, "solid")


def test_the_shipped_model_reads_each_text_as_its_authors_statement(nlp: Pipeline) -> None:
    shipped = CertaintyClassifier.pretrained()
    texts = ["The bridge may be safe.", "Rain fell.", "", "It is unclear who pays."]
    assert shipped.classes_.tolist() == ["certain", "probable", "possible", "uncommitted", "na"]
    table = shipped.predict_proba(texts)
    np.testing.assert_allclose(table.sum(axis=1), 1)
    found = shipped.predict(texts)
    assert len(found) == 4
    for text, label, row in zip(texts, found, table, strict=True):
        if text:
            (statement,) = nlp(text).statements
            assert label == statement.label
            assert row[4] == pytest.approx(1 - statement.evaluable, abs=1e-5)
            assert row[2] == pytest.approx(statement.evaluable * statement.probabilities["possible"], abs=1e-5)
    assert shipped.predict([]).shape == (0,)
    assert shipped.predict_proba([]).shape == (0, 5)
    for use in (shipped.explain, shipped.save):
        with pytest.raises(OptionError):
            use("x")


def test_saving_and_loading(fitted: CertaintyClassifier, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "own"
    fitted.save(folder, scores={"accuracy": 0.9})
    for load in (load_estimator, CertaintyClassifier.load):
        again = load(folder)
        np.testing.assert_array_equal(again.predict_proba(TEXTS), fitted.predict_proba(TEXTS))
        assert again.get_params() == fitted.get_params()
        assert again.classes_.dtype == fitted.classes_.dtype
    fitted.save(folder)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(fitted)).predict(TEXTS), LABELS)
    record = json.loads((folder / "classifier.json").read_text(encoding="utf-8"))
    (folder / "classifier.json").write_text(json.dumps(record | {"models": "other"}), encoding="utf-8")
    with pytest.warns(UserWarning, match="refit"):
        load_estimator(folder)
    (folder / "notes.txt").touch()
    with pytest.raises(InputError, match="other files"):
        fitted.save(folder)


@pytest.mark.parametrize("damage", ["schema", "features", "classes", "cut", "arrays", "hedge"])
def test_damaged_files_are_refused(fitted: CertaintyClassifier, tmp_path: Path, damage: str) -> None:
    fitted.save(tmp_path)
    record, arrays = tmp_path / "classifier.json", tmp_path / "classifier.npz"
    content = json.loads(record.read_text(encoding="utf-8"))
    if damage == "cut":
        record.write_text(record.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    elif damage == "arrays":
        arrays.write_bytes(arrays.read_bytes()[:200])
    elif damage == "hedge":
        del content["hedge"]
        record.write_text(json.dumps(content | {"models": "other"}), encoding="utf-8")
    else:
        content[damage] = content[damage][:-1]
        record.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ModelError, match="refit"):
        load_estimator(tmp_path)
    arrays.unlink()
    if damage != "cut":
        with pytest.raises(ModelMissingError, match=r"classifier\.npz"):
            load_estimator(tmp_path)


def test_bad_input() -> None:
    with pytest.raises(NotFittedError):
        CertaintyClassifier().predict(TEXTS)
    with pytest.raises(NotFittedError):
        CertaintyFeatures(detail="full").transform(TEXTS)
    for texts in ("one text", [1.0], [], None, [b"bytes"]):
        for estimator in (CertaintyClassifier(), CertaintyFeatures()):
            with pytest.raises(InputError):
                clone(estimator).fit(texts, LABELS)
    for labels in ([np.nan, 1.0, 2.0], ["a", None, "b"], ["a", 1, "b"], ["a", "a", "a"]):
        with pytest.raises(InputError):
            CertaintyClassifier().fit(TEXTS[:3], np.array(labels, dtype=object))
    with pytest.raises(OptionError, match="detail"):
        CertaintyFeatures(detail="all").fit(TEXTS)


def test_features_in_pipelines_and_column_transformers() -> None:
    frame = pd.DataFrame({"text": TEXTS, "length": [len(text) for text in TEXTS]})
    columns = ColumnTransformer([("certainty", CertaintyFeatures(), "text"), ("length", StandardScaler(), ["length"])])
    table = columns.fit_transform(frame)
    names = columns.get_feature_names_out()
    assert table.shape == (len(TEXTS), len(SUMMARY) + 1)
    assert names[0] == "certainty__words"
    model = make_pipeline(columns, StandardScaler(), LogisticRegression()).fit(frame, LABELS)
    assert model.score(frame, LABELS) > 0.9
    named = CertaintyFeatures().set_output(transform="pandas").fit_transform(TEXTS)
    assert list(named.columns) == list(SUMMARY)
    assert named["certainty"][0] > named["certainty"][1] > named["certainty"][2]
    both = make_union(CertaintyFeatures(), CertaintyFeatures(detail="full", min_count=3)).fit(TEXTS)
    assert both.transform(TEXTS).shape == (len(TEXTS), len(both.get_feature_names_out()))
    assert CertaintyFeatures().fit_transform([""])[0, 0] == 0


def test_columns_say_what_their_names_say() -> None:
    rows = read_texts(
        ["I have not seen it. Will you go?", "The 2 old dams were built by Ana Ruiz, and they may burst!"]
    )
    first, second = (dict(zip(SUMMARY, reading.summary.tolist(), strict=True)) for reading in rows)
    assert (first["words"], first["sentences"], first["questions_share"]) == (8, 2, 0.5)
    assert first["first_person_per_100"] == first["second_person_per_100"] == pytest.approx(100 / 8)
    assert first["negated_share"] == first["future_share"] == 0.5
    assert second["epistemic_per_100"] == second["modals_per_100"] == pytest.approx(100 / second["words"])
    assert second["strongest_hedge"] < 0
    assert second["passive_share"] == second["modal_share"] == 0.5
    assert (second["numbers_per_100"], second["exclamations_share"]) == (pytest.approx(100 / second["words"]), 1)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    (reading,) = read_texts([text])
    assert np.isfinite(reading.summary).all()
    assert np.isfinite(reading.values).all()
    summary = dict(zip(SUMMARY, reading.summary.tolist(), strict=True))
    assert sum(summary[f"probability_{label}"] for label in ("certain", "probable", "possible", "uncommitted")) == (
        pytest.approx(1)
    )
