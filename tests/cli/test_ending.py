"""Signals are noted, and asked for between two waits."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator

import pytest

from rehab_tui.cli.ending import signals_noted

if sys.platform == "win32":
    pytest.skip("needs POSIX signals", allow_module_level=True)

CODES = [(signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """What runs in a shell's background, or by nohup, begins with some of them ignored."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number, _ in CODES}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(("number", "code"), CODES)
def test_an_end_is_noted_and_comes_when_it_is_asked_for(number: signal.Signals, code: int) -> None:
    before, reached = signal.getsignal(number), []

    def told() -> None:
        with signals_noted() as noted:
            os.kill(os.getpid(), number)
            reached.append("the handler raises nothing")
            noted.check()
            reached.append("not this")

    with pytest.raises(SystemExit) as ended:
        told()
    assert (ended.value.code, len(reached)) == (code, 1)
    assert signal.getsignal(number) == before


@pytest.mark.parametrize(("number", "code"), CODES)
def test_what_goes_wrong_after_it_does_not_hide_it(number: signal.Signals, code: int) -> None:
    def gone() -> None:
        with signals_noted():
            os.kill(os.getpid(), number)
            raise OSError("the terminal is gone")

    with pytest.raises(SystemExit) as ended:
        gone()
    assert ended.value.code == code
    with pytest.raises(SystemExit), signals_noted():
        os.kill(os.getpid(), number)


def test_ctrl_c_is_noted_too() -> None:
    with pytest.raises(KeyboardInterrupt), signals_noted():
        os.kill(os.getpid(), signal.SIGINT)


def test_a_halt_is_told_once() -> None:
    with signals_noted() as noted:
        assert not noted.halted()
        os.kill(os.getpid(), signal.SIGCONT)
        assert (noted.halted(), noted.halted()) == (True, False)
