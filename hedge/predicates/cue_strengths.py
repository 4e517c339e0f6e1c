"""How often entries of the cue lexicon are cues in running text: a rough prior by hand, for words seen too seldom.

The trained model weighs the strengths like any other feature; an entry that is listed nowhere has none. Idioms that
are not listed are mostly cues.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hedge.predicates.idioms import IDIOMS

# Entries of `hedge.predicates.cue_lexicon.LEXICON`, one between semicolons.
STRENGTHS: Mapping[str, str] = {
    "nearly always": """
        perhaps; maybe; possibly; quite possibly; probably; most probably; presumably; conceivably; arguably; likely;
        unlikely; most/more/very/quite/highly/increasingly likely; highly/very/most unlikely; less likely; likelihood;
        in all likelihood; in all probability; plausible; may well; could well; might well; might; might not; may not;
        seemingly; seem likely; seem as if; would appear; would seem; seem to; appear to; potentially; look likely;
        almost certainly; almost certain; not rule out; can not rule out; possibility; might have; may have; raise the
        possibility; raise the prospect; raise the specter; suspect; suspicion; suspicions; speculate; speculation;
        hunch; in my/his/her/their/our/your opinion; in my/his/her/their/our/your view; in my/his/her/their mind; in *
        view; to my/his/her/their mind; as far as i know; as far as i can tell; not sure; not convinced; widely
        believed; not think; not believe; skeptical; sceptical; skepticism; presume; surmise; reckon; conjecture;
        reportedly; allegedly; alleged; apparently; supposedly; purportedly; ostensibly; rumor; rumored; rumors;
        so-called; purported; unconfirmed; by all accounts; supposed; unclear; unclear
        whether/if/how/why/what/when/who/where; not clear; not yet clear; not entirely clear; far from clear; unknown;
        unsure; not certain; uncertain; uncertainty; uncertainties; undecided; inconclusive; open question; remain to be
        see; remain unclear; remain an open question; no idea; have no idea; no one know; nobody know; who know; can not
        confirm; could not confirm; decline to say; decline to say whether; decline to comment; decline to confirm;
        refuse to say; neither confirm nor deny; too early to say; too early to tell; too soon to say; too soon to tell;
        hard to say; hard to know; hard to tell; hard to predict; unproven; be anyone 's guess; time will tell;
        do/does/did not know; would not say whether; in doubt; whether; whether or not; as to whether; wonder; wonder
        if; wonder whether; question whether; question if; question as to whether; raise doubt; call into question; see
        if; see whether; ask whether; ask if; determine whether; determine if; if; only if; even if; if and when;
        unless; provided that; as long as; so long as; in the event; in the event of; in the event that; assuming;
        assuming that; depend; depend on; depends; depending on; dependent on; contingent on; hinge on; were to; if so;
        what if; in case; conditional on; approximately; roughly; sort of; kind of; some kind of; some sort of; or so;
        more or less; somewhat; largely; mostly; generally; in general; basically; essentially; practically; virtually;
        tend; tend to; tendency; pretty much; to some extent; in a way; in a sense; for the most part; nearly; almost;
        an estimated; a bit; partly; mainly; primarily; usually; typically; fairly; relatively; certainly; surely; for
        sure; definitely; undoubtedly; doubtless; no doubt; without a doubt; without doubt; beyond doubt; there be no
        doubt; have no doubt; no question; without question; unquestionably; undeniably; undeniable; clearly; obviously;
        obvious; of course; indeed; in fact; absolutely; inevitable; inevitably; the fact be; the truth is; the reality
        is; to be sure; make no mistake; literally; totally; truly; actually; by definition; guaranteed; more likely
        than not; as likely as not; unlikelihood; improbable; improbably; inconceivable; presumptively; presumable;
        plausibly; implausible; doubtfully; nearly certain; virtually certain; far from certain; far from assured; by no
        means certain; rightly or wrongly; toss-up; too close to call; may possibly; could possibly; might possibly;
        could potentially; more or less likely; not necessarily; it may be that; hypothesize; hypothesise; have the
        impression; look as though; sound as if; sound as though; not likely; thought to; signs point to; outside
        chance; slim chance; in my humble opinion; in * opinion; in the opinion of; in my/his/her/their estimation; in
        my/his/her/their judgment; from my/his/her/their point of view; as i see it; to my/his/her knowledge; to the
        best of my/his/her knowledge; reason to believe; reason to think; would guess; would imagine; would assume; one
        would think; i/you would think; seem to think; seem to believe; seem to me; gut feeling; guesswork; dare say;
        theorize; theorise; presumption; safe to say; safe to assume; fair to say; rumoured; rumour; ostensible;
        unverified; unsubstantiated; by some accounts; hearsay; is/are/was/were said to; is/are/was/were reported to;
        reported to; be understand to; understood to; some say; purport; it be say; be say to; not yet known;
        undetermined; unresolved; indeterminate; inconclusively; question remain; remain a mystery; remain unknown; not
        yet know; little be know; no clue; not have any idea; unable to confirm; can not be confirm; could not be
        confirm; can not verify; could not verify; not verify; not be independently verify; unable to verify; decline to
        speculate; refuse to speculate; refuse to confirm; would not confirm; would not speculate; can not speculate;
        not speculate; keep mum; stay mum; can not tell; could not tell; can not determine; could not determine; can not
        be determine; not been determined; yet to be determined; yet to be decide; difficult to say; difficult to know;
        difficult to predict; difficult to tell; impossible to know; impossible to say; impossible to tell; impossible
        to predict; too early to know; too soon to know; no way to know; no way of knowing; no telling; no certainty;
        only time will tell; anyone 's guess; hard to figure out; hard * to predict; can not predict; question of
        whether; wonder aloud; debatable; hypothetical; hypothetically; lest; supposing; contingent; contingent upon;
        were it; were it not; had it not; depending; approximate; approx.; circa; upward of; upwards of; just about; or
        thereabouts; or something; or something like that; in the range of; in the neighborhood of; in the vicinity of;
        in the region of; on the order of; somewhere around; anywhere from; give or take; the better part of; something
        like; a kind of; a sort of; something of; something of a; in effect; predominantly; chiefly; principally; as a
        rule; as a general rule; by and large; on the whole; all in all; ordinarily; commonly; customarily; oftentimes;
        at times; in many cases; in most cases; in some cases; in some ways; in many ways; in some sense; in some
        respects; so to speak; as it were; to a certain extent; to some degree; to a degree; to a large extent; to a
        certain degree; to an extent; in large part; comparatively; broadly; broadly speaking; loosely; loosely
        speaking; strictly speaking; nominally; not exactly; not quite; not entirely; tends to; a tendency to; all but;
        as good as; for certain; with certainty; undoubted; beyond a doubt; beyond dispute; there is no question; beyond
        question; unquestionable; indisputable; indisputably; incontrovertible; irrefutable; irrefutably; unmistakable;
        unmistakably; unequivocal; unequivocally; unambiguous; unambiguously; categorically; crystal clear;
        crystal-clear; perfectly clear; abundantly clear; very clear; patently; manifestly; plainly; in actual fact; as
        a matter of fact; the fact is; the fact of the matter; the truth be; the reality be; decidedly; positively;
        never once; never ever; invariably; inescapable; inescapably; inexorably; as we know; as you know; we all know;
        everyone know; everybody know; proof positive; demonstrably; rest assured; can assure; i assure you; sure to;
        certain to; can bet; can bet on; you bet; hands down; nothing short of; hard to dispute; hard to deny; hard to
        argue with; no denying; there be no denying; can not deny; not a chance; conclusive; undeniable fact; genuinely;
        assuredly; verily; mark my words; believe me; trust me; needless to say; it go without say; go without saying;
        by no means; know that; well know; likeliest; least likely; equally likely; anything but certain; not a foregone
        conclusion; no sure thing; not a sure thing; in the cards; on the cards; assumedly; could conceivably; might
        conceivably; may conceivably; plausibility; imponderable; positing; supposition; guesstimate; best guess;
        educated guess; under the impression; be under the impression; wishful thinking; if you ask me; to
        my/his/her/their way of think; as he/she/they see it; unconvinced; disbelieve; reputed; reputedly; rumor have
        it; rumour have it; legend have it; story go; scuttlebutt; by one account; by * account; or so he/she/they say;
        what appear to be; what seem to be; quote-unquote; jury be out; jury be still out; no word on; anybody 's guess;
        unknowable; unanswerable; as yet unknown; not immediately clear; not immediately known; not immediately confirm;
        to be determined; to be decide; up for grabs; hard to gauge; hard to judge; hard to determine; tough to say;
        tough to know; tough to tell; tough to predict; difficult to determine; difficult to gauge; difficult to judge;
        impossible to determine; impossible to verify; can not be verify; could not be verify; can not be sure; can not
        be certain; can not know; no one be sure; nobody be sure; no one can say; nobody can say; who can say; who be to
        say; heaven know; not have a clue; decline to predict; decline to say how/why/when/what/who/if; decline to
        specify; decline to elaborate; refuse to say whether/if; noncommittal; non-committal; on the fence;
        unpredictability; not know whether/if; not immediately verify; could not independently verify; can not
        independently verify; tbd; ponder whether; debate whether; gauge whether; test whether; ascertain whether;
        verify whether; cast doubt; cast doubt on; open to question; open to debate; up for debate; doubt whether;
        inquire whether; inquire if; learn whether; know whether; know if; barring; on the assumption that; presuming;
        predicated on; conditioned on; contingency; in the unlikely event; in that case; if need be; if at all; let 's
        say; imagine if; kinda; sorta; ballpark; in the ballpark of; just shy of; shy of; well over; a little over; a
        little under; a little more than; a little less than; slightly more than; slightly less than; hover around;
        north of; or so to speak; of sorts; for all intents and purposes; to all intents and purposes; for all practical
        purposes; in essence; in the main; in a manner of speaking; if you will; in large measure; in some measure;
        generally speaking; roughly speaking; more often than not; most of the time; from time to time; now and then;
        once in a while; every so often; as often as not; what amount to; bordering on; not an exact science; be not an
        exact science; give or take a few; thereabouts; approximation; at the very least; well nigh; foregone
        conclusion; a foregone conclusion; sure thing; slam dunk; beyond any doubt; beyond all doubt; beyond a shadow of
        a doubt; leave no doubt; leave little doubt; little doubt; there be little doubt; have little doubt; no doubt
        about it; no mistaking; in no uncertain terms; self-evident; absolutely certain; dead certain; for a fact; know
        for a fact; know for sure; know full well; by god; swear to god; let me be clear; to be clear; let 's be clear;
        let us be clear; inarguably; unarguably; inarguable; incontestable; irrefragable; surefire; sure-fire; ironclad;
        without a shadow of a doubt; unavoidably; unavoidable; indubitably; it be obvious; as we all know; the simple
        fact be; the plain fact be; the fact remain; in reality; beyond argument; unassailable; clear-cut; damn sure;
        plain and simple; pure and simple; end of story; you can be sure; you can bet; no two ways about it; most
        certainly; most definitely; without fail; unfailingly; unqualified; can not possibly; could not possibly
    """,
    "mostly": """
        conceivable; probable; possible; may; may be; seem; seem like; look set to; look like; look as if; potential;
        predict; prediction; forecast; foresee; projected; projected to; expected to; be expected to; widely expected
        to; estimate; chance; chances; odds; prospect; prospects; risk; risks; at risk; at risk of; danger; in danger
        of; fear; fears; fear that; impossible; could have; theoretically; in theory; doubtful; suggest; hint; think;
        believe; guess; suppose; assume; assumption; imagine; expect; expectation; expectations; figure; believed;
        believed to; doubt; doubts; confident; convinced; be convinced; conviction; sure; be sure; feel like;
        optimistic; pessimistic; evidently; supposed to; be rumor; not known; not know; not really know; not confirm;
        could not be reach; can not say; could not say; would not say; not say whether/if; refuse to comment; would not
        comment; not comment; no comment; have yet to; could not explain; in question; raise question; question;
        questions; questioned; investigate whether; debate; debated; in case of; would have; would not have; otherwise;
        subject to; normally; often; sometimes; occasionally; rather; partially; in part; at least; up to; just over;
        just under; more than; close to; a little; frequently; nearing; a couple; a few; about; around; clear; really;
        completely; entirely; precisely; exactly; necessarily; guarantee; know; prove; proven; confirm; confirmed;
        simply; never; always; demonstrate; certain; proof; in truth; conclusively; would; would be; set in stone; up in
        the air; touch and go; long shot; not certainly; not guarantee; no guarantee; no guarantees; not guaranteed; not
        a given; not inevitable; be a stretch; would be a stretch; good chance; every chance; odds be; potentiality;
        probability; impossibility; putative; tentative; tentatively; speculative; hopefully; dubious; questionable;
        feasible; possible that; it be possible; remain possible; leave open; not ruled out; few signs; sign point to;
        indicative; suggestive; thought of; belief; be believe; expecting; can not imagine; seen as; viewed as; regarded
        as; deemed; in the view of; in the eyes of; in my/his/her/their eyes; from my/his/her perspective; feel that;
        feeling; perception; perceptions; opinion; hope; hopes; hoped; hopeful; not optimistic; not confident; have
        doubt; not doubt; would think; would expect; would suggest; would have think; would say; would argue; tend to
        think; tend to believe; inclined to; feel sure; be of the opinion; lead to believe; allege; allegation; be
        allege; apparent; said to; according to some; anecdotal; anecdotally; presumed; it seems; it appear; what is
        called; what be call; i hear; reading between the lines; read between the lines; be think to; unsettled;
        unpredictable; unforeseeable; unanswered; unexplained; vague; vaguely; ambiguous; ambiguity; murky; mystery;
        question mark; remain open; in limbo; not even know; god know; know little; little know; little known; not that
        we know; no recollection; no knowledge; not predict; not determine; not yet say; no clear answer; no evidence;
        no proof; no direct evidence; no hard evidence; no indication; lack of clarity; lack of evidence; not yet
        decided; no decision; hard to imagine; hard to believe; not going to speculate; jump to conclusions; not jump to
        conclusion; if or when; raise new question; raise serious question; questioning; find out if; find out whether;
        check if; check whether; decide whether; decide if; consider whether; weigh whether; examine whether; explore
        whether; look into whether; probe whether; study whether; assess whether; try to figure out; try to determine;
        dependent; conditional; conditionally; if only; if not; if ever; if possible; if necessary; if needed; if true;
        if any; on condition that; or else; hinge; less than; at most; dozens of; hundreds of; or two; or three; a
        handful of; as many as; as much as; or more; effectively; a bit of; reasonably; technically; quite; not really;
        overall; certainty; sure enough; definitive; definitively; beyond a reasonable doubt; make clear; make it clear;
        made it clear; make one thing clear; it be clear; clear evidence; clear proof; evident; readily apparent;
        utterly; honestly; frankly; seriously; must be; can not be; can not help; a given; be a given; known; knows;
        knew; knowing; we know; proved; demonstrable; confirmation; assure; assured; convincing; confidently; no way; no
        chance; decisively; by any measure; borne out; bear out; ever; categorical; undisputed; etched in stone; carved
        in stone; on the verge of; on the brink of; favored to; tipped to; have the potential; have the potential to;
        portend; in jeopardy; in peril; persuaded; be persuaded; misgiving; misgivings; incredulous; be of the view;
        subscribe to; self-proclaimed; self-styled; what he/she/they call; insinuation; innuendo; secondhand;
        second-hand; accusation; no word; in the dark; at a loss; decline to discuss; decline to disclose; decline to
        answer; refuse to answer; refuse to discuss; refuse to elaborate; not elaborate; not specify; not immediately
        comment; ambivalent; ambivalence; indecision; sketchy; hazy; fuzzy; evasive; question linger; remain unanswered;
        without say whether/if; remain unsure; no conclusive evidence; no definitive answer; no clear evidence; no
        concrete evidence; not conclusive; not definitive; not clear whether/if/how/why/what/when/who; no reason to
        believe; not draw conclusion; no conclusions; ascertain; in dispute; discuss whether; second-guess; ponder;
        contemplate whether; speculate about; absent; in the absence of; on the condition that; in which case;
        regardless of whether; short of; rest on; on average; fewer than; no more than; no fewer than; no less than; at
        best; slightly; scores of; tens of thousands of; as few as; as little as; a couple of; akin to; virtual;
        moderately; much of the time; nigh; corroborate; substantiate; hard evidence; concrete evidence; overwhelming
        evidence; conclusive evidence; conclusive proof; to be honest; truthfully; flatly; flat-out; emphatically; in no
        way; whatsoever; of necessity; nothing less than; every single; predictably; not surprisingly; unsurprisingly;
        bar none; wholly; ngl; not gon na lie; not going
        to lie
    """,
    "sometimes": """
        could; could not; can; can not; should; should not; must; must have; ought to; look; sound; sound like;
        appearance; suggestion; indicate; indication; imply; implication; hint at; signal; sign; signs; sign of; there
        be sign; point to; infer; inference; insinuate; project; projection; envision; envisage; anticipate;
        anticipated; anticipated to; estimated; estimated to; estimation; expected; bound to; poised to; set to; slated
        to; on track to; risky; threat; threaten; threaten to; threatening; fearful; for fear; worry; worries; worried;
        worrying; concern; concerns; concerned; afraid; prone to; liable to; apt to; vulnerable; eventual; would-be;
        theory; theoretical; hypothesis; postulate; prospective; presumptive; predictable; impression; give the
        impression; stretch; warn; caution; not always; as if; as though; if anything; or perhaps; one way or another;
        thought; thinking; consider; considered; deem; regard as; view as; see as; perceive; feel; sense; posit; assess;
        assessment; hoping; trust; confidence; conclude; understand; understanding; bet; take it; intuition; personally;
        claim; claimed; claims; claiming; profess; professed; suspected; avowed; be know to; gossip; mysterious; puzzle;
        not aware; unaware; not recall; not remember; not understand; know nothing; not say; not say
        how/why/when/what/who; not discuss; not explain; can not explain; not decide; not decided; no sign; without
        evidence; without proof; under investigation; under review; dispute; disputed; contest; challenge; figure out;
        find out; debate over; were; except; providing; hang on; some; near; over; several; like; not too; not far from;
        definite; fact; convince; at all; period; full stop; decisive; no matter what; once and for all; without
        exception; under no circumstances; 100 percent; 100 %; stand to; shape up; apprehension; apprehensive; dread;
        wary; leery; uneasy; anxious; anxiety; bode; augur; presage; foreshadow; peril; evidence suggest; on course to;
        headed for; suspicious; distrust; faith; have faith; count on; bank on; bullish; upbeat; hold that; nominal; not
        answer; unspecified; undisclosed; unidentified; coy; dodge; wait and see; under scrutiny; curious; contemplate;
        gauge; ride on; turn on; granted; rarely; seldom; hardly; barely; scarcely; traditionally; historically; next
        to; well under; half the time; downright; adamant; adamantly; vouch; attest; affirm; certify; far and away; well
        aware; for real; no wonder
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
    idioms = {" ".join(entry.split()): "mostly" for entries in IDIOMS.values() for entry in entries.split(";")}
    return idioms | {
        " ".join(entry.split()): strength for strength, entries in STRENGTHS.items() for entry in entries.split(";")
    }
