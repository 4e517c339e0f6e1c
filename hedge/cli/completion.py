"""What the shell offers for an argument that is begun: names of models, presets and corpora."""

from __future__ import annotations

_PRESETS = (("default", "with the encoder"), ("fast", "without it: for a great many texts"))


def complete_presets(incomplete: str) -> list[tuple[str, str]]:
    """Presets of `hedge.load`.

    Examples
    --------
    >>> complete_presets("f")
    [('fast', 'without it: for a great many texts')]
    """
    return [pair for pair in _PRESETS if pair[0].startswith(incomplete)]


def complete_models(incomplete: str) -> list[str]:
    """Names of the shipped models."""
    from hedge.models import load_manifest

    return [name for name in load_manifest().packs if name.startswith(incomplete)]


def complete_corpora(incomplete: str) -> list[tuple[str, str]]:
    """Names of the public corpora, with their titles."""
    from hedge.corpora.registry import load_registry

    return [(corpus.name, corpus.title) for corpus in load_registry().values() if corpus.name.startswith(incomplete)]
