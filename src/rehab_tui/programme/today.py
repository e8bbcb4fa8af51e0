"""Today's session as a pure function: plan, profile, history and answers in, session out.

The way of it: what shuts everything; where the person stands; what the plan asks for, with the
changes they accepted; what may not be today; the flags; what is lowered; the warm-up; what is
offered and told; the minutes. The same inputs give the same session.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rehab_tui.catalogue.dose import apply_change
from rehab_tui.catalogue.lists import FLAGS, STOP_FLAGS
from rehab_tui.catalogue.model import Exercise, Programme
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.programme.choose import FLAG_RULE, FLAG_RULES, choose, lacking
from rehab_tui.programme.decision import Decision, LeftOut
from rehab_tui.programme.fit import fit
from rehab_tui.programme.flare import Calm, calm_session, not_calm
from rehab_tui.programme.history import OpenStop
from rehab_tui.programme.overlay import Laid, laid_over
from rehab_tui.programme.phase import standing
from rehab_tui.programme.plan_apply import as_programme, with_notes
from rehab_tui.programme.precedence import Settled, barred, settle
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules import fire
from rehab_tui.programme.rules.gaps import easing_of
from rehab_tui.programme.rules.pain import RED
from rehab_tui.programme.rules.progress import MOST_OFFERS
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.rules.screening import shut
from rehab_tui.programme.stops import lock, lock_decision
from rehab_tui.programme.warm_up import warmed

URGENT = frozenset({"PM4", "SC1", "SC5", "CO4"})
"""All that is told on a day of much pain: milestones and dates can wait."""


@dataclass(frozen=True, slots=True)
class TodaysSession:
    """What to do today and why.

    `programme` is the person's with their plan laid over it, None for exercises that were picked.
    `prescriptions` is empty only with a reason among the `decisions`; `locked` is the stop that has
    to be answered first. `phase` counts from 0, `week` from 1. `offers` wait for the person's yes.
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


def todays_session(case: Case, minutes: int | None = None) -> TodaysSession:
    """The session that the plan, the programme and the rules give for today.

    Args:
        case: `programme` is the one to do, before the plan is laid over it; `prescriptions`,
            `phase`, `week`, `planned` and `limits` are found here.
        minutes: how long it may take, None for the programme's own length.

    Raises:
        ValueError: the case has no programme.
    """
    if case.programme is None:
        raise ValueError("today's session is one of a programme")
    plan, profile = case.plan, case.profile
    programme, planned_out = as_programme(plan, case.catalogue, case.programme, profile)
    case = replace(case, programme=programme, limits=plan.limits)
    now = standing(programme, case.history, case.now.day, profile)
    if (closing := _closed(case)) is not None:
        return replace(closing, programme=programme, phase=now.phase, week=now.week)
    easing = easing_of(programme, case.history, case.now, case.limits, profile)
    phase = now.phase - (easing.phases_back if easing else 0)
    week = now.week if phase == now.phase else programme.phases[phase].last or now.week
    calm = calm_session(case.now.pain, case.catalogue)
    case = replace(case, phase=phase, week=week)
    wanted = _wanted(case, programme) if calm is None else Laid(_calm(calm, profile))
    case = replace(case, planned=wanted.planned)
    made = _made(case, wanted.prescriptions, calm)
    kept = with_notes(_new_to_them(made.prescriptions, case), plan)
    case = replace(case, prescriptions=kept)
    offers, told = _offers(case, made) if calm is None and kept else ((), ())
    out = planned_out[phase] if calm is None else ()
    decisions = (
        *_ask_first(programme, profile),
        *(one for one in made.decisions if not one.offer),
        *(_because(one) for one in out),
        *wanted.decisions,
        *told,
        *(one for one in fire("tell", case) if calm is None or one.rule in URGENT),
    )
    left_out = (*out, *made.left_out)
    today = TodaysSession(kept, left_out, decisions, offers, programme, phase, week)
    if minutes is not None:
        today = _fitted(today, minutes, case, whole_warm_up=easing is not None and easing.first)
    return _with_reasons(today)


def _wanted(case: Case, programme: Programme) -> Laid:
    """What the phase asks for, with the changes that the person has accepted."""
    asked = _prescribed(programme, case)
    no_way = not_today(case) | lacking(case.catalogue, case.profile)
    return laid_over(asked, case.history, case.catalogue, case.profile, no_way)


