"""Features of a statement for the certainty model: how it is attributed, its main clause, the cues in and around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from hedge.documents import Span
from hedge.parsing import Parse, Sentence, Word
from hedge.predicates.clauses import SUBJECTS
from hedge.predicates.cues import Cue
from hedge.predicates.idioms import find_idioms
from hedge.predicates.scare_quotes import find_scare_marks
from hedge.scoring.certainty.clauses import (
    describe_levels,
    describe_raising,
    exclusion_level,
    find_condition,
    reversing_governor,
)
from hedge.scoring.certainty.lexicon import attribution_classes, hedge_level

NEGATIONS = frozenset(["not", "n't", "never", "no", "neither", "nor", "hardly", "nobody", "none", "nothing"])
# Beside a noun of doubt they take it away.
_REMOVALS = frozenset(["beyond", "without", "little"])
_QUOTES = frozenset("\"“”''``‘’«»")
_CONTENT_TAGS = frozenset(["VERB", "NOUN", "ADJ", "ADV", "PROPN", "AUX", "ADP"])
Features = dict[str, float]
Place = tuple[int, int]  # sentence, word


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSpans:
    """Where a statement stands in its document.

    Parameters
    ----------
    content : tuple of Span
        What is stated.
    cue, source : tuple of Span
        The words of attribution and the source; both empty for the author's own statements.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the features of all statements of a document draw on; quotation marks around a hedge alone are no words.

    Parameters
    ----------
    parse : Parse
        The document.
    cues : tuple of Cue
        Its hedges and boosters.
    """

    parse: Parse
    cues: tuple[Cue, ...]
    places: list[Place] = field(init=False, repr=False)
    starts: list[int] = field(init=False, repr=False)
    numbers: dict[Place, list[int]] = field(init=False, repr=False)
    _idioms: dict[int, list[tuple[int, int, int]]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        marks = [find_scare_marks(sentence) for sentence in self.parse.sentences]
        found = sorted(
            (word.start, number, index)
            for number, sentence in enumerate(self.parse.sentences)
            for index, word in enumerate(sentence.words)
            if index not in marks[number]
        )
        object.__setattr__(self, "places", [(number, index) for _, number, index in found])
        object.__setattr__(self, "starts", [start for start, _, _ in found])
        numbers: dict[Place, list[int]] = {}
        for number, cue in enumerate(self.cues):
            numbers.setdefault((cue.sentence, cue.words[0]), []).append(number)
        object.__setattr__(self, "numbers", numbers)

    def cues_at(self, places: Iterable[Place]) -> list[Cue]:
        """Return the hedges and boosters that begin with one of the words, in order."""
        numbers = sorted({number for place in places for number in self.numbers.get(place, ())})
        return [self.cues[number] for number in numbers]

    def idioms(self, sentence: int) -> list[tuple[int, int, int]]:
        """Return the idioms of a sentence, as `hedge.predicates.idioms.find_idioms` does."""
        if sentence not in self._idioms:
            self._idioms[sentence] = find_idioms(self.parse.sentences[sentence])
        return self._idioms[sentence]

    def words_in(self, spans: Sequence[Span]) -> list[Place]:
        """Return the words that begin inside the spans, in order."""
        chosen: list[Place] = []
        for span in spans:
            chosen.extend(self.places[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)])
        return sorted(set(chosen))

    def word(self, place: Place) -> Word:
        """Return the word at a place."""
        return self.parse.sentences[place[0]].words[place[1]]


def cues_of(context: Context, spans: StatementSpans) -> list[Cue]:
    """Hedges and boosters whose first word stands in the statement's content or attribution words."""
    return context.cues_at(context.words_in((*spans.content, *spans.cue)))


def statement_features(context: Context, spans: StatementSpans, masked: Cue | None = None) -> Features:
    """Named features of one statement.

    Parameters
    ----------
    context : Context
        Its document.
    spans : StatementSpans
        Its place.
    masked : Cue, optional
        A hedge or booster to be read as if it were not there.

    Returns
    -------
    dict of str to float
        Values in [-1, 1].
    """
    hidden = {(masked.sentence, index) for index in masked.words} if masked else set()
    features: Features = {"bias": 1.0}
    features.update(dict.fromkeys(_attribution(context, spans, hidden), 1.0))
    features.update(dict.fromkeys(_source(context, spans), 1.0))
    features.update(_content(context, spans, hidden, masked))
    features.update(dict.fromkeys(_idioms(context, spans, hidden), 1.0))
    return features


