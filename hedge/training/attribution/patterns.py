"""Patterned texts of our own with gold attributions: constructions too rare in PolNeAR to be learnt from it.

Spans follow PolNeAR: a source keeps its possessive ending, a cue its auxiliaries, "it" and a colon, a content "that",
"whether" and its quotation marks but no final full stop; "by", "among" and the "in" of "in her view" belong to none.

In a pattern parts are marked as in `marks`, ``(a/b)`` are alternatives, and ``$names`` stand for:
``$S``, ``$P``, ``$O`` a speaker as subject, possessive, object (``$N`` a noun only, ``$A`` with an apposition); ``$s``
the verb's ending and ``$is`` the verb that agrees with ``$S``; ``$past``, ``$will`` a clause, ``$next``, ``$last`` two
others; ``$sub``, ``$did``, ``$vp``, ``$part`` its subject and the forms of its predicate; ``$thing``, ``$party``,
``$act``, ``$ing``, ``$quote``, ``$ask``, ``$cry``, ``$half`` and ``$rest``, ``$epithet``, ``$tells``, ``$told`` and
``$inquired`` (verbs of telling) words of `phrases`; ``$D`` is a described speaker. `rarities`
and `denials` have more patterns and names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import Template
from typing import TypeVar
from zlib import crc32

from hedge.corpora.polnear import AttributedArticle
from hedge.training.attribution.denials import DENIAL_HEADLINES, DENIALS, ENDINGS, GIFTS, KIN, SIDES, UNSAID
from hedge.training.attribution.marks import read_marks
from hedge.training.attribution.phrases import (
    ACTIONS,
    APPOSITIONS,
    CONTEXTS,
    CRIES,
    DEEDS,
    DESCRIBED,
    EPITHETS,
    HALVES,
    INQUIRED,
    NEGATIVES,
    PARTIES,
    PLURAL,
    PRONOUNS,
    PROPOSITIONS,
    QUESTIONS,
    QUOTES,
    SINGULAR,
    TAILS,
    TELLS,
    THINGS,
    TOLD,
)
from hedge.training.attribution.rarities import (
    DEAR_ONES,
    DOINGS,
    HEADS,
    LOOKALIKES,
    MOVES,
    PEOPLE,
    RARE_HEADLINES,
    RARITIES,
    SHARES,
    STIRS,
    WISHES,
    WORRIES,
)
from hedge.training.attribution.voices import VOICE_HEADLINES, VOICELESS, VOICES

PATTERNS = (
    # Possessive sources.
    "<$P> [(view/position/assessment/argument/conclusion/message/claim/belief) (is/was/remains)] {that $past}.",
    "<$P> [(view/position/reading/answer/fear/hope/theory/point) (is/was)] {that $will}.",
    "<$P> [(private/official/first/own) (assessment/explanation/estimate/opinion) (is/was)] {that $past}.",
    "But <$P> [(answer/argument/response/message) was]: {“$quote.”}",
    "Few people share <$P> [(view/belief/fear/hope/opinion)] {that $past}.",
    "The town was surprised by <$P> [(claim/statement/prediction/warning/admission)] {that $past}.",
    "<$P> [(claim/warning/promise/prediction/suggestion)] {that $will} drew little notice.",
    "Nothing came of <$P> [(promise/plan/vow/threat/pledge/offer)] {to $act}.",
    "In <$P> [(view/opinion/judgment/estimation/mind/eyes/reading/assessment)], {$past}.",
    "In <$P> [(view/opinion/judgment/mind)], {$will}.",
    "{$past}, in <$P> [(view/opinion/judgment/estimation)].",
    "{$sub}, in <$P> [(view/opinion/judgment/eyes)], {$did}.",
    "By <$P> [(account/own account/estimate/reckoning)], {$past}.",
    "[(In the view of/In the opinion of/In the eyes of/In the judgment of)] <$O>, {$past}.",
    "[In the words of] <$O>, {“$quote.”}",
    "{The plan} was, [in the words of] <$O>, {“a $epithet.”}",
    "[(According to/As reported by/As stated by/According to)] <$O>, {$past}.",
    # Passives with an agent.
    "{$thing} [was (revealed/disclosed/confirmed/announced/denied/criticized/reported/condemned)] by <$O>.",
    "{$thing} [was (first reported/discovered/questioned/defended)] by <$A>.",
    "{$thing} [had been (announced/mentioned/described/ruled out)] by <$O> a week earlier.",
    "{$thing} [(has been/was later/was not/has not been) (welcomed/confirmed/rejected/mentioned)] by <$O>.",
    "{The (claim/idea/suggestion/report) that $past} [was (dismissed/rejected/denied/disputed/echoed)] by <$O>.",
    "[It was (announced/revealed/reported/confirmed/argued/claimed/stated/suggested)] by <$O> {that $will}.",
    "[It was (pointed out/made clear/noted/conceded)] by <$O> {that $past}.",
    "{That $past} [was (confirmed/denied/conceded/doubted)] by <$O>.",
    "{The plan} [(was described/was seen/is regarded/was hailed)] by <$O> {as a $epithet}.",
    "{$party} [(was accused/has been accused/was suspected)] by <$O> {of $ing}.",
    "{$thing}, [(revealed/announced/disclosed/reported)] by <$O> on Tuesday, changed little.",
    "[(Asked/Pressed)] by <$O> {whether $past}, Ms. Holt left the room.",
    # No source.
    "[It is (feared/believed/thought/hoped/understood/expected/said/assumed)] {that $will}.",
    "[It was (reported/feared/alleged/rumored/claimed/believed/estimated/thought)] {that $past}.",
    "{$sub} [(is expected/was expected/is thought/is said/is believed/was rumored)] {to $vp}.",
    "{$sub} [(is said/is believed/was reported/is thought/is alleged/was said)] {to have $part}.",
    "{$sub} [(reportedly/allegedly/supposedly/apparently)] {$did}.",
    "[It (is/was/remains) (unclear/not clear/not known)] {whether $past}.",
    "[There (are/were) (fears/reports/rumors/hopes/claims)] {that $will}.",
    "Amid [(fears/reports/claims/rumors)] {that $past}, the council met again.",
    # Nouns as cues.
    "[(Fears/Hopes/Concern/Worries)] (among/among/in/among) <$O> {that $will} have grown.",
    "[(Claims/Reports/Suggestions/Warnings)] (by/from) <$O> {that $past} came too late.",
    "The council brushed aside [(a claim/a warning/a report/a suggestion)] (by/from) <$O> {that $past}.",
    "<A (report/study/letter/statement) by $O> [(found/said/concluded/warned)] {that $past}.",
    "<$S> [expressed (hope/concern/doubt/confidence/fear)] {that $will}.",
    "<$S> [(made the case/took the view/raised the possibility/left no doubt)] {that $past}.",
    "<$S> [$is (of the opinion/under the impression/convinced/adamant/confident/afraid)] {that $will}.",
    # Wants, plans, blame.
    "<$S> [want$s] {(to $act/$party to $act)}.",
    "<$S> [(wanted/hoped/planned/vowed/promised/intended/threatened/refused)] {to $act}.",
    "<$S> [(hope$s/plan$s/intend$s/expect$s)] {to $act}.",
    "<$S> [(urged/asked/wanted/expected)] {$party to $act}.",
    "<$S> [(blamed/blame$s/faulted/praised)] {$party for $thing}.",
    "<$S> [(accused/suspected/accuse$s/accused)] {$party of $ing}.",
    "<$S> [(fear$s/doubt$s/suspect$s/hope$s)] {that $past}.",
    "<$S> [(reject$s/oppose$s/support$s/questioned)] {$thing}.",
    "[For] <$O>, {$thing was a $epithet}.",
    "[For] <$O>, {the (real question/main problem) is $thing}.",
    "[To] <$O>, {$thing is a $epithet}.",
    # Told in other orders.
    "{$past}, <$S> [(said/argued/insisted/believed)].",
    "{$sub}, <$S> [(said/claimed/warned/noted)], {$did}.",
    "{“$quote,”} [(said/recalled/shouted)] <$A>.",
    "{“$quote,”} <$S> [(said/added/told the council/complained)].",
    "<$S> [(said/wrote/put it this way/replied):] {“$quote.”}",
    "<$S> [(called/described/dismissed)] {$thing “a $epithet.”}",
    "{“$quote”} was [the (answer/message/reply) from] <$O>.",
    # Quotations that end a sentence, and what follows the cue.
    "{“$ask?”} <$S> [(asked/wondered/said/wrote)].",
    "{“$ask?”} <$S> [asked] (the minister/reporters/the board/her deputy/a clerk).",
    "{“$ask?”} <$S> [said] (about/of) $thing.",
    "{“$ask?”} <$S> [(said/asked)] (as the meeting began/when the lights went out/after the vote/at the hearing).",
    "{“$ask?”} <$S> [told] (the board/a reporter/the crowd) on Monday.",
    "{“$ask?”} [(asked/said/wrote)] <$A>.",
    "{“$cry!”} <$S> [(shouted/said/wrote)] (as the doors closed/when the results came/from the back row).",
    "{“$cry!”} <$S> [(said/shouted)] (of/about) $thing.",
    "{“$cry!”} [(cried/said/shouted)] <$A>.",
    "{“$quote,”} <$S> [said] (about/of) $thing.",
    "{“$quote,”} <$S> [said] (as the meeting began/when the lights went out/during a visit to the mill).",
    "{“$quote,”} <$S> [told] (the council/reporters/the crowd) (on Monday/after the vote/last week).",
    "{“$quote,”} <$S> [said in an (interview/email)] (last week/on Monday/after the vote).",
    # Nouns with "from" and "by" in other places, views with "of" after the content, who is held responsible.
    "(Nobody heeded/Ministers ignored) [(a warning/a complaint/a prediction)] from <$O> {that $past}.",
    "[(A warning/An allegation/A prediction/A hint)] (from/by) <$O> {that $past} went unheard.",
    "Despite [(warnings/assurances/promises/predictions)] from <$O> {that $will}, nothing was done.",
    "There was [(a warning/a hint/an admission)] from <$O> {that $past}.",
    "{$past}, [(in the view of/in the opinion of/in the judgment of)] <$O>.",
    "But [(in the opinion of/in the eyes of/in the view of)] <$O>, {$will}.",
    "<$S> [(hold$s/held/held)] {$party (responsible/liable/accountable) for $thing}.",
    "{$party} [(was held responsible/was blamed/was praised)] by <$O> {for $thing}.",
    # Verbs before their speakers, and rare ones.
    "{“$quote,”} [$told] <$D>.",
    "{“$quote,”} [$told] <$N>.",
    "{“$quote,”} [$told] <$D> (on Monday/with a grin/as the crowd left/after the vote).",
    "{“$quote,”} [$tells] <$D>.",
    "{“$quote,”} [$tells] <$N>.",
    "{“$quote,”} [$tells] <$A>.",
    "{“$cry!”} [$told] <$D>.",
    "{“$ask?”} [$inquired] <$D>.",
    "{$past}, [$tells] <$D>.",
    "{$will}, [$told] <$D>.",
    "{“$half,”} [$told] <$D>, {“$rest.”}",
    "{“$half,”} [$tells] <$N>, {“$rest.”}",
    "{“$half,”} <$N> [$told], {“$rest.”}",
    "{“$half,”} [said] <$D>, {“$rest.”}",
    "{“$quote,”} <$S> [$told].",
    "{“$quote,”} <$N> [$tells].",
    "<$N> [$told], {“$quote.”}",
    "<$D> [$tells:] {“$quote.”}",
    "<$D> [(cautioned/boasted/conceded/recalled/testified/grumbled/contended/joked)] {that $past}.",
    "<$N> [(predicts/cautions/maintains/contends/insists/boasts/forecasts/laments)] {that $will}.",
    # Documents, states of mind, appositions that end a sentence.
    "<The (letter/report/note/treaty/manual/survey/study/indictment)> [(states/says/warns/suggests/shows)] "
    "{that $past}.",
    "<The (letter/report/note/lawsuit/petition/leaflet)> [(stated/said/warned/argued/alleged/noted)] {$past}.",
    "<$N> [was (convinced/confident/afraid/adamant/worried)] {that $past}.",
    "{$past}, [according to] <$A>.",
    "{$past}, [said] <$A>.",
    # Withheld, denied and guessed.
    "<$S> [(could not confirm/cannot confirm/would not confirm/did not confirm)] {$thing}.",
    "<$S> [(could not confirm/cannot confirm/would not confirm/did not confirm)] {(that/whether) $past}.",
    "<$S> [(could not say/would not say/did not say/declined to say/refused to say)] {whether $past}.",
    "<$S> [(could not rule out/cannot rule out/would not rule out/ruled out)] {(that $will/$thing)}.",
    "<$S> [(did not deny/never denied/would not admit/could not prove/did not claim)] {that $past}.",
    "<$S> [(did not know/did not believe/could not believe/never said/never thought)] {that $past}.",
    "<$S> [(may say/might argue/would say/could claim/will insist)] {that $past}.",
    "<$S> [(hoped for/feared/expected/called for/dismissed)] {$thing}.",
    "<$S> [(confirmed/denied/predicted/admitted/regretted)] {$thing}.",
    "<$S> [(did not believe/did not want/would not discuss/never mentioned/refused to confirm)] {$thing}.",
    "<$S> [(had no comment on/did not comment on/would not be drawn on/offered no comment on)] {$thing}.",
    # Things approved of, and not.
    "<$S> [(welcomed/praised/hailed/applauded/endorsed/backed/celebrated)] {$thing}.",
    "<$S> [(criticised/condemned/blasted/slammed/mocked/ridiculed/deplored)] {$thing}.",
    "<$S> [(defended/disputed/challenged/protested/questioned/rejected)] {$thing}.",
    "<$S> [(favour$s/support$s/back$s/oppose$s/prefer$s/dislike$s)] {$thing}.",
    "<$S> [(favoured/favored/supported/opposed/preferred/resisted)] {$thing}.",
    "<$S> [(apologised for/apologized for/complained about/joked about/worried about/boasted of)] {$thing}.",
    "<$S> [(demanded/proposed/recommended/requested/sought)] {(an end to/a review of/a debate on/a ban on) $thing}.",
    "<$S> [$is (considering/weighing/contemplating/discussing)] {(a review of/a vote on/an inquiry into) $thing}.",
    "{$thing} [(was welcomed/was criticised/was praised/was mocked/has been challenged/has been defended)] by <$O>.",
    "<$N> [(is/was) (sure/certain/aware/hopeful/sceptical/skeptical)] {that $past}.",
    "<$P> [(threat/refusal/offer/decision/plan)] {to $act} (angered the unions/surprised nobody/made the front page).",
    "<$P> [(claim/forecast/denial/finding/insistence)] {that $next} (shook the town/came too late/angered the unions).",
    "[(The allegation/The claim/The finding/A suggestion)] by <$O> {that $next} "
    "(led to an inquiry/cost two men their jobs).",
    "What <$S> [(suspect$s/fear$s/believe$s/expect$s)] is {that $will}.",
    # Several contents of one cue.
    "<$S> [(said/argued/told the council/warned)] {that $past, that $next and that $last}.",
    "<$S> [(said/testified/reported/recalled)] {$past, $next and $last}.",
    "<$S> [(said/insisted/admitted/wrote)] {that $past and that $next}.",
    "{$will}, [$tells] <$N>.",
    # Wanted and hoped for.
    "<$S> [(want$s/wanted/demand$s/expect$s)] {(higher pay/more time/a second vote/a smaller school/$thing)}.",
    "<$S> [(hope$s/hoped/pray$s/pleaded)] {for (peace/more time/a mild winter/an early vote/$thing)}.",
    *RARITIES,
    *DENIALS,
    *VOICES,
)
# First lines, without a full stop.
HEADLINES = (
    "<$N>[:] {$past}",
    "<$N>[:] {$will}",
    "<$N>[:] {‘$quote’}",
    "{$will}, <$N> [says]",
    "{$will}, <$N> [(warns/claims/hints/predicts)]",
    "<$N> [(vows/wants/plans/promises)] {to $act}",
    "<$N> [blames] {$party for $thing}",
    "<$N> [(rejects/backs/slams/denies/welcomes/defends/rules out)] {$thing}",
    "{$past}[:] <$N>",
    *RARE_HEADLINES,
    *DENIAL_HEADLINES,
    *VOICE_HEADLINES,
)
REPLICAS = 8
_STYLES = (("“", "”", "’"), ('"', '"', "'"), ("''", "''", "'"), ("“", "”", "’"), ("‘", "’", "’"), ('"', '"', "'"))
Option = TypeVar("Option")
_CHOICE = re.compile(r"\(([^()]*)\)")


def pattern_articles() -> Iterator[AttributedArticle]:
    """Every pattern `REPLICAS` times, with speakers and propositions dealt out in turn, in a little context."""
    rows = [(pattern, False) for pattern in PATTERNS] + [(pattern, True) for pattern in HEADLINES]
    number = 0
    for pattern, headline in rows:
        for replica in range(REPLICAS):
            yield _article(number, _fill(pattern, number, replica), headline=headline)
            number += 1
    for pattern in (*NEGATIVES, *LOOKALIKES, *UNSAID, *VOICELESS):
        for replica in range(REPLICAS // 2 if "$" in pattern else 2):
            yield _article(number, _fill(pattern, number, replica), headline=False)
            number += 1


def _fill(pattern: str, number: int, replica: int) -> str:
    """Choose alternatives, those of the first choice in turn, and put words in."""
    chosen = pattern
    while match := _CHOICE.search(chosen):
        options = match[1].split("/")
        option = options[replica % len(options)] if chosen == pattern else _draw(options, number, match[1])
        chosen = chosen[: match.start()] + option + chosen[match.end() :]
    filled = Template(chosen).substitute(_words(number))
    first = next(index for index, char in enumerate(filled) if char not in "<[{“‘2")
    capital = filled[:first] + _capital(filled[first:])
    return re.sub(r"(: \{|[a-z]\. <)(\w)", lambda match: match[1] + match[2].upper(), capital)


def _draw(options: Sequence[Option], number: int, slot: str) -> Option:
    """Draw one of the options, the same one every time for a text's number and a slot in it."""
    return options[crc32(f"{slot} {number}".encode()) % len(options)]


