"""Runs `rehab` in this process, on a journal of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

import pytest

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli.main import main
from rehab_tui.practice.context import shipped_catalogue


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Rehab = Callable[..., Ran]


@pytest.fixture(scope="session")
def the_catalogue() -> Catalogue:
    """The shipped catalogue; test modules name it `catalogue`."""
    return shipped_catalogue()


@pytest.fixture
def a_home(tmp_path: Path) -> Path:
    """A person's folder, with the journal in `data/`; test modules name it `home`."""
    return tmp_path


@pytest.fixture
def a_rehab(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Rehab:
    """`rehab("log", "-p", "4", stdin=b"...")`; stdin None stands for a closed one.

    The journal is in `data/` of the test's folder; test modules name it `rehab`.
    """
    monkeypatch.setenv("REHAB_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("REHAB_CONFIG_DIR", str(tmp_path / "config"))

    def run(*arguments: str, stdin: bytes | None = b"") -> Ran:
        capsys.readouterr()
        with piped(stdin) as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            code = main(list(arguments))
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


class piped:  # noqa: N801 - reads like a function
    """A text stream from a pipe that holds these bytes and has ended; None for None."""

    def __init__(self, content: bytes | None) -> None:
        self._stream: TextIOWrapper | None = None
        if content is not None:
            reader, writer = os.pipe()
            os.write(writer, content)
            os.close(writer)
            self._stream = TextIOWrapper(os.fdopen(reader, "rb"), encoding="utf-8")

    def __enter__(self) -> TextIOWrapper | None:
        return self._stream

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()


def one_line(ran: Ran, code: int) -> str:
    """The error's one line, after the form of every error was checked."""
    assert ran.code == code, ran
    assert ran.out == ""
    assert ran.err.startswith("rehab: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    return ran.err
