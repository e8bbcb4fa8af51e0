"""The command line: one file a command group."""

from __future__ import annotations


def run() -> None:
    """The `rehab` command: runs, and ends with the exit code that the documentation names."""
    import os
    import sys

    try:
        from rehab_tui.cli.at_once import at_once

        said = at_once(sys.argv[1:], os.environ)
        if said is not None and _told(said):
            sys.exit(0)

        import threading

        from rehab_tui.cli.main import main, told_aside

        threading.excepthook = sys.unraisablehook = told_aside
        code = main(sys.argv[1:], done=said)
    except KeyboardInterrupt:  # before the command had even begun
        code = 130
    sys.exit(code)


def _told(said: str) -> bool:
    """Print what was done at once; False when it can't be, which `main` then says."""
    import sys

    try:
        sys.stdout.write(said)
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        return False
    return True