def _words(number: int) -> dict[str, str]:
    """What the names in a pattern stand for."""
    speaker, possessive, _, plural = _speaker(number, "speaker")
    subject, did, plain, participle = _draw(PROPOSITIONS, number, "proposition")
    _, following, last = _clauses(number, "proposition", "next", "last")
    half, rest = _draw(HALVES, number, "half")
    head = _draw(HEADS, number, "head")
    tail, modal = _draw(TAILS, number, "tail"), _draw(("will", "could", "would"), number, "modal")
    return {
        "S": speaker,
        "P": possessive,
        "O": _speaker(number, "whom")[2],
        "N": _draw(SINGULAR, number, "name"),
        "A": _draw(APPOSITIONS, number, "apposition"),
        "D": _draw(DESCRIBED, number, "described"),
        "s": "" if plural else "s",
        "has": "have" if plural else "has",
        "is": "am" if speaker == "I" else "are" if plural else "is",
        "past": f"{subject} {did}{tail}",
        "will": f"{subject} {modal} {plain}",
        "next": following,
        "last": last,
        "sub": subject,
        "did": did + tail,
        "vp": plain,
        "part": participle,
        "thing": _draw(THINGS, number, "thing"),
        "party": _draw(PARTIES, number, "party"),
        "act": _draw(ACTIONS, number, "act"),
        "ing": _draw(DEEDS, number, "deed"),
        "quote": _draw(QUOTES, number, "quote"),
        "ask": _draw(QUESTIONS, number, "question"),
        "cry": _draw(CRIES, number, "cry"),
        "half": half,
        "rest": rest,
        "epithet": _draw(EPITHETS, number, "epithet"),
        "tells": _draw(TELLS, number, "tells"),
        "told": _draw(TOLD, number, "told"),
        "inquired": _draw(INQUIRED, number, "inquired"),
        "move": _draw(MOVES, number, "move"),
        "doing": _draw(DOINGS, number, "doing"),
        "worry": _draw(WORRIES, number, "worry"),
        "wish": _draw(WISHES, number, "wish"),
        "dear": _draw(DEAR_ONES, number, "dear"),
        "stir": _draw(STIRS, number, "stir"),
        "head": head,
        "Head": _capital(head),
        "who": _draw(PEOPLE, number, "who"),
        "side": _draw(SIDES, number, "side"),
        "ending": _draw(ENDINGS, number, "ending"),
        "share": _draw(SHARES, number, "share"),
        "kin": _draw(KIN, number, "kin"),
        "gift": _draw(GIFTS, number, "gift"),
    }


