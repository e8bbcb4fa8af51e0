"""Makes docs/rules.md, every rule of the coach as the code has it: `make rules`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.rules import RULES
from rehab_tui.programme.rules.rule import Rule

PAGE = Path(__file__).parents[1] / "rules.md"
MADE_BY = (
    "<!-- Made from the code by `make rules`; a test compares the two. Don't edit it here. -->"
)
HEAD = """\
# The coach's rules

Every rule that `rehab` applies, with its numbers. `rehab plan why` shows which of them spoke today
and which entries they looked at.

**No clinician has reviewed these rules yet.** They are a coach's rules of thumb, not a diagnosis
and no treatment plan. Your own physiotherapist's word comes first: write it into the
[plan file](plan.md).

## How they work together

The rules are asked in the order of this page. What an earlier one forbids no later one allows.
By itself a rule only ever takes away: it leaves out, lowers or holds back. More is only offered,
and what you took can be given back.

Where several rules would lower the same exercise, only the strongest does: leaving it out, then
half of it or less, then one level down, then a smaller share. Shares are never laid on top of each
other, a set and a repetition always stay, and the warm-up is never lowered. After it the dose of
before comes back by itself; nothing above it does.

"One level down" is the first that exists of: the next easier exercise of its chain that your
profile allows, the easier way of doing it, half the sets.

What was not asked or not answered is never taken for an answer: it neither lowers anything nor
counts towards more.

**Rests on**: S, a source that was read for this project; M, a source recalled and not read again;
"this app's rule", put together for this app with nobody's study behind the very number.
"""
STEPS = {
    1: "Emergencies",
    2: "The same day",
    3: "Sessions are locked, or stop",
    4: "Ask first",
    5: "Never offered, or only with care",
    6: "Pain that stops or rests",
    7: "After a gap",
    8: "Lowered",
    9: "Swapped or easier",
    10: "A day between, a poor day",
    11: "More is offered, or held back",
    12: "Told",
}


def page(rules: Iterable[Rule] = RULES) -> str:
    """The whole page."""
    return "\n".join([MADE_BY, "", HEAD, *_steps(tuple(rules)), *_limits()])


def _steps(rules: tuple[Rule, ...]) -> Iterator[str]:
    for step, title in STEPS.items():
        yield f"## {step}. {title}\n"
        yield "| rule | when | then | rests on |\n|---|---|---|---|"
        for rule in rules:
            if rule.step == step:
                yield f"| {rule.id} | {rule.when} | {rule.then} | {_basis(rule)} |"
        yield ""


def _basis(rule: Rule) -> str:
    if rule.basis == "C":
        return f"this app's rule{f', after {rule.source}' if rule.source else ''}"
    return f"{rule.basis}: {rule.source}" if rule.source else rule.basis


def _limits() -> Iterator[str]:
    yield "## What a plan may change\n"
    yield "Steps 1 to 5 have fixed numbers. Of the others these may be set in the plan file:\n"
    yield "| limit | usual | from | to |\n|---|---|---|---|"
    for field in fields(Limits):
        least, most = Limits.bounds()[field.name]
        yield f"| `{field.name}` | {getattr(USUAL, field.name):g} | {least:g} | {most:g} |"
    yield ""


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
