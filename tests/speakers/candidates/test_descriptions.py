"""Descriptions that go on with a name, and those that do not, on invented texts."""

from __future__ import annotations

from typing import Any

import pytest

from hedge.documents import Span
from hedge.sources.attribution import Attribution
from hedge.speakers import resolve_speakers

# Marked as in conftest; the last attribution's speaker.
LAST = [
    ("Rain fell. Norvik Energy is under fire. [The company] <said> {it would appeal}.", "Norvik Energy"),
    ("Rain fell. Skane Bank closed in May. [The lender] <said> {more would follow}.", "Skane Bank"),
    ("Rain fell. Google was fined in May. [The company] <said> {it would appeal}.", "Google"),
    ("Rain fell. Kelby - Norvik Energy lost money. [The firm] <said> {it would appeal}.", "Norvik Energy"),
    # A board is no company, an airline no bank, and of two firms either may be meant.
    ("Rain fell. The Harbour Board met. [The company] <said> {it would appeal}.", "company"),
    ("Rain fell. Skane Bank closed in May. [The airline] <said> {more would follow}.", "airline"),
    ("Rain fell. It was late. Lena Falk, 34, won. [The 34-year-old] <said> {it was cold}.", "Lena Falk"),
    ("Per Dahl bought the inn in 2015. [The former banker] <said> {it was cold}.", "Per Dahl"),
    ("Rain fell. It was late. Otto Pram scored twice. [The striker] <said> {it was cold}.", "Otto Pram"),
    ("Rain fell. It was late. Otto Pram was sentenced. [The judge] <said> {it was a sad day}.", "unnamed judge"),
    (
        "Rain fell. It was late. Lena Falk and Otto Pram won. [The pair] <said> {it was cold}.",
        "Lena Falk and Otto Pram",
    ),
    ("Rain fell. It was late. Lena Falk and Otto Pram won. [Both] <said> {it was cold}.", "Lena Falk and Otto Pram"),
    (
        "[Lena Falk, Otto Pram and Per Dahl] <said> {it was cold}. [The three ministers] <said> {it may rain}.",
        "Lena Falk, Otto Pram and Per Dahl",
    ),
    ("[Lena Falk and Otto Pram] <said> {it was cold}. [The three ministers] <said> {it may rain}.", "three ministers"),
    ("[Lena Falk and Otto Pram] <said> {it was cold}. [The two countries] <said> {it may rain}.", "two countries"),
    ("Lena Falk's lawyer, Otto Pram, left. [Falk's lawyer] <said> {it was cold}.", "Otto Pram"),
    ("Lena Falk's lawyer, Otto Pram, left. [Falk's attorney] <said> {it was cold}.", "Otto Pram"),
    ("A lawyer for Falk, Otto Pram, left early. [Falk's attorney] <said> {it was cold}.", "Otto Pram"),
    (
        "Two lawyers for Falk, Otto Pram and Per Dahl, left. [Falk's attorney] <said> {it was cold}.",
        "unnamed Falk's attorney",
    ),
    ("My father, Otto Pram, built the mill. [My father] <said> {it was cold}.", "Otto Pram"),
    ("His father, Otto Pram, built the mill. [My father] <said> {it was cold}.", "unnamed father"),
    # Firms that sound like people, and whose trade the name does not tell.
    ("Rain fell. Wells Fargo was fined in May. [The company] <said> {it would appeal}.", "Wells Fargo"),
    ("Rain fell. Wells Fargo was fined in May. [The bank] <said> {it would appeal}.", "Wells Fargo"),
    ("Rain fell. Wells Fargo was fined in May. [The university] <said> {it would appeal}.", "university"),
    ("Rain fell. Wells Fargo was fined in May. [The union] <said> {it would appeal}.", "union"),
    (
        "Norvik Holdings raised its rates. Rain fell. It was late. [The lender] <said> {more would follow}.",
        "Norvik Holdings",
    ),
    ("Lena Falk's lawyer, Otto Pram, left. [Dahl's lawyer] <said> {it was cold}.", "unnamed Dahl's lawyer"),
    (
        "Lena Falk lost. [Her lawyer, Otto Pram,] <said> {it was cold}. [Falk's lawyer] <said> {it was late}.",
        "Otto Pram",
    ),
    ("Rain fell. It was late. Ana Ruiz was elected mayor. [The mayor] <said> {it was cold}.", "Ana Ruiz"),
    ("Rain fell. It was late. Otto Pram works as a nurse. [The nurse] <said> {it was cold}.", "Otto Pram"),
    ("Otto Pram is a nurse. Lena Falk runs the inn. [The nurse] <said> {it was cold}.", "Otto Pram"),
    ("Coach Mika Salo was unsure. [The Finn] <said> {it was cold}.", "Mika Salo"),
    ("Norvik Energy lost money. [The company] <said> {it was cold}. [The union] <said> {it was late}.", "union"),
    ("Norvik Energy paid nobody. [The prosecutor's office] <said> {it was cold}.", "prosecutor's office"),
    ("I doubt the mayor's plan. [She] <says> {the tram will pay}.", "unnamed mayor"),
    ("I spoke to the driver. [He] <says> {the road is shut}.", "unnamed driver"),
]


