"""Parses of training texts, kept on disk so that several models can be fitted on one parse."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from hedge import documents, parsing
from hedge.models import load_manifest
from hedge.parsing import Parse, Parser, load_parser, parse_from_conllu, parse_to_conllu, split_sentences

DEFAULT_CACHE = Path.home() / ".cache" / "hedge" / "parses"
_BATCH = 16


class ParseCache:
    """Parse documents with the shipped pack, each only once as long as neither the pack nor our code for it changes.

    Parameters
    ----------
    folder : Path, default ``~/.cache/hedge/parses``
        Where parses are kept, as gzipped CoNLL-U named by the hashes of pack and code and of the text.
    """

    def __init__(self, folder: Path = DEFAULT_CACHE) -> None:
        self._folder = folder / _maker_id()
        self._parser: Parser | None = None
        self._folder.mkdir(parents=True, exist_ok=True)

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """Parses of raw documents, in order."""
        missing = sorted({text for text in texts if not self._path(text, "raw").is_file()})
        for start in range(0, len(missing), _BATCH):
            for parse in self._load().parse(missing[start : start + _BATCH]):
                self._write(parse, "raw")
        return [self._read(text, "raw") for text in texts]

    def parse_tokens(self, sentences: Iterable[Sequence[str]]) -> list[Parse]:
        """Parses of pre-tokenised sentences, one `Parse` each, in order; the text joins the words with spaces."""
        wanted = [list(words) for words in sentences]
        texts = [" ".join(words) for words in wanted]
        missing = {
            text: words for text, words in zip(texts, wanted, strict=True) if not self._path(text, "tokens").is_file()
        }
        todo = sorted(missing)
        for start in range(0, len(todo), 256):
            batch = todo[start : start + 256]
            together = self._load().parse_tokens([missing[text] for text in batch])
            for text, parse in zip(batch, split_sentences(together), strict=True):
                self._write(Parse(text, parse.blocks, parse.sentences), "tokens")
        return [self._read(text, "tokens") for text in texts]

    def _load(self) -> Parser:
        self._parser = self._parser or load_parser()
        return self._parser

    def _path(self, text: str, kind: str) -> Path:
        name = hashlib.sha256(f"{kind}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:24]
        return self._folder / name[:2] / f"{name}.conllu.gz"

    def _write(self, parse: Parse, kind: str) -> None:
        path = self._path(parse.text, kind)
        path.parent.mkdir(exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_bytes(gzip.compress(parse_to_conllu(parse).encode(), 1))
        partial.replace(path)

    def _read(self, text: str, kind: str) -> Parse:
        return parse_from_conllu(text, gzip.decompress(self._path(text, kind).read_bytes()).decode())


def _maker_id() -> str:
    """Tells parses apart by what made them: the pack, and the modules between a text and its parse."""
    made = hashlib.sha256(repr(sorted(load_manifest().packs["stanza"].files.items())).encode())
    for stage in (documents, parsing):
        for path in sorted(Path(stage.__path__[0]).glob("*.py")):
            made.update(path.read_bytes())
    return made.hexdigest()[:12]
