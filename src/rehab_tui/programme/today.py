"""Today's session as a pure function: programme, history, profile and minutes in, session out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.lists import FLAGS, STOP_FLAGS
from rehab_tui.catalogue.model import Catalogue, Exercise, Programme
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.programme.choose import LeftOut, choose
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.fit import fit
from rehab_tui.programme.flare import calm_session
from rehab_tui.programme.gap import Easing, ease, ease_after_gap
from rehab_tui.programme.history import History, OpenStop
from rehab_tui.programme.phase import Standing, offer_next_phase, standing
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.stops import lock, lock_decision

FIRST_WEEKS = 2


@dataclass(frozen=True, slots=True)
class TodaysSession:
    """What to do today and why.

    `programme` is None for exercises that the person picked. `prescriptions` is empty only with a
    reason among the `decisions`; `locked` is the stop that has to be answered first. `phase` counts
    from 0, `week` from 1. `offers` wait for the person's yes.
    """

    prescriptions: tuple[Prescription, ...]
    left_out: tuple[LeftOut, ...] = ()
    decisions: tuple[Decision, ...] = ()
    offers: tuple[Decision, ...] = ()
    programme: Programme | None = None
    phase: int | None = None
    week: int | None = None
    locked: OpenStop | None = None

    @property
    def seconds(self) -> float:
        """The planned length, lead-ins, rests and questions included."""
        return planned_seconds(self.prescriptions)


def todays_session(
    programme: Programme,
    catalogue: Catalogue,
    profile: Profile,
    history: History,
    today: date,
    minutes: int | None = None,
    pain_now: int | None = None,
) -> TodaysSession:
    """The session that the programme and the rules give for today.

    Args:
        programme: one of the catalogue's.
        catalogue: where its exercises are.
        profile: flags, equipment, side.
        history: what was done and answered so far.
        today: the local day.
        minutes: how long it may take, None for the programme's own length.
        pain_now: pain 0-10 just before the session, None when nobody was asked or answered.
    """
    now = standing(programme, history, today)
    closed = _closed(history, profile)
    if closed is not None:
        stop, decision = closed
        return TodaysSession((), (), (decision,), (), programme, now.phase, now.week, locked=stop)
    easing = ease_after_gap([s.day for s in history.done], today)
    phase = max(0, now.phase - (easing.phases_back if easing else 0))
    wanted = _prescribed(programme, catalogue, phase, profile, easing)
    sore = calm_session(pain_now, catalogue)
    if sore is not None:
        wanted = [replace(_prescription(e, profile), dose=dose) for e, dose in sore.items]
    choice = choose(wanted, catalogue, profile)
    decisions = list(choice.decisions)
    if sore is not None:
        decisions.insert(0, sore.decision)
    elif easing is not None:
        decisions.insert(0, easing.decision)
    kept: tuple[Prescription, ...] = choice.prescriptions
    dropped: tuple[Prescription, ...] = ()
    if minutes is not None:
        kept, dropped = fit(kept, minutes)
        decisions += _fitted(choice.prescriptions, kept, dropped, minutes)
    if phase == 0 and now.week <= FIRST_WEEKS and easing is None and sore is None:
        decisions.append(_start_small(programme))
    if not kept:
        decisions.append(Decision("FLAG", "your profile speaks against every exercise of today"))
    calm = easing is None and sore is None
    offer = offer_next_phase(programme, history, today) if calm else None
    return TodaysSession(
        kept,
        choice.left_out + tuple(_dropped(p, minutes) for p in dropped),
        tuple(decisions),
        (offer,) if offer is not None else (),
        programme,
        phase,
        _shown_week(now, phase, programme),
    )


def picked_session(
    exercises: Sequence[Exercise],
    catalogue: Catalogue,
    profile: Profile,
    history: History,
    pain_now: int | None = None,
) -> TodaysSession:
    """Just these exercises, in this order, at their catalogue doses; flags still hold.

    With much pain just now (PM4) only those of the calm list are left.
    """
    closed = _closed(history, profile)
    if closed is not None:
        return TodaysSession((), (), (closed[1],), locked=closed[0])
    wanted = [_prescription(exercise, profile) for exercise in exercises]
    sore = calm_session(pain_now, catalogue)
    if sore is not None:
        doses = {exercise.id: dose for exercise, dose in sore.items}
        wanted = [replace(p, dose=doses[p.exercise.id]) for p in wanted if p.exercise.id in doses]
    choice = choose(wanted, catalogue, profile)
    decisions = choice.decisions if sore is None else (sore.decision, *choice.decisions)
    return TodaysSession(choice.prescriptions, choice.left_out, decisions)


def _closed(history: History, profile: Profile) -> tuple[OpenStop | None, Decision] | None:
    stop = lock(history.stops)
    if stop is not None:
        return stop, lock_decision(stop)
    for flag in sorted(profile.flags & STOP_FLAGS):
        reason = f"no exercise while your profile says: {FLAGS[flag]}. Please see a doctor first"
        return None, Decision("ST2", reason, basis="M")
    return None


def _prescribed(
    programme: Programme,
    catalogue: Catalogue,
    phase: int,
    profile: Profile,
    easing: Easing | None,
) -> list[Prescription]:
    wanted = []
    for place, item in enumerate(programme.phases[phase].items):
        exercise = catalogue.exercises[item.exercise]
        warm_up = place == 0 and exercise.purpose == "warm-up"
        dose = apply_change(exercise.dose, item.change)
        if easing is not None and not warm_up:
            dose = ease(dose, easing.factor)
        one = _prescription(exercise, profile)
        wanted.append(replace(one, dose=dose, warm_up=warm_up))
    return wanted


def _prescription(exercise: Exercise, profile: Profile) -> Prescription:
    """The side that does not hurt goes first: it shows the other how far is easy (house rule)."""
    return Prescription(
        exercise, exercise.dose, first_side="left" if profile.side == "right" else "right"
    )


def _fitted(
    before: tuple[Prescription, ...],
    kept: tuple[Prescription, ...],
    dropped: tuple[Prescription, ...],
    minutes: int,
) -> list[Decision]:
    if before == kept:
        return []
    names = ", ".join(p.exercise.name for p in dropped)
    reason = f"fitted to {minutes} minutes"
    return [Decision("FIT", f"{reason}: without {names}" if names else f"{reason}: fewer sets")]


def _dropped(prescription: Prescription, minutes: int | None) -> LeftOut:
    return LeftOut(prescription.exercise, "FIT", f"left out to fit into {minutes} minutes")


def _start_small(programme: Programme) -> Decision:
    plan = programme.phases[0].frequency
    return Decision(
        "PR9",
        f"the first two weeks are small on purpose: {plan.plan} sessions a week, "
        f"{plan.at_least} is enough to start",
    )


def _shown_week(now: Standing, phase: int, programme: Programme) -> int:
    if phase == now.phase:
        return now.week
    return programme.phases[phase].last or now.week
