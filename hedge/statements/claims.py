"""Which attributions claim something for their sources, and which only tell what somebody does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hedge.documents import Span, find_quotes, merge_spans
from hedge.parsing import Parse, Sentence
from hedge.predicates.clauses import SUBJECTS
from hedge.sources import Attribution
from hedge.sources.completion.nesting import with_parents

_CONDITIONS = frozenset({"if", "unless"})
# What leads on from inside a condition; any other conjunction tells something beside it ("If Ruiz, as Tan says, ...").
_COMPLEMENTS = frozenset({"that", "to", "whether", "for"})
# Before "if": what is granted, and what is compared to.
_NO_CONDITION = frozenset({"even", "as"})
_HEARER = frozenset({"you", "your", "ye"})
_ASKING = frozenset({"who", "what", "which", "whoever"})
# Who speaks on condition "not to be named" claims nothing by that.
_NAMING = frozenset({"name", "identify", "quote"})
_QUESTION = frozenset({"q."})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
_OBJECTS = frozenset({"obj", "iobj", "obl", "nsubj"})
# Deeds whose object is a clause: "voted to close the mill".
_DEEDS = frozenset({"vote", "agree", "decide", "refuse", "choose", "opt", "move"})
Place = tuple[int, int]


def keep_claims(parse: Parse, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Leave out what nobody is told to have claimed.

    That is a report under a condition ("If Ruiz says so, we stop"), a question whether somebody said something ("Did
    Ruiz say that ...?"), or a question to the hearer about his own words ("You saw him, didn't you?"), and the wish to
    stay unnamed. The words are then the author's, or those of whose turn it is.

    Parameters
    ----------
    parse : Parse
        The document.
    attributions : sequence of Attribution
        From `hedge.sources.find_attributions`.

    Returns
    -------
    tuple of Attribution
        The others, with parents among them.
    """
    places = _Places(parse)
    return with_parents([each for each in attributions if not _is_no_claim(places, each)])


def find_events(parse: Parse, attributions: Sequence[Attribution], labels: Sequence[str]) -> frozenset[int]:
    """Find the attributions that tell what somebody does to something rather than what he says of it.

    "The senate passed the bill" is annotated as an attitude of the senate's, but nothing is claimed by it (``na``); it
    is the author who claims that the bill was passed.

    Parameters
    ----------
    parse : Parse
        The document.
    attributions : sequence of Attribution
        Its attributions.
    labels : sequence of str
        Label of each.

    Returns
    -------
    frozenset of int
        Indices of those whose clause is the author's as well, or only the author's where nobody is the source.
    """
    places = _Places(parse)
    # "Smith was charged with theft" is no claim of Smith's theft, however certain it looks.
    found = (i for i, each in enumerate(attributions) if labels[i] == "na" or not each.source)
    return frozenset(i for i in found if _is_event(places, attributions[i]))


