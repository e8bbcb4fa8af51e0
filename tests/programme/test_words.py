"""The words that the rules share, and how a decision reads."""

from __future__ import annotations

import pytest
from programme_builders import past
from rule_cases import CATALOGUE

from rehab_tui.programme.decision import PLAN_RULE, Decision
from rehab_tui.programme.words import change_words, less, named, on_day


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (0.25, "three quarters less"),
        (0.5, "half as much"),
        (0.75, "a quarter less"),
        (1.0, "no less"),
        (0.6, "40 % less"),
        (0.99, "1 % less"),
    ],
)
def test_how_much_less(factor: float, words: str) -> None:
    assert less(factor) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("reps=12@1x8h3", "12 reps"),
        ("sets=2", "2 sets"),
        ("seconds=40", "40 seconds"),
        ("hold=10", "hold 10 seconds"),
        ("load=5 kg+4 kg", "load 5 kg+4 kg"),
        ("rest=30", "rest 30 seconds"),
        ("variant=easier", "in its easier way"),
        ("swap=bridge@1x8h1", "bridge instead"),
        ("short=yes", "the short version, for today"),
        ("mobility-starter.phase=1", "phase 2"),
        ("mobility-starter.phase=x", "mobility-starter.phase x"),
        ("programme=maintenance", "programme maintenance"),
        ("glides", "glides"),
        ("held=yes", ""),
        ("pause=yes", ""),
    ],
)
def test_a_change_in_words(change: str, words: str) -> None:
    assert change_words(change, {}) == words


def test_sessions_and_names() -> None:
    assert on_day(past(3)) == "session of Fri 20 Nov"
    assert named("leg-raise", CATALOGUE) == "Leg raise"
    assert named("gone", CATALOGUE) == "gone"


def test_how_a_decision_reads() -> None:
    assert (
        Decision("PM5", "a harder morning").words == "A harder morning (rule PM5, this app's rule)"
    )
    assert Decision("ST1", "STOP now", "S").words == "STOP now (rule ST1, from studies)"
    assert Decision("PM1", "go on", "M").basis_words == "from studies"
    assert Decision(PLAN_RULE, "your plan leaves it out", "S").words == (
        "Your plan leaves it out (as it is written)"
    )
