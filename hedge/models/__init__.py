"""Shipped models: where they lie, what they are, and that they are what the manifest says."""

from __future__ import annotations

from hedge.models.store import MANIFEST, Manifest, Pack, load_manifest, model_folder, verify_models

__all__ = ["MANIFEST", "Manifest", "Pack", "load_manifest", "model_folder", "verify_models"]
