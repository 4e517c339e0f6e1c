"""Cues: which words tie a source to what it says, thinks or wants."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hedge.sources.tokens import NO_QUOTE, Tokens

OUTSIDE, BEGIN, INSIDE = 0, 1, 2

_CLAUSAL = ("ccomp", "parataxis", "xcomp", "csubj", "acl", "advcl")


def cue_features(tokens: Tokens) -> list[list[str]]:
    """Features of every word for the cue model: itself, its neighbours, its place in the tree and in quotations.

    Returns
    -------
    list of list of str
        One list a word, in order.
    """
    words = tokens.words
    rows: list[list[str]] = []
    for start, end in tokens.bounds:
        lemmas = ["<s>", "<s>", *(words[i].lemma.lower() for i in range(start, end)), "</s>", "</s>"]
        tags = ["<s>", "<s>", *(words[i].xpos for i in range(start, end)), "</s>", "</s>"]
        quotes = _sentence_quotes(tokens, start, end)
        for index in range(start, end):
            row = _window_features(lemmas, tags, index - start + 2)
            row.extend(_tree_features(tokens, index))
            row.extend(_child_features(tokens, index))
            row.extend(_quote_features(tokens, index, start, end, quotes))
            rows.append(row)
    return rows


def decode_cues(
    scores: npt.NDArray[np.float32], bounds: tuple[tuple[int, int], ...], bias: float
) -> list[tuple[int, int]]:
    """Most probable sequences of outside, begin and inside, sentence by sentence (Viterbi).

    Parameters
    ----------
    scores : ndarray, shape (n_words, 3)
        Logits of outside, begin, inside.
    bounds : tuple of (int, int)
        First word and end of each sentence.
    bias : float
        Added once to the score of every cue: higher finds more of them, and no longer ones.

    Returns
    -------
    list of (int, int)
        First word and end (exclusive) of each cue.
    """
    spans: list[tuple[int, int]] = []
    for start, end in bounds:
        labels = _best_labels(scores[start:end].tolist(), bias)
        opened = [start + k for k, label in enumerate(labels) if label == BEGIN]
        for first in opened:
            stop = first + 1
            while stop < end and labels[stop - start] == INSIDE:
                stop += 1
            spans.append((first, stop))
    return spans


# Words from an article to its noun: "the quite daring hypothesis".
_NEAR_NOUN = 3


def whole_cues(tokens: Tokens, cues: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Widen cues that cut a negated verb ("did|n't"), its particle ("rule|out") or a noun off ("the|hypothesis of").

    Not where another cue is in the way.
    """
    taken = {i for start, end in cues for i in range(start, end)}
    whole = []
    for start, end in cues:
        if _cuts_verb(tokens, start) and start - 1 not in taken:
            start -= 1
        if end not in taken and (_cuts_verb(tokens, end) or _is_particle(tokens, end, start)):
            end += 1
        noun = tokens.heads[start]
        if tokens.words[start].upos == "DET" and end == start + 1 and taken.isdisjoint(range(end, noun + 1)):
            end = max(end, noun + 1 if noun - start <= _NEAR_NOUN else end)
        whole.append((start, end))
    return whole


def _cuts_verb(tokens: Tokens, index: int) -> bool:
    return index in tokens.joined and tokens.words[index - 1].upos in ("AUX", "VERB")


def verb_end(tokens: Tokens, end: int) -> int:
    """End of the verb that the last word of a cue, an auxiliary ("don't"), stands before with only adverbs between.

    For cues that are accepted: asked earlier, it makes cues of all verbs that are negated.
    """
    last = end - 2 if end > 1 and tokens.words[end - 1].lemma.lower() in {"not", "n't", "n’t"} else end - 1
    verb = tokens.heads[last]
    if tokens.words[last].relation != "aux" or verb < end:
        return end
    if any(tokens.heads[between] != verb for between in range(end, verb)):
        return end
    return verb + 2 if _is_particle(tokens, verb + 1, verb) else verb + 1


