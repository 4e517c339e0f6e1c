"""Small word lists about people and what they are called: titles, gendered words, kinds of sources.

They are written by hand, hold no name of any particular public figure, and only feed features of the learned ranking.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_TITLES = _words("mr mister sir lord king prince father brother rabbi imam monsignor congressman")
FEMALE_TITLES = _words("mrs ms miss madam madame mme lady queen princess sister dame congresswoman")

# Words that stand before a personal name and are no part of it, lower-cased and without the full stop.
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | _words(
        """
    dr prof professor rev reverend pastor bishop archbishop cardinal pope hon honorable sen senator sens
    senators rep representative reps representatives congressmen gov governor govs governors pres president
    vice-president presidents premier chancellor prime minister ministers secretary secretaries sec treasurer
    attorney ambassador envoy mayor mayors councilman councilwoman councilor councillor councillors alderman
    commissioner commissioners sheriff deputy chief officer judge justice justices magistrate gen general
    generals lt lieutenant col colonel maj major capt captain sgt sergeant cpl corporal adm admiral cmdr
    commander pvt chairman chairwoman chairperson chair chairs co-chair co-founder founder director directors
    manager coach ceo cfo cto coo
    executive head boss leader leaders speaker whip spokesman spokeswoman spokesperson spokesmen aide adviser
    advisor strategist consultant analyst economist pollster historian scientist expert lawyer counsel
    prosecutor detective inspector agent reporter correspondent journalist editor columnist author writer
    novelist host anchor moderator commentator blogger filmmaker actor actress singer comedian star businessman
    businesswoman billionaire mogul magnate investor banker candidate nominee rival front-runner frontrunner
    hopeful contender democrat democrats republican republicans independent libertarian conservative liberal
    activist organizer volunteer delegate delegates supporter voter resident student farmer teacher nurse doctor
    veteran widow wife husband son daughter mother uncle aunt cousin colleague counterpart
    chairmen operative surrogate lawmaker lawmakers legislator emir sheikh sultan ayatollah baroness baron count
    del insp cllr ald supt det brig amb atty superintendent constable garda barrister alhaji alhaja mallam chairlady
    countess duke duchess fellow partner vp publisher owner producer researcher physicist chemist biologist
    astronomer engineer architect surgeon psychologist sociologist climatologist ecologist mp mps mep meps msp msps
    skipper cr
    """
    )
)

# Titles that are written short, and so mean nobody by themselves: in capitals they are something else ("the SEC").
SHORT_TITLES = _words(
    "dr prof rev hon sen sens rep reps gov govs pres sec gen lt col maj capt sgt cpl adm cmdr pvt del det insp cllr "
    "ald supt brig amb atty cr"
)

SUFFIXES = _words("jr sr ii iii iv esq phd md")
# Honours and offices in capitals behind a name, which are no part of it: "Ana Ruiz KC".
HONOURS = frozenset({"KC", "QC", "SC", "MP", "MEP", "MSP", "TD", "OBE", "MBE", "CBE", "FRS", "PhD", "Ph.D.",
                     "MD", "M.D.", "JD", "J.D.", "MBA", "RN", "R.N.", "DPhil", "Esq.", "LJ", "LCJ"})  # fmt: skip
# What firms end in by law, as their names write it.
LEGAL_FORMS = frozenset(
    {"AB", "AG", "AS", "ASA", "BV", "GmbH", "KK", "LLP", "LP", "NV", "Oyj", "Pte", "SA", "SE", "SpA"}
)

MALE_NOUNS = _words(
    """
    man gentleman boy guy husband father son brother uncle nephew grandfather widower king prince businessman
    chairman spokesman congressman councilman policeman fireman actor lord sir waiter salesman anchorman
    fisherman statesman boyfriend stepfather stepson assemblyman alderman serviceman groom dad
    """
)
FEMALE_NOUNS = _words(
    """
    woman lady girl wife mother daughter sister aunt niece grandmother widow queen princess businesswoman
    chairwoman spokeswoman congresswoman councilwoman policewoman actress heroine waitress saleswoman
    anchorwoman stateswoman girlfriend stepmother stepdaughter assemblywoman servicewoman bride mom hostess
    """
)

PERSON_NOUNS = (
    MALE_NOUNS
    | FEMALE_NOUNS
    | (TITLES - _words("head star count general major chief conservative liberal independent"))
    | _words(
        """
    person head chief official source insider witness victim suspect defendant plaintiff
    critic opponent ally friend neighbor neighbour employee worker physician patient parent child
    teenager teen kid scholar academic poet artist musician player athlete fan
    follower customer client shareholder trader driver passenger pilot soldier marine guard
    diplomat negotiator bureaucrat citizen immigrant migrant refugee protester demonstrator attendee participant
    respondent caller viewer reader listener observer watcher specialist retiree
    tycoon figure politician statesperson incumbent challenger newcomer outsider loyalist
    backer donor staffer member interviewer questioner panelist juror inmate
    survivor native headliner standard-bearer documentarian industrialist entrepreneur developer landlord tenant
    homeowner celebrity mastermind gunman attacker assailant shooter hacker whistleblower regulator auditor
    forecaster superdelegate elector partisan hawk skeptic enthusiast believer evangelical preacher priest monk
    nun cleric translator librarian bartender rancher miner trucker electrician mechanic baker chef
    designer planner clerk bailiff stenographer paramedic firefighter dispatcher cashier barber butcher carpenter
    plumber painter sculptor potter welder bricklayer roofer joiner tailor weaver midwife coroner medic curator
    archivist custodian janitor caretaker gardener sailor ferryman florist postman vet veterinarian
    lifeguard referee umpire goalkeeper striker midfielder jockey cyclist runner swimmer dancer drummer composer
    conductor playwright illustrator photographer programmer coder administrator accountant bookkeeper actuary
    notary solicitor arbitrator mediator ombudsman lobbyist campaigner canvasser undersecretary attache
    consul rapporteur vicar chaplain deacon abbot headmaster headteacher principal dean provost rector tutor
    lecturer instructor trainer pupil apprentice intern trainee graduate undergraduate postgraduate postdoc
    freelancer shopper renter lodger squatter hiker climber camper tourist guest visitor bystander passer-by
    onlooker commuter motorist pedestrian biker hostage captive detainee prisoner convict offender burglar thief
    smuggler informant accomplice complainant petitioner appellant bully rescuer diver shepherd herder beekeeper
    logger forester ranger warden trapper hunter angler grower winemaker courier sponsor
    """
    )
)

# Those of the words above that are surnames as well.
SURNAMES = _words(
    """
    abbot baker barber baron bishop butcher carpenter constable count dean deacon duke farmer gardener guard hunter
    judge justice king knight lord major marine marshal painter pope porter potter priest prince provost ranger sailor
    shepherd singer skipper speaker star steward tailor trapper warden weaver
    """
)
# Titles after which nothing but a name can stand.
COURTESY_TITLES = _words("mr mister mrs ms miss dr prof rev sen rep del gov sir dame lt sgt capt col gen")

# Who stands over a place, and what a place is: "the mayor of", "the city of".
RULERS = _words(
    """
    mayor governor king queen prince princess duke duchess emir sultan bishop archbishop patriarch sheriff count
    countess city town village port capital state province county island kingdom republic district municipality borough
    """
)

GROUP_NOUNS = _words(
    """
    people voters officials authorities critics experts supporters opponents analysts economists scientists
    researchers republicans democrats conservatives liberals evangelicals latinos hispanics americans men women
    crowd public audience electorate majority minority establishment others some many most few all both several
    those police staff media press opposition left right base community family couple troupe jury panel half
    third fourth fifth sixth seventh eighth ninth tenth percent number forces folks everyone everybody nobody none
    somebody someone anyone pair duo trio
    """
)

# What authors of papers call their own work.
FINDINGS = _words(
    """
    analysis calculation data estimate evidence experiment finding model observation paper research result simulation
    study survey trial work
    """
)

ORGANIZATION_NOUNS = _words(
    """
    campaign company committee agency department party newspaper magazine court government firm team group
    administration ministry bank union council board organization organisation network university college school
    commission association federation institute foundation center centre bureau office house senate congress
    parliament cabinet state city county country nation army navy military corporation business manufacturer
    retailer lender insurer brokerage automaker carmaker drugmaker chipmaker steelmaker brewer airline publisher
    paper website site outlet station channel broadcaster coalition alliance charity
    nonprofit museum church hospital pac lobby watchdog regulator league club startup conglomerate maker kremlin
    pentagon legislature delegation leadership camp directorate secretariat fund trust society consortium
    exchange authority service police tribunal panel thinktank kingdom republic regime militia faction judiciary
    institution orchestra band choir ensemble gang brewery coastguard mission embassy consulate inspectorate
    observatory laboratory academy clinic supplier wholesaler distributor importer exporter shipper refiner
    """
)

# Bodies that are named in passing, beside the one that a text is about.
RIVALS = frozenset({"rival", "competitor"})

# Bodies that are named after their fields, and last words of such fields.
BODIES = _words("department ministry bureau office committee commission agency institute centers center")
FIELDS = _words(
    """
    affairs agriculture aviation budget commerce communication communications control cooperation culture defense
    defence development education employment energy environment explosives fisheries food forestry growth health housing
    industry infrastructure innovation irrigation justice labor labour livestock medicine mines minerals petroleum
    planning ports power prevention railways roads sanitation shipping water wildlife protection reform regulation
    research resources revenue safety science sciences security service services skill skills sport sports statistics
    technology tourism trade training transport transportation welfare work
    """
)

DOCUMENT_NOUNS = _words(
    """
    report poll survey study article statement letter email e-mail lawsuit suit filing document data book ad
    advertisement transcript memo memorandum story video message speech column law bill plan record constitution
    result figure number statistic paper brief ruling complaint affidavit indictment tweet post blog editorial
    essay analysis review assessment estimate forecast audit census press release resolution platform rule
    agreement deal treaty contract text note card sign sticker headline caption account version tally average
    index chart map list research evidence finding test model projection proposal draft copy file tape recording
    footage film movie play song commercial mailer flyer leaflet poster banner questionnaire ballot measure
    amendment order warrant notice bulletin newsletter slide piece commentary log guidance outlook
    presentation script prompt petition declaration manifesto communique dossier biography memoir diary opinion
    readout polling testimony paperwork photograph photo picture image screenshot audio clip graphic diagram table
    spreadsheet dataset textbook handbook manual chapter paragraph passage clause archive verdict certificate
    disclosure
    """
)

# Nouns that fit nearly everybody: who was called otherwise may be called one of these later on.
ANYBODY_NOUNS = _words(
    """
    man woman person official source guy boy girl lady gentleman individual insider aide spokesman spokeswoman
    spokesperson adviser advisor speaker respondent participant leader expert critic veteran native resident
    """
)

# Nouns for nearly every body, by which one that was called otherwise may be called later on.
GENERAL_BODIES = _words(
    """
    company firm agency organization organisation group institution business team department body authority side service
    office operator network outlet
    """
)

# Documents that hold somebody's own words.
WORDED_NOUNS = _words(
    """
    statement letter email e-mail message memo memorandum note post tweet text column speech release testimony affidavit
    complaint declaration filing lawsuit suit brief blog editorial essay article review caption account opinion petition
    book memoir biography diary comment report paper analysis assessment
    """
)

# Nouns that speak for their owner: "his mind", "the senator's words".
OWNED_NOUNS = _words("mind head voice word words lips heart eye eyes mouth tongue face view opinion self")

# Endings of words that name a person by what they do.
PERSON_ENDINGS = (
    "man", "woman", "person", "ist", "ician", "eer", "ologist", "ographer", "year-old", "maker", "monger", "keeper",
    "worker", "owner", "goer", "fighter",
)  # fmt: skip

# Words with such an ending, or in -er and -or, that name nobody.
NO_PERSONS = _words(
    """
    beer career cheer deer steer veneer reindeer sneer mist twist fist wrist waist list checklist gist heist tryst
    assist zeitgeist grist water winter summer river silver tower lower upper inner outer power paper border harbor
    corner center super inter chapter amber ginger under over after other either never major minor motor mirror
    manor
    """
)

# First words of organisations' and media names, or words that only such names hold.
ORGANIZATION_WORDS = ORGANIZATION_NOUNS | _words(
    """
    inc corp ltd llc plc co news times post journal herald tribune gazette press media radio tv
    television broadcasting partners holdings systems technologies industries international global
    research polling survey surveys strategies solutions analytics capital securities republicans
    democrats guard forces nations states treasury reserve fed blog wire digital studios
    pictures records library laboratories lab federal national convention
    conference summit forum
    """
)

# Last words of the names of firms, unless a first name stands before them ("Lena Steel").
INDUSTRY_WORDS = _words(
    """
    aerospace airlines airways automotive aviation biotech builders chemicals construction dairy dynamics electric
    electronics energy engineering enterprises estates farms ferries fisheries foods gas healthcare hotels insurance
    lines logistics media mills mining mobile motors networks oil pharma pharmaceuticals plastics power properties
    railway railways resorts robotics semiconductors shipping ships shipyard software steel stores supermarkets telecom
    telecommunications textiles timber tobacco toys trains transit transport ventures water waterways works yard yards
    """
)

# Last words of newspapers' names, by which alone they are called.
NEWSPAPERS = _words("times post journal herald tribune guardian economist")

# Places that speak through their governments.
PLACES = _words(
    """
    washington moscow beijing london paris berlin brussels tokyo seoul pyongyang tehran jerusalem ankara kyiv
    kiev delhi islamabad riyadh cairo ottawa canberra rome madrid athens warsaw vienna geneva china russia
    ukraine germany france britain england scotland ireland italy spain greece poland turkey iran iraq syria
    israel egypt qatar india pakistan afghanistan japan taiwan vietnam indonesia australia canada
    mexico brazil argentina venezuela colombia cuba nigeria kenya ethiopia sudan libya europe america africa
    asia texas florida california ohio iowa michigan pennsylvania virginia nevada colorado wisconsin arizona
    georgia
    """
)
# Those whose last word is in no list; the words of each are joined by "_" here.
LONG_PLACES = frozenset(
    each.replace("_", " ")
    for each in _words(
        """
    saudi_arabia south_korea north_korea new_zealand hong_kong sri_lanka sierra_leone ivory_coast burkina_faso
    costa_rica el_salvador puerto_rico cape_verde east_timor san_marino united_arab_emirates papua_new_guinea
    equatorial_guinea solomon_islands marshall_islands bosnia_and_herzegovina
    trinidad_and_tobago antigua_and_barbuda new_york new_jersey new_hampshire north_carolina south_carolina
    north_dakota south_dakota rhode_island nova_scotia british_columbia new_south_wales tel_aviv abu_dhabi
    addis_ababa buenos_aires kuala_lumpur phnom_penh los_angeles san_francisco rio_de_janeiro
    """
    )
)

# Days, months and seasons: proper nouns that name nobody.
CALENDAR = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept oct nov dec spring summer autumn winter
    christmas thanksgiving easter
    """
) - _words("april jan june august summer may")

