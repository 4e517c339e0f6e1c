"""Fit the detector of hedges and boosters: NewsCert, and marked sentences of our own."""
