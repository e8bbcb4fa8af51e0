"""The person's own plan: what a programme or a therapist asks for, as values.

`plan_reader.py` reads it from the plan file's text, `plan_writer.py` writes that text, and
`plan_apply.py` lays it over a programme; `practice/plan_file.py` knows where the file is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from rehab_tui.catalogue.model import DoseChange, Item
from rehab_tui.programme.limits import USUAL, Limits

LEAST_MINUTES, MOST_MINUTES = 5, 90
"""How long a session may take."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OWN = "own-plan"
"""The id of the programme that is made of a plan's own list of exercises."""
OWN_NAME = "Your own plan"
"""Its name where the plan gives none."""

AS_IT_IS = DoseChange()
"""A change of the dose that changes nothing."""


@dataclass(frozen=True, slots=True)
class Therapist:
    """Who looks after the person, and the day to see them again; empty and None where unsaid."""

    name: str = ""
    review: date | None = None


@dataclass(frozen=True, slots=True)
class ExerciseChange:
    """What the plan says of one exercise.

    `dose` differs from the programme's and `hold` (seconds) from the middle number of its tempo.
    `swap` is the id of what takes its place, at no more than its dose unless `dose` and `hold` say
    otherwise of the new one; `leave_out` takes it away; at most one of `swap` and `leave_out`.
    `note` is shown before the exercise, as typed.
    """

    dose: DoseChange = AS_IT_IS
    hold: float | None = None
    swap: str | None = None
    leave_out: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan file.

    Either `programme` is the id of a ready programme, or `items` are the exercises of a session of
    its own, called `name`. It is asked for on `sessions` days a week, `rounds` times on each (None:
    the programme's own frequency). `days` are the weekdays for it, in the order of `WEEKDAYS`;
    empty: any. `minutes` is the length of a session. `precautions` are a therapist's words, shown
    before each session, as typed. `changes` are by the id of the exercise that the programme names.
    """

    programme: str | None = None
    items: tuple[Item, ...] = ()
    name: str = ""
    sessions: int | None = None
    rounds: int | None = None
    days: tuple[str, ...] = ()
    minutes: int | None = None
    therapist: Therapist = Therapist()
    precautions: tuple[str, ...] = ()
    changes: Mapping[str, ExerciseChange] = field(default_factory=lambda: MappingProxyType({}))
    limits: Limits = USUAL


NO_PLAN = Plan()
"""Where nobody has written one: the profile's or the shipped programme as it stands."""
