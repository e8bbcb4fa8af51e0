"""Opens what a command needs: places, settings, catalogue, journal."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from rehab_tui.clock import Clock, SystemClock
from rehab_tui.paths import user_paths
from rehab_tui.practice.context import Practice, open_journal, shipped_catalogue

if TYPE_CHECKING:
    from rehab_tui.config import Config


def practice(*, create: bool = True, clock: Clock | None = None) -> Practice:
    """Clock, catalogue and journal of this person.

    Args:
        create: make the journal where it is missing; without that a missing one reads as empty.
        clock: another clock than the machine's.
    """
    clock = clock or SystemClock()
    journal = open_journal(user_paths(), clock, create=create)
    return Practice(clock, cache(shipped_catalogue), journal)


def config() -> Config:
    """The person's settings."""
    from rehab_tui.config import load_config

    return load_config(user_paths().config_file, os.environ)
