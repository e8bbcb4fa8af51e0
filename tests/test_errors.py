from __future__ import annotations

import errno
import os

import pytest

from rehab_tui.errors import (
    BusyError,
    DataError,
    ExitCode,
    NotFoundError,
    RehabError,
    UsageError,
    refused,
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


SPACE = "Free some space, then try again."
RIGHTS = "Check the permissions of its folder, or use another one."
ELSE = "Check its folder, or choose another name."


@pytest.mark.parametrize(
    ("number", "mine", "said"),
    [
        ("ENOSPC", "", SPACE), ("EDQUOT", "", SPACE), ("EFBIG", "Ask around.", SPACE),
        ("EACCES", "", RIGHTS), ("EROFS", "", RIGHTS), ("EACCES", "Ask around.", "Ask around."),
        ("ENOENT", "", ELSE), ("ENAMETOOLONG", "", ELSE),
    ],
)  # fmt: skip
def test_what_to_do_follows_from_what_the_system_says(number: str, mine: str, said: str) -> None:
    code = getattr(errno, number)
    told = refused("it can't be", OSError(code, os.strerror(code)), where="x.csv", todo=mine)
    assert str(told) == f"x.csv: it can't be ({os.strerror(code)}). {said}"


def test_a_name_that_no_file_can_have_is_told_too() -> None:
    told = refused("it can't be", ValueError("embedded null byte"), where="x")
    assert str(told) == f"x: it can't be (embedded null byte). {ELSE}"
