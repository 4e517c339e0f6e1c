"""The checks of ``hedge doctor``: versions, models, threads, memory, a tiny analysis, optional extras."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hedge.models import load_manifest, verify_models
from hedge.version import __version__

State = Literal["ok", "note", "broken"]

#: What the tiny analysis must give: who says what, and the label. Clear cases, which no refit of a model should change.
TINY_TEXT = "Mayor Ana Ruiz said the bridge reopened on Friday. Engineers cannot confirm that the pillars are safe."
TINY_RESULT = (
    ("Ana Ruiz", "the bridge reopened on Friday", "certain"),
    ("engineers", "that the pillars are safe", "uncommitted"),
)
# An analysis needs about one gigabyte.
_NEEDED = 1.5e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The result of one check.

    Parameters
    ----------
    name : str
        What was checked.
    state : {"ok", "note", "broken"}
        ``"note"`` tells what could be better or is optional; only ``"broken"`` keeps hedge from working.
    detail : str
        What was found.
    advice : str
        What to do about it; ``""`` where there is nothing to do.
    """

    name: str
    state: State
    detail: str
    advice: str = ""


def examine() -> Iterator[Finding]:
    """Run all checks, one after the other; a check that crashes is a finding as well."""
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _check_python,
        _check_packages,
        _check_torch,
        _check_models,
        _check_threads,
        _check_memory,
        _check_terminal,
        _check_analysis,
    )
    for check in checks:
        try:
            yield from check()
        except Exception as error:  # the doctor is for installations where anything may fail
            name = check.__name__.removeprefix("_check_")
            advice = "reinstall hedge; if it stays so, report this line"
            yield Finding(name=name, state="broken", detail=f"{type(error).__name__}: {error}", advice=advice)


def _check_python() -> Iterator[Finding]:
    import hedge

    place = Path(hedge.__file__).parent
    yield Finding(name="hedge", state="ok", detail=f"{__version__} in {place}")
    found = f"{platform.python_version()} at {sys.executable}, {platform.system()} {platform.machine()}"
    yield Finding(name="python", state="ok", detail=found)


def _check_packages() -> Iterator[Finding]:
    from hedge.doctor.packages import check_packages

    for package in check_packages():
        names = ", ".join(package.missing)
        if not package.extra:
            if package.missing:
                advice = "pip install --force-reinstall hedge"
                yield Finding(name="packages", state="broken", detail=f"missing or too old: {names}", advice=advice)
            else:
                yield Finding(name="packages", state="ok", detail=", ".join(package.present))
        elif package.missing:
            yield Finding(
                name=f"extra {package.extra}",
                state="note",
                detail=f"not installed (optional): {names}",
                advice=f"pip install 'hedge[{package.extra}]'",
            )
        else:
            yield Finding(name=f"extra {package.extra}", state="ok", detail=", ".join(package.present))


def _check_torch() -> Iterator[Finding]:
    import torch

    if torch.version.cuda is None and getattr(torch.version, "hip", None) is None:
        yield Finding(name="torch", state="ok", detail=f"{torch.__version__}, a build for CPUs")
        return
    kind = "a GPU is there" if torch.cuda.is_available() else "no GPU is there"
    yield Finding(
        name="torch",
        state="note",
        detail=f"{torch.__version__}, a build for GPUs; {kind}, and hedge does not need one",
        advice="for a smaller installation: pip install torch --index-url https://download.pytorch.org/whl/cpu",
    )


def _check_models() -> Iterator[Finding]:
    report = verify_models()
    damaged = {name: state for name, state in report.items() if state != "ok"}
    for name, state in damaged.items():
        yield Finding(name=f"model {name}", state="broken", detail=state, advice="pip install --force-reinstall hedge")
    if not damaged:
        manifest = load_manifest()
        size = sum(pack.size for pack in manifest.packs.values()) / 1e6
        detail = f"{len(report)} packs, {size:.1f} MB, every file as in the manifest {manifest.sha256[:12]}"
        yield Finding(name="models", state="ok", detail=detail)


def _check_threads() -> Iterator[Finding]:
    import torch

    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    threads = torch.get_num_threads()
    detail = f"torch uses {threads}, this process may use {allowed} of {os.cpu_count()} cores"
    if threads > allowed:
        advice = f"set OMP_NUM_THREADS={allowed}: more threads than cores slow each other down"
        yield Finding(name="threads", state="note", detail=detail, advice=advice)
    else:
        yield Finding(name="threads", state="ok", detail=detail)


def _check_memory() -> Iterator[Finding]:
    available = available_memory()
    if available is None:
        yield Finding(name="memory", state="ok", detail="not known on this system; about 1 GB is needed")
        return
    detail = f"{available / 1e9:.1f} GB available; about 1 GB is needed for each process"
    if available < _NEEDED:
        yield Finding(name="memory", state="note", detail=detail, advice="close other programs, or use --n-jobs 1")
    else:
        yield Finding(name="memory", state="ok", detail=detail)


def available_memory() -> float | None:
    """Bytes that new programs can use, the limit of a container included; None where the system does not tell."""
    bounds = []
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        bounds.append(next(float(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable")))
        folder = Path("/sys/fs/cgroup")
        limit = (folder / "memory.max").read_text(encoding="ascii").strip()
        if limit != "max":
            bounds.append(float(limit) - float((folder / "memory.current").read_text(encoding="ascii")))
    except (OSError, ValueError, StopIteration):
        pass
    return min(bounds) if bounds else None


def _check_terminal() -> Iterator[Finding]:
    encoding = sys.stdout.encoding or "unknown"
    if encoding.lower().replace("-", "") == "utf8":
        yield Finding(name="terminal", state="ok", detail=f"shows {encoding}")
    else:
        advice = "set PYTHONUTF8=1 to see quotation marks and accents in --format text"
        yield Finding(name="terminal", state="note", detail=f"shows {encoding}", advice=advice)


def _check_analysis() -> Iterator[Finding]:
    from hedge.analysis import load

    document = load()(TINY_TEXT)
    found = tuple((s.speaker.name, s.text, s.label) for s in document.statements)
    if found == TINY_RESULT:
        detail = f"{len(found)} statements of a tiny text found, with the speakers and labels expected"
        yield Finding(name="analysis", state="ok", detail=detail)
        return
    advice = "pip install --force-reinstall hedge with the versions in constraints.txt"
    detail = f"expected {TINY_RESULT} from a tiny text, got {found}"
    yield Finding(name="analysis", state="broken", detail=detail, advice=advice)
