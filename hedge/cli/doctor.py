"""``hedge doctor``: whether this installation works."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from hedge.version import __version__

SCHEMA = "hedge/doctor/1"
_MARKS = {"ok": "ok    ", "note": "note  ", "broken": "BROKEN"}


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Check versions, models, threads, memory and a tiny analysis; exit 1 if something is broken."""
    from hedge.doctor import examine

    findings = []
    for finding in examine():
        findings.append(finding)
        if not as_json:
            typer.echo(f"{_MARKS[finding.state]}  {finding.name:16} {finding.detail}")
            if finding.advice:
                typer.echo(f"{'':8}{'':16} -> {finding.advice}")
    broken = [finding.name for finding in findings if finding.state == "broken"]
    if as_json:
        fields = ("name", "state", "detail", "advice")
        records = [{field: getattr(finding, field) for field in fields} for finding in findings]
        typer.echo(json.dumps({"schema": SCHEMA, "version": __version__, "ok": not broken, "findings": records}))
    elif broken:
        typer.echo(f"hedge does not work here: {', '.join(broken)}", err=True)
    else:
        typer.echo("hedge works here")
    if broken:
        raise typer.Exit(1)
