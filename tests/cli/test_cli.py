"""The command as a user runs it: its output, messages and exit codes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample"
Command = Callable[..., subprocess.CompletedProcess[bytes]]
WIRE = SAMPLE / "text" / "wire-dam-inspection.txt"


def test_text_output(hedge: Command) -> None:
    result = hedge("analyze", WIRE)
    assert result.returncode == 0
    shown = result.stdout.decode()
    assert "statements" in shown
    assert "cues per 100 words" in shown


def test_json_of_one_file_and_bad_files_beside_it(hedge: Command, tmp_path: Path) -> None:
    empty, binary, folder = tmp_path / "empty.txt", tmp_path / "binary.bin", tmp_path / "folder"
    empty.touch()
    folder.mkdir()
    binary.write_bytes(bytes(range(256)) * 40)
    out = tmp_path / "out.json"
    result = hedge("analyze", empty, WIRE, binary, folder, tmp_path / "none.txt", "--format", "json", "--out", out)
    assert result.returncode == 1
    assert result.stderr.decode().count("hedge: expected") == 4
    records = json.loads(out.read_text())
    assert [record["id"] for record in records] == [
        str(each) for each in (empty, WIRE, binary, folder, tmp_path / "none.txt")
    ]
    assert [record.get("error", {}).get("type") for record in records] == [
        "InputError",
        None,
        "InputError",
        "InputError",
        "MissingInputError",
    ]
    record = records[1]
    assert record["schema"] == "hedge/analysis/1"
    text = WIRE.read_bytes().decode("utf-8")
    for statement in record["statements"]:
        assert statement["text"] == " ".join(text[start:end] for start, end in statement["spans"])


def test_standard_input_as_jsonl(hedge: Command) -> None:
    result = hedge("analyze", "-", "--format", "jsonl", stdin="Sie sagte, “it may rain”.".encode())
    assert result.returncode == 0
    assert json.loads(result.stdout)["id"] == "-"


def test_tables_in_and_out(hedge: Command, tmp_path: Path) -> None:
    table, out, folder = tmp_path / "talks.csv", tmp_path / "out.csv", tmp_path / "all"
    table.write_text("who,body\nAna Ruiz,It may rain.\nBo Tan,\n@x,No.\n", encoding="utf-8")
    columns = ("--text-column", "body", "--speaker-column", "who")
    result = hedge("analyze", table, *columns, "--format", "csv", "--out", out)
    assert result.returncode == 1
    assert "line 3 of" in result.stderr.decode()
    head, first, second = out.read_text(encoding="utf-8").splitlines()
    assert head.startswith("document,date,statement,")
    assert "Ana Ruiz" in first
    assert ",'@x," in second
    assert hedge("analyze", table, *columns, "--format", "parquet", "--out", folder).returncode == 1
    assert sorted(path.name for path in folder.iterdir()) == [
        "cues.parquet", "profiles.parquet", "speakers.parquet", "statements.parquet"
    ]  # fmt: skip


def test_trees_and_folders_out(hedge: Command, tmp_path: Path) -> None:
    trees = hedge(
        "analyze", "-", "--format", "conllu", stdin=b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Bo>It may rain.\n"
    )
    assert trees.returncode == 0
    assert "name=Bo" in trees.stdout.decode()
    corpus, brat = tmp_path / "corpus", tmp_path / "brat"
    assert hedge("analyze", WIRE, "--format", "convokit", "--out", corpus).returncode == 0
    assert hedge("analyze", corpus, "--format", "brat", "--out", brat).returncode == 0
    assert {path.suffix for path in brat.iterdir()} == {".ann", ".txt", ".conf"}


def test_html_report_is_the_same_each_time(hedge: Command, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    text = b"Ruiz said </script><b>it may rain</b>."
    assert hedge("analyze", WIRE, "-", "--format", "html", "--out", out, stdin=text).returncode == 0
    assert hedge("analyze", WIRE, "-", "--format", "html", stdin=text).stdout == out.read_bytes()
    page = out.read_text(encoding="ascii")
    assert page.startswith("<!doctype html>")
    assert page.count("<article") == 2
    assert page.count("</script>") == 2
    assert "<b>it" not in page


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyze"],
        ["analyze", "none.txt"],
        ["analyze", "x", "--format", "pdf"],
        ["analyze", "--no-such-option", "x"],
        ["analyze", str(WIRE), "--preset", "fastest"],
        ["analyze", str(WIRE), "--format", "brat"],
        ["analyze", str(WIRE), "--format", "parquet"],
        ["analyze", str(WIRE), "--format", "convokit", "--out", str(WIRE)],
        ["analyze", str(WIRE), "--input-format", "csv"],
        ["analyze", str(WIRE), "--input-format", "docx"],
        ["analyze", str(WIRE), "--resume"],
        ["analyze", str(WIRE), "--format", "jsonl", "--resume"],
        ["analyze", str(WIRE), "--n-jobs", "0"],
        ["analyze", str(WIRE), "--time-limit", "0"],
        ["analyze", str(WIRE), "--backend", "dask"],
        ["analyze", str(WIRE), "--scheduler", "tcp://127.0.0.1:1"],
        ["evaluate", "factuality", "--data", str(WIRE), "--preset", "fastest"],
        ["evaluate", "statements", "--data", "none"],
        ["evaluate", "statements", "--data", str(SAMPLE), "--errors", "never-written.tsv"],
        ["profile"],
        ["profile", "none.txt"],
        ["profile", str(WIRE), "--plot", "never-written.doc"],
        ["profile", str(WIRE), "--plot", "no-such-folder/figure.png"],
        ["compare", str(WIRE)],
        ["compare", str(WIRE), "--all", "--a", "x"],
        ["compare", str(WIRE), "--a", "x", "--rest"],
        ["compare", str(WIRE), "--all", "--exchange", "words"],
        ["compare", "none.txt", "--all"],
        ["profile", str(WIRE), "--merge-table", "none.csv"],
        ["profile", str(WIRE), "--merge-table", str(WIRE)],
        ["evaluate", "no-such-task", "--data", "."],
        ["evaluate", "parsing", "--data", str(WIRE)],
        ["evaluate", "factuality", "--data", str(WIRE)],
        ["evaluate", "uncertainty", "--data", str(WIRE)],
        ["evaluate", "assertiveness", "--data", str(WIRE)],
        ["evaluate", "science-certainty", "--data", str(WIRE)],
        ["evaluate", "aspect-certainty", "--data", str(WIRE)],
        ["evaluate", "attribution", "--data", str(SAMPLE / "text")],
        ["evaluate", "statements", "--data", str(SAMPLE / "text")],
        ["models", "card", "none"],
        ["no-such-command"],
    ],
    ids=" ".join,
)
def test_bad_usage_and_input_exit_2_with_one_message(hedge: Command, arguments: list[str]) -> None:
    result = hedge(*arguments)
    assert result.returncode == 2
    assert result.stderr.strip()


def test_models_list_verify_card(hedge: Command) -> None:
    listed = hedge("models", "list").stdout.decode()
    assert "stanza" in listed
    assert hedge("models", "verify").returncode == 0
    for line in listed.splitlines()[:-1]:
        card = hedge("models", "card", line.split()[0]).stdout.decode()
        for part in ("Data", "Licence", "Splits", "Scores", "Size", "Date", "Command"):
            assert part.lower() in card.lower(), (line, part)


def test_evaluate_on_the_sample(hedge: Command, tmp_path: Path) -> None:
    out, errors = tmp_path / "result.json", tmp_path / "errors.tsv"
    result = hedge("evaluate", "attribution", "--data", SAMPLE, "--json", out, "--errors", errors)
    assert result.returncode == 0
    record = json.loads(out.read_text())
    assert record["schema"] == "hedge/evaluation/1"
    assert record["task"] == "attribution"
    assert record["n"] > 100
    low, high = record["intervals"]["source_f1"]
    assert low <= record["metrics"]["source_f1"] <= high
    heading, *lines = errors.read_text(encoding="utf-8").splitlines()
    assert heading.startswith(f"# {record['n']} gold attributions, ")
    mistakes = lines[lines.index("# document\trole\tkind\tgold\tpredicted\tconstructions\texcerpt") + 1 :]
    assert heading.endswith(f"; {len(mistakes)} mistakes")
    assert all(line.count("\t") == 6 for line in mistakes)


def test_profile_with_a_table_written_edited_and_given_back(hedge: Command, tmp_path: Path) -> None:
    first, second, table, again, out = (tmp_path / name for name in ("1.txt", "2.txt", "1.csv", "2.csv", "out.json"))
    first.write_text("Ana Ruiz said the dam will hold. Ruiz said the valley may flood.", encoding="utf-8")
    second.write_text("Mayor Ana Ruiz said the dam may burst. The mason said it will.", encoding="utf-8")
    shown = hedge("profile", first, second, "--write-merge-table", table)
    assert shown.returncode == 0
    assert "\nAna Ruiz (person)\n  2 documents, 3 statements" in shown.stdout.decode()
    lines = table.read_text(encoding="utf-8").splitlines()
    (mason,) = [number for number, line in enumerate(lines) if "mason" in line]
    fields = lines[mason].split(",")
    lines[mason] = ",".join([*fields[:4], "Ana Ruiz", fields[5]])
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    options = ("--merge-table", table, "--write-merge-table", again, "--format", "json", "--out", out)
    # A file that fails leaves its lines in the table alone.
    result = hedge("profile", second, tmp_path / "none.txt", first, *options)
    assert result.returncode == 1
    assert again.read_bytes() == table.read_bytes()
    record = json.loads(out.read_text())
    assert record["schema"] == "hedge/profile/1"
    assert record["documents"] == [str(second), str(first)]
    (ruiz,) = [each for each in record["profiles"] if each["speaker"] == "Ana Ruiz"]
    assert (ruiz["documents"], ruiz["statements"], ruiz["type"]) == (2, 4, "person")
    low, high = ruiz["certainty"]["interval"]
    assert low < ruiz["certainty"]["mean"] < high


def test_version_and_help(hedge: Command) -> None:
    assert hedge("--version").stdout.startswith(b"hedge ")
    assert b"analyze" in hedge("--help").stdout


def test_compare_in_every_format_and_a_figure(hedge: Command, tmp_path: Path) -> None:
    first, second, figure = tmp_path / "1.txt", tmp_path / "2.txt", tmp_path / "profiles.svg"
    first.write_text("Ana Ruiz said the dam is safe. Ruiz said it holds. Bo Tan said it may leak.", encoding="utf-8")
    second.write_text("Ana Ruiz said nobody has to leave. Bo Tan said the dam might burst.", encoding="utf-8")
    names = ("--a", "Ana Ruiz", "--b", "Bo Tan", "--preset", "fast")
    shown = hedge("compare", first, second, *names)
    assert shown.returncode == 0
    assert shown.stdout.decode().startswith("Ana Ruiz - Bo Tan\n")
    assert "permutation of statements within documents" in shown.stdout.decode()
    as_json = hedge("compare", first, second, *names, "--json")
    record = json.loads(as_json.stdout)
    assert record["schema"] == "hedge/comparison/1"
    (found,) = record["comparisons"]
    assert found["a"]["name"] == "Ana Ruiz"
    assert found["difference"]["interval"][0] < found["difference"]["value"] < found["difference"]["interval"][1]
    assert hedge("compare", first, second, *names, "--json").stdout == as_json.stdout
    every = hedge("compare", first, second, "--all", "--fewest", "1", "--csv", "--preset", "fast")
    header, *rows = every.stdout.decode().splitlines()
    assert header.startswith("a,b,statements_a,statements_b")
    assert len(rows) >= 1
    options = ("--topic", "dam", "--format", "csv", "--plot", figure, "--preset", "fast")
    profiles = hedge("profile", first, second, *options)
    assert profiles.returncode == 0
    assert "topic_dam" in profiles.stdout.decode().splitlines()[0]
    assert figure.read_text(encoding="utf-8").startswith("<?xml")


def test_nobody_of_that_name(hedge: Command) -> None:
    result = hedge("compare", "-", "--a", "Nobody", "--preset", "fast", stdin=b"Ana Ruiz said it may rain.")
    assert result.returncode == 2
    assert "'Ana Ruiz'" in result.stderr.decode()