def main_predicates(context: Context, spans: Sequence[Span]) -> list[Place]:
    """One word a sentence: the highest of the content, preferring verbs and words with a subject."""
    by_sentence: dict[int, list[int]] = {}
    for number, index in context.words_in(spans):
        by_sentence.setdefault(number, []).append(index)
    return [(number, _top(context.parse.sentences[number], indices)) for number, indices in sorted(by_sentence.items())]


def _top(sentence: Sentence, indices: Sequence[int]) -> int:
    inside = set(indices)
    tops = [i for i in indices if sentence.words[i].head not in inside and sentence.words[i].upos != "PUNCT"]

    def rank(index: int) -> tuple[bool, bool, int]:
        word = sentence.words[index]
        clausal = word.upos in ("VERB", "AUX") or sentence.child(index, *SUBJECTS) is not None
        return clausal, word.head < 0 or word.relation in ("ccomp", "xcomp", "parataxis"), -index

    return max(tops or list(indices), key=rank)


def _attribution(context: Context, spans: StatementSpans, hidden: set[Place]) -> Iterator[str]:
    places = context.words_in(spans.cue)
    if not places:
        yield "cue=none"
        return
    number = places[0][0]
    sentence = context.parse.sentences[number]
    indices = [index for n, index in places if n == number]
    head = _top(sentence, indices)
    visible = [context.word(place) for place in places if place not in hidden]
    lemmas = [word.lemma.lower() for word in visible if word.upos != "PUNCT"]
    yield f"cue={'_'.join(lemmas[:6])}"
    yield f"cue.size={min(len(lemmas), 4)}"
    around = {sentence.words[i].lemma.lower() for i in sentence.children[head] if (number, i) not in hidden} | set(
        lemmas
    )
    reversing = reversing_governor(sentence, head)
    polarity = "-" if bool(around & (NEGATIONS | _REMOVALS)) != (reversing is not None) else "+"
    yield f"cue.polarity={polarity}"
    if reversing is not None:
        yield "cue.reversed"
    for word in visible:
        if word.upos in _CONTENT_TAGS:
            lemma = word.lemma.lower()
            yield f"cue.lemma={lemma}"
            yield f"cue.lemma={lemma}{polarity}"
            for name in attribution_classes(lemma):
                yield f"cue.class={name}"
                yield f"cue.class={name}{polarity}"
    for one, two in pairwise(lemmas):
        yield f"cue.pair={one}_{two}"
    if (number, head) not in hidden:
        yield from _cue_head(context, number, head, polarity)
    for cue in context.cues_at(place for place in places if place not in hidden):
        yield f"cue.hedge={cue.type}"


def _cue_head(context: Context, number: int, head: int, polarity: str) -> Iterator[str]:
    """Describe the attribution's highest word: its class and form, its auxiliaries, how the content hangs on it."""
    sentence = context.parse.sentences[number]
    word = sentence.words[head]
    lemma = word.lemma.lower()
    form = word.xpos
    yield f"cue.head={lemma}"
    yield f"cue.head={lemma}{polarity}"
    yield f"cue.form={form}"
    yield f"cue.deprel={word.relation}"
    excluded = exclusion_level(sentence, head)
    yield from ([] if excluded is None else [f"cue.excluded={excluded}"])
    classes = attribution_classes(lemma) or ("other",)
    for name in classes:
        yield f"cue.head.class={name}"
        yield f"cue.head.class={name}{polarity}"
        yield f"cue.head.class={name}/{form}"
    for child in sentence.children[head]:
        below = sentence.words[child]
        if below.relation == "aux":
            yield f"cue.aux={below.lemma.lower()}"
            yield f"cue.aux={below.lemma.lower()}{polarity}"
        elif below.relation in ("ccomp", "xcomp", "obj", "obl", "parataxis", "acl", "nmod", "advcl"):
            yield f"cue.below={below.relation}"
            yield f"cue.below={below.relation}&{'+'.join(classes)}"
    if word.head >= 0:
        governor = sentence.words[word.head]
        yield f"cue.governor={governor.lemma.lower()}"
        yield f"cue.governor={word.relation}"


def _source(context: Context, spans: StatementSpans) -> Iterator[str]:
    places = context.words_in(spans.source)
    if not places:
        yield "source=none"
        return
    last = context.word(places[-1])
    lemmas = {context.word(place).lemma.lower() for place in places}
    yield f"source.tag={last.upos}/{last.feature('Number')}"
    if lemmas & NEGATIONS:
        yield "source=negated"


