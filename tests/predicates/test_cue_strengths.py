"""The strengths name entries of the lexicon, each once."""

from __future__ import annotations

from collections import Counter

from hedge.predicates.cue_lexicon import LEXICON
from hedge.predicates.cue_strengths import STRENGTHS


def test_every_strength_is_of_an_entry_and_none_is_given_twice() -> None:
    entries = {" ".join(entry.split()) for own in LEXICON.values() for entry in own.split(";")}
    listed = Counter(" ".join(entry.split()) for own in STRENGTHS.values() for entry in own.split(";"))
    assert set(listed) <= entries
    assert listed.most_common(1)[0][1] == 1
