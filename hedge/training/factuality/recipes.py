"""How each head of the factuality model is fitted: on which sets, and how its parts are weighed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to fit a head.

    Parameters
    ----------
    train : tuple of str
        Data sets, or splits of one, that hold ``train.jsonl``. Targets of all but the first carry a feature that says
        which set they are from, so that the head rates as the annotators of the first did.
    dev : str
        Data set whose ``dev.jsonl`` is scored.
    rounds : tuple of int
        Boosting rounds for the mean and for the median; small sets bear few.
    blend : tuple of float
        Weights of ridge regression, mean and median, which sum to 1.
    others : float
        Weight in the stack of a target of a set that is not the first.
    stack_blend : tuple of float
        Weights of mean and median in the stack.
    repeats : int
        Times that the ensembles of the stack are fitted, each time with other columns to choose from at a split, and
        averaged: what the pipeline uses is to be fast, the others exact.
    stack : mapping
        What these ensembles do otherwise than those of the other heads.
    """

    train: tuple[str, ...]
    dev: str
    rounds: tuple[int, int]
    blend: tuple[float, float, float] = (0.2, 0.4, 0.4)
    others: float = 0.0
    stack_blend: tuple[float, float] = (0.4, 0.6)
    repeats: int = 3
    stack: Mapping[str, Any] = field(default_factory=dict)


# ``benchmarks/factuality_settings.py`` compares the stacks of `meantime` and `commitmentbank` with others.
RECIPES = {
    "general": Recipe(
        train=("uw", "ross_pavlick/split1", "megaveridicality/split1"), dev="uw", rounds=(60, 80), repeats=1
    ),
    "uds_ih2": Recipe(train=("uds_ih2",), dev="uds_ih2", rounds=(100, 150)),
    "meantime": Recipe(
        train=("meantime", "uw"),
        dev="meantime",
        rounds=(30, 40),
        blend=(0.0, 0.2, 0.8),
        others=0.2,
        stack_blend=(0.0, 1.0),
        stack={"max_iter": 200, "learning_rate": 0.03, "max_leaf_nodes": 8},
    ),
    "commitmentbank": Recipe(
        train=("commitmentbank/split1", "ross_pavlick/split1"),
        dev="commitmentbank/split1",
        rounds=(30, 40),
        others=0.2,
    ),
    "megaveridicality": Recipe(
        train=("megaveridicality/split1", "ross_pavlick/split1"), dev="megaveridicality/split1", rounds=(60, 80)
    ),
    "ross_pavlick": Recipe(
        train=("ross_pavlick/split1", "megaveridicality/split1"), dev="ross_pavlick/split1", rounds=(60, 80)
    ),
}