MALE_PRONOUNS = _words("he him his himself")
FEMALE_PRONOUNS = _words("she her hers herself")
PLURAL_PRONOUNS = _words("they them their theirs themselves")
THING_PRONOUNS = _words("it its itself")
FIRST_PRONOUNS = _words("i me my mine myself")
#: Said of whom somebody calls their own in the first person: "my father, Bo Tan".
MINE = "my"
FIRST_PLURAL_PRONOUNS = _words("we us our ours ourselves")
SECOND_PRONOUNS = _words("you your yours yourself yourselves")
RELATIVE_PRONOUNS = _words("who whom whose which that")

MALE_NAMES = _words(
    """
    aaron abdul abraham adam adrian ahmed al alan albert alejandro alex alexander alfred ali allan allen alvin
    amir anders andre andrea andreas andrew andy angel angelo anthony antonio arnold arthur austin barry ben
    benjamin bernard bernie bert bill billy bob bobby boris brad bradley brandon brendan brent brett brian bruce
    bruno bryan byron caleb calvin carl carlos casey cesar chad charles charlie chris christian christopher
    chuck clarence claude clayton clifford clint clyde cody colin conrad corey cory craig curtis dale dan daniel
    danny darrell darren dave david dean dennis derek diego dirk dmitri don donald doug douglas drew duncan
    dustin dwight earl ed eddie edgar edmund eduardo edward edwin eli elias elliot elliott emmanuel enrique eric
    erik ernest ernesto ethan eugene evan felipe felix fernando floyd francis francisco francois frank franklin
    fred frederick gabriel gary gavin gene geoff geoffrey george gerald gerard gilbert giovanni glen glenn
    gordon graham grant greg gregory guillermo gus guy hakim hans harold harrison harry harvey hassan hector
    henri henry herbert herman howard hugh hugo ian ibrahim igor isaac ivan jack jacob jacques jaime jake jamal
    james jared jason javier jay jean jeff jeffrey jeremy jerome jerry jesse jim jimmy joe joel johan john
    johnny jon jonah jonathan jordan jorge jose joseph josh joshua juan julian julio justin karl keith ken
    kenneth kent kevin khalid kirk kurt kyle lance larry lars lawrence lee leo leon leonard leroy leslie lewis
    liam lloyd logan louis lucas luis luke luther malcolm manuel marc marcel marco marcus mario mark marshall
    martin marvin mason matt matthew maurice max maxim michael miguel mike mikhail milton mitch mitchell mohamed
    mohammed morris morton muhammad nathan nathaniel ned neil nelson nicholas nick nigel nikolai noah noel
    norman oleg oliver omar oscar otto owen pablo patrick paul paulo pedro perry pete peter phil philip phillip
    pierre rafael ralph ramon rand randall randy raul ray raymond reggie reginald rene rex ricardo rich richard
    rick ricky rob robert roberto rodney rodrigo roger roland ron ronald rory ross roy ruben rudolph rudy rupert
    russell ryan salvador sam samuel santiago saul scott sean sebastian sergei sergio seth shane shaun sheldon
    sidney simon spencer stan stanley stefan stephen steve steven stewart stuart tad ted terrence terry theodore
    thomas tim timothy toby todd tom tommy tony travis trent trevor tyler vernon victor vincent vladimir wade
    wallace walter warren wayne wendell wes wesley will willard william willie winston woody xavier yusuf zach
    zachary
    baz des huw kev nev norm ollie reg trev wally
    """
)
FEMALE_NAMES = _words(
    """
    abigail adriana agnes aisha alexandra alice alicia alison allison alma alyssa amanda amber amelia amy ana
    anastasia andrea angela angelica anita ann anna anne annette annie april ariana ashley astrid audrey barbara
    beatrice becky bella bernadette beth betsy betty beverly blanca bonnie brenda bridget brittany brooke
    caitlin camila candace carla carly carmen carol caroline carolyn carrie cassandra catherine cathy cecilia
    celeste celia charlene charlotte chelsea cheryl chloe christina christine cindy claire clara claudia colleen
    connie constance cora courtney crystal cynthia daisy dana danielle daphne dawn deborah debra debbie delia
    denise diana diane dolores donna dora doris dorothy edith edna eileen elaine eleanor elena elise eliza
    elizabeth ella ellen elsa emilia emily emma erica erika erin esther ethel eva evelyn fatima fiona florence
    frances francesca gabriela gail gina gladys gloria grace greta gwen hannah harriet hazel heather heidi helen
    helena hilary hillary holly ida ingrid irene iris isabel isabella ivy jackie jacqueline jane janet janice
    jasmine jean jeanne jen jenna jennifer jenny jessica jill jo joan joanna joanne jodi josephine joy joyce
    juanita judith judy julia juliana julie june kara karen karin kate katherine kathleen kathryn kathy katie
    kay kayla kelly kim kimberly kirsten kristen kristin kristina laura lauren laurie leah leila lena leslie
    leticia lila lillian lily linda lisa liz lois loretta lori lorraine louise lucia lucille lucy luisa lydia
    lynn mabel madeleine madeline madison maggie marcia margaret margarita maria marian marie marilyn marina
    marion marissa marjorie marlene marsha martha mary maryam maureen maxine megan melanie melinda melissa
    mercedes meredith michele michelle mildred mimi miranda miriam molly monica nadia nancy naomi natalia
    natalie natasha nicole nina nora norma olga olivia paige pam pamela patricia patty paula pauline pearl peggy
    penelope penny phyllis priya rachel rania rebecca regina renee rhonda rita roberta robin rosa rosalind rose
    rosemary roxanne ruby ruth sabrina sally samantha sandra sara sarah selena shannon sharon sheila shelley
    sherry shirley silvia sofia sonia sonya sophia sophie stacey stacy stella stephanie sue susan susie suzanne
    sylvia tamara tammy tanya tara teresa thelma theresa tiffany tina toni tracy tricia ursula valerie vanessa
    vera veronica vicki victoria viola violet virginia vivian wanda wendy whitney yolanda yvette yvonne zoe
    edie fran jess lyn peg viv
    """
)

_SAME_ROLES = tuple(
    map(
        _words,
        ("lawyer attorney counsel", "doctor physician", "reporter journalist", "sergeant sgt", "lieutenant lt lieut",
         "captain capt", "detective det", "inspector insp", "superintendent supt", "colonel col", "general gen",
         "professor prof", "senator sen", "governor gov", "reverend rev", "councillor cllr cr"),
    )
)  # fmt: skip


def of(noun: str) -> str:
    """What describes somebody as another person's: "the mayor's aide" is ``"of mayor"``, and so not the mayor."""
    return f"of {noun}"


def same_role(noun: str) -> frozenset[str]:
    """A noun and the others for the same trade.

    Examples
    --------
    >>> sorted(same_role("attorney")), sorted(same_role("baker"))
    (['attorney', 'counsel', 'lawyer'], ['baker'])
    """
    return next((roles for roles in _SAME_ROLES if noun in roles), frozenset({noun}))
