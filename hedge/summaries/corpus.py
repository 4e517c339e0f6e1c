"""Uncertainty profiles across documents: one for each speaker of a merge table."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hedge.statements import Statement
from hedge.summaries.people import AnalysedDocument, SpeakerTable, merge_speakers, writable
from hedge.summaries.profiles import (
    NINETY,
    PRIOR_VARIANCE,
    PRIOR_WEIGHT,
    count_cues,
    count_labels,
    count_words,
    is_scored,
)

# Prior of the variance between a speaker's documents, as a share of that between the statements of one: what is to be
# expected after the persons who speak in several documents of NewsCert train (benchmarks/profile_prior.py).
_PRIOR_CLUSTERING = 0.05
# Which type a speaker has whose rows differ: the first of these.
_TYPES = ("person", "organization", "group", "document", "unnamed", "author")

Own = tuple[str, Sequence[Statement]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusProfile:
    """What one speaker's statements in several documents come to.

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
        95 % interval of that mean, for documents like these: see `clustered_interval`.
    labels : dict of str to int
        Statements by label; labels that do not occur are left out.
    cues_per_100_words : float
        Hedges and boosters in the statements and their attribution cues, per 100 words of the statements.
    most_certain, least_certain : tuple of (str, int) or None
        Document and statement id of the statement with the highest and lowest certainty; of equals the first by
        document id and place.
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


def profile_corpus(
    documents: Iterable[AnalysedDocument], table: SpeakerTable | None = None
) -> tuple[CorpusProfile, ...]:
    """Make a profile for every speaker of several documents: most statements first, then by name.

    Parameters
    ----------
    documents : iterable of Document
        Their ids must differ; their order does not matter.
    table : SpeakerTable, optional
        Who is the same across documents; by default what `merge_speakers` says.

    Raises
    ------
    InputError
        Two documents have one id, or the table does not fit the documents.

    Examples
    --------
    >>> import hedge
    >>> nlp = hedge.load()
    >>> texts = ["Ana Ruiz said the dam will hold.", "Mayor Ana Ruiz said the dam may burst."]
    >>> documents = list(nlp.pipe(texts, ids=["monday", "friday"]))
    >>> [(profile.speaker, profile.documents) for profile in hedge.profile_corpus(documents)]
    [('Ana Ruiz', 2)]
    """
    documents = sorted(documents, key=lambda document: document.id)
    rows = {(row.document, row.speaker): row for row in merge_speakers(documents, table).rows}
    types: dict[str, set[str]] = defaultdict(set)
    for row in rows.values():
        types[row.canonical].add(row.type)
    found: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for document in documents:
        for statement in document.statements:
            row = rows[writable(document.id), statement.speaker.id]
            found[row.canonical][row.document].append(statement)
    profiles = [
        _profile(name, min(types[name], key=_TYPES.index), list(by_document.items()))
        for name, by_document in found.items()
    ]
    return tuple(sorted(profiles, key=lambda profile: (-profile.statements, profile.speaker)))


