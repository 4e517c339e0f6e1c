"""Drafts: attributions as they were put together, and the evidence for and against keeping them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hedge.sources.candidates.frames import Frame
from hedge.sources.tokens import NO_QUOTE, Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A possible attribution.

    Parameters
    ----------
    frame : Frame
        Its cue and source.
    content : tuple of (int, int)
        Its content: first word and end (exclusive) of each part.
    cue_score : float
        Log odds that the words of the cue are one.
    source_score, layout_score, content_score : float
        Log of the share of the chosen source, layout and edges among their candidates, at most 0.
    """

    frame: Frame
    content: tuple[tuple[int, int], ...]
    cue_score: float
    source_score: float
    layout_score: float
    content_score: float


def quoted_share(tokens: Tokens, content: Sequence[tuple[int, int]]) -> float:
    """Share of the words of a content, punctuation left out, that stand in quotation marks; 0 where it has none."""
    words = [i for start, end in content for i in range(start, end) if tokens.words[i].upos != "PUNCT"]
    return sum(tokens.quote[i] != NO_QUOTE for i in words) / len(words) if words else 0.0


def acceptance_features(tokens: Tokens, drafts: Sequence[Draft]) -> list[list[str]]:
    """Features of every draft: how sure each decision was, and how it fits in with the other drafts of the document."""
    sentences: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        sentences.setdefault(tokens.sentence[draft.frame.head], []).append(number)
    covering = _covering(drafts)
    covered: list[list[int]] = [[] for _ in drafts]
    for number, holders in enumerate(covering):
        for holder in holders:
            covered[holder].append(number)
    rows = []
    for number, draft in enumerate(drafts):
        row = _own_features(tokens, draft)
        cue = _level(draft.cue_score)
        others = [drafts[i].cue_score for i in sentences[tokens.sentence[draft.frame.head]] if i != number]
        row.append(f"rivals={_level(max(others, default=-9.0))} {cue}")
        for name, related in (("holder", covering[number]), ("held", covered[number])):
            best = _level(max((drafts[i].cue_score for i in related), default=-9.0))
            row.append(f"{name}={best}")
            row.append(f"{name} c={best} {cue}")
        rows.append(row)
    return rows


def _covering(drafts: Sequence[Draft]) -> list[list[int]]:
    """For each draft the others whose content holds its cue."""
    by_word: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        by_word.setdefault(draft.frame.head, []).append(number)
    covering: list[list[int]] = [[] for _ in drafts]
    for number, draft in enumerate(drafts):
        for start, end in draft.content:
            for index in range(start, end):
                for held in by_word.get(index, ()):
                    if held != number:
                        covering[held].append(number)
    return covering


def _own_features(tokens: Tokens, draft: Draft) -> list[str]:
    frame = draft.frame
    head = tokens.words[frame.head]
    lemma = head.lemma.lower()
    cue = _level(draft.cue_score)
    source, content = _level(draft.source_score), _level(draft.content_score)
    share = quoted_share(tokens, draft.content)
    kind = "direct" if share == 1 else "mixed" if share else "indirect"
    layout = "both" if len(draft.content) > 1 else "after" if draft.content[0][0] >= frame.cue[0] else "before"
    named = "none" if not frame.source[1] else tokens.words[tokens.head_of(*frame.source)].upos
    length = sum(end - start for start, end in draft.content)
    size = next((limit for limit in (1, 2, 4, 8, 16, 32, 64) if length <= limit), 99)
    return [
        f"c={cue}",
        f"s={source}",
        f"x={content}",
        f"y={_level(draft.layout_score)}",
        f"cx={cue} {content}",
        f"cs={cue} {source}",
        f"xs={content} {source}",
        f"l={lemma}",
        f"lt={lemma} {head.xpos}",
        f"lk={lemma} {kind}",
        f"k={kind} {cue}",
        f"kl={kind} {layout} {named}",
        f"n={named} {cue}",
        f"nt={named} {head.xpos}",
        f"nl={named} {lemma}",
        f"z={size} {kind}",
        f"zt={size} {head.xpos}",
        f"w={frame.cue[1] - frame.cue[0]}",
        f"first={tokens.words[draft.content[0][0]].xpos} {layout}",
        f"q={tokens.quote[frame.head] != NO_QUOTE:d} {kind}",
        f"qc={tokens.quote[frame.head] != NO_QUOTE:d} {cue}",
    ]


def _level(score: float) -> int:
    """Return a score in steps of a half, from -6 to 6."""
    return max(-12, min(12, round(2 * score)))
