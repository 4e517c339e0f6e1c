"""Sources: for each cue, the noun phrase that names whose words or thoughts are reported."""

from __future__ import annotations

from dataclasses import dataclass

from hedge.sources.candidates.frames import bucket
from hedge.sources.tokens import NO_QUOTE, Tokens

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM")
# Words inside a noun phrase, which head no source of their own.
_INSIDE = ("compound", "flat", "det", "nummod", "amod", "goeswith")
# Where a phrase may end before the parser thinks so.
_STOPS = {",", "(", "—", "–", "--", "that", "whether", "who", "which"}
_CLAUSE_BREAKS = ("acl:relcl", "acl", "appos", "parataxis", "nmod", "nmod:unmarked", "conj")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of words that may be the source.

    Parameters
    ----------
    start, end : int
        First word and end (exclusive); both 0 for "no source".
    noun : int
        The word the stretch was made from, ``-1`` for "no source".
    shape : str
        How it was cut from the noun's subtree.
    """

    start: int
    end: int
    noun: int
    shape: str


NOBODY = Candidate(0, 0, -1, "none")


def source_candidates(tokens: Tokens, cue: tuple[int, int]) -> list[Candidate]:
    """Candidate sources near the cue, in its sentence: cuts of every noun phrase outside it, and `NOBODY`."""
    low, high = tokens.bounds[tokens.sentence[cue[0]]]
    found: dict[tuple[int, int], Candidate] = {}
    for noun in range(max(low, cue[0] - _WINDOW), min(high, cue[1] + _WINDOW)):
        word = tokens.words[noun]
        if cue[0] <= noun < cue[1] or (word.upos not in NOMINAL and word.relation != "nsubj"):
            continue
        loose = cue[0] <= tokens.heads[noun] < cue[1]
        if word.deprel in _INSIDE and word.upos != "PROPN" and not (loose and word.deprel == "compound"):
            continue
        for candidate in _cuts(tokens, noun, cue):
            found.setdefault((candidate.start, candidate.end), candidate)
    return [NOBODY, *found.values()]


def _cuts(tokens: Tokens, noun: int, cue: tuple[int, int]) -> list[Candidate]:
    """Return the whole phrase, the noun without what trails it, and the phrase up to each break after the noun."""
    start, end = tokens.first[noun], tokens.last[noun] + 1
    if noun < cue[0]:
        end = min(end, cue[0])
    else:
        start = max(start, cue[1])
    while start < noun and _is_opener(tokens, start, noun):
        start += 1
    cuts = [Candidate(*_trim(tokens, start, end, noun), noun, "full")]
    cuts.extend(Candidate(*_trim(tokens, start, stop, noun), noun, "cut") for stop in _breaks(tokens, noun, end))
    tail = noun + 1
    while tail < end and tokens.heads[tail] == noun and tokens.words[tail].deprel in ("flat", "case"):
        tail += 1
    cuts.append(Candidate(*_trim(tokens, start, tail, noun), noun, "head"))
    if tail < end and tokens.words[tail].lemma == "'s":
        cuts.append(Candidate(start, tail + 1, noun, "poss"))
    if start < noun:
        cuts.append(Candidate(noun, tail, noun, "bare"))
    if noun < cue[0] and (opener := _loose_start(tokens, start, cue)) < start:
        cuts.append(Candidate(opener, tail, noun, "loose"))
    if noun < cue[0] <= noun + _REACH:
        # The parser may have cut a long phrase short: up to the cue.
        cuts.append(Candidate(*_trim(tokens, start, cue[0], noun), noun, "reach"))
    commas = [
        Candidate(cut.start, cut.end + 1, noun, cut.shape + ",")
        for cut in cuts
        if cut.end < len(tokens.words)
        and tokens.words[cut.end].text == ","
        and any(w.text == "," for w in tokens.words[cut.start : cut.end])
    ]
    return cuts + commas


# Nouns farther from the cue than this many words are no candidates, which bounds the work in endless sentences.
_WINDOW = 80
# Words between a noun and the cue that may still belong to the noun's phrase.
_REACH = 20


def _breaks(tokens: Tokens, noun: int, end: int) -> list[int]:
    """Where the phrase may be cut after its noun; the first four places."""
    breaks = {
        tokens.first[child]
        for child in tokens.children[noun]
        if child > noun and tokens.words[child].deprel in _CLAUSE_BREAKS
    }
    breaks.update(i for i in range(noun + 1, min(end, noun + 25)) if tokens.words[i].text in _STOPS)
    return [stop for stop in sorted(breaks)[:4] if noun < stop < end]


def _loose_start(tokens: Tokens, start: int, cue: tuple[int, int]) -> int:
    """Take in words before a phrase that the parser gave to a cue it took for a noun ("the port authority hints")."""
    low = tokens.bounds[tokens.sentence[start]][0]
    while start > low and cue[0] <= tokens.heads[start - 1] < cue[1] and tokens.words[start - 1].deprel in _INSIDE:
        start -= 1
    return start


def _is_opener(tokens: Tokens, index: int, noun: int) -> bool:
    """Prepositions, conjunctions and punctuation before the phrase are not part of it."""
    word = tokens.words[index]
    return word.upos == "PUNCT" or (tokens.heads[index] == noun and word.deprel in ("case", "cc", "mark", "cop"))


def _trim(tokens: Tokens, start: int, end: int, noun: int) -> tuple[int, int]:
    """Leave out punctuation at the end of a phrase, and a word that opens something else: "an official | as saying"."""
    while end - 1 > noun:
        word, governor = tokens.words[end - 1], tokens.heads[end - 1]
        opens = word.relation in ("mark", "case") and not start <= governor < end
        if not opens and word.text not in {",", "—", "–", "--", "-", ";", ":"}:
            break
        end -= 1
    return start, end


def source_features(tokens: Tokens, cue: tuple[int, int], candidate: Candidate) -> list[str]:
    """Features of a candidate with its cue: its path to the cue, its position, its shape and edges."""
    head = tokens.head_of(*cue)
    words = tokens.words
    cue_lemma, cue_tag = words[head].lemma.lower(), words[head].xpos
    if candidate.noun < 0:
        return _nobody_features(tokens, cue, head)
    noun, start, end = candidate.noun, candidate.start, candidate.end
    word = words[noun]
    path = _path(tokens, noun, cue, head)
    left = start < cue[0]
    gap = (cue[0] - end) if left else (start - cue[1])
    side = f"{'<' if left else '>'}{bucket(gap)}"
    after = words[end].text if end < len(words) else "</s>"
    inner = {w.text for w in words[start:end]}
    adjacent_after = end == cue[0]
    final = words[end - 1]
    noun_quote, cue_quote = tokens.quote[noun], tokens.quote[head]
    return [
        f"path={path}",
        f"path l={path} {cue_lemma}",
        f"path t={path} {cue_tag}",
        f"path side={path} {side}",
        f"path sh={path} {candidate.shape}",
        f"path u={path} {word.upos}",
        f"side={side}",
        f"side t={side} {cue_tag} {word.upos}",
        *_shape_features(tokens, candidate, side),
        f"r={word.deprel} {side[0]}",
        f"l={word.lemma.lower()}",
        f"lr={word.lemma.lower()} {path}",
        f"first={words[start].lemma.lower()} {words[start].xpos}",
        f"final={final.lemma.lower() if final.upos in ('PART', 'PUNCT', 'PRON', 'DET') else final.xpos}",
        f"edge={words[end - 1].xpos} {adjacent_after:d}",
        f"whole={start == tokens.first[noun]:d}{end == tokens.last[noun] + 1:d} {path}",
        f"breaks={len(inner & _BREAKS):d} {after in _BREAKS:d} {side[0]}",
        f"cut next={_cut_kind(tokens, noun, end)} {after in _BREAKS:d} {adjacent_after:d}",
        f"q={noun_quote != NO_QUOTE:d}{cue_quote != NO_QUOTE:d}{noun_quote == cue_quote:d}",
        f"adj={adjacent_after:d}{start == cue[1]:d} {cue_tag} {word.upos}",
        f"between={_between(tokens, cue, start, end)}",
        f"begin={start == tokens.bounds[tokens.sentence[start]][0]:d} {side[0]}",
        f"name={word.text[:1].isupper():d} {word.upos} {path}",
    ]


def _shape_features(tokens: Tokens, candidate: Candidate, side: str) -> list[str]:
    words, shape, start, end = tokens.words, candidate.shape, candidate.start, candidate.end
    after, tag = (words[end].text, words[end].xpos) if end < len(words) else ("</s>", "")
    before = words[start - 1].text if start else "<s>"
    return [
        f"shape={shape} {words[candidate.noun].upos}",
        f"shape side={shape} {side}",
        f"shape after={shape} {after.lower()}",
        f"shape after t={shape} {tag}",
        f"shape before={shape} {before.lower()}",
        f"len={bucket(end - start)} {shape}",
        f"cut={_cut_kind(tokens, candidate.noun, end)} {shape}",
    ]


def _nobody_features(tokens: Tokens, cue: tuple[int, int], head: int) -> list[str]:
    word = tokens.words[head]
    relations = {tokens.words[child].deprel for index in range(*cue) for child in tokens.children[index]}
    told = " ".join(sorted(relations & _TELLING))
    return [
        "none",
        f"none l={word.lemma.lower()}",
        f"none t={word.xpos}",
        f"none r={word.deprel}",
        f"none c={' '.join(tokens.words[index].lemma.lower() for index in range(*cue))}",
        f"none cs={told}",
        f"none tcs={word.xpos} {told}",
        f"none q={tokens.quote[head] != NO_QUOTE:d}",
        f"none at={min(cue[0] - tokens.bounds[tokens.sentence[cue[0]]][0], 3)}",
    ]


_TELLING = {"nsubj", "nsubj:pass", "nsubj:outer", "obl:agent", "nmod:poss", "expl", "aux:pass", "obj", "csubj"}
_BREAKS = {",", "(", ")", "—", "–", "--", "who", "which", "that", ";", ":"}


def _path(tokens: Tokens, noun: int, cue: tuple[int, int], head: int) -> str:
    """Relations from the noun up to the word it shares with the cue's head, and down from there to the cue's head."""
    if cue[0] <= tokens.heads[noun] < cue[1]:
        return f"{tokens.words[noun].deprel}^" + ("" if tokens.heads[noun] == head else "c")
    up: dict[int, int] = {}
    node = noun
    while node >= 0:
        up[node] = len(up)
        node = tokens.heads[node]
    down: list[str] = []
    node = head
    while node not in up and node >= 0:
        down.append(tokens.words[node].relation)
        node = tokens.heads[node]
    chain: list[str] = []
    climb = noun
    while climb != node:
        chain.append(tokens.words[climb].deprel if climb == noun else tokens.words[climb].relation)
        climb = tokens.heads[climb]
    if len(chain) + len(down) > 4:
        return f"{chain[0] if chain else ''}^{len(chain)}v{len(down)}"
    return "^".join([*chain, ""]) + "v".join(["", *reversed(down)])


def _between(tokens: Tokens, cue: tuple[int, int], start: int, end: int) -> str:
    low, high = (end, cue[0]) if start < cue[0] else (cue[1], start)
    if high - low > 4:
        return "far"
    return " ".join(tokens.words[i].xpos for i in range(low, high))


def _cut_kind(tokens: Tokens, noun: int, end: int) -> str:
    """Return what the phrase would go on with if it went on: the relation of the first dependent left out."""
    for child in tokens.children[noun]:
        if child >= end and tokens.words[child].upos != "PUNCT":
            return tokens.words[child].deprel
    return ""
