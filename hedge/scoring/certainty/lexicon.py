"""Classes of attribution words by what they say about the source's commitment; they let rare words share evidence.

References
----------
Saurí, R. and Pustejovsky, J. (2009). FactBank: a corpus annotated with event factuality. LRE 43.
Kiparsky, P. and Kiparsky, C. (1970). Fact. In Progress in Linguistics. Mouton.
Hyland, K. (2005). Metadiscourse. Continuum.
"""

from __future__ import annotations

from collections.abc import Mapping

_CLASSES: Mapping[str, str] = {
    "speech": """
        say tell add write note state explain reply respond continue comment remark report mention post tweet recall
        relate describe recount observe read quote according cite answer joke echo repeat reiterate summarize testify
        speak conclude argue contend maintain counter reason quip statement remarks comment per message interview
    """,
    "assertion": """
        announce declare insist assert affirm stress emphasize claim charge allege accuse vow swear proclaim
        underscore blame tout boast brag rail blast declaration announcement assertion accusation claim portray paint
        call label dub brand characterize depict compare
    """,
    "knowledge": """
        confirm know acknowledge admit concede find show reveal learn discover realize prove demonstrate verify
        establish disclose recognize notice see hear remember forget certify document illustrate uncover detail
        determine conclude evidence proof fact finding confirmation admission revelation make_clear understand point
    """,
    "belief": """
        believe think expect predict reckon assume suppose guess estimate consider anticipate forecast view feel
        presume project suspect trust deem regard figure foresee imagine judge assess belief view opinion expectation
        prediction assessment forecast estimate projection conviction confident convinced sure opinion mind optimistic
    """,
    "intention": """
        plan vow pledge promise intend threaten agree commit prepare decide aim seek offer mean plot aspire volunteer
        undertake plan promise pledge threat intention commitment proposal propose decision agreement set pose
    """,
    "semblance": """
        seem appear suggest look indicate imply sound hint signal point insinuate intimate suggestion indication sign
        impression reportedly allegedly apparently purport rumor rumour speculate speculation conjecture wager bet
        tip tipped rumored rumoured alleged
    """,
    "fear": """
        fear worry warn concern afraid caution alarm fret fearful concerned worried warning risk danger raise
        speculate float
    """,
    "question": """
        ask wonder question inquire query doubt investigate examine explore debate discuss study probe press grill
        quiz asking question inquiry unsure uncertain unclear undecided unknown determine whether mull weigh
    """,
    "refusal": """
        decline refuse demur withhold hesitate dodge deflect avoid evade sidestep balk refusal silent mum
        unavailable unable
        fail comment
    """,
    "denial": """
        deny reject dismiss refute rebut dispute disavow repudiate contradict discredit disagree debunk skeptical
        sceptical doubt denial rejection disbelieve challenge discount downplay
    """,
    "directive": """
        urge call demand ask request order instruct command tell encourage advise push press beg plead implore
        recommend appeal invite petition exhort lobby propose pressure demand call request order advice appeal
        suggestion force
    """,
    "wish": """
        want wish hope desire like love prefer need long yearn aspire wish hope dream desire eager willing
        welcome hopeful dream dreaming
    """,
    "evaluation": """
        praise criticize criticise condemn attack defend support oppose back endorse applaud blast slam mock ridicule
        denounce decry welcome thank congratulate apologize commend honor celebrate laud bash complain lament lambast
        favor admire criticism praise support opposition attack condemnation complaint apology approval disapproval
        advocate champion tout favour reject embrace respect dislike hate fan critic supporter opponent
    """,
    "topic": """
        talk discuss speak address mention focus debate refer discussion talk debate speech conversation debate
        negotiate vote sign tout highlight campaign grapple confront target focus raise weigh outline lay present
        brief
    """,
}

_BY_LEMMA: dict[str, tuple[str, ...]] = {}
for _name, _words in _CLASSES.items():
    for _word in dict.fromkeys(_words.split()):
        _BY_LEMMA[_word] = (*_BY_LEMMA.get(_word, ()), _name)


def attribution_classes(lemma: str) -> tuple[str, ...]:
    """Classes of an attribution word, by lemma; empty for a word the lexicon lacks.

    Examples
    --------
    >>> attribution_classes("fear")
    ('fear',)
    """
    return _BY_LEMMA.get(lemma, ())


_LEVELS: Mapping[int, str] = {
    3: """
        certainly definitely clearly undoubtedly obviously of_course no_doubt indeed know prove confirm sure always
        never absolutely inevitably guarantee surely certainty fact bound certain undeniable indisputable
        inevitable evident
    """,
    2: """
        likely most_likely very_likely probably unlikely think believe expect expected expect_to should appear
        appear_to seem seem_to suggest apparently apparent seemingly presumably look look_like look_set_to sound_like
        assume suppose guess suspect predict estimate forecast anticipate projected plan tend reportedly allegedly
        supposedly consider feel doubt presumptive imply indicate indication assumption expectation belief assessment
        doubtful skeptical confident would_think not_think not_believe in_my_opinion in_my_view probable probability
        in_all_likelihood almost_certainly likelihood odds chances rumoured alleged tipped poised purported
        tentatively hypothesise hypothesize
    """,
    1: """
        may might could perhaps maybe possible possibly potential potentially possibility chance risk fear worry
        concern can could_well may_well might_well hint speculate speculation conceivable conceivably plausible hope
        danger prospect threat not_necessarily necessarily rumor rumored can_not_rule_out not_rule_out
    """,
    0: """
        unclear not_clear unknown not_know do_not_know uncertain uncertainty unsure not_sure whether wonder question
        ask decline_to_say can_not_confirm can_not_say not_say remain_to_be_see open_question no_idea hard_to_say
        mystery undecided unpredictable too_early_to_say too_early_to_tell hard_to_predict debate hypothetical
        asked_if wonder_whether refuse_to_say can_not_be_determine if
    """,
}
_LEVEL_BY_PHRASE = {phrase: level for level, phrases in _LEVELS.items() for phrase in phrases.split()}
_LEVEL_BY_TYPE = {"epistemic": 1, "doxastic": 2, "evidential": 2, "unknown": 0, "investigation": 0}


def lexical_level(lemma: str, form: str) -> int | None:
    """Level, from 0 (open) to 3 (certain), that a word signals where it is a hedge or booster; None for other words.

    Parameters
    ----------
    lemma, form : str
        In lower case; the form counts first, as lemmas can be wrong.

    Examples
    --------
    >>> lexical_level("chance", "chances"), lexical_level("table", "table")
    (2, None)
    """
    return _LEVEL_BY_PHRASE.get(form, _LEVEL_BY_PHRASE.get(lemma))


def hedge_level(lemmas: str, kind: str) -> int | None:
    """Level, from 0 (open) to 3 (certain), that a hedge or booster signals; None for types that signal none.

    Parameters
    ----------
    lemmas : str
        Its lemmas joined by underscores.
    kind : str
        Its type, for phrases the lexicon lacks.

    Examples
    --------
    >>> hedge_level("might", "epistemic"), hedge_level("nearly", "approximator")
    (1, None)
    """
    if kind in ("approximator", "condition"):
        return None
    return _LEVEL_BY_PHRASE.get(lemmas, _LEVEL_BY_TYPE.get(kind))
