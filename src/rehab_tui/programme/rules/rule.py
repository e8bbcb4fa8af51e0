"""What a rule is: its id, its place in the order, its words, and the function that applies it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from rehab_tui.catalogue.model import Catalogue, Mark, Programme
from rehab_tui.coach.model import Prescription
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.history import History
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.now import Now
from rehab_tui.programme.plan import NO_PLAN, Plan
from rehab_tui.programme.profile import Profile

Stage = Literal["bar", "ease", "offer", "tell", "elsewhere"]
"""When a rule is applied while a session is made.

bar: leaves exercises out before the flags have their say; ease: lowers doses after it, or leaves
out; offer: offers more; tell: informs; elsewhere: not while a session is made (stop lists,
questions, the flags themselves), its code is where `Rule.where` says.
"""
REFUSAL_HOLDS = 3
"""A declined offer is not made again before this many sessions, whatever was offered."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that a rule may look at. `prescriptions` is the session as it stands so far.

    `programme` is None for exercises that the person picked; `phase` counts from 0, `week` from 1.
    `planned` has, by the ids of exercises of this session, what the plan asks for before accepted
    changes (`overlay.Laid.planned`); only of these more is offered. `plan` is the person's own.
    """

    catalogue: Catalogue
    profile: Profile
    history: History
    now: Now
    prescriptions: tuple[Prescription, ...] = ()
    programme: Programme | None = None
    phase: int | None = None
    week: int | None = None
    limits: Limits = USUAL
    planned: Mapping[str, Prescription] = field(default_factory=lambda: MappingProxyType({}))
    plan: Plan = NO_PLAN


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the index.

    `step` is its place in the order of precedence, 1 to 12; among equals the order of the index
    holds. `when` and `then` are the words of `docs/rules.md`, with the numbers taken from the code;
    `basis` is S, M or C, `source` where the fact was seen (empty for house rules). `fire` gives the
    decisions that the rule makes of a case, None where it is applied `elsewhere`.
    """

    id: str
    step: int
    stage: Stage
    when: str
    then: str
    basis: Mark = "C"
    source: str = ""
    fire: Callable[[Case], Iterable[Decision]] | None = None
    where: str = ""
