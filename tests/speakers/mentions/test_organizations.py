"""Organisations whose names do not tell what they are."""

from __future__ import annotations

from typing import Any

import pytest

import hedge
from hedge.speakers.mentions.names import find_names
from hedge.speakers.mentions.organizations import is_company, is_organization


def _kinds(parser: Any, text: str) -> dict[str, str]:
    (parse,) = parser.parse([text])
    return {" ".join(name.tokens): name.kind for name in find_names(parse)}


@pytest.mark.parametrize("name", ["Google", "eBay", "Hamas", "Sinn Féin", "Downing Street", "the Kremlin", "Labour"])
def test_bare_names_of_organizations(parser: Any, name: str) -> None:
    assert _kinds(parser, f"On Monday {name} said it may help.") == {name.removeprefix("the "): "organization"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ford said sales may fall.", "organization"),
        ("Ford said he would stay.", ""),
        ("Ford said it may fail. Mr Ford was tired.", "person"),
        ("Ana Ford lost. Ford said it may fail.", ""),
    ],
)
def test_a_person_of_the_name_in_the_text_wins(parser: Any, text: str, kind: str) -> None:
    assert _kinds(parser, text)["Ford"] == kind


def test_signs_may_be_left_out() -> None:
    assert is_company(["barnes", "noble"])
    assert is_company(["barnes", "&", "noble"])
    assert not is_company(["hamas"])
    assert is_organization(["mcdonald’s"])


def test_what_belongs_to_a_man_is_not_the_company_called_after_one(parser: Any) -> None:
    assert "McDonald's" in _kinds(parser, "McDonald's said it may fail.")
    assert "McDonald" in _kinds(parser, "McDonald's lawyer said it may fail.")


def test_bare_names_of_organizations_are_one_across_documents(nlp: Any) -> None:
    documents = [nlp(f"Oxfam said the {what} may fail.", id=what) for what in ("plan", "well")]
    (oxfam,) = hedge.profile_corpus(documents)
    assert (oxfam.speaker, oxfam.type, oxfam.documents) == ("Oxfam", "organization", 2)