def _with_reasons(today: TodaysSession) -> TodaysSession:
    """Each decision once; an empty session says why it is."""
    nothing = () if today.prescriptions else (_nothing_left(today.left_out),)
    return replace(today, decisions=tuple(dict.fromkeys((*today.decisions, *nothing))))


def picked_session(exercises: Sequence[Exercise], case: Case) -> TodaysSession:
    """Just these exercises, in this order, at their catalogue doses; flags and rules still hold.

    Without a warm-up that nobody asked for, and nothing is offered. With much pain just now (PM4)
    only those of the calm list are left.
    """
    case = replace(case, programme=None, limits=case.plan.limits)
    if (closing := _closed(case)) is not None:
        return closing
    calm = calm_session(case.now.pain, case.catalogue)
    if calm is None:
        wanted = tuple(_prescription(exercise, case.profile) for exercise in exercises)
    else:
        gentle = {p.exercise.id: p for p in _calm(calm, case.profile)}
        wanted = tuple(gentle[one.id] for one in exercises if one.id in gentle)
    made = _made(case, wanted, calm)
    decisions = tuple(one for one in made.decisions if not one.offer)
    kept = with_notes(_new_to_them(made.prescriptions, case), case.plan)
    return _with_reasons(TodaysSession(kept, made.left_out, decisions))


def closed(case: Case) -> tuple[OpenStop | None, Decision] | None:
    """Why nothing is offered at all, and the stop that has to be answered if that is why."""
    stop = lock(case.history.stops)
    if stop is not None:
        return stop, lock_decision(stop)
    for flag in sorted(case.profile.flags & STOP_FLAGS):
        reason = f"no exercise while your profile says: {FLAGS[flag]}. Please see a doctor first"
        return None, Decision("ST2", reason, basis="M")
    screened = shut(case)
    return None if screened is None else (None, screened)


def _closed(case: Case) -> TodaysSession | None:
    shutting = closed(case)
    if shutting is None:
        return None
    return TodaysSession((), (), (shutting[1],), locked=shutting[0])


@dataclass(frozen=True, slots=True)
class _Made:
    """A session after everything that takes away; `settled` knows what holds offers back."""

    prescriptions: tuple[Prescription, ...]
    left_out: tuple[LeftOut, ...]
    decisions: tuple[Decision, ...]
    settled: Settled


def _made(case: Case, wanted: Sequence[Prescription], calm: Calm | None) -> _Made:
    """What is left of what is wanted: what may not be, the flags, what is lowered, the warm-up.

    A calm session (PM4) is lowered no further.
    """
    catalogue, flags = case.catalogue, case.profile.flags
    bars = _bars(case)
    away = [one for one in bars if one.effect is None or one.effect.leave_out]
    allowed = settle(away, wanted, catalogue, flags)
    no_place = frozenset() if calm is None else not_calm(catalogue)
    out = barred(bars, catalogue)
    choice = choose(allowed.prescriptions, catalogue, case.profile, out, no_place)
    eases = (
        () if calm is not None else fire("ease", replace(case, prescriptions=choice.prescriptions))
    )
    unusable = lacking(catalogue, case.profile)
    settled = settle([*bars, *eases], choice.prescriptions, catalogue, flags, unusable)
    kept = settled.prescriptions
    warm_up = None
    if calm is None and case.programme is not None:
        resting = {d.exercise: d for d in away if d.rule == RED and d.exercise is not None}
        kept, warm_up = warmed(kept, wanted, catalogue, flags, out | unusable, resting)
    gone = {one.exercise.id for one in settled.left_out}
    said = [
        *(() if calm is None else (calm.decision,)),
        *(() if warm_up is None else (warm_up,)),
        *settled.decisions,
        *allowed.decisions,
        *(one for one in choice.decisions if one.exercise not in gone),
    ]
    return _Made(
        kept,
        (*allowed.left_out, *choice.left_out, *settled.left_out),
        tuple(dict.fromkeys(said)),
        settled,
    )


def not_today(case: Case) -> frozenset[str]:
    """What may not be done today whatever the person asks for, by id; flags speak for themselves.

    Screening, stages of a pregnancy and after a birth, what rests after a stop or while it is sore.
    """
    return barred(_bars(case), case.catalogue)


def _bars(case: Case) -> tuple[Decision, ...]:
    """What leaves exercises out, asked of everything: what may not be done may not come in either.

    Those that speak of nothing in the session are passed over when they are settled.
    """
    known = case.catalogue.exercises.values()
    return fire("bar", replace(case, prescriptions=tuple(Prescription(e, e.dose) for e in known)))


