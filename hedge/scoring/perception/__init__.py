"""Perceived probability: what a reader takes away as the probability that a statement is so."""
