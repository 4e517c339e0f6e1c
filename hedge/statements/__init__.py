"""Statements: what is said, by whom, and how certain it is presented to be."""

from __future__ import annotations

from hedge.statements.join import join_statements
from hedge.statements.statement import Cues, Statement, StatementCue
from hedge.statements.units import StatementUnit, find_units

__all__ = ["Cues", "Statement", "StatementCue", "StatementUnit", "find_units", "join_statements"]
