"""More of an exercise (rules PR1 to PR5, PR9): only ever offered, one change of one variable.

What the next change is and how large, `next_step.py` says; when it is offered, this does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from rehab_tui.catalogue.dose import windows
from rehab_tui.catalogue.model import Dose
from rehab_tui.coach.model import Prescription
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.programme.colours import (
    EASY_EFFORT,
    Colour,
    colour_of,
    eligible,
    that_count,
)
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.gap import settled_since_gap
from rehab_tui.programme.history import Accepted, History, PastExercise, PastSession, Refused
from rehab_tui.programme.holds import LONGEST_HOLD
from rehab_tui.programme.next_step import (
    EXTRA_REPS,
    HOLD_STEPS,
    HOLD_TIMES,
    LEAST_LOAD,
    MANY_REPS,
    MOST_LOAD,
    STANCE_SECONDS,
    STANCE_TIMES,
    Look,
    Ready,
    next_steps,
)
from rehab_tui.programme.rules.gaps import easing_of
from rehab_tui.programme.rules.rule import REFUSAL_HOLDS, Case, Rule
from rehab_tui.programme.steps import PROGRESS, dose_after, hold_of, steps_for
from rehab_tui.programme.words import on_day

SESSIONS_UNCHANGED = 3
"""Sessions of an exercise at one dose before the next change of it (PR1, PR5)."""
MOST_OFFERS = 2
"""Offers at one time, the oldest doses first: more would be a form to fill in (house rule)."""
WEEK_SHARE = 0.10
"""The planned minutes and reps of a week grow by no more than this over the week before (PR3)."""
WEEK = timedelta(days=7)
SESSIONS_SEEN = 2
"""PR5 looks at the last two sessions, and one further back for a bad night after a red one."""
POOR_SLEEP = 2
FIRST_WEEKS = 2
OFTEN = 5
"""From so many planned sessions a week on the first phase is gentle enough for most days."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is offered, and the first change that waits for the weekly cap (PR3)."""

    offers: tuple[Decision, ...] = ()
    waits: Decision | None = None


def progress(case: Case) -> Progress:
    """The changes that may be offered today, at most two, and what waits (PR1 to PR5).

    What is too large for this week waits, and is said to; what would be too large for any week of
    so short a session is not spoken of.
    """
    room = MOST_OFFERS - _answered(case.history)
    if room <= 0 or not eligible(case.history, case.limits) or holding(case):
        return Progress()
    last = that_count(case.history)[-SESSIONS_SEEN:]
    settled = any(colour_of(one, case.limits) is Colour.SETTLED for one in last)
    now = {p.exercise.id: p for p in case.prescriptions}
    week_before = {**now, **{id_: _a_week_ago(one, case) for id_, one in now.items()}}
    today, chosen = now, list[Decision]()
    waits: Decision | None = None
    for look in _ready(case):
        id_, found = look.now.exercise.id, next_steps(look, only_reps=settled)
        fits = [
            one
            for one in found
            if _one_rep(look.now.dose, one.becomes.dose)
            or _within(week_before, {**now, id_: one.becomes})
        ]
        if fits:
            chosen.append(_offer(fits[0], id_, last))
            now = {**now, id_: fits[0].becomes}
        elif any(_within(today, {**today, id_: one.becomes}) for one in found):
            waits = waits or _wait(look.now)
        if len(chosen) == room:
            break
    return Progress(tuple(chosen), waits)


def _answered(history: History) -> int:
    """Offers of more that were answered since the last session: nobody is asked on and on."""
    answered: list[Accepted | Refused] = [*history.accepted, *history.refused]
    return sum(one.rule in PROGRESS and not one.sessions_since for one in answered)


def _ready(case: Case) -> list[Look]:
    """The exercises that have been done unchanged for long enough, the longest first."""
    names = [(p.exercise.id, p.instead_of) for p in case.prescriptions]
    taken = frozenset(name for pair in names for name in pair if name is not None)
    done = case.history.done
    held = {
        one.exercise
        for one in case.history.refused
        if one.rule in PROGRESS and one.sessions_since < REFUSAL_HOLDS
    }
    found = []
    for one in case.prescriptions:
        planned = case.planned.get(one.exercise.id)
        if planned is None or one.warm_up or one.exercise.id in held:
            continue
        steps = [step for step, _ in steps_for(planned, case.history.accepted)]
        as_chosen = dose_after(planned.dose, steps) == one.dose
        past = unchanged(one, case.history.accepted, done)
        if as_chosen and one.variant == planned.variant and len(past) >= SESSIONS_UNCHANGED:
            found.append(
                Look(
                    planned, one, past, case.history, case.catalogue, case.profile,
                    case.now.day, taken,
                )
            )  # fmt: skip
    return sorted(found, key=lambda look: -len(look.past))


