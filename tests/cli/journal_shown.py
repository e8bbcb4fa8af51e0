"""Entries that are logged and listed by the commands."""

from __future__ import annotations

import json
from typing import Any

from cli_run import Rehab

Row = dict[str, Any]


def logged(rehab: Rehab, *words: str) -> list[Row]:
    found: list[Row] = json.loads(rehab("log", "--json", *words).out)
    return found


def listed(rehab: Rehab, *words: str) -> list[Row]:
    ran = rehab("journal", "list", "--json", *words)
    assert ran.code == 0
    found: list[Row] = json.loads(ran.out)
    return found
