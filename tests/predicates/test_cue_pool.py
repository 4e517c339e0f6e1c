"""What the encoder makes of a candidate, and the numbers that are weighed."""

from __future__ import annotations

import math

import numpy as np

from hedge.encoding import columns_of
from hedge.encoding.heads import HEADS, N_COLUMNS
from hedge.predicates.cue_features import Candidate
from hedge.predicates.cue_pool import VIEWS, pool_features, view_candidates


def test_views_are_log_odds_of_the_words_and_their_neighbours() -> None:
    rows = np.zeros((4, N_COLUMNS), dtype=np.float32)
    # Words 0 and 1: "none" and the first begin are as likely as the other fifteen tags together; 2, 3: all are alike.
    rows[:2, columns_of("cues")] = [math.log(15), math.log(15), *[0.0] * 15]
    both, alone = (
        dict(zip(VIEWS, view, strict=True))
        for view in view_candidates(rows, [Candidate(0, 1, "a", ()), Candidate(2, 2, "b", ())]).tolist()
    )
    assert [math.isclose(both[name], math.log(2), abs_tol=1e-6) for name in ("mean", "least", "most")] == [True] * 3
    assert math.isclose(both["begins"], math.log(22 / 23), abs_tol=1e-6)  # 15 + 7 against 15 + 8
    assert math.isclose(alone["goes on"], math.log(8 / 9), abs_tol=1e-6)
    assert math.isclose(both["after"], alone["after"], abs_tol=1e-6)
    assert math.isclose(alone["before"], both["mean"], abs_tol=1e-6)
    # No word stands before the first; none is less likely to be in a cue than that.
    assert both["before"] < min(both["mean"], both["after"])
    assert len(HEADS["cues"]) == 17


def test_numbers_of_a_candidate() -> None:
    candidates = [Candidate(0, 5, "run away", ()), Candidate(0, 0, "perhaps", ())]
    views = np.arange(2 * len(VIEWS), dtype=float).reshape(2, -1)
    long, short = pool_features(candidates, np.array([-1.5, 2.0]), views)
    assert (long["regression"], long["size"], long["mean"]) == (-1.5, 3.0, 0.0)
    assert (short["regression"], short["size"], short["mean"]) == (2.0, 0.0, float(len(VIEWS)))
    assert short["nearly always"] == 1.0
    assert not {"nearly always", "mostly", "sometimes"} & set(long)
