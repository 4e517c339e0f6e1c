from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from hedge.corpora.factuality import FactualitySentence, FactualityTarget
from hedge.corpora.newscert import LabelledArticle, LabelledCue
from hedge.corpora.polnear import AttributedArticle
from hedge.documents import Span
from hedge.encoding.encoder import open_encoder
from hedge.encoding.heads import HEADS, N_COLUMNS, columns_of
from hedge.encoding.windows import LARGEST
from hedge.errors import ModelError
from hedge.models import model_folder
from hedge.scoring.certainty_features import StatementSpans
from hedge.sources import Attribution
from hedge.training.encoder import network as training
from hedge.training.encoder.batches import make_plan
from hedge.training.encoder.export import export_encoder, import_weights, read_network
from hedge.training.encoder.fit import choose_paragraphs, join_encoders
from hedge.training.encoder.network import Recipe
from hedge.training.encoder.pages import Labelled, LabelledText
from hedge.training.encoder.samples import (
    NO_LABEL,
    Sample,
    attribution_samples,
    certainty_samples,
    cue_samples,
    factuality_samples,
    text_units,
)
from hedge.training.encoder.scores import score_encoder
from hedge.training.folds import EVERYONES

RECIPE = Recipe(
    epochs={"attribution": 2, "cues": 5, "content": 4, "factuality": 3, "uncertain": 1, "science": 2}, n_pieces=300
)


TEXT = "The harbour master said the crane may be unsafe.\nNobody was hurt."


def span_of(part: str, text: str = TEXT) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def labels_of(sample: Sample, tokenizer: Tokenizer, head: str) -> list[tuple[str, str]]:
    return [
        (tokenizer.id_to_token(int(piece)), HEADS[head][label])
        for piece, label in zip(sample.pieces, sample.labels, strict=True)
        if label not in (0, NO_LABEL)
    ]


def test_attribution_tags(tokenizer: Tokenizer) -> None:
    attribution = Attribution(
        source=(span_of("The harbour master"),), cue=(span_of("said"),), content=(span_of("the crane may be unsafe"),)
    )
    article = AttributedArticle(id="a", text=TEXT, attributions=(attribution,), events=("E1",))
    sample, rest = attribution_samples([article], tokenizer)
    assert labels_of(rest, tokenizer, "attribution") == []
    assert labels_of(sample, tokenizer, "attribution")[:6] == [
        ("the", "B-source"),
        ("harbour", "I-source"),
        ("master", "I-source"),
        ("said", "B-cue"),
        ("the", "B-content"),
        ("crane", "I-content"),
    ]
    assert sample.labels[0] == sample.labels[-1] == NO_LABEL


def test_disputed_cues_are_left_out(tokenizer: Tokenizer) -> None:
    cues = (
        LabelledCue(span=span_of("may"), type="epistemic", agreed=True),
        LabelledCue(span=span_of("Nobody"), type="booster", agreed=False),
    )
    (sample,) = cue_samples([LabelledArticle(id="a", text=TEXT, statements=(), cues=cues)], tokenizer, LARGEST)
    assert labels_of(sample, tokenizer, "cues") == [("may", "B-epistemic")]
    disputed = [tokenizer.id_to_token(int(piece)) for piece in sample.pieces[sample.labels == NO_LABEL]]
    assert disputed == ["[CLS]", "nobody", "[SEP]"]


def test_factuality_targets(tokenizer: Tokenizer) -> None:
    sentence = FactualitySentence(("The", "quayside", "collapsed", "."), (FactualityTarget(2, 3.0),))
    (sample,) = factuality_samples("uw", [sentence], tokenizer)
    assert [tokenizer.id_to_token(int(piece)) for piece in sample.pieces[sample.spans[0]]] == ["collapsed"]
    assert (sample.targets, sample.columns) == ((3.0,), (1,))


