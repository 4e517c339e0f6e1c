"""Find the attributions of documents: cues, then for each cue its source, then its content."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from hedge.documents import Span
from hedge.parsing import Parse
from hedge.sources.attribution import Attribution, AttributionKind
from hedge.sources.candidates.cues import verb_end
from hedge.sources.candidates.frames import make_frame
from hedge.sources.completion.free_quotations import find_free_quotations
from hedge.sources.completion.layout import complete_contents
from hedge.sources.completion.nesting import find_nested, with_parents
from hedge.sources.completion.second_cues import split_second_cues
from hedge.sources.drafts.draft import Draft, acceptance_features, quoted_share
from hedge.sources.drafts.drafting import draft_attributions
from hedge.sources.drafts.reading import Reading
from hedge.sources.evidence.encoder import Evidence, read_evidence
from hedge.sources.model import AttributionModel
from hedge.sources.tokens import NO_QUOTE, Tokens, flatten

_EXPLETIVE = {"it", "be", "'s"}
_LONGEST_JUDGEMENT = 5
_NOBODY = {("nobody",), ("no", "one"), ("no-one",), ("none",)}
# Verbs whose passive subject hears or suffers what is said.
_AIMING = {
    *("accuse", "ask", "blame", "charge", "convict", "criticise", "criticize"),
    *("inform", "instruct", "praise", "remind", "suspect", "tell", "urge", "warn"),
}
_RAISING = {"certain", "sure"}
# Before whom something is said: "Bursar stole cash, court told".
_HEARING = {"court", "inquest", "inquiry", "jury", "tribunal", "hearing", "trial", "panel", "committee"}
_ANSWERING = frozenset({"deny", "doubt", "dispute", "reject", "contest", "refute", "confirm"})
_POINTERS = {"it", "that", "this", "so", "these", "those"}
_EMPTY = {"PUNCT", "PART", "ADP", "CCONJ", "SCONJ"}
_HEARERS = {"you", "me", "us", "him", "her", "them"}
Range = tuple[int, int]


def find_attributions(
    parses: Sequence[Parse],
    model: AttributionModel,
    encoded: Sequence[Sequence[npt.NDArray[np.float32]]] | None = None,
    *,
    nested: bool = True,
) -> list[tuple[Attribution, ...]]:
    """Find who is said to have said, thought or wanted what.

    Parameters
    ----------
    parses : sequence of Parse
        Parsed documents; each is read by itself, so that the result does not depend on the others.
    model : AttributionModel
        From `load_attribution_model`.
    encoded : sequence of sequence of array, optional
        What `hedge.encoding.Encoder.encode` gives for the parses; without it the parse alone decides.
    nested : bool, default True
        Whether to look for attributions inside others too. PolNeAR gives each word to one attribution only.

    Returns
    -------
    list of tuple of Attribution
        One tuple a document, sorted by where the content starts.

    Notes
    -----
    Classifiers over parse candidates replace the rules of Pareti et al.; the relation is that of PolNeAR. With an
    encoder each choice among the candidates is made by boosted trees over the scores of both.

    References
    ----------
    Newell, E., Margolin, D., Ruths, D. (2018). An attribution relations corpus for political news. LREC.
    Pareti, S., O'Keefe, T., Konstas, I., Curran, J., Koprinska, I. (2013). Automatically detecting and attributing
    indirect quotations. EMNLP.
    """
    documents = []
    for number, parse in enumerate(parses):
        tokens = flatten(parse)
        evidence = None if encoded is None else read_evidence(encoded[number])
        found = _read(tokens, model, evidence)
        found += find_free_quotations(tokens, found)
        if nested:
            found += find_nested(parse, tokens, found, partial(_read, model=model))
        documents.append(with_parents(found))
    return documents


def _read(tokens: Tokens, model: AttributionModel, evidence: Evidence | None = None) -> list[Attribution]:
    """Return the drafts that are accepted."""
    if evidence is not None and model.stack is not None and tokens.words:
        drafts, scores = Reading(tokens, model, evidence).read(model.stack)
        threshold = model.stack.threshold
    else:
        drafts = draft_attributions(tokens, model)
        scores = model.acceptance.scores(acceptance_features(tokens, drafts))[:, 0].tolist()
        threshold = model.threshold
    return attributions_of(tokens, drafts, scores, threshold)


def attributions_of(
    tokens: Tokens, drafts: Sequence[Draft], scores: Sequence[float], threshold: float
) -> list[Attribution]:
    """Return the drafts with log odds above a threshold as attributions."""
    whole = [
        (score, _without_target(tokens, _with_verb(tokens, draft)))
        for draft, score in zip(drafts, scores, strict=True)
        if score > threshold and not any(unfit(tokens, draft) for unfit in _UNFIT)
    ]
    kept = [(score, draft) for score, draft in whole if not _only_points(tokens, draft)]
    nearest = {_nearest(draft) for _, draft in kept}
    contents = complete_contents(
        tokens, [draft.frame for _, draft in kept], [_own_parts(tokens, draft, nearest) for _, draft in kept]
    )
    contents, more = split_second_cues(tokens, [draft.frame for _, draft in kept], contents)
    first = [
        _attribution(tokens, draft.frame.source, _with_judgement(tokens, draft), content, score)
        for (score, draft), content in zip(kept, contents, strict=True)
    ]
    return first + [
        _attribution(tokens, frame.source, frame.cue, content, kept[number][0]) for number, frame, content in more
    ]


def _attribution(tokens: Tokens, source: Range, cue: Range, content: Sequence[Range], score: float) -> Attribution:
    return Attribution(
        source=_spans(tokens, [source] if source[1] else []),
        cue=_spans(tokens, [cue]),
        content=_spans(tokens, content),
        kind=_kind(tokens, content),
        score=1.0 / (1.0 + math.exp(-score)),
    )


def _with_verb(tokens: Tokens, draft: Draft) -> Draft:
    """Give a cue that is cut off after an auxiliary its verb: "does|not believe it", "don't|want|to go"."""
    start, end = draft.frame.cue
    stop = verb_end(tokens, end)
    if not any(first in (end, stop) and end < stop < last for first, last in draft.content):
        return draft
    content = tuple((stop, last) if first == end else (first, last) for first, last in draft.content)
    return replace(draft, frame=make_frame(tokens, (start, stop), draft.frame.source), content=content)


def _without_target(tokens: Tokens, draft: Draft) -> Draft:
    """Take away a source whom others accuse, ask or warn: "the man accused of theft", "they were warned that ...".

    And one that stands before "it was assumed", which has nobody.
    """
    verb, source = draft.frame.head, range(*draft.frame.source)
    word = tokens.words[verb]
    passive = any(tokens.heads[i] == verb and tokens.words[i].deprel == "nsubj:pass" for i in source)
    participle = word.deprel.startswith("acl") and tokens.heads[verb] in source
    aimed = word.lemma.lower() in _AIMING and word.xpos == "VBN" and (passive or participle)
    if aimed or _hears(tokens, draft) or _is_impersonal(tokens, draft):
        return replace(draft, frame=make_frame(tokens, draft.frame.cue, (0, 0)))
    return draft


def _is_impersonal(tokens: Tokens, draft: Draft) -> bool:
    """Whether the cue is a passive of "it", and nobody stands behind it ("it was assumed by many")."""
    verb, last = draft.frame.head, draft.frame.source[1]
    subjects = [i for i in tokens.children[verb] if tokens.words[i].relation in ("nsubj", "expl")]
    passive = tokens.words[verb].xpos == "VBN" and any(tokens.words[i].text.lower() == "it" for i in subjects)
    return passive and 0 < last <= verb and subjects[0] >= last


def _hears(tokens: Tokens, draft: Draft) -> bool:
    """Whether the source of a headline is who is told: "..., court told", "..., inquest hears"."""
    start, end = draft.frame.source
    if not 0 < end - start <= 2 or tokens.words[end - 1].lemma.lower() not in _HEARING:
        return False
    behind = range(draft.frame.right, tokens.bounds[tokens.sentence[end - 1]][1])
    closing = all(tokens.words[i].upos == "PUNCT" for i in behind)
    return closing and tokens.words[draft.frame.head].lemma.lower() in {"tell", "hear"}


def _with_judgement(tokens: Tokens, draft: Draft) -> Range:
    """The cue; one that is but "it" or "it is" together with the judgement that follows ("It is false that ...")."""
    start, end = draft.frame.cue
    first = min(part[0] for part in draft.content)
    between = range(end, first)
    bare = all(tokens.words[i].lemma.lower() in _EXPLETIVE for i in range(start, end))
    if not bare or len(between) > _LONGEST_JUDGEMENT:
        return start, end
    if any(tokens.words[i].upos in {"PUNCT", "SCONJ"} or tokens.quote[i] != NO_QUOTE for i in between):
        return start, end
    return start, max(first, end)


def _nearest(draft: Draft) -> Range:
    """The part of the content that stands next to the cue and source."""
    return min(draft.content, key=lambda part: max(draft.frame.left - part[1], part[0] - draft.frame.right))


def _own_parts(tokens: Tokens, draft: Draft, nearest: Set[Range]) -> tuple[Range, ...]:
    """The content without quotations further on that stand next to another cue ("It is," she said. "No," he added).

    Nor with one that ended in the paragraph before, where the cue has its own behind it ("No." / He laughed. "It is.").
    """
    first, here = _nearest(draft), tokens.paragraph[tokens.sentence[draft.frame.head]]
    ends = {part: tokens.paragraph[tokens.sentence[part[1] - 1]] for part in draft.content}
    behind = [part for part in draft.content if part[0] >= draft.frame.right and ends[part] == here]
    if behind and any(end < here for end in ends.values()):
        return tuple(part for part in draft.content if ends[part] >= here and (part in behind or part not in nearest))
    return tuple(part for part in draft.content if part == first or part not in nearest)


def _is_nobodys(tokens: Tokens, draft: Draft) -> bool:
    """Whether the source is nobody: who writes "Nobody knows the cost" says so himself."""
    return tuple(tokens.words[i].text.lower() for i in range(*draft.frame.source)) in _NOBODY


def _is_far_back(tokens: Tokens, draft: Draft) -> bool:
    """Whether the content stands in paragraphs before the cue's, and not even a quotation: nobody is named so late.

    Of a quotation that ended in the paragraph before, a cue that names nobody ("Not everyone is persuaded.") says
    nothing either.
    """
    here = tokens.paragraph[tokens.sentence[draft.frame.cue[0]]]
    named = bool(draft.frame.source[1])
    return all(
        tokens.paragraph[tokens.sentence[last - 1]] < here
        and not (named and (tokens.quote[first] != NO_QUOTE or tokens.quote[last - 1] != NO_QUOTE))
        for first, last in draft.content
    )


def _only_points(tokens: Tokens, draft: Draft) -> bool:
    """Whether the content is just a word that points back to one told elsewhere ("He said that."), or to a hearer.

    Who denies, doubts or confirms what it points to says more than that ("The mill denies it.").
    """
    words = [i for part in draft.content for i in range(*part) if tokens.words[i].upos != "PUNCT"]
    if len(words) != 1 or words[0] < draft.frame.cue[1] or tokens.quote[words[0]] != NO_QUOTE:
        return False
    verb = tokens.words[draft.frame.head].lemma.lower()
    if verb in _ANSWERING:
        return False
    return tokens.words[words[0]].text.lower() in (_POINTERS | _HEARERS if verb in _AIMING else _POINTERS)


def _says_nothing(tokens: Tokens, draft: Draft) -> bool:
    """Whether a content has but particles and pronouns of those spoken to: "a doctor told | her to"."""
    words = [tokens.words[i] for part in draft.content for i in range(*part)]
    return all(word.upos in _EMPTY or word.text.lower() in _HEARERS for word in words) and any(
        word.upos in _EMPTY - {"PUNCT"} for word in words
    )


def _is_bare(tokens: Tokens, draft: Draft) -> bool:
    """Whether nothing of a content is left but the cue's own verb: "I don't|know", "it could|not|be confirmed"."""
    _, end = draft.frame.cue
    stop = verb_end(tokens, end)
    return any(
        end <= first < stop and (last <= stop or (first == end and tokens.words[stop].upos == "PUNCT"))
        for first, last in draft.content
    )


def _is_raised(tokens: Tokens, draft: Draft) -> bool:
    """Whether somebody else is sure of the content: "Prices are certain to rise", "She is sure not to come"."""
    start = draft.content[0][0]
    around = [word.text.lower() for word in tokens.words[max(0, start - 1) : start + 3]]
    pairs = pairwise(word for word in around if word != "not")
    return tokens.quote[start] == NO_QUOTE and any(first in _RAISING and then == "to" for first, then in pairs)


# What makes an accepted draft no attribution after all.
_UNFIT = (_is_nobodys, _is_far_back, _is_bare, _is_raised, _says_nothing)


def _spans(tokens: Tokens, ranges: Sequence[Range]) -> tuple[Span, ...]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(tokens.span_of(*item) for item in merged)


def _kind(tokens: Tokens, content: Sequence[Range]) -> AttributionKind:
    share = quoted_share(tokens, content)
    return "direct" if share == 1 else "mixed" if share else "indirect"
