"""Candidates by the parse: cues, their sources, and where their contents can stand."""
