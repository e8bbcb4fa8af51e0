"""The acts of one's own exercises: check files of them, and begin a new one."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

from rehab_tui.catalogue import (
    CatalogueError,
    lay_over,
    lay_over_all,
    load_exercises,
)
from rehab_tui.catalogue.model import Catalogue, Exercise
from rehab_tui.catalogue.own import SUFFIXES
from rehab_tui.errors import RehabError, UsageError, refused
from rehab_tui.paths import Paths, make_private_folder, shipped, write_whole
from rehab_tui.practice.context import EXERCISES, PROGRAMMES, shipped_catalogue
from rehab_tui.text import clean, plural, quote


def check_whole(file: Path) -> list[str]:
    """Check a file as a whole catalogue of exercises.

    Returns:
        a line that all is well, and lines about what is worth knowing.

    Raises:
        NotFoundError: when it does not exist.
        CatalogueError: with every problem.
    """
    return _fine(file, load_exercises(file).exercises.values())


def check_own(file: Path) -> list[str]:
    """Check a file as it comes on top of the shipped catalogue, and nothing else.

    Returns:
        as `check_whole` does, and what it replaces.

    Raises:
        NotFoundError: when it does not exist.
        CatalogueError: with every problem.
    """
    return _own_lines(file, lay_over(shipped_catalogue(), file))


def check_all(paths: Paths) -> tuple[list[str], CatalogueError | None]:
    """Check everything that is read: the shipped files, and the person's own.

    Returns:
        lines about the files that are fine, and what is wrong with the person's own.

    Raises:
        CatalogueError: when a shipped file is damaged.
    """
    catalogue = shipped_catalogue()
    ready = plural(len(catalogue.programmes), "programme", "programmes")
    lines = [
        _no_problem(shipped(EXERCISES), len(catalogue.exercises)),
        f"{shipped(PROGRAMMES)}: {ready}, no problem.",
    ]
    everything = lay_over_all(catalogue, paths.own_exercises)
    for name in sorted(set(everything.own.values())):
        lines += _own_lines(paths.own_exercises / name, everything)
    if not everything.own and not everything.trouble:
        lines.append(f"{paths.own_exercises}: no exercises of your own.")
    return lines, CatalogueError(everything.trouble) if everything.trouble else None


def save(text: str, file: Path, paths: Paths) -> None:
    """Write a new file of exercises, all of it or nothing, for its owner only.

    The private folder of one's own is made where it is missing.

    Raises:
        UsageError: a name in that folder that would not be read.
        RehabError: when the file is there already, or can't be written.
    """
    if _same(file.parent, paths.own_exercises):
        if file.suffix not in SUFFIXES or file.name.startswith("."):
            raise UsageError(
                f"{quote(file.name)} would not be read from that folder",
                f"Give it a name that ends in {SUFFIXES[0]} and begins with no dot.",
                where="--output",
            )
        make_private_folder(paths.own_exercises)
    try:
        if file.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        write_whole(file, text.encode("utf-8"), replace=False)
    except FileExistsError:
        raise RehabError(
            "this is there already and is left as it is",
            "Choose another name, or move it away first.",
            where=clean(str(file)),
        ) from None
    except (OSError, ValueError) as error:  # a NUL in the name
        raise refused("the file can't be written", error, where=clean(str(file))) from None


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve()
    except (OSError, ValueError, RuntimeError):
        return False


def _own_lines(file: Path, catalogue: Catalogue) -> list[str]:
    mine = [
        one for name, one in catalogue.exercises.items() if catalogue.own.get(name) == file.name
    ]
    replaced = [
        f"  takes the place of '{one.id}', whose flags hold for it too"
        for one in mine
        if one.id in catalogue.replaced
    ]
    first, *more = _fine(file, mine)
    return [first, *replaced, *more]


def _fine(file: Path, exercises: Iterable[Exercise]) -> list[str]:
    """That all is well, and what somebody who writes exercises may want to know."""
    exercises = list(exercises)
    lines = [_no_problem(file, len(exercises))]
    if bare := [one.id for one in exercises if one.figure is None]:
        lines.append(f"  no figure, so a card of the posture is shown: {', '.join(bare)}")
    for one in exercises:
        lost = sorted(f for f in one.care if one.easier is None and f not in one.alternatives)
        if lost:
            lines.append(
                f"  '{one.id}' has no easier way and no alternative, and is left out with: "
                f"{', '.join(lost)}"
            )
    return lines


def _no_problem(file: Path, count: int) -> str:
    return f"{clean(str(file))}: {plural(count, 'exercise', 'exercises')}, no problem."
