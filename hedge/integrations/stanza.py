"""A Stanza processor: import this module, then name ``hedge`` among the processors of a `stanza.Pipeline`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from stanza.models.common import doc as stanza_doc
from stanza.pipeline.processor import Processor, register_processor

from hedge.analysis import Document, Pipeline, load
from hedge.documents import Source, Span, split_blocks
from hedge.errors import OptionError
from hedge.parsing import Parse, Parser, Sentence
from hedge.parsing.stanza import make_word
from hedge.statements import Statement, StatementCue

__all__ = ["HedgeProcessor", "SentenceCertainty", "WordCertainty"]

TREES = ("reparse", "document")
_REQUIRED = ("tokenize", "pos", "lemma", "depparse")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCertainty:
    """What hedge found at a word.

    Parameters
    ----------
    statements : tuple of Statement
        Those whose content the word is part of.
    cue : StatementCue or None
        The hedge or booster that the word is part of, with its effect on the first of the statements.
    role : {"source", "cue", "content"} or None
        The word's part in an attribution; ``"content"`` goes before the others where attributions nest.
    """

    statements: tuple[Statement, ...]
    cue: StatementCue | None
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceCertainty:
    """What hedge found in a sentence.

    Parameters
    ----------
    statements : tuple of Statement
        Those with words in the sentence.
    cues : tuple of StatementCue
        Hedges and boosters in it that bear on a statement.
    """

    statements: tuple[Statement, ...]
    cues: tuple[StatementCue, ...]


@register_processor("hedge")
class HedgeProcessor(Processor):  # type: ignore[misc]
    """Statements, speakers and profiles for a `stanza.Document`.

    Afterwards ``doc.hedge`` is the `hedge.Document` that ``hedge.load()(text)`` gives; ``sentence.hedge`` and
    ``word.hedge`` are what of it concerns a sentence or word. The pipeline's own models parse, so that none is loaded
    twice; any English package will do, but attribution and certainty are fitted on parses of the shipped one.

    Options of `stanza.Pipeline`:

    ``hedge_preset``
        As for `hedge.load`: ``"default"``, or ``"fast"`` without the encoder.
    ``hedge_trees``
        ``"reparse"`` (the default) parses the text as hedge does, without headers and speaker labels and with curly
        quotation marks straightened, so that the results are those of `hedge.load`. ``"document"`` takes the trees that
        the document has, at half the time; so it always is where a document has no text or comes already parsed from
        elsewhere (pre-tokenised, CoNLL-U).

    Notes
    -----
    Offsets are those of ``doc.text``. A pre-tokenised document without text is read as its words joined by spaces, its
    sentences by line breaks: ``doc.hedge.text``.

    Examples
    --------
    The shipped pack as a Stanza package; leave out `stanza_options` to use Stanza's own::

        import stanza
        import hedge.integrations.stanza
        from hedge.parsing import stanza_options

        nlp = stanza.Pipeline("en", processors="tokenize,mwt,pos,lemma,depparse,hedge", **stanza_options())
        doc = nlp("Officials said the talks may resume.")
        doc.hedge.statements[0].label     # 'possible'
        doc.sentences[0].words[4].hedge   # "may": its cue with type and effect, and its statements
    """

    PROVIDES_DEFAULT = frozenset({"hedge"})
    REQUIRES_DEFAULT = frozenset(_REQUIRED)

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        self._trees = config.get("trees", "reparse")
        if self._trees not in TREES:
            raise OptionError(f"expected hedge_trees among {', '.join(TREES)}, got {self._trees!r}: name one of them")
        self._preset = str(config.get("preset", "default"))
        self._analysis  # noqa: B018 - load now, so that a wrong preset is known at once

    @cached_property
    def _analysis(self) -> Pipeline:
        return load(self._preset, parser=Parser(self.pipeline, "stanza"))

    def mark_inactive(self) -> None:
        """Do nothing: what Stanza calls on a processor whose requirements are not met."""

    def process(self, doc: Any) -> Any:
        """Attach the analysis to one document, which is returned."""
        return self.bulk_process([doc])[0]

    def bulk_process(self, docs: list[Any]) -> list[Any]:
        """Attach the analyses to documents, which are returned."""
        given = [self._given_trees(doc) for doc in docs]
        own = self._analysis.pipe([doc.text for doc, parse in zip(docs, given, strict=True) if parse is None])
        for doc, parse in zip(docs, given, strict=True):
            found = (
                next(own)
                if parse is None
                else self._analysis.analyse_parses([parse], [Source(id="", text=parse.text)])[0]
            )
            _attach(doc, found, parse)
        return docs

    def _given_trees(self, doc: Any) -> Parse | None:
        """The document's own trees; None where its text is to be parsed anew."""
        tokenizer = self.pipeline.processors.get("tokenize")
        foreign = tokenizer is None or tokenizer.config.get("pretokenized", False)
        anew = self._trees == "reparse" and doc.text and not foreign and _has_offsets(doc)
        return None if anew else _read_trees(doc)