def is_question(context: Context, content: Sequence[Span]) -> bool:
    """Whether a content ends with a question mark, inside or outside of a closing quotation mark."""
    text = " ".join(span.of(context.parse.text) for span in content)
    return text.rstrip(" \"”'’").endswith("?")


def _content(context: Context, spans: StatementSpans, hidden: set[Place], masked: Cue | None) -> Features:
    features: Features = {}
    places = context.words_in(spans.content)
    predicates = main_predicates(context, spans.content)
    text = " ".join(span.of(context.parse.text) for span in spans.content)
    words = [context.word(place) for place in places]
    names = [f"content.length={len(words).bit_length()}", f"content.sentences={min(len(predicates), 3)}"]
    quoted = text[:1] in _QUOTES and bool(words) and words[0].text[:1] in _QUOTES
    quotes = sum(word.text in _QUOTES for word in words)
    names.append("content=quoted" if quoted else "content=mixed" if quotes else "content=indirect")
    names += ["content=question"] if is_question(context, spans.content) else []
    opening = [
        word.lemma.lower()
        for place, word in zip(places, words, strict=True)
        if word.upos != "PUNCT" and place not in hidden
    ]
    names += (
        [f"content.first={opening[0]}", f"content.first2={'_'.join(opening[:2])}"] if opening else ["content=empty"]
    )
    features.update(dict.fromkeys(names, 1.0))
    for rank, place in enumerate(predicates):
        prefix = "main" if rank == 0 else "next"
        weight = 1.0 if rank == 0 else 1.0 / (len(predicates) - 1)
        for name in dict.fromkeys(_predicate(context, place, hidden)):
            features[f"{prefix}.{name}"] = features.get(f"{prefix}.{name}", 0.0) + weight
    features.update(dict.fromkeys(_embedded(context, predicates[:1], hidden), 1.0))
    features.update(dict.fromkeys(_around(context, places, predicates[:1], hidden), 1.0))
    cues = [cue for cue in context.cues_at(places) if cue is not masked]
    features.update(_hedging(context, places, predicates, cues))
    return features


def _predicate(context: Context, place: Place, hidden: set[Place]) -> Iterator[str]:
    """Describe the main predicate: form, auxiliaries, negation, mark, subject, and how it hangs on what is outside."""
    number, index = place
    sentence = context.parse.sentences[number]
    word = sentence.words[index]
    children = [child for child in sentence.children[index] if (number, child) not in hidden]
    lemmas = [(sentence.words[child], sentence.words[child].lemma.lower()) for child in children]
    if place not in hidden:
        yield f"lemma={word.lemma.lower()}"
        for name in attribution_classes(word.lemma.lower()):
            yield f"class={name}"
    auxiliaries = [lemma for child, lemma in lemmas if child.relation in ("aux", "cop")]
    marks = [lemma for child, lemma in lemmas if child.relation == "mark"]
    subject = next((child for child, _ in lemmas if child.relation in SUBJECTS), None)
    negated = any(lemma in NEGATIONS for _, lemma in lemmas)
    form = f"{'+'.join([*marks, *auxiliaries])}+{word.xpos}"
    yield f"form={form}"
    yield f"tag={word.xpos}"
    yield f"deprel={word.relation}"
    yield from (f"aux={lemma}" for lemma in auxiliaries)
    yield from (f"mark={lemma}" for lemma in marks)
    yield f"subject={subject.lemma.lower() if subject and subject.upos == 'PRON' else subject.upos if subject else '-'}"
    yield f"shape={'+'.join(marks)}/{bool(auxiliaries)}/{subject is not None}/{word.xpos}"
    if negated:
        # What "is not excluded" and "cannot be guaranteed" come to hangs on the verb.
        particle = next((f"_{lemma}" for child, lemma in lemmas if child.deprel == "compound:prt"), "")
        denied = word.lemma.lower() + particle if place not in hidden else "-"
        yield from ("negated", f"not={denied}", f"not={'+'.join(auxiliaries)}+{denied}")
    yield from (f"adverb={lemma}" for child, lemma in lemmas if child.relation == "advmod")
    yield from (
        f"side={child.deprel}"
        for child, _ in lemmas
        if child.relation in ("advcl", "conj", "parataxis", "ccomp", "xcomp")
    )
    yield from (f"complement={lemma}" for child, lemma in lemmas if child.relation in ("xcomp", "ccomp"))


