"""How help lists commands: by task where there are tasks, and with whole sentences."""

from __future__ import annotations

from typer._click import Context, HelpFormatter  # what Typer hands to its groups
from typer.core import TyperCommand, TyperGroup

from rehab_tui.cli.listing import TASKS, WORDS

_WHOLE = 200
"""More letters than any command's first sentence has: a cut one says nothing."""


_NO_BRACES = str.maketrans("", "", "{}")


class Command(TyperCommand):
    """A command whose help has what may be typed, and no words of a programming language."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """What stands behind the command's name; what may be left out is in brackets."""
        pieces = super().collect_usage_pieces(ctx)
        return [piece.translate(_NO_BRACES) for piece in pieces]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write what is given by its place, then the options."""
        arguments, options = [], []
        for one in self.get_params(ctx):
            record = one.get_help_record(ctx)
            if record is None:
                continue
            name, words = record
            if one.param_type_name == "argument":
                arguments.append((name.partition(" <")[0], words.removesuffix("[required]")))
            else:
                options.append(record)
        for heading, rows in (("Arguments", arguments), ("Options", options)):
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


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
