"""How much more certain one speaker is than another, and whether that may be chance."""

from __future__ import annotations

import difflib
import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from hedge.errors import InputError, OptionError
from hedge.summaries.documents import DatedDocument
from hedge.summaries.effects import measure_effect, measure_superiority
from hedge.summaries.intervals import (
    Estimate,
    Interval,
    expected_variance,
    join_evidence,
    robust_mean,
)
from hedge.summaries.people import SpeakerTable
from hedge.summaries.permutation import ExchangeOption, PermutationTest, permute
from hedge.summaries.samples import Item, Sample, certainties, collect_samples, number_clusters
from hedge.summaries.trends import estimate_mean

#: Half the distance between two labels: differences that could not be told from 0 unless they are larger than this are
#: too coarse to say much.
COARSE = 1 / 6
POWER = 0.8
#: With fewer, no p-value can be .05 or less.
FEWEST_ARRANGEMENTS = 20
#: Everybody but the one who is compared.
REST = "all others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The difference in certainty between two speakers, or between two of anything.

    Parameters
    ----------
    a, b : str
        Names.
    mean_a, mean_b : Estimate
        Mean certainty of each, with intervals for documents like these.
    shared_documents : int
        Documents in which both speak.
    difference : float
        ``mean_a - mean_b``.
    interval : tuple of float
        Its 95 % interval for documents like these.
    effect_size : float
        Hedges' g: the difference over the standard deviation of statements within the two.
    effect_interval : tuple of float
        Its 95 % interval.
    superiority : float
        Probability that a statement of `a` taken at random is the more certain one of two, ties counted half.
    superiority_interval : tuple of float
        Its 95 % interval.
    test : PermutationTest
        Whether the difference may be chance.
    q_value : float or None
        The p-value after false-discovery control, where several were compared at once.
    detectable : float
        Smallest difference that would have been found with 80 % power by the interval: that it leaves out 0. The
        permutation test of few documents finds somewhat less.
    """

    a: str
    b: str
    mean_a: Estimate
    mean_b: Estimate
    shared_documents: int
    difference: float
    interval: Interval
    effect_size: float
    effect_interval: Interval
    superiority: float
    superiority_interval: Interval
    test: PermutationTest
    q_value: float | None
    detectable: float

    @property
    def p_value(self) -> float:
        """Of the permutation test, two-sided."""
        return self.test.p_value

    @property
    def testable(self) -> bool:
        """Whether there are enough arrangements for a p-value of .05."""
        return self.test.arrangements >= FEWEST_ARRANGEMENTS

    @property
    def note(self) -> str:
        """What a reader of the numbers should know: whether there was enough text to tell. Empty where there is."""
        found = self.p_value if self.q_value is None else self.q_value
        if found < 0.05:
            return ""
        notes = []
        if self.detectable > COARSE:
            size = f"a difference of {self.detectable:.2f} or more" if self.detectable < 1 else "no difference at all"
            notes.append(f"too little text to tell: {size} would have been found with 80 % power")
        if not self.testable:
            count = self.test.arrangements
            notes.append(
                f"the test cannot find anything: there {'is' if count == 1 else 'are'} only {count} "
                f"arrangement{'' if count == 1 else 's'} of {self.test.exchange}"
            )
        return "; ".join(notes)


def compare(
    documents: Iterable[DatedDocument],
    a: str | Iterable[DatedDocument],
    b: str | None = None,
    *,
    table: SpeakerTable | None = None,
    by: str = "speaker",
    cluster: str | None = None,
    exchange: ExchangeOption = "auto",
    resamples: int = 9999,
    random_state: int = 0,
) -> Comparison:
    """Compare how certain two speakers are: ``compare(documents, "Ana Ruiz", "Bo Tan")``.

    Both intervals and test know that statements of one document are alike: see `compare_samples`.

    Parameters
    ----------
    documents : iterable of Document
        The documents.
    a : str or iterable of Document
        Canonical name of a speaker, as `profile_corpus` gives it, or a value of what `by` names. Documents instead of
        a name: all statements of `documents` are compared with all of these, which are other documents whatever
        their ids.
    b : str, optional
        The other one; by default all others together.
    table : SpeakerTable, optional
        Who is the same across documents.
    by : str, default "speaker"
        What `a` and `b` are values of: ``"speaker"``, ``"type"``, ``"kind"``, ``"voice"``, ``"document"``, or a column
        of the documents, such as a party.
    cluster : str, optional
        Column whose values say which documents belong together, such as a conversation; by default each document
        stands for itself.
    exchange, resamples, random_state
        Of the permutation test: see `permute`.

    Raises
    ------
    OptionError
        Nobody is called so, or a column or an option does not exist.
    InputError
        One of the two has no statement that can be evaluated; two documents have one id; or the table does not fit.

    Examples
    --------
    >>> import hedge
    >>> nlp = hedge.load()
    >>> text = 'Ana Ruiz said the dam is safe. "It holds," Ruiz said. Bo Tan said it may leak. Tan said it might burst.'
    >>> found = hedge.compare([nlp(text)], "Ana Ruiz", "Bo Tan")
    >>> found.difference > 0.2
    True
    """
    if isinstance(a, str):
        samples = collect_samples(documents, table, by=by, cluster=cluster)
        first = _named(samples, a, by)
        second = _named(samples, b, by) if b is not None else _rest(samples, first)
    elif b is None:
        first, second = _whole("first", documents, cluster), _whole("second", a, cluster)
    else:
        raise OptionError(f"expected the name of a speaker to compare with {b!r}, got documents: give two names")
    if first.name == second.name:
        raise OptionError(f"expected two different names, got {first.name!r} twice: name another one")
    return compare_samples(first, second, exchange=exchange, resamples=resamples, random_state=random_state)


def compare_all(
    documents: Iterable[DatedDocument],
    *,
    against: Literal["each other", "the rest"] = "each other",
    names: Sequence[str] | None = None,
    fewest: int = 3,
    table: SpeakerTable | None = None,
    by: str = "speaker",
    cluster: str | None = None,
    exchange: ExchangeOption = "auto",
    resamples: int = 9999,
    random_state: int = 0,
) -> tuple[Comparison, ...]:
    """Compare every speaker with every other, or with all the others together, with false-discovery control.

    The q-values are those of Benjamini and Hochberg (1995): of the comparisons with a q-value below .05, about 5 % at
    most are expected to be chance. The tests of one speaker against several are positively dependent, which the
    procedure allows for (Benjamini and Yekutieli 2001).

    Parameters
    ----------
    documents : iterable of Document
        The documents.
    against : {"each other", "the rest"}, default "each other"
        Whom each is compared with.
    names : sequence of str, optional
        Only these; by default everybody with `fewest` statements that can be evaluated.
    fewest : int, default 3
        Speakers with fewer are left out.
    table, by, cluster, exchange, resamples, random_state
        As for `compare`.

    Returns
    -------
    tuple of Comparison
        Smallest p-value first, then the largest difference.

    Raises
    ------
    OptionError
        As for `compare`, or `against` or `fewest` is out of range.
    InputError
        As for `compare`.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B 57.
    Benjamini, Y. and Yekutieli, D. (2001). The control of the false discovery rate in multiple testing under
    dependency. Annals of Statistics 29.
    """
    if against not in ("each other", "the rest"):
        raise OptionError(f"expected to compare against 'each other' or 'the rest', got {against!r}: name one of them")
    if fewest < 1:
        raise OptionError(f"expected at least 1 as the fewest statements, got {fewest}: leave it out for 3")
    samples = collect_samples(documents, table, by=by, cluster=cluster)
    chosen = (
        [_named(samples, name, by) for name in dict.fromkeys(names)]
        if names is not None
        else [sample for sample in samples if len(sample.scored) >= fewest]
    )
    if against == "the rest":
        pairs = [(sample, _rest(samples, sample)) for sample in chosen]
        pairs = [(sample, rest) for sample, rest in pairs if rest.scored]
    else:
        pairs = list(combinations(chosen, 2))
    found = [compare_samples(a, b, exchange=exchange, resamples=resamples, random_state=random_state) for a, b in pairs]
    return control_discoveries(found)


def compare_samples(
    a: Sample, b: Sample, *, exchange: ExchangeOption = "auto", resamples: int = 9999, random_state: int = 0
) -> Comparison:
    r"""Compare two samples of statements.

    The interval of the difference is that of a regression on who speaks, with documents as clusters: what the two have
    in common in one document cancels, and statements of one document are not taken for independent (CR2 with
    Satterthwaite's degrees of freedom; Bell and McCaffrey 2002). With few documents the variance to be expected of such
    statements counts beside what is seen, and the model's own uncertainty about each statement is added. Hedges' g
    divides by the standard deviation within the two, with the small-sample factor (Hedges 1981); its interval adds the
    uncertainty of that deviation. The interval of `superiority` rests on the same clusters (Obuchowski 1997). The
    smallest detectable difference is :math:`(t_{.975} + t_{.8})` standard errors (Bloom 1995).

    Parameters
    ----------
    a, b : Sample
        From `collect_samples`.
    exchange, resamples, random_state
        Of the permutation test: see `permute`. Both orders of the two give the same p-value.

    Raises
    ------
    InputError
        One of the two has no statement that can be evaluated.

    References
    ----------
    Bell, R. M. and McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with multi-stage
    samples. Survey Methodology 28.
    Bloom, H. S. (1995). Minimum detectable effects: a simple way to report the statistical power of experimental
    designs. Evaluation Review 19.
    Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size. J. Educational Statistics 6.
    Obuchowski, N. A. (1997). Nonparametric analysis of clustered ROC curve data. Biometrics 53.
    """
    parts = a.scored, b.scored
    for sample, scored in zip((a, b), parts, strict=True):
        if not scored:
            raise InputError(
                f"expected statements that can be evaluated of {sample.name!r}, got none: compare somebody else"
            )
    # Whoever comes first in the alphabet, so that the random arrangements do not depend on the order.
    turned = a.name > b.name
    numbers = number_clusters(item for part in (parts[::-1] if turned else parts) for item in part)
    first, second = (certainties(part, numbers) for part in parts)
    found = robust_mean(first, second)
    spread = join_evidence(found, expected_variance(first) + expected_variance(second))
    seed = [random_state, *sorted(zlib.crc32(name.encode()) for name in (a.name, b.name))]
    ordered = (second, first) if turned else (first, second)
    effect, effect_interval = measure_effect(found.value, spread, first, second)
    superiority, superiority_interval = measure_superiority(first, second)
    return Comparison(
        a=a.name,
        b=b.name,
        mean_a=estimate_mean(parts[0]),
        mean_b=estimate_mean(parts[1]),
        shared_documents=len({item.document for item in parts[0]} & {item.document for item in parts[1]}),
        difference=found.value,
        interval=(max(-1.0, found.value - spread.reach), min(1.0, found.value + spread.reach)),
        effect_size=effect,
        effect_interval=effect_interval,
        superiority=superiority,
        superiority_interval=superiority_interval,
        test=permute(*ordered, exchange=exchange, resamples=resamples, random_state=seed),
        q_value=None,
        detectable=min(1.0, (spread.quantile(0.975) + spread.quantile(POWER)) * math.sqrt(spread.variance)),
    )


def control_discoveries(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Give comparisons their q-values, and sort them: smallest p-value first, then the largest difference.

    Those with too few arrangements to find anything, whatever the statements, are no tests: they do not count among
    the comparisons, and get a q-value of 1.
    """
    from scipy.stats import false_discovery_control

    tests = [each.p_value for each in comparisons if each.testable]
    adjusted = iter(false_discovery_control(tests, method="bh") if tests else ())
    found = [replace(each, q_value=float(next(adjusted)) if each.testable else 1.0) for each in comparisons]
    return tuple(sorted(found, key=lambda each: (each.p_value, -abs(each.difference), each.a, each.b)))


def _named(samples: Sequence[Sample], name: str, by: str) -> Sample:
    """Return the sample of a name: equal, or else equal but for case."""
    exact = [sample for sample in samples if sample.name == name]
    close = exact or [sample for sample in samples if sample.name.casefold() == name.strip().casefold()]
    if len(close) == 1:
        return close[0]
    names = [sample.name for sample in samples]
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5) or names[:3]
    raise OptionError(
        f"expected the {by} of a statement, got {name!r}: "
        + (f"there are {len(names)}, among them {', '.join(map(repr, near))}" if names else "there are no statements")
    )


def _rest(samples: Sequence[Sample], one: Sample) -> Sample:
    items = tuple(item for sample in samples if sample is not one for item in sample.items)
    return Sample(name=REST, type="", items=items)


def _whole(name: str, documents: Iterable[DatedDocument], cluster: str | None) -> Sample:
    """All statements of documents, under one name; documents of another collection are others, whatever their ids."""
    items: list[Item] = []
    for sample in collect_samples(documents, cluster=cluster):
        for item in sample.items:
            own = f"{name}:{item.document}"
            together = own if item.cluster == item.document else item.cluster
            items.append(replace(item, document=own, cluster=together))
    return Sample(name=name, type="", items=tuple(items))