def _offers(case: Case, made: _Made) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """What is offered, and what is told instead.

    On a poor day the short version alone; else the next phase alone, which is change enough; else
    more of single exercises.
    """
    short = tuple(one for one in made.decisions if one.offer)
    found = fire("offer", case)
    told = tuple(one for one in found if not one.offer)
    if short:
        return short, told
    known, settled = case.catalogue.exercises, made.settled
    free = [
        one for one in found if one.offer and settled.held_by(known.get(one.exercise or "")) is None
    ]
    phase = tuple(one for one in free if one.exercise is None)
    return phase or tuple(free[:MOST_OFFERS]), told


def _ask_first(programme: Programme, profile: Profile) -> list[Decision]:
    """Whom to ask before this programme, for those whom it concerns."""
    return [
        Decision(FLAG_RULES.get(flag, FLAG_RULE), programme.ask_first[flag])
        for flag in sorted(programme.ask_first.keys() & profile.flags)
    ]


def _prescribed(programme: Programme, case: Case) -> list[Prescription]:
    wanted = []
    for place, item in enumerate(programme.phases[case.phase or 0].items):
        exercise = case.catalogue.exercises[item.exercise]
        one = _prescription(exercise, case.profile)
        dose = apply_change(exercise.dose, item.change)
        warm_up = place == 0 and exercise.purpose == "warm-up"
        wanted.append(replace(one, dose=dose, warm_up=warm_up))
    return wanted


def _because(out: LeftOut) -> Decision:
    reason = f"{out.exercise.name}: {out.reason}"
    return Decision(out.rule, reason, exercise=out.exercise.id)


def _calm(calm: Calm, profile: Profile) -> tuple[Prescription, ...]:
    return tuple(replace(_prescription(e, profile), dose=dose) for e, dose in calm.items)


def _prescription(exercise: Exercise, profile: Profile) -> Prescription:
    """The side that does not hurt goes first: it shows the other how far is easy (house rule)."""
    return Prescription(
        exercise, exercise.dose, first_side="left" if profile.side == "right" else "right"
    )


def _new_to_them(prescriptions: tuple[Prescription, ...], case: Case) -> tuple[Prescription, ...]:
    """What was not done lately is marked as new: getting into place takes longer."""
    known = case.history.known(case.now.day)
    return tuple(replace(one, new=one.exercise.id not in known) for one in prescriptions)


def _fitted(
    today: TodaysSession, minutes: int, case: Case, *, whole_warm_up: bool
) -> TodaysSession:
    """As much of it as fits into the minutes, with what was changed for that.

    What was decided of an exercise that does not fit is not told.
    """
    known = case.catalogue.exercises
    kept, dropped = fit(today.prescriptions, minutes, whole_warm_up=whole_warm_up, known=known)
    if kept == today.prescriptions:
        return today
    changes = [f"without {', '.join(p.exercise.name for p in dropped)}"] if dropped else []
    if _sets((*kept, *dropped)) < _sets(today.prescriptions):
        changes.append("fewer sets")
    if [p.dose for p in kept if p.warm_up] != [p.dose for p in today.prescriptions if p.warm_up]:
        changes.append("a shorter warm-up")
    said = Decision("FIT", f"fitted to {minutes} minutes: {', '.join(changes)}")
    return replace(
        today,
        prescriptions=kept,
        left_out=(*today.left_out, *(_dropped(one, minutes) for one in dropped)),
        decisions=(*_still_so(today.decisions, dropped), said),
    )


def _still_so(decisions: Iterable[Decision], dropped: Sequence[Prescription]) -> Iterator[Decision]:
    gone = {one.exercise.id for one in dropped}
    for one in decisions:
        swapped_in = (one.change or "").removeprefix("swap=")
        if not gone & {one.exercise, swapped_in}:
            yield one


def _sets(prescriptions: Iterable[Prescription]) -> int:
    return sum(one.dose.sets for one in prescriptions)


def _nothing_left(left_out: Sequence[LeftOut]) -> Decision:
    """Why a session is empty: the rule that took the first exercise away."""
    if not left_out:
        return Decision("PM4", "nothing that is gentle enough is left for today")
    reason = "nothing is left for today with your profile and what is at home"
    return Decision(left_out[0].rule, reason)


def _dropped(prescription: Prescription, minutes: int) -> LeftOut:
    return LeftOut(prescription.exercise, "FIT", f"left out to fit into {minutes} minutes")
