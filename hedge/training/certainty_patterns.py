"""Patterned sentences of our own with a certainty by the NewsCert guide: phenomena too rare in 76 articles.

A pattern is ``source | cue | content``; either of the first two may be empty, and words in parentheses belong to none.
``{S}`` stands for a source, the other names for forms of a proposition, and so each pattern yields several sentences.
Nothing here may be taken from ``corpora/behaviour``: its sentences are to test what is learnt from these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hedge.documents import Span
from hedge.scoring.certainty_features import StatementSpans
from hedge.training.certainty_propositions import PROPOSITIONS, SOURCES, STATES

# {past}, {perfect}: the proposition's subject with that form; {sub}: the subject alone; {vp}, {participle}: those forms
# alone; {who}, {state}: a subject that is the same in singular and plural, and what it is. A "wish" is not evaluable,
# but the model of levels, which has to say something, is told that it leaves things open.
PATTERNS: tuple[tuple[int | str, str], ...] = (
    (3, "{S} | said | {past}"),
    (3, "{S} | said that | {past}"),
    (3, "{S} | confirmed | that {past}"),
    (3, "{S} | confirmed | that {perfect}"),
    (3, "{S} | knew | that {past}"),
    (3, "{S} | insisted | that {past}"),
    (3, "{S} | denied | that {past}"),
    (3, "{S} | said | {sub} will {vp}"),
    (3, "{S} | said | {sub} will certainly {vp}"),
    (3, "{S} | said | {sub} would never {vp}"),
    (3, "{S} | said | there was no doubt that {past}"),
    (3, "{S} | made clear | that {past}"),
    (3, "{S} | announced | that {sub} will {vp}"),
    (3, "{S} | admitted | that {past}"),
    (3, " | | {past}"),
    (3, " | | {sub} will {vp}"),
    (3, " | | {perfect}"),
    (3, " | | Of course {past}"),
    (3, "{S} | said | “we know that {past}”"),
    (3, "{S} | said | {sub} did not {vp}"),
    (2, "{S} | believes | that {past}"),
    (2, "{S} | thinks | {perfect}"),
    (2, "{S} | expects | {sub} to {vp}"),
    (2, "{S} | said | {sub} is likely to {vp}"),
    (2, "{S} | said | {sub} will probably {vp}"),
    (2, "{S} | said | {sub} should {vp}"),
    (2, "{S} | said | “I think {past}”"),
    (2, "{S} | suggested | that {past}"),
    (2, "{S} | said | it seems that {past}"),
    (2, "{S} | said | it is probable that {sub} will {vp}"),
    (2, "{S} | predicted | that {sub} would probably {vp}"),
    (2, "{S} | plans | to {vp}"),
    (2, "{S} | vowed | to {vp}"),
    (2, " | | {sub} is likely to {vp}"),
    (2, " | | {sub} will probably {vp}"),
    (2, " | | {sub} appears to {vp}"),
    (2, " | | Apparently {past}"),
    (2, " | | {sub} is unlikely to {vp}"),
    (2, " | | {sub} is expected to {vp}"),
    (2, "{S} | doubts | that {sub} will {vp}"),
    (2, "{S} | said | {sub} was unlikely to {vp}"),
    (2, "{S} | said | {sub} appears to {vp}"),
    (1, "{S} | said | {sub} may {vp}"),
    (1, "{S} | said | {sub} might {vp}"),
    (1, "{S} | said | {sub} could {vp}"),
    (1, "{S} | said | perhaps {past}"),
    (1, "{S} | said | it is possible that {past}"),
    (1, "{S} | fears | that {sub} may {vp}"),
    (1, "{S} | fears | {sub} could {vp}"),
    (1, "{S} | worried | that {sub} might {vp}"),
    (1, "{S} | warned | that {sub} could {vp}"),
    (1, "{S} | hinted | that {sub} might {vp}"),
    (1, "{S} | did not rule out | that {sub} may {vp}"),
    (1, " | | {sub} may {vp}"),
    (1, " | | {sub} might {vp}"),
    (1, " | | {sub} could {vp}"),
    (1, " | | Maybe {past}"),
    (1, " | | It is possible that {past}"),
    (1, " | | Perhaps {sub} will {vp}"),
    (1, "{S} | believes | that {sub} may {vp}"),
    (1, "{S} | said | there was a chance that {sub} would {vp}"),
    (0, "{S} | said | it is unclear whether {past}"),
    (0, "{S} | said | it was not clear whether {sub} would {vp}"),
    (0, "{S} | cannot confirm | that {past}"),
    (0, "{S} | could not confirm | whether {past}"),
    (0, "{S} | did not confirm | that {past}"),
    (0, "{S} | declined to say | whether {sub} will {vp}"),
    (0, "{S} | would not say | whether {past}"),
    (0, "{S} | did not say | whether {sub} would {vp}"),
    (0, "{S} | asked | whether {past}"),
    (0, "{S} | asked | “Will {sub} {vp}?”"),
    (0, "{S} | wondered | if {past}"),
    (0, "{S} | does not know | whether {past}"),
    (0, "{S} | said | “we do not know whether {past}”"),
    (0, "{S} | said | “I do not know if {sub} will {vp}”"),
    (0, "{S} | said | it remains to be seen whether {sub} will {vp}"),
    (0, "{S} | said | it was too early to say whether {past}"),
    (0, " | | It is unclear whether {past}"),
    (0, " | | It is unclear whether {sub} will {vp}"),
    (0, " | | It remains to be seen whether {sub} will {vp}"),
    (0, " | | Nobody knows whether {past}"),
    (0, " | | Whether {sub} will {vp} is an open question"),
    (0, " | | Will {sub} {vp}?"),
    (0, " | | Why did {sub} {vp}?"),
    (0, " | | When will {sub} {vp}?"),
    (0, " | | Did {sub} {vp}?"),
    (0, " | | Do you still believe that {past}?"),
    (0, " | | Does anyone think that {sub} will {vp}?"),
    (3, "(Asked whether {past},) {S} | said: | “No.”"),
    (3, "(Asked if {past},) {S} | answered: | “Yes, absolutely.”"),
    (0, " | | It has not been proven that {past}"),
    # Nothing but the admission.
    (0, " | | We don't know"),
    (0, " | | We do not know that yet"),
    (0, " | | I don't know how many"),
    (0, " | | On the first, we can't say"),
    (0, " | | I can’t tell you that"),
    (0, "{S} | said | “we don’t know”"),
    (0, "{S} | said | “I have no idea”"),
    (0, "{S} | said | “we simply do not know”"),
    (0, "{S} | said | “at this point we just don't know that”"),
    (0, "{S} | said | “I honestly don’t know whether {past}”"),
    (0, "{S} | said | “it is tempting to say that {past}, but we do not know”"),
    (0, " | | People say that {past}, but nobody really knows"),
    (0, "{S} | said | it had not been confirmed that {past}"),
    # Not being sure, in the source's own words.
    (0, "{S} | said | “I am not sure {past}”"),
    (0, "{S} | said | “I’m not sure that {sub} will {vp}”"),
    (0, "{S} | said | “we are no longer sure that {past}”"),
    (0, "{S} | said | she was not sure whether {sub} would {vp}"),
    (0, "{S} | said | “I am far from certain that {past}”"),
    (0, "{S} | said | “nobody can be sure that {past}”"),
    (0, "{S} | said | “I can't be certain if {past}”"),
    (0, " | | I am not sure {past}"),
    (0, " | | We are not certain that {sub} will {vp}"),
    (0, " | | Nobody is quite sure whether {past}"),
    (0, "{S} | is unsure | whether {past}"),
    (0, "{S} | is no longer sure | that {past}"),
    # What is put up to be tested.
    (2, "{S} | hypothesized | that {past}"),
    (2, "{S} | theorized | that {past}"),
    (2, "{S} | conjectured | that {past}"),
    (2, "{S} | surmised | that {past}"),
    (2, "{S} | hypothesize | that {sub} will {vp}"),
    (2, "{S} | speculated | that {past}"),
    (2, "{S} | guessed | that {past}"),
    (2, " | | Our hypothesis is that {past}"),
    (2, " | | We assume that {past}"),
    # More questions.
    (0, " | | Is {who} {state}?"),
    (0, " | | Is it true that {past}?"),
    (0, " | | Could {sub} {vp}?"),
    (0, " | | So {past}?"),
    (0, " | | What if {past}?"),
    (0, "{S} | asked | “Is {who} {state}?”"),
    (0, "{S} | asked | “Did {sub} {vp}?”"),
    (0, "{S} | asked | why {past}"),
    (0, "{S} | asked about | {sub}"),
    (0, "{S} | said | “Who knows whether {past}?”"),
    (0, "{S} | questioned | whether {past}"),
    (0, "{S} | did not comment on | whether {past}"),
    (2, "{S} | said | she thinks {sub} will {vp}"),
    (2, "{S} | said | she believes that {past}"),
    (2, "{S} | said | she expects {sub} to {vp}"),
    (2, "{S} | said | she plans to {vp}"),
    (2, "{S} | said | “I believe {past}”"),
    (2, " | | I think {past}"),
    (2, " | | We expect {sub} to {vp}"),
    (2, " | | In my view {past}"),
    (2, " | | {sub} seems to {vp}"),
    (2, "{S} | said | {sub} almost certainly {past}"),
    (1, "{S} | said | she fears {sub} could {vp}"),
    (1, "{S} | said | there was a risk that {sub} would {vp}"),
    (1, "{S} | said | she was considering whether to {vp}"),
    (3, "{S} | said | {past}, although it is not clear why"),
    (3, "{S} | said | {past}, which may be a record"),
    (3, "{S} | said | about 40 people saw that {past}"),
    (3, "{S} | said | {past} because of the weather"),
    ("na", "{S} | said | she wants {sub} to {vp}"),
    ("na", "{S} | said | she would like {sub} to {vp}"),
    ("na", "{S} | said | “I want to {vp}”"),
    ("na", "{S} | said | “I hope that {past}”"),
    ("na", "{S} | said | “I do not like it”"),
    ("wish", " | | We hope {sub} will {vp}"),
    ("na", " | | I want to thank everybody"),
    ("wish", "{S} | wants | {sub} to {vp}"),
    ("wish", "{S} | hopes | {sub} will {vp}"),
    ("na", "{S} | urged | {sub} to {vp}"),
    ("na", "{S} | asked | {sub} to {vp}"),
    ("na", "{S} | called on | {sub} to {vp}"),
    ("na", "{S} | said | “Please {vp}!”"),
    ("na", "{S} | said | “Thank you, everybody.”"),
    ("na", "{S} | praised | {sub}"),
    ("na", "{S} | talked about | {sub}"),
    ("na", "{S} | said | “let them {vp}”"),
    ("na", " | | Please {vp}."),
    ("na", " | | Good morning, everybody."),
    ("na", " | | Let us {vp}."),
    # Doubt taken away, and negated belief, which rejects.
    (3, "{S} | has no doubt | that {past}"),
    (3, "{S} | had little doubt | that {sub} would {vp}"),
    (3, "{S} | did not doubt | that {past}"),
    (3, "{S} | does not doubt | {sub} will {vp}"),
    (3, "{S} | never doubted | that {sub} would {vp}"),
    (3, "{S} | left no doubt | that {sub} would {vp}"),
    (3, "{S} | is in no doubt | that {past}"),
    (3, "{S} | said | nobody doubts that {past}"),
    (3, " | | There is no doubt that {past}"),
    (3, " | | There is no question that {past}"),
    (3, " | | Few people doubt that {past}"),
    (3, " | | I do not doubt that {past}"),
    (3, " | It is beyond doubt | that {past}"),
    # Judgements without a source; some reject.
    (3, " | It is certain | that {past}"),
    (3, " | It is clear | that {past}"),
    (3, " | It is a fact | that {past}"),
    (3, " | It is false | that {past}"),
    (3, " | It was untrue | that {past}"),
    (3, " | It is not true | that {past}"),
    (3, " | It is a lie | that {past}"),
    (3, " | It is a myth | that {past}"),
    (2, " | It is doubtful | that {sub} will {vp}"),
    (2, " | It is likely | that {past}"),
    (1, " | It is possible | that {past}"),
    (0, " | It is unclear | whether {past}"),
    (3, " | (It is beyond) doubt | that {past}"),
    (3, " | | It is beyond question that {past}"),
    (3, " | | The fact is that {past}"),
    (3, " | | The truth is that {past}"),
    (2, "{S} | doubted | that {sub} would {vp}"),
    (2, "{S} | has doubts | that {past}"),
    (2, " | | I doubt that {past}"),
    (2, " | | I have my doubts that {sub} will {vp}"),
    (1, " | | There is some doubt that {past}"),
    (1, " | | Many people doubt that {past}"),
    (2, "{S} | does not think | that {past}"),
    (2, "{S} | did not think | {sub} would {vp}"),
    (2, "{S} | do not believe | that {sub} will {vp}"),
    (2, "{S} | did not believe | that {past}"),
    (2, "{S} | doesn't believe | {sub} will {vp}"),
    (2, "{S} | don't expect | {sub} to {vp}"),
    (2, "{S} | did not expect | {sub} to {vp}"),
    (2, "{S} | said | “I don't think {past}”"),
    (2, "{S} | said | she did not believe that {sub} would {vp}"),
    (2, "I | don't think | {sub} will {vp}"),
    (2, "We | do not believe | {past}"),
    (2, " | | I don't think {past}"),
    (2, " | | I do not believe that {sub} will {vp}"),
    # Must and should of belief against those of duty.
    (2, " | | {sub} must have {participle}"),
    (2, "{S} | said | {sub} must have {participle}"),
    (2, "{S} | said | “{sub} must have {participle}”"),
    (2, " | | {sub} should have {participle} by now"),
    (2, " | | {who} must be {state}"),
    (2, "{S} | said | {who} must be {state}"),
    (2, " | | {who} should be {state} by now"),
    (2, " | | {who} ought to be {state}"),
    (3, " | | {who} will be {state}"),
    (3, " | | All members must {vp}"),
    (3, " | | Guests must wear shoes in the hall"),
    (3, " | | Every owner must sign the form"),
    (3, " | | The tenants have to pay by Friday"),
    (3, " | | Riders must not lean out of the window"),
    (3, "{S} | ruled | that the firm must pay"),
    # Raising and passive hearsay.
    (2, " | | {sub} is believed to have {participle}"),
    (2, " | | {sub} is thought to have {participle}"),
    (2, " | | {sub} is said to have {participle}"),
    (2, " | | {sub} is alleged to have {participle}"),
    (2, " | | {sub} is rumored to have {participle}"),
    (2, " | | {sub} was rumoured to have {participle}"),
    (2, " | | {sub} is reported to have {participle}"),
    (2, " | | {sub} is presumed to have {participle}"),
    (2, " | | {sub} is tipped to {vp}"),
    (2, " | | {sub} is poised to {vp}"),
    (2, " | | {sub} is supposed to {vp}"),
    (2, " | | Reportedly, {past}"),
    (2, " | | The word is that {past}"),
    (2, " | | The likelihood is that {past}"),
    (2, " | | The odds are that {sub} will {vp}"),
    (2, " | | Chances are that {sub} will {vp}"),
    (2, " | | All the signs are that {past}"),
    (2, " | | There are signs that {past}"),
    (2, " | | There are indications that {sub} will {vp}"),
    (2, " | | {past}, or so it seems"),
    (2, " | | {past}, it appears"),
    (2, " | | {past}, it seems"),
    (2, " | | {past}, I believe"),
    (2, " | | {past}, I suppose"),
    (2, " | | {past}, as far as I can tell"),
    (2, " | | {past}, as far as anybody knows"),
    (2, " | | {past}, if my notes are right"),
    (2, " | | {past}, if I am not wrong"),
    (2, " | | {past}, unless I am wrong"),
    (2, " | | {past}, or so we are told"),
    (2, " | | To the best of our knowledge, {past}"),
    (3, " | | {past}, by the way"),
    (3, " | | Incidentally, {past}"),
    (3, " | | Honestly, {past}"),
    (3, " | | To put it bluntly, {past}"),
    (3, " | | As shown above, {past}"),
    # Implicatives.
    (3, " | | {sub} managed to {vp}"),
    (3, " | | {sub} failed to {vp}"),
    (3, " | | {sub} forgot to {vp}"),
    (3, " | | {sub} refused to {vp}"),
    (3, " | | {sub} happened to {vp}"),
    (3, " | | {sub} went on to {vp}"),
    (3, "{S} | said | {sub} failed to {vp}"),
    (3, "{S} | said | {sub} managed to {vp}"),
    (0, "{S} | stopped short of saying | that {past}"),
    (0, "{S} | (stopped short of) saying | that {past}"),
    (0, "{S} | (failed to) show | that {past}"),
    (0, "{S} | (was unable to) prove | that {past}"),
    (0, "{S} | (refused to) say | whether {past}"),
    (0, "{S} | was unable to say | whether {past}"),
    # Conditions.
    (2, " | | {sub} will {vp} if the plan is approved"),
    (2, " | | If nothing changes, {sub} will {vp}"),
    (2, " | | If the money had come, {sub} would have {participle}"),
    (2, " | | {sub} would {vp} if it were possible"),
    (2, " | | {sub} will not {vp} unless the owner pays"),
    (2, " | | {sub} will {vp}, provided that the court allows it"),
    (2, " | | {sub} will {vp} in the event that the talks collapse"),
    (2, " | | In case of a strike, {sub} will {vp}"),
    (2, " | | Should the talks collapse, {sub} will {vp}"),
    (2, " | | Had the plan been approved, {sub} would have {participle}"),
    (2, " | | Assuming the weather holds, {sub} will {vp}"),
    (2, "{S} | said | {sub} will {vp} if the money comes"),
    (2, "{S} | said | that if the wind turns, {sub} will {vp}"),
    (2, "{S} | said | that {sub} would {vp} if the judge agreed"),
    (2, "{S} | announced | that if the judge agrees, {sub} will {vp}"),
    (2, "{S} | wrote | that {sub} will {vp} only if everybody signs"),
    (2, "{S} | explained | that {sub} would {vp} if anybody asked"),
    (2, "{S} | said | {sub} will {vp}, provided that the judge agrees"),
    (2, "{S} | said | that {sub} would not {vp} unless the price fell"),
    (2, "{S} | said | that in case of rain, {sub} would {vp}"),
    (2, "{S} | said | that {sub} will {vp} should the money run out"),
    (3, "{S} | said | that {sub} would {vp}"),
    (3, "{S} | wrote | that {sub} will {vp}"),
    (3, "{S} | announced | that {sub} would {vp}"),
    # Hedges beside the main claim.
    (3, " | | {past}, although it is unclear how"),
    (3, " | | {past}, though nobody knows what will follow"),
    (3, " | | {past}, perhaps because of the weather"),
    (3, " | | {past}, presumably to save money"),
    (3, " | | {past}, probably for the last time"),
    (3, " | | {past}, which is probably for the best"),
    (3, " | | {past}, and that might happen again"),
    (3, " | | {past}, but it is not known who paid"),
    (3, " | | {past} while the police looked into whether a crime had been committed"),
    (3, " | | {past} after rumours that the owner might sell"),
    (3, " | | {past} before anybody could say what was wrong"),
    (3, "{S} | said | {past}, and it might happen again"),
    (3, "{S} | said | {past}, possibly because of the weather"),
    (3, "{S} | said | {past}, although she did not know why"),
    (1, " | | {sub} may or may not {vp}"),
    (1, " | | {sub} need not {vp}"),
    (1, " | | {sub} does not necessarily {vp}"),
    (1, "{S} | said | {sub} may well {vp}"),
    (3, " | | {sub} did not {vp}"),
    (3, " | | {sub} cannot {vp}"),
    (0, " | | Whether {past} is not known"),
    (0, " | | Whether {who} is {state} is unclear"),
    (0, "{S} | said | whether {past} was not known"),
    (0, " | | Whether {past} remains unknown"),
    (0, " | | Whether {who} is {state} is not clear"),
    (1, " | | This does not have to mean that {past}"),
    (1, " | | That need not mean that {past}"),
    (1, "{S} | said | this did not necessarily mean that {past}"),
    (3, " | | This means that {past}"),
    (3, "{S} | said | “{past}”"),
    (3, "{S} | said | “{sub} will {vp}”"),
    (2, "{S} | said | “{sub} will probably {vp}”"),
    (1, "{S} | said | “{sub} might {vp}”"),
    (1, "{S} | said | “{sub} could {vp}”"),
    (0, "{S} | neither confirmed nor denied | that {past}"),
    (0, "{S} | (neither confirmed nor) denied | that {past}"),
    (0, "{S} | (would neither confirm nor) deny | that {past}"),
    (1, "{S} | thinks | {sub} might {vp}"),
    (1, "{S} | thinks | it possible that {past}"),
    (1, "{S} | said | she thinks {sub} may {vp}"),
    (1, "{S} | said | she believed {sub} could possibly {vp}"),
    (1, " | | I think {sub} might {vp}"),
    (1, " | | I believe {sub} could {vp}"),
    (1, " | | {who} need not be {state}"),
    (1, "{S} | said | {who} need not be {state}"),
    (2, " | | {sub} intends to {vp}"),
    (2, " | | {sub} plans to {vp}"),
    (2, " | | {sub} aims to {vp}"),
    (1, " | | {sub} is considering whether to {vp}"),
    ("wish", " | | {sub} hopes to {vp}"),
    ("wish", " | | {sub} wants to {vp}"),
    ("wish", "{S} | hope | that {sub} will {vp}"),
    ("wish", "{S} | hoped | {sub} would {vp}"),
    ("wish", "{S} | wishes | that {sub} would {vp}"),
    ("wish", "{S} | dreams | that {sub} will {vp}"),
    ("wish", "{S} | is hoping | to {vp}"),
    ("wish", "{S} | would like | to {vp}"),
    ("wish", "{S} | longs | for {sub} to {vp}"),
)
REPLICAS = 4


# Words of attribution with which a source rejects what follows.
_REJECTING = re.compile(
    r"^(denied|doubt(s|ed)|has doubts|(do|does|did)(n't| not) (think|believe|expect)"
    r"|It (is|was) (false|untrue|not true|a lie|a myth|doubtful))$"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own: text, place of the statement, level (0 to 3, ``"na"`` or ``"wish"``), polarity."""

    text: str
    spans: StatementSpans
    level: int | str
    polarity: str


