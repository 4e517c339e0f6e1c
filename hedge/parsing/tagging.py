"""Tag words with Stanza's tagger: its weights and its results, without its data loaders and repeated work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from hedge.parsing.layers import Batch, Characters, WordVectors, batches, run_lstm, spelling


class Tags(NamedTuple):
    """Universal and treebank tag of a word, and its features (``"_"`` for none)."""

    upos: str
    xpos: str
    feats: str


class Tagger:
    """Part-of-speech tags and features.

    Parameters
    ----------
    trainer : stanza.models.pos.trainer.Trainer
        A loaded tagger that `fits`.
    words : stanza.models.common.pretrain.PretrainedWordVocab
        Its pre-trained vectors' words.

    Notes
    -----
    Stanza's classifiers of tags and features are bilinear in a word's state and the vector of its universal tag. There
    are only some twenty such tags, so the product with each tag's vector is taken once.
    """

    def __init__(self, trainer: Any, words: Any) -> None:
        self._model = trainer.model.eval()
        self._vocabulary = trainer.vocab
        self._pretrained = words
        self._characters = Characters(self._model.charmodel, self._vocabulary["char"])
        self.vectors = WordVectors(self._word_vectors)
        self._upos = [self._vocabulary["upos"].id2unit(i) for i in range(len(self._vocabulary["upos"]))]
        self._xpos = [self._vocabulary["xpos"].id2unit(i) for i in range(len(self._vocabulary["xpos"]))]
        self._feats: dict[bytes, str] = {}
        with torch.inference_mode():
            self._xpos_weights, self._xpos_bias = self._of_tags([self._model.tag_clf["xpos"]])
            self._feats_weights, self._feats_bias = self._of_tags(list(self._model.tag_clf["feats"]))
        self._sizes = [classifier.W_bilin.out_features for classifier in self._model.tag_clf["feats"]]

    @staticmethod
    def fits(trainer: Any) -> bool:
        """Whether a Stanza tagger has the layers that are run here."""
        from stanza.models.common.vocab import CompositeVocab

        model, args = trainer.model, trainer.args
        return (
            args.get("pretrain")
            and args["char"]
            and args["word_emb_dim"] > 0
            and args["char_num_layers"] == 1
            and not any(args.get(name) for name in ("charlm", "bert_model", "char_bidirectional", "share_hid"))
            and not any(args.get(name) for name in ("rec_dropout", "char_rec_dropout"))
            and model.link_mode == "tag_emb"
            and model.column_parents == {"upos": (), "xpos": ("upos",), "feats": ("upos",)}
            and isinstance(trainer.vocab["feats"], CompositeVocab)
            and not isinstance(trainer.vocab["xpos"], CompositeVocab)
        )

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[Tags]]:
        """Tag sentences of words."""
        tagged: list[list[Tags]] = [[] for _ in sentences]
        with torch.inference_mode():
            read = [[spelling(word) for word in words] for words in sentences]
            numbers, vectors = self.vectors.look_up(read)
            for batch in batches([len(words) for words in sentences]):
                flat = torch.tensor([number for index in batch.sentences for number in numbers[index]])
                upos, xpos, feats = self._run(vectors[flat], batch)
                found = map(Tags, upos, xpos, feats)
                for index in batch.sentences:
                    tagged[index] = [tags for _, tags in zip(numbers[index], found, strict=False)]
        return tagged

    def _word_vectors(self, words: list[str | None]) -> Tensor:
        model = self._model
        known = torch.tensor([self._vocabulary["word"].unit2id(word) for word in words])
        pretrained = torch.tensor([self._pretrained.unit2id(str(word).lower()) for word in words])
        return torch.cat(
            [
                model.word_emb(known),
                model.trans_pretrained(model.pretrained_emb(pretrained)),
                model.trans_char(self._characters.vectors(words)),
            ],
            dim=1,
        )

    def _run(self, inputs: Tensor, batch: Batch) -> tuple[list[str], list[str], list[str]]:
        """Tags of the words of a batch, sentence by sentence."""
        model, order = self._model, batch.order
        states = torch.empty(len(order), model.upos_hid.in_features)
        states[order] = run_lstm(model, "taggerlstm", inputs[order], batch)
        upos = model.upos_clf(functional.relu(model.upos_hid(states))).argmax(1)
        hidden = {name: functional.relu(model.tag_hid[name](states)) for name in ("xpos", "feats")}
        xpos = torch.empty(len(order), self._xpos_weights.shape[2])
        feats = torch.empty(len(order), self._feats_weights.shape[2])
        found = upos.numpy()
        for tag in np.unique(found).tolist():
            rows = torch.from_numpy(np.flatnonzero(found == tag))
            xpos[rows] = torch.addmm(self._xpos_bias[tag], hidden["xpos"][rows], self._xpos_weights[tag])
            feats[rows] = torch.addmm(self._feats_bias[tag], hidden["feats"][rows], self._feats_weights[tag])
        values = torch.stack([part.argmax(1) for part in torch.split(feats, self._sizes, dim=1)], dim=1).numpy()
        return (
            [self._upos[number] for number in upos.tolist()],
            [self._xpos[number] for number in xpos.argmax(1).tolist()],
            [self._joined(row) for row in values],
        )

    def _joined(self, values: NDArray[np.int64]) -> str:
        key = values.tobytes()
        if key not in self._feats:
            self._feats[key] = self._vocabulary["feats"].id2unit(values.tolist())
        return self._feats[key]

    def _of_tags(self, classifiers: list[Any]) -> tuple[Tensor, Tensor]:
        """Weights of bilinear classifiers for each universal tag, shape (n_tags, inputs, outputs), and biases."""
        tags = self._model.upos_emb.weight
        tags = torch.cat([tags, torch.ones(len(tags), 1)], dim=1)
        weights = torch.cat([classifier.W_bilin.weight for classifier in classifiers])
        products = torch.einsum("oij,tj->tio", weights, tags)  # the last input is always 1
        return products[:, :-1], products[:, -1] + torch.cat([one.W_bilin.bias for one in classifiers])
