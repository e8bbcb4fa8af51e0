"""The rules of the coach, each a small pure function with its id, its words and what it rests on.

`RULES` has all of them in the order of precedence; `fire` asks those of a stage.
"""

from __future__ import annotations

from dataclasses import replace

from rehab_tui.programme.decision import Decision
from rehab_tui.programme.precedence import ORDER
from rehab_tui.programme.rules import (
    conditions,
    effort,
    elsewhere,
    gaps,
    nerves,
    pain,
    phases,
    progress,
    screening,
    soreness,
    stages,
)
from rehab_tui.programme.rules.rule import Case, Rule, Stage

_MODULES = (
    elsewhere, screening, stages, conditions, pain, nerves, gaps, soreness, effort, progress,
    phases,
)  # fmt: skip
_PLACE = {name: place for place, name in enumerate(ORDER)}

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (rule for module in _MODULES for rule in module.RULES),
        key=lambda rule: (rule.step, _PLACE.get(rule.id, len(ORDER))),
    )
)
"""Every rule, by step and then in the order of precedence."""


def fire(stage: Stage, case: Case) -> tuple[Decision, ...]:
    """What the rules of a stage decide of a case, in the order of precedence, each thing once.

    How sure a decision is, is how sure its rule is.
    """
    found = (
        replace(decision, basis=rule.basis)
        for rule in RULES
        if rule.stage == stage and rule.fire is not None
        for decision in rule.fire(case)
    )
    return tuple(dict.fromkeys(found))
