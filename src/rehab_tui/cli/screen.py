"""Runs the Textual app, and ends with its exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable

from rehab_tui.config import Config
from rehab_tui.errors import RehabError
from rehab_tui.practice.context import Practice
from rehab_tui.practice.diagnostics import note_fault
from rehab_tui.practice.settings import SettingsFile
from rehab_tui.tui.app import RehabApp, SessionRequest


def run_app(
    practice: Practice,
    config: Config,
    *,
    settings: SettingsFile | None = None,
    ascii_only: bool = False,
    notice: str = "",
    request: SessionRequest | None = None,
    behind: Callable[[], object] | None = None,
) -> None:
    """Show the app until the person leaves it; the arguments are those of `RehabApp`.

    Raises:
        RehabError: when the app ended through a fault of its own; nothing it held is shown.
        SystemExit: with the code 128 + n when a signal ended it.
    """
    app = RehabApp(
        practice,
        config,
        settings=settings,
        ascii_only=ascii_only,
        notice=notice,
        request=request,
        behind=behind,
        on_terminal=True,
    )
    app.run()
    if app.fault is not None:
        note_fault(app.fault)
        raise RehabError(
            f"the app ended through a fault of its own ({type(app.fault).__name__})",
            "What was saved is there; please report this line, best with what "
            "'rehab doctor --bundle FILE' gives.",
        )
    if app.return_code:
        sys.stdout.flush()
        raise SystemExit(app.return_code)
