"""First names: the gender that they tell, by lists of many countries' names, and short forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from unicodedata import combining, normalize

from hedge.errors import ModelError
from hedge.models import model_folder
from hedge.speakers import lexicon

FIRST_NAMES_FILE = "first_names.json"
SCHEMA = "hedge/first-names/1"
# Names of one person, a group a line.
NICKNAMES = tuple(
    frozenset(line.split())
    for line in """
    al albert alan alexander alfred
    alex alexander alexandra
    andy andrew
    ben benjamin bennie
    bernie bernard
    beth betsy betty liz lizzie eliza elizabeth
    bill billy will willie william
    bob bobby rob robbie robert
    cathy kathy kate katie katherine
    charlie chuck charles
    chris christopher christine christina
    cindy cynthia
    dan danny daniel
    dave david
    debbie deborah debra
    don donny donald
    doug douglas
    ed eddie ted teddy edward
    frank francis franklin
    fred frederick
    geoff geoffrey
    greg gregory
    hal harry henry harold
    jack john johnny
    jake jacob
    jeff jeffrey
    jen jenny jennifer
    jerry gerald jerome
    jim jimmy james
    joe joey joseph
    jon jonathan
    josh joshua
    ken kenny kenneth
    larry lawrence
    maggie meg peggy margaret
    matt matthew
    mike mick michael
    mitch mitchell
    nat nathan nathaniel
    nick nicholas
    pam pamela
    pat patrick patricia
    pete peter
    phil philip phillip
    randy randall
    rick ricky dick rich richard
    ron ronnie ronald
    rudy rudolph
    sam sammy samuel samantha
    sandy sandra alexandra
    steve steven stephen
    sue susie susan suzanne
    ted theodore
    tim timothy
    tom tommy thomas
    tony anthony
    vince vincent
    walt walter
    zach zachary
    """.strip().splitlines()
)


def gender_of(first_name: str) -> str:
    """Return ``"m"`` or ``"f"``, or ``""`` for a name that both bear or that is in no list.

    Parameters
    ----------
    first_name : str
        In lower case.

    Examples
    --------
    >>> gender_of("ngozi"), gender_of("wojciech"), gender_of("siobhán"), gender_of("andrea"), gender_of("harbour")
    ('f', 'm', 'f', '', '')
    """
    male, female = first_name in lexicon.MALE_NAMES, first_name in lexicon.FEMALE_NAMES
    if male or female:
        return "" if male and female else "m" if male else "f"
    names = load_first_names()
    return names.get(first_name) or names.get(_unaccented(first_name), "")


def _unaccented(name: str) -> str:
    """A name without the marks on its letters, as many lists write it: "siobhán" as "siobhan"."""
    return "".join(char for char in normalize("NFKD", name) if not combining(char))


@cache
def load_first_names() -> Mapping[str, str]:
    """Return the shipped list, from name to gender; raises as `hedge.speakers.candidates.ranking.load_ranking`."""
    return read_first_names(model_folder("speakers") / FIRST_NAMES_FILE)


def read_first_names(path: Path) -> Mapping[str, str]:
    """Read a list from its JSON file; raises `ModelError` as `load_first_names` does."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        names = {name: gender for gender in ("m", "f") for name in record[gender].split()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"expected first names in {path}, but it is damaged ({error}): reinstall hedge") from error
    if record.get("schema") != SCHEMA:
        raise ModelError(
            f"expected first names with schema {SCHEMA} in {path}, got {record.get('schema')}: reinstall hedge"
        )
    return MappingProxyType(names)


def write_first_names(names: Mapping[str, str], path: Path) -> None:
    """Write a list as `read_first_names` reads it."""
    record = {"schema": SCHEMA} | {
        gender: " ".join(sorted(name for name, own in names.items() if own == gender)) for gender in ("m", "f")
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
