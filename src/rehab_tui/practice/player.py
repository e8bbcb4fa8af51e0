"""Plays a guided session: hands the engine time and keys, and carries out what it answers.

The app and plain mode drive the same player; with a `ManualClock` and without a keeper it is the
preview.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from rehab_tui.catalogue.model import Catalogue, Exercise
from rehab_tui.clock import Clock
from rehab_tui.coach import model as m
from rehab_tui.coach.cues import Cue, due, upcoming
from rehab_tui.coach.engine import advance
from rehab_tui.coach.model import Effect, Prescription, Session, Status, StepKind
from rehab_tui.coach.timeline import asked_now, length_of
from rehab_tui.coach.view import View, look
from rehab_tui.errors import RehabError
from rehab_tui.practice.unkept import Hurt, Recounted, Unkept
from rehab_tui.practice.unkept import Keeper as Keeper
from rehab_tui.programme import variants
from rehab_tui.programme.choose import lacking
from rehab_tui.programme.counting import as_chosen
from rehab_tui.programme.flare import calmed, not_calm
from rehab_tui.programme.limits import USUAL, Limits
from rehab_tui.programme.profile import Profile
from rehab_tui.programme.rules.in_session import Then, after_rating, is_red
from rehab_tui.programme.swaps import SwapChoice, swaps

LONGEST_TICK = 3.0
"""Seconds without a tick after which the machine is taken to have slept."""
CLOCKS_APART = 2.0
"""Seconds by which wall and monotonic time may disagree between two ticks."""

LEFT_FOR_TODAY = "That one is left for today."
"""What is said instead of going back into what a sharp pain stopped."""
AT_THE_END = frozenset({"breathing", "relaxation"})
"""Purposes that are left of a session that ends early because of pain."""
NOTHING_TO_CHANGE = "There is nothing to change at a question."
"""What is said to easier, harder, swap and count while something is asked."""


def _strains(exercise: Exercise) -> bool:
    """Whether it is left out of a session that ends early because of pain."""
    return exercise.purpose not in AT_THE_END


@dataclass(frozen=True, slots=True)
class Circumstances:
    """For whom a session is played, and what may come into it today.

    Attributes:
        flags: the profile's.
        calm: with much pain before the session (PM4) nothing becomes harder, and only the calm
            list may be swapped in.
        counted: of what may be swapped in, by id, whether its reps are counted by key.
        known: ids that are not new; others come in as new, unless the session itself knows them.
        barred: ids that never come in today.
        equipment: what is at home; None when nobody has said.
        limits: the plan's.
        reds_before: what was red in a session that is resumed, and the sharp pains in it.
    """

    flags: frozenset[str] = frozenset()
    calm: bool = False
    counted: Mapping[str, bool] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    equipment: frozenset[str] | None = None
    limits: Limits = USUAL
    reds_before: int = 0


ORDINARY = Circumstances()


class Player:
    """One guided session in time.

    `session` is the engine's state; every method lets time pass up to the clock's present first
    and returns the effects, already carried out as far as writing goes. `then` is what the last
    answer asks for.
    """

    def __init__(
        self,
        session: Session,
        clock: Clock,
        catalogue: Catalogue,
        keeper: Keeper | None = None,
        circumstances: Circumstances = ORDINARY,
        *,
        longest_tick: float = LONGEST_TICK,
    ) -> None:
        self.session = session
        self.then = Then.GO_ON
        self.slept = False
        self.hear: Callable[[], object] | None = None
        self._clock = clock
        self._catalogue = catalogue
        self._flags = circumstances.flags
        self._calm = circumstances.calm
        self._barred = circumstances.barred
        self._limits = circumstances.limits
        self._reds_before = circumstances.reds_before
        self._stopped: frozenset[str] = frozenset()
        self._unfit = lacking(catalogue, Profile(equipment=circumstances.equipment))
        if self._calm:
            self._unfit |= not_calm(catalogue)
        self._counted = dict(circumstances.counted)
        self._known = circumstances.known | {
            p.exercise.id for p in session.prescriptions if not p.new
        }
        self._longest_tick = longest_tick
        self._seen: tuple[float, datetime] = (clock.monotonic(), clock.now())
        self._unkept = Unkept(keeper, clock)
        self._too_much: set[str] = set()
        self._due: list[Cue] = []
        self._ends_with_pain = False

    @property
    def view(self) -> View:
        """What there is to show at this moment."""
        return look(self.session, self._clock.monotonic())

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self.session.status in (Status.FINISHED, Status.LEFT)

    @property
    def asks(self) -> bool:
        """Whether a question is being asked: then there is nothing to change."""
        return self.view.kind is StepKind.CHECK

    @property
    def back_is_barred(self) -> bool:
        """Whether going back now would lead into what is left for today; then it does nothing."""
        return self._is_barred(m.Back(self._clock.monotonic()))

    @property
    def reds(self) -> int:
        """How many ratings were above the limit of pain since it was begun or resumed."""
        return sum(is_red(pain, self._limits) for _, pain in self.session.ratings)

    def bar(self, exercise: str) -> None:
        """Leave an exercise (id) alone for the rest of the session: a sharp pain stopped it (PM3).

        It is not offered again, `Back` does not lead into it, and where it was still to come once
        more it is left out.
        """
        self._barred |= {exercise}
        self._stopped |= {exercise}
        self._leave_out(lambda other: other.id == exercise)

    def _leave_out(self, unwanted: Callable[[Exercise], bool]) -> None:
        """Drop what is still to come after the present exercise, as far as it is unwanted."""
        here, now = self.view.item, self.session
        if here is not None:
            steps = tuple(
                step
                for step in now.steps
                if step.item <= here or not unwanted(now.prescriptions[step.item].exercise)
            )
            self.session = replace(now, steps=steps)

    @property
    def at_last(self) -> bool:
        """Whether no exercise is to come after the present one."""
        here = self.view.item
        return here is None or all(step.item <= here for step in self.session.steps)

    def tick(self) -> tuple[Effect, ...]:
        """Let time pass."""
        return self._send(m.Tick(self._clock.monotonic()))

    def send(self, kind: type[m.Event]) -> tuple[Effect, ...]:
        """A key that needs nothing but its moment, such as `model.Pause`."""
        return self._send(kind(self._clock.monotonic()))

    def take_cues(self) -> tuple[Cue, ...]:
        """The cues whose time has come since they were last taken, by their time."""
        taken, self._due = tuple(self._due), []
        return taken

    def next_moment(self) -> float | None:
        """The absolute monotonic time of the next cue or the present step's end; None: no such."""
        session, length = self.session, length_of(self.session)
        if session.moment is None or session.status is not Status.RUNNING or length is None:
            return None
        now = self._clock.monotonic()
        end = max(now, session.moment + length - session.elapsed)
        return next((cue.at for cue in upcoming(session, end) if cue.at > now), end)

    def wake_up(self) -> tuple[Effect, ...]:
        """The program was halted (Ctrl-Z), however briefly: pause, and credit nothing."""
        running = self.session.status is Status.RUNNING
        self._seen = (self._clock.monotonic(), self._clock.now())
        effects = self._advance(m.Suspended(self._seen[0]))
        self.slept = running
        return effects

    def toggle_pause(self) -> tuple[Effect, ...]:
        """Pause, or go on after a pause."""
        paused = self.session.status is Status.PAUSED
        return self.send(m.Resume if paused else m.Pause)

    def add_time(self, seconds: float) -> tuple[Effect, ...]:
        """Make a timed step longer or shorter."""
        return self._send(m.AddTime(self._clock.monotonic(), seconds))

    def takes(self, value: int | bool) -> bool:
        """Whether such an answer is taken now, be it late; a pain is 0-10."""
        return asked_now(self.session, value) is not None

    def answer(self, value: int | bool) -> tuple[Effect, ...]:
        """Answer what is being asked, or was asked last before a set has begun.

        After a second pain above the limit only breathing and resting are left of the session.
        """
        effects, self.then = self.tick(), Then.GO_ON
        asked = asked_now(self.session, value)
        if asked is not None and asked.question == "pain":
            rated = (pain for item, pain in self.session.ratings if item != asked.item)
            here = sum(is_red(pain, self._limits) for pain in rated) + len(self._stopped)
            earlier = self._reds_before + here
            self.then = after_rating(int(value), earlier, self._limits)
            if self.then is Then.END:
                self._leave_out(_strains)
        effects += self._send(m.Answer(self._clock.monotonic(), value))
        if asked is not None:
            effects += self._follow_up(self.session.prescriptions[asked.item].exercise.id)
        return effects

    def _follow_up(self, exercise: str) -> tuple[Effect, ...]:
        """What comes of the last rating, of an exercise (id): an easier way, or the end."""
        if self.then is Then.EASIER:
            self._too_much.add(exercise)
        if self.then is not Then.END:
            return ()
        if not self._ends_with_pain:
            self._ends_with_pain = True
            self._unkept.add(Hurt(), exercise)
            self._unkept.keep_in_time()
        now = self.view.prescription
        late = now is not None and not self.asks and _strains(now.exercise)
        return self.send(m.NextExercise) if late else ()

    def to_ease(self) -> Prescription | None:
        """The easier way of what comes once more after too much pain in it; offered once (PM3)."""
        if not self._too_much:
            return None
        view = self.view
        if view.kind is not StepKind.READY or view.prescription is None:
            return None
        name = view.prescription.exercise.id
        if name not in self._too_much:
            return None
        self._too_much.remove(name)
        return self.easier()

    def replace(self, prescription: Prescription) -> tuple[Effect, ...]:
        """Do the rest of this exercise as `prescription` says."""
        now = self.view.prescription
        if now is None or now.exercise.id != prescription.exercise.id:
            (prescription,) = as_chosen([prescription], self._counted)
        return self._send(m.Replace(self._clock.monotonic(), prescription))

    def easier(self) -> Prescription | None:
        """The easier way of the present exercise, or None."""
        now = self._to_change
        if now is None:
            return None
        lower = variants.easier(now, self._catalogue, self._flags, self._taken())
        return lower and self._introduced(now, lower)

    def harder(self) -> Prescription | None:
        """Back from the easier way to the base one, else the harder way, or None."""
        now = self._to_change
        if now is None or self._calm:
            return None
        upper = variants.harder(now, self._catalogue, self._flags, self._taken())
        return upper and self._introduced(now, upper)

    def recounted(self) -> Prescription | None:
        """The present exercise counted by key instead of by tempo, or the other way round."""
        now = self._to_change
        if now is None or now.dose.reps is None:
            return None
        return replace(now, counted=not now.counted)

    def recount(self) -> tuple[Effect, ...]:
        """Count the present exercise the other way from now on, in later sessions too.

        Where there is nothing left to count, or the session is stopped, nothing changes.
        """
        wanted, item = self.recounted(), self.view.item
        if wanted is None or item is None:
            return ()
        effects = self.replace(wanted)
        if self.session.prescriptions[item] == wanted:
            name = wanted.exercise.id
            self._counted[name] = wanted.counted
            self._unkept.add(Recounted(wanted.counted), name)
            self._unkept.keep_in_time()
        return effects

    def swaps(self, instead_of: Prescription | None = None) -> list[SwapChoice]:
        """What may take an exercise's place, best first, each with its reason.

        Args:
            instead_of: what was to be done in this place; None for the present exercise.
        """
        now = self._to_change
        if now is None:
            return []
        before = instead_of or now
        choices = swaps(before, self._catalogue, self._flags, self._taken(), calm=self._calm)
        found = [(one, self._introduced(before, one.prescription)) for one in choices]
        return [replace(one, prescription=new) for one, new in found if new is not None]

    @property
    def _to_change(self) -> Prescription | None:
        """The present exercise, while there is anything of it left to change."""
        return None if self.asks else self.view.prescription

    def _introduced(self, now: Prescription, other: Prescription) -> Prescription | None:
        """Another exercise is new unless it was done lately, or on the way in this session.

        In a calm session it comes at its calm dose, if there is a way to do it at that.
        """
        if other.exercise.id == now.exercise.id:
            return other
        gentle = calmed(other, now, self._catalogue, self._flags) if self._calm else other
        return gentle and replace(gentle, new=gentle.exercise.id not in self._known)

    def _taken(self) -> frozenset[str]:
        """What can't come in: it is in the session, left for today, without gear, or not calm."""
        present = {p.exercise.id for p in self.session.prescriptions}
        return self._barred | self._unfit | present

    def _is_barred(self, back: m.Back) -> bool:
        after, _ = advance(self.session, back)
        step = after.steps[after.position] if after.position < len(after.steps) else None
        return step is not None and after.prescriptions[step.item].exercise.id in self._barred

    def _send(self, event: m.Event) -> tuple[Effect, ...]:
        mono, wall = self._clock.monotonic(), self._clock.now()
        passed = mono - self._seen[0]
        apart = abs((wall - self._seen[1]).total_seconds() - passed)
        self._seen = (mono, wall)
        effects: tuple[Effect, ...] = ()
        running = self.session.status is Status.RUNNING and self.session.moment is not None
        self.slept = running and (passed > self._longest_tick or apart > CLOCKS_APART)
        if self.slept:
            effects = self._advance(m.Suspended(mono))
            if type(event) is m.Tick:
                return effects
        if isinstance(event, m.Back) and self._is_barred(event):
            event = m.Tick(mono)
        return effects + self._advance(event)

    def _advance(self, event: m.Event) -> tuple[Effect, ...]:
        before = self.session
        self.session, effects = advance(before, event)
        self._due += due(before, self.session, effects)
        for effect in effects:
            if isinstance(effect, m.SetFinished):
                self._unkept.add(effect, effect.prescription.exercise.id)
            elif isinstance(effect, m.Rated):
                self._unkept.add(effect, self.session.prescriptions[effect.item].exercise.id)
        if self._due and self.hear is not None:
            self.hear()
        self._unkept.keep_in_time()
        return effects

    @property
    def trouble(self) -> RehabError | None:
        """Why something can't be written now; None: all is."""
        return self._unkept.trouble

    def keep(self) -> None:
        """Write what is not yet written; what can't be written now stays for the next time."""
        self._unkept.keep()
