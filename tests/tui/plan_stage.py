"""What the tests of plans and of offers share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tui_harness import Drive

from rehab_tui.journal.records import Record, StopEvent
from rehab_tui.practice.context import Practice
from rehab_tui.programme.decision import Decision

PLAN = """\
schema: 1
programme: desk-low-back
days: [mon, wed, fri]
minutes: 15
therapist: {name: "Ann Smith", review: 2027-02-01}
precautions: ["No bending forward with load"]
changes:
  cat-cow: {sets: 1, note: "only as far as it feels easy"}
"""
NEXT = Decision("GA1", "the next phase", change="desk-low-back.phase=1", offer=True)


def write_plan(practice: Practice, text: str) -> None:
    assert practice.plan_file is not None
    practice.plan_file.path.write_text(text, encoding="utf-8")


def add(practice: Practice, *records: Record) -> None:
    with practice.journal.act("test") as act:
        for record in records:
            act.add(record)


def rest(practice: Practice, exercise: str = "bird-dog") -> None:
    at = practice.clock.now() - timedelta(days=20)
    add(practice, StopEvent(at=at, reason="sharp", exercise=exercise))


def page_of(d: Drive) -> str:
    """Where one stands, then why today is as it is."""
    return f"{d.static('#stand')}\n{d.static('#why')}"


async def opened(d: Drive) -> None:
    await d.until(lambda: "This week" in d.text() and "· week" in d.text(), "today")
    await d.press("w")
    await d.screen("PlanScreen")
    await page(d, "Today, and why")


def told(d: Drive, words: str) -> bool:
    """Whether a remark says so, wherever it is drawn."""
    return any(words in one.message for one in d.app._notifications)


async def page(d: Drive, words: str) -> None:
    await d.until(lambda: d.shown == "PlanScreen" and words in page_of(d), words)


def today_says(d: Drive, *words: str) -> Callable[[], bool]:
    return lambda: d.shown == "TodayScreen" and all(one in d.flat() for one in words)
