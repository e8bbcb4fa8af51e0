"""Opens what a command needs: places, settings, catalogue, journal."""

from __future__ import annotations

import os
from functools import cache, partial
from typing import TYPE_CHECKING

from rehab_tui.clock import Clock, SystemClock
from rehab_tui.paths import user_paths
from rehab_tui.practice.context import Practice, catalogue_with_own, open_journal
from rehab_tui.practice.plan_file import PlanFile

if TYPE_CHECKING:
    from pathlib import Path

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
    source = cache(partial(catalogue_with_own, paths))
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


def config() -> Config:
    """The person's settings."""
    return settings_file().load()


def settings_file() -> SettingsFile:
    """The person's settings and where they come from."""
    from rehab_tui.practice.settings import SettingsFile

    return SettingsFile(user_paths(), os.environ)