def pattern_examples() -> Iterator[Example]:
    """Every pattern with `REPLICAS` sources, propositions and states, dealt out in turn; the author's also quoted."""
    for number, (level, pattern) in enumerate(PATTERNS):
        parts = [part.strip() for part in pattern.split("|")]
        for replica in range(REPLICAS):
            forms = _forms(number, replica)
            yield _example([part.format(**forms) for part in parts], level)
            if parts[:2] == ["", ""] and replica % 2:
                # What is hedged in somebody's own words is as hedged in quotation marks.
                source = forms["S"]
                inside = source if source in ("I", "Mr. Lind") else source[0].lower() + source[1:]
                yield _quoted(inside, parts[2].format(**forms), level)


def _forms(number: int, replica: int) -> dict[str, str]:
    """What the names in a pattern stand for."""
    subject, past, base, perfect = PROPOSITIONS[(number + 3 * replica) % len(PROPOSITIONS)]
    who, state = STATES[(number + replica) % len(STATES)]
    return {
        "S": SOURCES[(3 * number + 5 * replica) % len(SOURCES)],
        "sub": subject,
        "vp": base,
        "participle": perfect.split(" ", 1)[1],
        "past": f"{subject} {past}",
        "perfect": f"{subject} {perfect}",
        "who": who,
        "state": state,
    }


def _quoted(source: str, content: str, level: int | str) -> Example:
    """A sentence as somebody's words, told afterwards: “It may rain,” she said."""
    content = content[0].upper() + content[1:]
    quote = f"“{content}”" if content[-1] in "?!" else f"“{content.rstrip('.')},”"
    told = len(quote) + 1 + len(source) + 1
    spans = StatementSpans(
        source=(Span(len(quote) + 1, told - 1),), cue=(Span(told, told + 4),), content=(Span(0, len(quote)),)
    )
    return Example(text=f"{quote} {source} said.", spans=spans, level=level, polarity="pos")


def _example(parts: Sequence[str], level: int | str) -> Example:
    text, spans = "", []
    for part in parts:
        outside, _, inside = part.rpartition(")")
        text = f"{text} {outside.strip('(')}".strip()
        start = len(text) + bool(text and part)
        text = f"{text} {inside.strip()}".strip()
        spans.append((Span(start, len(text)),) if part else ())
    if text[-1] not in ".?!”":
        text += "."
    return Example(
        text=text[0].upper() + text[1:],
        spans=StatementSpans(source=spans[0], cue=spans[1], content=spans[2]),
        level=level,
        polarity="neg" if _REJECTING.match(parts[1]) else "pos",
    )
