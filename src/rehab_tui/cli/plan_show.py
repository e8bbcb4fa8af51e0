"""The plan and the decisions of today: as lines, and as JSON for other programs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.practice.pauses import REASONS
from rehab_tui.practice.plan_words import (
    say_days,
    say_done,
    say_exercise_change,
    say_limits,
    say_phase,
    say_therapist,
)
from rehab_tui.practice.plans import PlanNow, Ready
from rehab_tui.programme import TodaysSession
from rehab_tui.programme.choose import LeftOut
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.plan import ExerciseChange
from rehab_tui.programme.words import named

COLUMN = 17
"""Where the words of `page` begin."""


# --- the plan ------------------------------------------------------------------------------------
def page(now: PlanNow, catalogue: Catalogue) -> tuple[str, list[tuple[str, str]]]:
    """The programme's name, and names with their words."""
    plan, where = now.plan, now.standing
    pairs = [
        ("Now", say_phase(now.programme, where.phase, where.week)),
        ("Exercises", ", ".join(named(item.exercise, catalogue) for item in plan.items)),
        ("Pause", _pause(now)),
        ("Days", say_days(plan.days)),
        ("Minutes", str(plan.minutes or "")),
        ("Therapist", say_therapist(plan)),
        *(("Precaution", words) for words in plan.precautions),
        *(("Change", _of(name, say_exercise_change(change, catalogue), catalogue))
          for name, change in plan.changes.items()),
        *(("Limit", words) for words in say_limits(plan.limits)),
        *(("Put aside", f"{named(one.exercise, catalogue)}, since {one.day}")
          for one in now.held),
        *(("You accepted", f"{one.words}, on {one.day}") for one in now.accepted),
        ("Plan file", str(now.file) if now.there else ""),
    ]  # fmt: skip
    title = f"{now.programme.name} ({now.programme.id})"
    return title, [(name, words) for name, words in pairs if words]


def _of(name: str, words: str, catalogue: Catalogue) -> str:
    return f"{named(name, catalogue)}: {words}"


def _pause(now: PlanNow) -> str:
    if now.pause is None:
        return ""
    end = f"until {now.pause.last}" if now.pause.last else "until 'rehab plan resume'"
    return f"for {REASONS.get(now.pause.reason, now.pause.reason)}, since {now.pause.first}, {end}"


def record(now: PlanNow) -> dict[str, object]:
    """What `rehab plan show --json` prints; documented in docs/commands.md."""
    plan, where = now.plan, now.standing
    phase = now.programme.phases[where.phase]
    return {
        "programme": {"id": now.programme.id, "name": now.programme.name},
        "phase": {
            "number": where.phase + 1, "of": len(now.programme.phases), "title": phase.title,
        },
        "week": where.week,
        "sessions": phase.frequency.plan,
        "rounds": phase.frequency.rounds,
        "days": list(plan.days),
        "minutes": plan.minutes,
        "therapist": {"name": plan.therapist.name, "review": _day(plan.therapist.review)},
        "precautions": list(plan.precautions),
        "changes": {name: _change(change) for name, change in plan.changes.items()},
        "limits": asdict(plan.limits),
        "held": [
            {"exercise": one.exercise, "since": _day(one.day), "reason": one.reason}
            for one in now.held
        ],
        "accepted": [
            {"id": one.id, "exercise": one.exercise, "words": one.words, "since": _day(one.day)}
            for one in now.accepted
        ],
        "pause": None if now.pause is None else {
            "first": _day(now.pause.first), "last": _day(now.pause.last),
            "reason": now.pause.reason,
        },
        "file": str(now.file) if now.there else None,
        "trouble": now.trouble or None,
    }  # fmt: skip


def _change(change: ExerciseChange) -> dict[str, object]:
    values = {**asdict(change.dose), "hold": change.hold, "swap": change.swap}
    values |= {"leave_out": change.leave_out or None, "note": change.note or None}
    return {name: value for name, value in values.items() if value is not None}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def ready_record(one: Ready) -> dict[str, object]:
    """A programme of `rehab plan list --json`; documented in docs/commands.md."""
    programme = one.programme
    return {
        "id": programme.id,
        "name": programme.name,
        "weeks": programme.weeks,
        "conditions": list(programme.conditions),
        "phases": [phase.title for phase in programme.phases],
        "suits": programme.suits,
        "present": one.present,
    }


# --- why -----------------------------------------------------------------------------------------
def why_lines(today: TodaysSession, catalogue: Catalogue) -> list[str]:
    """Every decision of today in full, and what is left of the session."""
    lines = [line for one in today.decisions for line in _decided(one, catalogue)]
    lines += [line for out in _unsaid(today) for line in _gone(out)]
    if today.offers:
        lines += ["", "Only if you say yes:"]
        lines += [line for one in today.offers for line in _decided(one, catalogue)]
    if not lines:
        lines = ["Today is as your programme has it; no rule changed anything."]
    lines += ["", "So today is:"] if today.prescriptions else ["", "There is no session today."]
    return lines + [f"  {p.exercise.name}: {dose_text(p.dose)}" for p in today.prescriptions]


def _decided(one: Decision, catalogue: Catalogue) -> list[str]:
    name = named(one.exercise, catalogue) if one.exercise else ""
    done = say_done(one, catalogue)
    lines = [one.words]
    if done and name:
        lines.append(f"  {name}: {done}")
    elif done:
        lines.append(f"  {done[:1].upper()}{done[1:]}")
    return lines + [f"  It rests on: {words}" for words in one.rests_on]


def _gone(out: LeftOut) -> list[str]:
    reason = f"{out.reason[:1].upper()}{out.reason[1:]}"
    return [f"{reason} (rule {out.rule})", f"  {out.exercise.name}: left out"]


def _unsaid(today: TodaysSession) -> list[LeftOut]:
    """What is left out without a decision of its own."""
    said = {(one.rule, one.exercise) for one in today.decisions}
    return [out for out in today.left_out if (out.rule, out.exercise.id) not in said]


def why_record(today: TodaysSession, catalogue: Catalogue) -> dict[str, object]:
    """What `rehab plan why --json` prints; documented in docs/commands.md."""
    return {
        "programme": today.programme.id if today.programme else None,
        "phase": None if today.phase is None else today.phase + 1,
        "week": today.week,
        "items": [{"id": p.exercise.id, "dose": dose_text(p.dose)} for p in today.prescriptions],
        "left_out": [
            {"id": out.exercise.id, "rule": out.rule, "reason": out.reason}
            for out in today.left_out
        ],
        "decisions": [
            {"rule": one.rule, "reason": one.reason, "basis": one.basis_words,
             "exercise": one.exercise, "change": one.change, "does": say_done(one, catalogue),
             "offer": one.offer, "rests_on": list(one.rests_on)}
            for one in (*today.decisions, *today.offers)
        ],
    }  # fmt: skip
