"""Model cards (Mitchell et al. 2019) and registration: the last step of every training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hedge.models.store import PACKS, register_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a model card says.

    Parameters
    ----------
    name, version : str
        Of the pack.
    about : str
        What the model does and how.
    data, licence, splits : str
        What it was trained on, under which terms, and what was used to fit, to choose and to score.
    command : str
        What refits it.
    limits : str
        Where it is weak.
    scores : dict of str to (dict of str to float)
        Figures by metric, for each column of the table.
    """

    name: str
    version: str
    about: str
    data: str
    licence: str
    splits: str
    command: str
    limits: str
    scores: Mapping[str, Mapping[str, float]]


def finish_pack(card: Card, root: Path = PACKS) -> None:
    """Write the card into the pack's folder and the pack's files into the manifest."""
    folder = root / card.name
    pack = register_pack(card.name, card.version, root)
    columns = list(card.scores)
    metrics = list(dict.fromkeys(metric for column in card.scores.values() for metric in column))
    rows = [
        f"| {metric} | " + " | ".join(_figure(card.scores[column].get(metric)) for column in columns) + " |"
        for metric in metrics
    ]
    lines = [
        f"# {card.name}",
        "",
        card.about,
        "",
        f"- **Data**: {card.data}",
        f"- **Licence**: {card.licence}",
        f"- **Splits**: {card.splits}",
        f"- **Size**: {pack.size / 1e6:.2f} MB",
        f"- **Date**: {date.today().isoformat()}, version {card.version}",
        f"- **Command**: `{card.command}`",
        f"- **Limits**: {card.limits}",
        "",
        "## Scores",
        "",
        "| metric | " + " | ".join(columns) + " |",
        "|---|" + "---|" * len(columns),
        *rows,
        "",
    ]
    (folder / "card.md").write_text("\n".join(lines), encoding="utf-8")


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
