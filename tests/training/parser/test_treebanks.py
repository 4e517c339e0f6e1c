from __future__ import annotations

import gzip
import json
from pathlib import Path

from hedge.training.parser.treebanks import contract_tokens, join_treebanks, label_characters

CONLLU = """# newdoc
# text = It didn't rain.
1\tIt\tit\tPRON\tPRP\t_\t4\texpl\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\train\train\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# text = Odd.
1\tOdd\todd\tADJ\tJJ\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

"""


def test_every_character_is_labelled(tmp_path: Path) -> None:
    source = tmp_path / "source.conllu"
    source.write_text(CONLLU, encoding="utf-8")
    folder = tmp_path / "characters"
    label_characters({"train": source, "dev": source}, folder)
    for split in ("train", "dev"):
        texts = (folder / f"{split}.txt").read_text(encoding="utf-8").split("\n\n")
        labels = (folder / f"{split}.labels").read_text(encoding="utf-8").split("\n\n")
        assert [text.strip() for text in texts] == ["It didn't rain.", "Odd."]
        assert [label.strip() for label in labels] == ["010000003000012", "0012"]
        assert json.loads((folder / f"{split}.mwt.json").read_text(encoding="utf-8")) == [
            [["didn't", ["did", "n't"]], 1]
        ]


def test_training_text_varies_its_quotation_marks_the_same_way_each_time(tmp_path: Path) -> None:
    quoted = ['# text = "No."', '1\t"\t"\tPUNCT', "2\tNo\tno\tINTJ", "3\t.\t.\tPUNCT", '4\t"\t"\tPUNCT']
    rows = [line if line.startswith("#") else f"{line}\t_\t_\t0\troot\t_\tSpaceAfter=No" for line in quoted]
    source = tmp_path / "source.conllu"
    source.write_text(("\n".join(rows) + "\n\n") * 100, encoding="utf-8")
    found = []
    for name in ("first", "second"):
        label_characters({"train": source, "dev": source}, tmp_path / name)
        found.append((tmp_path / name / "train.txt").read_text(encoding="utf-8"))
        assert set((tmp_path / name / "dev.txt").read_text(encoding="utf-8")) == set('"No.\n')
    assert found[0] == found[1]
    assert set(found[0]) > set('"No.\n')


def test_joined_treebanks_keep_their_order_and_contraction_undoes_the_expansion(tmp_path: Path) -> None:
    parts = [tmp_path / "a.gz", tmp_path / "b.gz"]
    parts[0].write_bytes(gzip.compress(CONLLU.encode()))
    parts[1].write_bytes(gzip.compress(CONLLU.replace("Odd", "Even").encode()))
    joined, contracted = tmp_path / "joined.conllu", tmp_path / "contracted.conllu"
    join_treebanks(parts, joined)
    assert joined.read_text(encoding="utf-8") == CONLLU + CONLLU.replace("Odd", "Even")
    contract_tokens(joined, contracted)
    rows = [line.split("\t") for line in contracted.read_text(encoding="utf-8").splitlines() if line[:1].isdigit()]
    assert " ".join(row[1] for row in rows) == "It didn't rain . Odd . It didn't rain . Even ."
    assert [row[1] for row in rows if "MWT=Yes" in row[9]] == ["didn't", "didn't"]
