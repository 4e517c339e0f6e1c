"""Well-known organisations whose names do not tell what they are: companies, parties, agencies, armed groups, media."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from hedge.parsing import Word


def _names(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(name.split()) for line in text.strip().splitlines() for name in line.strip(",").split(","))


# As they are written, separated by commas; only what its own words do not show ("Norvale Bank" does).
_COMPANIES = _names(
    """
3M, 7-Eleven, ABB, Accenture, Adidas, Adobe, Aeroflot, Airbnb, Airbus, Aldi, Alfa Romeo, Alibaba, Allianz, Alphabet
Amazon, Amgen, Amtrak, Anthropic, Apple, Aramco, ArcelorMittal, Arthur Andersen, Aston Martin, AstraZeneca, AT&T
Audi, Aviva, Baidu, Barclays, Barnes & Noble, BASF, Bayer, Bear Stearns, Ben & Jerry's, Bentley, Berkshire Hathaway
Best Buy, Binance, BioNTech, BlackBerry, BlackRock, BMW, Boeing, Booz Allen, Booz Allen Hamilton, Bosch, Broadcom
Bugatti, ByteDance, Cadbury, Cargill, Carrefour, Chevrolet, Chevron, Chrysler, Cisco, Citigroup, Citroën, Coca-Cola
Coinbase, Comcast, ConocoPhillips, Costco, Credit Suisse, Daimler, Danone, DeepMind, Deere, Deliveroo, Dell
Deloitte, Deutsche Bahn, Deutsche Telekom, Disney, DoorDash, Dropbox, Duane Reade, Duolingo, DuPont, easyJet, eBay
Eli Lilly, Enron, Equifax, Equinor, Ericsson, Ernst & Young, Etsy, Evergrande, Exxon, ExxonMobil, Facebook
Fannie Mae, FedEx, Ferrari, Fiat, Fitbit, Ford, Foxconn, Freddie Mac, Fujitsu, Gazprom, GitHub, Glencore, Goldman
Goldman Sachs, Google, Groupon, Grubhub, GSK, Gucci, Halliburton, Harley Davidson, Harley-Davidson, Heineken, Heinz
Hewlett Packard, Hewlett-Packard, Hitachi, Home Depot, Honda, Honeywell, HSBC, Huawei, Hugging Face, Hyundai, IBM
Ikea, IKEA, Infosys, Instagram, Intel, Intuit, Jaguar, JetBlue, Johnson & Johnson, Johnson Controls, Jones Day
Jones Lang LaSalle, JPMorgan, JPMorgan Chase, Kaiser Permanente, Kellogg, Kia, Kimberly Clark, Kimberly-Clark, Kodak
Komatsu, KPMG, L'Oréal, Land Rover, Lego, Lehman Brothers, Lenovo, Lidl, LinkedIn, Lockheed Martin, Lufthansa
Lukoil, LVMH, Lyft, Maersk, Marks & Spencer, Marriott, Martin Marietta, Mastercard, Mattel, Mazda, McDonald's
McKinsey, Medtronic, Mercedes Benz, Mercedes-Benz, Merck, Merrill Lynch, Meta, Michelin, Micron, Microsoft
Midjourney, Mitsubishi, Moderna, Monsanto, Morgan Stanley, Motorola, Nasdaq, Neiman Marcus, Nestle, Nestlé, Netflix
Nike, Nikon, Nintendo, Nissan, Nokia, Northrop Grumman, Novartis, Novo Nordisk, Nvidia, NVIDIA, Ocado, OpenAI
Oracle, Palantir, Panasonic, PayPal, Peloton, PepsiCo, Perkins Coie, Petrobras, Petronas, Peugeot, Pfizer
Philip Morris, Philips, Pinterest, Porsche, Price Waterhouse, Primark, Procter & Gamble, PwC, Qantas, Qualcomm
Raytheon, Reddit, Renault, Rio Tinto, Ripple, Rivian, Roche, Rolex, Rolls Royce, Rolls-Royce, Rosneft, Ryanair
Sainsbury's, Salesforce, Sallie Mae, Samsung, Sanofi, SAP, Shell, Sherwin Williams, Sherwin-Williams, Shopify
Siemens, Skype, Smith Barney, Snapchat, Sony, SpaceX, Spotify, Starbucks, Starlink, Stellantis, Stripe, Subaru
Suzuki, Target, Telefónica, Tencent, Tesco, Tesla, Theranos, TikTok, Toshiba, TotalEnergies, Toyota, Trafigura, TSMC
Twitter, Uber, Unilever, Verizon, Visa, Vodafone, Volkswagen, Volvo, Waitrose, Walgreens, Walmart, Waymo
Wells Fargo, WeWork, WhatsApp, Whole Foods, Wirecard, X, xAI, Xerox, Xiaomi, Yahoo, YouTube, Zara, Zoom
"""
)
_MEDIA = _names(
    """
