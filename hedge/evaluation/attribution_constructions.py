"""The constructions of an attribution: how its parts are worded and laid out, to cross errors with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from hedge.documents import Span
from hedge.parsing import Parse, Word
from hedge.sources import Attribution
from hedge.sources.tokens import NO_QUOTE, Tokens, flatten
from hedge.speakers.mentions.runs import is_headline
from hedge.speakers.transcripts.turns import transcript_blocks

#: The names that `Layout.constructions` uses, in the order of the report.
CONSTRUCTIONS = (
    "direct", "mixed", "indirect", "cue before", "cue inside", "cue after", "no cue", "noun cue", "passive",
    "according to", "source-less", "pronoun source", "discontinuous content", "multi-paragraph quotation",
    "headline or first line", "speaker turn", "inside another content",
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """A parsed article, ready to be asked about its attributions.

    Parameters
    ----------
    parse : Parse
        The article.
    """

    parse: Parse

    @cached_property
    def tokens(self) -> Tokens:
        """Its words and quotations."""
        return flatten(self.parse)

    @cached_property
    def opening(self) -> frozenset[int]:
        """Sentences that are headlines, or stand in the first paragraph."""
        sentences = self.parse.sentences
        first = min((self.parse.blocks[sentence.block].paragraph for sentence in sentences), default=0)
        return frozenset(
            number
            for number, sentence in enumerate(sentences)
            if self.parse.blocks[sentence.block].paragraph == first or is_headline(sentence)
        )

    @cached_property
    def turns(self) -> frozenset[int]:
        """Blocks that are a speaker's turn."""
        return transcript_blocks(self.parse)

    def words(self, spans: Iterable[Span]) -> list[int]:
        """Numbers of the words in the spans."""
        return [index for span in sorted(spans) for index in self.tokens.range_of(span)]

    def paragraphs(self, spans: Iterable[Span]) -> set[int]:
        """Paragraphs that the spans touch."""
        return {self.tokens.paragraph[self.tokens.sentence[index]] for index in self.words(spans)}

    def constructions(self, attribution: Attribution, others: Sequence[Attribution]) -> tuple[str, ...]:
        """Return the constructions of an attribution, in the order of `CONSTRUCTIONS`.

        Parameters
        ----------
        attribution : Attribution
            One of the article.
        others : sequence of Attribution
            All those that its cue may stand inside of, itself maybe among them.
        """
        anchor = (attribution.cue or attribution.source or attribution.content)[0]
        inside = any(span.covers(anchor) for other in others if other is not attribution for span in other.content)
        content = self.words(attribution.content)
        place = [self.tokens.sentence[index] for index in self.words([anchor])[:1]]
        found = {
            self._kind(content),
            _position(attribution),
            *self._cue(attribution),
            *self._source(attribution),
            "discontinuous content" if self._gaps(content) else "",
            "multi-paragraph quotation" if self._runs_on(attribution) else "",
            "headline or first line" if self.opening.intersection(place) else "",
            "speaker turn" if any(self.parse.sentences[number].block in self.turns for number in place) else "",
            "inside another content" if inside else "",
        }
        return tuple(name for name in CONSTRUCTIONS if name in found)

    def _kind(self, content: Sequence[int]) -> str:
        quoted = [self.tokens.quote[i] != NO_QUOTE for i in content if self.tokens.words[i].upos != "PUNCT"]
        return "indirect" if not any(quoted) else "direct" if all(quoted) else "mixed"

    def _cue(self, attribution: Attribution) -> Iterable[str]:
        indices = self.words(attribution.cue)
        words = [self.tokens.words[index] for index in indices]
        tags = {word.upos for word in words}
        if [word.text.lower() for word in words[:2]] == ["according", "to"]:
            yield "according to"
        elif "NOUN" in tags and "VERB" not in tags:
            yield "noun cue"
        if any(_is_passive(word) for i in indices for word in self._with_children(i)):
            yield "passive"

    def _source(self, attribution: Attribution) -> Iterable[str]:
        words = [self.tokens.words[index] for index in self.words(attribution.source)]
        if not words:
            yield "source-less"
        elif len(words) == 1 and words[0].upos == "PRON":
            yield "pronoun source"

    def _with_children(self, index: int) -> list[Word]:
        return [self.tokens.words[i] for i in (index, *self.tokens.children[index])]

    def _gaps(self, content: Sequence[int]) -> bool:
        """Whether words stand between the parts of a content; marks and paragraph breaks do not count."""
        between = set(range(content[0], content[-1])) - set(content) if content else set()
        return any(self.tokens.words[index].upos != "PUNCT" for index in between)

    def _runs_on(self, attribution: Attribution) -> bool:
        quoted = [i for i in self.words(attribution.content) if self.tokens.quote[i] != NO_QUOTE]
        return len({self.tokens.paragraph[self.tokens.sentence[index]] for index in quoted}) > 1


def _position(attribution: Attribution) -> str:
    """Where the cue stands: before the content, after it, or between its parts."""
    if not attribution.cue:
        return "no cue"
    cue, content = min(attribution.cue), sorted(attribution.content)
    return "cue before" if cue < content[0] else "cue after" if cue.start >= content[-1].end else "cue inside"


def _is_passive(word: Word) -> bool:
    return word.deprel in {"aux:pass", "nsubj:pass", "csubj:pass"}
