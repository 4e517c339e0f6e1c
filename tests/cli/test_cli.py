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
        "cues.parquet", "documents.parquet", "profiles.parquet", "speakers.parquet", "statements.parquet"
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
    # Nothing of a help text is taken for markup.
    assert b"hedge[plots]" in hedge("profile", "--help").stdout
    assert b"text,label[,group]" in hedge("train", "certainty", "--help").stdout


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


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    table = tmp_path / "talks.csv"
    rows = [
        ("2031-01-10", "Ana Ruiz", "council", "The dam is safe."),
        ("2031-03-10", "Ana Ruiz", "press", "The dam may leak."),
        ("2031-05-10", "Ana Ruiz", "council", "It is unclear whether the dam holds."),
        ("2031-05-11", "Bo Tan", "press", "The dam will certainly hold."),
    ]
    lines = ["said_on,who,to,body", *(",".join(row) for row in rows)]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return table


COLUMNS = ("--text-column", "body", "--speaker-column", "who", "--date-column", "said_on", "--preset", "fast")


def test_profile_of_a_table_by_a_column_and_over_its_dates(hedge: Command, talks: Path) -> None:
    result = hedge("profile", talks, *COLUMNS, "--by", "to", "--format", "json")
    assert (result.returncode, result.stderr) == (0, b"")
    record = json.loads(result.stdout)
    assert record["documents"] == [f"{talks}#{number}" for number in (1, 2, 3, 4)]
    ruiz, tan = record["profiles"]
    assert (ruiz["speaker"], ruiz["statements"], tan["speaker"]) == ("Ana Ruiz", 3, "Bo Tan")
    assert {name: part["statements"] for name, part in ruiz["groups"]["to"].items()} == {"council": 2, "press": 1}
    assert (ruiz["trend"]["start"], ruiz["trend"]["end"], tan["trend"]) == ("2031-01-10", "2031-05-10", None)
    assert ruiz["trend"]["slope_per_year"]["value"] < 0
    shown = hedge("profile", talks, *COLUMNS, "--by", "to", "--topic", "nothing").stdout.decode()
    assert "  by to: council " in shown
    assert "by topic" not in shown
    assert "  from 2031-01-10 to 2031-05-10: -" in shown
    assert shown.endswith("\nwith one statement each (--format csv or json has their numbers): 1\n  Bo Tan\n")


def test_turns_of_a_conversation_by_addressee(hedge: Command, tmp_path: Path) -> None:
    table = tmp_path / "talk.csv"
    rows = ["talk,speaker,to,text", "a,Ana Ruiz,council,The dam is safe.", "a,Bo Tan,Ruiz,Really?"]
    table.write_text("\n".join([*rows, "a,Ana Ruiz,press,The dam may leak.\n"]), encoding="utf-8")
    options = ("--conversation-column", "talk", "--by", "to", "--preset", "fast", "--format", "json")
    record = json.loads(hedge("profile", table, *options).stdout)
    assert record["documents"] == ["a"]
    by_addressee = record["profiles"][0]["groups"]["to"]
    assert by_addressee["council"]["value"] > by_addressee["press"]["value"]


def test_names_are_no_formulas_in_csv(hedge: Command, talks: Path) -> None:
    talks.write_text(talks.read_text(encoding="utf-8").replace(",Bo Tan,press,", ",=1+1,=2+2,"), encoding="utf-8")
    _, ruiz, odd = hedge("profile", talks, *COLUMNS, "--format", "csv").stdout.decode().splitlines()
    assert ruiz.startswith("Ana Ruiz,")
    assert odd.startswith("'=1+1,")
    compared = hedge("compare", talks, *COLUMNS, "--by", "to", "--a", "=2+2", "--csv").stdout.decode().splitlines()
    assert compared[1].startswith("'=2+2,all others,1,3,")