Agence France-Presse, Al Arabiya, Al Jazeera, Axios, BBC, Bild, Breitbart, BuzzFeed, CNN, Corriere della Sera
Daily Mail, Der Spiegel, Deutsche Welle, El País, Fox News, Gizmodo, HuffPost, La Repubblica, Le Figaro, Le Monde
Marie Claire, Mother Jones, Newsmax, Newsweek, Politico, ProPublica, Reuters, Rolling Stone, Russia Today, Sky News
Substack, TechCrunch, Thomson Reuters, TMZ, Vanity Fair, Wikipedia, Xinhua
"""
)
_PARTIES = _names(
    """
Alternative für Deutschland, Fianna Fail, Fianna Fáil, Fidesz, Fine Gael, Five Star, Forza Italia, Green Left
Jobbik, Kuomintang, Labour, Lib Dems, Likud, New Labour, Plaid, Plaid Cymru, Podemos, Reform UK, Sinn Fein
Sinn Féin, Syriza, Ukip, UKIP
"""
)
_CAMPAIGNERS = _names(
    """
Action Against Hunger, Amnesty, Amnesty International, Barnardo's, Bellingcat, Black Lives Matter, Christian Aid
Citizens Advice, Crisis Text Line, Doctors Without Borders, Extinction Rebellion, Fair Fight, Fathers 4 Justice
Friends of the Earth, Greenpeace, Habitat for Humanity, Human Rights First, Human Rights Watch, Insulate Britain
Just Stop Oil, Last Generation, Liberty, Medecins Sans Frontieres, Mencap, Mercy Corps, Médecins du Monde
Médecins Sans Frontières, Moms for Liberty, Mothers Against Drunk Driving, Mozilla, Oxfam, Planned Parenthood
Reporters Sans Frontières, Reporters Without Borders, Save the Children, Shelter, Sierra Club, Stop Oil
Teach for America, Transparency International, Unicef, Unison, WikiLeaks, Wikimedia, World Vision
"""
)
_PUBLIC = _names(
    """
Border Force, Bundesbank, Bundestag, Centcom, Companies House, Duma, English Heritage, European Union, Europol
Eurostat, Frontex, Historic England, Interpol, Knesset, Medicaid, Mossad, NASA, NATO, Nato, Natural England
Network Rail, Ofcom, Ofgem, Ofsted, Ofwat, Opec, OPEC, Police Scotland, Public Health England, Red Crescent
Red Cross, Rosatom, Roscosmos, Roskomnadzor, Shin Bet, Trading Standards, Unesco, UNESCO, UNICEF, United Nations
"""
)
_ARMED = _names(
    """
Al Qaeda, Al-Qaeda, al-Qaeda, al-Shabaab, Al-Shabaab, Boko Haram, Fatah, Haganah, Hamas, Hayat Tahrir al-Sham
Hezbollah, Hizbollah, Houthis, Isis, ISIS, Islamic Jihad, Islamic State, Lashkar-e-Taiba, Peshmerga, Taliban, Wagner
"""
)
# Places and houses that stand for those who work there.
_METONYMS = _names(
    """
