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
from rehab_tui.programme.choose import FLAG_RULE, FLAG_RULES, LeftOut, choose
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.fit import fit
from rehab_tui.programme.flare import Calm, calm_session, not_calm
from rehab_tui.programme.gap import ease, ease_after_gap
from rehab_tui.programme.history import History, OpenStop
from rehab_tui.programme.phase import standing
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.phases import offer_next_phase
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
    shut = closed(history, profile)
    if shut is not None:
        stop, decision = shut
        return TodaysSession((), (), (decision,), (), programme, now.phase, now.week, locked=stop)
    calm = calm_session(pain_now, catalogue)
    steps = 0 if programme.phases[now.phase].key == "letter" else now.phase
    easing = ease_after_gap((s.day for s in history.done), today, steps)
    phase = now.phase - (easing.phases_back if easing else 0)
    if calm is not None:
        wanted = _calm(calm, profile)
    else:
        wanted = _prescribed(programme, catalogue, phase, profile)
    wanted, spared = _spare(wanted, history, today)
    no_place = frozenset() if calm is None else not_calm(catalogue)
    choice = choose(wanted, catalogue, profile, history.spared(today), no_place)
    kept = choice.prescriptions
    asked = _ask_first(programme, profile)
    decisions = [*asked, *(_because(out) for out in spared), *choice.decisions]
    offer = None
    if calm is not None:
        decisions.insert(0, calm.decision)
    elif easing is not None:
        decisions.insert(0, easing.decision)
        kept = tuple(_eased(p, easing.factor) for p in kept)
    else:
        offer = offer_next_phase(programme, history, today)
        lettered = programme.phases[now.phase].key == "letter"
        if not lettered and steps == 0 and now.week <= FIRST_WEEKS:
            decisions.append(_start_small(programme))
    kept = _new_to_them(kept, history, today)
    left_out = (*spared, *choice.left_out)
    if minutes is not None:
        whole, first = kept, easing is not None and easing.first
        kept, dropped = fit(whole, minutes, whole_warm_up=first)
        decisions += _fitted(whole, kept, dropped, minutes)
        left_out += tuple(_dropped(p, minutes) for p in dropped)
    if not kept:
        decisions.append(_nothing_left(left_out))
    return TodaysSession(
        kept,
        left_out,
        tuple(decisions),
        (offer,) if offer is not None else (),
        programme,
        phase,
        now.week if phase == now.phase else programme.phases[phase].last or now.week,
    )


def picked_session(
    exercises: Sequence[Exercise],
    catalogue: Catalogue,
    profile: Profile,
    history: History,
    today: date,
    pain_now: int | None = None,
) -> TodaysSession:
    """Just these exercises, in this order, at their catalogue doses; flags still hold.

    With much pain just now (PM4) only those of the calm list are left.
    """
    shut = closed(history, profile)
    if shut is not None:
        return TodaysSession((), (), (shut[1],), locked=shut[0])
    calm = calm_session(pain_now, catalogue)
    if calm is None:
        wanted = [_prescription(exercise, profile) for exercise in exercises]
    else:
        gentle = {p.exercise.id: p for p in _calm(calm, profile)}
        wanted = [gentle[exercise.id] for exercise in exercises if exercise.id in gentle]
    wanted, spared = _spare(wanted, history, today)
    no_place = frozenset() if calm is None else not_calm(catalogue)
    choice = choose(wanted, catalogue, profile, history.spared(today), no_place)
    left_out = (*spared, *choice.left_out)
    decisions = (*(_because(out) for out in spared), *choice.decisions)
    if calm is not None:
        decisions = (calm.decision, *decisions)
    if not choice.prescriptions:
        decisions += (_nothing_left(left_out),)
    kept = _new_to_them(choice.prescriptions, history, today)
    return TodaysSession(kept, left_out, decisions)


def _ask_first(programme: Programme, profile: Profile) -> list[Decision]:
    """Whom to ask before this programme, for those whom it concerns."""
    return [
        Decision(FLAG_RULES.get(flag, FLAG_RULE), programme.ask_first[flag])
        for flag in sorted(programme.ask_first.keys() & profile.flags)
    ]


