"""The command line: one file a command group."""

from __future__ import annotations


def run() -> None:
    """The `rehab` command: runs, and ends with the exit code that the documentation names."""
    import sys

    from rehab_tui.cli.main import main

    sys.exit(main(sys.argv[1:]))
