"""Factuality of predicates: whether the text presents an event or state as having happened, on a scale from -3 to 3."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hedge.errors import ModelError, OptionError
from hedge.models import model_folder
from hedge.parsing import Parse, Sentence
from hedge.predicates.features import PredicateFeatures, predicate_features
from hedge.predicates.predicates import Predicate, find_predicates
from hedge.predicates.vectors import WordVectors, load_word_vectors
from hedge.scoring.forest import Forest, forest_from_arrays
from hedge.scoring.vocabulary import Vocabulary

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

PACK = "factuality"
GENERAL_HEAD = "general"
LARGEST = 3.0

Floats = NDArray[np.float64]
# The encoder's rows of each sentence of a document.
Encoded = Sequence[NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class ScoredPredicate:
    """A predicate and its factuality.

    Parameters
    ----------
    predicate : Predicate
        Which word.
    factuality : float
        In [-3, 3]: 3 where the text presents it as certainly so, -3 as certainly not so, 0 as open.
    """

    predicate: Predicate
    factuality: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FactualityHead:
    """The regressors fitted on one set of targets.

    A ridge regression over all sparse features and the word vectors goes first. Its score, the most telling sparse
    features and the vectors are the columns of two boosted ensembles, one of squared and one of absolute error: the
    first estimates the mean, the second the median of the ratings.

    Parameters
    ----------
    vocabulary : Vocabulary
        The sparse features.
    weights : array of float, shape (n_features + n_dimensions,)
        Coefficients of the ridge regression: those of the sparse features, then those of the vectors.
    intercept : float
        Of the ridge regression.
    columns : array of int
        Sparse features that the ensembles see.
    ensembles : tuple of Forest
        For the mean and the median.
    blend : tuple of float
        Weights of the ridge and of each ensemble in the score.
    stack : tuple of Forest
        With the encoder, the score is from these: more ensembles, again for the mean and for the median, over the score
        from the parse and the encoder's row.
    stack_blend : tuple of float
        Their weights.
    """

    vocabulary: Vocabulary
    weights: NDArray[np.float32]
    intercept: float
    columns: NDArray[np.intp]
    ensembles: tuple[Forest, ...]
    blend: tuple[float, ...]
    stack: tuple[Forest, ...] = ()
    stack_blend: tuple[float, ...] = ()

    def predict(
        self,
        names: Sequence[Sequence[str]],
        vectors: NDArray[np.float32],
        encoded: NDArray[np.float32] | None = None,
    ) -> Floats:
        """Factuality of words given by their feature names and vectors and, where there is one, the encoder's rows.

        *Shape:* `vectors` is ``(len(names), n_dimensions)``, `encoded` ``(len(names), N_COLUMNS)``, the result
        ``(len(names),)``, in [-3, 3].
        """
        if not names:
            return np.zeros(0)
        scores = self._from_parse(names, vectors)
        if encoded is not None:
            table = stack_table(scores, encoded)
            scores = _blend([part.predict(table) for part in self.stack], self.stack_blend)
        return np.clip(scores, -LARGEST, LARGEST)

    def _from_parse(self, names: Sequence[Sequence[str]], vectors: NDArray[np.float32]) -> Floats:
        sparse = self.vocabulary.encode(names)
        first = linear_scores(self.weights, self.intercept, sparse, vectors)
        table = boosting_table(first, sparse, self.columns, vectors)
        scores = [first, *(ensemble.predict(table) for ensemble in self.ensembles)]
        return np.clip(_blend(scores, self.blend), -LARGEST, LARGEST)

    def save(self, folder: Path) -> None:
        """Write ``head.json`` (feature names, blend, encoder) and ``head.npz`` (weights and trees)."""
        folder.mkdir(parents=True, exist_ok=True)
        record = {
            "blend": list(self.blend),
            "stack_blend": list(self.stack_blend),
            "features": self.vocabulary.names,
        }
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        (folder / "head.json").write_text(text + "\n", encoding="utf-8")
        arrays = {"weights": self.weights, "intercept": np.array([self.intercept]), "columns": self.columns}
        for number, ensemble in enumerate(self.ensembles):
            arrays |= ensemble.arrays(f"ensemble{number}")
        for number, part in enumerate(self.stack):
            arrays |= part.arrays(f"stack{number}")
        np.savez_compressed(folder / "head.npz", allow_pickle=False, **arrays)


def _blend(scores: Sequence[Floats], weights: Sequence[float]) -> Floats:
    return np.asarray(sum(weight * score for weight, score in zip(weights, scores, strict=True)), dtype=np.float64)


def stack_table(parsed: Floats, encoded: NDArray[np.float32]) -> NDArray[np.float32]:
    """Columns of the ensembles of the stack: the score from the parse and the encoder's row."""
    return np.hstack([parsed[:, None], encoded]).astype(np.float32)


def linear_scores(weights: NDArray[Any], intercept: float, sparse: csr_matrix, vectors: NDArray[np.float32]) -> Floats:
    """Scores of a linear regression fitted on sparse features and vectors side by side.

    Unlike a product with BLAS, the sums do not depend on which other rows there are.
    """
    split, wide = sparse.shape[1], weights.astype(np.float64)
    dense = np.einsum("ij,j->i", vectors.astype(np.float64), wide[split:])
    return np.asarray(sparse @ wide[:split] + dense + intercept, dtype=np.float64)


