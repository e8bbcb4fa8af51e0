"""How help lists commands: by task where there are tasks, and with whole sentences."""

from __future__ import annotations

from typer._click import Context, HelpFormatter  # what Typer hands to its groups
from typer.core import TyperGroup

from rehab_tui.cli.listing import TASKS, WORDS

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
    """The group of all commands: by what one wants to do, each with an example; none is loaded."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the commands, task by task."""
        longest = max(map(len, WORDS))
        for task, commands in TASKS.items():
            with formatter.section(task):
                formatter.write_dl(
                    [
                        row
                        for name, (words, example) in commands.items()
                        for row in ((f"{name:<{longest}}", words), (" " * longest, f"$ {example}"))
                    ]
                )
