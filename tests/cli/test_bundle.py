"""`rehab doctor --bundle`: shown, agreed to, and only then written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cli_run import Rehab, a_home, a_rehab, one_line, piped

from rehab_tui.cli.main import main

pytestmark = pytest.mark.long

rehab, home = a_rehab, a_home


def test_without_a_terminal_it_takes_a_yes(rehab: Rehab, home: Path) -> None:
    ran = rehab("doctor", "--bundle", "bundle.txt")
    assert ran.code == 2
    assert ran.err == (
        "rehab: --bundle: nothing was written: nobody is there to say yes. Add --yes.\n"
    )
    file = home / "bundle.txt"
    ran = rehab("doctor", "--bundle", str(file), "--yes")
    assert ran.code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert str(home) not in file.read_text()
    assert "REHAB_DEBUG=1" in file.read_text()
    for line in file.read_text().splitlines():
        assert line[:60] in ran.out


@pytest.mark.parametrize(("typed", "code"), [(b"y\n", 0), (b"n\n", 1), (b"\n\nn\n", 1), (b"", 1)])
def test_on_a_terminal_it_asks(
    rehab: Rehab,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: bytes,
    code: int,
) -> None:
    file = home / "bundle.txt"
    with piped(typed) as stdin:
        monkeypatch.setattr(stdin, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", stdin)
        assert main(["doctor", "--bundle", str(file)]) == code
    out = capsys.readouterr().out
    assert out.index("ok     python") < out.index("(y or n)")
    assert file.exists() == (code == 0)


def test_one_of_two_forms(rehab: Rehab) -> None:
    assert "two things" in one_line(rehab("doctor", "--json", "--bundle", "x"), 2)
