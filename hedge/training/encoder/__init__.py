"""Fit the sentence encoder: what it begins with, samples of all tasks, folds, and its way into one ONNX file."""
