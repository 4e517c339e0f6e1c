"""Public corpora: where their files lie, pinned to a commit, with hashes, licences and whom to cite."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from hedge.corpora.files import read_utf8
from hedge.errors import InputError, OptionError

SCHEMA = "hedge/corpora/1"
TABLE = Path(__file__).parent / "registry.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """One file of a corpus.

    Parameters
    ----------
    path : str
        Where it goes, relative to the corpus's folder.
    url : str
        Where it comes from.
    sha256 : str or None
        What it must hash to; None where nobody could take the hash of it yet.
    bytes : int or None
        Its size, where known.
    unpack : bool
        Whether it is an archive to be unpacked beside itself.
    """

    path: str
    url: str
    sha256: str | None = None
    bytes: int | None = None
    unpack: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A public corpus.

    Parameters
    ----------
    name, title : str
        The name for ``hedge corpora fetch``, and what it is.
    licence, citation, homepage : str
        Its terms, whom to cite, and where to read about it.
    files : tuple of RemoteFile
        What is fetched.
    commit : str
        The upstream commit that the addresses are pinned to; ``""`` where it is not kept under version control.
    use : str
        A command or function that reads it.
    note : str
        What to know before fetching.
    """

    name: str
    title: str
    licence: str
    citation: str
    homepage: str
    files: tuple[RemoteFile, ...] = field(repr=False)
    commit: str = ""
    use: str = ""
    note: str = ""

    @property
    def unverified(self) -> int:
        """How many files have no known hash."""
        return sum(file.sha256 is None for file in self.files)


def load_registry(path: Path = TABLE) -> dict[str, Corpus]:
    """Read a table of corpora, by name.

    Parameters
    ----------
    path : Path, optional
        A table in the format of the shipped one.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It is none in the format, or a path or address in it is not safe to use.

    Examples
    --------
    >>> load_registry()["bioscope"].unverified
    1
    """
    try:
        record = json.loads(read_utf8(path, ".json"))
        if record["schema"] != SCHEMA:
            raise ValueError(f"schema {record['schema']!r}")
        corpora = [
            Corpus(**entry | {"files": tuple(RemoteFile(**file) for file in entry["files"])})
            for entry in record["corpora"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            f"expected a table of corpora ({SCHEMA}) in {path}, got another ({error}): check it"
        ) from error
    for corpus in corpora:
        _check(corpus, path)
    return {corpus.name: corpus for corpus in corpora}


def choose_corpora(names: list[str], registry: dict[str, Corpus]) -> list[Corpus]:
    """Corpora by name.

    Raises
    ------
    OptionError
        There is no corpus of that name.
    """
    for name in names:
        if name not in registry:
            raise OptionError(f"expected a corpus among {', '.join(registry)}, got {name!r}: see hedge corpora list")
    return [registry[name] for name in dict.fromkeys(names)]


def _check(corpus: Corpus, table: Path) -> None:
    for place in (corpus.name, *(file.path for file in corpus.files)):
        parts: Any = PurePosixPath(place)
        if not place or parts.is_absolute() or ".." in parts.parts or "\\" in place or ":" in place:
            raise InputError(f"expected paths inside a folder in {table}, got {place!r}: correct the table")
    for file in corpus.files:
        if urlsplit(file.url).scheme not in ("https", "http"):
            raise InputError(f"expected https addresses in {table}, got {file.url!r}: correct the table")
