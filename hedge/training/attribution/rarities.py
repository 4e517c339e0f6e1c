"""More patterned texts on attribution, of kinds still missed or imagined, in the marks of `patterns`.

Spans follow PolNeAR here too: a cue keeps particle, preposition, auxiliaries and adverbs ("has never ruled out"),
"what" belongs to what somebody calls something, several clauses with "that" are one content.

Names of our own: ``$has`` agrees with ``$S``; ``$move`` is a thing to do or not to do, ``$doing`` the like as a verb;
``$worry`` a thing feared; ``$wish`` a thing hoped for; ``$dear`` one feared for; ``$stir`` what news of a claim brings
about; ``$head`` and ``$Head`` a clause as headlines have it, ``$share`` what a poll finds; ``$who`` a person.
"""

from __future__ import annotations

MOVES = (
    "a merger with the Danish yard",
    "an early general election",
    "a second round of layoffs",
    "a toll on the coast road",
    "a pay freeze for nurses",
    "a boycott of the winter games",
    "the use of troops at the border",
    "a recall of the older models",
    "a curfew in the old town",
    "an inquiry into the crash",
    "a tax on empty homes",
    "a longer lease for the market",
)
DOINGS = (
    "raising the pension age",
    "selling the airline",
    "closing more wards",
    "joining the currency union",
    "felling the plane trees",
    "printing more money",
    "talking to the hijackers",
    "cutting the price of milk",
)
WORRIES = (
    "the risk of a second landslide",
    "the danger of ice on the runway",
    "a rise in bicycle thefts",
    "the cost of the new stadium",
    "another delay to the vaccine",
    "the smell from the tannery",
    "the mood in the barracks",
    "a shortage of midwives",
    "the state of the cables",
    "the damage to the reactor",
)
WISHES = (
    "a change of heart in the capital",
    "a kinder landlord",
    "clear skies on Saturday",
    "a place in the final",
    "good news from the clinic",
    "an end to the drought",
    "a return to the old timetable",
    "some quiet in the evenings",
)
DEAR_ONES = (
    "the two divers",
    "the future of the choir",
    "the oak in front of the chapel",
    "the next generation",
    "the safety of the miners",
    "the small bakeries",
)
# People who can hold a door, as subjects in the past.
PEOPLE = (
    "he",
    "she",
    "they",
    "the minister",
    "Dana Holt",
    "Ms. Tran",
    "Mr. Lind",
    "the farmers",
    "two former officials",
    "the rebels",
    "Professor Osei",
    "the island's only doctor",
    "a senior diplomat",
)
# What claims and promises bring about: the main clause behind a content.
STIRS = (
    "surprised the traders",
    "sent the share price down",
    "was never tested in court",
    "spread within hours",
    "won over few voters",
    "was met with silence",
    "made little difference",
    "split the family",
    "has been forgotten since",
    "was on every front page",
    "led nowhere",
    "divided the crew",
)
HEADS = (
    "salt prices to double by spring",
    "night buses to stop in June",
    "two tunnels unsafe after quake",
    "museum paid too much for fake vase",
    "wage deal only days away",
    "half of all wells run dry",
    "trawler crew ignored storm alert",
    "more pupils skip breakfast",
    "most cyclists ride without lights",
    "tram drivers to get 5% more",
    "no sign of arson at paper mill",
    "glue in toys makes children ill",
)
SHARES = (
    "half of all voters back the tram",
    "most parents want a later start to the day",
    "young drivers fear ice more than fog",
    "one in three commuters shares a car",
    "few tenants trust their landlord",
    "trust in banks at ten-year low",
    "two in five nurses have thought of leaving",
)

