"""The chain of expressions above what a statement is about, read off the tree from the widest scope to the narrowest.

"Nobody thinks it likely that the dam will not hold" gives: negation, belief, likely, negation; at its end stands the
bare event "the dam holds".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hedge.parsing import Sentence
from hedge.predicates.clauses import SUBJECTS
from hedge.scoring.certainty.features import Context, Place, StatementSpans, main_predicates
from hedge.scoring.perception.lexicon import LIGHT, look_up
from hedge.scoring.perception.numbers import find_stated_number
from hedge.scoring.perception.operators import Operator, OperatorReader


@dataclass(frozen=True, slots=True)
class Chain:
    """What bears on a statement.

    Parameters
    ----------
    operators : tuple of Operator
        The widest scope first.
    words : frozenset of (int, int)
        Sentence and index of every word that was read.
    asked : bool
        Whether the statement is itself a question ("Is the dam safe?", "Who paid?"), which tells nothing.
    """

    operators: tuple[Operator, ...]
    words: frozenset[Place]
    asked: bool = False


def read_chain(context: Context, spans: StatementSpans) -> Chain:
    """Read the chain of a statement: its words of attribution, then its content down to the bare event.

    Parameters
    ----------
    context : Context
        Its document.
    spans : StatementSpans
        Its place. Where the content itself begins with "she believes it likely that", the chain goes on below that.

    Examples
    --------
    >>> from hedge.parsing import Parse
    >>> read_chain(Context(Parse("", (), ()), ()), StatementSpans(content=())).operators
    ()
    """
    predicates = main_predicates(context, spans.content)
    if not predicates:
        return Chain((), frozenset())
    places = context.words_in(spans.content)
    number, top = next(
        (place for place in predicates if _is_clausal(context, place)),
        # "Gave the team a 60% chance" leaves a noun or two.
        next(
            (place for place in places if find_stated_number(context.parse.sentences[place[0]], place[1])),
            predicates[0],
        ),
    )
    inside = {index for n, index in places if n == number}
    reader = OperatorReader(context.parse.sentences[number], inside)
    operators = [*_attribution(context, spans, reader, number, top), *reader.descend(top)]
    words = frozenset((number, index) for index in reader.read)
    return Chain(tuple(operators), words, asked=_is_question(reader, top))


def _is_question(reader: OperatorReader, top: int) -> bool:
    """Whether a clause asks something by its order of words or a first word such as "who" or "whether".

    Only a main clause begins with "whether" by itself ("Dunno whether he won"); others hang on what asks. Who asks why
    something is so takes it to be so.
    """
    sentence = reader.sentence
    if sentence.words[top].head < 0 and reader.asks(top):
        return True
    if "?" not in "".join(word.text for word in sentence.words[-3:] if word.upos == "PUNCT"):
        return False
    subject, verb = sentence.child(top, "nsubj", "expl"), sentence.child(top, "aux", "cop")
    if verb is None and sentence.words[top].lemma == "be":
        verb = top  # "Is there a chance?"
    inverted = subject is not None and verb is not None and verb < subject
    own = (index for index in sentence.subtree(top) if sentence.words[index].upos not in ("PUNCT", "ADP", "CCONJ"))
    first = sentence.words[next(own, top)]
    if first.lemma.lower() == "why" and subject is not None:
        return False
    return inverted or first.xpos.startswith("W")


def _is_clausal(context: Context, place: Place) -> bool:
    sentence = context.parse.sentences[place[0]]
    return sentence.words[place[1]].upos == "VERB" or sentence.child(place[1], *SUBJECTS) is not None


def _attribution(
    context: Context, spans: StatementSpans, reader: OperatorReader, number: int, top: int
) -> Iterator[Operator]:
    """Operators of the words of attribution, in whichever sentence they stand."""
    places = context.words_in(spans.cue)
    if not places:
        return
    own = [index for n, index in places if n == places[0][0]]
    sentence = context.parse.sentences[places[0][0]]
    other = reader if places[0][0] == number else OperatorReader(sentence, set())
    heads = [index for index in own if sentence.words[index].head not in own]
    head = max(heads, key=lambda index: (sentence.words[index].upos in ("VERB", "ADJ", "NOUN"), -index))
    asked = other is reader and reader.asks(top)
    yield from other.modifiers(head, reader.inside if other is reader else frozenset())
    yield from other.own(head, _carrier(sentence, head, own), asked=asked)


def _carrier(sentence: Sentence, head: int, own: Iterable[int]) -> int:
    """Word of an attribution that has its meaning: the noun of "expressed doubt", else the highest word."""
    if sentence.words[head].lemma.lower() in LIGHT:
        for index in own:
            if index != head and look_up(sentence.words[index].lemma.lower()) is not None:
                return index
    return head
