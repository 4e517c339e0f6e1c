"""Drafts beside each other: the numbers that tell which of them are attributions."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray

from hedge.sources.drafts.draft import Draft, quoted_share
from hedge.sources.evidence.columns import Table, View
from hedge.sources.evidence.encoder import CONTENT, CUE, SOURCE
from hedge.sources.tokens import NO_QUOTE, Tokens

# What stands for the score of a rival where there is none.
_NO_RIVAL = -9.0
_AROUND = 8
_TAGS = {"VERB": 0, "AUX": 1, "NOUN": 2, "ADP": 3, "ADJ": 4, "ADV": 5, "PUNCT": 6}


def draft_table(tokens: Tokens, view: View, drafts: Sequence[Draft], scores: NDArray[np.float32]) -> Table:
    """Columns of the drafts of a document.

    Parameters
    ----------
    tokens, view : Tokens, View
        The document.
    drafts : sequence of Draft
        Its drafts, in the order of their cues.
    scores : array, shape (n_drafts,)
        Log odds of each by the model of the parse.
    """
    evidence, places = view.evidence, view.places
    pairs = [draft.frame.cue for draft in drafts]
    cue = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    source = np.array([draft.frame.source for draft in drafts], dtype=np.intp).reshape(-1, 2).T
    first = np.array([draft.content[0] for draft in drafts], dtype=np.intp).reshape(-1, 2).T
    last = np.array([draft.content[-1] for draft in drafts], dtype=np.intp).reshape(-1, 2).T
    own = np.array(
        [(draft.cue_score, draft.source_score, draft.layout_score, draft.content_score) for draft in drafts]
    ).reshape(-1, 4)
    size = np.array([sum(end - start for start, end in draft.content) for draft in drafts])
    head = np.array([draft.frame.head for draft in drafts], dtype=np.intp)
    columns = [
        scores,
        *own.T,
        evidence.mean(CUE, *cue),
        evidence.least(CUE, *cue),
        evidence.begins_at(CUE, cue[0]),
        evidence.at(CUE, cue[0] - 1),
        evidence.at(CUE, cue[1]),
        evidence.mean(SOURCE, *source),
        evidence.least(SOURCE, *source),
        source[1] > 0,
        evidence.mean(CONTENT, *first),
        evidence.mean(CONTENT, *last),
        evidence.least(CONTENT, *first),
        evidence.begins_at(CONTENT, first[0]),
        evidence.mean(CONTENT, *cue),
        evidence.mean(CONTENT, cue[0] - _AROUND, cue[0]),
        evidence.mean(CONTENT, cue[1], cue[1] + _AROUND),
        np.array([len(draft.content) for draft in drafts]),
        np.minimum(size, 100),
        cue[1] - cue[0],
        first[0] >= cue[0],
        np.array([quoted_share(tokens, draft.content) for draft in drafts]),
        places.quote[head] != NO_QUOTE,
        np.array([_TAGS.get(tokens.words[index].upos, 7) for index in head]),
        places.nominal[np.maximum(source[1] - 1, 0)],
        view.cues_in(*first),
        *rival_columns(drafts),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def drop_rivals(drafts: Sequence[Draft], scores: Sequence[float]) -> tuple[list[Draft], list[float]]:
    """Leave out drafts most of whose content is in that of a likelier one that is kept, as no word is told twice.

    Attributions inside others are found apart, by `hedge.sources.completion.nesting`.
    """
    taken: set[int] = set()
    kept = []
    for number in sorted(range(len(drafts)), key=lambda index: (-scores[index], index)):
        words = {index for part in drafts[number].content for index in range(*part)}
        if len(words & taken) <= len(words) / 2:
            kept.append(number)
            taken |= words
    return [drafts[number] for number in sorted(kept)], [scores[number] for number in sorted(kept)]


def rival_columns(drafts: Sequence[Draft]) -> list[NDArray[np.float64]]:
    """How the drafts stand to each other.

    Returns
    -------
    list of array, shape (n_drafts,)
        Best score of a cue whose content holds the draft's cue; best score of one whose content shares words with its
        content; best score of a cue that its content holds; share of its content's words that are also in the content
        of a better cue.
    """
    by_word: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        for part in draft.content:
            for index in range(*part):
                by_word.setdefault(index, []).append(number)
    scores = [draft.cue_score for draft in drafts]
    # The best draft of each word, and the best of the others: a word may stand in very many.
    best = {index: nlargest(2, set(numbers), key=scores.__getitem__) for index, numbers in by_word.items()}
    holder, sharer, held = ([_NO_RIVAL] * len(drafts) for _ in range(3))
    shared = [0.0] * len(drafts)
    for number, draft in enumerate(drafts):
        for other in by_word.get(draft.frame.head, ()):
            if other != number:
                holder[number] = max(holder[number], scores[other])
                held[other] = max(held[other], scores[number])
        words = [index for part in draft.content for index in range(*part)]
        better = 0
        for index in words:
            rival = next((other for other in best[index] if other != number), None)
            if rival is not None:
                sharer[number] = max(sharer[number], scores[rival])
                better += scores[rival] > scores[number]
        shared[number] = better / len(words)
    return [np.array(column) for column in (holder, sharer, held, shared)]
