"""Readers for published corpora, in the formats their authors released."""
