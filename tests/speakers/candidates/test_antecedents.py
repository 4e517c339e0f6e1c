"""What pronouns and descriptions mean that go on speaking of something, on invented sentences."""

from __future__ import annotations

from typing import Any

import pytest


def _speakers(resolve: Any, marked: str) -> list[tuple[str, str]]:
    _, found = resolve(marked)
    speakers = [found.speaker(identifier) for identifier in found.assignment]
    return [(speaker.name, speaker.type) for speaker in speakers]


@pytest.mark.parametrize(
    ("before", "pronoun", "name", "kind"),
    [
        ("The mayor of Kelby opened the fair.", "He", "unnamed mayor of Kelby", "unnamed"),
        ("The bishop of Varn was ill for weeks.", "She", "unnamed bishop of Varn", "unnamed"),
        ("Our aunt came by on Sunday.", "She", "unnamed aunt", "unnamed"),
        ("The ministry of works sent a letter.", "It", "ministry of works", "organization"),
        ("Two former guards walked in.", "They", "two former guards", "group"),
    ],
)
def test_a_pronoun_goes_on_with_what_was_described(
    resolve: Any, before: str, pronoun: str, name: str, kind: str
) -> None:
    assert _speakers(resolve, f"{before} [{pronoun}] <said> {{the road was closed}}.") == [(name, kind)]


@pytest.mark.parametrize(
    ("between", "last"),
    [
        ("Engineers looked at it on Monday.", "engineers"),
        ("The farmers showed it to engineers.", "farmers"),
        ("Engineers looked at it on Monday. The farmers watched.", "farmers"),
        ("It was dark.", "farmers"),
        ("[The farmers] <said> {engineers had looked at it}.", "farmers"),
    ],
)
def test_they_are_who_acted_after_the_last_to_speak(resolve: Any, between: str, last: str) -> None:
    marked = f"[Farmers] <said> {{the dam leaked}}. {between} [They] <believe> {{it will hold}}."
    first, *_, they = (name for name, _ in _speakers(resolve, marked))
    assert (first, they) == ("farmers", last)


def test_a_pronoun_of_another_gender_does_not(resolve: Any) -> None:
    assert _speakers(resolve, "Our aunt came by on Sunday. [He] <said> {it was late}.") == [("unnamed man", "unnamed")]


@pytest.mark.parametrize("second", ["health ministry", "court", "university", "coastguard"])
def test_bodies_with_different_nouns_are_different(resolve: Any, second: str) -> None:
    marked = f"[The navy] <said> {{a ship sank}}. [The {second}] <said> {{nine died}}. [The navy] <added> {{no more}}."
    assert [name for name, _ in _speakers(resolve, marked)] == ["navy", second, "navy"]


def test_footage_is_not_what_somebody_said_in_it(resolve: Any) -> None:
    marked = (
        '[A video] <claims> {that the gates were opened}. {"They lie,"} <says> [a narrator]. '
        "[The footage] <shows> {a drill}."
    )
    video, narrator, footage = (name for name, _ in _speakers(resolve, marked))
    assert narrator == "unnamed narrator"
    assert footage != narrator
    assert video == "video"


def test_who_knows_is_the_authors_shrug(resolve: Any) -> None:
    marked = "The lamp went out. {It may be a fault}, [who] <knows>."
    assert _speakers(resolve, marked) == [("author", "author")]


def test_several_authors_of_a_paper_are_a_group(resolve: Any) -> None:
    marked = "[Okada et al. (2016)] <report> {that we sleep less}. [Okada and Reyes (2019)] <argue> {that we do not}."
    assert _speakers(resolve, marked) == [("Okada et al.", "group"), ("Okada and Reyes", "group")]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        # Who answers a question did not ask it.
        (
            '{"Did he pay you?"} <asked> [the magistrate]. {"Never a penny,"} <said> [the girl].',
            ["unnamed magistrate", "unnamed girl"],
        ),
        ('{"He paid,"} <said> [the magistrate]. {"In gold,"} <said> [the man].', ["unnamed magistrate"] * 2),
        # "The man" may be the mechanic, "the man at the counter" is none.
        ("[A mechanic] <said> {it broke}. [The man] <said> {it was old}.", ["unnamed mechanic"] * 2),
        (
            "[A mechanic] <said> {it broke}. [The man at the counter] <said> {it was old}.",
            ["unnamed mechanic", "unnamed man at the counter"],
        ),
        ("[A man] <said> {it broke}. [The mechanic] <said> {it was old}.", ["unnamed man"] * 2),
        ("[A mechanic] <said> {it broke}. [The tall man] <said> {it was old}.", ["unnamed mechanic"] * 2),
        # A ministry is no office, a union no bank, but a bank is a lender.
        ("[Lorne Bank] <said> {wages rose}. [The lender] <feared> {the worst}.", ["Lorne Bank"] * 2),
        ("[The audit office] <said> {it was lost}. [The ministry] <denied> {that}.", ["audit office", "ministry"]),
        ("[Lorne Bank] <said> {wages rose}. [The union] <feared> {the worst}.", ["Lorne Bank", "union"]),
        # Handles are names.
        ("[@pixelgoat] <wrote> {that it works}. Later [@pixelgoat] <left> {a note}.", ["@pixelgoat"] * 2),
        ("[Glaciologist Henrik Moe] <said> {it broke}.", ["Henrik Moe"]),
        # Trades and titles in front of names, honours behind them.
        ("[Yachtsman Merv Oakley] <said> {it broke}.", ["Merv Oakley"]),
        ("[Islander Denny Wragg] <said> {it broke}.", ["Denny Wragg"]),
        ("[Superintendent Faye Lund] <said> {it broke}.", ["Faye Lund"]),
        ("[Ms. Orla Teal KC] <said> {it broke}.", ["Orla Teal"]),
        ("[Hunter Ann Foods] <said> {it broke}.", ["Hunter Ann Foods"]),
        ("[River Denny Watch] <said> {it broke}.", ["River Denny Watch"]),
    ],
)
def test_who_is_somebody_else(resolve: Any, marked: str, names: list[str]) -> None:
    assert [name for name, _ in _speakers(resolve, marked)] == names
