"""Collect which first names are those of men and of women, from the lists of Faker (MIT licence)."""

from __future__ import annotations

import importlib
import pkgutil
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from hedge.speakers import lexicon


def collect_first_names(providers: Iterable[Any] | None = None) -> dict[str, str]:
    """Collect names that only men or only women bear, whatever the country.

    Parameters
    ----------
    providers : iterable, optional
        Faker's providers of persons' names, one a language and country; default: all (extra ``train``).

    Returns
    -------
    dict of str to str
        From names in Latin letters, in lower case, with and without their accents, to ``"m"`` or ``"f"``.
    """
    genders: dict[str, set[str]] = {}
    for provider in _providers() if providers is None else providers:
        for attribute in dir(provider):
            # "first_names_male", "first_romanized_names_female" and the like
            if attribute.startswith("first_") and "male" in attribute:
                gender = "f" if "female" in attribute else "m"
                for name in _names(getattr(provider, attribute)):
                    genders.setdefault(name, set()).add(gender)
    # "Lady" and "King" are names somewhere as well.
    words = lexicon.TITLES | lexicon.PERSON_NOUNS
    return {name: gender for name, (gender, *others) in genders.items() if not others and name not in words}


def _providers() -> Iterator[Any]:
    from faker.providers import person

    for module in pkgutil.iter_modules(person.__path__):
        if module.ispkg:
            yield importlib.import_module(f"{person.__name__}.{module.name}").Provider


def _names(listed: object) -> Iterator[str]:
    for name in listed if isinstance(listed, tuple | list | dict | frozenset | set) else ():
        if isinstance(name, str) and name.split():
            first = name.split()[0].casefold()
            plain = "".join(char for char in unicodedata.normalize("NFD", first) if not unicodedata.combining(char))
            if len(plain) > 1 and plain.isascii() and plain.isalpha():
                yield from (first, plain)
