"""What a plan and the coach's decisions say, in words, once for the app and for plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from rehab_tui.catalogue.model import Catalogue, DoseChange, Frequency, Programme
from rehab_tui.days import DAY_NAMES, full
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.plan import WEEKDAYS, ExerciseChange, Plan
from rehab_tui.programme.words import CHANGES, change_words, named
from rehab_tui.text import plural
from rehab_tui.units import in_units

_NAME_OF_DAY = dict(zip(WEEKDAYS, DAY_NAMES, strict=True))

_SIDES = {
    "both": "both sides at once", "each": "each side in turn", "alternate": "sides in turn",
    "left": "the left side only", "right": "the right side only",
}  # fmt: skip


def say_frequency(often: Frequency) -> str:
    """`3 sessions a week`, `5 sessions a week, 2 times a day`."""
    words = plural(often.plan, "session a week", "sessions a week")
    if often.rounds == 1:
        return words
    days = plural(often.plan, "day a week", "days a week")
    return f"{days}, {'twice' if often.rounds == 2 else f'{often.rounds} times'} a day"


def say_phase(programme: Programme, phase: int, week: int) -> str:
    """`phase 1 of 3, Get moving: week 2 of 6, 3 sessions a week`; `phase` counts from 0."""
    one = programme.phases[phase]
    often = say_frequency(one.frequency)
    if one.key == "week":
        often = f"week {week}{f' of {programme.weeks}' if programme.weeks else ''}, {often}"
    if len(programme.phases) == 1:
        return often
    return f"phase {phase + 1} of {len(programme.phases)}, {one.title}: {often}"


def say_days(days: tuple[str, ...]) -> str:
    """`Monday, Wednesday`."""
    return ", ".join(_NAME_OF_DAY[day] for day in days)


def say_exercise_change(change: ExerciseChange, catalogue: Catalogue) -> str:
    """`Pelvic tilt instead, 2 sets; "only in the morning"`; the note comes last, as typed."""
    words = ["left out"] if change.leave_out else []
    if change.swap is not None:
        words.append(f"{named(change.swap, catalogue)} instead")
    words += _dose_words(change.dose)
    if change.hold is not None:
        words.append(f"hold {change.hold:g} seconds")
    note = f'"{change.note}"' if change.note else ""
    return "; ".join(filter(None, (", ".join(words), note)))


def _dose_words(change: DoseChange) -> Iterator[str]:
    for field in fields(DoseChange):
        value = getattr(change, field.name)
        if value is None:
            continue
        if isinstance(value, tuple):
            yield f"{field.name} {'-'.join(f'{part:g}' for part in value)} seconds"
        elif field.name == "sides":
            yield _SIDES[value]
        elif value == 1 and field.name in ("sets", "reps"):
            yield f"1 {field.name[:-1]}"
        else:
            yield CHANGES[field.name].format(in_units(str(value)))


def say_limits(limits: Limits) -> list[str]:
    """Each limit that differs from the usual one: `pain_green 1 (usually 2)`."""
    return [
        f"{field.name} {mine:g} (usually {usual:g})"
        for field in fields(Limits)
        if (mine := getattr(limits, field.name)) != (usual := getattr(USUAL, field.name))
    ]


def say_change(change: str, catalogue: Catalogue) -> str:
    """A decision's `key=value` in words: `reps=12@1x8` is `12 reps`."""
    key, _, value = change.partition("@")[0].partition("=")
    if key == "programme" and value in catalogue.programmes:
        return f"the programme '{catalogue.programmes[value].name}'"
    return change_words(change, catalogue.names)


def say_done(decision: Decision, catalogue: Catalogue) -> str:
    """What a decision changes, in words; empty when it only tells something."""
    words = [say_change(decision.change, catalogue)] if decision.change else []
    if decision.effect is not None:
        words += _effect_words(decision.effect)
    return ", ".join(words)


def _effect_words(effect: Effect) -> Iterator[str]:
    if effect.leave_out:
        yield "left out"
    if effect.level_down:
        yield "one level easier"
    if effect.factor < 1:
        yield f"{effect.factor:.0%} of the reps and seconds"
    if effect.holds:
        yield "nothing more is offered"


def say_contents(plan: Plan, catalogue: Catalogue) -> list[str]:
    """What a plan file holds, a line for each part."""
    lines = []
    if plan.programme is not None:
        lines.append(f"programme: {catalogue.programmes[plan.programme].name}")
    if plan.items:
        names = [named(item.exercise, catalogue) for item in plan.items]
        lines.append(f"its own list: {', '.join(names)}")
    if plan.sessions is not None:
        lines.append(f"sessions: {plural(plan.sessions, 'day a week', 'days a week')}")
    if plan.rounds is not None:
        lines.append(f"rounds: {plan.rounds} a day")
    if plan.days:
        lines.append(f"days: {say_days(plan.days)}")
    if plan.minutes is not None:
        lines.append(f"minutes: {plan.minutes}")
    if therapist := say_therapist(plan):
        lines.append(f"therapist: {therapist}")
    lines += [f"precaution: {words}" for words in plan.precautions]
    lines += [
        f"{named(name, catalogue)}: {say_exercise_change(change, catalogue)}"
        for name, change in plan.changes.items()
    ]
    return lines + [f"limit: {words}" for words in say_limits(plan.limits)]


def say_therapist(plan: Plan) -> str:
    """The therapist's name and the day of the review, as far as they are known."""
    one = plan.therapist
    review = f"review on {full(one.review)}" if one.review else ""
    return ", ".join(filter(None, (one.name, review)))
