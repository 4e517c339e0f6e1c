"""Fit the models that find attributions: what they learn from, and the stack over parse and encoder."""
