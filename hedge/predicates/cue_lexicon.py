"""A lexicon of hedges and boosters: which words and phrases may be cues, by type.

Written by hand after the usual inventories. An entry only proposes a candidate; whether it is a cue in its context,
and of which type, is for the trained model of `hedge.predicates.cues` to say.

References
----------
Lakoff, G. (1973). Hedges: a study in meaning criteria and the logic of fuzzy concepts. J. Philosophical Logic 2.
Hyland, K. (1998). Hedging in Scientific Research Articles. John Benjamins.
Rubin, V. (2010). Epistemic modality: from uncertainty to certainty in the context of information seeking. IPM 46.
Farkas, R. et al. (2010). The CoNLL-2010 shared task: learning to detect hedges and their scope. CoNLL.
Szarvas, G. et al. (2012). Cross-genre and cross-domain detection of semantic uncertainty. Comp. Linguistics 38.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from hedge.parsing import Sentence
from hedge.predicates.idioms import IDIOMS
from hedge.predicates.phrases import PhraseTable

# Entries in the notation of `hedge.predicates.phrases`, one between semicolons.
LEXICON: Mapping[str, str] = {
    "epistemic": """
        may; might; could; can; can not; could not; may not; might not; should; should not; must; must have; ought to;
        may well; could well; might well; may be; likely; unlikely; most/more/very/quite/highly/increasingly likely;
        highly/very/most unlikely; less likely; more likely than not; not likely; as likely as not; likelihood;
        unlikelihood; in all likelihood; in all probability; probable; probably; most probably; improbable; improbably;
        probability; possible; possibly; quite possibly; possibility; impossible; impossibility; not impossible;
        potential; potentially; perhaps; maybe; conceivably; conceivable; inconceivable; presumably; presumptive;
        presumptively; presumable; arguably; putative; plausible; plausibly; implausible; feasible; doubtful;
        doubtfully; dubious; questionable; uncertain; seem; seem to; seemingly; seeming; seem likely; seem as if; seem
        like; appear; appear to; appearance; look; look like; look as if; look as though; look set to; look likely;
        sound; sound like; sound as if; sound as though; feel like; suggest; suggestion; suggestive; indicate;
        indication; indicative; imply; implication; hint; hint at; signal; sign; signs; sign of; there be sign; few
        signs; point to; signs point to; sign point to; infer; inference; insinuate; predict; prediction; predictable;
        project; projection; projected; projected to; forecast; foresee; envision; envisage; anticipate; anticipated;
        anticipated to; estimate; estimated; estimated to; estimation; expected; expected to; widely expected to; be
        expected to; set to; poised to; bound to; slated to; thought to; on track to; due to; chance; chances; good
        chance; every chance; odds; odds be; prospect; prospects; outside chance; slim chance; risk; risks; at risk; at
        risk of; risky; danger; in danger of; threat; threaten; threaten to; threatening; fear; fears; fear that;
        fearful; for fear; worry; worries; worried; worrying; concern; concerns; concerned; afraid; potentiality; prone
        to; liable to; apt to; vulnerable; eventual; would-be; tentative; tentatively; theory; theoretically; in theory;
        theoretical; hypothesis; hypothesize; hypothesise; postulate; prospective; contingency; almost certain; almost
        certainly; nearly certain; virtually certain; far from certain; far from assured; far from clear; not certain;
        not certainly; not necessarily; necessarily; by no means certain; rightly or wrongly; reasonable argument;
        argument can be make; case can be make; does not mean; do not mean; not mean; stretch; be a stretch; would be a
        stretch; not guarantee; no guarantee; no guarantees; not guaranteed; not a given; not inevitable; not always;
        long shot; unclear; set in stone; up in the air; touch and go; toss-up; too close to call; too early to; too
        soon to; remain possible; within reach; open to; leave open; not rule out; can not rule out; not ruled out; rule
        out; possible that; it be possible; it may be that; one way or another; or perhaps; if anything; as if; as
        though; speculative; purportedly; hopefully; with luck; in the running; more or less likely; warn; caution;
        promise to; inference can be draw; conclusion can be draw; give the impression; impression; tantamount; could
        have; might have; may have; would appear; would seem; tend; tendency; raise the possibility; raise the prospect;
        raise the specter; raise fear; potentially be; could potentially; may possibly; could possibly; might possibly;
        likeliest; least likely; equally likely; anything but certain; not a foregone conclusion; no sure thing; not a
        sure thing; in the cards; on the cards; assumedly; could conceivably; might conceivably; may conceivably;
        plausibility; imponderable; etched in stone; carved in stone; on the verge of; on the brink of; favored to;
        tipped to; have the potential; have the potential to; portend; in jeopardy; in peril; stand to; shape up;
        apprehension; apprehensive; dread; wary; leery; uneasy; anxious; anxiety; bode; augur; presage; foreshadow;
        peril; evidence suggest; on course to; headed for
    """,
    "doxastic": """
        think; thinking; thought; thought of; believe; belief; be believe; believed; believed to; widely believed;
        expect; expectation; expectations; expecting; reckon; suppose; guess; guesswork; suspect; suspicion; suspicions;
        assume; assumption; presume; presumption; imagine; can not imagine; figure; speculate; speculation; conjecture;
        surmise; consider; considered; deem; deemed; regard; regard as; regarded as; view; view as; viewed as; see; see
        as; seen as; perceive; perception; perceptions; feel; feel that; feeling; sense; gut feeling; hunch; posit;
        assess; assessment; opinion; in my/his/her/their/our/your opinion; in my/his/her/their/our/your view; in
        my/his/her/their mind; in * view; in * * view; in * opinion; in * * opinion; in my humble opinion; in the view
        of; in the opinion of; in the eyes of; in my/his/her/their eyes; in my/his/her/their estimation; in
        my/his/her/their judgment; in my/his/her/their book; in my/his/her/their head; to my/his/her/their mind; from
        my/his/her/their point of view; from my/his/her perspective; as i see it; as far as i know; as far as i can
        tell; to my/his/her knowledge; to the best of my/his/her knowledge; hope; hopes; hoped; hopeful; hoping; trust;
        optimistic; not optimistic; pessimistic; confident; confidence; skeptical; sceptical; skepticism; doubt; doubts;
        doubtful; have doubt; not think; not believe; not sure; not convinced; not confident; reason to believe; reason
        to think; every reason to; lead to believe; have the impression; understand; understanding; be of the opinion;
        fair to say; safe to say; safe to assume; it be fair; would think; one would think; would say; would argue;
        would guess; would assume; would expect; would imagine; would suggest; would have think; i/you would think; seem
        to think; seem to believe; seem to me; conviction; convinced; be convinced; sure; be sure; feel sure; not doubt;
        conclude; judge; interpret; conceive; dare say; predict; bet; be bet; wager; fancy; theorize; theorise; take it;
        intuition; tend to think; tend to believe; inclined to; credit; personally; positing; supposition; guesstimate;
        best guess; educated guess; under the impression; be under the impression; wishful thinking; if you ask me; to
        my/his/her/their way of think; as he/she/they see it; unconvinced; disbelieve; persuaded; be persuaded;
        misgiving; misgivings; incredulous; be of the view; subscribe to; suspicious; distrust; faith; have faith; count
        on; bank on; bullish; upbeat; hold that; envision;
        pretty sure; fairly sure
    """,
    "evidential": """
        reportedly; allegedly; alleged; allege; allegation; apparently; apparent; purported; purportedly; purport;
        supposedly; supposed; suppose to; supposed to; ostensible; ostensibly; evidently; seemingly; so-called; rumored;
        rumoured; rumor; rumour; rumors; it be say; be say to; is/are/was/were said to; is/are/was/were reported to;
        reported to; said to; be rumor; be allege; allegedly to; be understand to; understood to; claim; claimed;
        claims; claiming; profess; professed; unconfirmed; unverified; unsubstantiated; according to some; some say;
        word be; hearsay; anecdotal; anecdotally; charge; by all accounts; by some accounts; by * accounts; it seems; it
        appear; what be call; what is called; understand; i hear; i understand; have hear; reading between the lines;
        read between the lines; as report; self-described; be credit with; accuse; accused; suspected; presumed;
        acclaim; known as; be know to; be think to; avowed; gossip; reputed; reputedly; rumor have it; rumour have it;
        legend have it; story go; scuttlebutt; by one account; by * account; or so he/she/they say; what appear to be;
        what seem to be; quote-unquote; self-proclaimed; self-styled; what he/she/they call; insinuation; innuendo;
        secondhand; second-hand; accusation; speculative; nominal
    """,
    "unknown": """
        unclear; unclear whether/if/how/why/what/when/who/where; not clear; not yet clear; not entirely clear;
        far from clear; unknown; not known; not yet known; unsure; not sure; not certain; uncertain;
        uncertainty; uncertainties; unresolved; unsettled; undecided; undetermined; indeterminate; unconfirmed;
        unproven; unverified; unpredictable; unforeseeable; unanswered; unexplained; inconclusive;
        inconclusively; vague; vaguely; ambiguous; ambiguity; murky; mystery; mysterious; puzzle; open
        question; question mark; question remain; remain to be see; remain a mystery; remain unclear; remain
        unknown; remain open; remain an open question; be anyone 's guess; anyone 's guess; up in the air; in
        doubt; in limbo; in question; do/does/did not know; not know; not really know; not yet know; not even
        know; no one know; nobody know; who know; god know; know nothing; know little; little be know; little
        know; little known; not that we know; not aware; unaware; not recall; not remember; no recollection; no
        idea; have no idea; no clue; not understand; not have any idea; no knowledge; can not confirm; could
        not confirm; not confirm; unable to confirm; can not be confirm; could not be confirm; could not be
        reach; can not verify; could not verify; not verify; not be independently verify; unable to verify; can
        not say; could not say; would not say; not say; not say whether/if; not yet say; not say
        how/why/when/what/who; would not say whether; decline to say; decline to say whether; decline to
        comment; decline to confirm; decline to speculate; refuse to say; refuse to comment; refuse to confirm;
        refuse to speculate; not comment; no comment; would not comment; would not confirm; would not
        speculate; neither confirm nor deny; not speculate; not going to speculate; can not speculate; keep
        mum; stay mum; not discuss; can not tell; could not tell; can not determine; could not determine; can
        not be determine; not determine; not explain; could not explain; can not explain; can not predict; not
        predict; can not rule; not decided; not decide; not yet decided; no decision; have yet to; not been
        determined; yet to be determined; yet to be decide; hard to say; hard to know; hard to tell; hard to
        predict; hard to figure out; hard to imagine; hard to believe; hard * to predict; difficult to say;
        difficult to know; difficult to predict; difficult to tell; impossible to know; impossible to say;
        impossible to tell; impossible to predict; too early to say; too early to tell; too early to know; too
        soon to say; too soon to tell; too soon to know; no way to know; no way of knowing; no telling; no
        proof; no evidence; no direct evidence; no hard evidence; no indication; no sign; no clear answer; no
        certainty; not jump to conclusion; jump to conclusions; no conclusion; lack of clarity; lack of
        evidence; not have evidence; need more information; more research be needed; be not forthcoming; not
        provide evidence; without evidence; without proof; without elaborate; without explain; time will tell;
        only time will tell; jury be out; jury be still out; no word on; anybody 's guess; unknowable;
        unanswerable; as yet unknown; not immediately clear; not immediately known; not immediately confirm; to
        be determined; to be decide; up for grabs; hard to gauge; hard to judge; hard to determine; tough to
        say; tough to know; tough to tell; tough to predict; difficult to determine; difficult to gauge;
        difficult to judge; impossible to determine; impossible to verify; can not be verify; could not be
        verify; can not be sure; can not be certain; can not know; no one be sure; nobody be sure; no one can
        say; nobody can say; who can say; who be to say; heaven know; not have a clue; decline to predict;
        decline to say how/why/when/what/who/if; decline to specify; decline to elaborate; refuse to say
        whether/if; noncommittal; non-committal; on the fence; unpredictability; not know whether/if; not
        immediately verify; could not independently verify; can not independently verify; tbd; no word; in the
        dark; at a loss; decline to discuss; decline to disclose; decline to answer; refuse to answer; refuse
        to discuss; refuse to elaborate; not elaborate; not specify; not immediately comment; ambivalent;
        ambivalence; indecision; sketchy; hazy; fuzzy; evasive; question linger; remain unanswered; without say
        whether/if; remain unsure; no conclusive evidence; no definitive answer; no clear evidence; no concrete
        evidence; not conclusive; not definitive; not clear whether/if/how/why/what/when/who; no reason to
        believe; not draw conclusion; no conclusions; not answer; unspecified; undisclosed; unidentified; coy;
        dodge; wait and see; not be prove; not been proven; never be prove; never been proven; not be confirm;
        not been confirmed; not be establish; not been established; not be verify; not been verified
    """,
    "investigation": """
        whether; whether or not; if; if or when; as to whether; question; questions; question whether; question if;
        question as to whether; question of whether; questioned; questioning; raise question; raise new question; raise
        serious question; raise doubt; call into question; wonder; wonder if; wonder whether; wonder aloud; ask; ask
        whether; ask if; inquire; inquiry; query; investigate; investigate whether; investigating; investigation; probe;
        probe whether; examine; examine whether; explore; explore whether; look into; look into whether; look for sign;
        study; study whether; test; find out; find out if; find out whether; determine; determine whether; determine if;
        try to determine; try to figure out; figure out; establish; see if; see whether; check; check if; check whether;
        debate; debated; debatable; debate over; contest; dispute; disputed; review; assess whether; decide whether;
        decide if; consider whether; weigh; weigh whether; mull; under investigation; under review; still be gather; be
        look at; seek to determine; await; pending; really; challenge; evaluate; analyze; ponder whether; debate
        whether; gauge whether; test whether; ascertain whether; verify whether; cast doubt; cast doubt on; open to
        question; open to debate; up for debate; doubt whether; inquire whether; inquire if; learn whether; know
        whether; know if; ascertain; in dispute; discuss whether; second-guess; ponder; contemplate whether; speculate
        about; under scrutiny; curious; contemplate; gauge
    """,
    "condition": """
        if; only if; even if; what if; if only; if so; if not; if and when; as if; unless; until; except; provided;
        provided that; providing; as long as; so long as; on condition that; in case; in case of; in the event; in the
        event of; in the event that; assuming; assume; assuming that; suppose; supposing; given that; lest; or else;
        otherwise; hypothetical; hypothetically; would; would not; would be; would have; would not have; could; could
        not; could have; might; might not; may; should; had; had it not; were; were to; were it; be to; depend; depend
        on; depends; depending; depending on; dependent; dependent on; contingent; contingent on; contingent upon;
        conditional; conditional on; conditionally; subject to; hinge; hinge on; hang on; say; when; whenever; once;
        without; in theory; were it not; but for; if ever; if possible; if necessary; if needed; if true; if any; if
        anything; if elected; barring; on the assumption that; presuming; predicated on; conditioned on; contingency; in
        the unlikely event; in that case; if need be; if at all; let 's say; imagine if; absent; in the absence of; on
        the condition that; in which case; regardless of whether; short of; rest on; ride on; turn on; granted
    """,
    "approximator": """
        about; around; approximately; approximate; approx.; roughly; nearly; almost; some; somewhere; close to; close
        on; near; nearing; approach; approaches; approximating; circa; upward of; upwards of; more than; less than; just
        over; just under; just about; over; or so; or thereabouts; or more; or something; or something like that; or
        whatever; in the range of; in the neighborhood of; in the vicinity of; in the region of; on the order of;
        somewhere around; anywhere from; give or take; at least; at most; up to; an estimated; estimated; dozens of;
        hundreds of; the better part of; a little; as many as; as much as; kind of; sort of; some kind of; some sort of;
        something of; something of a; something like; a bit; a bit of; a kind of; a sort of; more or less; pretty much;
        practically; virtually; essentially; basically; effectively; in effect; largely; mainly; mostly; for the most
        part; primarily; predominantly; chiefly; principally; generally; general; in general; as a rule; as a general
        rule; by and large; on the whole; overall; all in all; usually; typically; normally; ordinarily; commonly;
        customarily; often; oftentimes; frequently; sometimes; occasionally; at times; in many cases; in most cases; in
        some cases; in some ways; in many ways; in a way; in a sense; in some sense; in some respects; so to speak; as
        it were; to some extent; to a certain extent; to some degree; to a degree; to a large extent; to a certain
        degree; to an extent; partly; partially; in part; in large part; somewhat; fairly; rather; quite; relatively;
        comparatively; reasonably; broadly; broadly speaking; loosely; loosely speaking; strictly speaking; technically;
        nominally; not exactly; not quite; not really; not entirely; not necessarily; tend; tend to; tends to; a
        tendency to; like; -ish; if not; all but; as good as; as close as; not too; not far from; half; under; quasi;
        semi; say; most; many; several; or two; or three; a couple; a few; a handful of; so; maybe; probably; let us
        say; kinda; sorta; ballpark; in the ballpark of; just shy of; shy of; well over; a little over; a little under;
        a little more than; a little less than; slightly more than; slightly less than; hover around; north of; or so to
        speak; of sorts; for all intents and purposes; to all intents and purposes; for all practical purposes; in
        essence; in the main; in a manner of speaking; if you will; in large measure; in some measure; generally
        speaking; roughly speaking; more often than not; most of the time; from time to time; now and then; once in a
        while; every so often; as often as not; what amount to; bordering on; not an exact science; be not an exact
        science; give or take a few; thereabouts; approximation; at the very least; well nigh; on average; fewer than;
        no more than; no fewer than; no less than; at best; slightly; scores of; tens of thousands of; as few as; as
        little as; a couple of; akin to; virtual; moderately; much of the time; nigh; rarely; seldom; hardly; barely;
        scarcely; traditionally; historically; next to; well under; half the time
    """,
    "booster": """
        certainly; certain; certainty; for certain; with certainty; almost certainly; surely; sure; for sure; be sure;
        to be sure; sure enough; make sure; definitely; definite; definitively; definitive; undoubtedly; undoubted;
        doubtless; no doubt; without a doubt; without doubt; beyond doubt; beyond a doubt; beyond a reasonable doubt;
        beyond dispute; there be no doubt; have no doubt; there is no question; no question; without question; beyond
        question; unquestionably; unquestionable; indisputable; indisputably; undeniable; undeniably; undisputed;
        incontrovertible; irrefutable; irrefutably; unmistakable; unmistakably; unequivocal; unequivocally; unambiguous;
        unambiguously; categorically; categorical; clearly; clear; crystal clear; crystal-clear; make clear; make it
        clear; made it clear; make one thing clear; very clear; perfectly clear; abundantly clear; it be clear; clear
        evidence; clear proof; obviously; obvious; evident; evidently; plain; plainly; patently; manifestly;
        transparently; readily apparent; apparent; of course; naturally; indeed; in fact; in actual fact; as a matter of
        fact; the fact be; the fact is; the fact of the matter; the truth is; the truth be; the reality is; the reality
        be; fact; actually; really; truly; literally; absolutely; completely; totally; entirely; utterly; precisely;
        exactly; decidedly; distinctly; positively; honestly; frankly; in truth; seriously; simply; always; never; never
        once; never ever; ever; inevitable; inevitably; invariably; inescapable; inescapably; inexorably; necessarily;
        must; must be; must have; have to be; bound to; sure to; certain to; guarantee; guaranteed; can not be; can not;
        could not; can not help; a given; be a given; know; known; knows; knew; knowing; know that; well know; as we
        know; we know; as you know; we all know; everyone know; everybody know; well known; prove; proven; proved;
        proof; proof positive; demonstrate; demonstrably; demonstrable; establish; show; confirm; confirmed;
        confirmation; assure; assured; assert; rest assured; can assure; i assure you; swear; vow; promise; pledge;
        insist; convince; convinced; convincing; confident; confidently; verify; verified; can bet; can bet on; you bet;
        bet on; by any measure; by all means; by definition; period; full stop; hands down; nothing short of; nothing
        but; borne out; bear out; hard to dispute; hard to deny; hard to argue with; no denying; there be no denying;
        can not deny; no way; not a chance; no chance; 100 percent; 100 %; one hundred percent; through and through;
        conclusive; conclusively; decisive; decisively; undeniable fact; genuinely; assuredly; verily; mark my words;
        believe me; trust me; make no mistake; needless to say; it go without say; go without saying; by no means; under
        no circumstances; no matter what; without exception; at all; once and for all; foregone conclusion; a foregone
        conclusion; sure thing; slam dunk; beyond any doubt; beyond all doubt; beyond a shadow of a doubt; leave no
        doubt; leave little doubt; little doubt; there be little doubt; have little doubt; no doubt about it; no
        mistaking; in no uncertain terms; self-evident; absolutely certain; dead certain; for a fact; know for a fact;
        know for sure; know full well; by god; swear to god; let me be clear; to be clear; let 's be clear; let us be
        clear; inarguably; unarguably; inarguable; incontestable; irrefragable; surefire; sure-fire; ironclad; without a
        shadow of a doubt; unavoidably; unavoidable; indubitably; it be obvious; as we all know; the simple fact be; the
        plain fact be; the fact remain; in reality; beyond argument; unassailable; clear-cut; damn sure; plain and
        simple; pure and simple; end of story; you can be sure; you can bet; no two ways about it; most certainly; most
        definitely; without fail; unfailingly; unqualified; can not possibly; could not possibly; corroborate;
        substantiate; hard evidence; concrete evidence; overwhelming evidence; conclusive evidence; conclusive proof; to
        be honest; truthfully; flatly; flat-out; emphatically; in no way; whatsoever; of necessity; nothing less than;
        every single; predictably; not surprisingly; unsurprisingly; bar none; wholly; downright; adamant; adamantly;
        vouch; attest; affirm; certify; far and away; well aware; for real; no wonder;
        ngl; not gon na lie; not going to lie
    """,
}  # fmt: skip

#: Spellings of chats and posts, each with the entry that it is read as, so that what models know of that counts.
SHORT_FORMS: Mapping[str, str] = {
    "afaik": "as far as i know",
    "afaict": "as far as i can tell",
    "iirc": "as far as i know",
    "imo": "in my/his/her/their/our/your opinion",
    "imho": "in my humble opinion",
    "prob": "probably",
    "probs": "probably",
    "prolly": "probably",
    "def": "definitely",
    "defo": "definitely",
    "dunno": "do/does/did not know",
    "idk": "do/does/did not know",
    "tbh": "to be honest",
}

# What an idiom is by its level, unless the lexicon says more.
_IDIOM_TYPES = {0: "unknown", 1: "epistemic", 2: "epistemic", 3: "booster"}


@cache
def _table() -> PhraseTable[str]:
    entries = {kind: [own] for kind, own in LEXICON.items()}
    for level, own in IDIOMS.items():
        entries[_IDIOM_TYPES[level]].append(own)
    entries["doxastic"].append("; ".join(SHORT_FORMS))  # of whatever type: `match_lexicon` gives them that of the entry
    return PhraseTable({kind: "; ".join(own) for kind, own in entries.items()})


def match_lexicon(sentence: Sentence) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Every match of an entry, as `hedge.predicates.phrases.PhraseTable.matches` gives them with types as kinds."""
    for start, end, entry, types in _table().matches(sentence):
        whole = SHORT_FORMS.get(sentence.words[start].text.lower()) if end == start + 1 else None
        if whole is None:
            yield start, end, entry, types
        else:
            yield start, end, whole, _types()[whole]


@cache
def _types() -> Mapping[str, tuple[str, ...]]:
    """Types of the entries that short forms stand for."""
    entries = {kind: {" ".join(entry.split()) for entry in own.split(";")} for kind, own in LEXICON.items()}
    return {entry: tuple(kind for kind, own in entries.items() if entry in own) for entry in SHORT_FORMS.values()}
