"""The diagnostic log: small, private, and without a word of the person's."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab_tui.errors import DataError
from rehab_tui.paths import Paths
from rehab_tui.practice import diagnostics
from rehab_tui.practice.diagnostics import MOST_BYTES, note, note_fault, read_log

CANARY = "forty-two-milligrams"


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[Paths]:
    before = os.umask(0)
    paths = Paths(tmp_path / "data", tmp_path / "config")
    diagnostics.begin(paths)
    yield paths
    diagnostics.end()
    os.umask(before)


def failing(said: str) -> None:
    hidden = said  # a variable that no traceback may show
    try:
        raise OSError(errno.ENOSPC, hidden)
    except OSError as error:
        raise DataError(hidden, hidden, where=hidden) from error


def test_a_fault_is_told_by_types_and_places(paths: Paths) -> None:
    try:
        failing(CANARY)
    except DataError as error:
        note_fault(error)
    fault, because = paths.log.read_text().splitlines()
    assert "fault type=DataError at=test_diagnostics.py:" in fault
    assert ":failing exit=3" in fault
    assert "because type=OSError" in because
    assert "errno=28" in because
    assert CANARY not in fault + because


@given(said=st.text(max_size=40))
def test_a_fact_is_a_name_or_a_number_or_left_out(said: str) -> None:
    assert " " not in diagnostics._harmless(said)
    assert diagnostics._harmless(said).isascii()
    assert not diagnostics._harmless(f"/home/anna/{said}").startswith("/")


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_it_is_small_and_private(paths: Paths) -> None:
    for number in range(3 * MOST_BYTES // 60):
        note("end", exit=0, ms=number)
    files = sorted(paths.log.parent.iterdir())
    assert [file.name for file in files] == ["rehab.log", "rehab.log.1"]
    assert all(file.stat().st_size <= MOST_BYTES for file in files)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in files}
    assert modes == {0o600}
    assert stat.S_IMODE(paths.log.parent.stat().st_mode) == 0o700
    lines = read_log(paths)
    assert len(lines) == diagnostics.SHOWN_LINES
    assert lines[-1].endswith(f"ms={number}")


def test_two_programs_write_one_log(paths: Paths) -> None:
    """Whoever puts it aside, the newest lines of both are kept, as many as there is room for."""
    first = diagnostics._log
    diagnostics.begin(paths)
    second = diagnostics._log
    assert first is not None
    assert second is not None
    for number in range(4 * MOST_BYTES // 60):
        diagnostics._log = (first, second)[number % 7 == 0]
        note("end", ms=number)
    older, newer = (paths.log.with_name(name).read_bytes() for name in ("rehab.log.1", "rehab.log"))
    assert MOST_BYTES * 9 // 10 < len(older) <= MOST_BYTES
    said = [int(line.rpartition(b"=")[2]) for line in (older + newer).splitlines()]
    assert said == list(range(said[0], number + 1))
    first.handlers[0].close()


def test_a_log_that_is_deleted_or_cannot_be_written_holds_nobody_up(
    paths: Paths, capfd: pytest.CaptureFixture[str]
) -> None:
    note("end", ms=1)
    paths.log.unlink()
    note("end", ms=2)
    assert [line.split()[-1] for line in read_log(paths)] == ["ms=2"]
    paths.log.unlink()
    paths.log.mkdir()
    note("end", ms=3)
    assert capfd.readouterr() == ("", "")


def test_a_full_disk_holds_nobody_up(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert diagnostics._log is not None
    (handler,) = diagnostics._log.handlers

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(handler.stream, "write", full)  # type: ignore[attr-defined]
    note("end", exit=0)
    monkeypatch.undo()
    assert capfd.readouterr() == ("", "")


def test_nothing_is_said_without_a_log(tmp_path: Path) -> None:
    note("end", exit=0)
    note_fault(ValueError(CANARY))
    assert read_log(Paths(tmp_path, tmp_path)) == []


def test_what_stands_in_a_log_by_another_hand_steers_nothing(paths: Paths) -> None:
    diagnostics.end()
    paths.log.write_bytes(b"\x1b[2Jred \xff\n")
    assert all(character.isprintable() for character in "".join(read_log(paths)))
