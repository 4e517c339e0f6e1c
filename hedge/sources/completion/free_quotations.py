"""Quotations that no words of attribution tell: whole sentences in quotation marks beside a sentence about somebody.

"Ms. Lund laughed. 'Let us see how my knees hold up.'" is hers. Rules after the sieves of Muzny et al.: such quotations
are too few in news to learn from.

References
----------
Muzny, G., Fang, M., Chang, A. and Jurafsky, D. (2017). A two-stage sieve approach for quote attribution. EACL.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hedge.sources.attribution import Attribution
from hedge.sources.tokens import NO_QUOTE, Tokens

Range = tuple[int, int]

# Of 26 such quotations in 250 training articles of PolNeAR 21 are attributions there, 19 of them to this speaker.
_SCORE = 0.8
_FEWEST_WORDS = 4
_ENDS = frozenset([".", "!", "?", "…", "..."])
_PERSONS = frozenset(["he", "she", "i", "we"])
# What only people do, and what they move, while they speak.
_GESTURES = frozenset(
    (
        "laugh", "smile", "grin", "shrug", "sigh", "nod", "frown", "wink", "blush", "hesitate", "gesture", "stare",
        "glance", "gaze", "smirk", "chuckle", "giggle", "sob", "weep", "groan", "grimace", "gulp", "swallow", "cough",
        "clap", "applaud", "bow", "kneel", "remember", "recall", "reminisce", "scowl", "snort", "wince", "gasp", "yawn",
    )
)  # fmt: skip
# Who speaks where what they do stands in front in the same paragraph: "Her brother did not look up."
_PEOPLE = frozenset(
    (
        "man", "woman", "boy", "girl", "child", "brother", "sister", "mother", "father", "son", "daughter", "husband",
        "wife", "uncle", "aunt", "cousin", "grandmother", "grandfather", "widow", "friend", "neighbour", "neighbor",
        "stranger",
    )
)  # fmt: skip
_MOVED = frozenset(["head", "shoulder", "eye", "eyebrow", "brow", "hand", "fist", "finger", "arm", "lip", "face"])


def find_free_quotations(tokens: Tokens, found: Sequence[Attribution]) -> list[Attribution]:
    """Quotations of whole sentences that are in no attribution, each with the one whom the sentence beside it is about.

    Parameters
    ----------
    tokens : Tokens
        The document.
    found : sequence of Attribution
        What has words of attribution.

    Returns
    -------
    list of Attribution
        With a source, without a cue, in the order of the text.

    Notes
    -----
    The sentence in front counts first, be it the end of the paragraph before, then the one behind in the same
    paragraph. Its source is the speaker, or else its subject: a name, "he" or "she", or somebody who laughs or shrugs.
    """
    sources: dict[int, list[Range]] = {}
    taken: set[int] = set()
    for attribution in found:
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        taken.update(i for span in spans for i in tokens.range_of(span))
        if attribution.source and attribution.cue:
            named, cue = tokens.range_of(attribution.source[0]), tokens.range_of(attribution.cue[0])
            sources.setdefault(tokens.sentence[cue.start], []).append((named.start, named.stop))
    return [
        Attribution(
            source=(tokens.span_of(*source),),
            cue=(),
            content=(tokens.span_of(start, end),),
            kind="direct",
            score=_SCORE,
        )
        for start, end in _whole_sentences(tokens)
        if taken.isdisjoint(range(start, end)) and (source := _speaker(tokens, start, end, sources)) is not None
    ]


def _whole_sentences(tokens: Tokens) -> Iterator[Range]:
    """Quotations outside of turns that begin and end with a sentence and are long enough to say something."""
    for (start, end), quote in zip(tokens.quote_bounds, tokens.quotes, strict=True):
        if end - start < _FEWEST_WORDS or not quote.closed or quote.continued:
            continue
        first, last = tokens.sentence[start], tokens.sentence[end - 1]
        words = [word for word in tokens.words[start:end] if word.upos != "PUNCT"]
        if (
            tokens.bounds[first][0] == start
            and tokens.bounds[last][1] == end
            and tokens.turn[first] < 0
            and any(word.text in _ENDS for word in tokens.words[end - 2 : end])
            and len(words) >= _FEWEST_WORDS
            and any(word.upos in ("VERB", "AUX") for word in words)
        ):
            yield start, end


def _speaker(tokens: Tokens, start: int, end: int, sources: Mapping[int, Sequence[Range]]) -> Range | None:
    """Whom the sentence in front of a quotation, or the one behind it, is about."""
    first, last = tokens.sentence[start], tokens.sentence[end - 1]
    before, after = first - 1, last + 1
    if before >= 0 and tokens.turn[before] < 0 and tokens.paragraph[first] - tokens.paragraph[before] <= 1:
        beside = tokens.paragraph[first] == tokens.paragraph[before]
        speaker = _source(tokens, before, sources.get(before, ())) or _person(tokens, before, beside=beside)
        if speaker is not None:
            return speaker
    if after < len(tokens.bounds) and tokens.paragraph[after] == tokens.paragraph[last]:
        return _source(tokens, after, sources.get(after, ())) or _person(tokens, after)
    return None


def _source(tokens: Tokens, sentence: int, sources: Sequence[Range]) -> Range | None:
    """Whose words a sentence tells: its subject's, or else those of the last source in it."""
    subject = _subject(tokens, sentence)
    named = (source for source in sources if subject is not None and source[0] <= subject < source[1])
    return next(named, None) or (max(sources) if sources else None)


def _subject(tokens: Tokens, sentence: int) -> int | None:
    root = next((i for i in range(*tokens.bounds[sentence]) if tokens.heads[i] < 0), None)
    if root is None or tokens.quote[root] != NO_QUOTE:
        return None
    return next((child for child in tokens.children[root] if tokens.words[child].deprel == "nsubj"), None)


def _person(tokens: Tokens, sentence: int, *, beside: bool = False) -> Range | None:
    """The subject of a sentence that is a person by its form or by what is done; None within quotation marks.

    In the same paragraph, `beside` the quotation, it may also be one of whom "man" or "brother" is said.
    """
    subject = _subject(tokens, sentence)
    if subject is None or tokens.words[tokens.heads[subject]].upos != "VERB":
        return None
    word = tokens.words[subject]
    apposed = (child for child in tokens.children[subject] if tokens.words[child].deprel == "appos")
    named = any(tokens.words[i].upos == "PROPN" for i in (subject, *apposed)) or word.text.lower() in _PERSONS
    is_somebody = beside and word.lemma.lower() in _PEOPLE
    acts = word.upos == "NOUN" and (is_somebody or _is_gesture(tokens, tokens.heads[subject]))
    return (tokens.first[subject], tokens.last[subject] + 1) if named or acts else None


def _is_gesture(tokens: Tokens, verb: int) -> bool:
    moved = {
        tokens.words[child].lemma.lower() for child in tokens.children[verb] if tokens.words[child].deprel == "obj"
    }
    return tokens.words[verb].lemma.lower() in _GESTURES or not moved.isdisjoint(_MOVED)