def test_statements_in_windows(tokenizer: Tokenizer) -> None:
    text = LabelledText(
        TEXT,
        (
            Labelled(
                StatementSpans(content=(span_of("the crane may be unsafe"),), cue=(span_of("said"),)), 1, polarity="pos"
            ),
            Labelled(StatementSpans(content=(span_of("Nobody was hurt"),), cue=()), "na", polarity="neg"),
        ),
        fold=2,
    )
    alone, other = certainty_samples([text], tokenizer)
    (wide,) = certainty_samples([text], tokenizer, LARGEST)
    assert [sample.targets for sample in (alone, other, wide)] == [(2, 0), (0, 1), (2, 0, 0, 1)]
    assert [sample.breaks for sample in (alone, other, wide)] == [(), (), (11,)]
    words = [[tokenizer.id_to_token(int(piece)) for piece in wide.pieces[span]] for span in wide.spans]
    assert words == [["the", "crane", "may", "be", "unsafe"], ["said"], ["nobody", "was", "hurt"], []]
    assert wide.fold == 2


def test_units_cover_all_that_is_written() -> None:
    text = "  One. Two says: “Three.” Four\n\n  Five?  \n"
    units = text_units(text)
    assert "".join("".join(unit.span.of(text).split()) for unit in units) == "".join(text.split())
    assert len({unit.paragraph for unit in units}) == 2


def trained(start: Path, work: Path, samples: list[Sample]) -> Any:
    network = training.make_network(start)
    training.fine_tune(network, samples, RECIPE, work=work)
    return network


