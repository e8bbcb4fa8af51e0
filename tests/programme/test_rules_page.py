"""Every rule is told on one page, which is made from the code and so can't say anything else."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from rehab_tui.programme.limits import Limits
from rehab_tui.programme.precedence import ORDER
from rehab_tui.programme.rules import RULES
from scripts import script

DOCS = Path(__file__).parents[2] / "docs"
SOURCE = Path(__file__).parents[2] / "src" / "rehab_tui"

ASKED_FOR = """
    PM1 PM2 PM2r PM2s PM3 PM4 PM5 PM6 PM7 PM8 PM9
    PR1 PR2 PR3 PR4 PR5 PR6 PR7 PR8 PR9 PR10
    GA1 G1 G2 G3 G4 G5 SO1 SO2 SO3 SO4 SO5 SO6 SO7 ST1 ST2 ST3 ST4 ST5
    SC1 SC2 SC3 SC4 SC5 SC6 PG1 PG2 PG3 PG4 PG5 PP1 PP2 PP3 PP4 PP5
    CO1 CO2 CO3 CO4 CO5 CO6 CO7 CO8 CO9 CO10 CO11 CO12
    RP1 RP2 RP3 RP4 RP5 RP6 RP7 RP8 RP9 RP10 RP11 RP12
"""
"""The ids that the coach and the report were asked for."""


@pytest.fixture(scope="module")
def make() -> ModuleType:
    return script("docs/rules/make.py")


def test_the_page_is_what_the_command_makes(make: ModuleType) -> None:
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == make.page(), "make rules"


def test_every_rule_is_there_once_and_on_the_page(make: ModuleType) -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert set(ASKED_FOR.split()) <= set(ids)
    for rule in RULES:
        assert f"\n| {rule.id} | {rule.when} | {rule.then} |" in make.page()
        assert "|" not in rule.when + rule.then + rule.source
    assert "No clinician has reviewed" in make.page()


def test_the_order_of_precedence_follows_the_steps() -> None:
    steps = {rule.id: rule.step for rule in RULES}
    placed = [steps[name] for name in ORDER]
    assert placed == sorted(placed)
    assert {rule.step for rule in RULES} == set(range(1, 13))


def test_a_rule_is_applied_here_or_says_where() -> None:
    for rule in RULES:
        assert (rule.fire is None) == (rule.stage == "elsewhere"), rule.id
        places = [place.strip() for place in rule.where.split(",") if place.strip()]
        assert rule.fire is not None or places, rule.id
        assert all((SOURCE / place).is_file() for place in places), rule.id


def test_every_limit_is_on_the_page_with_its_bounds(make: ModuleType) -> None:
    for name, (least, most) in Limits.bounds().items():
        usual = getattr(Limits(), name)
        assert f"| `{name}` | {usual:g} | {least:g} | {most:g} |" in make.page()
        assert least <= usual <= most


def test_what_is_no_study_is_called_this_apps_rule(make: ModuleType) -> None:
    for rule in RULES:
        line = next(line for line in make.page().splitlines() if line.startswith(f"| {rule.id} |"))
        rests_on = line.strip("| ").rpartition(" | ")[2]
        own = rule.basis == "C" or "this app's rule" in rule.source
        assert ("this app's rule" in rests_on) is own, rule.id
