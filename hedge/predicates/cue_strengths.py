"""How often entries of the cue lexicon are cues in running text: a rough prior by hand, for words seen too seldom.

The trained model weighs the strengths like any other feature; an entry that is listed nowhere has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

# Entries of `hedge.predicates.cue_lexicon.LEXICON`, one between semicolons.
STRENGTHS: Mapping[str, str] = {
    "nearly always": """
        perhaps; maybe; possibly; quite possibly; probably; most probably; presumably; conceivably; arguably;
        likely; unlikely; most/more/very/quite/highly/increasingly likely; highly/very/most unlikely; less
        likely; likelihood; in all likelihood; in all probability; plausible; may well; could well; might
        well; might; might not; may not; seemingly; seem likely; seem as if; would appear; would seem; seem
        to; appear to; potentially; look likely; almost certainly; almost certain; not rule out; can not rule
        out; possibility; might have; may have; raise the possibility; raise the prospect; raise the specter;
        suspect; suspicion; suspicions; speculate; speculation; hunch; in my/his/her/their/our/your opinion;
        in my/his/her/their/our/your view; in my/his/her/their mind; in * view; to my/his/her/their mind; as
        far as i know; as far as i can tell; not sure; not convinced; widely believed; not think; not believe;
        skeptical; sceptical; skepticism; presume; surmise; reckon; conjecture; reportedly; allegedly;
        alleged; apparently; supposedly; purportedly; ostensibly; rumor; rumored; rumors; so-called;
        purported; unconfirmed; by all accounts; supposed; unclear; unclear
        whether/if/how/why/what/when/who/where; not clear; not yet clear; not entirely clear; far from clear;
        unknown; unsure; not certain; uncertain; uncertainty; uncertainties; undecided; inconclusive; open
        question; remain to be see; remain unclear; remain an open question; no idea; have no idea; no one
        know; nobody know; who know; can not confirm; could not confirm; decline to say; decline to say
        whether; decline to comment; decline to confirm; refuse to say; neither confirm nor deny; too early to
        say; too early to tell; too soon to say; too soon to tell; hard to say; hard to know; hard to tell;
        hard to predict; unproven; be anyone 's guess; time will tell; do/does/did not know; would not say
        whether; in doubt; whether; whether or not; as to whether; wonder; wonder if; wonder whether; question
        whether; question if; question as to whether; raise doubt; call into question; see if; see whether;
        ask whether; ask if; determine whether; determine if; if; only if; even if; if and when; unless;
        provided that; as long as; so long as; in the event; in the event of; in the event that; assuming;
        assuming that; depend; depend on; depends; depending on; dependent on; contingent on; hinge on; were
        to; if so; what if; in case; conditional on; approximately; roughly; sort of; kind of; some kind of;
        some sort of; or so; more or less; somewhat; largely; mostly; generally; in general; basically;
        essentially; practically; virtually; tend; tend to; tendency; pretty much; to some extent; in a way;
        in a sense; for the most part; nearly; almost; an estimated; a bit; partly; mainly; primarily;
        usually; typically; fairly; relatively; certainly; surely; for sure; definitely; undoubtedly;
        doubtless; no doubt; without a doubt; without doubt; beyond doubt; there be no doubt; have no doubt;
        no question; without question; unquestionably; undeniably; undeniable; clearly; obviously; obvious; of
        course; indeed; in fact; absolutely; inevitable; inevitably; the fact be; the truth is; the reality
        is; to be sure; make no mistake; literally; totally; truly; actually; by definition; guaranteed
    """,
    "mostly": """
        conceivable; probable; possible; may; may be; seem; seem like; look set to; look like; look as if;
        potential; predict; prediction; forecast; foresee; projected; projected to; expected to; be expected
        to; widely expected to; estimate; chance; chances; odds; prospect; prospects; risk; risks; at risk; at
        risk of; danger; in danger of; fear; fears; fear that; impossible; could have; theoretically; in
        theory; doubtful; suggest; hint; think; believe; guess; suppose; assume; assumption; imagine; expect;
        expectation; expectations; figure; believed; believed to; doubt; doubts; confident; convinced; be
        convinced; conviction; sure; be sure; feel like; optimistic; pessimistic; evidently; supposed to; be
        rumor; not known; not know; not really know; not confirm; could not be reach; can not say; could not
        say; would not say; not say whether/if; refuse to comment; would not comment; not comment; no comment;
        have yet to; could not explain; in question; raise question; question; questions; questioned;
        investigate whether; debate; debated; in case of; would have; would not have; otherwise; subject to;
        normally; often; sometimes; occasionally; rather; partially; in part; at least; up to; just over; just
        under; more than; close to; a little; frequently; nearing; a couple; a few; about; around; clear;
        really; completely; entirely; precisely; exactly; necessarily; guarantee; know; prove; proven;
        confirm; confirmed; simply; never; always; demonstrate; certain; proof; in truth; conclusively
    """,
}  # fmt: skip


def strength_of(entry: str) -> str | None:
    """Return the strength of an entry of the lexicon.

    Examples
    --------
    >>> strength_of("perhaps"), strength_of("risk"), strength_of("view")
    ('nearly always', 'mostly', None)
    """
    return _strengths().get(entry)


@cache
def _strengths() -> dict[str, str]:
    return {
        " ".join(entry.split()): strength for strength, entries in STRENGTHS.items() for entry in entries.split(";")
    }
