"""What to lay ready before a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rehab_tui.coach.model import Prescription
from rehab_tui.practice.context import shipped_catalogue
from rehab_tui.practice.notice import CHEST, FIRST_USE, NOTICE
from rehab_tui.practice.ready import ALWAYS, make_ready
from rehab_tui.programme.decision import Decision, Effect
from rehab_tui.programme.plan import Plan
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.today import TodaysSession

CATALOGUE = shipped_catalogue().exercises


def session(*names: str) -> TodaysSession:
    prescriptions = (Prescription(CATALOGUE[name], CATALOGUE[name].dose) for name in names)
    return TodaysSession(tuple(prescriptions), decisions=(Decision("G2", "less today"),))


def test_each_thing_is_fetched_once() -> None:
    ready = make_ready(session("neck-rotation", "shoulder-rolls", "cat-cow"), Profile())
    assert ready.lines == (*ALWAYS, "To fetch: sturdy chair, mat")
    assert ready.changes == ("Less today (rule G2, this app's rule)",)
    assert ready.notice == ()


def test_gear_that_is_not_at_home_gives_way_to_what_a_household_has() -> None:
    bare = Profile(equipment=frozenset())
    [*_, fetch] = make_ready(session("band-row"), bare).lines
    assert fetch == "To fetch: sturdy chair, a leg of a pair of tights or two water bottles"
    banded = Profile(equipment=frozenset({"band"}))
    assert make_ready(session("band-row"), banded).lines[-1] == "To fetch: band, sturdy chair"


def test_whoever_was_asked_already_is_not_asked_for_the_clearance_again() -> None:
    asked = make_ready(session("cat-cow"), Profile(screened=date(2026, 11, 23)), first_use=True)
    assert asked.notice == (NOTICE,)


def test_precautions_stand_in_the_checklist_and_what_changed_something_first() -> None:
    told, eased = Decision("RP10", "told"), Decision("PM2", "eased", effect=Effect(factor=0.5))
    today = replace(session("cat-cow"), decisions=(told, eased))
    ready = make_ready(today, Profile(), Plan(precautions=("No load",)))
    assert ready.precautions == ("No load",)
    assert ready.changes == (eased.words, told.words)


def test_nothing_to_fetch_and_a_first_use() -> None:
    ready = make_ready(session("wall-push-up"), Profile(), first_use=True)
    assert ready.lines == ALWAYS
    assert ready.notice[0] == NOTICE


def test_a_hurting_chest_is_warned_before_anything_else() -> None:
    assert (
        make_ready(session("cat-cow"), Profile(), site="chest", first_use=True).notice[0] == CHEST
    )
    assert make_ready(session("cat-cow"), Profile(), site="knee").notice == ()


def test_after_a_very_long_gap_the_first_question_is_asked_again() -> None:
    today = replace(session("cat-cow"), decisions=(Decision("G4", "back after 40 days"),))
    assert make_ready(today, Profile()).notice == (FIRST_USE,)
