"""The errors hedge raises: one base class, each also the fitting builtin.

Every message says what was expected, what came and what to do next. All of them carry a single string, so they
survive pickling on their way back from worker processes.
"""

from __future__ import annotations


class HedgeError(Exception):
    """Base of every error that hedge raises on purpose."""


class InputError(HedgeError, ValueError):
    """A document, file or table that cannot be read as what it should be."""


class MissingInputError(HedgeError, FileNotFoundError):
    """A path that does not exist, or is not a file where a file is needed."""


class OptionError(HedgeError, ValueError):
    """An option or argument with a value outside what it accepts."""


class ModelError(HedgeError, RuntimeError):
    """A model that cannot be used: foreign, of another version, or not reachable."""


class ModelHashError(HedgeError, ValueError):
    """A shipped file whose SHA-256 differs from the manifest."""


class ModelMissingError(HedgeError, FileNotFoundError):
    """A model or model file that is not there."""


class DocumentError(HedgeError, RuntimeError):
    """A document that could not be analysed."""


class ResumeError(HedgeError, ValueError):
    """Results that cannot be continued: they are of other documents, options or models."""


class OutputError(HedgeError, OSError):
    """Results that cannot be written, such as on a full disk."""


class WorkerError(HedgeError, RuntimeError):
    """Worker processes or a cluster that cannot be used."""


class MissingPackageError(HedgeError, ImportError):
    """An optional package that is not installed."""
