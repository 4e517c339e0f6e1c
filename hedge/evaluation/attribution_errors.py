"""Which attributions go wrong, and how: errors by role and kind, crossed with constructions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hedge.corpora.polnear import AttributedArticle
from hedge.documents import Span, join_text
from hedge.evaluation.attribution_constructions import CONSTRUCTIONS, Layout
from hedge.evaluation.tokens import TokenSpans, number_tokens
from hedge.parsing import Parse
from hedge.sources import Attribution

ROLES = ("cue", "source", "content")
#: The kinds of errors of each role, in the order of the report.
KINDS = {
    "cue": ("missed", "spurious", "other words", "too short", "too long", "shifted", "marks only"),
    "source": ("missed", "spurious", "other person", "too short", "too long", "shifted", "marks only"),
    "content": (
        "other words", "too few paragraphs", "too many paragraphs", "part missing", "part too many", "starts early",
        "starts late", "ends early", "ends late", "differs inside", "marks only",
    ),
}  # fmt: skip
_PAIRED_BY_CONTENT = 0.5
_EXCERPT = 60

TokenSet = frozenset[int]
Roles = dict[str, TokenSet]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One way in which an attribution differs from the gold.

    Parameters
    ----------
    document : str
        The article's id.
    role, kind : str
        What is wrong with which part: see `KINDS`. An attribution that has no counterpart is one mistake, of its cue.
    constructions : tuple of str
        Of the gold attribution; of the predicted one where it is spurious.
    gold, predicted : tuple of Span
        The role's spans; all spans of the attribution where it has no counterpart.
    excerpt : str
        The beginning of what is concerned.
    """

    document: str
    role: str
    kind: str
    constructions: tuple[str, ...]
    gold: tuple[Span, ...]
    predicted: tuple[Span, ...]
    excerpt: str

    def __str__(self) -> str:
        """Return one line: document, role, kind, spans in the gold and predicted, constructions, excerpt."""
        spans = [";".join(f"{s.start}-{s.end}" for s in part) or "-" for part in (self.gold, self.predicted)]
        return "\t".join([self.document, self.role, self.kind, *spans, ", ".join(self.constructions), self.excerpt])


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A gold attribution, or a predicted one without counterpart, and what is wrong about it.

    Parameters
    ----------
    spurious : bool
        Whether it is a predicted one.
    constructions : tuple of str
        Its constructions.
    mistakes : tuple of Mistake
        None where all roles are right.
    """

    spurious: bool
    constructions: tuple[str, ...]
    mistakes: tuple[Mistake, ...]


def find_mistakes(article: AttributedArticle, parse: Parse, predicted: Sequence[Attribution]) -> list[Examined]:
    """Compare the attributions found in an article with the gold, role by role.

    A gold attribution and a predicted one are counterparts if their cues share a token, or at least half of the tokens
    of their contents are common; those that agree best go together first, one to one.

    Parameters
    ----------
    article : AttributedArticle
        With the gold.
    parse : Parse
        Of the article's text; the constructions are read off it.
    predicted : sequence of Attribution
        What was found.

    Returns
    -------
    list of Examined
        All gold attributions in their order, then the predicted ones without counterpart.
    """
    comparison = _Comparison(Layout(parse), number_tokens(article.text))
    gold_sets, found_sets = ([comparison.roles(a) for a in part] for part in (article.attributions, predicted))
    pairs = _pair(gold_sets, found_sets)
    examined = []
    for number, gold in enumerate(article.attributions):
        names = comparison.layout.constructions(gold, article.attributions)
        if number in pairs:
            found = predicted[pairs[number]]
            kinds = comparison.kinds(gold_sets[number], found_sets[pairs[number]])
            mistakes = [_mistake(article, role, kind, names, gold, found) for role, kind in kinds]
        else:
            mistakes = [_mistake(article, "cue", "missed", names, gold, None)]
        examined.append(Examined(spurious=False, constructions=names, mistakes=tuple(mistakes)))
    for number in sorted(set(range(len(predicted))) - set(pairs.values())):
        names = comparison.layout.constructions(predicted[number], article.attributions)
        mistake = _mistake(article, "cue", "spurious", names, None, predicted[number])
        examined.append(Examined(spurious=True, constructions=names, mistakes=(mistake,)))
    return examined


def report_mistakes(examined: Sequence[Examined]) -> tuple[str, ...]:
    """Lay out what went wrong as tab-separated tables: by kind, by construction, by both, and one line a mistake.

    Every table has a heading that begins with ``#`` and names its columns.
    """
    gold = [each for each in examined if not each.spurious]
    mistakes = [mistake for each in examined for mistake in each.mistakes]
    right = sum(not each.mistakes for each in gold)
    heading = (
        f"# {len(gold)} gold attributions, {right} right in every role; {len(examined) - len(gold)} spurious ones; "
        f"{len(mistakes)} mistakes"
    )
    return (
        heading,
        "# role\tkind\tcount\tshare of mistakes",
        *_by_kind(mistakes),
        "# construction\tgold\tright\tcue missed\tcue wrong\tsource wrong\tcontent wrong\tspurious",
        *_by_construction(examined),
        "# role\tkind\tconstruction\tcount\tper gold attribution of that construction",
        *_crossed(examined),
        "# document\trole\tkind\tgold\tpredicted\tconstructions\texcerpt",
        *map(str, mistakes),
    )


def _by_kind(mistakes: Sequence[Mistake]) -> Iterator[str]:
    counts = Counter((mistake.role, mistake.kind) for mistake in mistakes)
    for role in ROLES:
        for kind in KINDS[role]:
            if count := counts[role, kind]:
                yield f"{role}\t{kind}\t{count}\t{count / len(mistakes):.3f}"


def _by_construction(examined: Sequence[Examined]) -> Iterator[str]:
    for name in CONSTRUCTIONS:
        own = [each for each in examined if name in each.constructions]
        gold = [each for each in own if not each.spurious]
        missed = sum(any(m.kind == "missed" and m.role == "cue" for m in each.mistakes) for each in gold)
        wrong = [sum(any(m.role == role for m in each.mistakes) for each in gold) for role in ROLES]
        wrong[0] -= missed
        right = sum(not each.mistakes for each in gold)
        if own:
            yield "\t".join([name, *map(str, [len(gold), right, missed, *wrong, len(own) - len(gold)])])


def _crossed(examined: Sequence[Examined]) -> Iterator[str]:
    totals = Counter(name for each in examined if not each.spurious for name in each.constructions)
    counts = Counter(
        (mistake.role, mistake.kind, name)
        for each in examined
        for mistake in each.mistakes
        for name in each.constructions
    )
    for role in ROLES:
        for kind in KINDS[role]:
            for name in CONSTRUCTIONS:
                if count := counts[role, kind, name]:
                    rate = f"{count / totals[name]:.3f}" if totals[name] else "-"
                    yield f"{role}\t{kind}\t{name}\t{count}\t{rate}"


def _mistake(
    article: AttributedArticle,
    role: str,
    kind: str,
    constructions: tuple[str, ...],
    gold: Attribution | None,
    found: Attribution | None,
) -> Mistake:
    spans = [
        () if each is None else tuple(getattr(each, role)) if gold and found else _all_spans(each)
        for each in (gold, found)
    ]
    excerpt = " ".join(join_text(article.text, spans[0] or spans[1]).split())
    return Mistake(
        document=article.id,
        role=role,
        kind=kind,
        constructions=constructions,
        gold=spans[0],
        predicted=spans[1],
        excerpt=excerpt if len(excerpt) <= _EXCERPT else excerpt[: _EXCERPT - 1] + "…",
    )


def _all_spans(attribution: Attribution) -> tuple[Span, ...]:
    return tuple(sorted((*attribution.cue, *attribution.source, *attribution.content)))


def _pair(gold: Sequence[Roles], found: Sequence[Roles]) -> dict[int, int]:
    """Number of the predicted attribution that goes with each gold one."""
    scores = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            shares = {role: _jaccard(one[role], other[role]) for role in ROLES}
            if shares["cue"] > 0 or shares["content"] >= _PAIRED_BY_CONTENT:
                scores.append((-sum(shares.values()), i, j))
    pairs: dict[int, int] = {}
    taken = set()
    for _, i, j in sorted(scores):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _jaccard(one: TokenSet, other: TokenSet) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


@dataclass(frozen=True, slots=True)
class _Comparison:
    """An article whose counterparts are compared, as sets of numbers of its tokens."""

    layout: Layout
    tokens: TokenSpans

    def roles(self, attribution: Attribution) -> Roles:
        return {role: self.tokens.touched(getattr(attribution, role)) for role in ROLES}

    def kinds(self, wanted: Roles, got: Roles) -> Iterator[tuple[str, str]]:
        """Role and kind of each difference."""
        for role in ("cue", "source"):
            if wanted[role] != got[role]:
                yield role, self._difference(role, wanted[role], got[role])
        if wanted["content"] != got["content"]:
            for kind in self._content_kinds(wanted["content"], got["content"]):
                yield "content", kind

    def _difference(self, role: str, wanted: TokenSet, got: TokenSet) -> str:
        """Return the kind of the difference between two cues or sources."""
        if not got or not wanted:
            # A cue is called missed or spurious only with its whole attribution.
            return "other words" if role == "cue" else "missed" if wanted else "spurious"
        if not wanted & got:
            return "other person" if role == "source" else "other words"
        if self._marks_only(wanted ^ got):
            return "marks only"
        return "too short" if got < wanted else "too long" if got > wanted else "shifted"

    def _content_kinds(self, wanted: TokenSet, got: TokenSet) -> list[str]:
        """Return the kinds of the differences between two contents: the coarsest that explains each word."""
        if not wanted & got:
            return ["other words"]
        if self._marks_only(wanted ^ got):
            return ["marks only"]
        theirs, ours = self._paragraphs(wanted), self._paragraphs(got)
        kinds = ["too few paragraphs"] * bool(theirs - ours) + ["too many paragraphs"] * bool(ours - theirs)
        odd = theirs ^ ours
        wanted, got = (frozenset(t for t in part if not self._paragraphs([t]) & odd) for part in (wanted, got))
        missing, extra = self._parts_apart(wanted, got), self._parts_apart(got, wanted)
        kinds += ["part missing"] * bool(missing) + ["part too many"] * bool(extra)
        kinds += self._edges(wanted - missing, got - extra)
        return kinds or ["marks only"]

    def _edges(self, wanted: TokenSet, got: TokenSet) -> list[str]:
        """Return which ends of two contents differ, and whether there are differences between both ends."""
        if not wanted & got:
            return []
        differs = [token for token in sorted(wanted ^ got) if not self._marks_only([token])]
        low, high = max(min(wanted), min(got)), min(max(wanted), max(got))
        before = [token for token in differs if token < low]
        after = [token for token in differs if token > high]
        kinds = ["starts early" if before[0] in got else "starts late"] if before else []
        kinds += ["ends late" if after[0] in got else "ends early"] if after else []
        return kinds + ["differs inside"] * (len(before) + len(after) < len(differs))

    def _parts_apart(self, tokens: TokenSet, others: TokenSet) -> TokenSet:
        """Tokens of the parts, runs of tokens without a gap, that hold words and share nothing with the others."""
        parts: list[set[int]] = []
        for token in sorted(tokens):
            if not parts or token - 1 not in parts[-1]:
                parts.append(set())
            parts[-1].add(token)
        return frozenset(
            token for part in parts if part.isdisjoint(others) and not self._marks_only(part) for token in part
        )

    def _paragraphs(self, tokens: Iterable[int]) -> set[int]:
        return self.layout.paragraphs(Span(self.tokens.starts[token], self.tokens.ends[token]) for token in tokens)

    def _marks_only(self, tokens: Iterable[int]) -> bool:
        text = self.layout.parse.text
        return not any(text[self.tokens.starts[token]].isalnum() for token in tokens)
