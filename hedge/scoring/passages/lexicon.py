"""Words that make a passage sound sure or unsure of itself, by what they do; written by hand.

References
----------
Hyland, K. (2005). Metadiscourse. Continuum.
Biber, D. (1988). Variation across Speech and Writing. Cambridge University Press.
"""

from __future__ import annotations

from collections.abc import Mapping

# Groups of grammatical words, which count even inside a longer phrase: "I think" has an "I".
GRAMMATICAL = frozenset(["future", "negation", "self", "selves", "addressee", "others", "past", "present"])

# Entries between spaces; "_" stands for a space. Forms, not lemmas, as passages are not parsed for these.
GROUPS: Mapping[str, str] = {
    "possibility": """
        may might could perhaps maybe possibly possible possibility potential potentially conceivably plausible
        plausibly arguably can_be could_be may_be might_be may_have might_have could_have
    """,
    "probability": """
        probably probable likely unlikely presumably likelihood probability chance chances odds expected expect
        estimate estimated estimates predicted predict projected
    """,
    "semblance": """
        seem seems seemed seemingly appear appears appeared apparently suggest suggests suggested suggesting
        suggestive indicate indicates indicated indicating imply implies implied hint hints looks_like sounds_like
        feels_like tend tends tended trend
    """,
    "opinion": """
        i_think i_believe i_feel i_guess i_suppose i_assume i_suspect i_would_say i'd_say i_find i_consider we_believe
        we_think in_my_opinion in_my_view my_opinion my_view my_guess imo imho to_me personally from_my_perspective
        in_my_experience my_understanding i_imagine i_hope i_wonder i_see it_seems_to_me if_you_ask_me
    """,
    "ignorance": """
        not_sure unsure unclear unknown uncertain uncertainty don't_know do_not_know dont_know doesn't_know didn't_know
        no_idea not_clear remains_to_be not_known not_certain wondering wonder wonders confused confusing not_understand
        don't_understand i'm_not_sure i_am_not_sure not_convinced not_entirely open_question depends depending
    """,
    "attenuation": """
        somewhat fairly rather quite slightly relatively partly partially largely mostly mainly generally usually
        typically often sometimes occasionally frequently commonly almost nearly about around roughly approximately
        kind_of sort_of a_bit a_little more_or_less to_some_extent in_some in_many_cases in_general tend_to some_of
        not_necessarily not_always at_least just pretty_much basically
    """,
    "vagueness": """
        some many several various numerous few most something someone somehow somewhere things thing stuff etc
        a_lot lots_of a_few a_couple certain_types kinds_of whatever or_something and_so_on
    """,
    "certainty": """
        clearly clear obviously obvious certainly certain definitely definite undoubtedly undeniable undeniably
        unquestionably surely sure indeed in_fact of_course no_doubt without_doubt without_a_doubt evident evidently
        fact facts truth proven prove proves proof demonstrate demonstrates demonstrated shows show showed found
        confirmed confirm confirms established conclusive conclusively inevitable inevitably undisputed plainly
        the_fact_that know_that we_know
    """,
    "emphasis": """
        very extremely really truly absolutely completely totally entirely utterly highly deeply simply literally
        exactly precisely fully strongly incredibly particularly especially fundamentally vastly far even actually
        seriously so_much nothing_but
    """,
    "totality": """
        all every everyone everybody everything always never none nobody nothing nowhere only any anyone anything
        ever whole entire each no_one no_matter
    """,
    "obligation": """
        must should need needs needed have_to has_to ought shall cannot can't required require requires requirement
        necessary necessity essential crucial critical vital imperative important mandatory let_us let's
    """,
    "judgement": """
        wrong right best worst better worse greatest terrible horrible unfair unjust immoral dangerous harmful
        beneficial powerful fundamental significant significantly serious severe great ridiculous absurd stupid
        unacceptable unethical evil ideal superior failure disaster devastating invaluable profound immense undermine
        undermines violates violate destroy destroys threatens ensure ensures
    """,
    "concession": """
        however although though but while whereas despite yet nevertheless nonetheless on_the_other_hand that_said
        granted admittedly even_if even_though having_said still instead conversely of_course_there
    """,
    "reasoning": """
        because therefore thus hence consequently since as_a_result due_to so_that leads_to lead_to causes cause
        result_in results_in this_means which_means reason reasons in_order_to by_doing for_example for_instance
        such_as furthermore moreover additionally first second finally in_conclusion overall ultimately
    """,
    "balance": """
        both_sides pros_and_cons valid complex nuanced nuance balance balanced perspective perspectives
        consider considering considered debate debated controversial arguments argue argued critics proponents
        opponents supporters concerns mixed varies vary trade-off trade-offs multifaceted depends_on
    """,
    "condition": "if unless whether would wouldn't would_be would_have provided_that assuming in_case otherwise",
    "future": "will won't gonna shall",
    "negation": """
        not no never none neither nor cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't
        shouldn't couldn't without lack lacks
    """,
    "self": "i me my mine myself i'm i've i'd i'll im",
    "selves": "we us our ours ourselves we're we've we'll",
    "addressee": "you your yours yourself you're you've you'll",
    "others": "they them their theirs people others someone everyone",
    "talk": """
        like well yeah yes okay ok um uh hmm oh so_i you_know i_mean right gonna wanna lol anyway guess guys
        hey please thanks thank_you sorry edit cmv
    """,
    "research": """
        study studies research researchers scientists participants patients results result findings finding data
        evidence analysis associated correlation effect effects significant significantly sample group groups
        according_to percent reported observed compared
    """,
    "past": "was were had did been went made said found showed took came became",
    "present": "is are has does do have makes remains becomes provides allows creates",
}