def clustered_interval(
    values: Sequence[Sequence[float]], half_widths: Sequence[Sequence[float]]
) -> tuple[float, float]:
    r"""95 % interval of a speaker's mean certainty when the documents are a sample of those they might speak in.

    Statements of one document are alike, so documents, not statements, are what varies. With :math:`N` values in
    :math:`G` documents, :math:`n_d` of them in document :math:`d`, and :math:`e_d` the sum of the deviations there
    from the mean of all, the cluster-robust variance of the mean is :math:`V_C = \frac{G}{G-1} \sum_d e_d^2 / N^2` on
    :math:`G - 1` degrees of freedom (Liang and Zeger 1986; Cameron and Miller 2015). With few documents that says
    little, or, with one, nothing. So it gets a scaled inverse chi-square prior of the weight :math:`\nu` that a
    profile within a document has (Gelman et al. 2013, section 3.3), at the variance expected of so many statements
    spread so over documents, :math:`V_0 = \frac{s^2}{N} (1 + \lambda \sum_d n_d^2 / N)` (Kish 1965, section 5.4):
    :math:`s^2` is the variance within documents, shrunk as within one, and :math:`\lambda` the ratio of the variance
    between documents to it, fitted on NewsCert. The interval is the mean plus and minus the t quantile on
    :math:`\nu + G - 1` degrees of freedom times the root of
    :math:`(\nu V_0 + (G - 1) V_C) / (\nu + G - 1)`, to which the model's own uncertainty about each statement is
    added. For one document it is wider than that of `hedge.Profile`, which is about that document alone.

    Parameters
    ----------
    values : sequence of sequence of float
        Certainties in [0, 1] by document; at least one document, and at least one value in each.
    half_widths : sequence of sequence of float
        Half-widths of their 90 % intervals.

    Returns
    -------
    tuple of float
        Lower and upper bound, within [0, 1].

    References
    ----------
    Cameron, A. C. and Miller, D. L. (2015). A practitioner's guide to cluster-robust inference. Journal of Human
    Resources 50 (2).
    Gelman, A. et al. (2013). Bayesian Data Analysis, third edition.
    Kish, L. (1965). Survey Sampling.
    Liang, K.-Y. and Zeger, S. L. (1986). Longitudinal data analysis using generalized linear models. Biometrika 73.

    Examples
    --------
    >>> low, high = clustered_interval([[0.5, 0.5], [0.5, 0.5]], [[0.0, 0.0], [0.0, 0.0]])
    >>> round(low, 2), round(high, 2)
    (0.28, 0.72)
    """
    from scipy.special import stdtrit

    count, groups = sum(map(len, values)), len(values)
    mean = math.fsum(value for own in values for value in own) / count
    means = [math.fsum(own) / len(own) for own in values]
    inside = sum((value - middle) ** 2 for own, middle in zip(values, means, strict=True) for value in own)
    spread = (PRIOR_WEIGHT * PRIOR_VARIANCE + inside) / (PRIOR_WEIGHT + count - groups)
    expected = spread / count * (1 + _PRIOR_CLUSTERING * sum(len(own) ** 2 for own in values) / count)
    # (G - 1) V_C, which is 0 for one document.
    robust = groups * sum((len(own) * (m - mean)) ** 2 for own, m in zip(values, means, strict=True)) / count**2
    freedom = PRIOR_WEIGHT + groups - 1
    model = sum((width / NINETY) ** 2 for own in half_widths for width in own) / count**2
    reach = float(stdtrit(freedom, 0.975)) * math.sqrt((PRIOR_WEIGHT * expected + robust) / freedom + model)
    return max(0.0, mean - reach), min(1.0, mean + reach)


def _profile(name: str, kind: str, own: Sequence[Own]) -> CorpusProfile:
    statements = [statement for _, part in own for statement in part]
    scored = [(document, [s for s in part if is_scored(s)]) for document, part in own]
    scored = [(document, part) for document, part in scored if part]
    values = [[s.certainty for s in part] for _, part in scored]
    widths = [[(s.interval[1] - s.interval[0]) / 2 for s in part] for _, part in scored]
    words = count_words(statements)
    cues = sum(count_cues(part) for _, part in own)
    # In the order of documents and places, so that the first of equals is taken.
    ranked = [(s.certainty, (document, s.id)) for document, part in scored for s in part]
    return CorpusProfile(
        speaker=name,
        type=kind,
        documents=len(own),
        statements=len(statements),
        words=words,
        certainty=math.fsum(certainty for certainty, _ in ranked) / len(ranked) if ranked else None,
        interval=clustered_interval(values, widths) if ranked else None,
        labels=count_labels(statements),
        cues_per_100_words=100 * cues / words if words else 0.0,
        most_certain=max(ranked, key=lambda pair: pair[0])[1] if ranked else None,
        least_certain=min(ranked, key=lambda pair: pair[0])[1] if ranked else None,
    )
