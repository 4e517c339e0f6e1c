from __future__ import annotations

import pytest

from hedge.parsing import Sentence, Word

SENTENCES = {
    "may have left": """
        Ines Ines PROPN NNP 4 nsubj
        may may AUX MD 4 aux
        have have AUX VB 4 aux
        left leave VERB VBN 0 root
        """,
    "could eat or sleep": """
        Nobody nobody PRON NN 3 nsubj
        could could AUX MD 3 aux
        eat eat VERB VB 0 root
        or or CCONJ CC 5 cc
        sleep sleep VERB VB 3 conj
        """,
    "asked not to stay": """
        She she PRON PRP 2 nsubj
        asked ask VERB VBD 0 root
        him he PRON PRP 2 obj
        not not PART RB 6 advmod
        to to PART TO 6 mark
        stay stay VERB VB 2 xcomp
        """,
}


def read_rows(rows: str) -> Sentence:
    """A sentence from lines of form, lemma, UPOS, XPOS, head (from 1) and relation."""
    words: list[Word] = []
    start = 0
    for row in rows.split("\n"):
        if row.strip():
            text, lemma, upos, xpos, head, deprel = row.split()
            word = Word(text=text, lemma=lemma, upos=upos, xpos=xpos, feats="", head=int(head) - 1, deprel=deprel,
                        start=start, end=start + len(text))  # fmt: skip
            words.append(word)
            start = word.end + 1
    return Sentence(tuple(words))


@pytest.fixture(scope="session")
def trees() -> dict[str, Sentence]:
    """Hand-made trees by what they say."""
    return {name: read_rows(rows) for name, rows in SENTENCES.items()}
