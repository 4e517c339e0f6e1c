"""Idioms of likelihood and doubt, by how certain they make what they are about.

Written by hand, as `hedge.predicates.cue_lexicon` is. An entry is no verdict: whether it bears on a statement, and how
strongly, is for the trained models to say.

References
----------
Kent, S. (1964). Words of estimative probability. Studies in Intelligence 8.
Rubin, V. (2010). Epistemic modality: from uncertainty to certainty in the context of information seeking. IPM 46.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hedge.parsing import Sentence
from hedge.predicates.phrases import PhraseTable

#: Entries, in the notation of `hedge.predicates.phrases`, by the level of the NewsCert guide, 0 (open) to 3 (certain).
IDIOMS: Mapping[int, str] = {
    3: """
        foregone conclusion; dead certain; dead cert; dead certainty; be a certainty; absolute certainty; sure to;
        certain to; bound to; come what may; come hell or high water; no matter what; without fail; rest assured; mark
        my words; make no mistake; take it from me; take my word; full stop; that be that; no two ways about; make no
        bones; no doubt about; no question about; no argument; beyond question; beyond doubt; beyond any doubt; beyond
        dispute; beyond reasonable doubt; beyond a reasonable doubt; beyond a shadow; without doubt; without a doubt;
        without question; go without saying; needless to say; the fact be; the fact remain; fact of the matter; as a
        matter of fact; matter of record; plain fact; simple fact; hard fact; the truth be; plain as day; clear as day;
        plain for all to see; plain to see; crystal clear; in black and white; no escaping; no avoiding; no getting
        around; no getting away from; no denying; no disputing; no mistaking; be inescapable; be inevitable; be
        unavoidable; be a given; done deal; in the bag; sure thing; safe as houses; open and shut; cut and dried; set in
        stone; written in stone; carved in stone; etched in stone; signed and sealed; sealed and delivered; proof
        positive; living proof; out of the question; not a chance; no chance; not a hope; not a prayer; not a snowball
        's chance; when hell freeze over; over my/his/her/our/their dead body; not on your life; by no stretch; under no
        circumstances; in no way; no way in hell; nothing of the kind; nothing of the sort; nothing could be further
        from; far from the truth; bet your life; bet your boots; bet your bottom dollar; you can bet; you can count on
        it; you can bank on it; hand on heart; cross my heart; i swear; i promise you; i assure you; i give you my word;
        trust me; believe me; i can tell you; tell you for free; be in no doubt; have no doubt; leave no doubt; leave no
        room for doubt; once and for all; sure as; as sure as; sure enough; could not be clearer; for a fact; for
        certain; for sure; know full well; only too well; as we all know; everyone know; everybody know; as everyone
        know; common knowledge; well established; firmly established; established fact; borne out; bear out; caught
        red-handed; to a certainty; it be clear; it be plain; it be obvious; it be evident; it be undeniable; it be
        beyond; it be a fact; stone dead; dead and buried; it be official; nailed on; nail on; home and dry; all over
        bar; open secret; in no doubt; no possible doubt; def; defo
    """,
    2: """
        all but certain; all but guarantee; all but assure; all but inevitable; as good as certain; as good as; near
        certainty; near-certainty; virtual certainty; virtually certain; next to certain; nearly inevitable; almost
        inevitable; odds-on; odds on; odds favour/favor; odds be; odds against; against the odds; against all odds; odds
        stacked; odds be stack; in all likelihood; in all probability; more than likely; more likely than not; more
        probable than not; like as not; likely as not; as like as not; most likely explanation; likely explanation;
        likeliest explanation; likely cause; probable cause; likely culprit; likely winner; chances be; good chance;
        fair chance; every chance; strong chance; better than even; more than even; little chance; scant chance; slim
        chance; poor chance; not much chance; not much of a chance; precious little chance; next to no chance; remote
        chance; remote possibility; little prospect; scant prospect; no real prospect; little hope; scant hope; scarcely
        any hope; not much hope; small hope; faint hope; little likelihood; little danger; little risk; little doubt;
        not much doubt; small doubt; little question; ten to one; a hundred to one; two to one; a thousand to one; nine
        times out of; nine times in ten; nine in ten; smart money; clever money; safe bet; fair bet; good bet; best bet;
        sure bet; my money be on; money be on; put money on; put my money on; my bet be; our bet be; my guess be; our
        guess be; his guess be; her guess be; best guess; guess would be; bet would be; i guess; i bet; i would bet; i
        would wager; i would guess; clear favourite/favorite; be favourite/favorite; firm favourite/favorite; hot
        favourite/favorite; strong favourite/favorite; heavy favourite/favorite; red-hot favourite/favorite; hot tip; be
        tip; strongly tip; widely tip; on course for; on course to; on track to; on track for; well on the way; well on
        its way; look set; look like; look as if; look as though; look to have; look certain; look sure; look likely;
        look unlikely; look bound; look headed; seem set; seem certain; seem likely; seem bound; seem destined; seem
        unlikely; seem sure; be set to; be poise to; be due to; shape up; promise to be; head for; bode well; bode ill;
        do not bode; augur well; all the signs; all the signs point; every sign; every sign point; signs point; sign
        point; everything point; evidence point; arrow point; everything suggest; evidence suggest; signs suggest; all
        the indications; every indication; best explain; well explain by; easily explain by; strong suggest; strongly
        suggest; suggest strongly; obvious inference; natural reading; natural inference; simplest explanation;
        afaik; afaict; iirc; imo; imho; prob; probs; prolly; pretty sure; fairly sure; simplest reading; simple
        explanation;
        obvious explanation; best explanation; good explanation; preferred explanation; plausible explanation be;
        likeliest; by the look of; by the looks of; from the look of; from the looks of; by the sound of; from the sound
        of; by the feel of; judging by; judging from; judge by; judge from; if past be; if the past be; any guide;
        anything to go by; if history be; if memory serve; if my memory serve; if i/we/he/she remember/recall
        right/rightly/correctly; if i be not mistaken; unless i be mistaken; unless i be much mistaken; unless my eyes;
        if i be any judge; if i know; know him; as far as i/we/anyone/one can see/tell/judge/know; as far as i/we/anyone
        know; so far as i/we/anyone know; so far as i/we/anyone/one can see/tell/judge; as best i/we/anyone can; to the
        best of; to my knowledge; i gather; one gather; i dare say; i daresay; i fancy; i reckon; i expect; i suspect; i
        suppose; i imagine; i presume; i assume; i take it; i trust; i should think; i should imagine; i would think; i
        would imagine; i would expect; i would have think; i would say; i be inclined to; i have a feeling; i have a
        hunch; i get the feeling; i get the impression; gut feeling; something tell me; a little bird; one must assume;
        we must assume; must assume; one have to assume; one can assume; can only assume; we can assume; can safely
        assume; must suppose; one suspect; one imagine; one assume; one suppose; i should not wonder; should not wonder;
        i should not be surprised; would not be surprised; would not surprise; no surprise if; would be surprise; would
        be amaze; would be astonish; would be a surprise; would come as a surprise; surprised if; amazed if; astonished
        if; by all accounts; by most accounts; from all accounts; word have it; word be; word on the street;
        rumour/rumor have it; legend have it; tradition have it; story have it; the story go; so the story; it be say;
        it be think; it be believe; it be expect; it be understand; it be assume; it be report; it be rumour/rumor; be
        say to; be think to; be believe to; be understand to; be rumour/rumor to; be report to; be repute to; be
        expected; be to be expect; widely expect; widely believe; generally believe; commonly believe; widely assume; as
        a rule; more often than not; at the present rate; at present rates; at this rate; at that rate; at the current
        rate; at current rates; at the current pace; at this pace; at the rate; on current form; on present form; on
        this form; on recent form; on form alone; on present trends; on current trends; on current projections; on
        current numbers; on present numbers; on this showing; on this evidence; on the evidence; on present evidence; on
        current evidence; on the face of it; on balance; on the balance of; balance of probabilities; balance of
        evidence; weight of evidence; all thing consider; all thing be equal; other thing be equal; bar accidents;
        barring accidents; barring a miracle; barring surprises; barring mishaps; barring the unexpected; barring some;
        if all go well; if all go to plan; all be well; if thing go on; if trends continue; if nothing change; by right;
        stand to reason; matter of time; sooner or later; in the pipeline; within reach; within sight; in sight; on the
        horizon; just around the corner; just round the corner; be loom; loom large; be imminent; on the verge of; on
        the brink of; on the cusp of; close to a deal; close to agreement; take a miracle; need a miracle; would be a
        miracle; short of a miracle; tall order; take a brave; brave man; would be brave; bet against; hard to see;
        difficult to see; hard to imagine; difficult to imagine; hard to believe; difficult to believe; lean toward;
        lean towards; incline to think; tend to think; tend to believe; highly improbable; most improbable; hardly
        likely; scarcely likely; hardly credible; scarcely credible; strain credulity; stretch belief; beggar belief;
        far-fetched; far fetch; long shot; have the edge; have the upper hand; front-runner; frontrunner; in pole
        position; in the driving seat; in the driver 's seat; have the look of; have all the hallmarks; have every
        appearance; bear the hallmarks; all the hallmarks; smack of; no doubt; doubtless; presumably; must have be; must
        surely; can hardly; can scarcely; should by now; ought to; should be with; stand a good chance; have a good
        chance; have every chance; stand little chance; have little chance; stand no real; on paper; in the normal
        course; the way thing be go; the way thing stand; as thing stand; let 's face it; every reason to; good reason
        to think; good reason to believe; good reason to suppose; reason to think; reason to believe; safe to assume;
        safe to say; fair to say; fair to assume; reasonable to assume; reasonable to suppose; sound like; smell like;
        feel like; give every sign; show every sign; show little sign; show no sign; no sign of; no prospect of;
        destined to; fated to; doomed to; slated to; earmarked for; in line for; in line to; going by; fat chance; touch
        wood; knock on wood; have a hunch; call it a hunch; gut say; fair guess; good guess; reasonable guess; not hold
        my/his/her/our/your breath; dollars to doughnuts; lay good money; lay money; racing certainty; sneaking
        suspicion; strong suspicion; shrewd suspicion; hard to escape the impression; hard to avoid the conclusion; hard
        to escape the conclusion; hard to resist the conclusion; remote prospect; dim prospect; lend support to; lend
        weight to; in keeping with; generally attribute to; usually attribute to; apt to; would be rash to; as i
        remember; as i recall; favour/favor the view
    """,
    1: """
        on the cards; in the cards; on the table; open to; door be open; door be still open; door remain open; leave the
        door open; door ajar; be an option; be one option; remain an option; still an option; be a possibility; be one
        possibility; remain a possibility; real possibility; distinct possibility; strong possibility; definite
        possibility; live possibility; serious possibility; good possibility; another possibility; not impossible; not
        entirely impossible; by no means impossible; within the bounds of; within the realm of; within the realms of;
        bounds of possibility; not out of the question; not entirely out of; not beyond; not unthinkable; not
        inconceivable; not implausible; not unlikely; not be exclude; can not be exclude; can not exclude; can not be
        rule; can not rule; can not be discount; can not discount; can not be dismiss; not rule out; not be rule; rule
        nothing out; nothing rule out; nothing preclude; nothing to stop; nothing to say; possibility remain; leave open
        the possibility; raise the possibility; raise the prospect; raise the spectre/specter; even chance; even odds;
        evens chance; even money; fifty-fifty; 50-50; toss-up; toss up; coin flip; flip of a coin; toss of a coin; for
        all i/we/you/they/he/she/anyone/anybody know; for all anyone can tell; for all one know; for aught i; you never
        know; one never know; never say never; strange thing have happen; worse thing have happen; there be a chance;
        there be some chance; there be still a chance; still a chance; still some chance; some chance; outside chance;
        off chance; off-chance; fighting chance; sporting chance; half a chance; glimmer of hope; ray of hope; still
        hope; some hope; sliver of hope; a flicker of hope; at a pinch; in theory; with luck; with a bit of luck; with
        any luck; with a little luck; a bit of luck; given luck; if luck hold; luck permitting; weather permitting; time
        permitting; god willing; for the taking; there for the take; one explanation; one reading; one theory; one
        candidate; among the candidates; another explanation; other explanations; another reading; alternative
        explanation; possible explanation; alternatively; at risk of; at risk; in danger of; danger be; run the risk;
        risk be; the fear be; the worry be; the concern be; the hope be; be liable to; worst case; worst-case; in the
        worst case; if the worst come; at worst; at best; at the outside; best case; best-case; have the potential;
        potential to; have the makings of; have it in; under threat; under threat of; in jeopardy; under consideration;
        be weigh; be mull; in contention; in the frame; in the running; in the hunt; in the mix; in with a chance; in
        with a shout; within striking distance; have a shot at; stand a chance; have a chance; still in it; outside bet;
        dark horse; outsider; might well; may well; could well; may yet; might yet; could yet; may still; might still;
        could still; may even; might even; could even; could easily; might easily; as likely as not; could just; might
        just; might possibly; could conceivably; might conceivably; may conceivably; perchance; mayhap; it may be; it
        might be; it could be; could it be; what if; maybe; potential; compatible with; consistent with; not
        inconsistent with; do not contradict; could explain; may explain; might explain; would explain; lend itself to;
        hint at; hints of; whiff of; suspicion of; not to say; flirt with; toy with; theoretical; hypothetical;
        speculative; tentative; not write off; not count out; put it past; slight chance; small chance; tiny chance;
        slim hope; slight risk; some risk; slight possibility; faint possibility; mathematical chance; puncher 's
        chance; mathematically possible; if i/we/you be lucky; one possibility be; possibility be that; not to be
        exclude; not to be discount; possibility have to be; can not dismiss; not dismiss the possibility; be tenable;
        need not be; not unknown for
    """,
    0: """
        up in the air; up for grabs; hang in the balance; in the balance; jury be out; jury be still out; jury remain
        out; jury still out; anyone 's guess; anybody 's guess; who know; who can say; who can tell; who be to say; who
        would know; no telling; no knowing; no saying; no way of know; no way of tell; no way of say; no way of check;
        no way of prove; no way to know; no way to tell; no way to say; no way to prove; no means of; impossible to
        say/tell/know/judge/determine; hard to say/tell/know/judge/gauge; difficult to say/tell/know/judge/gauge; not
        easy to say/tell/know; too early to; too soon to; remain to be see; be to be see; time will tell; only time
        will; time alone will; open question; remain open; still open; open to debate; open to question; open to doubt;
        open to interpretation; open to argument; moot point; be moot; matter of debate; matter of conjecture; matter of
        speculation; matter of dispute; matter of opinion; matter for debate; matter for conjecture; subject of debate;
        subject of speculation; hotly contest; hotly debate; hotly dispute; much debate; much dispute; long debate;
        remain contest; remain dispute; be dispute; be debate; remain a mystery; be a mystery; something of a mystery;
        shroud in mystery; cloaked in mystery; wrapped in mystery; lost to history; lost in the mist; poorly understand;
        not well understand; ill understand; little understand; imperfectly understand; incompletely understand; not
        fully understand; not yet understand; not understand; little be know; less be know; nothing be know; not enough
        be know; never be explain; never be establish; never be settle; never be resolve; never be determine; never be
        prove; never be find; not be establish; not be settle; not be resolve; not be determine; not be prove; not be
        identify; not be confirm; not yet be; far from settle; far from clear; far from certain; far from sure; far from
        assured; far from obvious; anything but clear; anything but certain; not settle; yet to be
        decide/determine/see/establish/confirm/explain/identify/announce; have yet to
        decide/say/confirm/determine/comment/explain; yet to decide/say/confirm/determine; still to be
        decide/determine/see/confirm; tbc; tbd; tba; no word; no news; no answer; no decision; no consensus; no
        agreement on; no verdict; no firm answer; no clear answer; no evidence either way; none the wiser; no clue; not
        a clue; no idea; not the faintest; not the foggiest; not the slightest idea; not the least idea; at a loss; in
        the dark; nobody know; no one know; god know; heaven know; goodness know; lord know; god alone know; search me;
        beat me; your guess be; guess be as good; leave open; left open; question be; question be whether; only
        question; question of whether; question remain; question mark; question hang; question persist; in doubt; in
        question; in limbo; in flux; in two minds; of two minds; in the lap of; hinge on; depend on; depend upon; it
        depend; all depend; that depend; all bets be off; no guarantee; not guarantee; no certainty; by no means
        certain; by no means clear; by no means sure; by no means guarantee; not certain; not sure; not clear; not
        known; not obvious; not a foregone conclusion; no foregone conclusion; not a done deal; not a given; not a
        certainty; go either way; cut both ways; either way; one way or the other; knife edge; knife-edge; knife's edge;
        finely balance; delicately balance; evenly balance; too close to call; on the fence; be silent; stay silent;
        silent as to; silent on; tell us nothing; tell us little; say nothing about; shed no light; throw no light; shed
        little light; cast no light; do not tell us; no record of; wait and see; wide open; be debatable; be arguable;
        inconclusive; opinion be divide; opinions be divide; opinion be split; opinions differ; opinions vary; divide
        on; divide over; divide as to; split on; split over; disagree on; disagree over; disagree as to; unclear;
        unknown; uncertain; unresolved; unsettled; undecided; unsolved; unexplained; unanswered; unproven; undetermined;
        unconfirmed; unverified; unsure; puzzle; enigma; riddle; conundrum; mystery; mysterious; murky; imponderable;
        beyond knowing; past finding out; not the place to say; keep guessing; keep us guessing; scratch
        his/her/their/our head; your guess; give no clue; give no hint; give no indication; offer no clue; no indication
        whether; whether or not; if at all; or not at all; may or may not; might or might not; wonder; i wonder; can not
        tell you; could not tell you; can not for the life; nobody seem to know; no one seem to know; beyond me; dunno;
        heaven only know; god only know; lord only know; goodness only know; nobody will say; no one will say; no one
        can say; nobody can tell; no one can tell; no nearer to; none of us know; nobody be sure; no one be sure; we
        shall see; we will see; not for me to say; make up his/her/their/my/our mind whether; keep his/her/their/its
        counsel; plucked from the air; idk; du n no; do/does/did not recall; do/does/did not remember; can/could not
        recall; can/could not remember; could not say
    """,
}  # fmt: skip


@cache
def _table() -> PhraseTable[int]:
    return PhraseTable(IDIOMS)


def find_idioms(sentence: Sentence) -> list[tuple[int, int, int]]:
    """Idioms of a sentence: first word, index after the last word, level; the longest of those that begin together.

    No two share a word: "not a foregone conclusion" is open, whatever "foregone conclusion" says.
    """
    found: list[tuple[int, int, int]] = []
    for start, end, _, levels in _table().matches(sentence):
        if found and found[-1][0] == start:
            found.pop()  # they come by their length
        if not found or found[-1][1] <= start:
            found.append((start, end, min(levels)))
    return found
