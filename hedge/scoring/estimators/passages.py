"""Estimators that need no parse: the shipped models, or the same models fitted on labels of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import ClassifierMixin, RegressorMixin
from sklearn.utils.validation import check_array, check_consistent_length, check_is_fitted, column_or_1d

from hedge.models.linear import FloatArray
from hedge.scoring.estimators.texts import TextEstimator, check_texts
from hedge.scoring.passages.assertiveness import load_assertiveness_model
from hedge.scoring.passages.features import has_words
from hedge.scoring.passages.fitting import PassageRecipe, fit_classes_on, fit_ridge
from hedge.scoring.passages.model import PassageModel
from hedge.scoring.passages.reading import READINGS
from hedge.scoring.passages.science import ASPECTS, HIGHEST, LOWEST, AspectModel, load_aspect_model, load_science_model
from hedge.scoring.uncertainty import UncertaintyModel, load_uncertainty_model
from hedge.scoring.uncertainty_features import sentence_features
from hedge.scoring.vocabulary import Vocabulary

__all__ = ["AspectClassifier", "AssertivenessRegressor", "ScienceCertaintyRegressor", "UncertaintyClassifier"]


class _PassageRegressor(RegressorMixin, TextEstimator):  # type: ignore[misc]
    """Ridge regression over words, word pairs and measures of style."""

    @property
    def _reading(self) -> str:
        return "passages"

    def __init__(self, *, alpha: float = 1.0, min_count: int = 2, style_weight: float = 1.0) -> None:
        self.alpha = alpha
        self.min_count = min_count
        self.style_weight = style_weight

    def fit(self, X: Iterable[str], y: Any) -> Self:
        """Fit on texts and their ratings.

        Parameters
        ----------
        X : iterable of str
            Raw texts.
        y : array-like of float, shape (n_texts,)
            Ratings on any scale.

        Raises
        ------
        InputError
            `X` holds no texts, or something other than strings.
        """
        texts = check_texts(X, least=1)
        ratings = _ratings(y)
        check_consistent_length(texts, ratings)
        recipe = PassageRecipe(rarest=self.min_count, style_weight=self.style_weight, reading=self._reading)
        self.model_ = fit_ridge(texts, ratings, recipe, self.alpha)
        return self

    def predict(self, X: Iterable[str]) -> NDArray[np.float64]:
        """Ratings of texts, NaN for those without a word. *Shape:* ``(n_texts,)``."""
        check_is_fitted(self)
        texts = check_texts(X)
        return np.where([has_words(text) for text in texts], self.model_.scores(texts)[:, 0], np.nan)

    def explain(self, text: str, *, most: int = 20) -> list[tuple[str, float]]:
        """Features with the largest effect on the rating of a text, and the effects.

        See `hedge.scoring.passages.model.PassageModel.contributions`.
        """
        check_is_fitted(self)
        contributions: list[tuple[str, float]] = self.model_.contributions(text, most=most)
        return contributions

    @classmethod
    def _with(cls, model: PassageModel) -> Self:
        estimator = cls()
        estimator.model_ = model
        return estimator


class AssertivenessRegressor(_PassageRegressor):
    """How assertive whole passages sound to their readers.

    A ridge regression over tf-idf weights of words and word pairs and a hundred measures of style: densities of hedges,
    boosters and the like, lengths, punctuation. Every score is a sum that `explain` takes apart.

    Parameters
    ----------
    alpha : float, default 1.0
        Strength of the regularisation.
    min_count : int, default 2
        Words and pairs in fewer passages are left out.
    style_weight : float, default 1.0
        Length of the style features, where those of the words have length 1; 0 leaves them out.

    Attributes
    ----------
    model_ : PassageModel
        What was fitted.

    Examples
    --------
    >>> from hedge import AssertivenessRegressor
    >>> sure, unsure = AssertivenessRegressor.pretrained().predict(
    ...     ["This bridge is safe. It must reopen now.", "I guess this bridge might be safe, but I'm not sure."]
    ... )
    >>> bool(sure > unsure)
    True

    References
    ----------
    Ghafouri, B. et al. (2024). Epistemic integrity in large language models. arXiv:2411.06528.
    """

    @classmethod
    def pretrained(cls) -> Self:
        """Return the shipped model: ratings as of `hedge.scoring.passages.assertiveness.load_assertiveness_model`."""
        return cls._with(load_assertiveness_model())


class ScienceCertaintyRegressor(_PassageRegressor):
    """How certain a scientific finding is presented to be.

    The model is that of `AssertivenessRegressor`, with what the encoder says of the words as further measures on
    demand; the shipped one rates single sentences from 1 (uncertain) to 6.

    Parameters
    ----------
    alpha, min_count, style_weight
        As for `AssertivenessRegressor`.
    encoder : bool, default False
        Whether the shipped encoder reads the texts too, which takes a hundred times as long. It was trained on the
        findings of Pei and Jurgens (2021), among others: on these a score by cross-validation would be too good.
    bounds : (float, float) or None, default (1.0, 6.0)
        Predictions are clipped to these.

    Attributes
    ----------
    model_ : PassageModel
        What was fitted.

    Examples
    --------
    >>> from hedge import ScienceCertaintyRegressor
    >>> sure, unsure = ScienceCertaintyRegressor.pretrained().predict(
    ...     ["The drug halved mortality.", "The drug might possibly reduce mortality in some patients."]
    ... )
    >>> bool(sure > unsure)
    True

    References
    ----------
    Pei, J. and Jurgens, D. (2021). Measuring sentence-level and aspect-level (un)certainty in science communications.
    EMNLP.
    """

    def __init__(
        self,
        *,
        alpha: float = 2.0,
        min_count: int = 2,
        style_weight: float = 1.4,
        encoder: bool = False,
        bounds: tuple[float, float] | None = (LOWEST, HIGHEST),
    ) -> None:
        super().__init__(alpha=alpha, min_count=min_count, style_weight=style_weight)
        self.encoder = encoder
        self.bounds = bounds

    @property
    def _reading(self) -> str:
        return "encoded" if self.encoder else "passages"

    @classmethod
    def pretrained(cls, *, encoder: bool = True) -> Self:
        """Return a shipped model, fitted on the data of Pei and Jurgens (2021).

        Parameters
        ----------
        encoder : bool, default True
            See `hedge.scoring.passages.science.load_science_model`.
        """
        estimator = cls._with(load_science_model(encoder=encoder).passages)
        estimator.encoder = encoder
        return estimator

    def predict(self, X: Iterable[str]) -> NDArray[np.float64]:
        """Ratings of findings within the bounds, NaN for those without a word. *Shape:* ``(n_texts,)``."""
        ratings = super().predict(X)
        return ratings if self.bounds is None else np.clip(ratings, *self.bounds)


class AspectClassifier(ClassifierMixin, TextEstimator):  # type: ignore[misc]
    """A class for each of several aspects of a finding.

    Ridge regressions with thresholds for rare classes, over the features of `AssertivenessRegressor` and of
    `hedge.scoring.passages.finding_features`, on demand with what the encoder says of the words. The shipped model
    gives ``NotPresent``, ``Uncertain`` or ``Certain`` for Number, Extent, Probability, Condition, Suggestion and
    Framing.

    Parameters
    ----------
    alpha, min_count, style_weight
        As for `AssertivenessRegressor`.
    encoder : bool, default False
        As for `ScienceCertaintyRegressor`.

    Attributes
    ----------
    classes_ : list of array
        Classes of each aspect.
    model_ : AspectModel
        What was fitted.

    Examples
    --------
    >>> from hedge import AspectClassifier
    >>> AspectClassifier.pretrained().predict(["The drug may reduce mortality."]).shape
    (1, 6)

    References
    ----------
    Pei, J. and Jurgens, D. (2021). Measuring sentence-level and aspect-level (un)certainty in science communications.
    EMNLP.
    """

    def __init__(
        self, *, alpha: float = 1.0, min_count: int = 2, style_weight: float = 1.4, encoder: bool = False
    ) -> None:
        self.alpha = alpha
        self.min_count = min_count
        self.style_weight = style_weight
        self.encoder = encoder

    @classmethod
    def pretrained(cls, *, encoder: bool = True) -> Self:
        """Return a shipped model, fitted on the data of Pei and Jurgens (2021).

        Parameters
        ----------
        encoder : bool, default True
            See `hedge.scoring.passages.science.load_science_model`.
        """
        estimator = cls(encoder=encoder)
        estimator.model_ = load_aspect_model(encoder=encoder)
        estimator.classes_ = [np.array(names) for names in estimator.model_.aspects.values()]
        return estimator

    def fit(self, X: Iterable[str], y: Any) -> Self:
        """Fit on findings and their labels.

        Parameters
        ----------
        X : iterable of str
            Raw texts.
        y : array-like, shape (n_texts, n_aspects)
            Labels of any kind; aspects may have different ones.

        Raises
        ------
        InputError
            `X` holds no texts, or something other than strings.
        """
        texts = check_texts(X, least=1)
        labels = check_array(y, dtype=None, ensure_2d=True)
        check_consistent_length(texts, labels)
        number = labels.shape[1]
        names = ASPECTS if number == len(ASPECTS) else [f"aspect{each}" for each in range(number)]
        reading = "encoded findings" if self.encoder else "findings"
        recipe = PassageRecipe(rarest=self.min_count, style_weight=self.style_weight, reading=reading)
        self.model_ = AspectModel(fit_classes_on(READINGS[reading](texts), labels, names, recipe, self.alpha))
        self.classes_ = [np.unique(column) for column in labels.T]
        return self

    def predict_proba(self, X: Iterable[str]) -> list[FloatArray]:
        """Probabilities of the classes, one table ``(n_texts, n_classes)`` an aspect."""
        check_is_fitted(self)
        return list(self.model_.probabilities(check_texts(X)).values())

    def predict(self, X: Iterable[str]) -> NDArray[Any]:
        """Class of each aspect. *Shape:* ``(n_texts, n_aspects)``."""
        tables = self.predict_proba(X)
        return np.stack([c[t.argmax(axis=1)] for c, t in zip(self.classes_, tables, strict=True)], axis=1)

    def score(self, X: Iterable[str], y: Any, sample_weight: None = None) -> float:
        """Macro-F1: over the classes an aspect has in `y`, then over aspects; weights are not supported."""
        from sklearn.metrics import f1_score

        gold, found = check_array(y, dtype=None, ensure_2d=True), self.predict(X)
        figures = [
            f1_score(truth, guess, labels=np.unique(truth), average="macro", zero_division=0.0)
            for truth, guess in zip(gold.T, found.T, strict=True)
        ]
        return float(np.mean(figures))


class UncertaintyClassifier(ClassifierMixin, TextEstimator):  # type: ignore[misc]
    """Whether a sentence is vague or uncertain by the standards of Wikipedia's editors (1) or not (0).

    The shipped model learned from Wikipedia, where what is marked is mostly weasel words ("some say", "many", "it is
    believed"). Modals tell it little: of 149 sentences there with "may", "might" or "could" 58 % are marked, of all
    sentences 52 %.

    Logistic regression over tf-idf weights of words, their beginnings, word pairs and classes of hedging words.

    Parameters
    ----------
    C : float, default 1.0
        Inverse strength of the regularisation.
    min_count : int, default 2
        Features of fewer sentences are left out.

    Attributes
    ----------
    classes_ : array
        The labels.
    model_ : UncertaintyModel
        What was fitted.

    Examples
    --------
    >>> from hedge import UncertaintyClassifier
    >>> UncertaintyClassifier.pretrained().predict(["The mill was built in 1874.", "It may perhaps be older."]).tolist()
    [0, 1]

    References
    ----------
    Farkas et al. (2010), "The CoNLL-2010 Shared Task: Learning to Detect Hedges and their Scope".
    """

    def __init__(self, *, C: float = 1.0, min_count: int = 2) -> None:
        self.C = C
        self.min_count = min_count

    @classmethod
    def pretrained(cls) -> Self:
        """Return the shipped model, fitted on encyclopedic sentences."""
        estimator = cls()
        estimator.model_ = load_uncertainty_model()
        estimator.classes_ = estimator.model_.classifier.classes_
        return estimator

    def fit(self, X: Iterable[str], y: Any) -> Self:
        """Fit on sentences and their labels.

        Parameters
        ----------
        X : iterable of str
            Raw sentences.
        y : array-like, shape (n_sentences,)
            Labels of any kind, two or more different ones.

        Raises
        ------
        InputError
            `X` holds no texts, or something other than strings.
        """
        from sklearn.feature_extraction.text import TfidfTransformer
        from sklearn.linear_model import LogisticRegression

        texts = check_texts(X, least=1)
        labels = column_or_1d(y)
        check_consistent_length(texts, labels)
        rows = [sentence_features(text) for text in texts]
        vocabulary = Vocabulary.of(rows, self.min_count)
        weighting = TfidfTransformer()
        weighted = weighting.fit_transform(vocabulary.encode(rows))
        classifier = LogisticRegression(C=self.C, max_iter=1000).fit(weighted, labels)
        self.model_ = UncertaintyModel(vocabulary, weighting, classifier)
        self.classes_ = classifier.classes_
        return self

    def predict_proba(self, X: Iterable[str]) -> FloatArray:
        """Probabilities of the classes. *Shape:* ``(n_sentences, n_classes)``."""
        check_is_fitted(self)
        texts, model = check_texts(X), self.model_
        if not texts:
            return np.zeros((0, len(self.classes_)))
        encoded = model.vocabulary.encode([sentence_features(text) for text in texts])
        return np.asarray(model.classifier.predict_proba(model.weighting.transform(encoded)), dtype=np.float64)

    def predict(self, X: Iterable[str]) -> NDArray[Any]:
        """Label of each sentence. *Shape:* ``(n_sentences,)``."""
        probabilities = self.predict_proba(X)
        return np.asarray(self.classes_[probabilities.argmax(axis=1)])


def _ratings(y: Sequence[float]) -> FloatArray:
    ratings = check_array(column_or_1d(y), ensure_2d=False, dtype=np.float64)
    return np.asarray(ratings)
