from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from hedge.encoding.heads import N_SCORES

torch = pytest.importorskip("torch")

from hedge.training.encoder import network as deberta  # noqa: E402


def test_near_distances_are_told_apart_and_far_ones_share_buckets() -> None:
    buckets = deberta.distance_buckets(400).numpy() - deberta.BUCKETS
    distances = np.arange(-399, 400)
    near = np.abs(distances) <= 128
    assert (buckets[near] == distances[near]).all()
    assert (np.diff(buckets) >= 0).all()
    assert (buckets == -buckets[::-1]).all()
    assert len(set(buckets[distances > 128])) < 110
    # By hand: 128 + ceil(127 * ln(256 / 128) / ln(511 / 128)) = 128 + 64.
    assert buckets[distances == 256] == 192


def attention_by_hand(layer: Any, hidden: Any, distances: Any) -> Any:
    """Every pair of words by itself, head by head, as in the paper."""
    n, size = hidden.shape[1], deberta.WIDTH // deberta.N_HEADS
    query, key, value = (part(hidden[0]) for part in (layer.query, layer.key, layer.value))
    far_key, far_query = layer.key(distances), layer.query(distances)
    joined = torch.zeros(n, deberta.WIDTH)
    for head in range(deberta.N_HEADS):
        own = slice(head * size, (head + 1) * size)
        scores = torch.zeros(n, n)
        for i in range(n):
            for j in range(n):
                place = i - j + n - 1
                scores[i, j] = (
                    query[i, own] @ key[j, own]
                    + query[i, own] @ far_key[place, own]
                    + key[j, own] @ far_query[place, own]
                ) / (3 * size) ** 0.5
        joined[:, own] = scores.softmax(-1) @ value[:, own]
    hidden = layer.attended_norm(layer.attended(joined[None]) + hidden)
    return layer.norm(layer.narrow(torch.nn.functional.gelu(layer.widen(hidden))) + hidden)


def test_attention_by_hand(network: Any) -> None:
    layer, hidden, rows = network.layers[0], torch.randn(1, 7, deberta.WIDTH), network.distance_rows(7)
    with torch.no_grad():
        found = layer(hidden, layer.far(rows), None, (1, 7))
        wanted = attention_by_hand(layer, hidden, rows[0])
    torch.testing.assert_close(found, wanted, atol=1e-4, rtol=1e-4)


def test_filling_changes_nothing(network: Any) -> None:
    pieces = torch.arange(10, 20)[None]
    filled = torch.cat([pieces, torch.full((1, 6), 9)], dim=1)
    mask = (torch.arange(16) < 10).long()[None]
    with torch.no_grad():
        alone, beside = network(pieces), network(filled, mask)[:, :10]
    assert alone.shape == (1, 10, N_SCORES)
    torch.testing.assert_close(alone, beside, atol=1e-4, rtol=1e-4)


def test_word_embeddings_stay_as_they_are(network: Any) -> None:
    network(torch.arange(4, 9)[None]).sum().backward()
    assert network.pieces.weight.grad is None
    assert all(value.grad is not None for value in network.layers.parameters())
