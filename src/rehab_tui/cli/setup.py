"""Opens what a command needs: places, settings, catalogue, journal."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from rehab_tui.clock import Clock, SystemClock
from rehab_tui.errors import RehabError
from rehab_tui.paths import Paths, user_paths
from rehab_tui.practice.context import Practice, catalogue_with_own, open_journal, spelled
from rehab_tui.practice.plan_file import PlanFile
from rehab_tui.units import Units, use_units

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rehab_tui.catalogue.model import Catalogue
    from rehab_tui.config import Config
    from rehab_tui.practice.settings import SettingsFile


def practice(*, create: bool = True, clock: Clock | None = None) -> Practice:
    """Clock, catalogue and journal of this person.

    Args:
        create: make the journal where it is missing; without that a missing one reads as empty.
        clock: another clock than the machine's.
    """
    clock = clock or SystemClock()
    paths = user_paths()
    begins = create and not os.path.lexists(paths.journal)
    journal = open_journal(paths, clock, create=create)
    if begins:
        _tell_of_backups(journal.path)
    source = _source(paths)
    return Practice(clock, source, journal, PlanFile(paths.plan, paths.plan_kept, source))


def _tell_of_backups(begun: Path) -> None:
    """Where there are backups a journal has been: it may have gone missing."""
    from rehab_tui.cli.terminal import narrate
    from rehab_tui.journal.backup import backups

    if backups(begun):
        narrate(
            "rehab: this is a new journal, but there are backups of an earlier one. "
            "If you miss it: 'rehab journal restore' lists them."
        )


def catalogue() -> Catalogue:
    """The shipped exercises with the person's own on top, in their units.

    Raises:
        CatalogueError: when a shipped file is damaged.
    """
    return _source(user_paths())()


def _source(paths: Paths) -> Callable[[], Catalogue]:
    use_units(_units())
    return spelled(partial(catalogue_with_own, paths))


def _units() -> Units:
    """As it is set; a damaged file of settings keeps nobody from a quick entry."""
    try:
        return config().units
    except RehabError:
        return "metric"


def config() -> Config:
    """The person's settings."""
    return settings_file().load()


def settings_file() -> SettingsFile:
    """The person's settings and where they come from."""
    from rehab_tui.practice.settings import SettingsFile

    return SettingsFile(user_paths(), os.environ)
