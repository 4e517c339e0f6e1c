"""What the ranking of speakers learns from coreference, on an invented document."""

from __future__ import annotations

import gzip
from pathlib import Path

from hedge.corpora.coreference import read_coreference
from hedge.speakers.candidates.ranking import load_ranking
from hedge.speakers.references.nouns import load_nouns
from hedge.training.parses import ParseCache
from hedge.training.speakers.coreference import coreference_cases

# "she" is Eva Lund, though Ana Ruiz stands nearer.
WORDS = [
    [("Eva", "(1-person-new-cf1-1,2-coref"), ("Lund", "1)"), ("met", ""), ("Ana", "(2-person-new-cf2-1,2-sgl"),
     ("Ruiz", "2)"), (".", "")],
    [("Yesterday", ""), ("she", "(1-person-giv:act-cf1-1-ana)"), ("said", ""), ("that", ""), ("the", ""), ("mill", ""),
     ("was", ""), ("safe", ""), (".", "")],
]  # fmt: skip


def test_sources_are_given_the_entity_of_their_chain(tmp_path: Path) -> None:
    rows = [
        "\n".join(
            f"{number}\t{form}\t_\t_\t_\t_\t0\t_\t_\t{f'Entity={entity}' if entity else '_'}"
            for number, (form, entity) in enumerate(sentence, 1)
        )
        for sentence in WORDS
    ]
    path = tmp_path / "train.conllu.gz"
    path.write_bytes(gzip.compress(("# newdoc id = invented\n" + "\n\n".join(rows) + "\n\n").encode()))
    (cases,) = coreference_cases(read_coreference(path), ParseCache(tmp_path / "parses"), load_ranking(), load_nouns())
    ((rows_of_features, right),) = cases
    # Candidates come with the last mentioned first; who is known is nobody new.
    assert right == [False, True]
    assert len(rows_of_features) == 2
