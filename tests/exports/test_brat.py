from __future__ import annotations

import re
from pathlib import Path

from hedge.analysis import Document
from hedge.exports import write_brat


def test_brat_reads_every_line(documents: list[Document], tmp_path: Path) -> None:
    write_brat(documents, tmp_path / "out")
    texts = sorted((tmp_path / "out").glob("*.txt"))
    assert [path.stem for path in texts] == ["document-4", "empty", "talk", "talk.vtt", "wire_Story_1"]
    config = (tmp_path / "out" / "annotation.conf").read_text()
    seen: set[str] = set()
    for path in texts:
        text = path.read_bytes().decode("utf-8")
        ids: set[str] = set()
        annotations = path.with_name(path.stem + ".ann").read_bytes().decode("utf-8")
        # brat reads lines as str.splitlines cuts them.
        assert annotations.splitlines() == annotations.split("\n")[:-1]
        for line in annotations.split("\n")[:-1]:
            name, rest = line.split("\t", 1)
            assert name not in ids
            ids.add(name)
            seen.add(name[0])
            if name[0] == "T":
                match = re.fullmatch(r"([\w-]+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", rest, re.S)
                assert match is not None
                assert re.search(rf"^{match[1]}$", config, re.M)
                parts = [tuple(map(int, part.split())) for part in match[2].split(";")]
                assert parts == sorted(parts)
                assert match[3] == " ".join(text[start:end] for start, end in parts)
                assert all(text[start:end] == text[start:end].strip() != "" for start, end in parts)
            else:
                kind, *arguments = rest.split("\t")[0].split(" ")
                assert {argument.split(":")[-1] for argument in arguments} <= ids
                assert re.search(rf"^{kind}\t", config, re.M) or kind == "AnnotatorNotes"
    assert seen == {"T", "R", "A", "#"}


def test_line_ends_inside_a_statement_cut_it(documents: list[Document], tmp_path: Path) -> None:
    write_brat(documents[:1], tmp_path)
    assert re.search(
        r"^T\d+\tStatement-\w+ \d+ \d+;\d+ \d+\t.*lighter than those", (tmp_path / "wire_Story_1.ann").read_text(), re.M
    )
