"""Run Stanza: the shipped pack from inside the package, or an official Stanza package by name."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from hedge.documents import Block, Source, Span, find_quotes, split_blocks
from hedge.errors import ModelError
from hedge.parsing.tree import Parse, Sentence, Word
from hedge.parsing.vectors import stanza_options
from hedge.parsing.view import View, view_text

PROCESSORS = "tokenize,mwt,pos,lemma,depparse"

# The parser's memory grows with the square of the sentence; beyond this a sentence is cut after tokenisation.
LONGEST_SENTENCE = 150
_TOO_LONG = "<UNK>"
_CHARACTERS_AT_ONCE = 100_000


class Parser:
    """Texts in, parses out; a thin shell around a `stanza.Pipeline`. Threads that share one take turns.

    Parameters
    ----------
    pipeline : stanza.Pipeline
        With the processors tokenize, mwt (where the language package has it), pos, lemma and depparse.
    name : str
        What the pipeline was loaded from.
    """

    def __init__(self, pipeline: Any, name: str) -> None:
        from hedge.parsing.annotation import Annotator

        self._pipeline = pipeline
        self._annotator = Annotator(pipeline) if Annotator.fits(pipeline) else None
        self._turn = threading.RLock()  # Stanza's models are not made for several threads at once
        self.name = name

    def parse(self, sources: Sequence[str | Source]) -> list[Parse]:
        """Parse documents together; the result has one `Parse` a text or source, in order."""
        texts = [source if isinstance(source, str) else source.text for source in sources]
        turns = [() if isinstance(source, str) else source.turns for source in sources]
        blocks = [split_blocks(*each) for each in zip(texts, turns, strict=True)]
        jobs = [
            (document, index, view)
            for document, (text, parts) in enumerate(zip(texts, blocks, strict=True))
            for index, view in _views(text, parts)
        ]
        sentences: list[list[Sentence]] = [[] for _ in texts]
        parsed = self._run([view.text for _, _, view in jobs])
        for (document, index, view), analysis in zip(jobs, parsed, strict=True):
            sentences[document].extend(_sentence(texts[document], view, found, index) for found in analysis.sentences)
        return [Parse(*parts) for parts in zip(texts, blocks, map(tuple, sentences), strict=True)]

    def forget(self) -> None:
        """Drop the vectors and lemmas kept of words that were met; they cost time to make again, and nothing else."""
        if self._annotator is not None:
            self._annotator.forget()

    def parse_tokens(self, sentences: Iterable[Sequence[str]]) -> Parse:
        """Parse sentences that are already split into words; the document's text joins them with spaces.

        Raises
        ------
        InputError
            A word is empty or holds white space.
        """
        from hedge.parsing.pretokenized import parse_pretokenized

        with self._turn:
            return parse_pretokenized(self._pipeline, [list(words) for words in sentences])

    def conllu(self, texts: Sequence[str]) -> list[str]:
        """Analyse texts as they stand, with Stanza alone, and return its CoNLL-U; for scoring and comparison."""
        documents = self._pipeline.bulk_process(list(texts))
        for document in documents:
            _restore_long_tokens(document)
        return [f"{document:C}\n\n" for document in documents]

    def _run(self, texts: list[str]) -> list[Any]:
        """Stanza documents of texts, analysed in chunks so that a long document does not need all its trees at once."""
        analysed: list[Any] = []
        for chunk in _chunks(texts):
            with self._turn:
                if self._annotator is None:
                    tokenized = self._pipeline.bulk_process(chunk, processors="tokenize,mwt")
                    cut = self._pipeline.process(list(map(_cut_sentences, tokenized)), processors="pos,lemma,depparse")
                else:
                    cut = list(map(_cut_sentences, self._annotator.tokenize(chunk)))
                    self._annotator.annotate(cut)
            analysed.extend(cut)
        return analysed


def _chunks(texts: Sequence[str]) -> Iterator[list[str]]:
    """Texts in runs of about `_CHARACTERS_AT_ONCE`."""
    chunk: list[str] = []
    size = 0
    for text in texts:
        if chunk and size + len(text) > _CHARACTERS_AT_ONCE:
            yield chunk
            chunk, size = [], 0
        chunk.append(text)
        size += len(text)
    if chunk:
        yield chunk


def load_parser(package: str | Path = "hedge", *, use_gpu: bool = False) -> Parser:
    """Load a parser; while one is in use, the same again is not loaded twice.

    Parameters
    ----------
    package : str or Path, default "hedge"
        ``"hedge"`` is the shipped pack (no network); a folder is a Stanza model directory with a package called
        ``hedge``; any other name is an official Stanza package, downloaded by Stanza where it is not cached.
    use_gpu : bool, default False
        Whether Stanza may use a GPU.

    Raises
    ------
    ModelError
        The package cannot be loaded, or not be downloaded.
    ModelHashError
        A file of the shipped pack differs from the manifest.
    """
    key = (os.fspath(package), use_gpu)
    with _LOADING:
        parser = _LOADED.get(key)
        if parser is None:
            parser = _load_parser(package, use_gpu)
            if package == "hedge" or not Path(package).is_dir():  # what lies in a folder may change
                _LOADED[key] = parser
    return parser


_LOADING = threading.RLock()
_LOADED: WeakValueDictionary[tuple[str, bool], Parser] = WeakValueDictionary()


def _load_parser(package: str | Path, use_gpu: bool) -> Parser:
    import torch  # noqa: F401  (most of Stanza's import, which needs no guard)

    with _no_transformers():
        import stanza

    options: dict[str, Any] = {"processors": PROCESSORS, "use_gpu": use_gpu, "logging_level": "ERROR"}
    folder = Path(package)
    if package == "hedge":
        options |= stanza_options()
    elif folder.is_dir() and (folder / "resources.json").is_file():
        options |= stanza_options(folder)
    else:
        options["package"] = str(package)
    try:
        with _no_optimizers():
            pipeline = stanza.Pipeline("en", **options)
    except Exception as error:  # Stanza raises what its HTTP client and its loaders raise
        if "dir" in options:
            raise ModelError(
                f"expected a Stanza pack in {options['dir']}, but it does not load ({_brief(error)}): reinstall hedge"
            ) from error
        raise ModelError(
            f"expected 'hedge', a folder with a Stanza pack, or an official Stanza package as parser, got "
            f"{str(package)!r}, which is no such folder and cannot be loaded or downloaded ({_brief(error)}): check "
            "the name and the network, or use the shipped pack by naming no parser"
        ) from error
    finally:
        logging.getLogger("stanza").setLevel(logging.ERROR)
    return Parser(pipeline, os.fspath(package))


def _restore_long_tokens(document: Any) -> None:
    """Put back the text of tokens for which Stanza writes ``<UNK>`` because of their length."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.text == _TOO_LONG:
                token.text = document.text[token.start_char : token.end_char]
                token.words[0].text = token.text


