"""The command line: one file a command group."""

from __future__ import annotations


def run() -> None:
    """The `rehab` command: runs, and ends with the exit code that the documentation names."""
    import sys
    import threading

    try:
        from rehab_tui.cli.main import main, told_aside

        threading.excepthook = sys.unraisablehook = told_aside
        code = main(sys.argv[1:])
    except KeyboardInterrupt:  # before the command had even begun
        code = 130
    sys.exit(code)