def _has_offsets(doc: Any) -> bool:
    return all(token.start_char is not None for sentence in doc.sentences for token in sentence.tokens)


def _read_trees(doc: Any) -> Parse:
    """Stanza's trees as ours; text and offsets are made up where the document has none."""
    if doc.text is not None and _has_offsets(doc):
        text, offsets = doc.text, [[(t.start_char, t.end_char) for t in s.tokens] for s in doc.sentences]
    else:
        text, offsets = _lay_out([[token.text for token in sentence.tokens] for sentence in doc.sentences])
    blocks = split_blocks(text)
    sentences = []
    for found, places in zip(doc.sentences, offsets, strict=True):
        words = [
            make_word(text, span, word)
            for token, (start, end) in zip(found.tokens, places, strict=True)
            for word, span in zip(token.words, _word_spans(token, Span(start, end)), strict=True)
        ]
        if words:
            place = next((i for i, block in enumerate(blocks) if words[0].start < block.span.end), len(blocks) - 1)
            sentences.append(Sentence(tuple(words), place))
    return Parse(text, blocks, tuple(sentences))


def _word_spans(token: Any, span: Span) -> list[Span]:
    """Spans of a token's words: cut where they spell it, otherwise the first word stands for all of it."""
    if len(token.words) == 1:
        return [span]
    lengths = [len(word.text) for word in token.words]
    if sum(lengths) == len(span) and "".join(word.text for word in token.words) == token.text:
        starts = [span.start + sum(lengths[:i]) for i in range(len(lengths))]
        return [Span(start, start + length) for start, length in zip(starts, lengths, strict=True)]
    return [span, *[Span(span.end, span.end)] * (len(token.words) - 1)]


def _lay_out(sentences: Sequence[Sequence[str]]) -> tuple[str, list[list[tuple[int, int]]]]:
    """Text of tokens joined by spaces and sentences joined by line breaks, with the tokens' places in it."""
    offsets, position = [], 0
    for tokens in sentences:
        places = []
        for token in tokens:
            places.append((position, position + len(token)))
            position += len(token) + 1
        offsets.append(places)
    return "\n".join(" ".join(tokens) for tokens in sentences), offsets


def _attach(doc: Any, found: Document, parse: Parse | None) -> None:
    doc.hedge = found
    tokens = _places(doc, parse)
    for sentence, places in zip([each for each in doc.sentences if each.words], tokens, strict=True):
        whole = Span(places[0][1].start, places[-1][1].end)
        near = [s for s in found.statements if any(part.overlaps(whole) for part in (*s.spans, *s.cue, *s.source))]
        inside = tuple(s for s in near if any(part.overlaps(whole) for part in s.spans))
        cues = {cue.span: cue for s in reversed(near) for cue in s.cues if cue.span.overlaps(whole)}
        sentence.hedge = SentenceCertainty(statements=inside, cues=tuple(cues[span] for span in sorted(cues)))
        for word, span in places:
            word.hedge = _of_word(span, near, cues)


def _places(doc: Any, parse: Parse | None) -> list[list[tuple[Any, Span]]]:
    """Words of each sentence with their spans in the analysed text."""
    if parse is not None:
        filled = [sentence for sentence in doc.sentences if sentence.words]
        return [
            [(word, ours.span) for word, ours in zip(sentence.words, read.words, strict=True)]
            for sentence, read in zip(filled, parse.sentences, strict=True)
        ]
    return [
        [
            pair
            for token in sentence.tokens
            for pair in zip(token.words, _word_spans(token, Span(token.start_char, token.end_char)), strict=True)
        ]
        for sentence in doc.sentences
        if sentence.words
    ]


def _of_word(span: Span, near: Sequence[Statement], cues: dict[Span, StatementCue]) -> WordCertainty:
    statements = tuple(s for s in near if any(part.overlaps(span) for part in s.spans))
    role = None
    if any(part.overlaps(span) for s in statements if s.kind != "author" for part in s.spans):
        role = "content"
    else:
        for name in ("source", "cue"):
            if any(part.overlaps(span) for s in near for part in getattr(s, name)):
                role = name
    return WordCertainty(
        statements=statements, cue=next((cue for at, cue in cues.items() if at.overlaps(span)), None), role=role
    )


def _add_properties() -> None:
    """Give Stanza's values the property `hedge`, None until the processor has run."""
    for kind in (stanza_doc.Document, stanza_doc.Sentence, stanza_doc.Word):
        if not hasattr(kind, "hedge"):
            kind.add_property("hedge", default=None, setter=_set_result)


def _set_result(holder: Any, value: Any) -> None:
    holder._hedge = value


_add_properties()
