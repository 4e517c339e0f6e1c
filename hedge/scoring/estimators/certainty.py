"""Estimators that parse texts and read them with the shipped models: a classifier for one's own labels, features."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import ClassifierMixin, TransformerMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_consistent_length, check_is_fitted, column_or_1d

from hedge.errors import InputError, OptionError
from hedge.models.linear import FloatArray
from hedge.scoring.estimators.certainty_model import (
    AUTO,
    FEATURE_SETS,
    ShippedCertainty,
    TextCertaintyModel,
    fit_encoder,
    fit_text_certainty,
)
from hedge.scoring.estimators.certainty_reading import read_texts
from hedge.scoring.estimators.certainty_summary import SUMMARY
from hedge.scoring.estimators.saved import load_classifier, save_classifier
from hedge.scoring.estimators.texts import TextEstimator, check_texts

__all__ = ["CertaintyClassifier", "CertaintyFeatures", "load_estimator"]


class CertaintyClassifier(ClassifierMixin, TextEstimator):  # type: ignore[misc]
    """Certainty, or any other property of how something is said, by labels of your own.

    Each text is parsed by the shipped models and read as one statement of its author. A logistic regression then weighs
    how it is attributed, the form of its main clause, the hedges and boosters in it and what they bear on (the features
    of the shipped certainty model), its main predicates, words and word pairs, and what the shipped models make of all
    that (the columns of `CertaintyFeatures`), so that a few hundred labels go a long way. Parsing takes most of the
    time; texts read lately are remembered, so cross-validation parses each once.

    Parameters
    ----------
    C : float, default 2.0
        Inverse strength of the regularisation.
    min_count : int, default 2
        Features of fewer texts are left out.
    features : {"auto", "words", "summary", "statement", "all"}, default "auto"
        ``"words"`` weighs words and word pairs alone, ``"summary"`` adds the columns of `CertaintyFeatures`,
        ``"statement"`` the features of the shipped certainty model, ``"all"`` those of the main predicates; ``"auto"``
        takes what has the least log loss in a threefold cross-validation of the texts fitted on. Parses tell how
        certain something is said; for labels that hang on certain words they only add noise.
    class_weight : dict, "balanced" or None, default None
        As for `sklearn.linear_model.LogisticRegression`.

    Attributes
    ----------
    classes_ : array
        The labels.
    model_ : TextCertaintyModel or ShippedCertainty
        What was fitted, or the shipped model.

    Examples
    --------
    >>> from hedge import CertaintyClassifier
    >>> texts = ["The dam holds.", "The dam may hold.", "The well is dry.", "Perhaps the well is dry."]
    >>> fitted = CertaintyClassifier(min_count=1).fit(texts, ["firm", "open", "firm", "open"])
    >>> fitted.predict(["The mill might close."]).tolist()
    ['open']
    >>> CertaintyClassifier.pretrained().predict(["It is unclear whether the mill will close."]).tolist()
    ['uncommitted']
    """

    def __init__(self, *, C: float = 2.0, min_count: int = 2, features: str = AUTO, class_weight: Any = None) -> None:
        self.C = C
        self.min_count = min_count
        self.features = features
        self.class_weight = class_weight

    model_: TextCertaintyModel | ShippedCertainty
    classes_: NDArray[Any]

    @classmethod
    def pretrained(cls) -> Self:
        """Return the shipped model: certain, probable, possible, uncommitted, or na where nothing can be true or false.

        `predict` follows the thresholds of the shipped model, as `hedge.load` does, not the largest probability.
        """
        estimator, shipped = cls(), ShippedCertainty()
        estimator.model_, estimator.classes_ = shipped, np.array(shipped.labels)
        return estimator

    def fit(self, X: Iterable[str], y: Any, sample_weight: Any = None) -> Self:
        """Fit on texts and their labels.

        Parameters
        ----------
        X : iterable of str
            Raw texts, best of a sentence or a few; or a table with one column.
        y : array-like, shape (n_texts,)
            Labels of any kind, two or more different ones.
        sample_weight : array-like of float, shape (n_texts,), optional
            How much each text counts.

        Raises
        ------
        InputError
            `X` holds no texts, or something other than strings; `y` has gaps, or a single label.
        OptionError
            There are no such features, or `class_weight` names a label that `y` lacks.
        """
        if self.features not in (AUTO, *FEATURE_SETS):
            names = ", ".join((AUTO, *FEATURE_SETS))
            raise OptionError(f"expected features among {names}, got {self.features!r}: name one of them")
        texts = check_texts(X, least=1)
        labels = _labels(y)
        check_consistent_length(texts, labels, sample_weight)
        self.classes_, numbers = np.unique(labels, return_inverse=True)
        if len(self.classes_) < 2:
            raise InputError(
                f"expected at least 2 labels in y, got 1 class, {self.classes_[0]!r}: add examples of others"
            )
        options = {"C": self.C, "class_weight": self._weights()}
        self.model_ = fit_text_certainty(
            read_texts(texts),
            numbers,
            rarest=self.min_count,
            features=self.features,
            options=options,
            weight=None if sample_weight is None else np.asarray(sample_weight, dtype=np.float64),
        )
        return self

    def _weights(self) -> Any:
        if not isinstance(self.class_weight, Mapping):
            return self.class_weight
        known = self.classes_.tolist()
        strange = [label for label in self.class_weight if label not in known]
        if strange:
            raise OptionError(
                f"expected labels of y in class_weight, got {strange[0]!r}: y has {', '.join(map(str, known))}"
            )
        return {known.index(label): weight for label, weight in self.class_weight.items()}

    def predict_proba(self, X: Iterable[str]) -> FloatArray:
        """Probabilities of the classes. *Shape:* ``(n_texts, n_classes)``."""
        check_is_fitted(self)
        found: FloatArray = self.model_.probabilities(check_texts(X))
        return found

    def predict(self, X: Iterable[str]) -> NDArray[Any]:
        """Label of each text. *Shape:* ``(n_texts,)``."""
        check_is_fitted(self)
        return np.asarray(self.classes_[self.model_.choose(check_texts(X))])

    def explain(self, text: str, label: Any = None, *, most: int = 20) -> list[tuple[str, float]]:
        """Features of a text that speak most for or against a label.

        Parameters
        ----------
        text : str
            The text.
        label : optional
            One of `classes_`; left out, the one predicted.
        most : int, default 20
            How many features to give.

        Returns
        -------
        list of (str, float)
            Name and contribution to the label's logit, compared with the mean of all labels.

        Raises
        ------
        OptionError
            There is no such label, or the model is the shipped one (there, see the effects of cues in `hedge.load`).
        """
        check_is_fitted(self)
        if not isinstance(self.model_, TextCertaintyModel):
            raise OptionError(
                "expected a classifier fitted on your labels, got the shipped one: use hedge.load() for it"
            )
        known = self.classes_.tolist()
        number = int(self.model_.choose([text])[0]) if label is None else known.index(label) if label in known else -1
        if number < 0:
            raise OptionError(f"expected one of {', '.join(map(str, known))}, got {label!r}: name a label of y")
        return self.model_.contributions(text, number)[:most]

    def save(self, folder: str | Path, *, scores: Mapping[str, float] | None = None) -> None:
        """Write the fitted classifier to a folder, as JSON and plain arrays (no pickle).

        Parameters
        ----------
        folder : str or Path
            A new or empty folder, or one that holds a saved classifier, which is replaced.
        scores : dict of str to float, optional
            Kept beside it, for the record.

        Raises
        ------
        OptionError
            The classifier is the shipped one.
        InputError
            The folder holds other files, or cannot be written.
        """
        check_is_fitted(self)
        if not isinstance(self.model_, TextCertaintyModel):
            raise OptionError("expected a classifier fitted on your labels, got the shipped one: it needs no saving")
        save_classifier(Path(folder), self.model_, self.classes_, self.get_params(), dict(scores or {}))

    @classmethod
    def load(cls, folder: str | Path) -> Self:
        """Load what `save` or ``hedge train certainty`` wrote.

        Warns
        -----
        UserWarning
            It was fitted with other shipped models than those of this installation.

        Raises
        ------
        ModelMissingError, ModelError
            There is no classifier in the folder, or its files do not fit together.
        """
        model, classes, parameters = load_classifier(Path(folder))
        estimator = cls(**parameters)
        estimator.model_, estimator.classes_ = model, classes
        return estimator


def load_estimator(folder: str | Path) -> CertaintyClassifier:
    """Load an estimator from the folder it was saved to; see `CertaintyClassifier.load`.

    Parameters
    ----------
    folder : str or Path
        What `CertaintyClassifier.save` or ``hedge train certainty`` wrote.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from hedge import CertaintyClassifier, load_estimator
    >>> texts = ["The dam holds.", "The dam may hold.", "The well is dry.", "Perhaps the well is dry."]
    >>> fitted = CertaintyClassifier(min_count=1).fit(texts, ["firm", "open", "firm", "open"])
    >>> with TemporaryDirectory() as folder:
    ...     fitted.save(folder)
    ...     load_estimator(folder).predict(["The mill might close."]).tolist()
    ['open']
    """
    return CertaintyClassifier.load(folder)


class CertaintyFeatures(TransformerMixin, TextEstimator):  # type: ignore[misc]
    """Features of certainty for classifiers of your own.

    Parameters
    ----------
    detail : {"summary", "full"}, default "summary"
        ``"summary"`` gives a few dozen columns that can be read: certainty and probabilities of the shipped model,
        factuality of predicates, hedges and boosters per 100 words by type, tense, negation, person, questions.
        ``"full"`` adds the thousands of columns of `CertaintyClassifier`, as a sparse matrix; words and word pairs
        among them.
    min_count : int, default 2
        With ``"full"``, features of fewer texts are left out.

    Attributes
    ----------
    encoder_ : TextEncoder
        With ``"full"``, what was learnt in `fit`.

    Examples
    --------
    >>> from hedge import CertaintyFeatures
    >>> features = CertaintyFeatures()
    >>> table = features.fit_transform(["The dam holds.", "Perhaps the dam may hold."])
    >>> column = list(features.get_feature_names_out()).index("certainty")
    >>> bool(table[0, column] > table[1, column])
    True
    """

    def __init__(self, *, detail: str = "summary", min_count: int = 2) -> None:
        self.detail = detail
        self.min_count = min_count

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = self.detail != "summary"
        return tags

    def __sklearn_is_fitted__(self) -> bool:
        return self.detail == "summary" or hasattr(self, "encoder_")

    def fit(self, X: Iterable[str], y: Any = None) -> Self:
        """Learn the columns of ``"full"``; for ``"summary"`` there is nothing to learn.

        Raises
        ------
        InputError
            `X` holds no texts, or something other than strings.
        OptionError
            There is no such detail.
        """
        if self.detail not in ("summary", "full"):
            raise OptionError(f"expected detail 'summary' or 'full', got {self.detail!r}: name one of them")
        texts = check_texts(X, least=1)
        if self.detail == "full":
            self.encoder_ = fit_encoder(read_texts(texts), self.min_count)
        return self

    def transform(self, X: Iterable[str]) -> Any:
        """Features of texts. *Shape:* ``(n_texts, n_columns)``, an array or (``"full"``) a sparse matrix."""
        check_is_fitted(self)
        readings = read_texts(check_texts(X))
        if self.detail == "full":
            return self.encoder_.encode(readings)
        return np.array([reading.summary for reading in readings]).reshape(len(readings), len(SUMMARY))

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[Any]:
        """Names of the columns; `input_features` is not used."""
        check_is_fitted(self)
        return np.asarray(self.encoder_.columns if self.detail == "full" else SUMMARY, dtype=object)


def _labels(y: Any) -> NDArray[Any]:
    labels = column_or_1d(y)
    kinds = {type(label) for label in labels.tolist()}
    gap = any(label is None or label != label for label in labels.tolist())
    if gap or len(kinds) > 1:
        what = "NaN or None" if gap else " and ".join(sorted(kind.__name__ for kind in kinds))
        raise InputError(
            f"expected one label of one kind for each text, got {what} in y: fill the gaps or drop the rows"
        )
    check_classification_targets(labels)
    return np.asarray(labels)