def boosting_table(
    first: Floats, sparse: csr_matrix, columns: NDArray[np.intp], vectors: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Columns of the boosted ensembles: the first score, the chosen sparse features, the vectors."""
    return np.hstack([first[:, None], sparse[:, columns].toarray(), vectors]).astype(np.float32)


def load_head(folder: Path) -> FactualityHead:
    """Read what `FactualityHead.save` wrote.

    Raises
    ------
    ModelError
        The files are of another kind of model.
    """
    try:
        record = json.loads((folder / "head.json").read_text(encoding="utf-8"))
        with np.load(folder / "head.npz", allow_pickle=False) as file:
            arrays = dict(file)
        ensembles = tuple(forest_from_arrays(arrays, f"ensemble{number}") for number in range(len(record["blend"]) - 1))
        return FactualityHead(
            vocabulary=Vocabulary(record["features"]),
            weights=arrays["weights"],
            intercept=float(arrays["intercept"][0]),
            columns=arrays["columns"],
            ensembles=ensembles,
            blend=tuple(record["blend"]),
            stack=tuple(forest_from_arrays(arrays, f"stack{number}") for number in range(len(record["stack_blend"]))),
            stack_blend=tuple(record["stack_blend"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"expected a factuality head in {folder}, got other files ({error!r}): reinstall hedge"
        ) from error


@dataclass(frozen=True, slots=True)
class FactualityModel:
    """Score predicates for factuality.

    Parameters
    ----------
    heads : mapping of str to FactualityHead
        ``"general"`` rates what the text commits itself to, whether past or to come; the others bear the name of the
        data set whose ratings they give. Sets differ in what they annotate (in ``"uds_ih2"`` what lies ahead has not
        happened, and negation hardly counts), so one does not carry over to the next.
    vectors : WordVectors
        Shared by all heads.

    References
    ----------
    Rudinger, White and Van Durme (2018), "Neural Models of Factuality", for the data and the scale; Lee et al. (2015)
    and Minard et al. (2016) for the news sets. Stacking after Wolpert (1992).
    """

    heads: Mapping[str, FactualityHead]
    vectors: WordVectors

    def score(
        self, parses: Sequence[Parse], encoded: Sequence[Encoded] | None = None
    ) -> list[tuple[ScoredPredicate, ...]]:
        """Find and score the predicates of documents, all in one batch.

        Parameters
        ----------
        parses : sequence of Parse
            The documents.
        encoded : sequence of list of array, optional
            What `Encoder.encode` gives for the parses; without it the parse alone decides.

        Returns
        -------
        list of tuple of ScoredPredicate
            One tuple a parse, in text order; the scores do not depend on what else is in the batch.
        """
        found = [find_predicates(parse) for parse in parses]
        items: list[tuple[Sentence, list[int]]] = []
        rows: list[NDArray[np.float32]] = []
        for document, (parse, predicates) in enumerate(zip(parses, found, strict=True)):
            words: dict[int, list[int]] = {}
            for predicate in predicates:
                words.setdefault(predicate.sentence, []).append(predicate.word)
            items.extend((parse.sentences[number], indices) for number, indices in words.items())
            if encoded is not None:
                rows.extend(encoded[document][number] for number in words)
        scores = iter(self.score_words(items, encoded=rows if encoded is not None else None).tolist())
        return [tuple(ScoredPredicate(predicate, next(scores)) for predicate in predicates) for predicates in found]

    def score_words(
        self,
        items: Sequence[tuple[Sentence, Sequence[int]]],
        head: str = GENERAL_HEAD,
        encoded: Encoded | None = None,
    ) -> Floats:
        """Score any words, predicates or not.

        Parameters
        ----------
        items : sequence of (Sentence, sequence of int)
            Sentences and indices of their words.
        head : str, default "general"
            Whose scores to give.
        encoded : sequence of array, shape (n_words, N_COLUMNS), optional
            The encoder's rows of each item's sentence.

        Returns
        -------
        array of float, shape (number of words,)
            Factuality in [-3, 3], in order.

        Raises
        ------
        OptionError
            There is no such head.
        """
        if head not in self.heads:
            raise OptionError(f"expected a head among {', '.join(self.heads)}, got {head!r}: name one of them")
        described = [features for sentence, indices in items for features in predicate_features(sentence, indices)]
        rows = None
        if encoded is not None and items:
            rows = np.concatenate([own[list(indices)] for own, (_, indices) in zip(encoded, items, strict=True)])
        return self.heads[head].predict([each.names for each in described], embed(described, self.vectors), rows)


def embed(described: Sequence[PredicateFeatures], vectors: WordVectors) -> NDArray[np.float32]:
    """Vectors of each word and of its governor, side by side."""
    return np.hstack([vectors.look_up([each.forms[place] for each in described]) for place in (0, 1)])


@cache
def load_factuality_model() -> FactualityModel:
    """Load the shipped model (once a process).

    Raises
    ------
    ModelMissingError, ModelHashError
        The pack is missing or damaged.
    """
    folder = model_folder(PACK)
    heads = {path.parent.name: load_head(path.parent) for path in sorted(folder.glob("*/head.json"))}
    return FactualityModel(heads, load_word_vectors())
