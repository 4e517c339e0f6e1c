"""Fit the certainty of statements: what it learns from, patterned and written one by one, and its calibration."""