def unchanged(
    now: Prescription, accepted: Iterable[Accepted], done: Sequence[PastSession]
) -> list[PastExercise]:
    """The exercise in the last sessions done at this dose, oldest first.

    Sessions without it, or that left more than half of its sets, are passed over. Fewer sets (a
    session that was fitted to the minutes) make no other dose; easier and eased ones do.

    Args:
        now: the exercise as it is today.
        accepted: sessions count from the last accepted change of it.
        done: the sessions done, oldest first.
    """
    changes = [a.sessions_since for a in accepted if a.exercise == now.exercise.id]
    since = min([*changes, len(done)])
    found: list[PastExercise] = []
    for session in reversed(done[len(done) - since :]):
        one = session.of(now.exercise.id)
        if one is None or 2 * one.sets < one.sets_prescribed or not one.sets:
            continue
        if one.variant != now.variant or _level(one.dose) != _level(now.dose):
            break
        found.append(one)
    return found[::-1]


def _level(dose: Dose) -> tuple[object, ...]:
    return dose.reps, dose.seconds, hold_of(dose), dose.load, dose.sides


def holding(case: Case) -> list[tuple[str, str]]:
    """PR5: each reason for which nothing is added today, with the entry that it rests on."""
    found: list[tuple[str, str]] = []
    counted = that_count(case.history)
    for session in counted[-SESSIONS_SEEN:]:
        colour = colour_of(session, case.limits)
        if colour is Colour.RED:
            found.append(
                ("one of the last two sessions hurt too much, or was stopped", _entry(session))
            )
        elif colour is Colour.AMBER:
            found.append(
                ("pain in one of the last two sessions has not settled, as far as you told",
                 _entry(session))
            )  # fmt: skip
        if session.effort is not None and session.effort > EASY_EFFORT:
            found.append(("one of the last two sessions was hard", _entry(session)))
    for session in counted[-SESSIONS_SEEN - 1 :]:
        poor = session.sleep_quality is not None and session.sleep_quality <= POOR_SLEEP
        if poor and colour_of(session, case.limits) is Colour.RED:
            found.append(("the night after a session that hurt was a poor one", _entry(session)))
    if case.now.ill:
        found.append(("you don't feel well today", "today: feeling ill"))
    days = [session.day for session in case.history.done]
    gap = easing_of(case.programme, case.history, case.now, case.limits)
    if gap is not None or not settled_since_gap(days, case.limits):
        last = case.history.done[-1:]
        entry = f"last: {on_day(last[0])}" if last else "no session yet"
        found.append(("you are coming back after a pause", entry))
    return list(dict.fromkeys(found))


def _entry(session: PastSession) -> str:
    said = {
        "pain before": session.before,
        "worst in it": session.worst,
        "next morning": session.morning,
        "effort": session.effort,
        "sleep after it": session.sleep_quality,
    }
    parts = [f"{name} {value}" for name, value in said.items() if value is not None]
    if session.warned or any(one.sharp for one in session.exercises):
        parts.append("a warning pain or a stop")
    return f"{on_day(session)}: {', '.join(parts) or 'no answers'}"


def _a_week_ago(one: Prescription, case: Case) -> Prescription:
    """An exercise without the changes that were accepted in the last seven days."""
    planned = case.planned.get(one.exercise.id)
    if planned is None:
        return one
    steps = steps_for(planned, case.history.accepted)
    if all(case.now.day - a.day >= WEEK for _, a in steps):
        return one
    old = [step for step, a in steps if case.now.day - a.day >= WEEK]
    return replace(one, dose=dose_after(planned.dose, old))


def _within(before: Mapping[str, Prescription], after: Mapping[str, Prescription]) -> bool:
    """PR3: whether neither the minutes nor the reps of a session grow by more than a tenth."""
    sessions = tuple(before.values()), tuple(after.values())
    was, now = (planned_seconds(one) for one in sessions)
    reps_was, reps_now = (sum(_reps(p.dose) for p in one) for one in sessions)
    grown = 1 + WEEK_SHARE
    return now <= was * grown and (reps_now <= reps_was * grown or reps_now == reps_was)


def _reps(dose: Dose) -> int:
    return windows(dose) * (dose.reps or 0) * (2 if dose.sides == "alternate" else 1)


