"""The Typer app. Only the command that is asked for is loaded and built; help knows them all."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from typing import Annotated

import typer
from typer._click.exceptions import ClickException  # the only base of Typer's usage errors

from rehab_tui import __version__
from rehab_tui.cli.help_page import Command, Commands, Tasks
from rehab_tui.cli.listing import COMMANDS
from rehab_tui.cli.quick import settle_done
from rehab_tui.cli.terminal import write
from rehab_tui.errors import ExitCode, UsageError
from rehab_tui.text import clean, did_you_mean, quote

_HELP = {"help_option_names": ["-h", "--help"]}


def run(arguments: list[str]) -> int:
    """Hand a command line to Typer.

    Returns:
        the exit code.

    Raises:
        UsageError: Typer's own complaint, in one line.
    """
    if arguments[:1] == ["help"]:  # as many programs have it
        arguments = [*arguments[1:], "-h"]
    first = arguments[0] if arguments else ""
    if first and not first.startswith("-") and first not in COMMANDS:
        raise UsageError(
            f"there is no command {quote(first)}",
            did_you_mean(first, COMMANDS) or "See 'rehab -h'.",
        )
    app = build([name for name in COMMANDS if name == first])
    try:
        code = app(settle_done(arguments), prog_name="rehab", standalone_mode=False)
    except ClickException as error:
        raise _usage(error) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # Typer calls it a failure; it is none
            raise end.__context__ from None
        raise
    return code if isinstance(code, int) else ExitCode.OK


def build(names: Iterable[str] = tuple(COMMANDS)) -> typer.Typer:
    """The app with these commands."""
    app = typer.Typer(
        name="rehab",
        cls=Tasks,
        epilog="'rehab COMMAND -h' says all about one of them; in the app '?' shows the keys.",
        add_completion=False,
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings=_HELP,
    )
    app.callback(invoke_without_command=True)(_rehab)
    for name in names:
        module = importlib.import_module(f"rehab_tui.cli.{name}")
        example = f"Example: {COMMANDS[name]}"
        if hasattr(module, "app"):
            for one in module.app.registered_commands:
                one.cls = Command
            app.add_typer(module.app, name=name, cls=Commands, epilog=example)
        else:
            kind = getattr(module, "KIND", Command)
            app.command(name, cls=kind, epilog=example)(getattr(module, name))
    return app


def _rehab(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """A calm coach in the terminal for therapeutic exercise at home.

    Without a command it opens the app at Today; without a terminal it prints today's plan.
    """
    if version:
        write(f"rehab {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from rehab_tui.cli.opening import open_rehab

        open_rehab()


def _usage(error: ClickException) -> UsageError:
    """Typer's complaint in our words, with the nearest that there is or where to look."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "rehab"
    see = f"See '{path} -h'."
    name = getattr(error, "option_name", "")
    if hasattr(error, "possibilities"):
        known = [
            spelled
            for parameter in (context.command.params if context is not None else ())
            for spelled in (*parameter.opts, *parameter.secondary_opts)
            if spelled.startswith("--") or not name.startswith("--")
        ]
        return UsageError(f"there is no option {quote(name)}", did_you_mean(name, known) or see)
    what = clean(error.format_message()).strip().rstrip(".")
    if found := re.fullmatch(_TOO_MUCH, what):
        return UsageError(f"there is no place for {quote(found[1])} in '{path}'", see)
    if found := re.match(_NO_COMMAND, what):
        known = list(getattr(context.command, "commands", ())) if context is not None else []
        todo = did_you_mean(found[1], known) or f"There are: {', '.join(known)}."
        return UsageError(f"there is no command {quote(found[1])} in '{path}'", todo)
    if found := re.fullmatch(_MISSING, what):
        return UsageError(f"'{path}' needs {found[1]}", see)
    return UsageError(what[:1].lower() + what[1:], see)


_TOO_MUCH = r"Got unexpected extra argument\(s\) \((.*)\)"
_NO_COMMAND = r"No such command '(.*?)'"
_MISSING = r"Missing argument '(.*?)'"
"""What Typer says."""
