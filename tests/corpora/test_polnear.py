from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from hedge.corpora.newscert import read_newscert
from hedge.corpora.polnear import read_polnear
from hedge.errors import InputError, MissingInputError

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample"
TEXT = "It may rain, officials said, all day.\r\nNobody knows."


def write(root: Path, *annotations: tuple[str, str]) -> Path:
    (root / "text").mkdir()
    (root / "attributions").mkdir()
    (root / "text" / "rain.txt").write_bytes(TEXT.encode())
    for name, content in annotations:
        (root / "attributions" / f"rain_{name}.ann").write_text(content)
    return root


GOOD = (
    "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3 Content2:T5\n"
    "T1\tSource 13 22\tofficials\nT2\tCue 23 27\tsaid\nT3\tContent 0 11\tIt may rain\nT5\tContent 29 36\tall day\n"
    "T4\tAttribution 23 27\tsaid\nE2\tAttribution:T4 Cue:T2\n"
)


def test_events_spans_and_the_first_annotator(tmp_path: Path) -> None:
    folder = write(tmp_path, ("b111", "E1\tContent:T9\n"), ("a111", GOOD))
    (article,) = read_polnear(folder)
    assert article.text == TEXT
    assert article.events == ("E1",)
    (attribution,) = article.attributions
    assert [span.of(TEXT) for span in attribution.content] == ["It may rain", "all day"]
    assert [span.of(TEXT) for span in attribution.source] == ["officials"]


@pytest.mark.parametrize(
    "content", ["T1\tSource 13 900\tx\n", "T1\tSource\n", "E1\tContent:T7\n", "T1\tSource a b\tx\n"]
)
def test_broken_annotations_are_refused_with_the_line(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="line 1"):
        read_polnear(write(tmp_path, ("a111", content)))


def test_other_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="text/"):
        read_polnear(tmp_path)
    with pytest.raises(MissingInputError, match="NewsCert"):
        read_newscert(tmp_path)


def test_any_end_of_line_may_stand_in_newscert_text(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sample")
    path = tmp_path / "sample" / "statements.jsonl"
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    record = json.loads(first) | {"note": "One line.\u2028The next.\x85And\x0cthe last."}
    path.write_text("\n".join([json.dumps(record, ensure_ascii=False), *rest]), encoding="utf-8")
    assert read_newscert(tmp_path / "sample") == read_newscert(SAMPLE)


def test_broken_newscert_lines_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path)
    for line in ("nonsense", "{}", '{"doc": "rain", "id": "E1"}'):
        (folder / "statements.jsonl").write_text(line + "\n")
        with pytest.raises(InputError, match="line 1"):
            read_newscert(folder)


def test_the_sample_reads_both_ways() -> None:
    polnear = {article.id: article for article in read_polnear(SAMPLE)}
    newscert = {article.id: article for article in read_newscert(SAMPLE)}
    assert set(polnear) == set(newscert)
    for name, article in newscert.items():
        gold = dict(zip(polnear[name].events, polnear[name].attributions, strict=True))
        assert {s.id for s in article.statements} == set(gold)
        for statement in article.statements:
            assert statement.attribution.content == gold[statement.id].content
        assert article.cues