class _Places:
    """Words of a document by where they stand."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self._quoted = merge_spans(quote.span for quote in find_quotes(parse.text, parse.blocks))
        self._at = {word.start: (s, i) for s, each in enumerate(parse.sentences) for i, word in enumerate(each.words)}

    def within(self, spans: Sequence[Span]) -> list[Place]:
        """Places of the words that begin in one of the spans."""
        return [self._at[at] for span in spans for at in range(span.start, span.end) if at in self._at]

    def head(self, places: Sequence[Place]) -> Place | None:
        """The first word that no other one of the same stretch governs."""
        inside = set(places)
        for number, index in places:
            word = self.parse.sentences[number].words[index]
            if (number, word.head) not in inside and word.upos != "PUNCT":
                return number, index
        return None

    def is_quoted(self, span: Span) -> bool:
        """Whether a quotation touches a span."""
        before = bisect_left(self._quoted, span.end, key=lambda quote: quote.start)
        return before > 0 and self._quoted[before - 1].end > span.start


def _is_no_claim(places: _Places, attribution: Attribution) -> bool:
    head = places.head(places.within(attribution.cue))
    if head is None:
        return False
    sentence, verb = places.parse.sentences[head[0]], head[1]
    if _is_to_be_named(places, attribution) or _is_supposed(sentence, verb):
        return True
    source = [places.parse.sentences[s].words[i].text.lower() for s, i in places.within(attribution.source)]
    asked = _is_question(sentence) or _is_put(places.parse, sentence)
    if not source or not asked:
        return False
    return set(source) <= _HEARER or set(source) <= _ASKING or _asks_whether(sentence, verb)


def _is_supposed(sentence: Sentence, verb: int) -> bool:
    """Whether a clause is, or stands in, a condition: "if she says so", "had she said so"."""
    for index in (verb, *sentence.ancestors(verb)):
        mark = sentence.child(index, "mark")
        conjunction = "" if mark is None else sentence.words[mark].text.lower()
        if mark is not None and conjunction in _CONDITIONS:
            before = sentence.words[mark - 1].text.lower() if mark else ""
            return before not in _NO_CONDITION
        if _is_had(sentence, _inverted(sentence, index)) and not _is_question(sentence):
            return True
        # What is set beside a condition is not part of it: "If it rains, she said, ...".
        if (conjunction and conjunction not in _COMPLEMENTS) or sentence.words[index].relation == "parataxis":
            return False
    return False


def _inverted(sentence: Sentence, verb: int) -> int | None:
    """Return the auxiliary that stands before the subject of a verb, if one does."""
    auxiliary, subject = sentence.child(verb, "aux"), sentence.child(verb, *SUBJECTS)
    return auxiliary if auxiliary is not None and subject is not None and auxiliary < subject else None


def _is_had(sentence: Sentence, auxiliary: int | None) -> bool:
    return auxiliary is not None and sentence.words[auxiliary].text.lower() == "had"


def _is_question(sentence: Sentence) -> bool:
    closing = "".join(word.text for word in sentence.words[-3:] if word.upos == "PUNCT")
    return "?" in closing


def _is_put(parse: Parse, sentence: Sentence) -> bool:
    """Whether a sentence is put to a witness: "Q. You told her that it was red.", as minutes of courts have it.

    "Q: You once said that it was red" of an interview tells what was said.
    """
    label = parse.blocks[sentence.block].label
    return label is not None and parse.text[label.start : label.end + 1].rstrip().casefold() in _QUESTION


def _asks_whether(sentence: Sentence, verb: int) -> bool:
    """Whether an auxiliary of the main clause stands before its subject, with no question word before both."""
    auxiliary = _inverted(sentence, verb)
    if auxiliary is None:
        return False
    asked = any(sentence.words[i].xpos.startswith("W") for i in sentence.children[verb] if i < auxiliary)
    return sentence.words[verb].relation == "root" and not asked


def _is_to_be_named(places: _Places, attribution: Attribution) -> bool:
    """Whether the content is "to be named" or "to be identified by name"."""
    words = [places.parse.sentences[s].words[i] for s, i in places.within(attribution.content)]
    lemmas = [word.lemma.lower() for word in words[:3]]
    return lemmas[:2] == ["to", "be"] and bool(_NAMING & set(lemmas)) and len(words) <= 8


def _is_event(places: _Places, attribution: Attribution) -> bool:
    head = places.head(places.within(attribution.cue))
    if head is None or any(places.is_quoted(span) for span in attribution.content):
        return False
    sentence = places.parse.sentences[head[0]]
    if sentence.words[head[1]].upos != "VERB" or sentence.child(head[1], *SUBJECTS) is None:
        return False
    content = places.within(attribution.content)
    parts = [places.head(places.within([span])) for span in attribution.content]
    return (
        all(part is not None and part[0] == head[0] and _is_object(sentence, part[1], head[1]) for part in parts)
        and (
            sentence.words[head[1]].lemma.lower() in _DEEDS
            or not any(sentence.words[i].upos == "VERB" and i != head[1] for _, i in content)
        )
        and (bool(attribution.source) or len(parts) > 1)
    )


def _is_object(sentence: Sentence, index: int, verb: int) -> bool:
    word = sentence.words[index]
    if word.head == verb and word.relation in ("xcomp", "advcl") and sentence.words[verb].lemma.lower() in _DEEDS:
        return True
    return word.upos in _NOMINAL and word.relation in _OBJECTS and word.head == verb
