"""Find the attributions of documents: cues, then for each cue its source, then its content."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from hedge.documents import Span
from hedge.parsing import Parse
from hedge.sources.attribution import Attribution, AttributionKind
from hedge.sources.contents import (
    LAYOUTS,
    far_after,
    far_before,
    far_features,
    layout_features,
    near_after,
    near_before,
    near_features,
)
from hedge.sources.cues import cue_features, cue_log_odds, decode_cues, whole_cues
from hedge.sources.drafts import Draft, acceptance_features, quoted_share
from hedge.sources.evidence import Evidence, read_evidence
from hedge.sources.extension import extension_features, next_quotation
from hedge.sources.frames import Frame, make_frame
from hedge.sources.linear import Features, LinearModel
from hedge.sources.model import AttributionModel
from hedge.sources.nesting import find_nested, with_parents
from hedge.sources.people import source_candidates, source_features
from hedge.sources.tokens import NO_QUOTE, Tokens, flatten

# More cues are drafted than are kept: what they lead to helps to tell which are real.
CUE_BIAS = 1.5
_BEAM = 3
_LONGEST_CHAIN = 12
_POINTERS = {"it", "that", "this", "so", "these", "those"}
_SIDES = {"after": ("after",), "before": ("before",), "both": ("before", "after")}
Range = tuple[int, int]
Array = npt.NDArray[Any]


def find_attributions(
    parses: Sequence[Parse],
    model: AttributionModel,
    encoded: Sequence[Sequence[npt.NDArray[np.float32]]] | None = None,
    *,
    nested: bool = True,
) -> list[tuple[Attribution, ...]]:
    """Find who is said to have said, thought or wanted what.

    Parameters
    ----------
    parses : sequence of Parse
        Parsed documents; each is read by itself, so that the result does not depend on the others.
    model : AttributionModel
        From `load_attribution_model`.
    encoded : sequence of sequence of array, optional
        What `hedge.encoding.Encoder.encode` gives for the parses; without it the parse alone decides.
    nested : bool, default True
        Whether to look for attributions inside others too. PolNeAR gives each word to one attribution only.

    Returns
    -------
    list of tuple of Attribution
        One tuple a document, sorted by where the content starts.

    Notes
    -----
    Classifiers over parse candidates replace the rules of Pareti et al.; the relation is that of PolNeAR.

    References
    ----------
    Newell, E., Margolin, D., Ruths, D. (2018). An attribution relations corpus for political news. LREC.
    Pareti, S., O'Keefe, T., Konstas, I., Curran, J., Koprinska, I. (2013). Automatically detecting and attributing
    indirect quotations. EMNLP.
    """
    documents = []
    for number, parse in enumerate(parses):
        tokens = flatten(parse)
        evidence = None if encoded is None else read_evidence(encoded[number], model.trust)
        found = _read(tokens, model, evidence)
        if nested:
            found += find_nested(parse, tokens, found, partial(_read, model=model))
        documents.append(with_parents(found))
    return documents


def _read(tokens: Tokens, model: AttributionModel, evidence: Evidence | None = None) -> list[Attribution]:
    """Return the drafts that are accepted."""
    drafts = draft_attributions(tokens, model, evidence)
    scores = model.acceptance.scores(acceptance_features(tokens, drafts))[:, 0].tolist()
    threshold = model.threshold
    if evidence is not None:
        threshold = model.trust.threshold
        odds = [evidence.draft_odds(draft.frame.cue, draft.content) for draft in drafts]
        scores = [score + own for score, own in zip(scores, odds, strict=True)]
    kept = [
        (score, draft)
        for draft, score in zip(drafts, scores, strict=True)
        if score > threshold and not _only_points(tokens, draft)
    ]
    nearest = [_nearest(draft) for _, draft in kept]
    return [
        Attribution(
            source=_spans(tokens, [draft.frame.source] if draft.frame.source[1] else []),
            cue=_spans(tokens, [draft.frame.cue]),
            content=_spans(tokens, content),
            kind=_kind(tokens, content),
            score=1.0 / (1.0 + math.exp(-score)),
        )
        for score, draft in kept
        for content in [_own_parts(draft, nearest)]
    ]


def _nearest(draft: Draft) -> Range:
    """The part of the content that stands next to the cue and source."""
    return min(draft.content, key=lambda part: max(draft.frame.left - part[1], part[0] - draft.frame.right))


def _own_parts(draft: Draft, nearest: Sequence[Range]) -> tuple[Range, ...]:
    """The content without quotations further on that stand next to another cue ("It is," she said. "No," he added)."""
    first = _nearest(draft)
    return tuple(part for part in draft.content if part == first or part not in nearest)


def _only_points(tokens: Tokens, draft: Draft) -> bool:
    """Whether the content is just a word that points back to one told elsewhere ("He said that.", "I believe it")."""
    words = [i for part in draft.content for i in range(*part) if tokens.words[i].upos != "PUNCT"]
    if len(words) != 1 or words[0] < draft.frame.cue[1] or tokens.quote[words[0]] != NO_QUOTE:
        return False
    return tokens.words[words[0]].text.lower() in _POINTERS


def draft_attributions(tokens: Tokens, model: AttributionModel, evidence: Evidence | None = None) -> list[Draft]:
    """Every cue that is not too unlikely, with its best source and content, in the order of the cues."""
    if not tokens.words:
        return []
    scores = model.cue.scores(cue_features(tokens))
    if evidence is not None:
        scores = scores + (evidence.trust.cue * evidence.cue).astype(np.float32)
    cues = whole_cues(tokens, decode_cues(scores, tokens.bounds, CUE_BIAS))
    frames, source_scores = [], []
    for cue, (source, score) in zip(cues, _sources(tokens, cues, model, evidence), strict=True):
        frames.append(make_frame(tokens, cue, source))
        source_scores.append(score)
    layouts = model.layout.scores(layout_features(tokens, frame) for frame in frames)
    drafts = []
    for frame, source_score, layout in zip(frames, source_scores, layouts, strict=True):
        if evidence is not None:
            layout = layout + evidence.side_odds(frame.left, frame.right)
        if found := _content(tokens, frame, _log_shares(layout), model, evidence):
            content, layout_score, content_score = found
            drafts.append(
                Draft(
                    frame=frame,
                    content=content,
                    cue_score=cue_log_odds(scores, frame.cue),
                    source_score=source_score,
                    layout_score=layout_score,
                    content_score=content_score,
                )
            )
    return drafts


def _sources(
    tokens: Tokens, cues: Sequence[Range], model: AttributionModel, evidence: Evidence | None
) -> list[tuple[Range, float]]:
    """Return the best source of each cue and the log of its share among the candidates."""
    choices = [source_candidates(tokens, cue) for cue in cues]
    rows = [
        [source_features(tokens, cue, choice) for choice in options] for cue, options in zip(cues, choices, strict=True)
    ]
    found = []
    for options, scores in zip(choices, _split_scores(model.source, rows), strict=True):
        if evidence is not None:
            scores = scores + np.array([evidence.source_odds((option.start, option.end)) for option in options])
        shares = _log_shares(scores)
        best = int(shares.argmax())
        found.append(((options[best].start, options[best].end), float(shares[best])))
    return found


def _split_scores(model: LinearModel, rows: Sequence[Sequence[Features]]) -> list[Array]:
    """Scores of groups of candidates, one array a group, from a single pass of the model."""
    scores = model.scores(row for group in rows for row in group)[:, 0]
    ends = np.cumsum([len(group) for group in rows])
    return [scores[end - len(group) : end] for group, end in zip(rows, ends, strict=True)]


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    score: float


def _content(
    tokens: Tokens, frame: Frame, layout: Array, model: AttributionModel, evidence: Evidence | None
) -> tuple[tuple[Range, ...], float, float] | None:
    """Return the parts that the likeliest possible layout asks for, the layout's score, and a part's worst score."""
    parts: dict[str, _Part | None] = {}
    for index in np.argsort(-layout, kind="stable"):
        sides = _SIDES[LAYOUTS[index]]
        for side in sides:
            if side not in parts:
                parts[side] = _best_part(tokens, frame, side, model, evidence)
        chosen = [part for side in sides if (part := parts[side]) is not None]
        if len(chosen) == len(sides):
            ranges = _extend(tokens, frame, [(part.start, part.end) for part in chosen], model, evidence)
            return tuple(ranges), float(layout[index]), min(part.score for part in chosen)
    return None


def _best_part(
    tokens: Tokens, frame: Frame, side: str, model: AttributionModel, evidence: Evidence | None
) -> _Part | None:
    """Return the best pair of near and far edge on one side of the cue."""
    after = side == "after"
    nears = (near_after if after else near_before)(tokens, frame)
    if not nears:
        return None
    near_model, far_model = (model.near_after, model.far_after) if after else (model.near_before, model.far_before)
    raw = near_model.scores([near_features(tokens, frame, near, side) for near in nears])[:, 0]
    if evidence is not None:
        raw = raw + np.array([evidence.skipped_odds((frame.cue[1], n) if after else (n, frame.left)) for n in nears])
    scores = _log_shares(raw)
    best: _Part | None = None
    far_edges: Callable[[Tokens, Frame, int], list[int]] = far_after if after else far_before
    for index in np.argsort(-scores, kind="stable")[:_BEAM]:
        near = nears[index]
        if best is not None and scores[index] < best.score:
            break
        fars = far_edges(tokens, frame, near)
        if not fars:
            continue
        raw = far_model.scores([far_features(tokens, frame, near, far, side) for far in fars])[:, 0]
        if evidence is not None:
            raw = raw + np.array([evidence.held_odds((near, far) if after else (far, near)) for far in fars])
        shares = _log_shares(raw)
        top = int(shares.argmax())
        score = float(scores[index] + shares[top])
        if best is None or score > best.score:
            best = _Part(near, fars[top], score) if after else _Part(fars[top], near, score)
    return best


def _log_shares(scores: Array) -> Array:
    """Log of the softmax over candidates of which exactly one is right."""
    shifted = scores.astype(np.float64) - scores.max()
    shares: Array = shifted - np.log(np.exp(shifted).sum())
    return shares


def _extend(
    tokens: Tokens, frame: Frame, ranges: list[Range], model: AttributionModel, evidence: Evidence | None
) -> list[Range]:
    """Go on with the following quotations as long as the model says that they belong to the same speaker."""
    for _ in range(_LONGEST_CHAIN):
        end = max(ranges[-1][1], frame.right)
        quotation = next_quotation(tokens, end)
        if quotation is None:
            break
        row = extension_features(tokens, frame, ranges[-1], quotation, len(ranges))
        odds = 0.0 if evidence is None else evidence.extension_odds(quotation)
        if model.extension.scores([row])[0, 0] + odds <= 0:
            break
        ranges = [*ranges, quotation]
    return ranges


def _spans(tokens: Tokens, ranges: Sequence[Range]) -> tuple[Span, ...]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(tokens.span_of(*item) for item in merged)


def _kind(tokens: Tokens, content: Sequence[Range]) -> AttributionKind:
    share = quoted_share(tokens, content)
    return "direct" if share == 1 else "mixed" if share else "indirect"
