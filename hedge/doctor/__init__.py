"""Whether this installation works, and what would make it work better."""

from __future__ import annotations

from hedge.doctor.checks import Finding, examine

__all__ = ["Finding", "examine"]
