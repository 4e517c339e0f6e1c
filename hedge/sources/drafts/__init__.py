"""Drafts: choices made one after the other, from cues to whole attributions."""
