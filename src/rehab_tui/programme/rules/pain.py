"""Pain in the last sessions, in the mornings after them, and over the weeks (rules PM1 to PM7).

Whatever is lowered here is worked out anew from what was done each time: once a session has gone
well, the dose is what it was before by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.days import full
from rehab_tui.programme import colours as lights
from rehab_tui.programme.change import LEAST_FOR_MEDIAN, weekly_medians
from rehab_tui.programme.colours import Colour as Colour
from rehab_tui.programme.colours import colour_of as colour_of
from rehab_tui.programme.colours import colour_of_exercise as colour_of_exercise
from rehab_tui.programme.colours import eligible as eligible
from rehab_tui.programme.colours import went_well as went_well
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.flare import in_a_row
from rehab_tui.programme.history import History, PastExercise, PastSession
from rehab_tui.programme.limits import USUAL
from rehab_tui.programme.rules.rule import Case, Rule
from rehab_tui.programme.stops import why_held
from rehab_tui.programme.variants import chain_around
from rehab_tui.programme.words import less, named, on_day

RED = "PM3"
WEEKLY_RISE = 1.0
WEEKS_COMPARED = 3


@dataclass(frozen=True, slots=True)
class Last:
    """How an exercise went when it was last done; `entries` are all of that session's that count.

    An easier one that stood in its place counts as well.
    """

    session: PastSession
    entries: tuple[PastExercise, ...]


def last_of_each(history: History, catalogue: Catalogue) -> Mapping[str, Last]:
    """How every exercise of the past went last, by its id."""
    found: dict[str, Last] = {}
    for session in reversed(history.in_order):
        here: dict[str, list[PastExercise]] = {}
        for one in session.exercises:
            for name in {one.exercise, *_stood_in(one, catalogue)}:
                here.setdefault(name, []).append(one)
        for name in here.keys() - found.keys():
            found[name] = Last(session, tuple(here[name]))
    return found


def _stood_in(one: PastExercise, catalogue: Catalogue) -> tuple[str, ...]:
    """The exercise that it was an easier one for; nothing for a swap to something else."""
    before = catalogue.exercises.get(one.instead_of or "")
    if before is None:
        return ()
    lower = set(chain_around(before, catalogue)[0])
    if before.easier is not None and before.easier.to is not None:
        lower.add(before.easier.to)
    return (before.id,) if one.exercise in lower else ()


def _rose_steeply(case: Case) -> Iterator[Decision]:
    """PM2r."""
    for name, last in sorted(last_of_each(case.history, case.catalogue).items()):
        rises = [one for one in last.entries if lights.steep(one, last.session, case.limits)]
        if rises:
            before, worst = last.session.before, max(one.worst or 0 for one in rises)
            reason = (
                f"{named(name, case.catalogue)}: pain went from {before} to {worst} last time: "
                "one level down today"
            )
            yield Decision(
                "PM2r", reason, exercise=name,
                effect=Effect(exercise=name, level_down=True, holds=True),
                rests_on=(f"{on_day(last.session)}: pain before {before}, worst in it {worst}",),
            )  # fmt: skip


def _red(case: Case) -> Iterator[Decision]:
    """PM3: held after a warning quality, one level down after a high number."""
    names = case.catalogue
    held = {one.exercise: one for one in case.history.held}
    today = case.history.spared(case.now.day) - held.keys()
    for name, one in sorted(held.items()):
        why = why_held(one.reason) or "a stop"
        reason = (
            f"{named(name, names)} rests until you say that it may come back, "
            f"since {full(one.day)} ({why})"
        )
        yield _left_out(name, reason, f"stopped on {full(one.day)}: {why}")
    for name in sorted(today):
        reason = f"{named(name, names)} is left for today, after the sharp pain"
        yield _left_out(name, reason, f"stopped on {full(case.now.day)}: sharp pain")
    for name, last in sorted(last_of_each(case.history, names).items()):
        reds = [
            one for one in last.entries
            if lights.colour_of_exercise(one, last.session, case.limits) is Colour.RED
        ]  # fmt: skip
        if not reds or name in held or name in today:
            continue
        worst = max((one.worst for one in reds if one.worst is not None), default=None)
        what = "a warning pain" if any(one.sharp for one in reds) else f"pain of {worst}"
        yield Decision(
            RED, f"{named(name, names)}: {what} last time: one level down today",
            basis="M", exercise=name,
            effect=Effect(exercise=name, level_down=True, holds=True),
            rests_on=(f"{on_day(last.session)}: {what} in it",),
        )  # fmt: skip


def _left_out(name: str, reason: str, entry: str) -> Decision:
    effect = Effect(exercise=name, leave_out=True, holds=True)
    return Decision(RED, reason, exercise=name, effect=effect, rests_on=(entry,))


def _much_pain_again(case: Case) -> Iterator[Decision]:
    """PM4, its second half; the calm list itself comes from `flare`."""
    entries = in_a_row(case.history, case.now)
    if entries:
        yield Decision(
            "PM4",
            f"pain was {lights.MUCH_PAIN} or more before the session two days in a row: "
            "please ask your therapist or doctor about it",
            rests_on=entries,
        )


def _worse_next_morning(case: Case) -> Iterator[Decision]:
    """PM5."""
    last = case.history.in_order[-lights.SESSIONS_IN_A_ROW :]
    if not last or not lights.worse_in_the_morning(last[-1]):
        return
    twice = len(last) == lights.SESSIONS_IN_A_ROW and lights.worse_in_the_morning(last[0])
    if twice:
        what = "the mornings after the last two sessions were harder: one level down today"
        effect = Effect(level_down=True, holds=True)
    else:
        factor = case.limits.morning_factor
        what = f"{_morning_words(last[-1])}: {less(factor)} today"
        effect = Effect(factor=factor, holds=True)
    worse = last if twice else last[-1:]
    yield Decision("PM5", what, effect=effect, rests_on=tuple(_morning(one) for one in worse))


def _morning_words(session: PastSession) -> str:
    before, morning = session.before, session.morning
    rose = 0 if before is None or morning is None else morning - before
    if rose < lights.WORSE_MORNING:
        return "stiffness lasted longer than usual the morning after the last session"
    more = {2: "two", 3: "three", 4: "four"}.get(rose, str(rose))
    return f"pain was {morning} in the morning after the last session, {more} more than before it"


def _morning(session: PastSession) -> str:
    parts = [] if session.before is None else [f"pain before {session.before}"]
    parts += [] if session.morning is None else [f"next morning {session.morning}"]
    parts += ["stiff for longer than usual"] if session.stiffer else []
    return f"{on_day(session)}: {', '.join(parts)}"


def rising_weeks(pains: tuple[tuple[date, int], ...], today: date) -> tuple[float, ...]:
    """PM7: the medians of the whole weeks before this one, oldest first, while they rise.

    Three of them (two rises in a row, each by one or more) is when it is first seen; four or more
    is still so a week later. Empty where it does not rise. Weeks begin on Monday and need four
    ratings each. The week that is not over yet says nothing.
    """
    medians = weekly_medians(pains)
    monday = today - timedelta(days=today.weekday())
    rising: list[float] = []
    while (middle := medians.get(monday := monday - timedelta(days=7))) is not None:
        if rising and rising[0] < middle + WEEKLY_RISE:
            break
        rising.insert(0, middle)
    return tuple(rising) if len(rising) >= WEEKS_COMPARED else ()


def _rises_by_the_week(case: Case) -> Iterator[Decision]:
    """PM7."""
    rising = rising_weeks(case.history.pains, case.now.day)
    if not rising:
        return
    entry = "weekly middle of pain at rest: " + ", then ".join(f"{one:g}" for one in rising)
    if len(rising) == WEEKS_COMPARED:
        reason = "pain at rest has risen two weeks in a row: the dose stays as it is for now"
        effect = Effect(holds=True)
    else:
        reason = (
            "pain at rest is still rising from week to week: one level down, and please show "
            "this to your therapist or doctor"
        )
        effect = Effect(level_down=True, holds=True)
    yield Decision("PM7", reason, effect=effect, rests_on=(entry,))


_MODEL = "Thomee 1997 (knee), Silbernagel 2007 (Achilles tendon)"
_GREEN, _AMBER = USUAL.pain_green, USUAL.pain_amber

RULES = (
    Rule(
        "PM1", 12, "elsewhere",
        f"worst pain 0 to {_GREEN} and no warning quality",
        "green: go on; it counts towards more",
        basis="M", source=_MODEL, where="programme/colours.py",
    ),
    Rule(
        "PM2", 8, "elsewhere",
        f"worst pain {_GREEN + 1} to {_AMBER} and no warning quality",
        "amber: finish at the same load; nothing is added",
        basis="M", source=_MODEL, where="programme/colours.py, programme/rules/in_session.py",
    ),
    Rule(
        "PM2r", 8, "ease",
        f"amber, and {lights.STEEP_RISE} or more above the pain before the session",
        "that exercise one level down when it comes next",
        fire=_rose_steeply,
    ),
    Rule(
        "PM2s", 12, "elsewhere",
        f"amber, at most {lights.SETTLED_RISE} above the pain before, and back to that or below "
        "the next morning",
        "amber-settled: counts as borne well; only reps may be added",
        basis="M", source="Silbernagel 2007; the numbers are this app's rule",
        where="programme/colours.py",
    ),
    Rule(
        RED, 6, "bar",
        f"worst pain {_AMBER + 1} or more, or sharp, electric or spreading at any number",
        "red: stop this exercise; after a number its easier way once, and one level down next "
        "time; after a warning quality it rests until the person says that it may come back; "
        "red a second time: the session ends with breathing",
        basis="M", source="Thomee 1997; the warning qualities are this app's rule",
        fire=_red,
    ),
    Rule(
        "PM4", 6, "tell",
        f"pain before the session {lights.MUCH_PAIN} or more",
        "no load work, only the calm list; two days in a row: ask a clinician",
        fire=_much_pain_again, where="programme/flare.py",
    ),
    Rule(
        "PM5", 8, "ease",
        f"next morning {lights.WORSE_MORNING} or more above the pain before the session, or stiff "
        "for longer than usual",
        f"next session reps and seconds x {USUAL.morning_factor:g}; after two such sessions "
        "running one level down instead",
        basis="M", source="Silbernagel 2007; the numbers are this app's rule",
        fire=_worse_next_morning,
    ),
    Rule(
        "PM6", 11, "elsewhere",
        f"the last {lights.SESSIONS_IN_A_ROW} sessions green or amber-settled, both mornings "
        f"answered and at most {lights.QUIET_MORNING} above the pain before, effort "
        f"{lights.EASY_EFFORT} or less",
        "more may be offered (PR1 to PR4 say what)",
        where="programme/colours.py",
    ),
    Rule(
        "PM7", 8, "ease",
        f"the middle of a week's pain at rest rises by {WEEKLY_RISE:g} or more two weeks running, "
        f"each week with {LEAST_FOR_MEDIAN} ratings or more",
        "nothing is added; still so a week later: one level down, and a note for the clinician",
        basis="M", source="Silbernagel 2007; the number is this app's rule",
        fire=_rises_by_the_week,
    ),
)  # fmt: skip