def test_compare_in_a_table_speakers_and_values_of_a_column(hedge: Command, talks: Path, tmp_path: Path) -> None:
    result = hedge("compare", talks, *COLUMNS, "--a", "Bo Tan", "--b", "Ana Ruiz", "--json")
    (found,) = json.loads(result.stdout)["comparisons"]
    assert (found["a"]["certainty"]["statements"], found["b"]["certainty"]["statements"]) == (1, 3)
    assert found["difference"]["value"] > 0
    by_column = hedge("compare", talks, *COLUMNS, "--by", "to", "--a", "press", "--b", "council", "--csv")
    assert by_column.stdout.decode().splitlines()[1].startswith("press,council,2,2,2,2,0,")
    # The same table under a name that says nothing, beside a folder.
    other, folder = tmp_path / "table", tmp_path / "folder"
    folder.mkdir()
    (folder / "a.csv").write_bytes(talks.read_bytes())
    other.write_bytes(talks.read_bytes())
    named = hedge("compare", other, *COLUMNS, "--input-format", "csv", "--all", "--fewest", "1", "--json")
    below = hedge("compare", folder, *COLUMNS, "--all", "--fewest", "1", "--json")
    assert json.loads(named.stdout)["comparisons"] == json.loads(below.stdout)["comparisons"]
    assert len(json.loads(named.stdout)["comparisons"]) == 1


def test_a_column_of_ids_is_compared_and_merged(hedge: Command, tmp_path: Path) -> None:
    table, merged = tmp_path / "answers.csv", tmp_path / "who.csv"
    rows = ["P01,The dam may burst.", "P02,The dam holds.", "P01,It may rain.", "P02,It is raining."]
    table.write_text("speaker,text\n" + "\n".join(rows), encoding="utf-8")
    compared = hedge("compare", table, "--a", "P01", "--b", "P02", "--json", "--preset", "fast")
    (found,) = json.loads(compared.stdout)["comparisons"]
    assert [found[side]["certainty"]["documents"] for side in ("a", "b")] == [2, 2]
    assert hedge("profile", table, "--write-merge-table", merged, "--preset", "fast").returncode == 0
    assert [row.split(",")[4] for row in merged.read_text(encoding="utf-8").splitlines() if ",person," in row] == [
        "P01", "P02", "P01", "P02"
    ]  # fmt: skip


@pytest.mark.parametrize("command", [["profile"], ["compare", "--all"]], ids=" ".join)
def test_wrong_columns_and_bad_rows_of_a_table(hedge: Command, talks: Path, command: list[str]) -> None:
    wrong = hedge(*command, talks, "--text-column", "speech", "--preset", "fast")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.decode() == (
        f"hedge: expected a column 'speech' in {talks}, got 'said_on', 'who', 'to', 'body': name the column of the "
        "text with --text-column\n"
    )
    with talks.open("a", encoding="utf-8") as stream:
        stream.write("some day,Bo Tan,press,The dam holds.\n")
    bad = hedge(*command, talks, *COLUMNS)
    assert bad.returncode == 1
    assert bad.stderr.decode().startswith(f"hedge: expected a date such as 2026-03-14 in line 6 of {talks}, got 'some ")
    assert bad.stderr.count(b"\n") == 1
    unknown = hedge(*command, talks, *COLUMNS, "--by", "mood")
    assert unknown.returncode == 2
    assert "the columns are to" in unknown.stderr.decode()


def test_a_file_in_another_encoding_is_named_once(hedge: Command, talks: Path) -> None:
    talks.write_bytes("who,body\nAna Núñez,It may rain.\nAna Núñez,The café may close.\n".encode("cp1252"))
    options = ("--text-column", "body", "--speaker-column", "who", "--preset", "fast")
    for command in ("analyze", "profile"):
        result = hedge(command, talks, *options)
        assert result.returncode == 0
        (line,) = result.stderr.decode().splitlines()
        assert line.startswith(f"hedge: {talks} is not UTF-8; read as ")


@pytest.mark.parametrize("option", ["--out", "--plot", "--write-merge-table"])
def test_no_place_to_write_is_known_before_the_work(hedge: Command, tmp_path: Path, option: str) -> None:
    for place in (tmp_path / "none" / "out.png", tmp_path):
        result = hedge("profile", WIRE, "--preset", "fast", option, place)
        assert (result.returncode, result.stdout) == (2, b"")
        assert f"choose another {option}" in result.stderr.decode()


@pytest.mark.parametrize("format", ["text", "json", "jsonl", "html", "csv", "conllu"])
def test_analyze_does_not_begin_without_a_place_to_write(hedge: Command, tmp_path: Path, format: str) -> None:
    # Nothing is read: a text that is not there would be the first thing to be reported.
    result = hedge("analyze", "none.txt", "--format", format, "--out", tmp_path / "none" / "out.x")
    assert result.returncode == 2
    assert "choose another --out" in result.stderr.decode()
    assert "none.txt" not in result.stderr.decode()
