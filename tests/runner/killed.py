"""Kill a run at random moments, go on with it until it is done, and compare: ``killed.py FOLDER KILLS``.

The models are loaded once; each run is a fork, which does what ``hedge analyze --resume`` does, in its own process.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from hedge.analysis import load
from hedge.analysis.stream import InlineAnalysis
from hedge.runner import Forming, ResultFile, form_line, read_inputs, run_analyses, skip_done

PEOPLE = ("Ana Ruiz", "Bo Tan", "the mayor", "officials")
CLAIMS = ("the bridge may reopen", "it is unclear who pays", "the dam will certainly hold", "nobody was hurt")


def main(folder: Path, kills: int) -> None:
    draw = random.Random(0)
    texts = folder / "texts"
    texts.mkdir()
    for number in range(30):
        text = f"{draw.choice(PEOPLE)} said {draw.choice(CLAIMS)}, case {number}." if number % 7 else ""
        (texts / f"{number:02}.txt").write_text(text, encoding="utf-8")
    nlp = load("fast")
    task = Forming(InlineAnalysis(nlp), form_line)

    def run(out: Path) -> None:
        items = read_inputs([str(texts)])
        with ResultFile(out, resume=True) as results:
            skip_done(results, items, nlp.model)
            for found in run_analyses(task, items, batch_size=3, inline=True):
                results.append(found if isinstance(found, str) else form_line(found))

    run(folder / "warm.jsonl")
    started = time.monotonic()
    run(folder / "whole.jsonl")
    seconds = time.monotonic() - started
    done = rounds = 0
    while done < kills:
        rounds += 1
        out = folder / f"{rounds}.jsonl"
        while True:
            child = os.fork()
            if child == 0:
                run(out)
                os._exit(0)
            time.sleep(draw.uniform(0, seconds / 3))
            os.kill(child, signal.SIGKILL)
            if os.waitpid(child, 0)[1] == 0:
                break
            done += 1
        assert out.read_bytes() == (folder / "whole.jsonl").read_bytes(), out
        out.unlink()
    print(done, rounds)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
