from __future__ import annotations

from types import SimpleNamespace

from hedge.training.speakers.first_names import collect_first_names

NORSE = SimpleNamespace(
    first_names_male=("Åge", "Kim", "Jan Erik", "О́лег"),
    first_names_female={"Åse": 0.3, "Kim": 0.1},
    last_names=("Berg",),
)
GREEK = SimpleNamespace(
    first_romanized_names_male=["Spyros", "X", "N.1"],
    first_romanized_names_female=None,
    first_names_female=(("Zoe", "Zois"),),
)


def test_names_of_one_sex_alone() -> None:
    found = collect_first_names([NORSE, GREEK])
    assert found == {"åge": "m", "age": "m", "jan": "m", "åse": "f", "ase": "f", "spyros": "m"}
