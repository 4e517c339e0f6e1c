"""Patterned texts on attribution with two voices, with nouns of opinion and with tellings, marked as before.

The marks are those of `patterns` and `denials`; ``$head`` and the like are names of theirs.
"""

from __future__ import annotations

VOICES = (
    # Two voices in a sentence, or in two.
    "<$S> [(estimate$s/believe$s/say$s/insist$s)] {that $past}, while <2(the prison service/the airline/the owner)> "
    "[2(says/insists/maintains)] {2that $next}.",
    "<(Aid groups/Teachers/Tenants)> [(say/claim/report)] {$past}; <2$N> [2(says/insists/replies)] {2$next}.",
    "<$N> [(said/claimed/wrote)] {$past}, but <2(the landlord/a neighbour/her lawyer/the clerk)> [2(said/insisted)] "
    "{2$next}.",
    "<$N> [(thinks/believes/fears)] {that $past}. <2(Her husband/The deputy)> [2(doubts/disputes/questions)] "
    "{2(this/that/it)}.",
    "<(Berg and Ota/Ruiz et al./Wu)> [(reported/found/described)] {a rise in (salt/mercury/grain "
    "prices)}; <2(Lindqvist/Okoro and Hale)>, by contrast, [2found] {2no (trend/change) in the (same/next) "
    "(lakes/years)}.",
    "(Witnesses/Two boys) heard a bang. <The police> [put] {the number of (shots/cars/guests) at (five/nine)}.",
    "[According to] <$N>, {<2(the landlord/the driver/the nurse)> [2(admitted/said/knew)] {2that $past}}.",
    "{$past}, <$N> [(said/recalled)]; {2$next}, [2(replied/said)] <2(the other/her brother/the clerk)>.",
    # Sources that are told of in passing.
    "<(His widow/Her brother/Their agent), (Oda/Emil/Ruth Pell), who (gave the papers away/left the party/"
    "was born in Ashby),> [(suspects/says/believes/insists)] {that $past}.",
    "<(Its owner/Its captain/Her heir), (Leif Arne/Dana Holt/Tom Wu),> [(disputes/denies/doubts)] {that $past}.",
    "<A (cousin/friend/relative) of the (victim/accused/bride), who asked not to be named,> [(said/thinks/doubts)] "
    "{that $past}.",
    "<$S>, (in the end/for his part/by contrast/after some thought), [(found/thought/said)] {that $past}.",
    # Who was told, and by whom.
    "(Agnes/Emil/Marthe/The boy/Mrs. Pell) [was told] by <(the nuns/the clerk/$O)> {that $past}.",
    "(Agnes/Emil/Marthe/The boy), then (nine/a student), [was (told/assured/warned)] by <(the doctors/$O)> "
    "{that $will}.",
    "[Word (has reached/reached)] (the valley/the ship/us) {that $past}.",
    "<(The crew/The miners/The climbers)> (passed up/sent) [a note]: {$next}.",
    # With nobody's name, and something in between.
    "[It has been (alleged/claimed/suggested/rumoured)], though never (proved/confirmed), {that $past}.",
    "[It (is/was) (said/thought/feared)], (rightly or wrongly/not without reason), {that $past}.",
    "[Rumour has it] {that $past}.",
    "[(Legend/Gossip) has it] {that $past}.",
    "{(Inflation/Traffic/The river)} [is (forecast/projected/predicted/tipped)] {to (ease/rise/fall) by spring}.",
    # Nouns of opinion, of a body or of a crowd.
    "[The (consensus/feeling/view/mood/hope)] among <(engineers/hoteliers/the crew/most voters)> [is] {that $will}.",
    "[The (hope/fear/worry/belief)] (among/of) <(brewers/the islanders/parents)> [is] {that $will}.",
    "<The (doctors'/captain's/widow's)> [(guess/hunch)], and it is no more than (that/one), [is] {that $past}.",
    "<$P> [(view/guess/suspicion) is] {that $past}.",
    "If <(the treasurer/the guard/$N)> [is right] {that $past}, somebody must pay.",
    "In <(her/his/their)> [(eyes/view/judgement/book)], {$past}.",
    "In the [view] of <(the appeal judges/most nurses/$O)>, {$past}.",
    "<$S> [$is (adamant/cautiously optimistic/in no doubt/of one mind)] {that $will}.",
    "[(Reports/Claims/Stories)] in <(two Oslo papers/the foreign press/a tabloid)> {that $past} were denied at once.",
    "[(Citing/Quoting)] <(unnamed officials/two nurses/a friend)>, the Lantern printed {that $past}.",
    "<$S> [(could not/would not/cannot) (say/promise/tell) for certain] {(if/whether) $past}.",
    "<$S> [would not (speculate/be drawn/hazard a guess)] {on (what had caused the fire/who would pay/$thing)}.",
    "<$S> [(demanded/wanted/asked) to know] {why $past}.",
    "<$S> [(wasn’t/was not) saying] {(who/when/why)}.",
    "{What (it really is/caused the smell/became of the boy)}, <(nobody on the team/no one at the port)> "
    "[(is prepared to say/can say/would say)].",
    "{$ask?} [Not according to] <$N>.",
)
VOICE_HEADLINES = (
    "Harbour fire: {$head}, [says] <(brigade/council/owner)>",
    "(Flood/Tram crash/Budget): {$head}, [(say/claim)] <(police/unions/tenants)>",
)
# Nobody's words, though they look it.
VOICELESS = (
    "It goes without saying that $past.",
    "The (final/trial/winter) (promises/threatens) to be (close/long/hard).",
    "All the signs point to $move.",
    "Such (cracks/high levels of lead/low prices) are best explained by (frost/the smelter/a late harvest).",
    "A (common root/late date/second author) is strongly supported by (these lists/the new samples).",
    "The (tenant/captain/defendant), one must (assume/suppose), never (read it/saw the light/got the letter).",
    "Nothing in the (file/log/letters) rules out (an accident/a mistake/frost).",
    "(Does anyone know/Anyone know) (if the pool is open/when the shop shuts/where the bus stops)?",
    "(A dare, a grudge, a debt/Rain, wind, a bad map): any of these might have been the reason.",
    "The (fire/quake/verdict) raises (questions/doubts) about (every mill of its kind/the roof/the whole line).",
    "All (guests/recruits/nurses) reported to the (desk/gate/ward) at (seven/noon) and were given a (badge/lamp).",
    "$who claimed the (title/prize/trophy) (on Sunday/in May) with a (late goal/birdie/perfect score).",
    "The (storm/spring/train) announced itself with (thunder/birdsong/a whistle).",
    "The (clock/scale/dial) (in the hall/by the door) says (ten past four/nine kilos/zero).",
    "The (sums/walls/ruins) tell of a (town/firm) that has (seen better days/learned to save).",
    "The (pillars/benches/lamps), added in 1911, suggest a (chapel/theatre) more than a (court/station).",
    "My phone changed “(meeting/duck)” to “(melting/luck)” again.",
    "The (ticket/order) still shows as “(pending/open).”",
    "$who gave the (hall/clerk) (a nod/a wave/one look).",
    "$who took one look and (left/laughed).",
    "This House voted for the (clause/motion) twice.",
    "The new (song/model/bridge) speaks for itself.",
    "(Nobody/No one) knows the (trouble/name/way).",
)
