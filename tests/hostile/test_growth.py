"""Work grows with the length of the input, not with its square: counted in lines of code run, not in seconds."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from hedge.analysis import Document
from hedge.analysis.document import ModelInfo
from hedge.documents import Segment, Source, Span, find_quotes, read_sources, split_blocks
from hedge.documents.blocks import LONGEST_BLOCK
from hedge.documents.captions import caption_source
from hedge.documents.convokit import in_order
from hedge.errors import InputError
from hedge.exports import render_csv, write_convokit
from hedge.exports.records import table_rows
from hedge.parsing import Parse
from hedge.parsing.tree import Sentence, Word
from hedge.parsing.view import view_text
from hedge.reports.view import find_pieces
from hedge.sources import Attribution
from hedge.sources.candidates.frames import Frame
from hedge.sources.drafts.draft import Draft
from hedge.sources.drafts.rivals import rival_columns
from hedge.speakers import resolve_speakers
from hedge.statements import Statement, StatementCue, find_units
from hedge.summaries import summarise_speakers
from hedge.summaries.samples import collect_samples

PATTERNS = (
    '"', "“", "‘", "'", "’", "“‘", "”“", "(", ")", "[", "]", "[a] ", "word ", "x", "\n", "\r\n", "NAME:\n",
    "NAME: It may.\n", ".", ". ", "By A ", "A-A ", "workers' a ", "'x ", "\u2028", " ", "*", ">> ", "1:00 ",
    "Ana Ruiz: No.\n", "Q. No.\n", "\0", "😀", "``", "''", "«", "„", "www.", "(Laughter) ", "**Note:** ", "```\n",
    "*a* ", "# ",
)  # fmt: skip


def lines_run(work: Callable[[], Any]) -> int:
    """Number of lines of Python that some work runs, whatever the machine is busy with."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def read_text(text: str) -> None:
    blocks = split_blocks(text)
    find_quotes(text, blocks)
    for block in blocks[:20]:
        view_text(text, block.span)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_blocks_and_quotations(pattern: str) -> None:
    # Inside of one block, where nothing is cut yet: the worst place for a square, which would give 16.
    short, long = (pattern * (n // len(pattern)) for n in (400, 1_600))
    few, many = (lines_run(lambda text=text: read_text(text)) for text in (short, long))
    assert many <= 6 * few + 2_000


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_hundred_thousand_of_anything_keeps_its_offsets(pattern: str) -> None:
    text = pattern * (100_000 // len(pattern))
    blocks = split_blocks(text)
    assert all(len(block.span) <= LONGEST_BLOCK for block in blocks)
    # What lies between them is white space, and the colons of labels.
    ends = [0, *(block.span.end for block in blocks)]
    starts = [*(block.span.start for block in blocks), len(text)]
    assert all(start >= end for end, start in zip(ends, starts, strict=True))
    between = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    assert between.replace(":", "").split() == []


def test_the_innermost_open_mark_is_the_one_that_closes() -> None:
    text = "“One ‘two “three ‘four” five’ six” seven."
    found = [(quote.inner.of(text), quote.level) for quote in find_quotes(text, split_blocks(text))]
    assert found == [("One ‘two “three ‘four” five’ six", 0), ("two “three ‘four” five", 1), ("three ‘four", 2)]


def captions(payload: str, times: int = 1) -> Source:
    cue = f"00:00:01.000 --> 00:00:02.000\n{payload}\n\n"
    return Source(id="a.vtt", text="WEBVTT\n\n" + cue * times)


@pytest.mark.parametrize(
    "payload", ["<v ", "<i ", "{\\", "<v.a", "<c.", "a" + " " * 50 + "b ", "\t\t", "<1:00", "[x", "#"]
)
def test_markup_that_never_ends(payload: str) -> None:
    # 200 KB: with a square this would be minutes of regular expression, and pytest would hang here.
    source = caption_source(captions("words " + payload * (200_000 // len(payload))), print)
    assert source.text.startswith("words")


@pytest.mark.parametrize("opening", ["00:00", "[00:00]", "OSLO, May", "OSLO", "Ana Ruiz --", "ANA RUIZ", ">>", "@bo"])
@pytest.mark.parametrize("rest", ["x", "9", ": x"])
def test_lines_that_go_on_with_blanks(opening: str, rest: str) -> None:
    text = opening + " " * 100_000 + rest
    assert split_blocks(text)[-1].span.of(text) == rest


@pytest.mark.parametrize("opening", ["♪", "#", "[x]", "(x)", "- #"])
def test_sounds_that_go_on_with_blanks(opening: str) -> None:
    source = caption_source(captions(opening + " " * 100_000 + "♪x"), print)
    assert source.text.endswith("♪x")


def test_captions_of_many_lines_and_names() -> None:
    many = "\n".join(f"line {n}" for n in range(20_000))
    assert caption_source(captions(many, 3), print).text.count("line 7 ") == 3
    names = "\n".join(f"00:00:01.000 --> 00:00:02.000\n<v N{n}>It may.\n" for n in range(5_000))
    assert len(caption_source(Source(id="a.vtt", text="WEBVTT\n\n" + names), print).turns) == 5_000


def test_a_header_of_a_hundred_thousand_columns(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("," * 100_000 + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="header line"):
        list(read_sources(path))
    path.write_text(",".join(["text", *map(str, range(100_000))]) + "\n", encoding="utf-8")
    assert list(read_sources(path)) == []


def test_replies_in_one_long_chain_and_many_speakers(tmp_path: Path) -> None:
    chain = [{"id": str(n), "reply-to": str(n - 1)} for n in range(50_000)]
    assert [each["id"] for each in in_order(chain)][-1] == "49999"
    folder = tmp_path / "c"
    folder.mkdir()
    line = {"id": "u", "text": "It may.", "speaker": "7"}
    (folder / "utterances.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    names = {str(n): {"meta": {"name": f"Ana {n}"}} for n in range(50_000)}
    (folder / "speakers.json").write_text(json.dumps(names), encoding="utf-8")
    (source,) = read_sources(folder)
    assert source.turns[0].speaker == "Ana 7"


def test_utterances_of_one_id() -> None:
    def work(times: int) -> int:
        same = [{"id": "a", "reply-to": None} for _ in range(times)]
        return lines_run(lambda: in_order([*same, *({"id": str(n), "reply-to": "a"} for n in range(times))]))

    work(1)
    assert work(1_200) <= 5 * work(300)


#: A line of each document; ``{}`` is another word in every line. Sources are in brackets, their cues in angles, and the
#: content is what follows on the line.
LINES = (
    "[Ana Ruiz] <said> it may rain",
    "[He] <said> Ruiz may go",
    "[X{} Y{}] <said> it may rain",
    "[X{} Ruiz] <said> Ruiz may go",
    "[Ruiz] <said> X{} Ruiz may go",
    "[A{} Ruiz] <said> A. Ruiz may go",
    "[They] <said> X{} Y{} may go",
    "[The {} official] <said> it may rain",
    "[The {} council] <denied> that the council of X{} may go",
    "ANA RUIZ: [You] <said> it may rain",
    "{} RUIZ: [You] <said> it may rain",
    "Q. [You] <said> it may rain\nA. [I] <said> it could",
)
TAGS = {"He": "PRON", "They": "PRON", "You": "PRON", "I": "PRON", "it": "PRON", "The": "DET", "the": "DET"}


def letters(number: int) -> str:
    return "".join("BCDFGHJKLM"[int(digit)] for digit in f"{number:05d}")


def annotated(line: str, times: int) -> tuple[Parse, list[Attribution]]:
    """A parse without a parser: all words of a line hang on its cue."""
    marked = "\n".join(line.replace("{}", letters(number)) for number in range(times))
    text = re.sub(r"[\[\]<>]", "", marked)
    blocks = split_blocks(text)
    sentences, attributions = [], []
    for number, block in enumerate(blocks):
        if block.kind == "text":
            found = list(re.finditer(r"[\w.]+", block.span.of(text)))
            cue = next(index for index, match in enumerate(found) if match[0] in ("said", "denied"))
            words = [
                Word(
                    text=match[0], lemma=match[0].lower(), xpos="", feats="", head=-1 if index == cue else cue,
                    upos="VERB" if index == cue else TAGS.get(match[0], "PROPN" if match[0][0].isupper() else "NOUN"),
                    deprel="root" if index == cue else "nsubj" if index == cue - 1 else "obj",
                    start=block.span.start + match.start(), end=block.span.start + match.end(),
                )
                for index, match in enumerate(found)
            ]  # fmt: skip
            sentences.append(Sentence(tuple(words), number))
            source, rest = Span(words[0].start, words[cue - 1].end), Span(words[cue + 1].start, words[-1].end)
            attributions.append(Attribution(source=(source,), cue=(words[cue].span,), content=(rest,)))
    return Parse(text, blocks, tuple(sentences)), attributions


@pytest.mark.parametrize("line", LINES)
def test_speakers_and_units(line: str) -> None:
    # Long enough for the limits on what is looked through to be reached; a square would give 16.
    def work(times: int) -> int:
        parse, attributions = annotated(line, times)
        assert len(attributions) >= times

        def run() -> None:
            resolution = resolve_speakers(parse, attributions)
            find_units(parse, attributions, resolution.turns)

        return lines_run(run)

    work(1)  # loads the ranking
    assert work(1_200) <= 6 * work(300)


def test_names_beyond_the_limit_are_kept_apart() -> None:
    parse, attributions = annotated("[X{} Ruiz] <said> it may rain", 300)
    found = resolve_speakers(parse, attributions)
    assert len(set(found.assignment)) == 300
    assert {found.speaker(each).name for each in found.assignment} == {f"X{letters(n)} Ruiz" for n in range(300)}


def test_contents_chained_backwards_need_no_recursion() -> None:
    # "..., he said, he said, he said": each report stands in the content of the next.
    parse, attributions = annotated("[He] <said> it may rain", 1_500)
    chained = [
        Attribution(source=one.source, cue=one.cue, content=(Span(before.source[0].start, before.content[0].end),))
        for one, before in zip(attributions[1:], attributions[:-1], strict=True)
    ]
    assert len(resolve_speakers(parse, chained).assignment) == 1_499


def test_drafts_that_share_all_their_words() -> None:
    def work(times: int) -> int:
        frames = [Frame((number, number + 1), (0, 0), number) for number in range(times)]
        drafts = [
            Draft(
                frame=frame, content=((frame.head + 1, frame.head + 121),), cue_score=frame.head % 7, source_score=0,
                layout_score=0, content_score=0,
            )
            for frame in frames
        ]  # fmt: skip
        return lines_run(lambda: rival_columns(drafts))

    # 120 drafts a word: not more than a few lines for each word of each content.
    assert work(400) <= 20 * 400 * 120


def document(times: int) -> Document:
    line = "{} RUIZ: [You] <said> it may rain"
    parse, attributions = annotated(line, times)
    resolution = resolve_speakers(parse, attributions)
    speakers = {speaker.id: speaker for speaker in resolution.speakers}
    statements = tuple(
        Statement(
            id=number, spans=unit.spans, text="it may rain", speaker=speakers[resolution.turns[2 * number + 1]],
            label="possible", certainty=0.5, interval=(0.4, 0.6), probabilities={"possible": 1.0}, evaluable=1.0,
            factuality=None, polarity="pos", kind="indirect", source=(), cue=(), parent=None,
            cues=(StatementCue(span=unit.spans[0], text="may", type="epistemic", effect=-0.5, scope=()),),
        )
        for number, unit in enumerate(find_units(parse, attributions, resolution.turns))
    )  # fmt: skip
    return Document(
        id="a", text=parse.text, parse=parse, statements=statements, speakers=resolution.speakers,
        profiles=summarise_speakers(statements), assertiveness=None,
        model=ModelInfo(name="m", version="1", sha256="0"),
    )  # fmt: skip


def test_profiles_reports_and_exports(tmp_path: Path) -> None:
    def work(times: int) -> int:
        found = document(times)
        assert len(found.statements) == times == len(found.profiles)

        def run() -> None:
            summarise_speakers(found.statements)
            find_pieces(found)
            for table in ("statements", "cues", "speakers", "profiles"):
                render_csv([found], table)
            write_convokit([found], tmp_path / "corpus")
            found.to_dict()

        return lines_run(run)

    work(1)
    assert work(320) <= 5 * work(80)


def test_statements_of_many_segments() -> None:
    def work(times: int) -> int:
        found = document(times)
        segments = tuple(
            Segment(span=statement.spans[0], id=str(statement.id), columns={"row": str(statement.id)})
            for statement in found.statements
        )
        found = replace(found, segments=segments)
        assert [row["segment"] for row in table_rows("statements", found)] == list(map(str, range(times)))
        assert len(collect_samples([found], by="row")) == times

        def run() -> None:
            collect_samples([found], by="row")
            list(table_rows("statements", found))

        return lines_run(run)

    work(1)
    assert work(640) <= 5 * work(160)


def test_convokit_gives_every_utterance_its_own_statements(tmp_path: Path) -> None:
    write_convokit([document(5)], tmp_path / "corpus")
    lines = (tmp_path / "corpus" / "utterances.jsonl").read_text(encoding="utf-8").splitlines()
    assert [len(json.loads(line)["meta"]["hedge_statements"]) for line in lines] == [1] * 5
