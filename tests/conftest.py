"""Fixtures shared by all tests: the shipped models, loaded once."""

from __future__ import annotations

import pytest

from hedge.analysis import Pipeline, load
from hedge.parsing import Parser, load_parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    return load_parser()


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    return load()
