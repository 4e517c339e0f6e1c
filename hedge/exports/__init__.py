"""Exports: analysed documents as tables, data frames, CoNLL-U, brat stand-off and ConvoKit corpora."""

from __future__ import annotations

from hedge.exports.brat import write_brat
from hedge.exports.conllu import render_conllu
from hedge.exports.convokit import write_convokit
from hedge.exports.exportable import Exportable
from hedge.exports.frames import Frames, profiles_to_frame, to_frames
from hedge.exports.records import TABLES, Table, table_columns, table_rows
from hedge.exports.tables import render_csv, write_parquet

__all__ = [
    "TABLES",
    "Exportable",
    "Frames",
    "Table",
    "profiles_to_frame",
    "render_conllu",
    "render_csv",
    "table_columns",
    "table_rows",
    "to_frames",
    "write_brat",
    "write_convokit",
    "write_parquet",
]
