"""Makes docs/licences.md from the metadata of the packages that are installed: `make licences`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "licences.md"
ELSEWHERE = {
    "cffi": "MIT-0", "colorama": "BSD-3-Clause", "miniaudio": "MIT", "pycparser": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
}  # fmt: skip
"""Packages that only some machines have, by their licence: Windows, and the extra `sound`."""
ASKED_ELSEWHERE = {"miniaudio": ["cffi"], "cffi": ["pycparser"]}
"""What those ask for."""
HEAD = """\
<!-- Made from the installed packages by `make licences`; a test looks that none is missing. -->
# Licences

rehab-tui itself is under the MIT licence (LICENSE). Installing it brings these packages, each under
its own:

| package | licence | asked for by |
|---|---|---|
"""
FOOT = """
Python itself and SQLite come with your system. Programs that make sound (espeak-ng, paplay and the
like) are only called where you have installed them; no part of them is here. What the coach's rules
and exercises rest on is named beside them: [rules](rules.md).
"""


def asked_for() -> list[Requirement]:
    """What pyproject.toml asks for, the extra `sound` too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(map(Requirement, [*project["dependencies"],
                                  *project["optional-dependencies"]["sound"]]))  # fmt: skip


def everything() -> dict[str, set[str]]:
    """Each package that comes along, and the packages that ask for it."""
    found: dict[str, set[str]] = {}
    waiting = [(one, "rehab-tui") for one in asked_for()]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        asked, by = waiting.pop(0)
        name, extras = canonicalize_name(asked.name), frozenset(asked.extras)
        found.setdefault(name, set()).add(by)
        if (name, extras) not in seen:
            seen.add((name, extras))
            waiting += [(one, name) for one in _needs(name, extras)]
    return found


def _needs(name: str, extras: frozenset[str]) -> Iterator[Requirement]:
    """What a package asks for on any system, with these extras of its own."""
    try:
        listed: Iterable[str] = distribution(name).requires or ()
    except PackageNotFoundError:  # only on other machines
        listed = ASKED_ELSEWHERE.get(name, ())
    for one in map(Requirement, listed):
        optional = one.marker is not None and "extra" in str(one.marker)
        if not optional or any(one.marker.evaluate({"extra": extra}) for extra in extras):
            yield one


def licence(name: str) -> str:
    """A package's licence in a few words."""
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:
        return ELSEWHERE[name]
    said = about.get("License-Expression") or about.get("License") or ""
    if 0 < len(said) < 60 and "\n" not in said:
        return said
    named = [one for one in about.get_all("Classifier", []) if one.startswith("License ::")]
    return named[0].rpartition(" :: ")[2] if named else ELSEWHERE[name]


def page() -> str:
    """The whole page."""
    rows = [
        f"| {name} | {licence(name)} | {', '.join(sorted(by))} |\n"
        for name, by in sorted(everything().items())
    ]
    return HEAD + "".join(rows) + FOOT


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print("docs/licences.md")
