"""What is heard of a session on the screen, and the breath of a long pause."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tui_harness import Drive, Ears, a_practice, a_session, drive, prescribe, the_catalogue

from rehab_tui.catalogue.model import Catalogue
from rehab_tui.coach.model import SetFinished, Status, StepKind
from rehab_tui.config import Config
from rehab_tui.practice.context import Practice
from rehab_tui.practice.keeping import JournalKeeper
from rehab_tui.tui.app import SessionRequest
from rehab_tui.tui.hearing import SOON
from rehab_tui.tui.widgets.board import Board
from rehab_tui.voice.events import EventSink
from rehab_tui.voice.settings import Sound

pytestmark = pytest.mark.long

practice = a_practice
catalogue = the_catalogue


@pytest.fixture
def bridge(catalogue: Catalogue) -> SessionRequest:
    return a_session(prescribe(catalogue, "glute-bridge", sets=1, reps=3))


def listen(d: Drive) -> Ears:
    ears = Ears()
    d.session._hearing.sink = ears
    return ears


async def test_each_cue_is_handed_on_once_and_a_pause_is_silent(
    practice: Practice, bridge: SessionRequest
) -> None:
    async with drive(practice, request=bridge) as d:
        await d.screen("SessionScreen")
        ears = listen(d)
        d.play_to(StepKind.SET)
        d.play(7.0, step=0.1)
        kinds = [cue.kind for cue, _ in ears.heard]
        assert kinds[-5:] == ["hold", "phase", "in", "rep", "phase"] or "hold" in kinds
        assert {"rep", "phase", "last_three", "go"} <= set(kinds)
        assert len(ears.heard) == len({(cue.at, cue.kind, cue.text) for cue, _ in ears.heard})
        assert all(0 <= now - cue.at <= 0.11 for cue, now in ears.heard if cue.kind == "rep")
        assert "hush" not in ears.told
        await d.press("space")
        assert d.view.status is Status.PAUSED
        assert "hush" in ears.told


async def test_somebody_is_there_for_a_cue_between_two_pictures(
    practice: Practice, bridge: SessionRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(practice, request=bridge) as d:
        await d.screen("SessionScreen")
        listen(d)
        d.play_to(StepKind.SET)
        waits: list[float] = []
        monkeypatch.setattr(d.session, "set_timer", lambda delay, callback: waits.append(delay))
        due = d.player.next_moment()
        assert due is not None
        d.clock.advance(due - d.clock.monotonic() - 0.02)
        d.session._frame()
        assert waits == [pytest.approx(0.02, abs=1e-6)]
        d.clock.advance(0.02 - 1e-5)
        d.session._frame()
        assert waits[-1] == SOON
        d.session._hearing.sink.sound = Sound()
        d.session._frame()
        assert len(waits) == 2, "nothing is heard: the pictures are enough"


async def test_a_set_ends_for_the_ear_before_it_is_written(
    practice: Practice, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = JournalKeeper.sets
    async with drive(practice, request=SessionRequest(exercises=("glute-bridge",))) as d:
        await d.begin()
        ears = listen(d)

        def sets(keeper: JournalKeeper, finished: SetFinished) -> None:
            ears.told.append("written")
            real(keeper, finished)

        monkeypatch.setattr(JournalKeeper, "sets", sets)
        d.play_to(StepKind.SET)
        d.play_to(StepKind.REST)
        assert ears.told.index("rest") < ears.told.index("written")
        assert ears.told.count("rest") == 1


async def test_in_a_still_hold_there_is_a_picture_a_second_and_every_cue_in_time(
    practice: Practice, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = a_session(prescribe(catalogue, "prone-on-elbows", sets=1, reps=2, tempo=(2, 12, 2)))
    async with drive(practice, request=held) as d:
        await d.screen("SessionScreen")
        listen(d)
        d.play_to(StepKind.SET)
        d.play(3.0, step=0.05)
        assert d.view.phase == "hold"
        drawn: list[float] = []
        timers: list[float] = []
        monkeypatch.setattr(
            Board, "show_moment", lambda *_, **__: drawn.append(d.clock.monotonic())
        )
        monkeypatch.setattr(
            d.session, "set_timer",
            lambda delay, callback: timers.append(d.clock.monotonic() + delay),
        )  # fmt: skip
        d.play(4.0, step=0.05)
        assert 3 <= len(drawn) <= 5
        d.play(4.0, step=0.05)
        due = d.player.next_moment()
        assert due is not None, "three, two, one"
        assert due - d.clock.monotonic() < 1
        assert timers[-1] == pytest.approx(due, abs=1e-6)
        drawn.clear()
        d.play(4.0, step=0.05)
        assert d.player.view.phase == "return"
        assert len(drawn) > 15, "on its way back it moves"


async def test_what_can_not_be_heard_is_said_once(
    practice: Practice, bridge: SessionRequest
) -> None:
    async with drive(practice, request=bridge) as d:
        await d.screen("SessionScreen")
        ears = listen(d)
        d.play_to(StepKind.SET)
        ears.trouble = "No speech program was found."
        d.play(0.1)
        assert "No speech program" in d.static("#cue")
        d.play(10)
        assert "No speech program" not in d.static("#cue")


async def test_the_sounds_are_switched_in_the_session(
    practice: Practice, bridge: SessionRequest
) -> None:
    async with drive(practice, request=bridge) as d:
        await d.screen("SessionScreen")
        ears = listen(d)
        d.play_to(StepKind.SET)
        await d.press("v")
        await d.screen("SoundScreen")
        assert d.view.status is Status.PAUSED
        assert "s  on   speech" in d.text()
        for key, changed in {
            "s": Sound(), "t": Sound(tones=True), "b": Sound(tones=True, bell=True),
            "i": Sound(tones=True, bell=True, breath=True),
            "c": Sound(tones=True, bell=True, breath=True, counts="last three"),
            "plus": Sound(tones=True, bell=True, breath=True, counts="last three", volume=80),
            "right": Sound(
                tones=True, bell=True, breath=True, counts="last three", volume=80, rate=180
            ),
        }.items():  # fmt: skip
            await d.press(key)
            assert ears.sound == changed, key
        assert "c       numbers: the last three reps or seconds" in d.text()
        ears.sound = Sound(speech=True, volume=5, rate=90)
        await d.press("minus", "left")
        assert (ears.sound.volume, ears.sound.rate) == (0, 80)
        assert "volume 0 of 100" in d.text()
        ears.speechless = True
        await d.press("t")
        assert "s  no   speech on this machine" in d.text(), "what is not there is not on"
        await d.press("v")
        await d.screen("SessionScreen")


async def test_a_session_is_heard_as_the_settings_say(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    events = tmp_path / "events.jsonl"
    monkeypatch.setenv("REHAB_VOICE_EVENTS", str(events))
    request = SessionRequest(exercises=("heel-raise",))
    config = Config(speech=True, tones=True, volume=30)
    async with drive(practice, request=request, config=config) as d:
        await d.begin()
        sink = d.session._hearing.sink
        assert isinstance(sink, EventSink)
        assert (sink.sound.speech, sink.sound.tones, sink.sound.volume) == (True, True, 30)
        d.play(1, step=0.1)
        await d.press("q")
        await d.until(lambda: d.shown != "SessionScreen", "the end")
    said = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
    assert any("Heel raise" in (one.get("text") or "") for one in said)


async def test_a_preview_is_silent(
    practice: Practice, bridge: SessionRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REHAB_VOICE_EVENTS", str(tmp_path / "events"))
    async with drive(practice, request=bridge, config=Config(speech=True)) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        assert not d.session._hearing.sink.sound.on
    assert not (tmp_path / "events").exists()


@pytest.mark.parametrize("moves", [True, False])
async def test_a_long_pause_has_a_breath_to_follow(
    practice: Practice, bridge: SessionRequest, moves: bool
) -> None:
    async with drive(practice, request=bridge, config=Config(animation=moves)) as d:
        await d.screen("SessionScreen")
        d.play_to(StepKind.SET)
        await d.press("space")
        assert "breathe easily" in d.text()
        d.clock.advance(59.5)
        d.session._draw()
        assert "breathe in" not in d.text()
        for seconds, words in ((2.5, "breathe in, through the nose"), (4, "breathe out, pursed")):
            d.clock.advance(seconds)
            d.session._draw()
            await d.settle()
            assert "PAUSED" in d.text()
            assert words in d.text()
        assert d.session._showing._breather._active.is_set() is moves
        await d.press("space")
        assert d.view.status is Status.RUNNING
        assert not d.session._showing._breather._active.is_set()
