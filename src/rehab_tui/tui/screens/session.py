"""The guided session: figure, count, breath, cue, and one key that stops everything.

The screen draws what the player's view says and hands it keys; it decides nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen, ScreenResultType
from textual.widgets import Static

from rehab_tui.clock import Clock
from rehab_tui.coach import model as m
from rehab_tui.coach.guidance import variant_of
from rehab_tui.coach.model import Effect, Prescription, Status, StepKind
from rehab_tui.coach.timeline import question_of
from rehab_tui.errors import RehabError
from rehab_tui.practice.player import LEFT_FOR_TODAY, NOTHING_TO_CHANGE, Player
from rehab_tui.practice.question import answer_of
from rehab_tui.programme.rules.in_session import AFTER_RATING
from rehab_tui.tui.hearing import Hearing
from rehab_tui.tui.host import host, still_here
from rehab_tui.tui.screens.cues import CuesScreen
from rehab_tui.tui.screens.note import NoteScreen
from rehab_tui.tui.screens.once import Played
from rehab_tui.tui.screens.pick import PickScreen
from rehab_tui.tui.screens.sound import SoundScreen
from rehab_tui.tui.screens.stop import StopScreen, StopTold
from rehab_tui.tui.showing import FRAMES, SAID_SECONDS, Showing
from rehab_tui.tui.widgets.board import Board
from rehab_tui.tui.widgets.kept import Kept
from rehab_tui.voice.sinks import CueSink

NoteSaver = Callable[[str], Awaitable[None]]

VARIANT_SECONDS = 20.0
"""How to do a new variant stands longer than other answers."""
EASED = "There was much pain in this one today. e takes its easier way."


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a session ended: `finished`, `left` (kept as far as it went) or `stopped`.

    `said` answers what was told last, where the session ended with it.
    """

    how: Literal["finished", "left", "stopped"]
    seconds: float
    said: str = ""


