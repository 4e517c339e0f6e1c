"""Name the relations along the arcs of trees.

References
----------
De Lathauwer, L., De Moor, B. and Vandewalle, J. (2000). A multilinear singular value decomposition. SIAM Journal on
Matrix Analysis and Applications 21.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from hedge.parsing.layers import with_one

#: Directions of a word's vector that tell which relations are likely, and how many of these are scored exactly: in the
#: texts of corpora/sample half as many directions had every best relation among their first two.
_DIRECTIONS = 64
_LIKELY = 3
#: Governors whose relations are compared together; more would not stay in a core's cache.
_GOVERNORS_AT_ONCE = 64


class RelationScorer:
    """Relations of words to governors that are known.

    Parameters
    ----------
    bilinear : stanza.models.common.biaffine.PairwiseBilinear
        Weights, *shape:* ``(of dependents, of governors, n_relations)``, for vectors with a one at the end.

    Notes
    -----
    All relations are scored roughly, along the principal directions of the weights (a truncated Tucker decomposition,
    De Lathauwer et al. 2000), and the likeliest exactly: a tenth of the work, and the same relations.
    """

    def __init__(self, bilinear: Any) -> None:
        weight = bilinear.weight.detach()
        self._bias = bilinear.bias.detach()
        self._weights = weight.permute(2, 0, 1).contiguous()
        self._of_dependent = _principal(weight)
        self._of_governor = _principal(weight.transpose(0, 1))
        core = torch.einsum("dgo,da,gb->bao", weight, self._of_dependent, self._of_governor)
        self._core = core.flatten(1).contiguous()

    def best(self, dependents: Tensor, governors: Tensor, sizes: Tensor) -> Tensor:
        """Number of the best relation of each dependent.

        *Shape:* ``(n_dependents, width)`` and ``(n_governors, width)``; the first ``sizes[0]`` dependents belong to the
        first governor, and so on.
        """
        dependents, governors = with_one(dependents), with_one(governors)
        likely = self._likely(dependents @ self._of_dependent, governors @ self._of_governor, sizes)
        relations, order = likely.flatten().sort(stable=True)
        rows = order // _LIKELY
        counts = torch.bincount(relations, minlength=len(self._weights)).tolist()
        left = [
            part @ weight
            for part, weight in zip(torch.split(dependents[rows], counts), self._weights, strict=True)
            if len(part)
        ]
        right = governors[torch.repeat_interleave(sizes)[rows]]
        scores = torch.empty(len(order))
        scores[order] = (torch.cat(left) * right).sum(1) + self._bias[relations]
        best = scores.view(likely.shape).argmax(1, keepdim=True)
        return likely.gather(1, best).flatten()

    def _likely(self, dependents: Tensor, governors: Tensor, sizes: Tensor) -> Tensor:
        """Numbers of the likeliest relations of dependents, all vectors along principal directions.

        Dependents are put together by governor, of which there are fewer, and the weights applied to governors first.
        """
        directions, outputs = dependents.shape[1], len(self._bias)
        likely = []
        position = 0
        for block, held in zip(
            torch.split(governors, _GOVERNORS_AT_ONCE), torch.split(sizes, _GOVERNORS_AT_ONCE), strict=True
        ):
            partial = (block @ self._core).view(len(block), directions, outputs)
            own = dependents[position : position + int(held.sum())]
            position += len(own)
            place = torch.arange(int(held.max())) < held[:, None]
            left = own.new_zeros(*place.shape, directions)
            left[place] = own
            likely.append(torch.bmm(left, partial)[place].add_(self._bias).topk(_LIKELY, dim=1).indices)
        return torch.cat(likely)


def _principal(weight: Tensor) -> Tensor:
    """Principal directions of the first axis of a tensor, *shape:* ``(len(weight), directions)``."""
    flat = weight.flatten(1).double()
    _, vectors = torch.linalg.eigh(flat @ flat.T)
    principal: Tensor = vectors[:, -_DIRECTIONS:].float()
    return principal
