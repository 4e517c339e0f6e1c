"""Draft the attributions of a document from its parse alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from hedge.sources.candidates.contents import LAYOUTS, layout_features
from hedge.sources.candidates.cues import cue_features, cue_log_odds, decode_cues, whole_cues
from hedge.sources.candidates.extension import extension_features, is_anothers, next_quotation, told_quotations
from hedge.sources.candidates.frames import Frame, make_frame
from hedge.sources.candidates.people import source_candidates, source_features
from hedge.sources.drafts.draft import Draft
from hedge.sources.drafts.parts import Array, best_part, log_shares
from hedge.sources.evidence.columns import Part, group_log_shares
from hedge.sources.model import AttributionModel
from hedge.sources.tokens import Tokens

# More cues are drafted than are kept: what they lead to helps to tell which are real.
CUE_BIAS = 1.5
LONGEST_CHAIN = 12
SIDES = {"after": ("after",), "before": ("before",), "both": ("before", "after")}
Range = tuple[int, int]


def draft_attributions(tokens: Tokens, model: AttributionModel) -> list[Draft]:
    """Every cue that is not too unlikely, with its best source and content, in the order of the cues."""
    if not tokens.words:
        return []
    scores = model.cue.scores(cue_features(tokens))
    cues = whole_cues(tokens, decode_cues(scores, tokens.bounds, CUE_BIAS))
    sources = _sources(tokens, cues, model)
    frames = [make_frame(tokens, cue, source) for cue, (source, _) in zip(cues, sources, strict=True)]
    layouts = model.layout.scores(layout_features(tokens, frame) for frame in frames)
    found = [_content(tokens, frame, log_shares(layout), model) for frame, layout in zip(frames, layouts, strict=True)]
    told = told_quotations(tokens, frames, [each[0] if each else () for each in found])
    drafts = []
    for number, (frame, (_, source_score), layout) in enumerate(zip(frames, sources, layouts, strict=True)):
        best = found[number]
        if best and any(is_anothers(tokens, frame, number, start, told) for start, _ in best[0]):
            best = _content(tokens, frame, log_shares(layout), model, told=True)
        if best:
            ranges, layout_score, content_score = best
            drafts.append(
                Draft(
                    frame=frame,
                    content=tuple(_extend(tokens, frame, number, ranges, model, told)),
                    cue_score=cue_log_odds(scores, frame.cue),
                    source_score=source_score,
                    layout_score=layout_score,
                    content_score=content_score,
                )
            )
    return drafts


def _sources(tokens: Tokens, cues: Sequence[Range], model: AttributionModel) -> list[tuple[Range, float]]:
    """Return the best source of each cue and the log of its share among the candidates."""
    choices = [source_candidates(tokens, cue) for cue in cues]
    scores = model.source.scores(
        source_features(tokens, cue, option) for cue, options in zip(cues, choices, strict=True) for option in options
    )
    found = []
    for options, shares in zip(
        choices, group_log_shares(scores[:, 0].astype(np.float64), [len(each) for each in choices]), strict=True
    ):
        best = int(shares.argmax())
        found.append(((options[best].start, options[best].end), float(shares[best])))
    return found


def _content(
    tokens: Tokens, frame: Frame, layout: Array, model: AttributionModel, *, told: bool = False
) -> tuple[list[Range], float, float] | None:
    """Return the parts that the likeliest possible layout asks for, the layout's score, and a part's worst score.

    Where what follows is `told` by somebody else, only what comes before the cue is left.
    """
    parts: dict[str, Part | None] = {"after": None} if told else {}
    for index in np.argsort(-layout, kind="stable"):
        sides = SIDES[LAYOUTS[index]]
        for side in sides:
            if side not in parts:
                parts[side] = best_part(tokens, frame, side, model)
        chosen = [part for side in sides if (part := parts[side]) is not None]
        if len(chosen) == len(sides):
            ranges = [(part.start, part.end) for part in chosen]
            return ranges, float(layout[index]), min(part.near + part.far for part in chosen)
    return None


def _extend(
    tokens: Tokens,
    frame: Frame,
    number: int,
    ranges: list[Range],
    model: AttributionModel,
    told: Mapping[int, int],
) -> list[Range]:
    """Go on with the following quotations as long as the model says that they belong to the same speaker."""
    for _ in range(LONGEST_CHAIN):
        quotation = next_quotation(tokens, max(ranges[-1][1], frame.right))
        if quotation is None or is_anothers(tokens, frame, number, quotation[0], told):
            break
        if model.extension.scores([extension_features(tokens, frame, ranges[-1], quotation, len(ranges))])[0, 0] <= 0:
            break
        ranges = [*ranges, quotation]
    return ranges