def closed(history: History, profile: Profile) -> tuple[OpenStop | None, Decision] | None:
    """Why nothing is offered at all, and the stop that has to be answered if that is why."""
    stop = lock(history.stops)
    if stop is not None:
        return stop, lock_decision(stop)
    for flag in sorted(profile.flags & STOP_FLAGS):
        reason = f"no exercise while your profile says: {FLAGS[flag]}. Please see a doctor first"
        return None, Decision("ST2", reason, basis="M")
    return None


def _prescribed(
    programme: Programme, catalogue: Catalogue, phase: int, profile: Profile
) -> list[Prescription]:
    wanted = []
    for place, item in enumerate(programme.phases[phase].items):
        exercise = catalogue.exercises[item.exercise]
        one = _prescription(exercise, profile)
        dose = apply_change(exercise.dose, item.change)
        warm_up = place == 0 and exercise.purpose == "warm-up"
        wanted.append(replace(one, dose=dose, warm_up=warm_up))
    return wanted


def _spare(
    wanted: list[Prescription], history: History, today: date
) -> tuple[list[Prescription], list[LeftOut]]:
    """PM3: what a sharp pain stopped today is left alone for the rest of the day."""
    kept, spared = [], []
    for one in wanted:
        if one.exercise.id in history.spared(today):
            reason = f"{one.exercise.name} is left for today, after the sharp pain"
            spared.append(LeftOut(one.exercise, "PM3", reason))
        else:
            kept.append(one)
    return kept, spared


def _because(out: LeftOut) -> Decision:
    return Decision(out.rule, out.reason, exercise=out.exercise.id)


def _calm(calm: Calm, profile: Profile) -> list[Prescription]:
    return [replace(_prescription(e, profile), dose=dose) for e, dose in calm.items]


def _prescription(exercise: Exercise, profile: Profile) -> Prescription:
    """The side that does not hurt goes first: it shows the other how far is easy (house rule)."""
    return Prescription(
        exercise, exercise.dose, first_side="left" if profile.side == "right" else "right"
    )


def _eased(prescription: Prescription, factor: float) -> Prescription:
    """After the flags have had their say, so that a swapped exercise is eased as well."""
    if prescription.warm_up:
        return prescription
    before = prescription.base_dose and ease(prescription.base_dose, factor)
    return replace(prescription, dose=ease(prescription.dose, factor), base_dose=before)


def _new_to_them(
    prescriptions: tuple[Prescription, ...], history: History, today: date
) -> tuple[Prescription, ...]:
    """What was not done lately is marked as new: getting into place takes longer."""
    known = history.known(today)
    return tuple(replace(one, new=one.exercise.id not in known) for one in prescriptions)


def _fitted(
    before: tuple[Prescription, ...],
    kept: tuple[Prescription, ...],
    dropped: tuple[Prescription, ...],
    minutes: int,
) -> list[Decision]:
    if before == kept:
        return []
    changes = [f"without {', '.join(p.exercise.name for p in dropped)}"] if dropped else []
    if sum(p.dose.sets for p in kept + dropped) < sum(p.dose.sets for p in before):
        changes.append("fewer sets")
    if [p.dose for p in kept if p.warm_up] != [p.dose for p in before if p.warm_up]:
        changes.append("a shorter warm-up")
    return [Decision("FIT", f"fitted to {minutes} minutes: {', '.join(changes)}")]


def _nothing_left(left_out: tuple[LeftOut, ...]) -> Decision:
    """Why a session is empty: the rule that took the first exercise away."""
    if not left_out:
        return Decision("PM4", "nothing that is gentle enough is left for today")
    reason = "nothing is left for today with your profile and what is at home"
    return Decision(left_out[0].rule, reason)


def _dropped(prescription: Prescription, minutes: int) -> LeftOut:
    return LeftOut(prescription.exercise, "FIT", f"left out to fit into {minutes} minutes")


def _start_small(programme: Programme) -> Decision:
    plan = programme.phases[0].frequency
    return Decision(
        "PR9",
        f"the first two weeks are small on purpose: {plan.plan} sessions a week, "
        f"{plan.at_least} is enough to start",
    )