def _one_rep(before: Dose, after: Dose) -> bool:
    """PR3: one rep a set more is always allowed."""
    return after == replace(before, reps=after.reps) and after.reps == (before.reps or 0) + 1


def _offer(ready: Ready, exercise: str, last: Sequence[PastSession]) -> Decision:
    return Decision(
        ready.rule,
        ready.words,
        basis="M" if ready.rule == "PR2" else "C",
        exercise=exercise,
        change=ready.step.change,
        offer=True,
        rests_on=tuple(_entry(session) for session in last),
    )


def _wait(now: Prescription) -> Decision:
    reason = (
        f"more of {now.exercise.name} waits until next week: a week grows by {WEEK_SHARE:.0%} at "
        "most"
    )
    return Decision("PR3", reason, exercise=now.exercise.id)


def _offers_of(rule: str) -> Callable[[Case], Iterable[Decision]]:
    return lambda case: [one for one in progress(case).offers if one.rule == rule]


def _cap(case: Case) -> Iterator[Decision]:
    waits = progress(case).waits
    if waits is not None:
        yield waits


def _hold(case: Case) -> Iterator[Decision]:
    found = holding(case)
    if found:
        reasons = "; ".join(dict.fromkeys(reason for reason, _ in found))
        entries = tuple(dict.fromkeys(entry for _, entry in found))
        yield Decision(
            "PR5", f"nothing is added today: {reasons}", effect=Effect(holds=True), rests_on=entries
        )


def _start_small(case: Case) -> Iterator[Decision]:
    """PR9."""
    programme = case.programme
    if programme is None or case.phase != 0 or case.week is None or case.week > FIRST_WEEKS:
        return
    if programme.phases[0].key == "letter":
        return
    plan = programme.phases[0].frequency
    small = "the first two weeks are small on purpose"
    if plan.plan >= OFTEN:
        small = "the first two weeks are short and gentle on purpose, so that most days are fine"
    yield Decision(
        "PR9", f"{small}: {plan.plan} sessions a week, {plan.at_least} is enough to start"
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "PR3",
        11,
        "offer",
        f"a change would lift the planned minutes or reps of a week by more than {WEEK_SHARE:.0%} "
        "over the week before (a rule of thumb, not proven)",
        "it waits until next week; one rep a set more is always allowed",
        fire=_cap,
    ),
    Rule(
        "PR5",
        11,
        "ease",
        f"in the last {SESSIONS_SEEN} sessions effort above {EASY_EFFORT}, red, or amber that has "
        f"not settled; sleep quality {POOR_SLEEP} or less in the night after a red one (of the "
        f"last {SESSIONS_SEEN + 1}); ill today; a gap rule holds; or fewer than "
        f"{SESSIONS_UNCHANGED} sessions of the exercise since its last change",
        "nothing is added",
        fire=_hold,
    ),
    Rule(
        "PR1",
        11,
        "offer",
        f"PM6 holds, {SESSIONS_UNCHANGED} sessions of the exercise since its last change, and "
        "nothing of PR5",
        "offers one change of one variable: quality, reps, sets, the harder way, the next "
        f"exercise; after amber-settled only reps; at most {MOST_OFFERS} offers a session; a "
        f"refusal holds for {REFUSAL_HOLDS} sessions",
        fire=_offers_of("PR1"),
    ),
    Rule(
        "PR2",
        11,
        "offer",
        f"weights: {EXTRA_REPS} reps more than asked on the last set, two sessions running; bands: "
        f"{MANY_REPS} reps in two sessions",
        f"offers {LEAST_LOAD - 1:.1%} to {MOST_LOAD - 1:.0%} more load, or reps where no weight is "
        "that near; the next band",
        basis="M",
        source="Graves and Baechle; ACSM 2009",
        fire=_offers_of("PR2"),
    ),
    Rule(
        "PR4",
        11,
        "offer",
        f"PM6 holds, for holds and stances; a stance was held {STANCE_SECONDS} s {STANCE_TIMES} "
        "times without a grab",
        f"offers {HOLD_STEPS[0]} to {HOLD_STEPS[1]} s more, up to {HOLD_TIMES} times the "
        f"catalogue's and {LONGEST_HOLD:.0f} s with high blood pressure; the next stance",
        fire=_offers_of("PR4"),
    ),
    Rule(
        "PR9",
        12,
        "tell",
        f"the first {FIRST_WEEKS} weeks of a programme",
        "says that they are small on purpose",
        fire=_start_small,
    ),
)
"""In the order of precedence; PR9 informs."""
