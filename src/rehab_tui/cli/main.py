"""The commands of `rehab`, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer
from typer._click.exceptions import ClickException  # the only base of Typer's usage errors

from rehab_tui import __version__
from rehab_tui.cli import demo, log, profile, report, start, undo
from rehab_tui.cli.terminal import complain, has_terminal, narrate, write
from rehab_tui.errors import ExitCode, RehabError

app = typer.Typer(
    name="rehab",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("start")(start.start)
app.command("log")(log.log)
app.command("report")(report.report)
app.command("undo")(undo.undo)
app.command("demo")(demo.demo)
app.add_typer(profile.app, name="profile")


@app.callback(invoke_without_command=True)
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
        if has_terminal():
            start.open_app()
        else:
            start.print_today()


def main(arguments: list[str]) -> int:
    """Run one command.

    Args:
        arguments: what stands behind `rehab` on the command line.

    Returns:
        the exit code.
    """
    try:
        code = app(arguments, prog_name="rehab", standalone_mode=False)
        _flush()
    except RehabError as error:
        return complain(error)
    except ClickException as error:
        narrate(f"rehab: {error.format_message()} See 'rehab --help'.")
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _hush()
        return ExitCode.OK
    except Exception as error:  # noqa: BLE001 - the last door: no traceback reaches a person
        return _unexpected(error)
    return code if isinstance(code, int) else ExitCode.OK


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _hush() -> None:
    """Whoever read our output has gone (`| head`): end quietly, also at interpreter exit."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())


def _unexpected(error: Exception) -> int:
    """A fault of the program: named without any value, for a value may be somebody's health."""
    if os.environ.get("REHAB_DEBUG"):
        raise error
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = ""
    if last is not None:
        place = f" in {os.path.basename(last.tb_frame.f_code.co_filename)}:{last.tb_lineno}"  # noqa: PTH119
    narrate(
        f"rehab: something went wrong inside the program ({type(error).__name__}{place}). "
        "Nothing that was saved is lost; please report this line."
    )
    return ExitCode.FAILURE
