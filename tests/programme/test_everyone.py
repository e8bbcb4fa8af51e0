"""What must hold for everybody: random people, programmes, pasts and days, by the thousand.

Hypothesis finds the small cases in the other files; here it is the number and the mixture.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import get_args

import pytest
from programme_builders import TODAY, shipped

from rehab_tui.catalogue.dose import apply_change, work_seconds
from rehab_tui.catalogue.lists import FLAGS, STOP_FLAGS, with_implied
from rehab_tui.coach.timeline import planned_seconds
from rehab_tui.programme.colours import MUCH_PAIN
from rehab_tui.programme.decision import PLAN_RULE
from rehab_tui.programme.history import (
    Accepted,
    Held,
    History,
    OpenStop,
    PastExercise,
    PastSession,
    Pause,
    Told,
)
from rehab_tui.programme.now import Now, Since, Soreness
from rehab_tui.programme.plan import ExerciseChange, Plan
from rehab_tui.programme.plan_apply import as_programme
from rehab_tui.programme.profile import EQUIPMENT, read_profile
from rehab_tui.programme.rules import RULES
from rehab_tui.programme.rules.rule import Case
from rehab_tui.programme.screening import QUESTIONS
from rehab_tui.programme.stages import allowed_phase, allows, stage
from rehab_tui.programme.today import TodaysSession, todays_session
from rehab_tui.programme.variants import against, warning_for

CATALOGUE = shipped()
NAMES = sorted(CATALOGUE.exercises)
REGIONS = sorted({one.region for one in CATALOGUE.exercises.values()})
IDS = {rule.id for rule in RULES} | {PLAN_RULE}
MOST_TOO_LONG = 1.10
CAUSAL_OR_HARSH = re.compile(
    r"\b(because|caus\w*|due to|owing|led to|leads to|thanks to|prove\w*|diagnos\w*|fail\w*|"
    r"missed|lazy|should have|must|injur\w* yourself)\b",
    re.IGNORECASE,
)
"""What no decision says: that one thing brought another about, a diagnosis, a reproach."""
LEVELS = (None, 0, 1, 1, 2, 2, 3, 4, 5, 6, 8)


def answers(r: random.Random) -> dict[str, str]:
    """A profile as it would be stored."""
    told = {f"flag.{flag}": "yes" for flag in r.sample(sorted(FLAGS), r.choice((0, 0, 1, 1, 2, 4)))}
    if r.random() < 0.9:
        for flag in STOP_FLAGS:
            told.pop(f"flag.{flag}", None)
    if r.random() < 0.5:
        told["equipment"] = ",".join(r.sample(EQUIPMENT, r.randint(0, 5)))
    if r.random() < 0.2:
        told["due"] = (TODAY + timedelta(days=r.randint(-10, 280))).isoformat()
    if r.random() < 0.2:
        told["birth"] = (TODAY - timedelta(days=r.choice((5, 20, 21, 41, 60, 90)))).isoformat()
        told |= {
            key: "yes" for key in ("birth_check", "caesarean", "birth_cleared") if r.getrandbits(1)
        }
    if r.random() < 0.2:
        told["blood_pressure"] = f"{r.randint(110, 185)}/{r.randint(70, 112)}"
    if r.random() < 0.2:
        told["surgery"] = (TODAY - timedelta(days=r.randint(0, 100))).isoformat()
    if r.random() < 0.2:
        yes = r.choice(QUESTIONS).id
        told |= {f"screen.{yes}": "yes", "born": str(r.randint(1940, 2010))}
        told["cleared"] = r.choice(("yes", "no", "understood"))
    if r.random() < 0.3:
        told["side"] = r.choice(("left", "right"))
    return told


def past_exercise(r: random.Random, name: str) -> PastExercise:
    return PastExercise(
        name,
        CATALOGUE.exercises[name].dose,
        worst=r.choice(LEVELS),
        sharp=r.random() < 0.05,
        sets=2,
        sets_prescribed=2,
        extra_reps=r.choice((None, 0, 2)),
        signs=frozenset({"leaking"}) if r.random() < 0.03 else frozenset(),
    )


def past(r: random.Random, programme: str) -> History:
    """A few weeks of sessions with whatever was answered."""
    days = sorted(r.sample(range(1, 60), r.randint(0, 12)), reverse=True)
    sessions = []
    for n, back in enumerate(days):
        day = TODAY - timedelta(days=back)
        sessions.append(
            PastSession(
                f"s{n:02}", day, r.random() < 0.9, programme, 0,
                before=r.choice(LEVELS), worst=r.choice(LEVELS), morning=r.choice(LEVELS),
                effort=r.choice((None, 2, 4, 6, 7, 8)), stiffer=r.random() < 0.1,
                warned=r.random() < 0.1,
                ended=datetime.combine(day, time(18), UTC),
                exercises=tuple(past_exercise(r, name) for name in r.sample(NAMES, 6)),
                linger=r.choice((None, None, "no", "lasted")),
                moved=r.choice((None, None, "towards", "away")),
            )
        )  # fmt: skip
    held = [Held(n, TODAY - timedelta(days=2), "x", "sharp") for n in r.sample(NAMES, 4)]
    steps = [
        Accepted("GA1", f"{programme}.phase={n}", TODAY - timedelta(days=40 - n), sessions_since=3)
        for n in range(1, r.randint(1, 4))
    ]
    return History(
        sessions=tuple(sessions),
        accepted=tuple(steps),
        held=tuple(held[: r.choice((0, 0, 1, 4))]),
        stops=(OpenStop("x", TODAY, 4, None, "dizzy"),) if r.random() < 0.03 else (),
        pains=pains(r),
        pauses=(Pause(TODAY - timedelta(days=9), None, "illness"),) if r.random() < 0.1 else (),
        told=(Told("weekly", programme, r.choice(("better", "worse")), TODAY),),
    )


def pains(r: random.Random) -> tuple[tuple[date, int], ...]:
    """Ratings of some weeks, for some people rising from week to week."""
    rise = r.choice((0, 0, 1))
    ratings = [
        (n, 1 + r.randint(0, 1) + rise * (8 - n // 7)) for n in range(56) if r.random() < 0.8
    ]
    return tuple((TODAY - timedelta(days=n), level) for n, level in reversed(ratings))


def plan(r: random.Random) -> Plan:
    if r.random() < 0.7:
        return Plan()
    changes = {name: ExerciseChange(leave_out=True) for name in r.sample(NAMES, 5)}
    return Plan(changes=changes, days=tuple(r.sample(("mon", "wed", "fri"), r.randint(0, 3))))


def somebody(r: random.Random) -> tuple[Case, int | None]:
    """A person on a day, and the minutes they have."""
    programme = r.choice(list(CATALOGUE.programmes.values()))
    now = Now(
        day=TODAY,
        pain=r.choice(LEVELS),
        slept=r.choice((None, 200, 480)),
        sleep_quality=r.choice((None, 1, 4)),
        mood=r.choice((None, 1, 4)),
        ill=r.random() < 0.05,
        sore=r.choice((None, *get_args(Soreness))),
        sore_regions=frozenset(r.sample(REGIONS, r.choice((0, 1, 2)))),
        swollen=r.random() < 0.05,
        since=r.choice((None, None, None, *get_args(Since))),
        moment=datetime.combine(TODAY, time(9), UTC),
    )
    case = Case(
        CATALOGUE, read_profile(answers(r), TODAY), past(r, programme.id), now,
        programme=programme, plan=plan(r),
    )  # fmt: skip
    return case, r.choice((None, 5, 10, 15, 30))


def check(case: Case, minutes: int | None) -> TodaysSession:
    today = todays_session(case, minutes)
    flags = case.profile.flags
    names = [one.exercise.id for one in today.prescriptions]
    assert len(names) == len(set(names)), "nothing comes twice"
    assert not set(names) & {one.exercise for one in case.history.held}, "what rests stays out"
    for one in today.prescriptions:
        exercise = one.exercise
        assert not against(exercise, flags), f"{exercise.id} with {flags}"
        if exercise.care & flags:
            assert one.variant == "easier", exercise.id
            assert one.warning == warning_for(exercise, flags)
        assert one.dose.sets >= 1
        assert (one.dose.reps or one.dose.seconds or 0) >= 1
    not_longer_than_asked(today, minutes)
    no_harder(case, today)
    within_the_stage(case, names, today.phase)
    if not today.prescriptions:
        assert today.decisions, "empty only with a reason"
        assert not today.offers
    for decision in (*today.decisions, *today.offers):
        assert decision.rule in IDS, decision
        assert decision.reason.strip(), decision
        assert not CAUSAL_OR_HARSH.search(decision.words), decision
    assert all(one.offer for one in today.offers)
    assert not any(one.offer for one in today.decisions)
    return today


def not_longer_than_asked(today: TodaysSession, minutes: int | None) -> None:
    """A single set of the shortest exercise is always left, whatever it takes."""
    work = [one for one in today.prescriptions if not one.warm_up]
    if minutes is not None and not (len(work) == 1 and work[0].dose.sets == 1):
        assert planned_seconds(today.prescriptions) <= minutes * 60 * MOST_TOO_LONG


def no_harder(case: Case, today: TodaysSession) -> None:
    """Nothing takes longer than the phase asks for, nor than its own dose where it came in."""
    if today.programme is None or today.phase is None or case.programme is None:
        return
    programme, _ = as_programme(case.plan, CATALOGUE, case.programme, case.profile)
    asked = {item.exercise: item for item in programme.phases[today.phase].items}
    much = case.now.pain is not None and case.now.pain >= MUCH_PAIN  # the calm list's own doses
    for one in today.prescriptions:
        item, whole = asked.get(one.exercise.id), one.exercise.dose
        if item is not None and one.instead_of is None and not much:
            whole = apply_change(whole, item.change)
        assert work_seconds(one.dose) <= work_seconds(whole), one.exercise.id
        assert one.variant != "harder"


def within_the_stage(case: Case, names: list[str], phase: int | None) -> None:
    now = stage(case.profile, TODAY)
    if now is None or not now.startswith("PP"):
        return
    assert all(allows(now, CATALOGUE.exercises[name]) for name in names)
    most = allowed_phase(case.programme, case.profile, TODAY) if case.programme else None
    assert most is None or phase is None or phase <= most


def shuffled(history: History, r: random.Random) -> History:
    mixed = {
        name: tuple(r.sample(getattr(history, name), len(getattr(history, name))))
        for name in ("sessions", "accepted", "held", "told")
    }
    return replace(history, **mixed)  # type: ignore[arg-type]


def everybody(count: int, seed: int) -> Counter[str]:
    r = random.Random(seed)
    seen: Counter[str] = Counter()
    for n in range(count):
        case, minutes = somebody(r)
        try:
            today = check(case, minutes)
        except AssertionError as error:
            raise AssertionError(f"person {n} of seed {seed}: {error}") from error
        if n % 10 == 0:
            again = todays_session(replace(case, history=shuffled(case.history, r)), minutes)
            assert again == today, f"person {n} of seed {seed}: the order of insertion matters"
        seen.update({one.rule for one in (*today.decisions, *today.offers)})
    return seen


@pytest.mark.long
def test_a_few_hundred_people() -> None:
    assert everybody(300, seed=1)["FIT"] > 10


@pytest.mark.long
def test_ten_thousand_people_and_nearly_every_rule_speaks() -> None:
    seen = everybody(10_000, seed=20261123)
    by_itself = {rule.id for rule in RULES if rule.stage in ("bar", "ease")}
    silent = by_itself - seen.keys()
    assert not silent, f"never heard of: {sorted(silent)}"


def test_people_differ() -> None:
    r = random.Random(3)
    flags = [somebody(r)[0].profile.flags for _ in range(200)]
    assert len(set(flags)) > 50
    assert all(with_implied(one) == one for one in flags)
