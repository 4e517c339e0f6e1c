"""Parses to CoNLL-U and back, offsets kept in MISC (``start_char`` and ``end_char``, as Stanza writes them)."""

from __future__ import annotations

from hedge.documents import split_blocks
from hedge.errors import InputError
from hedge.parsing.tree import Parse, Sentence, Word


def parse_to_conllu(parse: Parse) -> str:
    """Write a parse as CoNLL-U, one comment ``# block = N`` a sentence."""
    lines: list[str] = []
    for sentence in parse.sentences:
        lines.append(f"# block = {sentence.block}")
        for index, word in enumerate(sentence.words, 1):
            misc = f"start_char={word.start}|end_char={word.end}"
            form = word.text or "_"
            columns = (
                form,
                word.lemma,
                word.upos,
                word.xpos or "_",
                word.feats or "_",
                word.head + 1,
                word.deprel,
                "_",
                misc,
            )
            lines.append("\t".join([str(index), *(_one_line(str(column)) for column in columns)]))
        lines.append("")
    return "\n".join(lines) + "\n"


def parse_from_conllu(text: str, conllu: str) -> Parse:
    """Read what `parse_to_conllu` wrote for the document `text`.

    Raises
    ------
    InputError
        A line lacks columns or offsets, its offsets are not in `text`, a governor or block does not exist, or governors
        lead in a circle.
    """
    blocks = split_blocks(text)
    sentences: list[Sentence] = []
    for chunk in conllu.split("\n\n"):
        block, words = 0, []
        for line in chunk.strip("\n").split("\n"):
            if line.startswith("# block = "):
                block = _number(line.removeprefix("# block = "), len(blocks) - 1, "block", line)
            elif line and not line.startswith("#"):
                words.append(_read_word(text, line))
        for word in words:
            _number(str(word.head + 1), len(words), "governor", word.text)
        if words:
            sentences.append(_tree(Sentence(tuple(words), block)))
    return Parse(text, blocks, tuple(sentences))


def _tree(sentence: Sentence) -> Sentence:
    """Refuse words that govern each other in a circle, which whoever climbs the tree would never leave."""
    roots = [index for index, word in enumerate(sentence.words) if word.head < 0]
    if sum(len(sentence.subtree(root)) for root in roots) < len(sentence):
        raise InputError(
            f"expected governors that lead to a root, got a circle in the sentence that begins with "
            f"{sentence.words[0].text[:20]!r}: the CoNLL-U is damaged"
        )
    return sentence


def _number(value: str, largest: int, what: str, line: str) -> int:
    number = int(value) if value.isdecimal() and len(value) < 10 else -1
    if not 0 <= number <= largest:
        raise InputError(
            f"expected a {what} from 0 to {largest}, got {value[:20]!r} in {line[:80]!r}: the CoNLL-U is damaged or "
            "belongs to another text"
        )
    return number


def _read_word(text: str, line: str) -> Word:
    columns = line.split("\t")
    try:
        _, _, lemma, upos, xpos, feats, head, deprel, _, misc = columns
        offsets = dict(pair.split("=", 1) for pair in misc.split("|"))
        start, end = int(offsets["start_char"]), int(offsets["end_char"])
        governor = int(head)
    except (ValueError, KeyError) as error:
        raise InputError(
            f"expected a CoNLL-U line with start_char and end_char, got {line[:80]!r}: write it with hedge"
        ) from error
    if not 0 <= start <= end <= len(text):
        raise InputError(f"expected offsets within the text, got {start}-{end}: the CoNLL-U belongs to another text")
    xpos, feats = ("" if value == "_" else value for value in (xpos, feats))
    return Word(
        text=text[start:end], lemma=lemma, upos=upos, xpos=xpos, feats=feats, head=governor - 1, deprel=deprel,
        start=start, end=end,
    )  # fmt: skip


def _one_line(value: str) -> str:
    return " ".join(value.split()) or "_"
