"""Split text into sentences and words with Stanza's tokenizer: its weights and rules, in larger batches."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from hedge.parsing.layers import BothWays, batches, turned

#: Characters that go through the network together; more would be of lengths too different, and run over much padding.
_CHARACTERS_AT_ONCE = 3000
#: Stanza reads longer paragraphs piece by piece, each from where the last whole sentence ended.
_LONGEST_PIECE = 1000
_SPACES = re.compile(" {2,}")
# The network's classes: inside a word, and ends of a word, a sentence, a token of several words, and both.
_INSIDE, _WORD, _SENTENCE, _WORDS, _SENTENCE_AND_WORDS = 0, 1, 2, 3, 4
# What ends a sentence as what only ends a word.
_GOING_ON = {_SENTENCE: _WORD, _SENTENCE_AND_WORDS: _WORDS}
# Abbreviations that are one word with their full stop, and end no sentence where a name or a number follows. The
# treebanks have few of them; in news about politics every hundredth sentence was cut after "Sen." or "Rep.".
_ABBREVIATION = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Messrs|Dr|Drs|Prof|Rev|[Hh]on|Sens?|Reps?|Govs?|Gens?|Lt|Col|Maj|Capt|Sgt|Cpl|Cmdr|Adm|Pres|Supt"
    r"|Amb|Msgr|Atty|Del|Insp|Cllr|Ald|Asst|Dep|Det|Brig|Pvt)\.(?= [^\W\d_a-z])"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Nos?)\.(?= \d))"
)
# Words of four letters or more end a sentence without its full stop, unless they are abbreviations: of rare names the
# network makes "Merz." one word.
_FINAL = re.compile(
    r"\b(?!(?:Ariz|Assn|Asst|Atty|Blvd|Bros|Calif|Capt|Cllr|Cmdr|Colo|Conn|Corp|Dept|Figs|Gens|Govs|Insp|Intl|Mass|Messrs"
    r"|Mich|Minn|Miss|Mont|Msgr|Okla|Penn|Proc|Prof|Reps|Secy|Sens|Sept|Suppl|Supt|Tenn|Thos|Thurs|Treas|Tues|Univ|Wash)"
    r"\.)[^\W\d_a-z][^\W\d_A-Z]{3,}(?=\.(?: |$))"
)
# Where a sentence ends for certain: between a name and itself ("She met Merz. Merz said"), before a quotation ("asked
# Lee. “No,” said Ray") and behind letters that count something, which are no initials ("vitamin C. Miller said").
_CERTAIN = re.compile(
    r"\b(?P<name>[^\W\d_a-z][\w'’-]{2,})(?=\. (?P=name)\b)"
    r"|\b(?!(?:Mrs|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Cmdr|Cpl|Rev|Hon|Prof|Fr|Inc|Ltd|Corp|Bros|Esq|etc|Pres|Supt"
    r"|Det|Insp|Cllr|Ald|Amb|Msgr|Atty|Asst|Dep|Brig|Pvt|Drs|Messrs)\.)[^\W\d_][^\W\d_A-Z]{2,}(?=\. [“\"‘][^\W\d_a-z])"
    r"|\b(?:[Aa]ppendix|[Bb]lock|[Bb]uilding|[Cc]ategory|[Cc]lass|[Dd]ivision|[Ee]xhibit|[Ff]igure|[Ff]ig\.|[Gg]ate|[Gg]rade"
    r"|[Gg]roups?|[Hh]epatitis|[Ii]nfluenza|[Ll]eague|[Ll]evel|[Ll]ine|[Mm]odel|[Oo]ption|[Pp]art|[Pp]hase|[Pp]lan|[Pp]oint"
    r"|[Ss]chedule|[Ss]ection|[Ss]eries|[Tt]able|[Tt]ier|[Tt]ypes?|[Vv]ersion|[Vv]itamins?|[Ww]ard|[Zz]one) [A-Z]"
    r"(?=\. [^\W\d_a-z])"
)
# What ends no sentence: commas, and abbreviations of scholars where the sentence visibly goes on.
_OPEN = re.compile(r",(?= )|\bet al\.(?= [a-z(\d&])|\b(?:approx|ca|cf|viz)\.(?= [\w(])")
# Two words in capitals are more likely a name than the end of one sentence and the beginning of another; "Traders'" may
# be the first.
_NAME = re.compile(r"\b[^\W\d_a-z][a-z]+(?:(?<=s)['’])?(?= [^\W\d_a-z][a-z]+\b)")
# "Its owner" is no "it's": the treebank of the web has so many of these without the apostrophe that the network cuts
# every "Its" that opens a sentence. What follows tells: of "its not", "its easy to" and "its great!" it may judge.
_POSSESSIVE = re.compile(
    r"\b[Ii]ts(?= [^\W\d])(?! (?:a|all|also|always|an|any|anyone|as|at|been|between|by|for|from|getting|going|good"
    r"|great|her|his|in|just|kind|less|like|more|much|my|never|no|not|nothing|now|of|on|only|our|quite|so|something|still|such"
    r"|that|the|their|then|there|this|time|to|too|true|up|very|what|when|where|with|your)\b)"
    r"(?! \w+(?:ly|ing)\b)(?! \w+(?: to\b| that\b|[.!?]|$))"
)


class _Characters(dict[str, int]):
    """Rows of the table of characters, which grows by half with the characters met; its last rows may be unused."""

    def __init__(self, describe: Callable[[str], list[int]]) -> None:
        self._describe = describe
        self.table: NDArray[np.int64] = np.zeros((0, 0), dtype=np.int64)

    def __missing__(self, character: str) -> int:
        row, number = self._describe(character), len(self)
        if number == len(self.table):
            larger = np.zeros((number + number // 2 + 64, len(row)), dtype=np.int64)
            larger[:number, : self.table.shape[1]] = self.table
            self.table = larger
        self.table[number] = row
        self[character] = number
        return number


class Tokenizer:
    """Sentences and words.

    Parameters
    ----------
    processor : stanza.pipeline.tokenize_processor.TokenizeProcessor
        A loaded tokenizer that `fits`.

    Notes
    -----
    Stanza pads the last piece of a long paragraph to the length of others that it happens to be read with; here each
    is read by itself. And no sentence ends between "Sen." and the name, inside a name, or after "Ruiz et al."
    """

    def __init__(self, processor: Any) -> None:
        from stanza.models.tokenization import data

        self._network = _Network(processor.trainer.model.eval())
        self._vocabulary = processor.vocab
        self._longest_token = processor.config.get("max_seqlen", _LONGEST_PIECE)
        features = processor.trainer.args["feat_funcs"]
        own = [data.PER_CHAR_FEAT_FUNCS[name] for name in features if name in data.PER_CHAR_FEAT_FUNCS]
        self._ends = [name in features for name in ("end_of_para", "start_of_para")]
        self._patterns = [pattern for name, pattern in data.STRUCTURAL_FEATURES.items() if name in features]
        self._pad = self._vocabulary.unit2id("<PAD>")
        self._characters = _Characters(lambda char: [self._vocabulary.unit2id(char), *(each(char) for each in own)])

    @staticmethod
    def fits(processor: Any) -> bool:
        """Whether a Stanza tokenizer has the inputs that are made here."""
        from stanza.models.tokenization.data import KNOWN_FEAT_FUNCS

        args, config = processor.trainer.args, processor.config
        return (
            set(args["feat_funcs"]) <= KNOWN_FEAT_FUNCS
            and args["shorthand"] != "la_ittb"
            and not any(args.get(name) for name in ("charlm", "use_dictionary", "skip_newline"))
            and args["rnn_layers"] == 1
            and args["conv_res"] is None
            and args["hierarchical"]
            and args["use_mwt"]
            and not any(config.get(name) for name in ("pretokenized", "no_ssplit", "postprocessor", "speaker_delim"))
            and args["feat_funcs"] == config["feat_funcs"]
            and not hasattr(processor, "_variant")
        )

    def tokenize(self, texts: Sequence[str]) -> list[Any]:
        """Stanza documents of texts without line breaks, each of which is a paragraph."""
        from stanza.models.common.doc import Document
        from stanza.models.tokenization.data import WHITESPACE_RE
        from stanza.models.tokenization.utils import decode_predictions, update_pred_regex
        from stanza.pipeline.tokenize_processor import TOKEN_TOO_LONG_REPLACEMENT

        paragraphs = [_SPACES.sub(" ", WHITESPACE_RE.sub(" ", text.rstrip())) for text in texts]
        documents = []
        for text, paragraph, classes in zip(texts, paragraphs, self._classes(paragraphs), strict=True):
            _amend(paragraph, classes)
            if paragraph:
                classes[-1] = _SENTENCE if classes[-1] <= _SENTENCE else _SENTENCE_AND_WORDS
            found = update_pred_regex(paragraph, classes).tolist()
            *_, sentences = decode_predictions(self._vocabulary, None, text, [paragraph], [found], False, False, False)
            for token in (token for sentence in sentences for token in sentence):
                if len(token["text"]) > self._longest_token:
                    token["text"] = TOKEN_TOO_LONG_REPLACEMENT
            documents.append(Document(sentences, text))
        return documents

    def _classes(self, paragraphs: Sequence[str]) -> list[NDArray[np.int64]]:
        """Class of every character."""
        read = [self._read(paragraph) for paragraph in paragraphs]
        classes = [np.zeros(len(paragraph), dtype=np.int64) for paragraph in paragraphs]
        places = [0] * len(paragraphs)
        waiting = [number for number, paragraph in enumerate(paragraphs) if paragraph]
        while waiting:
            pieces = [read[number][places[number] : places[number] + _LONGEST_PIECE] for number in waiting]
            for number, found in zip(waiting, self._run(pieces), strict=True):
                place = places[number]
                if len(paragraphs[number]) - place > _LONGEST_PIECE:
                    ends = np.flatnonzero((found == _SENTENCE) | (found == _SENTENCE_AND_WORDS))
                    found = found[: ends[-1] + 1] if len(ends) else found
                found = found[: len(paragraphs[number]) - place]
                classes[number][place : place + len(found)] = found
                places[number] += len(found)
            waiting = [number for number in waiting if places[number] < len(paragraphs[number])]
        return classes

    def _read(self, paragraph: str) -> NDArray[np.int64]:
        """Number and features of each character, and of a pad after them in a short paragraph."""
        numbers = [self._characters[character] for character in paragraph]
        length = len(numbers)
        extra = np.zeros((length, sum(self._ends) + len(self._patterns)), dtype=np.int64)
        column = 0
        for wanted, place in zip(self._ends, (-1, 0), strict=True):
            if wanted and length:
                extra[place, column] = 1
            column += wanted
        for pattern in self._patterns:
            for match in pattern.finditer(paragraph):
                extra[match.start() : match.end(), column] = 1
            column += 1
        table = np.concatenate([self._characters.table[numbers], extra], axis=1) if length else extra
        if 0 < length < _LONGEST_PIECE:
            table = np.pad(table, ((0, 1), (0, 0)))
            table[-1, 0] = self._pad
        return table

    def _run(self, pieces: Sequence[NDArray[np.int64]]) -> list[NDArray[np.int64]]:
        """Class of each row of pieces."""
        found: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)] * len(pieces)
        with torch.inference_mode():
            for batch in batches([len(piece) for piece in pieces], _CHARACTERS_AT_ONCE):
                own = [torch.from_numpy(pieces[index]) for index in batch.sentences]
                rows = torch.nn.utils.rnn.pad_sequence(own)
                classes = self._network.classify(rows, torch.from_numpy(batch.lengths)).numpy()
                for index, length, row in zip(batch.sentences, batch.lengths, classes.T, strict=True):
                    found[index] = row[:length]
        return found


def _amend(paragraph: str, classes: NDArray[np.int64]) -> None:
    """Mend the network's classes of characters where what stands there leaves no doubt."""
    for match in _ABBREVIATION.finditer(paragraph):
        classes[match.start() : match.end()] = [_INSIDE] * (len(match[0]) - 1) + [_WORD]
    for match in chain(_NAME.finditer(paragraph), _OPEN.finditer(paragraph)):
        last = match.end() - 1
        classes[last] = _GOING_ON.get(int(classes[last]), classes[last])
    for match in _CERTAIN.finditer(paragraph):
        classes[match.end() - 1 : match.end() + 1] = _WORD, _SENTENCE
    for match in _FINAL.finditer(paragraph):
        if classes[match.end()] == _SENTENCE and classes[match.end() - 1] == _INSIDE:
            classes[match.end() - 1] = _WORD
    for match in _POSSESSIVE.finditer(paragraph):
        if classes[match.end() - 1] == _WORDS:
            classes[match.end() - 1] = _WORD


