"""Words, tags, lemmas and trees as Stanza documents, faster than with Stanza's own processors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hedge.parsing.attachment import TaggedWord, TreeParser
from hedge.parsing.tagging import Tagger
from hedge.parsing.tokenizing import Tokenizer

#: Lemmas kept by word and tag; then all are forgotten.
_LEMMAS_KEPT = 50_000


class Annotator:
    """The steps of a Stanza pipeline, for packs of the shipped kind.

    Parameters
    ----------
    pipeline : stanza.Pipeline
        One that `fits`.

    Notes
    -----
    The models are Stanza's, and so are the results, up to the last bits of sums. What is saved is work: vectors and
    lemmas of words that were met before, relations of pairs that the tree does not join, the search for a tree where
    the best governors already make one, and the way through data loaders.
    """

    def __init__(self, pipeline: Any) -> None:
        processors = pipeline.processors
        words = processors["pos"].pretrain.vocab
        self._pipeline = pipeline
        self._tokenizer = Tokenizer(processors["tokenize"])
        self._tagger = Tagger(processors["pos"].trainer, words)
        self._parser = TreeParser(processors["depparse"].trainer, words)
        self._lemmatizer = processors["lemma"]
        self._lemmas: dict[tuple[str, str | None], str] = {}

    @staticmethod
    def fits(pipeline: Any) -> bool:
        """Whether the pipeline's models have the layers that are run here, on the CPU."""
        processors = pipeline.processors
        if not {"tokenize", "pos", "lemma", "depparse"} <= processors.keys():
            return False
        tagger, parser, lemmatizer = (processors[name] for name in ("pos", "depparse", "lemma"))
        return (
            str(pipeline.device) == "cpu"
            and tagger.pretrain is parser.pretrain
            and Tokenizer.fits(processors["tokenize"])
            and Tagger.fits(tagger.trainer)
            and TreeParser.fits(parser.trainer, parser.config)
            and not lemmatizer.use_identity
            and not lemmatizer.trainer.has_contextual_lemmatizers()
        )

    def tokenize(self, texts: Sequence[str]) -> list[Any]:
        """Stanza documents of texts without line breaks, with words that are not annotated yet."""
        documents: list[Any] = self._pipeline.process(self._tokenizer.tokenize(texts), processors="mwt")
        return documents

    def annotate(self, documents: Sequence[Any]) -> None:
        """Set tags, features, lemmas, governors and relations of all words of tokenised Stanza documents."""
        sentences = [sentence.words for document in documents for sentence in document.sentences]
        if not sentences:
            return
        tagged = self._tagger.tag([[word.text for word in words] for words in sentences])
        for words, tags in zip(sentences, tagged, strict=True):
            for word, found in zip(words, tags, strict=True):
                word.upos, word.xpos, word.feats = found
        self._lemmatize([word for words in sentences for word in words])
        read = [[TaggedWord(word.text, word.lemma, word.upos, word.xpos) for word in words] for words in sentences]
        for words, attachments in zip(sentences, self._parser.attach(read), strict=True):
            for word, attachment in zip(words, attachments, strict=True):
                word.head, word.deprel = attachment

    def forget(self) -> None:
        """Drop what is kept of words that were met."""
        self._tagger.vectors.forget()
        self._parser.vectors.forget()
        self._lemmas.clear()

    def _lemmatize(self, words: Sequence[Any]) -> None:
        """Set lemmas; Stanza's lemmatizer looks at nothing but a word and its tag, so each pair is asked for once."""
        from stanza.models.common.doc import Document

        if len(self._lemmas) > _LEMMAS_KEPT:
            self._lemmas.clear()
        pairs = [(word.text, word.upos) for word in words]
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._lemmas]
        if new:
            entries = [{"id": number, "text": text, "upos": upos} for number, (text, upos) in enumerate(new, 1)]
            found = self._lemmatizer.process(Document([entries]))
            self._lemmas.update(zip(new, (word.lemma for word in found.sentences[0].words), strict=True))
        for word, pair in zip(words, pairs, strict=True):
            word.lemma = self._lemmas[pair]