RARITIES = (
    # Verbs with particles, in the perfect, behind modals, with adverbs, in the passive.
    "<$S> [$has (ruled out/not ruled out/never ruled out/all but ruled out/again ruled out)] {($move/$doing)}.",
    "By then, <$S> [had (ruled out/already ruled out/repeatedly ruled out/publicly ruled out)] {($doing/$move)}.",
    "<$S> [(may rule out/will not rule out/could still rule out/would not rule out/might rule out)] {($move/$doing)}.",
    "<$S> [(will push for/may call for/would not call for/could press for/must argue for)] {$move}.",
    "<$S> [$has (called for/pushed for/long argued for/pressed for/repeatedly called for/also pushed for)] {$move}.",
    "<$S> [$is (calling for/pushing for/pressing for/campaigning for/holding out for)] {$move}.",
    "<$S> [$has (played down/shrugged off/brushed aside/laughed off/waved away/always played down)] {$worry}.",
    "<$S> [(played down/brushed aside/could not play down/would not brush aside/had shrugged off)] {$worry}.",
    "<$S> [$has (hit out at/lashed out at/hit back at/rounded on/taken aim at)] {$party over $worry}.",
    "<$S> [(hit out at/lashed out at/hit back at/had hit out at/took aim at)] {$party}.",
    "<$S> [(spoke out against/came out against/$has spoken out against/had come out in favour of)] {$move}.",
    "<$S> [$has (warned of/repeatedly warned of/spoken of/also warned of)] {$worry}.",
    "<$S> [(warned of/could only warn of/had warned of/spoke of/might warn of)] {$worry}.",
    "<$S> [(warned against/advised against/cautioned against/$has warned against)] {($doing/$move)}.",
    "<$S> [(called on/$has called on/called upon/had also called on)] {$party to $act}.",
    "{$move} [(was ruled out/has been ruled out/has not been ruled out/had been called for)] by <$O>.",
    "{$worry} [(was played down/was brushed aside/has been shrugged off/had been laughed off)] by <$O>.",
    # Hopes and fears for something.
    "<$S> [(hope$s/long$s/hoped/longed/yearned)] {for $wish}.",
    "<$S> [$has (always hoped/long hoped/secretly hoped/never hoped)] {for $wish}.",
    "<$S> [(fear$s/feared/still feared/$has long feared)] {for $dear}.",
    # Nouns with "by": as subjects, as objects, what is wanted and what is criticised.
    "[The (allegation/claim/suggestion/charge/assertion)] by <$O> {that $next} $stir.",
    "[(A warning/A prediction/A complaint/An assurance/A forecast)] by <$O> {that $will} $stir.",
    "[(A promise/A pledge/An offer/A threat/A vow)] by <$O> {to $act} $stir.",
    "<$P> [(boast/allegation/assertion/assurance/suspicion)] {that $next} $stir.",
    "(Nobody took seriously/The radio repeated/Two papers printed) [(a promise/a pledge/a vow/an offer)] by <$O> "
    "{to $act}.",
    "(The hearing turned on/Her career ended with/The film ends with) [(the allegation/a claim/the charge)] by <$O> "
    "{that $past}.",
    "[(Criticism/Sharp criticism/Condemnation/Open mockery)] by <$O> {of $move} $stir.",
    "The debate began with [(criticism/a defence/a rejection)] by <$O> {of $move}.",
    "[(A call/A demand/A plea/A request)] by <$O> {for $move} $stir.",
    "{The news that $next}, [(announced/reported/confirmed/first reported)] by <$O>, $stir.",
    "{The (claim/rumour/theory/story) that $next}, [(repeated/denied/spread/disputed)] by <$O>, $stir.",
    # Questions reported.
    "<$S> [(wondered/wonder$s/asked/$has asked/had wondered)] {(whether/if/why) $past}.",
    "<$S> [(asked/later asked/also asked)] (the nurse/a guide/the pilot/the chairman) {(if/whether/why) $past}.",
    "<$S> [(openly questioned/wanted to know/demanded to know/$has questioned)] {(whether/why) $past}.",
    # What somebody calls something.
    "The vote was {what} <$S> [(call$s/called/$has called/would call)] {a $epithet}.",
    "The sale ended in {what} <$S> [(described/$has described/later described/saw)] {as a $epithet}.",
    "Nobody was hurt in {what} <$S> [(called/call$s/termed)] {“a $epithet.”}",
    # Three clauses of one content.
    "<$S> [(testified/argued/pointed out/$has said)] {that $next, that $last and that $will}.",
    "<$P> [(argument/defence/case/view) (is/was)] {that $next, that $last and that $will}.",
    "<$S> [(told the inquiry/told shareholders/told the court)] {that $past, that $next, and that $last}.",
    # Complaints.
    "<$S> [(complained about/grumbled about/moaned about/$has complained about/complained bitterly about)] {$worry}.",
    "<$S> [(railed against/protested against/objected to/scoffed at/argued against)] {$move}.",
)
RARE_HEADLINES = (
    "<(Police/Officials/Experts/Unions/Doctors/Sources)>[:] {$Head}",
    "<(Report/Inquiry/Watchdog/Minister/Mayor/Insiders)>[:] {$head}",
    "{$Head}[:] <(report/inquiry/police/watchdog/minister)>",
    "{$Head} [(–/—/-)] <(report/sources/police/union/watchdog)>",
    "{$Head}, [(says/warns/claims)] <(mayor/report/police chief/watchdog/union)>",
    "{$Head}, <(report/union/watchdog/police chief/minister)> [(says/warns/claims/confirms)]",
    "<(Poll/Survey/Census/New poll/Panel)> [(finds/shows/suggests/reveals)] {$share}",
    "<(Mayor/Harbour board/Coach/Bank chief)> [(vows/promises/refuses/threatens/hopes)] {to $act}",
    "<(Dockers/Teachers/Shopkeepers/Islanders)> [(vow/promise/refuse/threaten/want)] {to $act}",
    "<$N> [(rules out/calls for/pushes for/speaks out against/warns against)] {$move}",
    "<(Pilots/Midwives/Neighbours/Officials)> [(warn of/play down/shrug off/complain about)] {$worry}",
    "{‘$quote’}, [(says/claims/insists/warns)] <$N>",
)
# Nobody's words or thoughts, though they look it.
LOOKALIKES = (
    # Failing, managing and the like; things that refuse and promise.
    "The (sprinter/home side/young rider/batter) failed to (clear the last hurdle/reach the second round).",
    "$who failed to (renew the lease/pass the driving test/turn off the oven) (in time/twice/again).",
    "$who managed to (open the tin/catch the last bus/mend the fence/start the mower) (before dark/in the end).",
    "$who (neglected/hastened/proceeded/dared/forgot) to (water the tomatoes/close the shutters/cross the ice).",
    "The (lock/key/tap/handle) refused to (turn/move/budge) (in the cold/again/that morning).",
    "The (hens would not lay/fire would not burn/printer refused to work) that morning.",
    "The sky (threatened/promised) (rain/snow) all week.",
    # Verbs that have another sense: with particles taken literally, with other objects.
    "$who (brushed aside the curtain/shrugged off the rucksack/waved away the flies/pushed back the chair).",
    "$who (turned down the heating/ran out of flour/hit back with a forehand/pushed for the summit at dawn).",
    "The band played (down the street/until two/on the quay).",
    "For a century the fleet ruled the (waves/northern seas).",
    "One family ruled the (valley/islands) for eight generations.",
    "The pages of the notebook were ruled in (blue/grey).",
    "$who held (the door/the ladder/a torch) for the nurse.",
    "$who found the (key/glove/ring) under the (mat/snow/stove).",
    "$who showed up (late/at noon/in a borrowed suit).",
    "The (liner/mail boat) called at (the port/Orsa) twice a week.",
    "$who called (a taxi/the dog/home from the station).",
    "The (picnic/second race) was called off.",
    "The recipe calls for (a pound of plums/two lemons).",
    "$who read the (meter/dial/scales) every (Friday/month).",
    "The thermometer read (ten below/forty degrees).",
    "$who could tell (the twins apart/the time by the church bell).",
    "$who pointed the (lamp/hose) at the wall.",
    "The soup wants (salt/another hour).",
    "The (flood/avalanche/fever) claimed (three/forty) lives.",
    "Two (guards/cooks/drivers) reported sick (on Friday/after the feast).",
    "The recruits reported for duty at (six/dawn).",
    "Pressed for time, $who took (a taxi/the short cut).",
    # Comparisons.
    "The (tunnel/opera house) cost twice as much as (planned/budgeted).",
    "The water rose faster than (planned/the tables allow).",
    "The lake is (deeper/wider) than the (maps/charts) (showed/show).",
    "$who finished (sooner/later) than planned.",
    # Participles that describe a thing.
    "The loan depends on stated (income/age).",
    "The hoped-for (rain/thaw/heir) came in May.",
    "A noted (author/pianist/chess player) lives in the yellow house.",
    "The said (document/parcel/key) lay in a drawer.",
    "Under a rule according priority to (trams/buses), the cars wait.",
    "The accused (wore a grey suit/sat between two guards).",
    "The (claims office/complaints desk) closes at four.",
    "The warning (light/bell) hangs over the door.",
    "The news (stand/agency) is next to the lift.",
    "The hope chest in the attic is made of (oak/cedar).",
    # Nouns with "by", clauses with "that" and "what", colons and dashes.
    "A (song/painting/film) by (Dana Holt/two nuns/the old doctor) that nobody had wanted was (sold/burned) in May.",
    "The (tapestry/drawing/mural) by (Dana Holt/two nuns/Mr. Lind) to the left of the stairs is new.",
    "The claim by the creek that $N had bought held no (gold/silver).",
    "The machine that sorts the mail, that stamps it and that bags it is (Swiss/new).",
    "It was what $who (wore/ate/sold) on Sundays.",
    "What $who (cooked/built/sold) was (cheap/heavy).",
    "Orsa – (Snow/Hail) fell all night.",
    "Wanted: (two cooks and a cleaner/a used piano).",
    "Chapter (four/nine): The long winter.",
)
