from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from cli_run import the_catalogue
from cli_stage import CTRL_C, NOON, Script, Stage, practice_in

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.cli import plain
from rehab_tui.cli.driver import Driver
from rehab_tui.coach.engine import advance, begin
from rehab_tui.coach.model import SetFinished, Tick
from rehab_tui.errors import BusyError
from rehab_tui.journal import records as r
from rehab_tui.journal.undo import undo
from rehab_tui.practice import sessions
from rehab_tui.practice.keeping import JournalKeeper
from rehab_tui.practice.notice import NOTICE
from rehab_tui.practice.question import Answers
from rehab_tui.practice.today import plan_today
from rehab_tui.programme.decision import Decision
from rehab_tui.programme.stops import AGAIN_WORDS, EMERGENCY_WORDS, REASONS
from rehab_tui.programme.today import TodaysSession
from rehab_tui.voice.sinks import CueSink, Silence

pytestmark = pytest.mark.long

catalogue = the_catalogue

EXERCISES = ("shoulder-rolls", "sit-to-stand")
Typed = tuple[float, str] | str
T = TypeVar("T", bound=r.Record)


class Home:
    """A person's journal and everything that a plain session prints there."""

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.folder, self.catalogue = folder, catalogue
        self._capsys, self._monkeypatch = capsys, monkeypatch
        self.sink: CueSink = Silence()
        self.practice = practice_in(folder, catalogue, Stage())

    def on_day(self, days: int) -> None:
        self.practice = practice_in(self.folder, self.catalogue, Stage(NOON + timedelta(days=days)))

    def plan(self, exercises: Sequence[str] = EXERCISES) -> Callable[[Answers], TodaysSession]:
        return lambda said: plan_today(self.practice, exercises=exercises, answers=said)

    def start(
        self, *typed: Typed, exercises: Sequence[str] = EXERCISES, open_end: bool = False,
        terminal: bool = False,
    ) -> str:  # fmt: skip
        clock = Stage(self.practice.clock.now())
        self.practice = practice_in(self.folder, self.catalogue, clock)
        lines = Script(clock, *typed, open_end=open_end, terminal=terminal)
        self._monkeypatch.setattr(plain, "Lines", lambda *_: lines)
        self._capsys.readouterr()
        try:
            plain.run_plain(self.practice, self.plan(exercises), self.sink)
        finally:
            self.printed = " ".join(self._capsys.readouterr().out.split())
        return self.printed

    def all(self, kind: type[T]) -> list[T]:
        return self.practice.journal.entries(kind)

    def stop(self, key: str, sign: int) -> None:
        """A stop of some time ago that nobody has answered yet."""
        reason = next(one for one in REASONS if one.key == key)
        sessions.stop(self.practice, None, None, reason, reason.signs[sign])

    def cut_short(self, sets: int) -> r.SessionRecord:
        """A session whose terminal was closed after so many sets."""
        today = self.plan()({})
        record = sessions.begin(self.practice, today)
        session, at = begin(today.prescriptions), 0.0
        kept = 0
        while kept < sets:
            at += 1.0
            session, effects = advance(session, Tick(at))
            for effect in effects:
                if isinstance(effect, SetFinished):
                    sessions.save_sets(self.practice, record, effect)
                    kept += 1
        return record


