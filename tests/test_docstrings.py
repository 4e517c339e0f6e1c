"""Every public name explains itself: a numpydoc docstring with its parameters, and an example that is run."""

from __future__ import annotations

import doctest
import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest

import hedge

NAMES = [name for name in hedge.__all__ if not name.startswith("__")]
SECTIONS = ("Parameters", "Attributes", "Returns", "Raises", "Warns", "Notes", "References", "Examples", "Yields")
#: Names without an example, and why.
WITHOUT_EXAMPLE = {
    "BadSource": "made by `read_sources`",
    "Comparison": "made by `compare`, which has the example",
    "CorpusProfile": "made by `profile_corpus`, which has the example",
    "Document": "made by a `Pipeline`, which has the example",
    "Frames": "made by `to_frames`, which has the example",
    "HedgeError": "an error",
    "Profile": "made by a `Pipeline`, printed in the README's example",
    "Statement": "made by a `Pipeline`, printed in the README's example",
    "compare_all": "as `compare`, which has the example; run in corpora/howto by its command",
    "merge_speakers": "needs a corpus; run in the README's commands and the tests of `profile_corpus`",
    "read_speaker_table": "reads a file; `SpeakerTable` has the example of what is in it",
    "write_brat": "writes a folder",
    "write_convokit": "writes into a corpus",
    "write_parquet": "writes a file, and needs the extra frames",
}


def sections(text: str) -> dict[str, str]:
    """The parts of a numpydoc docstring by heading; what comes first is under ""."""
    found, name = {"": ""}, ""
    lines = inspect.cleandoc(text).splitlines()
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if re.fullmatch(r"-{3,}", line):
            continue
        if line and re.fullmatch(r"-{3,}", below):
            name = line
            assert name in SECTIONS or name == "See Also", f"{name} is no section of numpydoc"
            found[name] = ""
        else:
            found[name] += line + "\n"
    return found


def documented(part: str) -> set[str]:
    """Names of parameters in a section: at the margin, with their type after a colon or alone."""
    heads = [line.partition(" : ")[0] for line in part.splitlines() if line and not line.startswith(" ")]
    return {name.strip().lstrip("*") for head in heads for name in head.split(",")}


def parameters(value: Callable[..., Any]) -> set[str]:
    return set(inspect.signature(value).parameters) - {"self", "args", "kwargs"}


def public_callables(name: str) -> list[tuple[str, Callable[..., Any]]]:
    """A function; or a class, if users make it, with its own methods that take something."""
    value = getattr(hedge, name)
    if not inspect.isclass(value):
        return [(name, value)]
    found: list[tuple[str, Callable[..., Any]]] = []
    for attribute, member in vars(value).items():
        member = getattr(member, "__func__", member)
        if not attribute.startswith("_") and inspect.isfunction(member):
            found.append((f"{name}.{attribute}", member))
    return found


def test_all_is_sorted_and_resolves() -> None:
    assert list(hedge.__all__) == sorted(hedge.__all__)
    for name in hedge.__all__:
        assert getattr(hedge, name) is not None


def test_shells_complete_what_is_loaded_late() -> None:
    assert {*hedge.__all__, "__doc__"} <= {*dir(hedge)}
    assert dir(hedge) == sorted({*dir(hedge)})


@pytest.mark.parametrize("name", NAMES)
def test_docstring_has_a_summary_of_one_line(name: str) -> None:
    value = getattr(hedge, name)
    assert value.__doc__, name
    lines = inspect.cleandoc(value.__doc__).splitlines()
    assert lines[0].endswith((".", "?"))
    assert len(lines) == 1 or not lines[1]
    for place, member in public_callables(name):
        assert member.__doc__, place


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_documented(name: str) -> None:
    value = getattr(hedge, name)
    if inspect.isclass(value) and (issubclass(value, Exception) or name == "Pipeline"):
        return  # nobody makes these
    found = sections(value.__doc__)
    wanted = parameters(value)
    assert wanted <= documented(found.get("Parameters", "")), wanted - documented(found.get("Parameters", ""))
    # What is documented exists.
    if not inspect.isclass(value):
        assert documented(found.get("Parameters", "")) <= wanted


@pytest.mark.parametrize("name", NAMES)
def test_example_is_there_unless_there_is_a_reason(name: str) -> None:
    value = getattr(hedge, name)
    examples = doctest.DocTestParser().get_examples(inspect.cleandoc(value.__doc__))
    assert bool(examples) != (name in WITHOUT_EXAMPLE)
    assert not examples or any(example.want for example in examples)


def test_exceptions_are_public_names() -> None:
    assert set(WITHOUT_EXAMPLE) <= set(NAMES)


def test_a_bad_docstring_is_noticed() -> None:
    good = "Do it.\n\nParameters\n----------\na, b : int\n    Numbers.\n*rest : str\n    More."
    assert documented(sections(good)["Parameters"]) == {"a", "b", "rest"}
    with pytest.raises(AssertionError, match="no section"):
        sections("Do it.\n\nArguments\n---------\na : int\n    Number.")
