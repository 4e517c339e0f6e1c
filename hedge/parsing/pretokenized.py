"""Parse input that is already split into sentences and words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hedge.documents import Block, Span
from hedge.errors import InputError
from hedge.parsing.tree import Parse, Sentence

_TAGGING = "pos,lemma,depparse"


def parse_pretokenized(pipeline: Any, sentences: list[list[str]]) -> Parse:
    """Tag and parse given words; a sentence is a block, and the text joins words by spaces and blocks by newlines."""
    from stanza.models.common.doc import Document

    from hedge.parsing.stanza import make_word

    for words in sentences:
        if not words or any(not word or word != word.strip() or len(word.split()) != 1 for word in words):
            raise InputError("expected sentences of non-empty words without white space: check the tokens you pass")
    text = "\n".join(" ".join(words) for words in sentences)
    if not sentences:
        return Parse(text, (), ())
    document = Document([[{"id": i + 1, "text": _plain(word)} for i, word in enumerate(words)] for words in sentences])
    analysed = pipeline.process(document, processors=_TAGGING)
    blocks: list[Block] = []
    parsed: list[Sentence] = []
    start = 0
    for index, (words, found) in enumerate(zip(sentences, analysed.sentences, strict=True)):
        offset, made = start, []
        for word, analysis in zip(words, found.words, strict=True):
            made.append(make_word(text, Span(offset, offset + len(word)), analysis))
            offset += len(word) + 1
        blocks.append(Block(Span(start, offset - 1), "text", None, index))
        parsed.append(Sentence(tuple(made), index))
        start = offset
    return Parse(text, tuple(blocks), tuple(parsed))


def _plain(word: str) -> str:
    return word.translate(str.maketrans("“”‘’", "\"\"''"))


def split_sentences(parse: Parse) -> list[Parse]:
    """One parse a sentence, with offsets that start at 0 in the text of its block; for one sentence a block."""
    single: list[Parse] = []
    for sentence in parse.sentences:
        block = parse.blocks[sentence.block].span
        words = tuple(
            replace(word, start=word.start - block.start, end=word.end - block.start) for word in sentence.words
        )
        text = block.of(parse.text)
        single.append(Parse(text, (Block(Span(0, len(text)), "text"),), (Sentence(words),)))
    return single
