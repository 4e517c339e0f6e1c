from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hedge.corpora.behaviour import COLUMNS, MinimalPair, TargetedText, read_behaviour
from hedge.documents import Span
from hedge.errors import InputError, MissingInputError
from hedge.training.certainty.patterns import pattern_examples

SUITE = Path(__file__).parents[2] / "corpora" / "behaviour"
HEADER = "\t".join(COLUMNS)
LINE = "modals\torder\tIt is late.\tIt may be late.\tIt is late\tIt may be late\ta remark"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "pairs.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_reads_pairs_from_a_file_or_its_folder(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER, LINE, 'quotes\tequal\t"So," he said.\t“So,” he said.\tSo\tSo\t')
    first, second = read_behaviour(path)
    assert first == MinimalPair(
        phenomenon="modals",
        kind="order",
        first=TargetedText(text="It is late.", target=Span(0, 10)),
        second=TargetedText(text="It may be late.", target=Span(0, 14)),
        note="a remark",
    )
    assert (second.first.text, second.first.target, second.kind) == ('"So," he said.', Span(1, 3), "equal")
    assert read_behaviour(tmp_path) == [first, second]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (LINE.replace("order", "less"), "order or equal .* line 2, got 'less'"),
        (LINE.replace("modals", "modal verbs"), "identifier .* line 2"),
        (LINE.removesuffix("\ta remark"), "7 fields .* line 2"),
        (LINE + "\tmore", "7 fields .* line 2"),
        (LINE.replace("\tIt is late\t", "\tit is late\t"), "'it is late' once .* line 2, found it 0 times"),
        (LINE.replace("\tIt is late\t", "\tt\t"), "found it 2 times"),
        (LINE.replace("\tIt is late\t", "\t\t"), "found it 0 times"),
        (LINE.replace("It may be late", "It is late"), "two different texts"),
    ],
)
def test_damaged_lines_are_refused(tmp_path: Path, line: str, message: str) -> None:
    path = write(tmp_path, HEADER, line)
    with pytest.raises(InputError, match=message):
        read_behaviour(path)


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"pairs\.tsv"):
        read_behaviour(tmp_path)
    with pytest.raises(InputError, match="columns"):
        read_behaviour(write(tmp_path, "first\tsecond", "a\tb"))
    with pytest.raises(InputError, match="got none"):
        read_behaviour(write(tmp_path, HEADER))
    (tmp_path / "pairs.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read_behaviour(tmp_path)


def test_the_shipped_suite_is_large_and_has_no_pair_twice() -> None:
    pairs = read_behaviour(SUITE)
    sizes = Counter(pair.phenomenon for pair in pairs)
    assert len(pairs) >= 600
    assert len(sizes) >= 25
    assert min(sizes.values()) >= 10
    assert len({frozenset((pair.first.text, pair.second.text)) for pair in pairs}) == len(pairs)
    halves = Counter(pair.half for pair in pairs)
    assert abs(halves["dev"] - halves["held"]) < 60


def test_the_shipped_suite_shares_no_sentence_with_the_training_patterns() -> None:
    texts = {side.text.lower() for pair in read_behaviour(SUITE) for side in (pair.first, pair.second)}
    assert not texts & {example.text.lower() for example in pattern_examples()}
