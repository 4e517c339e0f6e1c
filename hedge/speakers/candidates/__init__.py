"""Whom a source can mean: those that agree with it, and the ranking that decides."""
