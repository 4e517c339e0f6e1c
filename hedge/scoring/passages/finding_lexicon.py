"""What findings are made of: how sure, how much, how many, under which condition, by whose word; written by hand.

References
----------
Pei, J. and Jurgens, D. (2021). Measuring sentence-level and aspect-level (un)certainty in science communications.
EMNLP.
Hyland, K. (1998). Hedging in Scientific Research Articles. John Benjamins.
"""

from __future__ import annotations

from collections.abc import Mapping

# Entries between spaces over the tokens of `hedge.scoring.passages.features.tokens_of`: "_" stands for a space, "0" for
# a number, "0%" for a percentage, and "*" after a beginning for any ending. A word may be in several groups.
GROUPS: Mapping[str, str] = {
    "possible": """
        may might could can possibly possible possibility perhaps maybe potentially potential conceivabl*
        plausibl* can_be may_be might_be could_be cannot_exclude
    """,
    "probable": """
        likely probabl* unlikely likelihood presumabl* expected predict* project* odds chance chances risk
        risks prone tend tends tended tendency
    """,
    "future": "will would",
    "unclear": """
        unclear unknown uncertain* not_clear not_known remain_unclear remains_unclear whether question*
        debate* controvers* elusive inconclusive poorly_understood limited_evidence little_is_known not_yet
        preliminary
    """,
    "hypothesis": """
        hypothes* speculat* postulat* we_propose propose proposes proposed theor* assume* assum* conjectur*
        suspect*
    """,
    "suggest": """
        suggest suggests suggested suggesting suggestive indicate indicates indicated indicating imply implies
        implied implying hint hints hinted point_to points_to pointing_to implicat*
    """,
    "appear": "appear appears appeared appearing apparent apparently seem seems seemed seemingly",
    "show": """
        show shows showed shown showing demonstrat* reveal* confirm* establish* prove proves proved proven
        proof identif* discover* evidence_that clearly conclusive* determin* verif* document* illustrat*
        highlight* underscore*
    """,
    "find": """
        found find finds finding we_observed observed observe report reports reported reporting detect* noted
        noticed measur*
    """,
    "support": """
        support supports supported supporting consistent_with in_line_with agree* corroborat* provide_evidence
        provides_evidence evidence
    """,
    "believe": """
        believe* think thinks thought consider* view viewed perceiv* opinion in_my_view argue argues argued
        claim claims claimed contend* hope hopes hoped
    """,
    "conclude": """
        conclude* conclusion conclusions in_conclusion interpret* summary overall therefore thus hence
    """,
    "said": """
        said says say saying according_to explained explains wrote writes write told tells added adds notes
        states stated author authors
    """,
    "estimate": "estimat* calculat* model modeled modelled models simulat* extrapolat*",
    "results": """
        result results finding findings data study studies analysis analyses experiment* research survey trial
        trials observations work paper
    """,
    "researchers": """
        researchers scientists researcher scientist team investigators experts astronomers physicists
    """,
    "we": "we our us here_we",
    "know": "known know knew well-known established fact understood understand",
    "associate": "associat* correlat* link linked links linking relat* predictor connection tied",
    "cause": """
        cause causes caused causing due_to lead_to leads_to led_to leading_to result_in results_in resulted_in
        resulting_in because induc* trigger* driv* mediat* affect* effect effects impact impacts influenc*
        contribut* attribut* promot* enhanc* inhibit* prevent* role
    """,
    "increase": """
        increas* rise rises rose rising grew grow grows growth gain gains gained improve* improv* boost*
        elevat* doubl* tripl* higher greater larger more longer stronger faster better older
    """,
    "decrease": """
        decreas* reduc* declin* drop drops dropped fell fall falls lower* less fewer smaller shorter weaker
        slower worse loss diminish* halv* attenuat* younger
    """,
    "compare": """
        than compar* versus vs relative_to difference* differ* same similar* equal* as_much as_many as_little
        as_well
    """,
    "degree_high": """
        significant significantly substantial* marked markedly dramatic* strong strongly sharply sharp
        considerabl* greatly highly very extremely much far vast* profound* robust* major large massive
        extensive* severe* rapid* drastically great huge deeply particularly especially extraordinar*
        remarkabl* critical*
    """,
    "degree_low": """
        slight* small modest* moderate* minor mild* weak* little limited marginal* low subtle rare rarely
        minimal* minimum barely hardly
    """,
    "degree_vague": """
        some several many most various numerous few variety majority multiple often sometimes frequently
        generally usually typically commonly mostly largely mainly primarily partly partially somewhat
        relatively fairly rather quite nearly almost certain occasionally common prevalent a_range in_part
        different a_number_of a_lot lots
    """,
    "degree_full": """
        all every always never none only entire entirely complete* full fully total totally both each no
        nothing everyone absolutely solely exclusively exactly any universal* whole unique*
    """,
    "superlative": """
        most_* least best worst highest lowest largest smallest biggest greatest strongest earliest oldest
        youngest latest first record maximum peak fastest
    """,
    "approx": """
        about_0 around_0 approximately roughly nearly_0 almost_0 some_0 up_to over_0 under_0 at_least
        more_than_0 less_than_0 fewer_than_0 estimated as_many_as as_much_as as_little_as close_to circa ~ ∼ ≈
        about_a about_one about_half around_half or_so average mean median about_0% around_0% nearly_0%
        almost_0%
    """,
    "exact": """
        exactly_0 p_<_0 p_=_0 p_>_0 ci odds_ratio hazard_ratio hr ±_0 respectively =_0 <_0 >_0 ≤_0 ≥_0 sd iqr
        n_=_0
    """,
    "number": "0",
    "percent": "0% % 0_per_cent 0_percent percent per_cent percentage percentages",
    "fold": """
        0_times times fold twice two-fold threefold fourfold three-fold tenfold half third quarter two-thirds
        one-third one-fifth double triple doubled tripled
    """,
    "range": "between_0_and_0 0_to_0 0_-_0 0_–_0 from_0_to_0 0%_to_0% 0_to_0%",
    "unit": """
        years year months month weeks week days day hours hour minutes seconds mg kg g km m cm mm nm μm ml kpc
        au °_c degrees degree miles feet pounds million billion trillion hundreds thousands thousand dozens
        decades decade century centuries age ages aged
    """,
    "numword": """
        one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty
        hundred dozen a_third a_quarter a_half single pair couple
    """,
    "money": "$ £ € dollars",
    "if": """
        if unless provided provided_that assuming as_long_as so_long_as even_if only_if otherwise in_case
        in_the_event
    """,
    "when": "when whenever while once until whereas where wherever only_when",
    "depends": """
        depend* conditional under under_conditions conditions condition regardless irrespective in_the_absence
        in_the_presence absence presence without except unless_otherwise given with_respect_to context
        circumstances cases case instances setting settings subject_to controlling_for adjusting_for adjusted
        after_controlling after_adjust*
    """,
    "among": """
        among amongst in_patients in_people in_women in_men in_children in_mice in_adults patients_with
        people_with those_with those_who people_who individuals_with women_with children_with for_those
        for_people for_patients particularly_in especially_in in_some in_certain but_not who
    """,
    "during": "during after before following prior_to since within throughout at_least_in",
    "should": """
        should must need needs needed need_to needs_to ought necessary crucial essential important importance
        require requires required requiring imperative urgent priority critical vital
    """,
    "recommend": """
        recommend* advis* advocate* encourag* guideline* caution warrant* merit* call_for calls_for
        consideration considered attention urge urges support_the_use
    """,
    "research_needed": """
        further future additional further_research further_studies future_research future_studies
        more_research investigat* warranted explored addressed better_understand
    """,
    "useful": """
        useful help helps helping helpful promising benefit* opportunit* strateg* approach* tool tools target
        targets treatment treatments therap* intervention* implications implication provide provides offer
        offers improve inform guide pave allow allows enable enables applicable application applications used
        could_be_used can_be_used may_be_used candidate feasible effective efficacy new novel design develop*
        policy policies practice clinicians practitioners doctors
    """,
    "negation": """
        not no don't doesn't didn't isn't aren't wasn't weren't can't won't never neither nor without fail* lack lacks
        cannot did_not does_not do_not is_not was_not were_not
    """,
    "concede": "however although though but despite while yet nevertheless even_though still",
    "past": "was were had did been",
    "present": "is are has have does do",
    "aim": """
        aim aims aimed to_determine to_investigate to_examine to_assess goal purpose objective sought explore
        explored examine* assess* evaluat* investigated
    """,
    "quote": '"',
}
