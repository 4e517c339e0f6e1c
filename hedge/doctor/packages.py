"""Which packages hedge asks for, and which of them are installed in a fitting version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, version

from packaging.requirements import InvalidRequirement, Requirement

# What only the developers of hedge need.
_INNER = frozenset({"dev"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageReport:
    """The packages of hedge itself, or of one of its extras.

    Parameters
    ----------
    extra : str
        The extra; ``""`` for what hedge cannot do without.
    present : tuple of str
        Name and version of those installed.
    missing : tuple of str
        What is asked for of the others, with the version found where it does not fit.
    """

    extra: str
    present: tuple[str, ...]
    missing: tuple[str, ...]


def check_packages(distribution: str = "hedge") -> Iterator[PackageReport]:
    """Report on the packages that a distribution requires, then on each of its extras.

    Raises
    ------
    importlib.metadata.PackageNotFoundError
        The distribution is not installed.
    """
    described = metadata(distribution)
    required = [Requirement(line) for line in described.get_all("Requires-Dist") or []]
    extras = [name for name in described.get_all("Provides-Extra") or [] if name not in _INNER]
    for extra in ("", *extras):
        base = {each.name for each in required if _applies(each, "")} if extra else set()
        own = [each for each in required if _applies(each, extra) and each.name not in base]
        states = [(each, _fitting(each)) for each in own]
        yield PackageReport(
            extra=extra,
            present=tuple(f"{each.name} {found}" for each, found in states if found),
            missing=tuple(_wanted(each) for each, found in states if not found),
        )


def _applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _fitting(requirement: Requirement) -> str:
    """The version installed, ``""`` if there is none that fits."""
    try:
        found = version(requirement.name)
    except PackageNotFoundError:
        return ""
    return found if requirement.specifier.contains(found, prereleases=True) else ""


def _wanted(requirement: Requirement) -> str:
    try:
        return f"{requirement.name}{requirement.specifier} (found {version(requirement.name)})"
    except (PackageNotFoundError, InvalidRequirement):
        return f"{requirement.name}{requirement.specifier}"
