"""Fit the factuality of predicates."""
