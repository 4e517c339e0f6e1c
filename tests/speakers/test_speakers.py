"""Sources to speakers, on invented sentences."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedge.documents import Span
from hedge.sources.attribution import Attribution
from hedge.speakers import Resolution, resolve_speakers


def _names(resolution: Resolution) -> list[str]:
    return [resolution.speaker(identifier).name for identifier in resolution.assignment]


def test_surname_and_title_mean_the_full_name(resolve: Any) -> None:
    _, found = resolve(
        "[Sen. Marta Olsen] <said> {the bridge would open in May}.\n\n[Olsen] <added> {that it was late}.\n\n"
        "[Mayor Paul Reyes] <said> {the cost had doubled}. [Ms. Olsen] <denied> {that}."
    )
    assert _names(found) == ["Marta Olsen", "Marta Olsen", "Paul Reyes", "Marta Olsen"]
    assert found.speaker(found.assignment[0]).type == "person"


def test_a_number_of_people_is_a_group(resolve: Any) -> None:
    _, found = resolve("[Nearly eight of 10 voters] <said> {the mayor should resign}. [One of them] <said> {no}.")
    kinds = [found.speaker(identifier).type for identifier in found.assignment]
    assert kinds[0] == "group"
    assert kinds[1] != "group"


def test_nickname_and_initial_are_the_same_person(resolve: Any) -> None:
    _, found = resolve(
        "[Robert J. Hale] <said> {the mine was safe}. A day later [Bob Hale] <said> {it was not}. "
        "[Robert Hale] <declined> {to explain}."
    )
    assert len(set(found.assignment)) == 1
    assert _names(found)[0] == "Robert J. Hale"


def test_role_is_found_through_an_apposition(resolve: Any) -> None:
    _, found = resolve(
        "[Lena Brandt, the chairwoman of the harbor board,] <said> {the dredging was over budget}.\n\n"
        "[Peter Quist, a fisherman,] <said> {nobody had asked him}.\n\n"
        "[The chairwoman] <said> {that was untrue}."
    )
    assert _names(found) == ["Lena Brandt", "Peter Quist", "Lena Brandt"]


def test_pronouns_follow_gender(resolve: Any) -> None:
    _, found = resolve(
        "[Susan Keller] <told> David Moore {the plan was dead}. [She] <said> {the money was gone}. "
        "[He] <said> {he did not believe it}."
    )
    assert _names(found) == ["Susan Keller", "Susan Keller", "David Moore"]


def test_unnamed_officials_are_kept_apart(resolve: Any) -> None:
    _, found = resolve("[One official] <said> {the deal was close}. [Another official] <said> {it was far from done}.")
    first, second = (found.speaker(identifier) for identifier in found.assignment)
    assert first.id != second.id
    assert first.type == second.type == "unnamed"


def test_acronym_means_the_organization(resolve: Any) -> None:
    _, found = resolve(
        "[The Coastal Weather Agency (CWA)] <said> {the storm would weaken}.\n\n[The CWA] <said> {the warning stood}."
    )
    assert len(set(found.assignment)) == 1
    speaker = found.speaker(found.assignment[0])
    assert (speaker.name, speaker.type) == ("Coastal Weather Agency", "organization")


@pytest.mark.parametrize("place", ["Saudi Arabia", "South Korea", "New Zealand", "The United Arab Emirates"])
def test_countries_of_several_words_are_no_persons(resolve: Any, place: str) -> None:
    _, found = resolve(f"[{place}] <said> {{the talks may fail}}. [Ana Ruiz] <denied> {{it}}.")
    assert [found.speaker(identifier).type for identifier in found.assignment] == ["organization", "person"]


def test_initials_are_those_of_all_words_but_the(resolve: Any) -> None:
    _, found = resolve(
        "[The Trade Policy Institute] <said> {prices may rise}. [PI] <said> {they could fall}. [TPI] <denied> {it}."
    )
    assert _names(found) == ["Trade Policy Institute", "PI", "Trade Policy Institute"]


def test_publishers_and_regulators_are_bodies_unless_somebody_is_called_so(resolve: Any) -> None:
    _, found = resolve("[The regulator] <said> {the fund may close}. [It] <warned> {that savers could lose money}.")
    assert [found.speaker(identifier).type for identifier in found.assignment] == ["organization"] * 2
    assert len(set(found.assignment)) == 1
    _, found = resolve("[A publisher, Bo Tan,] <said> {it may fail}. [The publisher] <said> {he was unsure}.")
    assert [found.speaker(identifier).type for identifier in found.assignment] == ["person"] * 2
    assert len(set(found.assignment)) == 1


def test_groups_and_documents_get_their_types(resolve: Any) -> None:
    _, found = resolve(
        "[Critics] <said> {the law was vague}. [A report] <found> {that it had failed}. "
        "[Anna Bell and Jon Wood] <agreed> {that it should go}."
    )
    assert [found.speaker(identifier).type for identifier in found.assignment] == ["group", "document", "group"]
    assert _names(found)[2] == "Anna Bell and Jon Wood"


def test_groups_with_a_name_of_their_own_are_not_forgotten(resolve: Any) -> None:
    bodies = "Harbour Board,Tide Council,Coastal Agency,Fishery Commission,Mill Company,Island Party,Reef Institute"
    between = "\n\n".join(
        f"[The {kind} {body}] <said> {{the count was late}}."
        for kind in ("Northern", "Southern")
        for body in bodies.split(",")
    )
    _, found = resolve(
        "[Democrats] <said> {the bridge would fail}. [Republicans] <warned> {that costs were rising}.\n\n"
        f"{between}\n\n[Democrats] <argued> {{that the port needed money}}. [Experts] <doubted> {{it}}."
    )
    names = _names(found)
    assert len(set(found.assignment)) == 17
    assert found.assignment[0] == found.assignment[-2]
    assert names[0] == "Democrats"


def test_first_person_is_the_speaker_of_the_quotation(parser: Any) -> None:
    text = "“I think we will lose,” Clara Nunes said."
    (parse,) = parser.parse([text])
    outer = Attribution(source=(Span(24, 35),), cue=(Span(36, 40),), content=(Span(0, 23),))
    inner = Attribution(source=(Span(1, 2),), cue=(Span(3, 8),), content=(Span(9, 21),))
    found = resolve_speakers(parse, [inner, outer])
    assert found.assignment[0] == found.assignment[1]
    assert _names(found) == ["Clara Nunes", "Clara Nunes"]


def test_without_source_the_author_speaks(parser: Any) -> None:
    text = "Harbor plan stalls\n\nBy Ida Lund\n\nThe harbor plan seems doomed. The council meets on Friday."
    (parse,) = parser.parse([text])
    start = text.index("seems")
    found = resolve_speakers(
        parse, [Attribution(source=(), cue=(Span(start, start + 5),), content=(Span(start + 6, start + 12),))]
    )
    author = found.speaker("s0")
    assert found.assignment == ("s0",)
    assert (author.name, author.type) == ("Ida Lund", "author")
    assert [span.of(text) for span in author.mentions] == ["Ida Lund"]


def test_turns_of_a_transcript_are_merged(parser: Any) -> None:
    text = (
        "JOHN SMITH: Welcome to the briefing. We will be short.\n"
        "Q: Will the road open?\n"
        "MR. SMITH: It may open in June, John Smith would say.\n"
        "Q: And the tunnel?\n"
        "MS. LEE: The tunnel is closed. I told them so."
    )
    (parse,) = parser.parse([text])
    start = text.index("told")
    told = Attribution(
        source=(Span(start - 2, start - 1),), cue=(Span(start, start + 4),), content=(Span(start + 5, start + 12),)
    )
    found = resolve_speakers(parse, [told])
    by_label = {parse.blocks[index].label.of(text): identifier for index, identifier in found.turns.items()}
    assert by_label["JOHN SMITH"] == by_label["MR. SMITH"]
    assert len(set(by_label.values())) == 3
    assert found.speaker(by_label["MR. SMITH"]).name == "John Smith"
    assert found.speaker(by_label["Q"]).type == "unnamed"
    assert found.assignment == (by_label["MS. LEE"],)


def test_two_teams_of_the_same_kind_are_kept_apart(resolve: Any) -> None:
    _, found = resolve(
        "[The Okafor campaign] <said> {the vote was fair}.\n\n[The Lindholm campaign] <said> {it was not}.\n\n"
        "[The Okafor campaign] <rejected> {that}."
    )
    first, second, third = found.assignment
    assert first == third != second
    assert _names(found) == ["Okafor campaign", "Lindholm campaign", "Okafor campaign"]


def test_a_later_description_names_what_was_not_named(resolve: Any) -> None:
    _, found = resolve(
        "[A new poll] <found> {that most anglers were content}. [The survey, conducted by Harbour Watch,] <showed> "
        "{that few had caught anything}. [The poll] <said> {the lake was empty}."
    )
    assert len(set(found.assignment)) == 1
    assert _names(found)[0] == "Harbour Watch poll"


def test_the_post_is_what_was_spoken_of_before(resolve: Any) -> None:
    _, found = resolve("Ana Ruiz shared a Facebook post last week. [The post] <said> {the bridge was closed}.")
    assert _names(found) == ["Facebook post"]


def test_members_of_a_group_in_any_order(resolve: Any) -> None:
    _, found = resolve(
        "[Anna Bell and Jon Wood] <agreed> {that it should go}. [Wood and Bell] <said> {it was old}. "
        "[Clara Nunes and her lawyers] <denied> {that}. [Marta Olsen and other local politicians] <said> {so too}. "
        "[The two Democrats, Peter Quist and Senator Paul Reyes,] <said> {nothing had changed}."
    )
    assert _names(found) == [
        "Anna Bell and Jon Wood",
        "Anna Bell and Jon Wood",
        "Clara Nunes and her lawyers",
        "Marta Olsen and other local politicians",
        "Peter Quist and Paul Reyes",
    ]


def test_who_means_the_people_before_it(resolve: Any) -> None:
    _, found = resolve(
        "The targets of the campaign are local politicians [who] <say> {it is unfair}. There was little hope among "
        "fishermen, [who] <said> {the lake was empty}."
    )
    assert _names(found) == ["local politicians", "fishermen"]


def test_those_are_told_by_their_clause(resolve: Any) -> None:
    _, found = resolve("[Those who own boats] <said> {the harbour was full}.")
    assert _names(found) == ["those who own boats"]


def test_what_a_fact_suggests_is_the_authors_conclusion(resolve: Any) -> None:
    _, found = resolve("The lake was empty on Monday. [That] <suggests> {that the dam is leaking}.")
    assert found.assignment == ("s0",)


def test_owners_without_a_name_are_left_out(resolve: Any) -> None:
    _, found = resolve("The anglers won the vote. [Their local opponents] <said> {the count was wrong}.")
    assert _names(found) == ["local opponents"]


def test_surnames_hold_particles(resolve: Any) -> None:
    _, found = resolve("[Saskia in 't Hout, a member of the council,] <said> {it was late}.")
    assert _names(found) == ["Saskia in 't Hout"]


def test_a_newspaper_is_known_by_the_last_word_of_its_name(resolve: Any) -> None:
    _, found = resolve(
        "[The Norland Weekly Times] <reported> {that the mayor had resigned}. [The Times] <said> {nobody knew why}."
    )
    assert len(set(found.assignment)) == 1


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("Vera Holm has kept the lighthouse for ten years. We met her in March.", "Vera Holm"),
        ("Sail-maker Elswyth Kerr-Voss has a loft by the quay.", "Elswyth Kerr-Voss"),
    ],
)
def test_interview_letters_are_resolved(parser: Any, opening: str, name: str) -> None:
    text = f"{opening}\n\nQ: Is it lonely?\n\nA: I think it was at first.\n\nQ: And now?\n\nA: You get used to it."
    (parse,) = parser.parse([text])
    think = text.index("think")
    thought = Attribution(
        source=(Span(think - 2, think - 1),), cue=(Span(think, think + 5),), content=(Span(think + 6, think + 8),)
    )
    found = resolve_speakers(parse, [thought])
    assert _names(found) == [name]
    assert {found.speaker(identifier).name for identifier in found.turns.values()} == {name, "Q"}


def test_who_is_introduced_bears_the_full_name(parser: Any) -> None:
    (parse,) = parser.parse(
        ["HOST: With me is Elswyth Kerr of the Harbour Watch. Elswyth, what happened?\nKERR: A boat sank.\nHOST: When?"]
    )
    found = resolve_speakers(parse, [])
    assert {found.speaker(identifier).name for identifier in found.turns.values()} == {"Elswyth Kerr", "HOST"}


def test_one_capital_label_makes_no_transcript(parser: Any) -> None:
    (parse,) = parser.parse(["EXCLUSIVE: The mill closed on Monday.\n\nNobody was told."])
    assert resolve_speakers(parse, []).turns == {}


def test_nothing_to_resolve(parser: Any) -> None:
    (parse,) = parser.parse(["..."])
    found = resolve_speakers(parse, [])
    assert found.assignment == ()
    assert [speaker.id for speaker in found.speakers] == ["s0"]


_TEXT = (
    "Mr. Ruiz said critics of Ana Lee, the mayor of Ulm, might sue. “We won’t,” she told the Ulm Post (UP) who asked."
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spans=st.lists(
        st.tuples(*[st.tuples(st.integers(0, len(_TEXT)), st.integers(0, len(_TEXT))).map(sorted) for _ in range(3)]),
        max_size=5,
    )
)
def test_any_spans_give_one_speaker_each_and_mentions_inside_the_text(parser: Any, spans: list[Any]) -> None:
    (parse,) = _parsed(parser)
    attributions = [
        Attribution(
            source=(Span(*source),) if source[0] < source[1] else (), cue=(Span(*cue),), content=(Span(*content),)
        )
        for source, cue, content in spans
    ]
    found = resolve_speakers(parse, attributions)
    assert len(found.assignment) == len(attributions)
    ids = [speaker.id for speaker in found.speakers]
    assert len(ids) == len(set(ids))
    assert set(found.assignment) <= set(ids)
    for speaker in found.speakers:
        assert speaker.name.strip()
        assert all(0 <= span.start < span.end <= len(_TEXT) for span in speaker.mentions)


_CACHE: list[Any] = []


def _parsed(parser: Any) -> Any:
    if not _CACHE:
        _CACHE.append(parser.parse([_TEXT]))
    return _CACHE[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The driver", "The doctor"),
        ("A neighbour", "The vet"),
        ("The foreign minister", "The prime minister"),
        ("The home secretary", "The health secretary"),
        ("My sister", "The timetable"),
    ],
)
def test_different_descriptions_are_different_speakers(resolve: Any, first: str, second: str) -> None:
    _, found = resolve(f"[{first}] <said> {{the road was open}}. [{second}] <said> {{it was closed}}.")
    assert len(set(found.assignment)) == 2


def test_a_general_noun_means_whom_the_text_told_of(resolve: Any) -> None:
    _, found = resolve("[A neighbour] <said> {the dog bites}. [The man] <said> {it was loose}.")
    assert len(set(found.assignment)) == 1


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Mr. Baker", "Baker"),
        ("Mayor Ines Carpenter", "Ines Carpenter"),
        ("Weaver", "Weaver"),
        ("The baker", "unnamed baker"),
        ("The Department of Health and Human Services", "Department of Health and Human Services"),
        ("The Ministry of Trade and Industry", "Ministry of Trade and Industry"),
        ("The Committee on Oversight and Reform", "Committee on Oversight and Reform"),
        ("My sister", "unnamed sister"),
        ("Our company", "our company"),
        ("She", "unnamed woman"),
        ("He", "unnamed man"),
        ("They", "they"),
    ],
)
def test_what_speakers_are_called(resolve: Any, source: str, name: str) -> None:
    _, found = resolve(f"The tide was low. [{source}] <said> {{the pier was safe}}.")
    assert _names(found) == [name]


def test_a_clerk_is_not_the_court(resolve: Any) -> None:
    _, found = resolve("[The court] <said> {the ban was void}. [The clerk] <said> {the judges were split}.")
    assert _names(found) == ["court", "unnamed clerk"]


def test_it_is_nobody_who_is_he_or_she(resolve: Any) -> None:
    _, found = resolve("[He] <thinks> {that the pier is safe}. [It] <says> {so in the report}.")
    assert found.assignment[0] != found.assignment[1]


def test_they_are_not_a_couple_of_boats(resolve: Any) -> None:
    _, found = resolve("I have a couple of boats to sell. [They] <say> {that the talks should go on}.")
    assert _names(found) == ["they"]


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("Ana Ruiz is a playwright in Leeds.", "Ana Ruiz"),
        ("Ana Ruiz teaches law in Leeds.", "Ana Ruiz"),
        ("Ana Ruiz has money to burn.", "author"),
    ],
)
def test_an_author_is_named_by_the_line_that_introduces_them(resolve: Any, last: str, author: str) -> None:
    _, found = resolve(f"[I] <believe> {{the pier is safe}}.\n\nIt rained all day.\n\n{last}")
    assert _names(found) == [author]


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("The night", "night", "document"),
        ("The rise in prices", "rise in prices", "document"),
        ("The question", "question", "document"),
        ("The twist", "twist", "document"),
        ("Ana Holt's financial disclosure", "Ana Holt's financial disclosure", "document"),
        ("The roommate", "unnamed roommate", "unnamed"),
        ("A hairdresser", "unnamed hairdresser", "unnamed"),
        ("The quorvath", "unnamed quorvath", "unnamed"),
        ("The go-getter", "unnamed go-getter", "unnamed"),
        ("Just over a quarter, 26 percent, of voters", "quarter", "group"),
        ("A quarter of the drivers", "quarter of the drivers", "group"),
        ("The fourth quarter", "fourth quarter", "document"),
        ("A tenth", "tenth", "group"),
        ("Half of the anglers", "half of the anglers", "group"),
        ("About two-thirds of residents", "two-thirds of residents", "group"),
        ("A majority", "majority", "group"),
        ("Norvane AB", "Norvane AB", "organization"),
        ("Skane Kredit AG", "Skane Kredit AG", "organization"),
    ],
)
def test_persons_things_and_shares(resolve: Any, source: str, name: str, kind: str) -> None:
    _, found = resolve(f"The tide was low. [{source}] <showed> {{that the pier was unsafe}}.")
    speaker = found.speaker(found.assignment[0])
    assert (speaker.name, speaker.type) == (name, kind)


def test_what_she_owns_is_called_after_her(resolve: Any) -> None:
    _, found = resolve("Ana Holt ran for mayor. [Her financial disclosure] <shows> {that she owns two boats}.")
    assert _names(found) == ["Ana Holt's financial disclosure"]


def test_things_with_different_nouns_are_different(resolve: Any) -> None:
    _, found = resolve("[The delay] <suggests> {that it broke}. [The report] <says> {so}. [The delay] <shows> {more}.")
    assert _names(found) == ["delay", "report", "delay"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ruiz, Tan, Ohio Gov. Ana Holt and Sen. Bo Lind", "Ruiz, Tan, Ana Holt and Bo Lind"),
        ("Mayor Ruiz, Cara Tan, Ohio Gov. Ana Holt and Iowa Sen. Bo Lind", "Ruiz, Cara Tan, Ana Holt and Bo Lind"),
        ("Texas Gov. Ana Holt", "Ana Holt"),
        ("Ana Ruiz, Bo Ruiz and Cara Tan", "Ana Ruiz, Bo Ruiz and Cara Tan"),
        ("Holt, Lind and Lind", "Holt and Lind"),
        ("Ministers Ana Ruiz, Bo Tan and Carl Oder", "Ana Ruiz, Bo Tan and Carl Oder"),
        (
            "Sens. Jill Merton (D-Ore.), Sara Bowen (D-Ohio) and Rob Lind (D-N.J.) all",
            "Jill Merton, Sara Bowen and Rob Lind",
        ),
        ("Ana Ruiz, Head of Harbours, and Bo Tan", "Ana Ruiz and Bo Tan"),
        ("Her colleagues, Judges Bo Tan and Carl Oder,", "Bo Tan and Carl Oder"),
        ("Mayors Ana Ruiz of Kelby and Bo Tan of Lund", "Ana Ruiz and Bo Tan"),
        ("Bo Tan, from Lund, and his wife Ana", "Bo Tan and Ana"),
        ("Bo Tan and his wife, Ana Lund,", "Bo Tan and Ana Lund"),
    ],
)
def test_members_of_a_group_are_named_once(resolve: Any, source: str, name: str) -> None:
    _, found = resolve(f"[{source}] <said> {{the plan would fail}}.")
    assert _names(found) == [name]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("[Priorities] spokesman Jo Marsh", "Jo Marsh"),
        ("[Priorities spokesman Jo Marsh]", "Jo Marsh"),
        ("[Voters]", "Voters"),
    ],
)
def test_a_source_goes_on_to_the_person_with_the_role(resolve: Any, source: str, name: str) -> None:
    _, found = resolve(f"The ad was fair, <said> {source}. {{No}}")
    assert _names(found)[0].lower() == name.lower()


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("The letter was signed by Ann Poole, Tom Reese and Uma Lind.", "Ann Poole, Tom Reese and Uma Lind"),
        ("Ann Poole and Tom Reese met the unions on Monday.", "Ann Poole and Tom Reese"),
        ("Ann Poole and Tom Reese met on Monday. It rained.", "Ann Poole and Tom Reese"),
        ("Ann Poole and Tom Reese met on Monday. The miners were pleased.", "miners"),
    ],
)
def test_they_are_the_people_just_named_together(resolve: Any, before: str, name: str) -> None:
    _, found = resolve(f"{before} [They] <say> {{the mine is unsafe}}.")
    assert _names(found) == [name]
    assert found.speaker(found.assignment[0]).type == "group"


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("[Neither Ann Poole nor Tom Reese]", "Ann Poole and Tom Reese", "group"),
        ("[The owner of Vale Pictures and Oda Poole's big, big boss, Sam Hurst,]", "Sam Hurst", "person"),
        ("[Data from the 2014 Vale Census]", "2014 Vale Census data", "document"),
        ("[Data from the Vale Census]", "Vale Census data", "document"),
        ("Oda met the farmers, [many of whom]", "farmers", "group"),
        ("Oda met the farmers, [most of whom]", "farmers", "group"),
    ],
)
def test_who_a_phrase_is_about(resolve: Any, source: str, name: str, kind: str) -> None:
    _, found = resolve(f"{source} <suggested> {{that the mine was unsafe}}.")
    assert _names(found) == [name]
    assert found.speaker(found.assignment[0]).type == kind


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The minister", "The prime minister"),
        ("The vice president", "The president"),
        ("Vice President Ana Ruiz", "The president"),
        ("President Ana Ruiz", "The vice president"),
        ("The deputy mayor", "The mayor"),
    ],
)
def test_another_rank_is_another_office(resolve: Any, first: str, second: str) -> None:
    _, found = resolve(f"[{first}] <said> {{the dam was safe}}. [{second}] <said> {{it would fail}}.")
    assert len(set(found.assignment)) == 2


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("Vice President Ana Ruiz", "The vice president", "Ana Ruiz"),
        ("President Ana Ruiz", "The president", "Ana Ruiz"),
        ("The prime minister", "The prime minister", "unnamed prime minister"),
    ],
)
def test_the_same_rank_is_the_same_person(resolve: Any, first: str, second: str, name: str) -> None:
    _, found = resolve(f"[{first}] <said> {{the dam was safe}}. [{second}] <said> {{it would hold}}.")
    assert _names(found) == [name, name]


@pytest.mark.parametrize(
    ("following", "kind"),
    [
        ("On [its] website <says> {the boat is late}.", "organization"),
        ("[It] <added> {the boat is late}.", "organization"),
        ("[Nordlinjen] <added> {the boat is late}.", "person"),
    ],
)
def test_it_is_no_person(resolve: Any, following: str, kind: str) -> None:
    _, found = resolve(f"[Nordlinjen] <denied> {{the report}} on Monday. {following}")
    assert found.speaker(found.assignment[0]).type == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Western diplomats met. [One] <said> {it was over}. [Another, from a small embassy,] <feared> {war}.",
            ["unnamed western diplomat", "another western diplomat"],
        ),
        ("[Some residents] <want> {it}. [Others] <said> {it was a folly}.", ["some residents", "other residents"]),
        ("Two nurses spoke. [One] <said> {she was tired}.", ["unnamed nurse"]),
        ("Some neighbours wept. [Another, Rosa Petch,] <said> {it was late}.", ["Rosa Petch"]),
        ("It was cold. [One] <said> {it was over}.", ["unnamed one"]),
        (
            "[One fan] <said> {it was over}. [One of the aides] <wept>, {it was sad}.",
            ["unnamed fan", "one of the aides"],
        ),
    ],
)
def test_one_and_another_are_of_those_just_spoken_of(resolve: Any, text: str, names: list[str]) -> None:
    _, found = resolve(text)
    assert _names(found) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bill “Sarge” Tolman coaches them. [Sarge] <said> {they were robbed}.", "Bill Tolman"),
        ("Tom and Berit Lund were proud. [Tom] <said> {she did well}.", "Tom Lund"),
        ("Judge Clinton and Berit Lund were there. [Clinton] <said> {she did well}.", "Clinton"),
        ("Sgt Eoin Tarpey went in. He saw Bo Tan. [The sergeant] <said> {it was dark}.", "Eoin Tarpey"),
        ("“It is safe,” said the vet. “No,” [its head, retired general Ana Ruiz,] <told> {them}.", "Ana Ruiz"),
        ("Leo Varga, M.D., Ph.D., was pleased. [The company] <said> {it was safe}.", "company"),
        ("The couple, Jonty and Priya Lund, moved in. [Jonty] <said> {it was safe}.", "Jonty Lund"),
        ("Olsen and Priya Lund met. [Olsen] <said> {it was safe}.", "Olsen"),
        ("[Retired teacher Col Jessup] <said> {it was safe}.", "Col Jessup"),
        ("Mayor Kerrie Dunne left. [Cr Dunne] <said> {it was safe}.", "Kerrie Dunne"),
        ("[The Delta Growers' Forum] <said> {it was safe}.", "Delta Growers' Forum"),
        ("[Rival Osterby Group] <said> {it was safe}.", "Osterby Group"),
        ("[The Ministry of Water and Power] <said> {it was safe}.", "Ministry of Water and Power"),
        ("[His daughter and business partner, Jess Mulcahy,] <said> {it was safe}.", "Jess Mulcahy"),
        ("[At least three women] <said> {it was safe}.", "three women"),
    ],
)
def test_names_have_nicknames_ranks_and_degrees(resolve: Any, text: str, name: str) -> None:
    _, found = resolve(text)
    assert _names(found) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Ana Ruiz] <met> {the voters}. {Ana Ruiz would win}, [she] <said>.", "Ana Ruiz"),
        ("It was late. {Teachers are tired}, [they] <say>.", "teachers"),
    ],
)
def test_nobody_is_named_in_what_he_says(resolve: Any, text: str, name: str) -> None:
    _, found = resolve(text)
    assert _names(found)[-1] != name


def test_a_spokesman_may_be_named_when_he_speaks_again(resolve: Any) -> None:
    _, found = resolve(
        "President Oskar Telm had called her, [his spokesman] <said> {on Friday}. "
        "[The spokesman, Viktor Ansel,] <added> {that it went well}."
    )
    assert _names(found) == ["Viktor Ansel", "Viktor Ansel"]


@pytest.mark.parametrize("who", ["The mayor's aide, Bo Tan,", "Bo Tan, the mayor's aide,"])
def test_the_mayors_aide_is_no_mayor(resolve: Any, who: str) -> None:
    _, found = resolve(f"[{who}] <said> {{it was late}}. [The mayor] <said> {{it was not}}.")
    assert _names(found) == ["Bo Tan", "unnamed mayor"]


@pytest.mark.parametrize("name", ["Siobhán Ní Mharcaigh", "Ngozi Tan"])
def test_a_woman_named_behind_her_union_is_named(resolve: Any, name: str) -> None:
    _, found = resolve(f"[The head of the union, {name},] <said> {{it was late}}.")
    assert _names(found) == [name]