class _NoOptimizer:
    """Stands in for an optimizer of a model that is not going to be trained."""

    param_groups: tuple[Any, ...] = ()


@contextmanager
def _no_transformers() -> Iterator[None]:
    """Keep Stanza from importing `transformers` where that is installed, which takes a second.

    Its parser's trainer imports the library without using it. Models that use it import it themselves, when they do;
    only those of coreference want it at once, but with `peft`, so that where this is installed nothing is kept away.
    """
    if "transformers" in sys.modules or find_spec("peft") is not None:
        yield
        return
    sys.modules["transformers"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["transformers"]


@contextmanager
def _no_optimizers() -> Iterator[None]:
    """Keep Stanza from making an optimizer for each model: that alone imports torch's compiler, for seconds."""
    from stanza.models.common import utils

    original = utils.dispatch_optimizer
    utils.dispatch_optimizer = lambda *args, **kwargs: _NoOptimizer()
    try:
        yield
    finally:
        utils.dispatch_optimizer = original


def _brief(error: Exception) -> str:
    request = getattr(error, "request", None)
    if isinstance(error, OSError) and request is not None and getattr(error, "response", None) is None:
        # The library `requests` got no answer, and its message is that of the layers below it.
        return f"no connection to {urlsplit(request.url).hostname}"
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:160]}" if lines else type(error).__name__


def _views(text: str, blocks: Sequence[Block]) -> list[tuple[int, View]]:
    """Parser's views of the text blocks that hold anything but white space, with the blocks' indices."""
    marks = frozenset(
        offset
        for quote in find_quotes(text, blocks)
        if text[quote.span.start : quote.inner.start] in ("'", "‘")
        for offset in (quote.span.start, quote.span.end - 1)
    )
    views = ((i, view_text(text, block.span, marks)) for i, block in enumerate(blocks) if block.kind == "text")
    return [(index, view) for index, view in views if view.text.strip()]


def _cut_sentences(document: Any) -> Any:
    """Cut sentences of a tokenised Stanza document that are too long to parse."""
    if all(len(sentence.words) <= LONGEST_SENTENCE for sentence in document.sentences):
        return document
    from stanza.models.common.doc import Document

    pieces: list[list[dict[str, Any]]] = []
    for sentence in document.sentences:
        piece: list[dict[str, Any]] = []
        count = 0
        for token in sentence.tokens:
            if piece and count + len(token.words) > LONGEST_SENTENCE:
                pieces.append(piece)
                piece, count = [], 0
            piece.extend(_renumbered(token, count))
            count += len(token.words)
        pieces.append(piece)
    return Document(pieces, text=document.text)


def _renumbered(token: Any, before: int) -> list[dict[str, Any]]:
    """A token's entries with ids that follow on `before` words."""
    entries = token.to_dict()
    shift = before + 1 - token.words[0].id
    for entry in entries:
        number = entry["id"]
        entry["id"] = tuple(n + shift for n in number) if isinstance(number, tuple | list) else number + shift
    return list(entries)


def _sentence(text: str, view: View, found: Any, block: int) -> Sentence:
    """Turn a Stanza sentence into ours, with offsets into the original text."""
    words: list[Word] = []
    for token in found.tokens:
        whole = view.original(token.start_char, token.end_char)
        for position, word in enumerate(token.words):
            if len(token.words) == 1:
                span = whole
            elif word.start_char is not None:
                span = view.original(word.start_char, word.end_char)
            else:  # the expansion does not spell the token: the first word stands for all of it
                span = whole if position == 0 else Span(whole.end, whole.end)
            words.append(make_word(text, span, word))
    return Sentence(tuple(words), block)


def make_word(text: str, span: Span, word: Any) -> Word:
    """A `Word` from a Stanza word and its span in the document."""
    return Word(
        text=span.of(text),
        lemma=word.lemma or word.text,
        upos=word.upos or "X",
        xpos=word.xpos or "",
        feats=word.feats or "",
        head=word.head - 1,
        deprel=word.deprel or "dep",
        start=span.start,
        end=span.end,
    )
