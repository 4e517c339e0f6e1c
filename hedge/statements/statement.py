"""The statement: a content, its speaker, and how certain it is presented to be."""

from __future__ import annotations

from dataclasses import dataclass

from hedge.documents import Span
from hedge.scoring import PerceivedProbability
from hedge.speakers import Speaker
from hedge.statements.units import StatementKind

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCue:
    """A hedge or booster that bears on a statement.

    Parameters
    ----------
    span : Span
        Where it stands.
    text, type : str
        Its words, and its type (epistemic, doxastic, evidential, unknown, investigation, condition, approximator,
        booster).
    effect : float
        Change of the statement's certainty that the cue brings about: negative for a hedge, positive for a booster.
    scope : tuple of Span
        The words it bears on.
    """

    span: Span
    text: str
    type: str
    effect: float
    scope: tuple[Span, ...]


Cues = tuple[StatementCue, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Statement:
    """One statement of a document.

    Parameters
    ----------
    id : int
        Position among the document's statements.
    spans : tuple of Span
        The content in the document; with the words that frame it where these are the speaker's own ("I can't confirm
        that", "The bank is reportedly broke") or it says nothing without them ("Tan denies it").
    text : str
        Texts of the spans, joined by single spaces.
    speaker : Speaker
        Who makes it, by the document's account; the author where nobody else is quoted for it.
    label : {"certain", "probable", "possible", "uncommitted", "na"}
        ``na`` where nothing truth-evaluable is said.
    certainty : float
        0 = no commitment at all, 1 = certain that it is so (or, with negative polarity, that it is not so); to two
        decimals.
    interval : tuple of float
        Conformal 90 % interval of the certainty.
    probabilities : dict of str to float
        Of the four labels, given that the statement can be evaluated; they sum to 1.
    evaluable : float
        Probability, in [0, 1], that the statement is truth-evaluable.
    perceived_probability : PerceivedProbability or None
        What probability readers take out of the words; None where the label is ``na``.
    factuality : float or None
        Of the main predicate, from -3 (certainly not) to 3 (certainly so); None where there is no predicate.
    polarity : {"pos", "neg"}
        ``neg`` where the source rejects the content.
    kind : {"direct", "mixed", "indirect", "author"}
        How it is presented.
    source, cue : tuple of Span
        Of the attribution; empty for the author's statements.
    parent : int or None
        Id of the statement whose content holds this one ("Austin said officials believe ...").
    cues : tuple of StatementCue
        Hedges and boosters that bear on it.
    """

    id: int
    spans: tuple[Span, ...]
    text: str
    speaker: Speaker
    label: str
    certainty: float
    interval: tuple[float, float]
    probabilities: dict[str, float]
    evaluable: float
    perceived_probability: PerceivedProbability | None = None
    factuality: float | None
    polarity: str
    kind: StatementKind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    parent: int | None
    cues: Cues

    def __repr__(self) -> str:
        # In notebooks `doc.statements` would fill the screen.
        text = self.text if len(self.text) <= _SHOWN else f"{self.text[: _SHOWN - 1]}…"
        return f"<hedge.Statement {self.id}: {self.speaker.name}, {self.label} {self.certainty:.2f}, {text!r}>"
