"""Training samples for the encoder: windows of word pieces with what each data set says about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.factuality import FactualitySentence, read_factuality
from hedge.corpora.newscert import LabelledArticle, read_newscert
from hedge.corpora.polnear import AttributedArticle, read_polnear
from hedge.corpora.science import read_findings
from hedge.corpora.wiki import read_wiki
from hedge.documents import Span
from hedge.encoding.heads import FACTUALITY_SETS, HEADS
from hedge.encoding.windows import Unit, Window, make_windows
from hedge.training.encoder.pages import LabelledText, attributed_pages, certainty_pages, labelled_text
from hedge.training.folds import EVERYONES, fold_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NO_LABEL = -100
# Ends of sentences, near enough to cut paragraphs that are too long for a window.
_SENTENCE = re.compile(r"""(?<=[.!?])["”’')]*\s+(?=["“‘'(]*[A-Z0-9])""")
_OWN_WEIGHT = 0.3
_CROSS_VALIDATION_SETS = ("commitmentbank", "megaveridicality", "ross_pavlick")
_SCIENCE_MIDDLE, _SCIENCE_SPREAD = 4.5, 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A window and its targets; what they mean depends on the task.

    Parameters
    ----------
    task : str
        A key of `hedge.encoding.heads.HEADS`; ``"content"`` stands for the two heads of certainty.
    pieces : array of int, shape (n,)
        The window's word pieces.
    labels : array of int, shape (n,)
        For the tagging tasks, the class of each piece; empty otherwise.
    spans : tuple of (array of int, ...)
        For the others, the pieces to average over for each target.
    targets : tuple of float
        One for each span; for certainty the level (0 = na, 1 to 4) and whether it is rejected.
    columns : tuple of int
        For factuality, the column of the set.
    weight : float
        Of the sample in the loss.
    fold : int
        The fold of its text, `EVERYONES` for one that is in none.
    ours : bool
        Whether the text is our own.
    """

    task: str
    pieces: NDArray[np.int64]
    labels: NDArray[np.int64]
    spans: tuple[NDArray[np.intp], ...] = ()
    targets: tuple[float, ...] = ()
    columns: tuple[int, ...] = ()
    weight: float = 1.0
    fold: int = EVERYONES
    ours: bool = False


_NONE = np.zeros(0, dtype=np.int64)


def text_units(text: str, span: Span | None = None) -> list[Unit]:
    """Lines of a text, or of a span of it, cut near the ends of sentences; each line is a paragraph."""
    span = span or Span(0, len(text))
    units: list[Unit] = []
    for number, line in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text[span.start : span.end])):
        start, cuts = line.start() + span.start, [cut.end() for cut in _SENTENCE.finditer(line.group())]
        edges = [0, *cuts, len(line.group())]
        units.extend(
            Unit(Span(start + low, start + high), number)
            for low, high in pairwise(edges)
            if text[start + low : start + high].strip()
        )
    return units


def attribution_samples(articles: Iterable[AttributedArticle], tokenizer: Tokenizer) -> Iterator[Sample]:
    """Windows of articles, each piece labelled with its role."""
    for article in articles:
        spans = [
            (getattr(attribution, role), role)
            for attribution in article.attributions
            for role in ("content", "source", "cue")
        ]
        for window in make_windows(article.text, text_units(article.text), tokenizer):
            labels = _tags(window, article.text, spans, "attribution")
            yield Sample(
                task="attribution",
                pieces=window.pieces,
                labels=labels,
                fold=fold_of(article.id),
            )


def cue_samples(articles: Iterable[LabelledArticle], tokenizer: Tokenizer) -> Iterator[Sample]:
    """Windows of articles with hedges and boosters marked; those that the annotators disagree on are left out."""
    for article in articles:
        if article.cues is None:
            continue
        spans = [((cue.span,), cue.type) for cue in article.cues if cue.agreed]
        for window in make_windows(article.text, text_units(article.text), tokenizer):
            labels = _tags(window, article.text, spans, "cues")
            for cue in article.cues:
                if not cue.agreed:
                    labels[window.covering(cue.span)] = NO_LABEL
            yield Sample(task="cues", pieces=window.pieces, labels=labels, fold=fold_of(article.id))


def _tags(window: Window, text: str, spans: Sequence[tuple[Sequence[Span], str]], head: str) -> NDArray[np.int64]:
    """Begin and inside labels of the pieces; a later span overwrites an earlier one."""
    names = HEADS[head]
    labels = np.zeros(len(window.pieces), dtype=np.int64)
    for parts, name in spans:
        for part in parts:
            inside = window.covering(part)
            if not len(inside):
                continue
            labels[inside] = names.index(f"I-{name}")
            # All pieces of the first word begin the span, as the score of a word is the mean over its pieces.
            word = re.match(r"\w*", text[part.start : part.end])
            first = window.covering(Span(part.start, part.start + max(1, len(word.group()) if word else 1)))
            labels[first] = names.index(f"B-{name}")
    labels[[0, -1]] = NO_LABEL
    return labels


def factuality_samples(name: str, sentences: Iterable[FactualitySentence], tokenizer: Tokenizer) -> Iterator[Sample]:
    """Sentences with their predicates' factuality."""
    column = FACTUALITY_SETS.index(name)
    for sentence in sentences:
        text, starts = "", []
        for word in sentence.words:
            starts.append(len(text))
            text += word + " "
        found: dict[int, tuple[Window, list[NDArray[np.intp]], list[float]]] = {}
        windows = make_windows(text, [Unit(Span(0, len(text) - 1), 0)], tokenizer)
        for target in sentence.targets:
            span = Span(starts[target.word], starts[target.word] + len(sentence.words[target.word]))
            for number, window in enumerate(windows):
                pieces = window.covering(span)
                if len(pieces):
                    _, spans, values = found.setdefault(number, (window, [], []))
                    spans.append(pieces)
                    values.append(target.factuality)
                    break
        for window, spans, values in found.values():
            yield Sample(
                task="factuality",
                pieces=window.pieces,
                labels=_NONE,
                spans=tuple(spans),
                targets=tuple(values),
                columns=(column,) * len(spans),
                fold=fold_of(" ".join(sentence.words)),
            )


def certainty_samples(texts: Iterable[LabelledText], tokenizer: Tokenizer, weight: float = 1.0) -> Iterator[Sample]:
    """Windows of texts with what is said of the statements in them."""
    for text in texts:
        windows = make_windows(text.text, text_units(text.text), tokenizer)
        held: dict[int, list[int]] = {}
        for number, statement in enumerate(text.statements):
            sizes = [len(_pieces(window, statement.spans.content)) for window in windows]
            if max(sizes, default=0):
                held.setdefault(sizes.index(max(sizes)), []).append(number)
        for window_number, own in held.items():
            window, statements = windows[window_number], [text.statements[number] for number in own]
            parts = [part for one in statements for part in (one.spans.content, one.spans.cue)]
            yield Sample(
                task="content",
                pieces=window.pieces,
                labels=_NONE,
                spans=tuple(_pieces(window, part) for part in parts),
                targets=tuple(target for one in statements for target in (one.target, float(one.polarity == "neg"))),
                weight=weight,
                fold=text.fold,
                ours=text.ours,
            )


def own_samples(tokenizer: Tokenizer) -> Iterator[Sample]:
    """Our own sentences with a certainty and our own texts with attributions, on pages."""
    yield from certainty_samples(certainty_pages(), tokenizer, _OWN_WEIGHT)
    for fold, page in attributed_pages():
        for sample in attribution_samples([page], tokenizer):
            yield replace(sample, fold=fold, ours=True)


def _pieces(window: Window, spans: Sequence[Span]) -> NDArray[np.intp]:
    found = [window.covering(span) for span in spans]
    pieces = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.intp)
    return pieces[pieces < len(window.pieces) - 1]


