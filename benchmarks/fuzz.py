"""Hostile input, found by a coverage-guided fuzzer; outside CI: ``pip install atheris``, then run this file.

Each target runs in a process of its own for ``--seconds``. An input fails if hedge raises anything but a `HedgeError`,
breaks a promise (offsets, order, no markup from a field), or takes longer than `SLOWEST` seconds of processor time.
Failing inputs are told one per place in the code and kept below ``--keep``; the figures go to results/fuzz.json.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
#: Processor seconds that one input of at most `LONGEST` bytes may take.
SLOWEST = 3.0
LONGEST = 4096
Check = Callable[[bytes], None]

#: What the fuzzer has found so far; each has a regression test now.
FIXED = (
    "conllu: words that govern each other in a circle were read, and whoever climbed the tree never came back",
    "parquet: values and names of columns that are not UTF-8, and times beyond the year 9999, ended in a traceback",
    "classifier: a saved one without the version that saved it, and of other models, ended in a traceback",
)

SEEDS: dict[str, list[bytes]] = {
    "text": [b"MS. ORTEGA: It may rain.\nQ: When?", "\ufeffThe dam “may ‘leak’”.".encode(), b"\xff\xfeI\0t\0"],
    "captions": [
        b"WEBVTT\n\n00:01.000 --> 00:02.500\n<v Bo Tan>The dam may\n",
        b"1\n00:00:01,0 --> 00:00:02,0\nANA: x",
    ],
    "csv": [b'id,speaker,text,date,conversation\na,Ana,"It ""may"" rain.",2026-03-14,c\n'],
    "tsv": [b"id\ttext\na\tIt may rain.\n"],
    "json": [b'[{"id": "a", "text": "It may.", "date": "3 May 2026", "speaker": null}]'],
    "jsonl": [b'{"id": "a", "text": "It may.", "conversation": "c"}\n{"id": 1, "text": "\\ud800"}\n'],
    "html": [b"<html><head><title>x</title></head><body><article><p>" + b"The dam may leak, he said. " * 9 + b"</p>"],
    "parquet": [],
    "convokit": [
        b'{"id": "a", "text": "It may.", "speaker": "x", "reply-to": null, "timestamp": 1, "meta": {"k": 1}}\n'
    ],
    "blocks": ["Ana Ruiz: “It may ‘leak’,” she said.\n\nOSLO (AP) - Yes.".encode(), b"\"'``''[x]. . ."],
    "conllu": [b"# block = 0\n1\tIt\tit\tPRON\t_\t_\t0\troot\t_\tstart_char=0|end_char=2\n\n"],
    "manifest": [b'{"schema": "hedge/models/1", "packs": {"a": {"version": "1", "files": {"x": "0"}, "size": 1}}}'],
    "pack": [b"\0\1\2\3"],
    "classifier": [b"\0\1\2\3"],
    "speakers": [b"document,speaker,name,type,statements,canonical\na,s1,Ana,person,1,Ana\n"],
    "report": [b"</script><script>x()</script>", b"\" onload='x' <!--{{7*7}}&lt; javascript:x()"],
    "exports": [b"../../x|/etc/x|CON|\0a|a|A", "é|e\u0301".encode()],
    "analysis": [b"She said it may rain, but \xe2\x80\x9cno\xe2\x80\x9d was possible.", b"NAME: It may.\nQ: Is it?"],
}


def _reader(kind: str, folder: Path) -> Check:
    from hedge.documents import read_sources, split_blocks
    from hedge.errors import HedgeError

    path = folder / ("corpus" if kind == "convokit" else f"input.{kind}")
    if kind == "convokit":
        path.mkdir(exist_ok=True)

    def check(data: bytes) -> None:
        if kind == "convokit":
            parts = data.split(b"\0", 2)
            for name, part in zip(("utterances.jsonl", "speakers.json", "conversations.json"), parts, strict=False):
                (path / name).write_bytes(part)
        else:
            path.write_bytes(data)
        with suppress(HedgeError):
            for source in read_sources(path, format=kind, on_error=lambda bad: None):
                _check_blocks(source.text, split_blocks(source.text, source.turns))

    return check


def _check_blocks(text: str, blocks: Any) -> None:
    position = 0
    for block in blocks:
        assert position <= block.span.start < block.span.end <= len(text), block
        assert block.span.of(text) == block.span.of(text).strip(), block
        position = block.span.end


def _blocks(folder: Path) -> Check:
    from hedge.documents import find_quotes, split_blocks
    from hedge.parsing.view import view_text

    def check(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        blocks = split_blocks(text)
        _check_blocks(text, blocks)
        for quote in find_quotes(text, blocks):
            assert quote.span.covers(quote.inner), quote
            assert any(block.span.covers(quote.span) for block in blocks), quote
        for block in blocks:
            view = view_text(text, block.span)
            assert len(view.text) == len(view.starts) == len(view.ends)
            assert all(block.span.start <= a < b <= block.span.end for a, b in zip(view.starts, view.ends, strict=True))
            assert list(view.starts) == sorted(view.starts)

    return check


def _conllu(folder: Path) -> Check:
    from hedge.errors import HedgeError
    from hedge.parsing import parse_from_conllu, parse_to_conllu

    text = "It may rain.\nNo."

    def check(data: bytes) -> None:
        try:
            parse = parse_from_conllu(text, data.decode("utf-8", "replace"))
        except HedgeError:
            return
        for sentence in parse.sentences:
            assert parse.blocks[sentence.block]
            for number, word in enumerate(sentence.words):
                assert text[word.start : word.end] == word.text
                assert word.head < len(sentence.words)
                sentence.subtree(number)
        again = parse_from_conllu(text, parse_to_conllu(parse))
        assert [len(s.words) for s in again.sentences] == [len(s.words) for s in parse.sentences]

    return check


def _manifest(folder: Path) -> Check:
    from hedge.errors import HedgeError
    from hedge.models import load_manifest
    from hedge.models.store import verify_pack

    path = folder / "manifest.json"

    def check(data: bytes) -> None:
        path.write_bytes(data)
        try:
            for name, pack in load_manifest(path).packs.items():
                for file in (name, *pack.files):
                    assert (folder / name / file).resolve().is_relative_to(folder), file
                verify_pack(pack, folder)
        except HedgeError:
            pass

    return check


def _damage(content: bytes, data: bytes) -> bytes:
    """Change a file by what the fuzzer gives: each three bytes flip one bit, an odd length cuts the end off."""
    damaged = bytearray(content)
    for at in range(0, len(data) - 2, 3):
        damaged[int.from_bytes(data[at : at + 2], "big") * 31 % len(damaged)] ^= 1 << data[at + 2] % 8
    return bytes(damaged[: len(damaged) * data[0] // 256 if len(data) % 3 == 1 else None])


def _pack(folder: Path) -> Check:
    from hedge.errors import ModelHashError, ModelMissingError
    from hedge.models.store import Pack, verify_pack

    content = b"weights " * 50
    pack = Pack(name="a", version="1", files={"x": hashlib.sha256(content).hexdigest()}, size=len(content))
    (folder / "a").mkdir(exist_ok=True)

    def check(data: bytes) -> None:
        changed = _damage(content, data)
        (folder / "a" / "x").write_bytes(changed)
        try:
            verify_pack(pack, folder)
            assert changed == content
        except (ModelHashError, ModelMissingError):
            assert changed != content

    return check


def _classifier(folder: Path) -> Check:
    import numpy as np

    from hedge.errors import HedgeError
    from hedge.scoring.estimators import saved
    from hedge.scoring.estimators.certainty_model import TextCertaintyModel, TextEncoder
    from hedge.scoring.estimators.certainty_reading import BLOCKS
    from hedge.scoring.estimators.certainty_summary import SUMMARY

    n = len(SUMMARY)
    names = "statement:a", "text:b"
    encoder = TextEncoder(names, np.ones(2), np.ones(n), np.ones(n), np.ones(len(BLOCKS) + 1))
    model = TextCertaintyModel(encoder, np.ones((2 + n, 2)), np.ones(2))
    parameters = {"C": 1.0, "min_count": 2, "features": "all", "class_weight": None}
    saved.save_classifier(folder, model, np.array([0, 1]), parameters, {})
    text, arrays = ((folder / name).read_bytes() for name in (saved._RECORD, saved._ARRAYS))
    saved.load_classifier(folder)  # whole; else nothing would be tested below

    def check(data: bytes) -> None:
        (folder / saved._RECORD).write_bytes(_damage(text, data[1:]) if data[:1] < b"\x80" and data[1:] else text)
        (folder / saved._ARRAYS).write_bytes(_damage(arrays, data[1:]) if data[:1] >= b"\x80" and data[1:] else arrays)
        with suppress(HedgeError):
            saved.load_classifier(folder)

    return check


def _speakers(folder: Path) -> Check:
    from hedge.errors import HedgeError
    from hedge.summaries.people import SpeakerTable

    def check(data: bytes) -> None:
        with suppress(HedgeError):
            table = SpeakerTable.from_csv(data.decode("utf-8", "surrogateescape"))
            assert SpeakerTable.from_csv(table.to_csv()).to_csv() == table.to_csv()

    return check


class _Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.count: dict[str, int] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] = self.count.get(tag, 0) + 1
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in {"href", "src"} or (value or "").startswith(("#", "data:")), value


def _document(field: str, text: str) -> Any:
    from hedge.analysis import Document
    from hedge.analysis.document import ModelInfo
    from hedge.documents import Segment, Span
    from hedge.parsing import Parse
    from hedge.speakers import Speaker
    from hedge.statements import Statement, StatementCue
    from hedge.summaries import summarise_speakers

    span = Span(0, len(text))
    cue = StatementCue(span=span, text=text, type="epistemic", effect=-0.25, scope=(span,))
    speaker = Speaker(id="s1", name=field, type="person", mentions=(span,))
    statement = Statement(
        id=0, spans=(span,), text=text, speaker=speaker, label="possible", certainty=0.5, interval=(0.4, 0.6),
        probabilities={"certain": 0.4, "probable": 0.3, "possible": 0.2, "uncommitted": 0.1}, evaluable=1.0,
        perceived_probability=None, factuality=1.5, polarity="pos", kind="indirect", source=(span,), cue=(span,),
        parent=None, cues=(cue,),
    )  # fmt: skip
    return Document(
        id=field, text=text, parse=Parse(text=text, blocks=(), sentences=()), statements=(statement,),
        speakers=(speaker,), profiles=summarise_speakers([statement]), assertiveness=None,
        model=ModelInfo(name=field, version=field, sha256=field), date="2026-03-14", columns={field: field},
        segments=(Segment(span=span, id=field, columns={field: field}),),
    )  # fmt: skip


def _report(folder: Path) -> Check:
    from hedge.reports import render_html, render_notebook

    plain = _document("x", "It may.")
    expected = [_Elements(render_html([plain])).count, _Elements(render_notebook(plain)).count]

    def check(data: bytes) -> None:
        field = data.decode("utf-8", "surrogateescape")
        document = _document(field, "It may.")
        for number, page in enumerate((render_html([document]), render_notebook(document))):
            assert _Elements(page).count == expected[number], _Elements(page).count
        for page in (render_html([_document("x", field or "x")]), render_notebook(_document("x", field or "x"))):
            assert _Elements(page).count.get("script", 0) <= 2

    return check


def _exports(folder: Path) -> Check:
    from hedge.exports import render_conllu, render_csv, write_brat, write_convokit

    def check(data: bytes) -> None:
        ids = data.decode("utf-8", "surrogateescape").split("|")[:6]
        documents = [_document(each, "It may.") for each in ids]
        with tempfile.TemporaryDirectory(dir=folder) as place:
            target = Path(place, "out")
            write_brat(documents, target / "brat")
            write_convokit(documents, target / "corpus")
            files = [path for path in Path(place).rglob("*") if path.is_file()]
            assert len(files) == 2 * len(ids) + 1 + 5, files
            assert all(path.parent in (target / "brat", target / "corpus") for path in files), files
        render_csv(documents)
        render_conllu(documents)

    return check


def _analysis(folder: Path) -> Check:
    import hedge

    nlp = hedge.load("fast")

    def check(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")[:300]
        document = nlp(text)
        assert document.text == text
        for sentence in document.parse.sentences:
            assert all(text[word.start : word.end] == word.text for word in sentence.words)
        for statement in document.statements:
            assert all(0 <= span.start < span.end <= len(text) for span in statement.spans)
            assert all(cue.span.of(text) == cue.text for cue in statement.cues)
            assert 0 <= statement.certainty <= 1
        json.dumps(document.to_dict())

    return check


READERS = ("text", "captions", "csv", "tsv", "json", "jsonl", "html", "parquet", "convokit")
TARGETS: dict[str, Callable[[Path], Check]] = {
    **{kind: partial(_reader, kind) for kind in READERS},
    "blocks": _blocks, "conllu": _conllu, "manifest": _manifest, "pack": _pack, "classifier": _classifier,
    "speakers": _speakers, "report": _report, "exports": _exports, "analysis": _analysis,
}  # fmt: skip


class Judge:
    """Runs a check and keeps one failing input for each place in the code."""

    def __init__(self, check: Check, path: Path) -> None:
        self._check = check
        self._path = path
        self._known: set[str] = set()
        self.inputs = 0

    def __call__(self, data: bytes) -> None:
        """Try one input."""
        self.inputs += 1
        began = time.process_time()
        try:
            self._check(data)
        except Exception as error:
            frames = [f for f in traceback.extract_tb(error.__traceback__) if "atheris" not in f.filename]
            own = [f for f in frames if f"{HERE.parent}/hedge" in f.filename] or frames
            what = f"{type(error).__name__} at {Path(own[-1].filename).name}:{own[-1].lineno}"
            self._keep(what, f"{what}: {str(error)[:200]}", data)
        if time.process_time() - began > SLOWEST:
            self._keep("slow", f"slow: {time.process_time() - began:.1f} s", data)

    def _keep(self, key: str, message: str, data: bytes) -> None:
        if key not in self._known:
            self._known.add(key)
            with self._path.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps({"message": message, "input": base64.b64encode(data).decode()}) + "\n")


def fuzz_here(name: str, seconds: int, keep: Path) -> None:
    """Run one target in this process; libFuzzer ends the process."""
    import atheris

    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory(prefix="hedge-fuzz-") as folder, tempfile.TemporaryDirectory() as corpus:
        place = Path(folder).resolve()
        for number, seed in enumerate(SEEDS[name] or [_parquet_seed()]):
            Path(corpus, f"seed{number}").write_bytes(seed)
        with atheris.instrument_imports(include=["hedge"], enable_loader_override=False):
            judge = Judge(TARGETS[name](place), keep)
        options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=120", "-rss_limit_mb=4096"]
        options.append(f"-artifact_prefix={corpus}/")  # failing inputs are kept by the judge
        atheris.Setup([sys.argv[0], *options, corpus], judge)
        atheris.Fuzz()


def _parquet_seed() -> bytes:
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "text": ["It may.", "No."], "n": [1, None]}), out)
    return out.getvalue()


def run_target(name: str, seconds: int, keep: Path) -> dict[str, Any]:
    """Run one target in another process and read off what libFuzzer says at its end."""
    failures = keep / f"{name}.jsonl"
    failures.unlink(missing_ok=True)
    command = [sys.executable, __file__, "--here", name, "--seconds", str(seconds), "--keep", str(failures)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    told = re.search(r"Done (\d+) runs", done.stderr)
    seen = re.findall(r"cov: (\d+)", done.stderr)
    found = [json.loads(line)["message"] for line in failures.read_text().splitlines()] if failures.exists() else []
    if done.returncode or told is None:
        found.append(f"the process ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return {"inputs": int(told[1]) if told else 0, "coverage": int(seen[-1]) if seen else 0, "failures": found}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--target", action="append", choices=TARGETS)
    options.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "hedge-fuzz")
    options.add_argument("--out", type=Path, default=HERE / "results" / "fuzz.json")
    options.add_argument("--here", choices=TARGETS, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.here:
        fuzz_here(chosen.here, chosen.seconds, chosen.keep)
        return
    from machine import machine

    chosen.keep.mkdir(parents=True, exist_ok=True)
    # Targets that are not run this time keep their results, with the commit they are of.
    known = json.loads(chosen.out.read_text(encoding="utf-8")) if chosen.out.is_file() else {}
    targets: dict[str, dict[str, Any]] = known.get("targets", {})
    where = machine()
    for name in chosen.target or TARGETS:
        result = run_target(name, chosen.seconds, chosen.keep) | {"seconds": chosen.seconds, "commit": where["commit"]}
        targets[name] = result
        print(f"{name}: {result['inputs']} inputs, {len(result['failures'])} failures", flush=True)
        for failure in result["failures"]:
            print(f"  {failure}", flush=True)
    inputs, failures = (
        sum(n) for n in zip(*((r["inputs"], len(r["failures"])) for r in targets.values()), strict=True)
    )
    print(f"{inputs} inputs tried, {failures} failures")
    record = {
        "slowest_seconds": SLOWEST, "inputs": inputs, "failures": failures,
        "fixed": FIXED, "targets": targets,
    }  # fmt: skip
    chosen.out.write_text(json.dumps(record | {"machine": where}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
