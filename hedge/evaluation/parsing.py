"""Parsing scores from raw text by the definitions of the CoNLL 2018 shared task (Zeman et al. 2018)."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hedge.errors import InputError, MissingInputError
from hedge.evaluation.bootstrap import Evaluation, Metrics, bootstrap
from hedge.parsing import Parser

METRICS = {
    "tokens_f1": "Tokens",
    "sentences_f1": "Sentences",
    "upos_f1": "UPOS",
    "lemmas_f1": "Lemmas",
    "uas_f1": "UAS",
    "las_f1": "LAS",
}
_DOCUMENTS_AT_ONCE = 32

# For one document and one metric: correct, gold total, system total.
Counts = dict[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A treebank document: its raw text and its CoNLL-U."""

    text: str
    conllu: str


def evaluate_parsing(path: Path, parser: Parser) -> Evaluation:
    """Parse the raw text of a treebank file and score tokens, sentences, tags, lemmas and trees.

    Parameters
    ----------
    path : Path
        ``.conllu`` or ``.conllu.gz``. Documents begin at ``# newdoc``, paragraphs at ``# newpar``.
    parser : Parser
        What is scored, without the smoothing of quotation marks and brackets that `Parser.parse` adds, as the shared
        task asks for the text's own characters.

    Returns
    -------
    Evaluation
        ``n`` is the number of gold sentences; F1 is in percent; intervals are over documents.

    Raises
    ------
    InputError, MissingInputError
        The file is no CoNLL-U, or not there.
    """
    documents = read_treebank(path)
    counts: list[Counts] = []
    for start in range(0, len(documents), _DOCUMENTS_AT_ONCE):
        batch = documents[start : start + _DOCUMENTS_AT_ONCE]
        predicted = parser.conllu([document.text for document in batch])
        counts.extend(count_matches(gold.conllu, found) for gold, found in zip(batch, predicted, strict=True))
    metrics, intervals = bootstrap(counts, micro_f1)
    n = sum(document.conllu.count("# text = ") for document in documents)
    return Evaluation(n=n, metrics=metrics, intervals=intervals)


def count_matches(gold: str, predicted: str) -> Counts:
    """Counts of one document for every metric, by the official scorer."""
    from udtools import udeval

    def load(conllu: str) -> Any:
        return udeval.load_conllu(io.StringIO(conllu), "", {})

    scores = udeval.evaluate(load(gold), load(predicted))
    return {
        key: (scores[name].correct, scores[name].gold_total, scores[name].system_total) for key, name in METRICS.items()
    }


def micro_f1(counts: Sequence[Counts]) -> Metrics:
    """F1 in percent over the summed counts of several documents.

    Examples
    --------
    >>> micro_f1([{"las_f1": (3, 4, 4)}, {"las_f1": (1, 4, 4)}])
    {'las_f1': 50.0}
    """
    figures = {}
    for key in counts[0]:
        correct, gold, system = (sum(count[key][part] for count in counts) for part in range(3))
        figures[key] = 100 * 2 * correct / (gold + system) if gold + system else 0.0
    return figures


def read_treebank(path: Path) -> list[GoldDocument]:
    """Read a treebank file into documents, the raw text rebuilt from ``# text`` and ``SpaceAfter``."""
    try:
        data = path.read_bytes()
        content = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise MissingInputError(f"expected a .conllu or .conllu.gz file, but {path} is none: check the path") from error
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InputError(
            f"expected CoNLL-U in UTF-8, but {path} cannot be decoded ({error}): check the file"
        ) from error
    texts: list[list[str]] = []
    sentences: list[list[str]] = []
    glued = True
    for chunk in content.replace("\r\n", "\n").strip().split("\n\n"):
        lines = chunk.split("\n")
        text = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), None)
        if text is None or not any(line[:1].isdigit() and line.count("\t") == 9 for line in lines):
            raise InputError(
                f"expected CoNLL-U sentences with '# text = ' in {path}, got {chunk[:60]!r}: check the file"
            )
        if not texts or any(line.startswith("# newdoc") for line in lines):
            texts.append([])
            sentences.append([])
            glued = True
        new_paragraph = any(line.startswith("# newpar") for line in lines)
        texts[-1].append(("" if not texts[-1] else "\n\n" if new_paragraph else "" if glued else " ") + text)
        sentences[-1].append(chunk)
        glued = "SpaceAfter=No" in lines[-1]
    return [
        GoldDocument("".join(parts), "\n\n".join(found) + "\n\n") for parts, found in zip(texts, sentences, strict=True)
    ]
