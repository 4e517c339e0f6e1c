"""Certainty of statements: features of their trees, models of the parse, and what the encoder adds."""