def _embedded(context: Context, predicates: Sequence[Place], hidden: set[Place]) -> Iterator[str]:
    """Describe the complement of the main predicate ("thinks it will rain"): form, auxiliaries, what it depends on."""
    for number, index in predicates:
        sentence = context.parse.sentences[number]
        child = sentence.child(index, "ccomp", "xcomp")
        if child is None:
            yield "embedded=none"
            continue
        above = sentence.words[index].lemma.lower() if (number, index) not in hidden else "-"
        subject = sentence.child(index, "nsubj")
        person = (
            sentence.words[subject].lemma.lower()
            if subject is not None and sentence.words[subject].upos == "PRON"
            else "-"
        )
        for name in attribution_classes(above) or ("other",):
            yield f"embedded.under={name}"
            yield f"embedded.under={name}/{person}"
        for name in _predicate(context, (number, child), hidden):
            if name.startswith(("aux=", "mark=", "negated", "form=", "shape=")):
                yield f"embedded.{name}"


def _around(
    context: Context, places: Sequence[Place], predicates: Sequence[Place], hidden: set[Place]
) -> Iterator[str]:
    """Describe what bears on the main predicate from around it: a condition, raising, words of the lexicon."""
    for number, index in predicates:
        sentence = context.parse.sentences[number]
        inside = [i for n, i in places if n == number and (n, i) not in hidden]
        condition = find_condition(sentence, inside, index)
        if condition is not None:
            yield "condition"
            yield f"condition={condition}"
        if (number, index) not in hidden:
            yield from describe_raising(sentence, index)
        yield from describe_levels(sentence, index, {i for n, i in hidden if n == number})


def _hedging(context: Context, places: Sequence[Place], predicates: Sequence[Place], cues: Sequence[Cue]) -> Features:
    """Cues in the content: by type, by distance from the main predicate, and the lowest level they signal."""
    features: Features = {}
    heads = dict(predicates)
    first = predicates[0][0] if predicates else -1
    lowest: dict[int, int] = {}
    for cue in cues:
        sentence = context.parse.sentences[cue.sentence]
        depth = _distance(sentence, cue.words, heads.get(cue.sentence, -1))
        zone = ("main", "main", "near", "side")[depth]
        rank = "first" if cue.sentence == first else "later"
        lemmas = "_".join(sentence.words[index].lemma.lower() for index in cue.words)
        for name in (f"hedge.{zone}={cue.type}", f"hedge.{zone}.{rank}={cue.type}", f"hedge.{zone}={lemmas}"):
            features[name] = 1.0
        level = hedge_level(lemmas, cue.type)
        if level is not None:
            features[f"hedge.level.{zone}.{rank}={level}"] = 1.0
            if depth < 3:
                lowest[cue.sentence] = min(level, lowest.get(cue.sentence, 3))
    features[f"hedge.lowest={lowest.get(first, '-')}"] = 1.0
    features["hedge.none"] = float(not cues)
    features["hedge.mean"] = sum(3 - lowest.get(number, 3) for number, _ in predicates) / max(len(predicates), 1) / 3
    hedges = sum(cue.type not in ("approximator", "booster") for cue in cues)
    features["hedge.density"] = min(1.0, 10 * hedges / max(len(places), 1))
    return features


def _idioms(context: Context, spans: StatementSpans, hidden: set[Place]) -> Iterator[str]:
    """Describe the idioms in the content, by distance from the main predicate, in the attribution and above both."""
    content, cue = set(context.words_in(spans.content)), set(context.words_in(spans.cue))
    for rank, (number, head) in enumerate(main_predicates(context, spans.content)):
        sentence = context.parse.sentences[number]
        above = {head, *sentence.ancestors(head)}
        for first, end, level in context.idioms(number):
            words = {(number, index) for index in range(first, end)}
            if words & hidden:
                continue
            if words & cue:
                yield f"idiom.cue={level}"
            elif words <= content:
                zone = ("main", "main", "near", "side")[_distance(sentence, range(first, end), head)]
                yield f"idiom.{zone if rank == 0 else 'later'}={level}"
            elif not words & content and any(index in above for _, index in words):
                yield f"idiom.above={level}"


def _distance(sentence: Sentence, words: Sequence[int], head: int) -> int:
    """Count steps from the cue's highest word up to the main predicate, at most 3; 3 where it is not above."""
    node = min(words, key=lambda index: sum(1 for _ in sentence.ancestors(index)))
    for steps in range(3):
        if node == head:
            return steps
        node = sentence.words[node].head
        if node < 0:
            break
    return 3
