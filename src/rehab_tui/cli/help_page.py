"""How help lists commands: by task where there are tasks, and with whole sentences."""

from __future__ import annotations

from typer._click import Context, HelpFormatter  # what Typer hands to its groups
from typer.core import TyperGroup

from rehab_tui.cli.listing import TASKS

_WHOLE = 200
"""More letters than any command's first sentence has: a cut one says nothing."""


class Commands(TyperGroup):
    """A group whose help has the first sentence of each of its commands."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, one.get_short_help_str(_WHOLE)) for name, one in self.commands.items()]
            )


class Tasks(TyperGroup):
    """The group of all commands: by what one wants to do, each with an example."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the commands, task by task."""
        longest = max(map(len, self.commands), default=0)
        for task, examples in TASKS.items():
            rows = [
                (f"{left:<{longest}}", words)
                for name, example in examples.items()
                if name in self.commands
                for left, words in (
                    (name, self.commands[name].get_short_help_str(_WHOLE)),
                    ("", f"$ {example}"),
                )
            ]
            if rows:
                with formatter.section(task):
                    formatter.write_dl(rows)
