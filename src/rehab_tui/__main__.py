"""`python -m rehab_tui` is `rehab`."""

from rehab_tui.cli import run

run()
