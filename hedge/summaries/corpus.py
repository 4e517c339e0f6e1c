"""Uncertainty profiles across documents: one for each speaker of a merge table."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hedge.summaries.counts import count_cues, count_labels, count_words, show_count
from hedge.summaries.details import Groups, compile_topics, cue_rates, group_certainty, label_shares
from hedge.summaries.distributions import Distribution, describe_distribution
from hedge.summaries.documents import DatedDocument
from hedge.summaries.intervals import Estimate, mean_estimate, show_mean
from hedge.summaries.keyness import CharacteristicCue, Cue, characteristic_cues, count_texts
from hedge.summaries.people import SpeakerTable
from hedge.summaries.pooling import Pooled, pool_means
from hedge.summaries.samples import FACTORS, Item, Sample, certainties, check_column, collect_samples
from hedge.summaries.trends import TimePoint, Trend, estimate_mean, fit_trend, list_dates


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CorpusProfile:
    """What one speaker's statements in several documents come to.

    Intervals are 95 % intervals for documents like these: statements of one document are alike, so documents, not
    statements, are the sample, and the model's own uncertainty about each statement is part of them.

    Parameters
    ----------
    speaker : str
        Canonical name.
    type : str
        The type of the speaker in the documents; where they differ, a person goes before an organisation, and that
        before the rest.
    documents : int
        Number of documents with a statement of the speaker.
    statements : int
        Number of statements, ``na`` included.
    words : int
        Words in them.
    certainty : float or None
        Mean certainty of the statements that can be evaluated, 0 to 1, each with the same weight; None where there is
        none.
    interval : tuple of float or None
        95 % interval of that mean: see `estimate_mean`.
    labels : dict of str to int
        Statements by label; labels that do not occur are left out.
    cues_per_100_words : float
        Hedges and boosters in the statements and their attribution cues, per 100 words of the statements.
    most_certain, least_certain : tuple of (str, int) or None
        Document and statement id of the statement with the highest and lowest certainty; of equals the first by
        document id and place.
    pooled : Pooled or None
        The mean drawn toward that of all speakers, as far as the speaker's own statements say little: see
        `pool_means`. Authors are pooled with authors, all others with each other; None with fewer than four.
    distribution : Distribution or None
        Quantiles and histogram of the certainties.
    label_shares : mapping of str to Estimate
        Share of every label among all statements.
    cue_rates : mapping of str to Estimate
        Hedges, boosters and cues by type, per 100 words.
    characteristic : tuple of CharacteristicCue
        The speaker's cues, the most characteristic against all other speakers first.
    groups : mapping of str to mapping of str to Estimate
        Mean certainty by ``kind`` (direct, mixed, indirect, author), by ``voice`` (``self``: plain words of one's own
        text or turn; ``attributed``: with a source or cue, one's own "I think" included), by ``words`` (reported
        directly, or relayed by another speaker), by the columns asked for, and by ``topic``.
    trend : Trend or None
        Change over the dates of the documents; None with fewer than three.
    timeline : tuple of TimePoint
        Mean certainty on every date.
    """

    speaker: str
    type: str
    documents: int
    statements: int
    words: int
    certainty: float | None
    interval: tuple[float, float] | None
    labels: dict[str, int]
    cues_per_100_words: float
    most_certain: tuple[str, int] | None
    least_certain: tuple[str, int] | None
    pooled: Pooled | None = None
    distribution: Distribution | None = None
    label_shares: Mapping[str, Estimate] = field(default_factory=dict)
    cue_rates: Mapping[str, Estimate] = field(default_factory=dict)
    characteristic: tuple[CharacteristicCue, ...] = ()
    groups: Groups = field(default_factory=dict)
    trend: Trend | None = None
    timeline: tuple[TimePoint, ...] = ()

    def __repr__(self) -> str:
        count = f"{show_count(self.statements, 'statement')} in {show_count(self.documents, 'document')}"
        mean = show_mean(self.certainty, self.interval)
        return f"<hedge.CorpusProfile {self.speaker!r} ({self.type}): {count}, {mean}>"


def profile_corpus(
    documents: Iterable[DatedDocument],
    table: SpeakerTable | None = None,
    *,
    by: Sequence[str] = (),
    topics: Iterable[str] = (),
    cluster: str | None = None,
) -> tuple[CorpusProfile, ...]:
    """Make a profile for every speaker of several documents: most statements first, then by name.

    Parameters
    ----------
    documents : iterable of Document
        Their ids must differ; those without one are called ``document-1``, ``document-2``, ... by their places.
        Otherwise their order does not matter.
    table : SpeakerTable, optional
        Who is the same across documents; by default what `merge_speakers` says.
    by : sequence of str, optional
        Columns of the documents, such as an addressee, to split certainty by.
    topics : iterable of str, optional
        Words to split certainty by: whole words, ``*`` for any ending, ``|`` for "or" (``"dam|flood*"``).
    cluster : str, optional
        Column whose values say which documents belong together, such as a conversation whose utterances are documents;
        by default each document stands for itself.

    Raises
    ------
    InputError
        Two documents have one id, the table does not fit the documents, or a date is none.
    OptionError
        No document has a column that is asked for, or a topic is empty.

    Examples
    --------
    >>> import hedge
    >>> nlp = hedge.load()
    >>> texts = ["Ana Ruiz said the dam will hold.", "Mayor Ana Ruiz said the dam may burst."]
    >>> documents = list(nlp.pipe(texts, ids=["monday", "friday"]))
    >>> [(profile.speaker, profile.documents) for profile in hedge.profile_corpus(documents)]
    [('Ana Ruiz', 2)]
    """
    known = list(documents)
    matchers = compile_topics(topics)
    for name in {*by} - set(FACTORS):
        check_column(known, name)
    samples = collect_samples(known, table, cluster=cluster)
    ranked = characteristic_cues([_cues(sample) for sample in samples])
    profiles = [
        replace(
            _profile(sample),
            characteristic=cues,
            groups=group_certainty(sample.scored, estimate_mean, by, matchers),
        )
        for sample, cues in zip(samples, ranked, strict=True)
    ]
    return _pool(profiles, samples)


def _pool(profiles: list[CorpusProfile], samples: Sequence[Sample]) -> tuple[CorpusProfile, ...]:
    """Fill in the pooled means: authors with authors, everybody else with each other."""
    for authors in (False, True):
        places = [
            place
            for place, profile in enumerate(profiles)
            if profile.certainty is not None and (profile.type == "author") == authors
        ]
        found = [mean_estimate(certainties(samples[place].scored)) for place in places]
        pooled = pool_means([mean for mean, _ in found], [spread.variance for _, spread in found])
        for place, each in zip(places, pooled or (), strict=pooled is not None):
            profiles[place] = replace(profiles[place], pooled=each)
    return tuple(profiles)


def _profile(sample: Sample) -> CorpusProfile:
    statements = [item.statement for item in sample.items]
    scored = sample.scored
    words = count_words(statements)
    cues = sum(count_cues(item.statement for item in own) for own in _by_document(sample).values())
    mean = estimate_mean(scored) if scored else None
    # In the order of documents and places, so that the first of equals is taken.
    places = [(item.statement.certainty, (item.document, item.statement.id)) for item in scored]
    return CorpusProfile(
        speaker=sample.name,
        type=sample.type,
        documents=len({item.document for item in sample.items}),
        statements=len(statements),
        words=words,
        certainty=math.fsum(certainty for certainty, _ in places) / len(places) if places else None,
        interval=mean.interval if mean else None,
        labels=count_labels(statements),
        cues_per_100_words=100 * cues / words if words else 0.0,
        most_certain=max(places, key=lambda pair: pair[0])[1] if places else None,
        least_certain=min(places, key=lambda pair: pair[0])[1] if places else None,
        distribution=describe_distribution(certainties(scored)) if scored else None,
        label_shares=label_shares(sample.items),
        cue_rates=cue_rates(sample.items),
        trend=fit_trend(scored),
        timeline=list_dates(scored),
    )


def _by_document(sample: Sample) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in sample.items:
        found[item.document].append(item)
    return found


def _cues(sample: Sample) -> tuple[Counter[Cue], int]:
    counts: Counter[Cue] = Counter()
    for own in _by_document(sample).values():
        counts.update(count_texts(item.statement for item in own))
    return counts, count_words(item.statement for item in sample.items)
