"""Candidate parts of contents: pairs of edges that the parse, or the encoder, holds for likely."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hedge.sources.candidates.contents import (
    far_after,
    far_before,
    far_features,
    near_after,
    near_before,
    near_features,
)
from hedge.sources.candidates.frames import Frame
from hedge.sources.evidence.columns import Part
from hedge.sources.evidence.encoder import CONTENT, Evidence
from hedge.sources.evidence.linear import LinearModel
from hedge.sources.model import AttributionModel
from hedge.sources.tokens import Tokens

Array = npt.NDArray[Any]

# Near edges whose far edges are looked at: by the parse alone, and by parse and encoder.
_BEAM = 3
_HINTED = 2
# Near edges this much less likely than the best by the parse are not looked at.
_LARGEST_GAP = 4.0
# Candidates that are kept, by the parse and by parse and encoder; how much the encoder counts in that.
_KEPT = 8
_NEAR_HINT, _FAR_HINT = 0.3, 0.3


def log_shares(scores: Array) -> Array:
    """Log of the softmax over candidates of which exactly one is right."""
    shifted = scores.astype(np.float64) - scores.max()
    shares: Array = shifted - np.log(np.exp(shifted).sum())
    return shares


def best_part(tokens: Tokens, frame: Frame, side: str, model: AttributionModel) -> Part | None:
    """Return the best pair of near and far edge on one side of the cue by the parse; None where there is no room."""
    best: Part | None = None
    nears = _near_edges(tokens, frame, side)
    shares = _near_shares(tokens, frame, side, nears, model)
    for index in np.argsort(-shares, kind="stable")[:_BEAM]:
        if best is not None and shares[index] < best.near + best.far:
            break
        found = _parts(tokens, frame, side, nears[index], float(shares[index]), model)
        top = max(found, key=lambda part: part.far, default=None)
        if top is not None and (best is None or top.near + top.far > best.near + best.far):
            best = top
    return best


def likely_parts(tokens: Tokens, frame: Frame, side: str, model: AttributionModel, evidence: Evidence) -> list[Part]:
    """Parts on one side of the cue that parse or encoder find likely, to choose from."""
    nears = _near_edges(tokens, frame, side)
    if not nears:
        return []
    shares = _near_shares(tokens, frame, side, nears, model)
    places = np.array(nears, dtype=np.intp)
    hints = evidence.at(CONTENT, places) - evidence.at(CONTENT, places - 1)
    hinted = shares + _NEAR_HINT * (hints if side == "after" else -hints)
    first = [index for index in _first(shares, _BEAM) if shares[index] > shares.max() - _LARGEST_GAP]
    chosen = dict.fromkeys([*first, *_first(hinted, _HINTED)])
    found = [
        part for index in chosen for part in _parts(tokens, frame, side, nears[index], float(shares[index]), model)
    ]
    if not found:
        return []
    parse = np.array([part.near + part.far for part in found])
    starts, ends = (np.array([getattr(part, name) for part in found], dtype=np.intp) for name in ("start", "end"))
    both = parse + _FAR_HINT * evidence.total(CONTENT, starts, ends)
    kept = dict.fromkeys([*_first(parse, _KEPT), *_first(both, _KEPT)])
    return [found[index] for index in sorted(kept)]


def _first(scores: Array, count: int) -> list[int]:
    first: list[int] = np.argsort(-scores, kind="stable")[:count].tolist()
    return first


def _near_edges(tokens: Tokens, frame: Frame, side: str) -> list[int]:
    return (near_after if side == "after" else near_before)(tokens, frame)


def _near_shares(
    tokens: Tokens, frame: Frame, side: str, nears: Sequence[int], model: AttributionModel
) -> npt.NDArray[np.float64]:
    if not nears:
        return np.zeros(0)
    scorer = model.near_after if side == "after" else model.near_before
    return log_shares(_scores(scorer, [near_features(tokens, frame, near, side) for near in nears]))


def _parts(tokens: Tokens, frame: Frame, side: str, near: int, share: float, model: AttributionModel) -> list[Part]:
    """Every part with the near edge that has a word."""
    after = side == "after"
    fars = [
        far
        for far in (far_after if after else far_before)(tokens, frame, near)
        if any(tokens.words[i].upos != "PUNCT" for i in range(min(near, far), max(near, far)))
    ]
    if not fars:
        return []
    scorer = model.far_after if after else model.far_before
    shares = log_shares(_scores(scorer, [far_features(tokens, frame, near, far, side) for far in fars])).tolist()
    return [
        Part(near, far, share, own) if after else Part(far, near, share, own)
        for far, own in zip(fars, shares, strict=True)
    ]


def _scores(model: LinearModel, rows: list[list[str]]) -> Array:
    return model.scores(rows)[:, 0]