def sentence_samples(task: str, texts: Iterable[tuple[str, float]], tokenizer: Tokenizer) -> Iterator[Sample]:
    """Single sentences with one number each."""
    for text, value in texts:
        window = make_windows(text, [Unit(Span(0, len(text)), 0)], tokenizer)[0]
        inner = np.arange(1, len(window.pieces) - 1)
        yield Sample(
            task=task, pieces=window.pieces, labels=_NONE, spans=(inner,), targets=(value,), fold=fold_of(text)
        )


def read_samples(data: Path, split: str, tokenizer: Tokenizer) -> list[Sample]:
    """All samples of a split of the data folder.

    Parameters
    ----------
    data : Path
        With ``attribution/polnear``, ``newscert``, ``factuality``, ``uncertainty_wiki`` and ``certainty_science``.
    split : {"train", "dev"}
        Which.
    tokenizer : Tokenizer
        From `hedge.encoding.windows.load_tokenizer`.
    """
    news = list(read_newscert(data / "newscert" / split))
    findings = [
        (one.text, (one.certainty - _SCIENCE_MIDDLE) / _SCIENCE_SPREAD)
        for one in read_findings(data / "certainty_science" / f"sentence-level-{split}.jsonl")
    ]
    articles = list(read_polnear(data / "attribution" / "polnear" / split))
    labelled = [labelled_text(article) for article in news]
    samples = list(sentence_samples("science", findings, tokenizer))
    samples.extend(attribution_samples(articles, tokenizer))
    samples.extend(cue_samples(news, tokenizer))
    samples.extend(certainty_samples(labelled, tokenizer))
    samples.extend(read_factuality_samples(data / "factuality", split, tokenizer))
    wiki = [(one.text, float(one.uncertain)) for one in read_wiki(data / "uncertainty_wiki" / "train.csv")]
    held = [number % 5 == 0 for number in range(len(wiki))]
    chosen = [one for one, is_held in zip(wiki, held, strict=True) if is_held == (split == "dev")]
    samples.extend(sentence_samples("uncertain", chosen, tokenizer))
    if split == "train":
        samples.extend(own_samples(tokenizer))
    return samples


def read_factuality_samples(data: Path, split: str, tokenizer: Tokenizer) -> Iterator[Sample]:
    """Samples of a split of every set of factuality; of those for cross-validation the first."""
    for name in FACTUALITY_SETS:
        folder = data / name / "split1" if name in _CROSS_VALIDATION_SETS else data / name
        yield from factuality_samples(name, read_factuality(folder / f"{split}.jsonl"), tokenizer)
