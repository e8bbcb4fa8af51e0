"""`rehab demo`: twelve weeks of a believable made-up journal, in a temporary place."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from rehab_tui.cli.ending import ended_by_signals
from rehab_tui.cli.report import show
from rehab_tui.cli.terminal import has_terminal, narrate, speaks_unicode
from rehab_tui.clock import SystemClock
from rehab_tui.paths import Paths
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.practice.demo_place import demo_practice
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.practice.weekly import last_weeks

NOTICE = "This is a made-up journal in a temporary place. Nothing of it is kept."


def demo() -> None:
    """Look around in twelve made-up weeks; your own journal is not touched."""
    with ended_by_signals(), TemporaryDirectory(prefix="rehab-demo-") as folder:
        practice = demo_practice(Path(folder), shipped_catalogue(), SystemClock())
        if not has_terminal():
            narrate(NOTICE)
            show(practice, *last_weeks(practice.clock.now().date()))
            return
        from rehab_tui.cli.screen import run_app

        settings = SettingsFile(Paths(Path(folder), Path(folder)), os.environ)
        run_app(
            practice,
            settings.load(),
            settings=settings,
            ascii_only=not speaks_unicode(),
            notice=NOTICE,
        )