def _is_particle(tokens: Tokens, index: int, start: int) -> bool:
    """Whether a word is the particle of one between `start` and itself."""
    if index >= len(tokens.words) or tokens.words[index].deprel != "compound:prt":
        return False
    return start <= tokens.heads[index] < index


def _best_labels(scores: list[tuple[float, float, float]], bias: float) -> list[int]:
    # Inside may follow only begin and inside; a cue that starts right after another is allowed, but gets no bias.
    best = (scores[0][0], scores[0][1] + bias, -np.inf)
    back: list[tuple[int, int, int]] = []
    for outside, begin, inside in scores[1:]:
        top = max(range(3), key=lambda label: best[label])
        before = max(range(3), key=lambda label: best[label] + bias * (label == OUTSIDE))
        within = BEGIN if best[BEGIN] >= best[INSIDE] else INSIDE
        back.append((top, before, within))
        best = (best[top] + outside, best[before] + begin + bias * (before == OUTSIDE), best[within] + inside)
    label = max(range(3), key=lambda label: best[label])
    labels = [label]
    for pointers in reversed(back):
        label = pointers[label]
        labels.append(label)
    return labels[::-1]


def _window_features(lemmas: list[str], tags: list[str], at: int) -> list[str]:
    lemma, tag = lemmas[at], tags[at]
    before, after = lemmas[at - 1], lemmas[at + 1]
    return [
        f"l={lemma}",
        f"lt={lemma} {tag}",
        f"t={tag}",
        f"e={lemma[-3:]}",
        f"l-1={before}",
        f"l+1={after}",
        f"l-2={lemmas[at - 2]}",
        f"l+2={lemmas[at + 2]}",
        f"t-1={tags[at - 1]}",
        f"t+1={tags[at + 1]}",
        f"t-1+={tags[at - 1]} {tag} {tags[at + 1]}",
        f"t-2={tags[at - 2]} {tags[at - 1]}",
        f"t+2={tags[at + 1]} {tags[at + 2]}",
        f"l-1l={before} {lemma}",
        f"ll+1={lemma} {after}",
        f"l-21={lemmas[at - 2]} {before} {tag}",
        f"lt+1={lemma} {tags[at + 1]}",
        f"t-1l={tags[at - 1]} {lemma}",
    ]


def _tree_features(tokens: Tokens, index: int) -> list[str]:
    words = tokens.words
    word = words[index]
    head = tokens.heads[index]
    relation = word.deprel
    row = [f"r={relation}", f"lr={word.lemma.lower()} {relation}"]
    row.extend(f"m={pair}" for pair in word.feats.split("|") if pair[:4] in ("Tens", "Verb", "Voic", "Mood"))
    path = relation
    side = "<" if head < index else ">"
    row.append(f"side={side} {min(abs(index - head), 6)} {relation}" if head >= 0 else "root")
    for step in range(3):
        if head < 0:
            row.append(f"top{step}={path}")
            break
        lemma = words[head].lemma.lower()
        row.append(f"p{step}={path}>{lemma}")
        row.append(f"pt{step}={path}>{words[head].xpos}")
        if step == 0:
            row.append(f"lh={word.lemma.lower()} {relation} {lemma}")
        path = f"{path}>{words[head].deprel}"
        head = tokens.heads[head]
    row.append(_embedding(tokens, index))
    return row


def _embedding(tokens: Tokens, index: int) -> str:
    """Return the nearest governor that the word is embedded under as a clause; its attribution may hold this one."""
    node = index
    while tokens.heads[node] >= 0:
        relation = tokens.words[node].deprel
        head = tokens.heads[node]
        if relation in ("ccomp", "parataxis"):
            return f"under={relation} {tokens.words[head].lemma.lower()}"
        node = head
    return "under="


