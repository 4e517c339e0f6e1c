"""Patterned texts on attribution with short contents, long sources and two speakers, marked as `patterns`.

A mark with a 2 behind it belongs to a second attribution of the text, which shares the first one's source if it has
none. Names of our own: ``$side`` a side clause of a source; ``$ending`` what stands behind a content; ``$kin`` somebody
from daily life, ``$gift`` what such people want.
"""

from __future__ import annotations

SIDES = (
    "who broke two ribs in March",
    "who has run the mill since 1999",
    "speaking from a hospital bed",
    "who was born in Ashby",
    "known for her short temper",
    "now in his eighties",
    "who left the party last year",
    "elected in May",
)
# The main clause behind a noun and what it holds, without an object that somebody says.
ENDINGS = (
    "did nobody any good",
    "is older than the town",
    "cost the mayor his seat",
    "has a long history",
    "is printed on every ticket",
    "lived on for a century",
    "made the evening news",
    "was no help to the crew",
)
# People no newspaper writes about, as subjects in the singular.
KIN = (
    "my son",
    "her aunt",
    "our landlord",
    "the girl next door",
    "his boss",
    "the baker",
    "my little brother",
    "our neighbour's boy",
    "your dentist",
    "Lucy",
    "their cook",
    "Grandpa",
)
GIFTS = (
    "a kitten",
    "a new bicycle",
    "two weeks in Spain",
    "a bigger kitchen",
    "the seat by the window",
    "a drum kit",
    "some peace and quiet",
    "a raise",
    "chips for supper",
    "another slice of cake",
)

