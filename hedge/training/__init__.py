"""Refit the shipped models from data: one command each, fixed seeds."""
