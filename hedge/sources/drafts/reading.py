"""A document on its way from words to drafts of attributions, read with parse and encoder together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hedge.sources.candidates.contents import LAYOUTS, is_adjunct, layout_features
from hedge.sources.candidates.cues import cue_features, cue_log_odds, decode_cues, whole_cues
from hedge.sources.candidates.extension import extension_features, is_anothers, next_quotation, told_quotations
from hedge.sources.candidates.frames import Frame, make_frame
from hedge.sources.candidates.people import Candidate, source_candidates, source_features
from hedge.sources.drafts.draft import Draft, acceptance_features
from hedge.sources.drafts.drafting import CUE_BIAS, LONGEST_CHAIN, SIDES
from hedge.sources.drafts.parts import likely_parts, log_shares
from hedge.sources.drafts.rivals import draft_table, drop_rivals
from hedge.sources.evidence.columns import (
    Part,
    Table,
    View,
    cue_table,
    extension_table,
    group_log_shares,
    layout_table,
    part_table,
    source_table,
)
from hedge.sources.evidence.encoder import CONTENT, Evidence
from hedge.sources.evidence.places import find_places
from hedge.sources.evidence.stack import DenseModel, Stack
from hedge.sources.model import AttributionModel
from hedge.sources.tokens import Tokens

Range = tuple[int, int]
Floats = npt.NDArray[np.float64]
Array = npt.NDArray[Any]

# A side of a cue with a layout less likely than this by the parse, and words less likely in a content than this by the
# encoder, has no content.
_LEAST_LAYOUT, _LEAST_ODDS = -4.0, -1.5
# Words beside a cue that the encoder is asked about.
_SIDE = 8


class Reading:
    """Choices made one after the other, each with a table to score and a method that takes the scores.

    The order is that of the methods: ``cue_table``, ``take_cues``, ``source_table``, ``take_sources`` and so on.

    Parameters
    ----------
    tokens : Tokens
        A document that has words.
    model : AttributionModel
        Models of the parse.
    evidence : Evidence
        What the encoder says.
    """

    def __init__(self, tokens: Tokens, model: AttributionModel, evidence: Evidence) -> None:
        self.tokens, self.model, self.evidence = tokens, model, evidence
        self.cues: list[Range] = []
        self.sources: list[list[Candidate]] = []
        self.frames: list[Frame] = []
        self.parts: list[list[Part]] = []
        self.groups: list[tuple[int, str]] = []
        self.contents: list[list[Range]] = []
        self._places = find_places(tokens)
        self._parse_cues = model.cue.scores(cue_features(tokens))

    def read(self, stack: Stack) -> tuple[list[Draft], list[float]]:
        """Make all choices, and return the drafts with their log odds."""
        self.take_cues(stack.cue.scores(self.cue_table()))
        self.take_sources(stack.source.predict(self.source_table()))
        self.take_parts(stack.part.predict(self.part_table()))
        self.take_layouts(stack.layout.predict(self.layout_table()))
        self.extend(stack.extension)
        drafts = self.drafts()
        return drop_rivals(drafts, stack.acceptance.predict(self.draft_table(drafts)).tolist())

    def cue_table(self) -> Table:
        """One row a word."""
        return cue_table(self._parse_cues, self.evidence)

    def take_cues(self, scores: Floats) -> None:
        """Decode cues, and propose the sources of each."""
        self._cue_scores = scores.astype(np.float32)
        shares = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
        begun = np.concatenate([[0.0], np.cumsum(np.exp(shares[:, 1]))])
        self._view = View(places=self._places, evidence=self.evidence, cues=begun)
        self.cues = whole_cues(self.tokens, decode_cues(self._cue_scores, self.tokens.bounds, CUE_BIAS))
        self.sources = [source_candidates(self.tokens, cue) for cue in self.cues]
        rows = (
            source_features(self.tokens, cue, option)
            for cue, options in zip(self.cues, self.sources, strict=True)
            for option in options
        )
        raw = self.model.source.scores(rows)[:, 0].astype(np.float64)
        self._source_shares = group_log_shares(raw, [len(options) for options in self.sources])

    def source_table(self) -> Table:
        """One row a candidate source, cue by cue."""
        return source_table(self._view, self.cues, self.sources, self._source_shares)

    def take_sources(self, scores: Floats) -> None:
        """Choose the sources, and propose the parts of the contents."""
        self._source_scores: list[float] = []
        shares = group_log_shares(scores, [len(options) for options in self.sources])
        for cue, options, own in zip(self.cues, self.sources, shares, strict=True):
            best = int(own.argmax())
            self.frames.append(make_frame(self.tokens, cue, (options[best].start, options[best].end)))
            self._source_scores.append(float(own[best]))
        raw = self.model.layout.scores(layout_features(self.tokens, frame) for frame in self.frames)
        self._layouts = np.array([log_shares(row) for row in raw]).reshape(-1, len(LAYOUTS))
        for number, frame in enumerate(self.frames):
            for side in ("before", "after"):
                if self._may_stand(number, side) and (
                    found := likely_parts(self.tokens, frame, side, self.model, self.evidence)
                ):
                    self.groups.append((number, side))
                    self.parts.append(found)

    def _may_stand(self, number: int, side: str) -> bool:
        """Whether parse or encoder give a content on a side of the cue a chance."""
        layouts = [share for name, share in zip(LAYOUTS, self._layouts[number], strict=True) if side in SIDES[name]]
        if max(layouts) > _LEAST_LAYOUT:
            return True
        frame = self.frames[number]
        edge = frame.right if side == "after" else frame.left - _SIDE
        return bool(self.evidence.mean(CONTENT, np.array([edge]), np.array([edge + _SIDE]))[0] > _LEAST_ODDS)

    def part_table(self) -> Table:
        """One row a candidate part, group by group."""
        frames = [self.frames[number] for number, _ in self.groups]
        return part_table(self._view, frames, [side for _, side in self.groups], self.parts)

    def take_parts(self, scores: Floats) -> None:
        """Choose the best part on each side of each cue."""
        self._best: dict[str, list[tuple[Part, float] | None]] = {
            side: [None] * len(self.frames) for side in ("before", "after")
        }
        shares = group_log_shares(scores, [len(options) for options in self.parts])
        for (number, side), options, own in zip(self.groups, self.parts, shares, strict=True):
            best = int(own.argmax())
            self._best[side][number] = options[best], float(own[best])

    def layout_table(self) -> Table:
        """Three rows a frame."""
        return layout_table(self._view, self.frames, self._layouts, self._best["before"], self._best["after"])

    def take_layouts(self, scores: Floats) -> None:
        """Put the contents together; a frame that has no room for one has none."""
        shares = group_log_shares(scores, [len(LAYOUTS)] * len(self.frames))
        for number, frame in enumerate(self.frames):
            part = self._best["after"][number]
            if part and self._best["before"][number] and is_adjunct(self.tokens, frame, (part[0].start, part[0].end)):
                self._best["after"][number] = None
        composed = [self._compose(number, own) for number, own in enumerate(shares)]
        contents = [[(part.start, part.end) for part, _ in chosen] for chosen, _ in composed]
        self._told = told_quotations(self.tokens, self.frames, contents)
        for number, (frame, parts) in enumerate(zip(self.frames, contents, strict=True)):
            if any(is_anothers(self.tokens, frame, number, start, self._told) for start, _ in parts):
                self._best["after"][number] = None
                composed[number] = self._compose(number, shares[number])
        self.contents = [[(part.start, part.end) for part, _ in chosen] for chosen, _ in composed]
        self._layout_scores = [layout for _, layout in composed]
        self._part_scores = [min((share for _, share in chosen), default=-9.0) for chosen, _ in composed]

    def _compose(self, number: int, shares: Floats) -> tuple[list[tuple[Part, float]], float]:
        """Return the parts that the likeliest possible layout of a frame asks for, and the layout's score."""
        for index in np.argsort(-shares, kind="stable"):
            sides = SIDES[LAYOUTS[index]]
            found = [part for side in sides if (part := self._best[side][number]) is not None]
            if len(found) == len(sides):
                return found, float(shares[index])
        return [], -9.0

    def next_quotations(self) -> tuple[list[int], list[Range]]:
        """Frames whose content may go on with a quotation, and the quotations; those that have their own cue do not."""
        numbers, found = [], []
        for number, (frame, parts) in enumerate(zip(self.frames, self.contents, strict=True)):
            if parts and len(parts) < LONGEST_CHAIN:
                quotation = next_quotation(self.tokens, max(parts[-1][1], frame.right))
                if quotation and not is_anothers(self.tokens, frame, number, quotation[0], self._told):
                    numbers.append(number)
                    found.append(quotation)
        return numbers, found

    def extension_table(self, numbers: Sequence[int], quotations: Sequence[Range]) -> Table:
        """One row a frame of `numbers`."""
        frames, last = [self.frames[i] for i in numbers], [self.contents[i][-1] for i in numbers]
        rows = (
            extension_features(self.tokens, frame, part, quotation, len(self.contents[number]))
            for number, frame, part, quotation in zip(numbers, frames, last, quotations, strict=True)
        )
        self._parse_extensions = self.model.extension.scores(rows)[:, 0].astype(np.float64)
        return extension_table(self._view, frames, last, quotations, self._parse_extensions)

    def extend(self, model: DenseModel) -> None:
        """Go on with the following quotations as long as they seem to belong to the same speaker.

        The model's log odds and those of the parse, which has seen five times as many articles, are added.
        """
        live = set(range(len(self.frames)))
        while live:
            pairs = [pair for pair in zip(*self.next_quotations(), strict=True) if pair[0] in live]
            if not pairs:
                break
            numbers, quotations = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
            scores = model.scores(self.extension_table(numbers, quotations))[:, 0] + self._parse_extensions
            live = {number for number, score in zip(numbers, scores, strict=True) if score > 0}
            for number, quotation in pairs:
                if number in live:
                    self.contents[number].append(quotation)

    def draft_table(self, drafts: Sequence[Draft]) -> Table:
        """One row a draft."""
        alone = self.model.acceptance.scores(acceptance_features(self.tokens, drafts))[:, 0]
        return draft_table(self.tokens, self._view, drafts, alone)

    def drafts(self) -> list[Draft]:
        """The frames that have a content, with what speaks for them."""
        return [
            Draft(
                frame=frame,
                content=tuple(self.contents[number]),
                cue_score=cue_log_odds(self._cue_scores, frame.cue),
                source_score=self._source_scores[number],
                layout_score=self._layout_scores[number],
                content_score=self._part_scores[number],
            )
            for number, frame in enumerate(self.frames)
            if self.contents[number]
        ]
