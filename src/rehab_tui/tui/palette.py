"""What the command palette offers: everything that the present screen's keys do, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.actions import parse
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from rehab_tui.tui.screens.help import NAMES

MOVES = frozenset({"move", "scroll", "page", "end", "read", "region", "dismiss", "leave",
                   "back_out", "app.quit"})  # fmt: skip
"""What only moves about in a screen, or leaves it: nobody looks for that by name."""


def keys_by_name(app: App[None], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """A command for each thing that a key of this screen does now, but for moving about."""
    for binding in screen.BINDINGS:
        if not isinstance(binding, Binding) or not binding.description:
            continue
        _, name, parameters = parse(binding.action)
        if binding.action.partition("(")[0] in MOVES or not screen.check_action(name, parameters):
            continue
        key = binding.key.split(",")[0]
        yield SystemCommand(
            binding.description,
            f"Its key: {NAMES.get(key, key)}",
            partial(app.run_action, binding.action, screen),
        )
