"""A decision: a rule that fired, with its reason in plain words and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from rehab_tui.catalogue.model import Mark


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule decided.

    `rule` is its id, `basis` how sure the fact behind it is; `exercise` is None
    when it speaks of the whole session. `change` is the change in the form `key=value`. `offer` is
    True when nothing happens unless the person says yes.
    """

    rule: str
    reason: str
    basis: Mark = "C"
    exercise: str | None = None
    change: str | None = None
    offer: bool = False

    @property
    def words(self) -> str:
        """The reason, its rule and what it rests on, as shown under "why"."""
        basis = "this app's rule" if self.basis == "C" else "from studies"
        reason = self.reason[:1].upper() + self.reason[1:]
        return f"{reason} (rule {self.rule}, {basis})"
