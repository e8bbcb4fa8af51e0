"""The plan and the decisions of today as JSON for other programs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from rehab_tui.catalogue.dose import dose_text
from rehab_tui.catalogue.model import Catalogue
from rehab_tui.practice.plan_words import (
    say_done,
)
from rehab_tui.practice.plans import PlanNow, Ready
from rehab_tui.programme.plan import ExerciseChange
from rehab_tui.programme.today import TodaysSession


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