def _child_features(tokens: Tokens, index: int) -> list[str]:
    words = tokens.words
    lemma = words[index].lemma.lower()
    row: list[str] = []
    seen: set[str] = set()
    for child in tokens.children[index]:
        word = words[child]
        relation = word.deprel
        if relation in ("punct", "det"):
            continue
        side = "<" if child < index else ">"
        if relation not in seen:
            seen.add(relation)
            row.append(f"c={side}{relation}")
            row.append(f"lc={lemma} {side}{relation}")
        row.append(f"ct={relation} {word.xpos}")
        if relation in (
            "nsubj",
            "nsubj:pass",
            "nmod:poss",
            "obl:agent",
            "aux",
            "aux:pass",
            "advmod",
            "obj",
            "compound:prt",
            "case",
        ):
            row.append(f"cl={relation} {word.lemma.lower()}")
        if word.relation in _CLAUSAL:
            row.append(f"cc={side}{relation} {_introducer(tokens, child)}")
            row.append(f"lcc={lemma} {_introducer(tokens, child)}")
        elif relation in ("obl", "nmod"):
            row.append(f"co={_introducer(tokens, child)} {lemma}")
    if not seen:
        row.append("leaf")
    row.append(
        "cs=" + " ".join(sorted(seen & {"nsubj", "nsubj:pass", "obj", "ccomp", "xcomp", "parataxis", "aux", "mark"}))
    )
    return row


def _introducer(tokens: Tokens, node: int) -> str:
    """Return the word that opens a clause or phrase: its marker or preposition, else the tag of its head."""
    for child in tokens.children[node]:
        if tokens.words[child].deprel in ("mark", "case"):
            return tokens.words[child].lemma.lower()
    return tokens.words[node].xpos


def _sentence_quotes(tokens: Tokens, start: int, end: int) -> tuple[bool, bool, bool]:
    """Whether the sentence has words in quotations, words outside, and a quotation of four words or more."""
    inside = [tokens.quote[i] for i in range(start, end)]
    quoted = sum(number != NO_QUOTE for number in inside)
    longest = max((inside.count(number) for number in set(inside) if number != NO_QUOTE), default=0)
    return quoted > 0, quoted < len(inside), longest >= 6


def _quote_features(tokens: Tokens, index: int, start: int, end: int, quotes: tuple[bool, bool, bool]) -> list[str]:
    inside = tokens.quote[index] != NO_QUOTE
    mark = index in tokens.opens or index in tokens.closes
    lemma = tokens.words[index].lemma.lower()
    row = [f"q={inside:d}{mark:d}", f"lq={lemma} {inside:d}"]
    if not inside:
        row.append(f"qs={quotes[0]:d}{quotes[2]:d} {tokens.words[index].upos}")
        row.append(f"lqs={quotes[2]:d} {lemma}")
        near = [
            offset for offset in (1, 2, 3, 4) if index + offset < len(tokens.words) and index + offset in tokens.opens
        ]
        past = [offset for offset in (1, 2, 3, 4) if index - offset in tokens.closes]
        row.extend(f"qn={offset} {tokens.words[index].upos}" for offset in near[:1])
        row.extend(f"qp={offset} {tokens.words[index].upos}" for offset in past[:1])
    elif quotes[1]:
        row.append(f"qm={quotes[2]:d} {tokens.words[index].upos}")
    row.append(f"b={min(index - start, 4)} {tokens.words[index].upos}")
    row.append(f"n={min(end - index, 4)} {tokens.words[index].upos}")
    following = any(end <= opener < end + 2 for opener in (end, end + 1) if opener in tokens.opens)
    if following and end - index <= 3:
        row.append("qnext")
    return row


def cue_log_odds(scores: npt.NDArray[np.float32], span: tuple[int, int]) -> float:
    """Mean, over the words of a cue, of the log odds that the word belongs to one."""
    part = scores[span[0] : span[1]].astype(np.float64)
    return float((np.logaddexp(part[:, BEGIN], part[:, INSIDE]) - part[:, OUTSIDE]).mean())


def gold_labels(tokens: Tokens, cues: list[tuple[int, int]]) -> npt.NDArray[np.int8]:
    """Labels of all words for training: outside, begin, inside."""
    labels = np.zeros(len(tokens.words), dtype=np.int8)
    for start, end in cues:
        labels[start] = BEGIN
        labels[start + 1 : end] = INSIDE
    return labels
