"""Runs one command, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys

from rehab_tui.cli.quick import quick_log
from rehab_tui.cli.terminal import complain, narrate
from rehab_tui.errors import ExitCode, RehabError


def main(arguments: list[str]) -> int:
    """Run one command.

    Args:
        arguments: what stands behind `rehab` on the command line.

    Returns:
        the exit code.
    """
    try:
        code = _run(arguments)
        _flush()
    except RehabError as error:
        code = complain(error)
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:  # whoever read our output has gone, as in `| head`
        code = ExitCode.OK
    except SystemExit as end:  # by a signal
        code = end.code if isinstance(end.code, int) else ExitCode.FAILURE
    except Exception as error:  # noqa: BLE001 - the last door: no traceback reaches a person
        code = _unexpected(error)
    _hush()
    return int(code)


def _run(arguments: list[str]) -> int:
    if sys.stdout is None:
        raise RehabError(
            "standard output is closed; nothing was done", "Leave it open, or send it to a file."
        )
    if quick_log(arguments):
        return ExitCode.OK
    from rehab_tui.cli.commands import run

    return run(arguments)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _hush() -> None:
    """What can't be written any more is dropped, or the interpreter would complain at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            sink = os.open(os.devnull, os.O_WRONLY)
            os.dup2(sink, stream.fileno())


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