@pytest.mark.parametrize(("marked", "name"), LAST)
def test_descriptions_go_on_with_the_one_name_that_fits(resolve: Any, marked: str, name: str) -> None:
    _, resolution = resolve(marked)
    assert resolution.speaker(resolution.assignment[-1]).name == name


def test_a_description_beside_another_speaker_is_somebody_else(resolve: Any) -> None:
    _, resolution = resolve("[UN agencies] <say> {40 people died}, while [the government] <says> {nobody did}.")
    assert [resolution.speaker(each).name for each in resolution.assignment] == ["UN agencies", "government"]


def test_nobody_calls_himself_by_a_description(parser: Any) -> None:
    text = "According to Nasrin, the landlord admitted that it was cold."
    (parse,) = parser.parse([text])

    def span(words: str) -> tuple[Span]:
        start = text.index(words)
        return (Span(start, start + len(words)),)

    outer = Attribution(source=span("Nasrin"), cue=span("According to"), content=span(text[text.index("the") : -1]))
    inner = Attribution(source=span("the landlord"), cue=span("admitted"), content=span("that it was cold"))
    resolution = resolve_speakers(parse, [outer, inner])
    assert [resolution.speaker(each).name for each in resolution.assignment] == ["Nasrin", "unnamed landlord"]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[46 percent of likely voters] <trust> {her}. [Only 12 percent] <trust> {him}.",
         ["46 percent of likely voters", "12 percent of likely voters"]),
        ("Among likely voters, [46 percent] <said> {she won}.", ["46 percent of likely voters"]),
        ("[The FBI and Justice Department] <said> {it was over}.", ["FBI and Justice Department"]),
        ("[Both of his party's senators] <said> {it was over}.", ["his party's senators"]),
        ("Dana Holt, [whose husband] <said> {he was ill}, left.", ["unnamed Dana Holt's husband"]),
        ("[Supporters of her opponent, Sen. Bo Sand,] <said> {it was rigged}.", ["supporters of her opponent"]),
        ("[Citizens for Open Harbours] <said> {it was over}.", ["Citizens for Open Harbours"]),
        ("Striker Jonas Elm won. [Elm] <said> {it was over}.", ["Jonas Elm"]),
        ("[Its organiser, retired teacher Ruth Pell,] <said> {it was over}.", ["Ruth Pell"]),
        ("[Councillor Ines Varga] <said> {it was over}.", ["Ines Varga"]),
        ("[Skage's captain, Per Dahl,] <said> {it was over}.", ["Per Dahl"]),
        ("[The band Orla] <said> {it was over}.", ["Orla"]),
        ("[The lobby group Open Ports] <said> {it was over}.", ["Open Ports"]),
        ("[Several Texans] <said> {it was cold}.", ["several Texans"]),
        ("[The media] <said> {it was cold}. Then [the crowd] <cheered> {her}.", ["the media", "the crowd"]),
        ("[Amnesty International] <said> {it was cold}.", ["Amnesty International"]),
    ],
)  # fmt: skip
def test_names_of_groups_and_bodies(resolve: Any, marked: str, names: list[str]) -> None:
    _, resolution = resolve(marked)
    assert [resolution.speaker(each).name for each in resolution.assignment] == names