def _speaker(number: int, slot: str) -> tuple[str, str, str, bool]:
    """Draw a speaker: subject, possessive, object, and whether it takes a plural verb."""
    kind = crc32(f"{slot} kind {number}".encode()) % 6
    if kind == 0:
        return _draw(PRONOUNS, number, slot)
    name = _draw(PLURAL if kind < 3 else SINGULAR, number, slot)
    return name, _possessive(name), name, kind < 3


def _clauses(number: int, *slots: str) -> list[str]:
    """Draw clauses that differ from each other; one drawn before gives way to the one listed after it."""
    drawn: list[int] = []
    for slot in slots:
        index = _draw(range(len(PROPOSITIONS)), number, slot)
        while index in drawn:
            index = (index + 1) % len(PROPOSITIONS)
        drawn.append(index)
    return [" ".join(PROPOSITIONS[index][:2]) for index in drawn]


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _article(number: int, marked: str, *, headline: bool) -> AttributedArticle:
    """Put a filled pattern into context and read its spans off."""
    before, after = (_draw(CONTEXTS, number, slot) for slot in ("before", "after"))
    gap = "\n\n" if headline or number % 3 == 0 else " "
    has_before, has_after = (False, True) if headline else (number % 4 != 1, number % 4 != 3)
    marked = f"{before}{gap}{marked}" if has_before else marked
    marked = f"{marked}{gap}{after}" if has_after else marked
    opening, closing, apostrophe = _draw(_STYLES, number, "style")
    marked = marked.replace("'", apostrophe).replace("“", opening).replace("”", closing)
    text, attributions = read_marks(marked)
    events = tuple(f"E{index}" for index, _ in enumerate(attributions, 1))
    return AttributedArticle(id=f"pattern-{number:04}", text=text, attributions=attributions, events=events)
