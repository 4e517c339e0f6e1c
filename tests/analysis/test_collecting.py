from __future__ import annotations

import gc

import pytest

from hedge.analysis.collecting import no_collections


def test_collections_go_on_afterwards() -> None:
    garbage: list[object] = []
    garbage.append(garbage)
    with no_collections(keep=True):
        assert not gc.isenabled()
        held = [[number] for number in range(10_000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    assert gc.get_count()[0] < len(held)  # they count as old: no collection is due that would walk over them
    del garbage
    assert gc.collect() > 0


def test_what_is_made_for_a_while_is_still_looked_at() -> None:
    with no_collections():
        ring: list[object] = []
        ring.append(ring)
        del ring
    assert gc.isenabled()
    assert gc.collect() > 0


def test_collections_go_on_after_a_failure() -> None:
    with pytest.raises(KeyError), no_collections():
        raise KeyError
    assert gc.isenabled()


def test_settings_of_the_program_are_kept() -> None:
    gc.disable()
    try:
        with no_collections():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with no_collections(keep=True):
            assert gc.isenabled()
        with no_collections():
            assert not gc.isenabled()
        assert gc.get_freeze_count() == pytest.approx(frozen, abs=100)
    finally:
        gc.unfreeze()
