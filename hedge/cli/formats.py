"""Formats of ``hedge analyze`` that are tables, trees or folders."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hedge.cli.output import check_place, open_whole
from hedge.documents import is_convokit
from hedge.errors import InputError, OptionError

if TYPE_CHECKING:
    from hedge.analysis import Document

#: Formats that `write_export` writes.
EXPORTS = frozenset({"csv", "parquet", "conllu", "brat", "convokit"})


def check_export(output: str, out: Path | None) -> None:
    """Raise an error where the output cannot go to ``--out``; before anything is analysed.

    Raises
    ------
    OptionError
        The format needs ``--out`` and has none, or a folder and has a file.
    InputError
        No file can be written there.
    """
    if output in {"parquet", "brat", "convokit"} and out is None:
        kind = "a file or folder" if output == "parquet" else "a folder"
        raise OptionError(f"expected --out with --format {output}, got none: name {kind} to write to")
    if output in {"brat", "convokit"} and out is not None and out.exists() and not out.is_dir():
        raise OptionError(f"expected a folder for --format {output}, got the file {out}: choose another --out")
    if output in {"csv", "parquet"} and out is not None and not _holds_tables(out):
        check_place(out, "--out")
    if output not in {"csv", "parquet", "brat", "convokit"}:
        check_place(out, "--out")


def _holds_tables(out: Path) -> bool:
    """Whether it is, or is to be, a folder for all tables rather than a file for one."""
    return out.is_dir() or not out.suffix


def write_export(documents: Iterable[Document], output: str, out: Path | None, names: Sequence[str]) -> None:
    """Write documents in one of `EXPORTS`.

    CSV and Parquet are a table of the statements where `out` is a file; where it is a folder, or a name without a
    suffix, all tables go there.

    Parameters
    ----------
    documents : iterable of Document
        What was analysed.
    output : str
        One of `EXPORTS`.
    out : Path or None
        Where to; None is standard output.
    names : sequence of str
        The inputs: where it is one ConvoKit corpus, ``convokit`` writes that corpus with the results.

    Raises
    ------
    OptionError, InputError
        `out` does not fit, or cannot be written.
    """
    from hedge.exports import render_conllu, write_brat, write_convokit

    check_export(output, out)
    if output in {"csv", "parquet"}:
        _write_tables(list(documents), output, out)
    elif output == "conllu":
        _write_text(render_conllu(documents), out)
    elif output == "brat" and out is not None:
        write_brat(documents, out)
    elif out is not None:
        base = Path(names[0]) if len(names) == 1 and is_convokit(Path(names[0])) else None
        write_convokit(documents, out, base=base)


def _write_tables(documents: Sequence[Document], output: str, out: Path | None) -> None:
    from hedge.exports import TABLES, render_csv, write_parquet

    whole = out is not None and _holds_tables(out)
    if out is not None and whole:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"expected to make the folder {out}, but that failed: {error.strerror}") from error
    for table in TABLES if whole else TABLES[:1]:
        path = out / f"{table}.{output}" if out is not None and whole else out
        if output == "csv":
            _write_text(render_csv(documents, table), path)
        elif path is not None:
            write_parquet(documents, path, table)


def _write_text(text: str, out: Path | None) -> None:
    if out is None:
        # The same bytes everywhere, whatever the terminal's encoding.
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    with open_whole(out, "--out") as stream:
        stream.write(text)
