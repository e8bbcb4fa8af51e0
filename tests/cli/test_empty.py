"""With nothing in the journal every command says so, and what to do next."""

from __future__ import annotations

import shlex

import pytest
from cli_run import Rehab, a_rehab

rehab = a_rehab


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("report", "rehab log -p 3"),
        ("journal list", "'rehab log -p 3 -m 4' begins it"),
        ("plan why", "'rehab profile screen' asks them"),
        ("plan", "'rehab plan choose' or 'rehab plan new' begins it"),
        ("undo", "nothing to take back"),
        ("journal restore", "'rehab journal backup' makes one"),
        ("exercises list --own", "'rehab exercises new' begins one"),
        (
            "exercises list --region knee --position seated --equipment roller",
            "Leave something out",
        ),
        ("profile", "rehab profile screen"),
        ("log --morning 3", "rehab log -p 3"),
    ],
)
def test_what_to_do_next_is_said(rehab: Rehab, typed: str, words: str) -> None:
    ran = rehab(*shlex.split(typed))
    assert words in " ".join(f"{ran.out} {ran.err}".split())
