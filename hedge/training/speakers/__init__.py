"""Fit what resolves sources to speakers: NewsCert, coreference, stories of our own, nouns and first names."""
