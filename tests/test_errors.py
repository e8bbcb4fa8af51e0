from __future__ import annotations

import pytest

from rehab_tui.errors import (
    BusyError,
    DataError,
    ExitCode,
    NotFoundError,
    RehabError,
    UsageError,
)


@pytest.mark.parametrize(
    ("kind", "code"),
    [(RehabError, 1), (UsageError, 2), (DataError, 3), (NotFoundError, 4), (BusyError, 5)],
)
def test_each_error_has_its_documented_exit_code(kind: type[RehabError], code: int) -> None:
    error = kind("it is wrong")
    assert error.code == code
    assert isinstance(error, RehabError)


def test_the_exit_codes_are_the_documented_ones() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "OK": 0, "FAILURE": 1, "USAGE": 2, "DATA": 3, "NOT_FOUND": 4, "BUSY": 5, "INTERRUPTED": 130,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (RehabError("it is wrong"), "it is wrong"),
        (RehabError("it is wrong", "Try this."), "it is wrong. Try this."),
        (RehabError("it is wrong", where="plan.yaml:3:5"), "plan.yaml:3:5: it is wrong"),
        (RehabError("it is wrong", "Try this.", where="--pain"), "--pain: it is wrong. Try this."),
    ],
)
def test_an_error_is_one_line(error: RehabError, line: str) -> None:
    assert str(error) == line
