"""The network that the encoder is: DeBERTa's, where words attend to each other by what they are and how far apart.

One module serves training, where windows come in padded batches, and export, where one comes by itself.

References
----------
He, P., Gao, J. and Chen, W. (2023). DeBERTaV3: improving DeBERTa using ELECTRA-style pre-training with
gradient-disentangled embedding sharing. ICLR.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import nn

from hedge.encoding.heads import N_SCORES
from hedge.encoding.states import WIDTH

N_LAYERS, N_HEADS, INNER = 12, 6, 1536
#: Distances are told apart one by one up to half as many words as there are buckets, more and more coarsely beyond.
BUCKETS, FARTHEST = 256, 512
DROPOUT = 0.1
_EPSILON = 1e-7
# Products of three kinds are added: content with content, content with place, place with content.
_SCALE = 1 / math.sqrt(3 * WIDTH / N_HEADS)


def distance_buckets(n: int) -> Any:
    """Bucket of each distance from -(n - 1) to n - 1, as a row of the table of distances; shape (2 n - 1,)."""
    distances = torch.arange(-(n - 1), n)
    middle = BUCKETS // 2
    size = distances.abs().clamp(min=middle).float()
    coarse = torch.ceil(torch.log(size / middle) / math.log((FARTHEST - 1) / middle) * (middle - 1)) + middle
    buckets = torch.where(distances.abs() <= middle, distances, coarse.long() * distances.sign())
    return (buckets + BUCKETS).clamp(0, 2 * BUCKETS - 1)


def _by_place(scores: Any, shape: tuple[int, int]) -> Any:
    """From scores by distance, shape (n_windows, N_HEADS, n, 2 n - 1), to scores by place, n in the place of 2 n - 1.

    Row i begins at distance -i (Dai et al. 2019, Transformer-XL): no gathering, only another way to cut the numbers.
    """
    n_windows, n = shape
    flat = scores.reshape(n_windows, N_HEADS, n * (2 * n - 1))[:, :, n - 1 : 2 * n * n - n - 1]
    return flat.reshape(n_windows, N_HEADS, n, 2 * n - 2)[:, :, :, :n]


class _Layer(nn.Module):
    """Attention and what follows it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, hidden: Any, far: tuple[Any, Any], unread: Any, shape: tuple[int, int]) -> Any:
        """Rows of the words after this layer.

        Parameters
        ----------
        hidden : tensor, shape (n_windows, n, WIDTH)
            Rows of the words before it.
        far : tuple of tensor, shape (1, N_HEADS, WIDTH / N_HEADS, 2 n - 1)
            This layer's keys of the distances from n - 1 to -(n - 1), and its queries of those from -(n - 1) to n - 1.
        unread : tensor, optional
            Added to the scores.
        shape : tuple of int
            (n_windows, n).
        """
        query, key, value = (_heads(part(hidden), shape) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(2, 3) + _by_place(query @ far[0], shape)
        scores = (scores + _by_place(key @ far[1], shape).transpose(2, 3)) * _SCALE
        if unread is not None:
            scores = scores + unread
        shares = self.drop(torch.softmax(scores, dim=-1))
        joined = (shares @ value).transpose(1, 2).reshape(*shape, WIDTH)
        hidden = self.attended_norm(self.drop(self.attended(joined)) + hidden)
        inner = nn.functional.gelu(self.widen(hidden))
        return self.norm(self.drop(self.narrow(inner)) + hidden)

    def far(self, distances: Any) -> tuple[Any, Any]:
        """Keys and queries as `forward` wants them, of rows of distances of shape (1, 2 n - 1, WIDTH)."""
        shape = distances.shape[:2]
        return (
            _heads(self.key(distances.flip(1)), shape).transpose(2, 3),
            _heads(self.query(distances), shape).transpose(2, 3),
        )


def _heads(rows: Any, shape: tuple[int, int]) -> Any:
    """From shape (n_windows, n, WIDTH) to (n_windows, N_HEADS, n, WIDTH / N_HEADS)."""
    return rows.reshape(*shape, N_HEADS, WIDTH // N_HEADS).transpose(1, 2)


class Network(nn.Module):
    """Word pieces in, one row of head columns a piece out.

    Parameters
    ----------
    n_pieces : int
        Size of the vocabulary, whose embeddings stay as they are.
    n_layers : int
        Layers.
    """

    def __init__(self, n_pieces: int, n_layers: int = N_LAYERS) -> None:
        super().__init__()
        self.pieces = nn.Embedding(n_pieces, WIDTH)
        self.pieces.weight.requires_grad = False
        self.pieces_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.distances = nn.Embedding(2 * BUCKETS, WIDTH)
        self.distances_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers: Any = nn.ModuleList(_Layer() for _ in range(n_layers))
        self.drop = nn.Dropout(DROPOUT)
        self.heads = nn.Linear(WIDTH, N_SCORES)

    def forward(self, pieces: Any, mask: Any = None) -> Any:
        """Scores of shape (n_windows, n, N_SCORES).

        Parameters
        ----------
        pieces : tensor of int, shape (n_windows, n)
            Numbers of word pieces.
        mask : tensor of int, shape (n_windows, n), optional
            Zero where there is only filling; default: nowhere.
        """
        hidden = self.drop(self.pieces_norm(self.pieces(pieces)))
        shape = (pieces.shape[0], pieces.shape[1])
        distances = self.drop(self.distance_rows(shape[1]))
        unread = None if mask is None else (1.0 - mask[:, None, None].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, layer.far(distances), unread, shape)
        return self.heads(self.drop(hidden).float())

    def distance_rows(self, n: int) -> Any:
        """Rows of the distances from -(n - 1) to n - 1, shape (1, 2 n - 1, WIDTH)."""
        buckets = distance_buckets(n).to(next(self.distances.parameters()).device)
        return self.distances_norm(self.distances(buckets))[None]
