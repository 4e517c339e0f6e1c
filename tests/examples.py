"""Runs the examples of a Markdown file: Python blocks, ``hedge`` commands, and the output printed below them.

A fenced block ``python`` is executed, a block ``sh`` is run line by line (the command ``hedge``, and what little of a
shell the files use), and a block ``text`` that follows shows what they print. The blocks of a file share their
variables and a scratch folder in which ``corpora`` stands for this project's. A block marked ``sh not-run`` is shown
only. After the models have changed, ``python tests/examples.py FILE...`` writes the new output into the files: read
the difference, for the prose around it may no longer fit.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^```(python|sh|text)( not-run)?\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A block of a file that is run; `shown` is the text block that follows it, and where that stands."""

    line: int
    language: str
    code: str
    shown: str | None
    place: tuple[int, int] | None


def read_examples(markdown: str, languages: tuple[str, ...] = ("python", "sh")) -> list[Example]:
    """The blocks that are run, each with the output shown for it."""
    blocks = list(_BLOCK.finditer(markdown))
    found = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block[1] not in languages or block[2]:
            continue
        output = following if following is not None and following[1] == "text" else None
        found.append(
            Example(
                line=markdown.count("\n", 0, block.start()) + 1,
                language=block[1],
                code=block[3],
                shown=None if output is None else output[3],
                place=None if output is None else output.span(3),
            )
        )
    return found


def run_examples(examples: list[Example], folder: Path) -> Iterator[tuple[Example, str]]:
    """Run blocks in a scratch folder, and give what each prints."""
    if not (folder / "corpora").exists():
        (folder / "corpora").symlink_to(ROOT / "corpora", target_is_directory=True)
    variables: dict[str, Any] = {}
    with contextlib.chdir(folder):
        for example in examples:
            run = _run_python if example.language == "python" else _run_commands
            yield example, run(example.code, variables)


def _run_python(code: str, variables: dict[str, Any]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "example", "exec"), variables)
    return printed.getvalue()


def _run_commands(code: str, variables: dict[str, Any]) -> str:
    commands = [line for line in code.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")]
    return "".join(map(_run_command, commands))


def _run_command(command: str) -> str:
    words = shlex.split(command, comments=True)
    if words[0] != "hedge":  # such as mkdir or printf
        return subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True).stdout
    from hedge.cli.main import app

    # A command in this process, so that the libraries are loaded once; both streams, as a terminal shows them.
    result = CliRunner().invoke(app, words[1:])
    assert result.exit_code in (0, 1), f"{command}\n{result.output}"
    if isinstance(result.exception, Exception):
        raise result.exception
    return result.output


def rewrite(path: Path) -> bool:
    """Put what the examples print now into the file; whether anything was different."""
    markdown = path.read_text(encoding="utf-8")
    new, end = "", 0
    with tempfile.TemporaryDirectory() as folder:
        for example, printed in run_examples(read_examples(markdown), Path(folder)):
            if example.place is not None:
                new += markdown[end : example.place[0]] + printed
                end = example.place[1]
    new += markdown[end:]
    path.write_text(new, encoding="utf-8")
    return new != markdown


if __name__ == "__main__":
    os.environ.setdefault("TQDM_DISABLE", "1")
    for name in sys.argv[1:]:
        print(f"{name}: {'rewritten' if rewrite(Path(name).resolve()) else 'as it was'}")
