"""The same documents give the same JSON, whatever they are analysed with, after, and by."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedge.analysis import Document, FailedDocument, Pipeline
from hedge.errors import DocumentError, OptionError

SAMPLES = sorted((Path(__file__).parents[2] / "corpora" / "sample" / "text").glob("*.txt"))
PARAGRAPHS = [part for path in SAMPLES for part in path.read_text(encoding="utf-8").split("\n\n") if part.strip()]
# Of all lengths, so that batches are padded in many ways.
TEXTS = [*PARAGRAPHS[::9], "", "Perhaps.", " ".join(PARAGRAPHS[5:9])]


@pytest.fixture(scope="module")
def alone(nlp: Pipeline) -> list[dict[str, object]]:
    return [nlp(text, id=str(number)).to_dict() for number, text in enumerate(TEXTS)]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_and_batch_size(nlp: Pipeline, alone: list[dict[str, object]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(TEXTS))))
    size = data.draw(st.integers(2, len(TEXTS)))
    documents = nlp.pipe([TEXTS[i] for i in order], ids=[str(i) for i in order], batch_size=size)
    assert [document.to_dict() for document in documents] == [alone[i] for i in order]


def test_any_number_of_processes(nlp: Pipeline, alone: list[dict[str, object]]) -> None:
    ids = [str(number) for number in range(len(TEXTS))]
    documents = nlp.pipe(TEXTS, ids=ids, batch_size=3, n_jobs=2, time_limit=300.0)
    assert [document.to_dict() for document in documents] == alone


def test_a_cluster(nlp: Pipeline, alone: list[dict[str, object]]) -> None:
    distributed = pytest.importorskip("distributed")
    order = random.Random(1).sample(range(len(TEXTS)), len(TEXTS))
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        documents = nlp.pipe(
            [TEXTS[i] for i in order],
            ids=[str(i) for i in order],
            batch_size=4,
            backend="dask",
            scheduler=cluster.scheduler_address,
        )
        assert [document.to_dict() for document in documents] == [alone[i] for i in order]


def test_a_document_that_fails_is_an_error_or_stands_in_its_place(nlp: Pipeline) -> None:
    class Trap(str):
        def __len__(self) -> int:
            raise ZeroDivisionError("trapped")

    texts = ["It may rain.", Trap("It will rain."), "It rains."]
    with pytest.raises(DocumentError, match=r"'b'.*ZeroDivisionError: trapped"):
        list(nlp.pipe(texts, ids="abc"))
    found = list(nlp.pipe(texts, ids="abc", errors="record"))
    assert [type(each) for each in found] == [Document, FailedDocument, Document]
    assert [each.id for each in found] == ["a", "b", "c"]
    with pytest.raises(OptionError, match="errors to be"):
        list(nlp.pipe(texts, errors="ignore"))  # type: ignore[call-overload]
