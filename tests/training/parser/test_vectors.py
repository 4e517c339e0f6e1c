from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from stanza.models.common.pretrain import Pretrain

from hedge.errors import ModelError
from hedge.models import model_folder
from hedge.parsing.vectors import read_pretrain, vectors_file
from hedge.training.parser.vectors import _EXTRA, _counts, _frequent_words, _require, extend_vectors

CONLLU = """# text = Rain, rain; it won't stop.
1\tRain\t_
2\t,\t_
3\train\t_
5-6\twon't\t_
5\two\t_
6\tn't\t_
6.1\tdo\t_

2 is no row
"""


def test_counts_are_of_lower_cased_words_not_of_tokens_or_empty_nodes(tmp_path: Path) -> None:
    path = tmp_path / "some.conllu"
    path.write_text(CONLLU.replace("2 is no row\n", ""), encoding="utf-8")
    assert _counts(path) == {"rain": 2, ",": 1, "wo": 1, "n't": 1}


def test_frequent_words_are_new_words_in_letters_in_their_order() -> None:
    candidates = ["the", "of", "3rd", "it's", "café", "zest", "oak"]
    assert _frequent_words(candidates, {"of", "oak"}, 3) == ["the", "café", "zest"]
    assert _frequent_words(candidates, {"of", "oak"}, 2) == ["the", "café"]


def test_what_is_not_installed_is_named() -> None:
    _require(["json", "csv"])
    with pytest.raises(ModelError, match=r"but no_such_module cannot be imported: pip install 'hedge\[train\]'"):
        _require(["json", "no_such_module"])


# The network that predicts vectors is still improving when so few words are all it has.
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_extended_vectors_keep_the_known_words_and_add_frequent_ones(tmp_path: Path) -> None:
    for module in _EXTRA:
        pytest.importorskip(module)
    start, extended, treebank = (tmp_path / name for name in ("start.pt", "extended.pt", "some.conllu"))
    shipped = read_pretrain(vectors_file(model_folder("stanza")))
    units, vectors = shipped.vocab._id2unit[:504], shipped.emb[:504]
    numbers = {unit: number for number, unit in enumerate(units)}
    vocabulary = shipped.vocab.state_dict() | {"_id2unit": units, "_unit2id": numbers}
    torch.save({"vocab": vocabulary, "emb": vectors}, start, _use_new_zipfile_serialization=False)
    rare, frequent = units[10], units[11]
    treebank.write_text("".join(f"1\t{word}\t_\n" for word in [rare] * 2 + [frequent] * 3), encoding="utf-8")
    extend_vectors(start, treebank, extended, number=100)
    found = Pretrain(str(extended))
    assert [found.vocab.id2unit(number) for number in range(504)] == units
    values = np.asarray(found.emb)
    assert len(found.vocab) == len(values) == 604
    changed = ~np.isclose(values[:504], vectors.numpy(), atol=1e-2).all(1)
    assert changed.nonzero()[0].tolist() == [units.index(rare)]
    assert np.isfinite(values).all()
    assert values[504:].any(1).all()
