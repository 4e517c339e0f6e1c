"""The encoder at run time: an int8 ONNX model that gives every word of a parse a row of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hedge.documents import Span, writable
from hedge.encoding.heads import N_COLUMNS, N_SCORES
from hedge.encoding.states import N_STATES, OUTPUTS, Probes, load_probes, with_outputs
from hedge.encoding.windows import Unit, load_tokenizer, make_windows
from hedge.errors import ModelError
from hedge.models import model_folder
from hedge.parsing import Parse

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PACK = "encoder"
PROBES_PACK = "probes"
#: The network's file in its folder, and that of its word pieces.
FILE, TOKENIZER = "encoder.onnx", "tokenizer.json"
Floats = NDArray[np.float32]
_N_PROBES = N_COLUMNS - N_SCORES


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder makes of some word pieces.

    Parameters
    ----------
    rows : array, shape (n_pieces, N_COLUMNS)
        The columns of `hedge.encoding.heads.HEADS`.
    states : array, shape (n_pieces, N_STATES)
        Outputs of the `hedge.encoding.states.LAYERS`, side by side.
    """

    rows: Floats
    states: Floats


class Encoder:
    """A small pre-trained transformer, fine-tuned on hedge's tasks.

    Parameters
    ----------
    session : onnxruntime.InferenceSession
        The exported network.
    tokenizer : tokenizers.Tokenizer
        Its word pieces.
    probes : Probes, optional
        Without them their columns are 0.

    Notes
    -----
    Windows go through the network one at a time: its int8 arithmetic scales each input by the largest value in it, so
    that windows computed together would change each other's results.

    References
    ----------
    He, P., Gao, J. and Chen, W. (2023). DeBERTaV3: improving DeBERTa using ELECTRA-style pre-training with
    gradient-disentangled embedding sharing. ICLR.
    """

    def __init__(self, session: Any, tokenizer: Tokenizer, probes: Probes | None = None) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._probes = probes or _NO_PROBES

    def encode(self, parses: Sequence[Parse]) -> list[list[Floats]]:
        """Scores of all heads for every word.

        Parameters
        ----------
        parses : sequence of Parse
            Parsed documents; each is read by itself.

        Returns
        -------
        list of list of array, shape (n_words, N_COLUMNS)
            For each document one array a sentence, with the columns of `hedge.encoding.heads.HEADS`: logits, and
            factuality as a number from -3 to 3. A word has the mean over its pieces, zeros where it has none.
        """
        return [self._encode(parse) for parse in parses]

    def read_texts(self, texts: Sequence[str]) -> list[Reading]:
        """Scores of all heads and states for every word piece of raw texts, which need no parse.

        Parameters
        ----------
        texts : sequence of str
            Sentences, or other short texts; each is read by itself.

        Returns
        -------
        list of Reading
            One a text, of no pieces where there is nothing to read.
        """
        return [self._read_text(text) for text in texts]

    def _read_text(self, text: str) -> Reading:
        text = writable(text)  # the tokenizer refuses lone surrogates
        windows = make_windows(text, [Unit(Span(0, len(text)), 0)], self._tokenizer)
        found = [_NOTHING, *(self.read(window.pieces) for window in windows)]
        # Without the marks at both ends of a window.
        return Reading(*(np.concatenate([getattr(one, part)[1:-1] for one in found]) for part in ("rows", "states")))

    def _encode(self, parse: Parse) -> list[Floats]:
        units = [Unit(sentence.span, sentence.block) for sentence in parse.sentences]
        windows = [(window, self.run(window.pieces)) for window in make_windows(parse.text, units, self._tokenizer)]
        last = [int(window.ends[-1]) for window, _ in windows]
        rows = []
        for sentence in parse.sentences:
            scores = np.zeros((len(sentence.words), N_COLUMNS), dtype=np.float32)
            for number, word in enumerate(sentence.words):
                found = int(np.searchsorted(last, word.start, side="right"))
                if found < len(windows):
                    window, values = windows[found]
                    pieces = window.covering(Span(word.start, word.end))
                    if len(pieces):
                        scores[number] = values[pieces].mean(axis=0)
            rows.append(scores)
        return rows

    def run(self, pieces: NDArray[np.int64]) -> Floats:
        """Scores of one window: from pieces of shape (n,) to an array of shape (n, N_COLUMNS)."""
        return self.read(pieces).rows

    def read(self, pieces: NDArray[np.int64]) -> Reading:
        """As `run`, with the states."""
        scores, *layers = self._session.run(None, {"pieces": pieces[None]})
        states = np.concatenate([layer[0] for layer in layers], axis=1)
        return Reading(np.concatenate([scores[0], self._probes.read(states)], axis=1), states)


_NO_PROBES = Probes(*(np.zeros(shape, dtype=np.float32) for shape in ((N_STATES, _N_PROBES), _N_PROBES)))
_NOTHING = Reading(*(np.zeros((0, width), dtype=np.float32) for width in (N_COLUMNS, N_STATES)))


@cache
def load_encoder() -> Encoder:
    """Load the shipped encoder (once a process).

    Raises
    ------
    ModelMissingError, ModelHashError
        A pack is missing or damaged.
    """
    return open_encoder(model_folder(PACK), model_folder(PROBES_PACK))


def open_encoder(folder: Path, probes: Path | None = None) -> Encoder:
    """Open an encoder from any folder that holds one; it runs on one thread.

    Parameters
    ----------
    folder : Path
        With the network and its word pieces.
    probes : Path, optional
        The folder with its probes; default: the same. An encoder may have none yet.

    Raises
    ------
    ModelError
        A file is no ONNX model, no tokenizer, or holds no probes.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    path = folder / FILE
    try:
        network = with_outputs(path.read_bytes(), OUTPUTS)
        session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own that share no base
        raise ModelError(f"expected an ONNX model at {path}, got something else ({error}): reinstall hedge") from error
    return Encoder(session, load_tokenizer(folder / TOKENIZER), load_probes(probes or folder))
