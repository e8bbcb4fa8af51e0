"""A decision: a rule that fired, with its reason in plain words and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from rehab_tui.catalogue.model import Exercise, Mark
from rehab_tui.units import in_units

PLAN_RULE = "PLAN"
"""Stands where no rule decided, but the person's own plan."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision does by itself; it only ever takes away.

    It reaches one `exercise` (by id), or every exercise of a `region` or a `purpose` (or of both)
    but the warm-up, or, with none of them, all of the session but the warm-up. Of several on one
    exercise only the strongest is done: left out, then half or less, then one level down, then the
    other factors (0 to 1, laid on reps and seconds). `holds` keeps back every offer of more,
    whatever else is done.
    """

    exercise: str | None = None
    region: str | None = None
    purpose: str | None = None
    leave_out: bool = False
    level_down: bool = False
    factor: float = 1.0
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule decided.

    `rule` is its id, `basis` how sure the fact behind it is; `exercise` is None
    when it speaks of the whole session. `change` is the change in the form `key=value`. `offer` is
    True when nothing happens unless the person says yes; `effect` is what happens by itself.
    `rests_on` has the entries of the journal that it was decided by, in words.
    """

    rule: str
    reason: str
    basis: Mark = "C"
    exercise: str | None = None
    change: str | None = None
    offer: bool = False
    effect: Effect | None = None
    rests_on: tuple[str, ...] = ()

    @property
    def basis_words(self) -> str:
        """How sure it is, in words."""
        if self.rule == PLAN_RULE:
            return "as it is written"
        return "this app's rule" if self.basis == "C" else "from studies"

    @property
    def words(self) -> str:
        """The reason and its rule, as shown under "why"."""
        reason = in_units(self.reason[:1].upper() + self.reason[1:])
        if self.rule == PLAN_RULE:
            return f"{reason} ({self.basis_words})"
        return f"{reason} (rule {self.rule}, {self.basis_words})"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise of the programme that is not offered today, and the rule that says so."""

    exercise: Exercise
    rule: str
    reason: str
