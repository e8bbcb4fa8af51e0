"""The exercise sheet for paper: the present plan's exercises as they are to be done now."""

from __future__ import annotations

from rehab_tui.catalogue.dose import windows
from rehab_tui.catalogue.model import Equipment
from rehab_tui.coach.guidance import side_words
from rehab_tui.coach.model import Prescription
from rehab_tui.figure import posture_card
from rehab_tui.practice.context import Practice
from rehab_tui.practice.exercises import dose_lines
from rehab_tui.practice.past import read_history
from rehab_tui.practice.plan_words import say_days, say_phase
from rehab_tui.practice.today import case_of
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.now import Now
from rehab_tui.programme.today import TodaysSession, todays_session
from rehab_tui.report.page.handout import Card, HandoutFacts, render_handout


def exercise_sheet(practice: Practice, programme: str | None = None) -> str:
    """The exercises of the phase that the person is in, as one HTML document.

    The same rules speak as on the first screen, of a day on which nothing was answered yet; the
    minutes that somebody has on one day are not asked for.

    Args:
        practice: clock, catalogue, journal, plan.
        programme: the id of another programme than the plan's.

    Raises:
        NotFoundError: an unknown programme, with the nearest ids.
    """
    history, today = read_history(practice.journal), practice.clock.now().date()
    case = case_of(practice, history, Now(day=today), programme)
    made = todays_session(case)
    plan, profile = case.plan, case.profile
    return render_handout(
        HandoutFacts(
            programme=made.programme.name if made.programme is not None else "",
            standing=_standing(made),
            made=today,
            green=plan.limits.pain_green,
            amber=plan.limits.pain_amber,
            cards=[_card(one) for one in made.prescriptions],
            name=practice.journal.profile().get("name", ""),
            days=say_days(plan.days or profile.days),
            therapist=plan.therapist.name,
            review=plan.therapist.review,
            precautions=plan.precautions,
            left_out=[(out.exercise.name, out.reason) for out in made.left_out],
            changed=[one.words for one in made.decisions if _lowers(one)],
            closed=" ".join(one.words for one in made.decisions),
        )
    )


def _standing(made: TodaysSession) -> str:
    if made.programme is None or made.phase is None:
        return ""
    words = say_phase(made.programme, made.phase, made.week or 1)
    return f"{words[:1].upper()}{words[1:]}"


def _lowers(one: Decision) -> bool:
    """Whether a decision makes the plan's exercises easier; what it leaves out is told apart."""
    return one.effect is not None and (one.effect.level_down or one.effect.factor < 1)


def _card(one: Prescription) -> Card:
    exercise, dose = one.exercise, one.dose
    first, *pace = dose_lines(dose, exercise.verbs)
    if dose.seconds is not None and windows(dose) == 1:  # the dose is the time itself
        pace.pop()
    only = dose.sides if dose.sides in ("left", "right") else None
    return Card(
        name=exercise.name,
        dose=first,
        pace=pace,
        setup=exercise.setup,
        cues=exercise.cues,
        breath=exercise.breath.say,
        stop_if=exercise.warning,
        needs=", ".join(_need(thing) for thing in exercise.equipment),
        figure=exercise.figure or posture_card(exercise.position),
        still=exercise.figure is None,
        drawn_side=only or one.first_side,
        alternate=dose.sides == "alternate",
        side=_side(one),
        warning=one.warning or "",
        note=one.note,
    )


def _side(one: Prescription) -> str:
    """Which side, or which goes first; empty where both work at once."""
    sides = one.dose.sides
    if sides == "both":
        return ""
    if sides in ("left", "right"):
        return f"{side_words(one.exercise, sides)} only"
    then = "then the other, rep by rep" if sides == "alternate" else "then the other side"
    return f"{side_words(one.exercise, one.first_side)} first, {then}"


def _need(thing: Equipment) -> str:
    return f"{thing.need} (or {thing.instead})" if thing.instead else thing.need
