"""Headings, labels and numbers of paragraphs: stretches that are read as sentences but state nothing."""

from __future__ import annotations

import re

from hedge.documents import Block
from hedge.parsing import Parse, Sentence
from hedge.predicates.clauses import SUBJECTS

_ENDS = ".!?…"
_QUOTES = "\"'”’)]*_ "
# "(U)", "(ii)" or "B.3" in front of a paragraph; with a full stop "4." may also be an answer.
_MARKER = re.compile(r"(?:\((?:[A-Z]{1,3}(?://[A-Z]{2,})*|[a-z]|[ivx]+|\d{1,2})\)|[A-Z]\.\d+(?:\.\d+)*\.?)(?=\s|$)")
# "1." in front of an item of a list.
_ITEM = re.compile(r"\d{1,2}[.)]\s+(?=[*_\"“'‘]*[^\W\d_a-z])")
_HANDLES = re.compile(r"(?:@\w+[:,.]?\s*)+$")
_DASHES = ("-", "–", "—")
_LONGEST_RUN_IN = 4
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "X", "VERB"})
_RUN_IN = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "ADP", "CCONJ", "PUNCT", "SYM"})
_LABEL = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ"})
_FINITE = frozenset({"VB", "VBD", "VBP", "VBZ", "MD"})
_ATTRIBUTIVE = frozenset({"amod", "compound", "case", "fixed"})


def marker_end(parse: Parse, sentence: Sentence) -> int:
    """Return the offset where the sentence begins after its number or label, as "B.3", "(U)" or "Conclusions:"."""
    match = _MARKER.match(parse.text, sentence.span.start, sentence.span.end)
    if match is None and sentence.span.start == parse.blocks[sentence.block].span.start:
        match = _ITEM.match(parse.text, sentence.span.start, sentence.span.end)
    return match.end() if match else _label_end(sentence)


def _label_end(sentence: Sentence) -> int:
    """Where a sentence begins after a few nouns and a colon; at its start where none open it."""
    for number, word in enumerate(sentence.words[: _LONGEST_RUN_IN + 1]):
        if word.text == ":":
            return word.end if number else sentence.span.start
        if word.upos not in _LABEL:
            break
    return sentence.span.start


def is_heading(parse: Parse, sentence: Sentence, turn: bool) -> bool:
    """Whether a sentence is a heading, a label ("Contact: ...") or nothing but a number or a handle.

    Whatever has a predicate, is negated or qualified ("No deal yet", "Probably the left one") is none. In turns short
    answers look the same, so that only lines in capitals under the turn's first line are taken for headings there.

    Parameters
    ----------
    parse : Parse
        The document.
    sentence : Sentence
        One of its sentences.
    turn : bool
        Whether it stands in a turn of a transcript.
    """
    text, block = sentence.span.of(parse.text), parse.blocks[sentence.block]
    if len(parse.sentences) < 2 or block.speaker is not None:
        return False
    if marker_end(parse, sentence) == sentence.span.end or _HANDLES.match(text):
        return True
    if _has_predicate(sentence):
        return False
    if turn:
        return _is_title_in_turn(parse, block)
    first = not any(char.isalnum() for char in parse.text[block.span.start : sentence.span.start])
    last = not any(char.isalnum() for char in parse.text[sentence.span.end : block.span.end])
    opening = next((char for char in text if char.isalnum()), "")
    if opening.islower():
        return False
    if first and text.rstrip().endswith(_DASHES):
        return True  # "Kelby, 3 March -"
    if text.rstrip(_QUOTES)[-1:] not in _ENDS:
        return not _is_ended(parse, block)
    return first and not last and _is_run_in(sentence)


def _is_ended(parse: Parse, block: Block) -> bool:
    """Whether a block ends as a sentence does."""
    return block.span.of(parse.text).rstrip(_QUOTES)[-1:] in _ENDS


def _is_title_in_turn(parse: Parse, block: Block) -> bool:
    """Whether a block is a line in capitals that is not on the line of its turn's label."""
    apart = block.label is None or "\n" in parse.text[block.label.end : block.span.start]
    return apart and block.span.of(parse.text).isupper() and not _is_ended(parse, block)


def _is_run_in(sentence: Sentence) -> bool:
    """Whether a few nouns open a paragraph, as "Abstract." and "Results and discussion." do."""
    words = [word for word in sentence.words if word.upos != "PUNCT"]
    return len(words) <= _LONGEST_RUN_IN and all(word.upos in _RUN_IN for word in words)


def _has_predicate(sentence: Sentence) -> bool:
    """Whether anything in a sentence could be true or false: a clause, a negation or a qualified phrase."""
    root = sentence.words[sentence.root]
    if root.upos not in _NOMINAL or sentence.child(sentence.root, "advmod", "aux", "cop") is not None:
        return True
    return any(_is_predicate(sentence, index) for index in range(len(sentence)))


def _is_predicate(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if word.relation in SUBJECTS or word.upos == "AUX" or "Neg" in word.feats:
        return True
    if word.upos != "VERB" or word.relation in _ATTRIBUTIVE:
        return False
    return word.xpos in _FINITE or word.xpos == "VBN"
