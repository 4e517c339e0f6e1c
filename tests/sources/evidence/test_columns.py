from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.encoding import Encoder, load_encoder
from hedge.parsing import Parser
from hedge.sources.candidates.frames import make_frame
from hedge.sources.evidence.columns import Part, View, group_log_shares, over_groups, part_table
from hedge.sources.evidence.encoder import read_evidence
from hedge.sources.evidence.places import find_places
from hedge.sources.tokens import Tokens, flatten

TEXT = "“The bridge is safe,” Mayor Dana Holt said. “It will reopen in May.”\n\nEngineers doubt that."


@pytest.fixture(scope="module")
def tokens(parser: Parser) -> Tokens:
    return flatten(parser.parse([TEXT])[0])


@pytest.fixture(scope="module")
def view(parser: Parser, tokens: Tokens) -> View:
    encoder: Encoder = load_encoder()
    evidence = read_evidence(encoder.encode(parser.parse([TEXT]))[0])
    return View(places=find_places(tokens), evidence=evidence, cues=np.linspace(0, 2, len(tokens.words) + 1))


def test_places(tokens: Tokens) -> None:
    places = find_places(tokens)
    words = [word.text for word in tokens.words]
    may, engineers = words.index("May"), words.index("Engineers")
    assert (places.quote_first[may], places.quote_end[may]) == tokens.quote_bounds[1]
    assert places.paragraph_end[may] == engineers
    assert places.end[engineers] == len(words)
    assert places.quote[engineers] == -1
    kinds = places.kind_at(np.array([-1, 0, words.index("said"), len(words)]))
    assert kinds[0] == kinds[3]
    assert len(set(kinds.tolist())) == 3


def test_part_columns_do_not_depend_on_the_other_groups(tokens: Tokens, view: View) -> None:
    words = [word.text for word in tokens.words]
    frames = [
        make_frame(tokens, (words.index(cue), words.index(cue) + 1), source)
        for cue, source in (("said", (words.index("Mayor"), words.index("said"))), ("doubt", (0, 0)))
    ]
    groups = [[Part(0, 7, -0.1, -0.2), Part(1, 5, -3.0, -0.5)], [Part(words.index("that"), len(words) - 1, 0.0, 0.0)]]
    both = part_table(view, frames, ["before", "after"], groups)
    alone = [part_table(view, [frame], [side], [group])
             for frame, side, group in zip(frames, ["before", "after"], groups, strict=True)]  # fmt: skip
    assert np.array_equal(both, np.concatenate(alone))
    assert np.isfinite(both).all()


@given(st.lists(st.lists(st.floats(-9, 9), min_size=1, max_size=5), min_size=1, max_size=6))
def test_groups(groups: list[list[float]]) -> None:
    scores, sizes = np.concatenate([np.array(group) for group in groups]), [len(group) for group in groups]
    shares = group_log_shares(scores, sizes)
    assert [len(each) for each in shares] == sizes
    assert [float(np.exp(each).sum()) for each in shares] == pytest.approx([1.0] * len(groups))
    assert np.split(over_groups(np.maximum, scores, sizes), np.cumsum(sizes)[:-1])[0].tolist() == [
        max(groups[0])
    ] * len(groups[0])
