"""What notebooks and servers do to a pipeline: event loops, threads, forks, workers, loading twice, showing values."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import pickle
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import hedge
from hedge.analysis import Pipeline

TEXT = "Mayor Ana Ruiz said the bridge may reopen on Friday. Engineers cannot confirm that."


def test_representations_are_short(nlp: Pipeline) -> None:
    doc = nlp(TEXT * 40, id="minutes/" + "long" * 30)
    assert len(repr(doc)) < 200
    speakers = {statement.speaker.id for statement in doc.statements}
    assert f"{len(doc.statements)} statements by {len(speakers)} speakers" in repr(doc)
    assert len(repr(doc.parse)) < 80
    assert repr(doc.statements[0]).startswith("<hedge.Statement 0: Ana Ruiz, possible 0.")
    assert max(len(repr(statement)) for statement in doc.statements) < 150
    assert "'default'" in repr(nlp)
    assert repr(nlp("")) == "<hedge.Document: 0 statements by 0 speakers in 0 characters, ''>"


def test_loading_the_same_again_gives_the_same(nlp: Pipeline) -> None:
    assert hedge.load() is nlp
    other = hedge.load("fast", use_gpu=True)  # which no other test holds on to
    assert other is hedge.load("fast", use_gpu=True)
    assert other is not nlp
    kept = weakref.ref(other)
    del other
    gc.collect()
    assert kept() is None


def test_inside_a_running_event_loop_and_from_threads(nlp: Pipeline) -> None:
    expected = nlp(TEXT).to_dict()

    async def cell() -> list[Any]:
        here = nlp(TEXT)
        return [here, *await asyncio.gather(*(asyncio.to_thread(nlp, TEXT) for _ in range(3)))]

    assert all(doc.to_dict() == expected for doc in asyncio.run(cell()))
    with ThreadPoolExecutor(4) as pool:
        assert all(doc.to_dict() == expected for doc in pool.map(nlp, [TEXT] * 8))


def test_a_pipeline_sent_to_a_worker_is_loaded_there(nlp: Pipeline) -> None:
    sent = pickle.dumps(nlp)
    assert len(sent) < 1000
    assert pickle.loads(sent)(TEXT).to_dict() == nlp(TEXT).to_dict()


def _analyse_in_fork(text: str) -> dict[str, Any]:
    return _SHARED[0](text).to_dict()


_SHARED: list[Pipeline] = []


@pytest.mark.skipif(sys.platform != "linux", reason="forks are safe to make on Linux only")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_forked_workers_do_not_hang(nlp: Pipeline) -> None:
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        expected = nlp(TEXT).to_dict()
        _SHARED[:] = [nlp]
        with multiprocessing.get_context("fork").Pool(2) as pool:
            assert pool.map_async(_analyse_in_fork, [TEXT] * 4).get(timeout=120) == [expected] * 4
    finally:
        _SHARED.clear()
        torch.set_num_threads(threads)
