"""The plan and the reasons of today as lines, once for the app and for plain text."""

from __future__ import annotations

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.days import full
from rehab_tui.practice.offers import InForce
from rehab_tui.practice.pauses import REASONS
from rehab_tui.practice.plan_words import (
    say_days,
    say_done,
    say_exercise_change,
    say_limits,
    say_phase,
    say_therapist,
)
from rehab_tui.practice.plans import PlanNow
from rehab_tui.programme.decision import Decision, LeftOut
from rehab_tui.programme.today import TodaysSession
from rehab_tui.programme.words import named

COLUMN = 17
"""Where the words of `page` begin."""


# --- the plan ------------------------------------------------------------------------------------
def page(now: PlanNow, catalogue: Catalogue) -> tuple[str, list[tuple[str, str]]]:
    """The programme's name, and names with their words: the plan, then what is laid over it."""
    title = f"{now.programme.name} ({now.programme.id})"
    laid = [
        ("Pause", say_pause(now)),
        *(
            ("Put aside", f"{named(one.exercise, catalogue)}, since {full(one.day)}")
            for one in now.held
        ),
        *(("You accepted", say_accepted(one)) for one in now.accepted),
    ]
    return title, [*plan_pairs(now, catalogue), *((name, words) for name, words in laid if words)]


def plan_pairs(now: PlanNow, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Where the person stands, and what their plan file says."""
    plan, where = now.plan, now.standing
    pairs = [
        ("Now", say_phase(now.programme, where.phase, where.week)),
        ("Exercises", ", ".join(named(item.exercise, catalogue) for item in plan.items)),
        ("Days", say_days(plan.days)),
        ("Minutes", str(plan.minutes or "")),
        ("Therapist", say_therapist(plan)),
        *(("Precaution", words) for words in plan.precautions),
        *(("Change", f"{named(name, catalogue)}: {say_exercise_change(change, catalogue)}")
          for name, change in plan.changes.items()),
        *(("Limit", words) for words in say_limits(plan.limits)),
        ("Plan file", str(now.file) if now.there else ""),
    ]  # fmt: skip
    return [(name, words) for name, words in pairs if words]


def say_accepted(one: InForce) -> str:
    """A change that was accepted, and when."""
    return f"{one.words}, on {full(one.day)}"


def say_pause(now: PlanNow) -> str:
    """The pause that goes on, or empty."""
    if now.pause is None:
        return ""
    end = f"until {full(now.pause.last)}" if now.pause.last else "until you pick up again"
    reason = REASONS.get(now.pause.reason, now.pause.reason)
    return f"for {reason}, since {full(now.pause.first)}, {end}"


# --- why -----------------------------------------------------------------------------------------
def why_lines(today: TodaysSession, catalogue: Catalogue) -> list[str]:
    """Every decision of today in full, and what is left of the session."""
    lines = [line for block in reasons(today, catalogue) for line in block]
    if today.offers:
        lines += ["", "Only if you say yes:"]
        lines += [line for one in today.offers for line in decided(one, catalogue)]
    if not lines:
        lines = ["Today is as your programme has it; no rule changed anything."]
    lines += ["", "So today is:"] if today.prescriptions else ["", "There is no session today."]
    return lines + [f"  {p.exercise.name}: {dose_text(p.dose)}" for p in today.prescriptions]


def reasons(today: TodaysSession, catalogue: Catalogue) -> list[list[str]]:
    """The lines of every decision of today, then of what is left out without one."""
    return [
        *(decided(one, catalogue) for one in today.decisions),
        *(_gone(out) for out in _unsaid(today)),
    ]


def decided(one: Decision, catalogue: Catalogue) -> list[str]:
    """A decision with its rule and how sure it is, what it does, and what it rests on."""
    name = named(one.exercise, catalogue) if one.exercise else ""
    done = say_done(one, catalogue)
    lines = [one.words]
    if done and name:
        lines.append(f"  {name}: {done}")
    elif done:
        lines.append(f"  {done[:1].upper()}{done[1:]}")
    if one.rests_on:
        lines.append(f"  It rests on: {'; '.join(one.rests_on)}")
    return lines


def _gone(out: LeftOut) -> list[str]:
    reason = f"{out.reason[:1].upper()}{out.reason[1:]}"
    return [f"{reason} (rule {out.rule})", f"  {out.exercise.name}: left out"]


def _unsaid(today: TodaysSession) -> list[LeftOut]:
    """What is left out without a decision of its own."""

    def said(out: LeftOut) -> bool:
        reasons = (one for one in today.decisions if one.rule == out.rule)
        mine = out.exercise
        return any(one.exercise == mine.id or mine.name in one.reason for one in reasons)

    return [out for out in today.left_out if not said(out)]