class SessionScreen(Kept, Played[Outcome]):
    """Plays one session to its end."""

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause", "Pause or go on"),
        Binding("enter", "enter", "Count a rep, or go on"),
        Binding("backspace", "undo_rep", "Take a rep back"),
        Binding("right,pagedown", "send('GoOn')", "On to the next step"),
        Binding("left,pageup", "send('Back')", "Back"),
        Binding("n", "send('NextExercise')", "Next exercise"),
        Binding("N", "note", "Write a note"),
        Binding("e", "easier", "Easier"),
        Binding("h", "harder", "Harder"),
        Binding("s", "swap", "Swap the exercise"),
        Binding("t", "count", "Count by key, or keep the tempo"),
        Binding("plus,equals_sign", "time(10)", "Ten seconds more"),
        Binding("minus", "time(-10)", "Ten seconds less"),
        Binding("c", "cues", "Cues and mistakes"),
        Binding("v", "sound", "What is heard"),
        Binding("q", "leave", "Save and leave"),
        Binding("exclamation_mark,x", "stop", "STOP"),
    ]

    def __init__(self, player: Player, sink: CueSink, *, told: StopTold, note: NoteSaver) -> None:
        super().__init__()
        self._player = player
        self._hearing = Hearing(player, sink, 1 / FRAMES)
        self._told = told
        self._note = note
        self._spoken_of = 0
        self._opening = False
        self._outcome: Outcome | None = None
        self._answer = ""

    @property
    def player(self) -> Player:
        """What is being played."""
        return self._player

    def compose(self) -> ComposeResult:
        """The board, and what stands in its place where there is no room for it."""
        yield Board(ascii_only=host(self).ascii_only, moves=host(self).moves)
        yield Static("Please make the window larger: 60 by 20 is the least.", id="small")

    def on_mount(self) -> None:
        """Start the clock of the pictures."""
        gc.freeze()  # to look for garbage in all that was loaded before takes longer than a cue may
        self._player.hear = lambda: self._hearing.hand_on(self._clock.monotonic())
        self._showing = Showing(self, self._player, self._frame)
        halted = self.app.app_resume_signal  # after Ctrl-Z, however short, the session waits
        halted.subscribe(self, lambda _: self._act(self._player.wake_up()))
        self._act(self._player.tick())

    def on_unmount(self) -> None:
        """Nobody waits for a cue any more."""
        gc.unfreeze()

    def on_resize(self, event: events.Resize) -> None:
        """Say so when there is no room to be followed."""
        self.set_class(event.size.width < 60 or event.size.height < 20, "small")
        self.set_class(event.size.width >= 110 and event.size.height >= 34, "large")
        self.call_after_refresh(self._draw)

    def on_key(self, event: events.Key) -> None:
        """Digits answer a question; a key that means nothing pauses (hands feel for the keys)."""
        if not still_here(self) or self._player.session.status is Status.STOPPED:
            return
        if self._answered(event.key):
            event.stop()
        elif event.key not in _BOUND and not event.key.startswith("ctrl+"):
            event.stop()
            self._act(self._player.send(m.Pause))

    def on_screen_suspend(self) -> None:
        """Whatever covers the session, the session waits."""
        if self._player.view.status is Status.RUNNING:
            self._act(self._player.send(m.Pause))

    def on_screen_resume(self) -> None:
        """A session that ended under another screen ends now."""
        if self._outcome is not None:
            self.dismiss(self._outcome)

    # --- time ---------------------------------------------------------------

    def _frame(self) -> None:
        """Draw the next picture, unless nothing of it can be different yet."""
        if self._clock.monotonic() >= self._showing.rests_until:
            self._tick()

    def _tick(self) -> None:
        if self.app.screen is self:
            self._act(self._player.tick())

    def _act(self, effects: tuple[Effect, ...]) -> None:
        self._carry(effects)
        if self._player.to_ease() is not None:
            self._say(EASED, VARIANT_SECONDS)
        now = self._clock.monotonic()
        unheard = self._hearing.listen(now)
        if unheard:
            self._say(unheard)
        self._draw()
        self._hearing.wake(self, now, self._tick, self._showing.rests_until)

    def _carry(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            if isinstance(effect, m.StepBegan):
                if effect.item != self._spoken_of:
                    self._spoken_of = effect.item
                    self._showing.hush()
            elif isinstance(effect, m.Ended):
                how: Literal["finished", "left"] = (
                    "finished" if effect.how is Status.FINISHED else "left"
                )
                self._end(how)

    def _end(self, how: Literal["finished", "left", "stopped"]) -> None:
        self._showing.end()
        self._player.keep()
        self._outcome = Outcome(how, self._player.session.active, self._answer)
        self.dismiss(self._outcome)

    # --- keys ---------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """After a stop no other key of the same hand's slam counts."""
        if self._player.session.status is Status.STOPPED:
            return False
        return super().check_action(action, parameters)

    def action_pause(self) -> None:
        """Pause, or go on."""
        self._act(self._player.toggle_pause())

    def action_enter(self) -> None:
        """Count a rep in a counted set; go on from a pause; else go on to the next step."""
        view = self._player.view
        if view.status is Status.PAUSED:
            self._act(self._player.send(m.Resume))
        elif view.kind is StepKind.SET and view.left is None:
            self._act(self._player.send(m.RepDone))
        else:
            self._act(self._player.send(m.GoOn))

    def action_undo_rep(self) -> None:
        """Take the last counted rep back."""
        self._act(self._player.send(m.UndoRep))

    def action_send(self, name: str) -> None:
        """Hand one of the plain events to the engine."""
        if name == "Back" and self._player.back_is_barred:
            self._say(LEFT_FOR_TODAY)
        kinds = {"GoOn": m.GoOn, "Back": m.Back, "NextExercise": m.NextExercise}
        self._act(self._player.send(kinds[name]))

    def action_time(self, seconds: int) -> None:
        """Make a timed step longer or shorter."""
        self._act(self._player.add_time(float(seconds)))

    def action_count(self) -> None:
        """Count this exercise by key, or keep its tempo again; later sessions remember it."""
        if self._player.recounted() is not None:
            self._act(self._player.recount())
            now = self._player.view.prescription
            by_key = now is not None and now.counted
            self._say("Enter counts each rep." if by_key else "The tempo counts again.")
        elif self._player.asks:
            self._say(NOTHING_TO_CHANGE)

    def action_easier(self) -> None:
        """Do the rest of this exercise in its easier way."""
        self._vary(self._player.easier(), "There is no easier way than this one here.")

    def action_harder(self) -> None:
        """Do the rest of this exercise in its harder way."""
        self._vary(self._player.harder(), "There is no harder way for you here.")

    def _vary(self, prescription: Prescription | None, otherwise: str) -> None:
        if prescription is None:
            self._say(NOTHING_TO_CHANGE if self._player.asks else otherwise)
            return
        before = self._player.view.prescription
        same = before is not None and before.exercise.id == prescription.exercise.id
        self._act(self._player.replace(prescription))
        variant = variant_of(prescription)
        if same and variant is not None:
            self._say(variant.say, VARIANT_SECONDS)
        else:  # the lead-in tells how to get into place
            self._say("")

    @work
    async def action_swap(self) -> None:
        """Choose another exercise for this place."""
        if self._player.asks:
            self._say(NOTHING_TO_CHANGE)
            return
        self._act(self._player.send(m.Pause))
        swaps = self._player.swaps()
        if not swaps:
            self._say("There is nothing else here that suits you. n goes on to the next one.")
            return
        words = [choice.words for choice in swaps]
        chosen = await self._open(PickScreen("Do which one instead?", words))
        if chosen is not None:
            self._act(self._player.replace(swaps[chosen].prescription))
            self._act(self._player.send(m.Resume))

    @work
    async def action_cues(self) -> None:
        """Show cues and mistakes; the session waits meanwhile."""
        prescription = self._player.view.prescription
        if prescription is not None:
            await self._open(CuesScreen(prescription))

    @work
    async def action_note(self) -> None:
        """Write a note; the session waits meanwhile."""
        text = await self._open(NoteScreen())
        while text:
            try:
                await self._note(text)
                self._say("Your note is saved.")
                return
            except RehabError as error:
                text = await self._open(NoteScreen(text, f"Not saved yet: {error}"))

    @work
    async def action_sound(self) -> None:
        """Choose what is heard; the session waits meanwhile."""
        await self._open(SoundScreen(self._hearing.sink))

    def action_leave(self) -> None:
        """Save and leave; what was done is kept."""
        self._act(self._player.send(m.Leave))

    def action_stop(self) -> None:
        """Stand still at once, then ask."""
        if self._player.session.status is not Status.STOPPED:
            self._act(self._player.send(m.Stop))
            if not self._player.over:
                self._ask_what_it_is()

    @work
    async def _ask_what_it_is(self) -> None:
        item = self._player.view.item
        stop = StopScreen(self._told, item, lambda: self._player.at_last)
        answer = await self.app.push_screen_wait(stop)
        if answer == "mistake":
            self._act(self._player.send(m.CarryOn))
        elif answer == "go on":
            self._act(self._player.send(m.CarryOn))
            self._act(self._player.send(m.NextExercise))
        else:
            self._player.send(m.Leave)  # the present set is kept as far as it went
            self._end("stopped")

    async def _open(self, screen: Screen[ScreenResultType]) -> ScreenResultType | None:
        """Show another screen while the session waits; one, however often its key comes."""
        if self._opening or not self.is_current:
            return None
        self._opening = True
        try:
            self._act(self._player.send(m.Pause))
            return await self.app.push_screen_wait(screen)
        finally:
            self._opening = False

    def _answered(self, key: str) -> bool:
        """Whether a key was an answer, be it late; a key of the session is one only when asked."""
        player, value = self._player, answer_of(key)
        if value is None or not player.takes(value):
            return False
        step, late = player.view.step, not player.asks
        if key in _BOUND and (step is None or step.question != question_of(value)):
            return False
        effects = player.answer(value)
        self._answer = AFTER_RATING.get(player.then, "")
        self._act(effects)
        words, self._answer = self._answer, ""
        if words:
            self._say(words)
        elif late:
            self._say("Noted.")
        return True

    def _say(self, words: str, seconds: float = SAID_SECONDS) -> None:
        self._showing.say(words, seconds)

    def _draw(self) -> None:
        self._showing.draw()

    @property
    def _clock(self) -> Clock:
        return host(self).practice.clock


_BOUND = {
    key
    for binding in SessionScreen.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
} | {"question_mark"}
"""Keys that mean something in a session; Textual's own (tab) are not among them."""
