"""Plain `rehab`: opens the app at Today; no more is loaded than the first picture takes."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rehab_tui.cli import setup
from rehab_tui.cli.terminal import has_terminal, speaks_unicode
from rehab_tui.config import Config
from rehab_tui.practice.care import begin_daily_backup
from rehab_tui.practice.context import Practice

if TYPE_CHECKING:
    from rehab_tui.journal.store import Journal


def open_rehab() -> None:
    """The app at Today; without a terminal today's plan as text."""
    if has_terminal():
        open_app()
    else:
        from rehab_tui.cli.start import print_today

        print_today()


def open_app(
    practice: Practice | None = None,
    *,
    request: tuple[int | None, str | None, tuple[str, ...]] | None = None,
    sound: bool | None = None,
) -> None:
    """Open the app at Today, or at the session that was asked for.

    Args:
        practice: clock, catalogue, journal, plan; None: the person's own.
        request: minutes, programme and exercises of a session to begin at once.
        sound: whether to speak, or to make no sound at all; None: as it is set.
    """
    practice = practice or setup.practice()
    _ = practice.catalogue  # a damaged file is told here, in one line, not on a screen
    settings = setup.settings_file()
    config = settings.load()
    gc.disable()  # what is loaded for the first screen is no garbage: nobody need look through it
    try:
        from rehab_tui.cli.screen import run_app
        from rehab_tui.tui.app import SessionRequest

        run_app(
            practice,
            spoken(config, sound),
            settings=settings,
            ascii_only=not speaks_unicode(),
            request=SessionRequest(*request) if request else None,
            behind=partial(_begin_behind, practice.journal),
        )
    finally:
        gc.enable()


def _begin_behind(journal: Journal) -> None:
    """The first screen stands: from now on garbage is collected, beside what was loaded for it."""
    gc.freeze()
    gc.enable()
    begin_daily_backup(journal)


def spoken(config: Config, voice: bool | None) -> Config:
    """The settings with `--voice` or `--no-voice`: spoken to, or nothing heard at all."""
    if voice is None:
        return config
    return (
        replace(config, speech=True)
        if voice
        else replace(config, speech=False, tones=False, sound="off")
    )
