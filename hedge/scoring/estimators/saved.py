"""Classifiers fitted on one's own labels, on disk: JSON and plain arrays, no pickle."""

from __future__ import annotations

import json
import struct
import warnings
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hedge.errors import InputError, ModelError, ModelMissingError
from hedge.models import load_manifest
from hedge.scoring.estimators.certainty_model import TextCertaintyModel, TextEncoder
from hedge.scoring.estimators.certainty_reading import BLOCKS
from hedge.scoring.estimators.certainty_summary import SUMMARY
from hedge.version import __version__

SCHEMA = "hedge/classifier/1"
_RECORD = "classifier.json"
_ARRAYS = "classifier.npz"
_NAMES = ("idf", "centre", "spread", "lengths", "weights", "bias")


def save_classifier(
    folder: Path,
    model: TextCertaintyModel,
    classes: NDArray[Any],
    parameters: Mapping[str, Any],
    scores: Mapping[str, float],
) -> None:
    """Write ``classifier.json`` and ``classifier.npz``.

    Parameters
    ----------
    folder : Path
        A new or empty folder, or one that holds a saved classifier.
    model : TextCertaintyModel
        What was fitted.
    classes : array
        Its labels: strings, whole numbers, other numbers or truth values.
    parameters, scores
        Kept in the record.

    Raises
    ------
    InputError
        The folder holds other files, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or ({path.name for path in folder.iterdir()} - {_RECORD, _ARRAYS})):
        raise InputError(f"expected a new or empty folder, but {folder} holds other files: choose another folder")
    shipped = load_manifest()
    record = {
        "schema": SCHEMA,
        "class": "CertaintyClassifier",
        "hedge": __version__,
        "models": shipped.sha256,
        "parameters": {**parameters, "class_weight": _plain(parameters["class_weight"])},
        "classes": classes.tolist(),
        "summary": SUMMARY,
        "features": model.encoder.names,
        "scores": scores,
    }
    arrays = {
        "idf": model.encoder.idf,
        "centre": model.encoder.centre,
        "spread": model.encoder.spread,
        "lengths": model.encoder.lengths,
        "weights": model.weights,
        "bias": model.bias,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(record, ensure_ascii=False, indent=1)
        np.savez_compressed(folder / _ARRAYS, allow_pickle=False, **arrays)
        (folder / _RECORD).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"expected to write {folder}, but that failed: {error.strerror}; choose another") from error


# What JSON, zip files and numpy raise for files that are not what they should be.
_DAMAGED = (
    ValueError, KeyError, TypeError, IndexError, OSError, EOFError, RecursionError, MemoryError, NotImplementedError,
    OverflowError, BadZipFile, zlib.error, struct.error, RuntimeError,
)  # fmt: skip


def load_classifier(folder: Path) -> tuple[TextCertaintyModel, NDArray[Any], dict[str, Any]]:
    """Read what `save_classifier` wrote.

    Returns
    -------
    model, classes, parameters

    Raises
    ------
    ModelMissingError
        There is no saved classifier.
    ModelError
        The files are damaged, or do not fit together.
    """
    try:
        record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as file:
            arrays = {name: file[name].astype(np.float64) for name in _NAMES}
        if record["schema"] != SCHEMA or record["class"] != "CertaintyClassifier":
            raise ValueError(f"schema {record['schema']!r}")
        classes, names = np.array(record["classes"]), tuple(record["features"])
        columns = len(names) + len(SUMMARY)
        shapes: dict[str, tuple[int, ...]] = {
            "idf": (len(names),),
            "centre": (len(SUMMARY),),
            "spread": (len(SUMMARY),),
            "lengths": (len(BLOCKS) + 1,),
            "weights": (columns, len(classes)),
            "bias": (len(classes),),
        }
        if record["summary"] != list(SUMMARY) or any(arrays[name].shape != shape for name, shape in shapes.items()):
            raise ValueError("arrays that do not fit the features")
        parameters = {name: record["parameters"][name] for name in ("C", "min_count", "features", "class_weight")}
        foreign, version = record["models"] != load_manifest().sha256, str(record["hedge"])
    except FileNotFoundError as error:
        raise ModelMissingError(
            f"expected a saved classifier in {folder}, but {error.filename} is missing: give the folder of "
            "hedge train certainty --out, or of CertaintyClassifier.save"
        ) from error
    except _DAMAGED as error:
        raise ModelError(
            f"expected a classifier saved by this version of hedge in {folder}, got something else ({error}): refit it"
        ) from error
    if foreign:
        warnings.warn(
            f"the classifier in {folder} was fitted with other shipped models (hedge {version}): its figures "
            "may not hold here; refit it",
            UserWarning,
            stacklevel=3,
        )
    encoder = TextEncoder(names, arrays["idf"], arrays["centre"], arrays["spread"], arrays["lengths"])
    return TextCertaintyModel(encoder, arrays["weights"], arrays["bias"]), classes, parameters


def _plain(class_weight: Any) -> Any:
    """Class weights as JSON keeps them: those of a dict are needed for fitting only, and its keys may be numbers."""
    return None if isinstance(class_weight, Mapping) else class_weight
