from __future__ import annotations

from tokenizers import Tokenizer

from hedge.corpora.factuality import FactualitySentence, FactualityTarget
from hedge.corpora.newscert import LabelledArticle, LabelledCue
from hedge.corpora.polnear import AttributedArticle
from hedge.documents import Span
from hedge.encoding.heads import HEADS
from hedge.scoring.certainty.features import StatementSpans
from hedge.sources import Attribution
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

TEXT = "The harbour master said the crane may be unsafe.\nNobody was hurt."


def span_of(part: str, text: str = TEXT) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def word_of(piece: int, tokenizer: Tokenizer) -> str:
    return str(tokenizer.id_to_token(int(piece))).removeprefix("▁")


def labels_of(sample: Sample, tokenizer: Tokenizer, head: str) -> list[tuple[str, str]]:
    return [
        (word_of(piece, tokenizer), HEADS[head][label])
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
        ("The", "B-source"),
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
    sample, rest = cue_samples([LabelledArticle(id="a", text=TEXT, statements=(), cues=cues)], tokenizer)
    assert labels_of(sample, tokenizer, "cues") == [("may", "B-epistemic")]
    disputed = [word_of(piece, tokenizer) for piece in rest.pieces[rest.labels == NO_LABEL]]
    assert disputed == ["[CLS]", "Nobody", "[SEP]"]


def test_factuality_targets(tokenizer: Tokenizer) -> None:
    sentence = FactualitySentence(("The", "quayside", "collapsed", "."), (FactualityTarget(2, 3.0),))
    (sample,) = factuality_samples("uw", [sentence], tokenizer)
    assert [word_of(piece, tokenizer) for piece in sample.pieces[sample.spans[0]]] == ["collapsed"]
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
    samples = list(certainty_samples([text], tokenizer))
    assert [sample.targets for sample in samples] == [(2, 0), (0, 1)]
    words = [
        [[word_of(piece, tokenizer) for piece in sample.pieces[span]] for span in sample.spans] for sample in samples
    ]
    assert words == [[["the", "crane", "may", "be", "unsafe"], ["said"]], [["Nobody", "was", "hurt"], []]]
    assert {sample.fold for sample in samples} == {2}


def test_units_cover_all_that_is_written() -> None:
    text = "  One. Two says: “Three.” Four\n\n  Five?  \n"
    units = text_units(text)
    assert "".join("".join(unit.span.of(text).split()) for unit in units) == "".join(text.split())
    assert len({unit.paragraph for unit in units}) == 2