class _Network:
    """Stanza's network, run on characters that are padded at the end: much faster than packed ones where it is small.

    Parameters
    ----------
    model : stanza.models.tokenization.model.Tokenizer
        Two LSTMs of one layer, the second of which reads less of what the first takes for the inside of a word.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self._first, self._second = BothWays(model.rnn), BothWays(model.rnn2)

    def classify(self, rows: Tensor, lengths: Tensor) -> Tensor:
        """Class of every character, from its number and features.

        *Shape:* ``(longest, n_pieces, 1 + n_features)`` and ``(n_pieces,)``; the result ``(longest, n_pieces)``.
        """
        model, backwards = self._model, turned(lengths)
        inputs = torch.cat([model.embeddings(rows[:, :, 0]), rows[:, :, 1:].float()], dim=2)
        states = self._first.run(inputs, backwards)
        scores = [layer(states) for layer in (model.tok_clf, model.sent_clf, model.mwt_clf)]
        if model.args["hier_invtemp"] > 0:
            states = states * torch.sigmoid(scores[0] * model.args["hier_invtemp"])
        states = self._second.run(states, backwards)
        layers = (model.tok_clf2, model.sent_clf2, model.mwt_clf2)
        word, sentence, words = (one + layer(states) for one, layer in zip(scores, layers, strict=True))
        cost = functional.softplus  # of a score: minus the log of the probability that the answer is no
        ends = [cost(-word) + cost(a * sentence) + cost(b * words) for b in (1, -1) for a in (1, -1)]
        return torch.cat([cost(word), *ends], dim=2).argmin(dim=2)