def test_training_resumes_to_the_same_end(
    start: Path, tmp_path: Path, samples: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    monkeypatch.setattr(training, "CHECKPOINT_STEPS", 3)
    (tmp_path / "a").mkdir()
    whole = trained(start, tmp_path / "a", samples)
    state = torch.load(tmp_path / "a" / "checkpoint.pt", weights_only=True)
    assert state["done"] == len(make_plan(samples, RECIPE.epochs, RECIPE.n_pieces, RECIPE.seed))
    again = trained(start, tmp_path / "a", samples)
    for one, other in zip(whole.parameters(), again.parameters(), strict=True):
        torch.testing.assert_close(one, other)


# The newer exporter wants one more package for the same file.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_export_scores_as_the_network_does(start: Path, tmp_path: Path, samples: list[Sample]) -> None:
    import torch

    network = training.make_network(start).eval()
    export_encoder(network, tmp_path / "encoder.onnx")
    (tmp_path / "tokenizer.json").write_bytes((model_folder("encoder") / "tokenizer.json").read_bytes())
    exported = open_encoder(tmp_path)
    for sample in samples[:3]:
        pieces = torch.from_numpy(sample.pieces)[None]
        with torch.no_grad():
            wanted = network(pieces, torch.ones_like(pieces))[0].numpy()
        found = exported.run(sample.pieces)
        cosine = (wanted * found).sum() / np.linalg.norm(wanted) / np.linalg.norm(found)
        assert found.shape == wanted.shape
        assert cosine > 0.98


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_exported_weights_come_back_into_another_network(start: Path, tmp_path: Path) -> None:
    import torch

    torch.manual_seed(1)
    network, other = training.make_network(start), training.make_network(start)
    with torch.no_grad():
        for value in network.parameters():
            value.add_(torch.randn_like(value) * 0.05)
    export_encoder(network.eval(), tmp_path / "encoder.onnx")
    import_weights(other, tmp_path / "encoder.onnx")
    for (name, wanted), (_, found) in zip(network.state_dict().items(), other.state_dict().items(), strict=True):
        if wanted.is_floating_point():
            # Only the first type of tokens is in use.
            wanted, found = (value[:1] if "token_type" in name else value for value in (wanted, found))
            assert (wanted - found).abs().max() <= wanted.abs().max() / 63, name


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_joined_networks_say_their_mean_in_one_file(
    start: Path, tmp_path: Path, samples: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    torch.manual_seed(2)
    both = [training.make_network(start).eval() for _ in range(2)]
    with torch.no_grad():
        for value in both[1].parameters():
            value.add_(torch.randn_like(value) * 0.05)
    together = training.join_networks(both)
    assert training.networks_of(together) == both
    assert training.networks_of(both[1]) == [training.join_networks(both[1:])] == both[1:]
    pieces = torch.from_numpy(samples[0].pieces)[None]
    with torch.no_grad():
        one, other, mean = (network(pieces, torch.ones_like(pieces)) for network in (*both, together))
    torch.testing.assert_close(mean, (one + other) / 2)
    assert (one - other).abs().max() > 0.1

    export_encoder(together, tmp_path / "encoder.onnx")
    export_encoder(both[0], tmp_path / "single.onnx")
    embeddings = both[0].encoder.embeddings.word_embeddings.weight.numel()
    sizes = [(tmp_path / name).stat().st_size for name in ("encoder.onnx", "single.onnx")]
    assert sizes[0] - sizes[1] < embeddings < sizes[1]  # the words are in it once
    monkeypatch.setattr("hedge.training.encoder.export.base_folder", lambda: start)
    back = read_network(tmp_path / "encoder.onnx").eval()
    with torch.no_grad():
        again = back(pieces, torch.ones_like(pieces))
    torch.testing.assert_close(again, mean, atol=0.05, rtol=0.1)
    assert len(training.networks_of(read_network(tmp_path / "single.onnx"))) == 1


def test_alone_it_learns_each_paragraph_once_and_half_of_the_patterns(samples: list[Sample]) -> None:
    single = replace(samples[0], breaks=(), ours=False, fold=1)
    several = replace(single, breaks=(2,), pieces=single.pieces[::-1].copy())
    patterns = [
        replace(single, ours=True, fold=EVERYONES, pieces=np.append(single.pieces, number)) for number in range(4)
    ]
    chosen = choose_paragraphs([single, several, *patterns, single])
    assert list(map(id, chosen)) == list(map(id, [single, patterns[1], patterns[3]]))


def test_each_head_of_a_new_encoder_counts_its_share(start: Path, samples: list[Sample]) -> None:
    import torch

    torch.manual_seed(3)
    first, second, third = (training.make_network(start).eval() for _ in range(3))
    pieces = torch.from_numpy(samples[0].pieces)[None]
    mask = torch.ones_like(pieces)
    with torch.no_grad():
        said = [network(pieces, mask) for network in (first, second, third)]
        two = join_encoders(first, second)
        joined = [two(pieces, mask), join_encoders(two, third)(pieces, mask)]
    for column, share in ((columns_of("science").start, 0.0), (columns_of("framing").start, 0.5), (0, 0.4), (3, 0.2)):
        wanted = said[0]
        for other, found in zip(said[1:], joined, strict=True):
            wanted = (1 - share) * wanted + share * other
            torch.testing.assert_close(found[..., column], wanted[..., column])


def test_weights_of_another_shape_are_refused(start: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="linear layers"):
        import_weights(training.make_network(start), model_folder("encoder") / "encoder.onnx")


def test_perfect_scores(samples: list[Sample]) -> None:
    order = iter(samples)

    def perfect(pieces: np.ndarray) -> np.ndarray:
        sample = next(order)
        scores = np.zeros((len(pieces), N_COLUMNS), dtype=np.float32)
        head = columns_of(sample.task)
        if sample.task in ("attribution", "cues"):
            scores[np.arange(len(pieces)), head.start + np.maximum(sample.labels, 0)] = 1
        elif sample.task == "content":
            for span, level in zip(sample.spans[::2], sample.targets[::2], strict=True):
                scores[span, head.start + int(level)] = 1
        elif sample.task == "factuality":
            scores[:, list(sample.columns)] = sample.targets
        else:
            scores[:, head.start] = sample.targets[0] - (0.5 if sample.task == "uncertain" else 0)
        return scores

    figures = score_encoder(samples, perfect)
    assert figures["attribution"] == {"source": 1.0, "cue": 1.0, "content": 1.0}
    assert figures["cues"]["epistemic"] == 1.0
    assert figures["certainty"]["accuracy"] == 1.0
    assert figures["factuality uw"]["mae"] == 0.0
    assert figures["uncertain sentences"]["f1"] == 1.0
    assert figures["science"]["pearson_r"] == pytest.approx(1.0)