@pytest.fixture
def home(
    tmp_path: Path,
    catalogue: Catalogue,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Home:
    return Home(tmp_path, catalogue, capsys, monkeypatch)


# --- the whole way ---------------------------------------------------------
def test_with_no_input_a_session_plays_to_its_end(home: Home) -> None:
    said = home.start()
    assert said.startswith(NOTICE)
    assert "How much pain" not in said.split("All done")[1]
    (session,) = home.all(r.SessionRecord)
    assert session.state == "finished"
    assert f"{session.sets} of {session.sets} set" in said
    assert len(home.all(r.SetRecord)) == said.count("set saved: ")
    assert NOTICE not in home.start()


def test_check_in_and_check_out_are_written(home: Home) -> None:
    home.start("3", "lower-back", "7", "4", (80.0, "q"), (80.0, "4"), (80.0, "2"), (80.0, "5"))
    levels = {pain.moment: (pain.level, pain.site) for pain in home.all(r.Pain)}
    assert levels == {"before": (3, "lower-back"), "worst": (4, None), "after": (2, None)}
    assert [sleep.minutes for sleep in home.all(r.Sleep)] == [420]
    assert [mood.level for mood in home.all(r.Mood)] == [4]
    assert [session.effort for session in home.all(r.SessionRecord)] == [5]


def test_a_silent_pipe_holds_nothing_up(home: Home) -> None:
    said = home.start(open_end=True)
    (session,) = home.all(r.SessionRecord)
    assert session.state == "finished"
    assert said.count("How much pain right now?") == 1


def test_the_pain_that_was_answered_shapes_the_session(home: Home) -> None:
    said = home.start("9")
    assert "(rule " in said


def test_the_profile_may_forbid_everything_and_it_is_said(home: Home) -> None:
    for flag in ("dvt_suspected",):
        with home.practice.journal.act("changed the profile") as act:
            act.add(r.ProfileAnswer(at=NOON, key=f"flag.{flag}", value="yes"))
    said = home.start("2")
    assert "No exercise while your profile says" in said
    assert home.all(r.SessionRecord) == []
    assert [pain.moment for pain in home.all(r.Pain)] == ["now"]


def test_mornings_are_asked_for(home: Home) -> None:
    home.start()
    home.on_day(1)
    said = home.start("3", "l", "", "", (1.0, "q"))
    assert "The morning after your session on Monday 23 November: how much pain?" in said
    (answered,) = [pain for pain in home.all(r.Pain) if pain.moment == "morning"]
    assert answered.level == 3
    assert [check.stiffness for check in home.all(r.CheckIn) if check.stiffness] == ["longer"]
    assert "The morning after" not in home.start()


@pytest.mark.parametrize(("typed", "answer"), [("y", "accepted"), ("n", "refused"), ("", None)])
def test_an_offer_is_taken_or_declined_or_left(
    home: Home, typed: str, answer: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = Decision("GA1", "the next phase is open to you", change="phase=1", offer=True)
    today = replace(home.plan()({}), offers=(offer,))
    monkeypatch.setattr(home, "plan", lambda _: lambda pain: today)
    assert offer.words in home.start(typed, "", "", (5.0, "q"))
    kept = [d.answer for d in home.all(r.DecisionRecord) if d.rule == "GA1"]
    assert kept == ([answer] if answer else [])
    assert offer.words not in home.start()


# --- after a crash ---------------------------------------------------------
def test_resume(home: Home) -> None:
    record = home.cut_short(1)
    said = home.start("r")
    assert "1 of 3 sets saved" in said
    (session,) = home.all(r.SessionRecord)
    assert (session.id, session.state) == (record.id, "finished")
    assert "Backward shoulder rolls" not in said
    assert len(home.all(r.SetRecord)) == 3


def test_discard_and_undo(home: Home) -> None:
    home.cut_short(1)
    said = home.start("d", "", "", "", (5.0, "q"))
    assert "'rehab undo' brings it back" in said
    assert [s.state for s in home.all(r.SessionRecord)] == ["left"]


@pytest.mark.parametrize("typed", [("k",), (), ("zzz", "k")])
def test_keep_also_without_an_answer(home: Home, typed: tuple[str, ...]) -> None:
    record = home.cut_short(1)
    said = home.start(*typed)
    assert "Kept as far as it was done." in said
    old = next(s for s in home.all(r.SessionRecord) if s.id == record.id)
    assert old.state == "left"
    assert len([s for s in home.all(r.SetRecord) if s.session == record.id]) == 1


def test_what_the_profile_speaks_against_now_is_not_resumed(home: Home) -> None:
    record = home.cut_short(1)
    with home.practice.journal.act("changed the profile") as act:
        act.add(r.ProfileAnswer(at=NOON, key="flag.dvt_suspected", value="yes"))
    said = home.start("r", "d")
    assert "It can't be resumed. No exercise while your profile says" in said
    assert "r resume it" not in said
    assert record.id not in {s.id for s in home.all(r.SessionRecord)}


def test_a_session_of_last_month_is_not_resumed(home: Home) -> None:
    home.cut_short(1)
    home.on_day(40)
    said = home.start("r", "k", exercises=("shoulder-rolls",))
    assert "It is of Monday 23 November; today begins afresh." in said
    assert [s.state for s in home.all(r.SessionRecord)] == ["left", "finished"]


def test_what_hurt_does_not_come_back_on_resume(home: Home) -> None:
    record = home.cut_short(0)
    sharp = next(one for one in REASONS if one.id == "sharp")
    sessions.stop(home.practice, record, "shoulder-rolls", sharp, None)
    home.start("r")
    assert {s.exercise for s in home.all(r.SetRecord)} == {"sit-to-stand"}


def test_the_easier_way_is_resumed(home: Home) -> None:
    with pytest.raises(KeyboardInterrupt):
        home.start((12.0, "e"), (100.0, CTRL_C), exercises=("sit-to-stand",))
    (record,) = home.all(r.SessionRecord)
    with home.practice.journal.act("as if the terminal was closed") as act:
        act.change(replace(record, state="running"))
    home.start("r", exercises=("sit-to-stand",))
    assert [s.variant for s in home.all(r.SetRecord)] == ["easier", "easier"]


# --- the lock --------------------------------------------------------------
def test_a_lock_is_said_and_nothing_starts(home: Home) -> None:
    home.stop("4", 0)
    said = home.start()
    assert "you stopped" in said
    assert "There is no session until this is answered." in said
    assert home.all(r.SessionRecord) == []


def test_a_lock_can_be_answered(home: Home) -> None:
    home.stop("2", 4)
    said = home.start("x", "2")
    assert "It had a plain reason and it is over" in said
    assert [s.state for s in home.all(r.SessionRecord)] == ["finished"]
    assert [stop.answer for stop in home.all(r.StopEvent)] == ["explained"]


def test_a_locked_session_is_not_resumed(home: Home) -> None:
    record = home.cut_short(1)
    home.stop("4", 0)
    said = home.start("")
    assert "cut short" not in said
    assert home.practice.journal.open_session() is not None
    assert record.id in {s.id for s in home.all(r.SessionRecord)}


def test_taking_a_session_back_leaves_its_stop_to_be_answered(home: Home) -> None:
    home.start((20.0, "!"), (21.0, "4"), (22.0, "1"))
    assert undo(home.practice.journal) is not None
    assert home.all(r.SessionRecord) == []
    assert "There is no session until this is answered." in home.start()
    assert home.all(r.SessionRecord) == []


def test_a_second_sharp_pain_locks(home: Home) -> None:
    said = home.start((20.0, "!"), (21.0, "1"), (22.0, "n"), (40.0, "!"), (41.0, "1"), (42.0, "5"))
    assert " ".join(AGAIN_WORDS) in said
    assert "The most pain" not in said
    assert [stop.tier for stop in home.all(r.StopEvent)] == [None, 4]
    assert "There is no session until this is answered." in home.start()


# --- stop ------------------------------------------------------------------
def test_an_emergency_says_its_words_and_nothing_else(home: Home) -> None:
    said = home.start("", "", "", (30.0, "!"), (31.0, "4"), (32.0, "1"), (33.0, "5"))
    assert said.endswith(" ".join(EMERGENCY_WORDS))
    assert [s.state for s in home.all(r.SessionRecord)] == ["stopped"]
    assert [stop.sign for stop in home.all(r.StopEvent)] == ["ST1a"]


@pytest.mark.parametrize("sign", ["!", "x", "!!"])
def test_a_stop_by_mistake(home: Home, sign: str) -> None:
    said = home.start((20.0, sign), (25.0, "0"))
    assert "Carrying on." in said
    assert home.all(r.StopEvent) == []
    assert [s.state for s in home.all(r.SessionRecord)] == ["finished"]


def test_after_sharp_pain_on_with_the_next_exercise(home: Home) -> None:
    said = home.start((20.0, "!"), (21.0, "1"), (22.0, "n"))
    assert "Sit to stand" in said
    assert [stop.exercise for stop in home.all(r.StopEvent)] == ["shoulder-rolls"]
    assert [s.state for s in home.all(r.SessionRecord)] == ["finished"]


def test_a_stop_is_silent(home: Home) -> None:
    class Quiet(Silence):
        hushed = 0

        def hush(self) -> None:
            self.hushed += 1

    quiet = Quiet()
    home.sink = quiet
    home.start((20.0, "!"), (25.0, "0"))
    assert quiet.hushed


def test_the_goodbye_is_the_very_last_line(home: Home) -> None:
    left = home.start("", "", (20.0, "q"), (21.0, "3"))
    assert left.index("The most pain") < left.index(" sets saved.")
    for said in (left, home.start()):
        assert said.endswith("saved. 'rehab undo' takes it back.")


def test_the_next_exercise_is_told_before_it_begins(home: Home) -> None:
    said = home.start()
    told = "Next: Sit to stand, seated."
    assert said.count(told) == 1
    assert said.index("Worst pain, 0 to 10?") < said.index(told) < said.rindex("Sit to stand")


def test_a_stop_that_locks_asks_nothing_more(home: Home) -> None:
    said = home.start((20.0, "!"), (21.0, "2"), (22.0, "5"), open_end=True)
    assert "The most pain" not in said
    assert "saved. 'rehab undo'" in said


def test_a_stop_that_does_not_lock_asks_how_it_was(home: Home) -> None:
    home.start((20.0, "!"), (21.0, "6"), (22.0, "8"), (23.0, ""), (24.0, "6"), (25.0, "2"))
    assert {p.moment: p.level for p in home.all(r.Pain)} == {"worst": 6, "after": 2}
    assert [s.state for s in home.all(r.SessionRecord)] == ["stopped"]


# --- ends ------------------------------------------------------------------
def test_ctrl_c_saves_and_leaves(home: Home) -> None:
    with pytest.raises(KeyboardInterrupt):
        home.start((80.0, CTRL_C))
    assert "Saved as far as you went." in home.printed
    assert [s.state for s in home.all(r.SessionRecord)] == ["left"]
    assert home.all(r.SetRecord)


def test_ctrl_c_at_the_first_question_writes_nothing(home: Home) -> None:
    with pytest.raises(KeyboardInterrupt):
        home.start("3", CTRL_C)
    assert home.practice.journal.rows() == []


def test_ctrl_c_at_the_last_questions_keeps_the_answers(home: Home) -> None:
    with pytest.raises(KeyboardInterrupt):
        home.start("", "", "", (80.0, "q"), (81.0, "7"), (82.0, CTRL_C))
    assert [(p.moment, p.level) for p in home.all(r.Pain)] == [("worst", 7)]
    assert [s.state for s in home.all(r.SessionRecord)] == ["left"]


def test_ctrl_c_in_a_stop_keeps_the_stop(home: Home) -> None:
    with pytest.raises(KeyboardInterrupt):
        home.start((20.0, "!"), (21.0, "4"), (22.0, CTRL_C))
    assert home.printed.endswith(" ".join(EMERGENCY_WORDS))
    assert [s.state for s in home.all(r.SessionRecord)] == ["stopped"]


def test_what_stays_busy_can_be_resumed(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise BusyError("another program is writing to the journal", "Try again in a moment.")

    monkeypatch.setattr(JournalKeeper, "sets", busy)
    with pytest.raises(BusyError):
        home.start()
    assert "not saved yet" in home.printed
    assert "set saved" not in home.printed
    assert home.practice.journal.open_session() is not None


def test_sigterm_leaves_a_session_that_can_be_resumed(home: Home) -> None:
    def end(*_: object) -> None:
        raise SystemExit(143)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Driver, "run", end)
        with pytest.raises(SystemExit):
            home.start()
    assert home.practice.journal.open_session() is not None
