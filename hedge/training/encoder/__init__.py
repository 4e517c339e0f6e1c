"""Fit the sentence encoder: teachers, network, samples of all tasks, folds, and its way into one ONNX file."""
