"""Sources who do not know something that their text takes to be so: "Lee was unaware that the bank was broke".

Factive verbs presuppose their complement, negated or not, so that all words around it look certain. But it is the
author who takes it to be so; the source holds no position. Examples to learn this from are all but missing.

References
----------
Kiparsky, P. and Kiparsky, C. (1970). Fact. In Progress in Linguistics. Mouton.
"""

from __future__ import annotations

from collections.abc import Sequence

from hedge.parsing import Sentence
from hedge.predicates.clauses import SUBJECTS
from hedge.scoring.certainty.features import Context, StatementSpans, main_predicates
from hedge.scoring.certainty.lexicon import attribution_classes

#: Probabilities of the levels, the lowest first, where the source does not know.
UNKNOWING = (0.94, 0.02, 0.02, 0.02)
_KNOWING = frozenset(["know", "realise", "realize", "notice", "recognise", "recognize", "learn", "understand"]) | {
    *("aware", "conscious", "remember", "recall", "idea", "clue", "inkling")
}
_NOT_KNOWING = frozenset({"unaware", "oblivious", "ignorant", "forget"})
_DENYING = frozenset(["not", "n't", "never", "no", "nobody", "none", "neither", "nor", "little", "hardly"])
_FIRST = frozenset({"i", "we"})
_ASKING = frozenset({"whether", "if"})


def is_unknowing(context: Context, spans: StatementSpans) -> bool:
    """Whether the source is said not to know what the content says.

    What somebody tells to have not known ("I did not know that ...") that person knows by now.

    Parameters
    ----------
    context : Context
        Its document.
    spans : StatementSpans
        Its place.
    """
    places = context.words_in(spans.cue)
    if not places or not spans.source or not _is_told(context, spans):
        return False
    number = places[0][0]
    sentence = context.parse.sentences[number]
    own = [index for n, index in places if n == number]
    head = next((index for index in own if sentence.words[index].head not in own), own[0])
    lemmas = {sentence.words[index].lemma.lower() for index in (*own, *sentence.children[head])}
    lemmas |= {context.word(place).lemma.lower() for place in context.words_in(spans.source)}
    denied = bool(lemmas & _DENYING) and "only" not in lemmas
    words = {sentence.words[index].lemma.lower() for index in own}
    unknowing = bool(words & _KNOWING) if denied else bool(words & _NOT_KNOWING)
    return unknowing and not _is_looking_back(sentence, head, own)


def _is_told(context: Context, spans: StatementSpans) -> bool:
    """Whether the content is a clause that states something, no question and no mere topic."""
    for number, index in main_predicates(context, spans.content)[:1]:
        sentence = context.parse.sentences[number]
        below = [sentence.words[child] for child in sentence.children[index]]
        asks = any(word.lemma.lower() in _ASKING or word.xpos in ("WP", "WRB") for word in below)
        return not asks and any(word.relation in SUBJECTS for word in below)
    return False


def _is_looking_back(sentence: Sentence, head: int, own: Sequence[int]) -> bool:
    """Whether it is the one who did not know that tells so, of the past."""
    past = any(sentence.words[index].feature("Tense") == "Past" for index in (*own, *sentence.children[head]))
    subject = sentence.child(head, "nsubj")
    if not past or subject is None or sentence.words[subject].upos != "PRON":
        return False
    governor = sentence.words[head].head
    told = governor >= 0 and "speech" in attribution_classes(sentence.words[governor].lemma.lower())
    return told or sentence.words[subject].lemma.lower() in _FIRST