Buckingham Palace, Capitol Hill, City Hall, Downing Street, Foggy Bottom, Holyrood, Kensington Palace, Kremlin
No 10, No. 10, Number 10, Number Ten, Pentagon, Quai d'Orsay, Scotland Yard, Silicon Valley, Stormont, Vatican
Wall Street, Westminster, White House, Whitehall, Zhongnanhai
"""
)
# Of these, those that people bear as names too.
_BORNE = frozenset({
    "amazon", "bentley", "bosch", "cargill", "chase", "chevrolet", "chrysler", "daimler", "deere", "dell", "disney",
    "ferrari", "ford", "goldman", "heinz", "hitachi", "honda", "kellogg", "liberty", "marriott", "merck", "meta",
    "michelin", "morgan", "philips", "porsche", "renault", "roche", "shelter", "siemens", "suzuki", "tesla", "toyota",
    "visa", "wagner",
})  # fmt: skip


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.casefold().replace("’", "'").rstrip(".") for word in words)


_FIRMS = frozenset(_key(name) for name in _COMPANIES)
# As the names of firms are often written without the sign.
_FIRM_KEYS = _FIRMS | {tuple(word for word in key if word != "&") for key in _FIRMS}
_ALL = (*_COMPANIES, *_MEDIA, *_PARTIES, *_CAMPAIGNERS, *_PUBLIC, *_ARMED, *_METONYMS)
_KEYS = frozenset(map(_key, _ALL)) | _FIRM_KEYS
_SINGLE = frozenset(name[0] for name in _ALL if len(name) == 1)


def _spelled() -> Mapping[str, tuple[str, ...]]:
    """The names with a space, a sign or a figure in them, without spaces, by how they begin: words are cut anyhow."""
    found: dict[str, list[str]] = {}
    for name in _ALL:
        spelled = "".join(name)
        if len(name) > 1 or not spelled.isalpha():
            found.setdefault(spelled[0], []).append(spelled)
    return MappingProxyType({letter: tuple(names) for letter, names in found.items()})


_SPELLED = _spelled()


def is_organization(tokens: Sequence[str]) -> bool:
    """Whether a name of words in lower case is that of a well-known organisation.

    Examples
    --------
    >>> is_organization(["greenpeace"]), is_organization(["ana", "ford"])
    (True, False)
    """
    return _key(tokens) in _KEYS


def is_company(tokens: Sequence[str]) -> bool:
    """Whether a name of words in lower case is that of a well-known company.

    Examples
    --------
    >>> is_company(["wells", "fargo"]), is_company(["sinn", "féin"])
    (True, False)
    """
    return _key(tokens) in _FIRM_KEYS


def may_be_person(token: str) -> bool:
    """Whether a well-known organisation's name, one word in lower case, is a surname too.

    Examples
    --------
    >>> may_be_person("ford"), may_be_person("greenpeace")
    (True, False)
    """
    return token in _BORNE


def find_organizations(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield first and last word of the well-known names of a sentence, however their words are cut and tagged.

    Names of a single word are left to the tags, but for nouns that are the subject without an article ("X said").
    """
    index = 0
    while index < len(words):
        last = _last_of(words, index)
        if last < 0 and _is_subject(words, index):
            last = index
        if last >= 0:
            yield index, last
        index = max(last, index) + 1


def _last_of(words: Sequence[Word], first: int) -> int:
    """Last word of the longest spelled name that begins at a word; -1 where none does."""
    found = -1
    for name in _SPELLED.get(words[first].text[:1], ()):
        rest, index = name, first
        while rest and index < len(words) and (text := _plain(words[index])) and rest.startswith(text):
            rest = rest[len(text) :]
            index += 1
        # "McDonald's lawyer" is that of a man called McDonald.
        owner = name.endswith("'s") and index < len(words) and words[index].upos in {"NOUN", "ADJ"}
        found = found if rest or owner else max(found, index - 1)
    return found


def _plain(word: Word) -> str:
    return word.text.replace("’", "'")


def _is_subject(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    bare = index == 0 or words[index - 1].upos in {"PUNCT", "CCONJ", "SCONJ", "VERB"}
    return word.text in _SINGLE and word.upos == "NOUN" and word.relation == "nsubj" and bare
