from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

# Workers import the tasks by name: here from the start, as those of a cluster may start before a test does.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def deeds() -> Callable[..., Any]:
    from deeds import Deeds

    return Deeds
