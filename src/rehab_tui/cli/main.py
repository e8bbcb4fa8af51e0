"""Runs one command, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from rehab_tui.cli.quick import quick
from rehab_tui.cli.terminal import complain, narrate, raw
from rehab_tui.errors import ExitCode, RehabError

if TYPE_CHECKING:
    import threading


def main(arguments: list[str], *, done: str | None = None) -> int:
    """Run one command.

    Args:
        arguments: what stands behind `rehab` on the command line.
        done: what it prints, where it was done already and only that could not be written out.

    Returns:
        the exit code.
    """
    debug = _begin_log(arguments)
    try:
        code = _run(arguments) if done is None else _say(done)
        _flush()
    except RehabError as error:
        code = complain(error)
        _note_fault(error, "refused")
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:  # whoever read our output has gone, as in `| head`
        code = ExitCode.OK
    except SystemExit as end:  # by a signal
        code = end.code if isinstance(end.code, int) else ExitCode.FAILURE
    except Exception as error:  # noqa: BLE001 - the last door: no traceback reaches a person
        code = _unexpected(error)
    _hush()
    if debug is not None:
        debug(int(code))
    return int(code)


def _begin_log(arguments: list[str]) -> Callable[[int], None] | None:
    """Keep the diagnostic log where `REHAB_DEBUG` asks for it.

    Returns:
        what ends it with an exit code; None without a log.
    """
    if not os.environ.get("REHAB_DEBUG"):
        return None
    from rehab_tui.cli.debug import begin

    return begin(arguments)


def _note_fault(error: BaseException, event: str) -> None:
    if os.environ.get("REHAB_DEBUG"):
        from rehab_tui.practice.diagnostics import note_fault

        note_fault(error, event)


def _run(arguments: list[str]) -> int:
    if sys.stdout is None:
        raise RehabError(
            "standard output is closed; nothing was done", "Leave it open, or send it to a file."
        )
    if quick(arguments):
        return ExitCode.OK
    from rehab_tui.cli.commands import run

    return run(arguments)


def _say(done: str) -> int:
    raw(done)
    return ExitCode.OK


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


def _unexpected(error: BaseException) -> int:
    """A fault of the program: named without any value, for a value may be somebody's health."""
    _note_fault(error, "fault")
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = ""
    if last is not None:
        place = f" in {os.path.basename(last.tb_frame.f_code.co_filename)}:{last.tb_lineno}"  # noqa: PTH119
    narrate(
        f"rehab: something went wrong inside the program ({type(error).__name__}{place}). "
        "Nothing that was saved is lost; please report this line, best with what "
        "'rehab doctor --bundle FILE' gives."
    )
    return ExitCode.FAILURE


def told_aside(fault: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
    """A fault in a thread, or where none can be raised: told in a line, as any other."""
    if fault.exc_value is not None and not isinstance(fault.exc_value, SystemExit):
        _unexpected(fault.exc_value)
