"""Parsing: blocks of text in, frozen words and trees out; no Stanza object leaves this folder."""

from __future__ import annotations

from hedge.parsing.conllu import parse_from_conllu, parse_to_conllu
from hedge.parsing.pretokenized import split_sentences
from hedge.parsing.stanza import Parser, load_parser
from hedge.parsing.tree import Parse, Sentence, Word
from hedge.parsing.vectors import load_vectors, stanza_options

__all__ = [
    "Parse",
    "Parser",
    "Sentence",
    "Word",
    "load_parser",
    "load_vectors",
    "parse_from_conllu",
    "parse_to_conllu",
    "split_sentences",
    "stanza_options",
]