DENIALS = (
    # Daily life.
    "<$kin> [(wants/wanted/still wants/has always wanted/never wanted)] {$gift}.",
    "<$kin> [(would like/wishes for/longs for/asked for/is hoping for)] {$gift}.",
    "<$kin> [(thinks/says/swears/is sure/reckons/believes)] {$past}.",
    "<$kin> [(thinks/claims/fears/told me/is certain/knows)] {that $will}.",
    "<$kin> [(hopes/wants/plans/has decided/refuses/would love)] {to $act}.",
    "<$kin> [(seems to think/seems to believe/appears to think)] {that $next}.",
    # The same of a noun.
    "<$P> [(wish/desire/longing/hope/intention)] {to $act} $stir.",
    "<$P> [(wish/desire/demand)] {that $will} $ending.",
    # Contents of one word.
    "<$S> [(denied/disputed/confirmed/admitted/never denied/does not dispute)] {(this/that/it)}.",
    "<$N> [(denies/disputes/confirms/rejects/admits/doubts)] {(this/that/it)}.",
    "<$N> [(has denied/has since confirmed/has always disputed/has never admitted)] {(it/this/that)}.",
    "<$D> [(denies/disputed/confirmed/contests/never admitted)] {(this/that/it/all of it)}.",
    "<$S> [(did not deny/could not confirm/would not dispute/refused to confirm/cannot deny)] {(it/this/that)}.",
    "<$S> [(said/thought/suspected/admitted/predicted)] {as much}.",
    "<$S> [(said/thought/had said/never said/had thought)] {so}.",
    "{This} [(was denied/was confirmed/is disputed/has been admitted/was later denied)] by <$O>.",
    "$past. <$N> [(denies/disputes/confirmed/has denied/contests)] {(this/it/that)}.",
    "$next. <$S> [(denied/confirmed/disputed/questioned/doubted)] {(this/it/that)}.",
    # States of mind, what people are quoted as saying and said to believe.
    "<$S> [$is (convinced/quite convinced/still convinced/not convinced/firmly convinced)] {that $will}.",
    "<$S> [$has (always been convinced/become convinced/never been convinced/long been convinced)] {that $past}.",
    "<$N> [was (quoted as saying/cited as saying/quoted as telling a friend/heard to say)] {that $past}.",
    "<$N> [(has been quoted as saying/had been quoted as saying/is quoted as saying)] {“$quote.”}",
    "{“$quote,”} <$N> [(was quoted as saying/is quoted as saying/was heard to say)].",
    "<$N> [is (said to believe/reported to think/understood to believe/thought to fear)] {that $will}.",
    # People whom nobody in particular speaks of are no sources.
    "{(Nine people/Two climbers/Some of the crew)} [are (believed/thought/feared/presumed)] {to have (died/got lost)}.",
    "{(The three sailors/Most guests)} [were (said/reported/thought)] {to (be asleep/know the way/want a word)}.",
    "{$kin} [is (said/believed/thought/rumoured)] {to (have left/be rich/know the thief)}.",
    "{The (widow/baker/judge)} [was (alleged/reported/believed)] {to have (sold the ring/paid in cash/known him)}.",
    "<$N> [seems to (think/believe/suspect/fear/assume)] {that $past}.",
    "<$N> [appears to (believe/hope/think/doubt/have concluded)] {that $will}.",
    "<$N> [(has come to believe/has come to think/came to suspect/can hardly believe)] {that $past}.",
    # Sources with a side clause.
    "<$N, $side,> [(hopes/plans/wants/intends/expects)] {to $act}.",
    "<$N, $side,> [(said/argued/believes/insisted/fears)] {that $past}.",
    "<The (singer/goalkeeper/surgeon/engineer), $side,> [(promised/refused/vowed/threatened)] {to $act}.",
    "<The (letter/contract/order), (dated 3 May/signed by both banks/found in a drawer),> [(states/says/shows)] "
    "{that $past}.",
    "<A (report/study/memo) (published/released/leaked) (on Monday/last week)> [(finds/says/warns/argues)] "
    "{that $will}.",
    "<The (woman/man/driver) who (found the boat/sold the ring/rang the bell)> [(said/thought/claimed/swore)] "
    "{that $past}.",
    # Contents of a noun that end before the main verb.
    "<$P> [(claim/belief/warning/suspicion)] {that $next} $ending.",
    "<$P> [(promise/plan/threat/refusal)] {to $act} $ending.",
    "[The (view/belief/notion/theory)] {that $next} $ending.",
    "[The (claim/rumour/suggestion/allegation)] {that $past} $ending.",
    # One speaker within another's words.
    "{<2$N> [2told (him/her/me/us) then]}, <$S> [(recalled/remembered/said)], {2that $past}.",
    "<$S> [(said/recalled/claimed)] {that <2$N> [2(had told him/had warned them/had assured her)] {2that $past}}.",
    "<$S> [(denied/doubted/confirmed)] {that <2$N> [2(had promised/wanted/planned/had threatened)] {2to $act}}.",
    # Two contents of one speaker.
    "<$S> [(said/wrote/announced)] {that $next}, [2adding] {2that $last}.",
    "<$S> [(said/told reporters/argued)] {that $next}, [2(adding/noting/stressing)] {2that $will}.",
    "{“$quote,”} <$S> [(said/wrote)], [2(adding/warning/noting)] {2that $past}.",
    "<$S> [said] {$next}, [2adding that (he/she) could not say] {2when $last}.",
    # What a speaker was asked.
    "Asked about $thing, <$S> [(said/replied/answered)] {that $past}.",
    "(Asked/Pressed/Questioned) about $thing, <$S> [(said/insisted/admitted)] {$next}.",
    # Ruling out.
    "<$S> [(could not/would not/cannot/did not/refused to) rule out] {($move/$doing)}.",
    "<$S> [(could not/would not/did not) rule out] {the possibility that $next}.",
)
DENIAL_HEADLINES = (
    "{$Head}[:] <(council/ministry/hospital/coastguard)>",
    "{(Tram fares/Rents/Port fees) to rise in (May/July)}[:] <(council/minister/operator)>",
    "<$N> [(denies/disputes/won’t rule out/confirms)] {$move}",
)
# Nobody's words or thoughts, though they look it.
UNSAID = (
    # The author's own perceptions, hedges and states.
    "I (couldn't/could not) (see his hands/hear the bell/find the key/reach the switch).",
    "I wouldn't (put it there/go in there/touch the wire).",
    "$who might (come back/turn round/sell up) if (the river rises/the price falls/the roof leaks).",
    "There is (an even chance/a fair chance/a slim chance) that $will.",
    "It could also be (a loose cable/the new software/a bad fuse), who knows.",
    "I was (tired/wrong/late/cold) that night.",
    "(To the best of my knowledge/To my knowledge/As far as I know/From what I remember), $past.",
    "(By my count/To our surprise/In all likelihood/On present form/In all fairness), $next.",
    "(By all accounts/On the face of it/Rumour aside/Truth be told), $past.",
    "We have no confidence in (the pumps/the old brakes/his driving).",
    "$will, (but who knows/or perhaps not/if all goes well).",
    "$move (cannot/can't/could not/cannot yet) be (ruled out/excluded).",
    "$move (could not/cannot/couldn't) be ruled out.",
    "$move (has not been/was not) ruled out.",
    "$worry (cannot/can't/could not) be (ruled out/excluded/played down).",
    "$wish (can't/cannot/could not) be (ruled out/excluded).",
    "$move is (likely/unlikely/possible/out of the question/certain).",
    "(Sabotage/Foul play/Another fire/A short circuit) (cannot/can't) be (ruled out/excluded).",
    "(A fourth wave/Fraud/War/Rain on Friday) (could not/cannot) be ruled out.",
    # Disagreement and evidence, with nothing said.
    "(Botanists/Surgeons/Lawyers/Sailors) disagree about the (cause/method/route).",
    "The (sisters/neighbours/partners) agree on (next to nothing/hardly anything).",
    "(Detectives/The guards/The police) have no (suspects/leads/witnesses).",
    "(Figure/Table) (2/5/7) shows the (harvests/wages/tides) of nine (villages/years).",
    "The (chart/graph/map) shows the (depth of the lake/price of salt).",
    "The committee did not adopt the (motion/budget/minutes).",
    "The board did not (meet/vote/sit) in May.",
    "(Her scooter/This violin/The left speaker/The lawnmower/Your cough) sounds (awful/dull/too loud/better today).",
    "(Your coat/The bread/The cellar/My tea) (smells/tastes) (of smoke/burnt/like mint).",
    "The (game/horse/cottage/novel/street) is called (The Blue Door/Lucky/Old Nick/Evensong).",
    "The (opera/comedy), which runs for two hours, is called The Lost (Key/Heir).",
    "$who (has misled/deceived/let down/had cheated) (the voters/a friend/the whole village).",
    "$who (was looking at/had looked at/kept looking at) (an old map/the wrong list/the score).",
    "We measured (it/the ice/the hall) from (the air/end to end/the shore).",
    "$who (pretended/seemed) to be (asleep/deaf/in a hurry).",
    "$kin (has/had/got/never had) $gift.",
    # Questions put, and left unanswered.
    "$who did not (answer the door/pick up the phone/reply to two letters).",
    "$who did not respond to a request for (comment/an interview).",
    "We asked the (harbour office/firm/embassy) for (comment/the files/an interview).",
    "$who could not be reached (for comment/on Friday/by phone).",
    # Doing and leaving undone.
    "$who failed to (hand in the form/return the library book/pay the toll).",
    "$who forgot to (buy flour/post the parcel/charge the lamp).",
    "$who remembered to (feed the cat/air the room/oil the chain).",
    "$who was (asked in/told off/called back/shown round) after lunch.",
    "$who did not bother to (knock/lock up/wash the cups).",
    # Things that sound, signal, say and deny nothing.
    "The (motor/piano/gearbox) sounds (rough/out of tune/worn).",
    "A (whistle/bell/flag) signals the (end of the shift/start of the race).",
    "The (hall/cellar/tent) (smelled/looked/felt) (odd/damp).",
    "Islanders used the (well/path/mill) (dug/built/left) by monks.",
    "The denied (visa/loan/entry) cost $O a year.",
    "The keeper denied the striker a second goal.",
    "The landslide denied the village its only road.",
    "The confirmed (guests/bookings/cases) stand on page two.",
    "The (disputed/contested) (border/seat/field) lies between two rivers.",
    "Quoted shares of the mill (fell/rose) by a tenth.",
    "(Two/Three) nurses (took turns at the bed/shared a flat) that winter.",
    "A view of the (harbour/square) costs extra.",
    "That the lake froze in May (surprised the swans/broke the pipes).",
    "The (fact/news) that the (well ran dry/bridge fell) is in every (guidebook/atlas).",
)
